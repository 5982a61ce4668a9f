"""Works out which days the words of an article mean, counted from the day on which it appeared."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.article.calendar import moments
from generator.article.text import Text
from generator.dates import Edtf, parse_date
from generator.drafting.tense import is_ahead

_MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_abbr) if name}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})[-/](?P<number>\d{2})(?:[-/](?P<day>\d{2}))?"),
    re.compile(rf"\b{_NUMBER}(?: of)? {_MONTH}{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}(?: the)? {_NUMBER}\b(?!\d){_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}{_YEAR}\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})\b"),
)
_AGO = re.compile(rf"\b(?P<count>{'|'.join(_COUNTS)}|\d+) (?P<unit>day|week|month|year)s? ago")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:week(?:end)?|month|year)\b")
#: Words before a moment that put it rather into the future, where no verb of its clause decides.
_AHEAD = re.compile(
    r"\b(?:will|would|due|next|expected|scheduled|set to|plans?|planned|to be)\b", re.IGNORECASE
)
#: Words that open or end a span of time, which does so ahead.
_LIMIT = re.compile(
    r"\b(?:(?:until|till)(?: \w+){0,2} *$|(?:by|from|before)(?: the| early| late)? *$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?P<word>since|until|till|before|by|after|from)(?: the| early| late| about)? $",
    re.IGNORECASE,
)
#: How far before a moment those words may stand, in characters, and how far from it its verb.
_NEAR, _FAR = 60, 140
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_SIDE = "whether the day had passed or was to come: no verb beside it tells"


@dataclass(frozen=True)
class Moment:
    """What an article dates, from `start` to `end` in its text.

    `date` is None where the words give a date only together with a day that is not known; `because`
    says how it was worked out, where the words do not give it whole, and `doubt` what is to be
    found out of it.
    """

    start: int
    end: int
    date: Edtf | None
    because: str = ""
    doubt: str = ""


_BLANK_LINE = re.compile(r"\n\s*\n")


def _beside(article: Text, start: int, end: int) -> tuple[str, str]:
    """What stands near a part of the normal form, before it and behind it in its paragraph."""
    starts, text = article.normal.starts, article.normal.text
    first, last = max(0, start - _FAR), min(len(text), end + _FAR)
    breaks = [one.end() for one in _BLANK_LINE.finditer(article.raw, starts[first], starts[start])]
    first = bisect_left(starts, breaks[-1]) if breaks else first
    if end < len(text) and last > end:
        ended = _BLANK_LINE.search(article.raw, starts[end], starts[last - 1])
        last = bisect_left(starts, ended.start()) if ended else last
    return text[first:start], text[end:last]


def day_of(words: str) -> date | None:
    """The one day that some words give with their year."""
    found = _written(words)
    return date(*found) if found and None not in found else None  # type: ignore[arg-type]


def dated(article: Text, published: date | None) -> Iterator[Moment]:
    """What an article dates, in order; times of day by themselves are left out."""
    text = article.normal.text
    year: int | None = published.year if published else None
    for start, last in moments(text):
        end = start + len(text[start:last].rstrip(" .,"))
        before, behind = _beside(article, start, end)
        side = is_ahead(before, behind)
        before = re.split(r"[.!?;\"] ", before[-_NEAR:])[-1]
        begin, stop = article.normal.original(start, end)
        found = _moment(text[start:end], before, side, published, year)
        if found is None:
            continue
        when, because = found
        written = _written(text[start:end])
        spoken = article.quotation_around(begin, stop)
        if written and written[0] and not (published or spoken):
            year = written[0]
        unsure = bool(published and when and str(when).endswith("?"))
        yield Moment(begin, stop, when, because, _SIDE if unsure else "")


def _written(words: str) -> tuple[int | None, int | None, int | None] | None:
    """Year, month and day of words that name them, as far as they do."""
    if (numeric := _NUMERIC.search(words)) and (found := _of_numbers(*map(int, numeric.groups()))):
        return found
    for pattern in _WRITTEN:
        match = pattern.search(words)
        if not match:
            continue
        named = match.groupdict()
        year = int(named["year"]) if named.get("year") else None
        month = _MONTHS[named["month"].lower()] if named.get("month") else None
        month = int(named["number"]) if named.get("number") else month
        day = int(named["day"]) if named.get("day") else None
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        if month is not None and not 1 <= month <= 12:
            return None
        if month and day and not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
            return None
        return year, month, day
    return None


def _of_numbers(first: int, second: int, year: int) -> tuple[int, int, int] | None:
    """The year, month and day of 14/03/2030 or 03/14/2030; None where either may come first."""
    if first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        month, day = first, second
    else:
        return None
    plausible = _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12
    return (
        (year, month, day)
        if plausible and 1 <= day <= calendar.monthrange(year, month)[1]
        else None
    )


def _moment(
    words: str, before: str, side: bool | None, published: date | None, year: int | None
) -> tuple[Edtf | None, str] | None:
    """The date of some words and how it was worked out; None where they mean no date.

    `side` says whether they lie ahead, as far as their clause tells.
    """
    if _LIMIT.search(before) or re.match(r"(?:next|by)\b", words, re.IGNORECASE):
        side = True
    later = _AHEAD.search(before) or re.match(r"later\b", words, re.IGNORECASE)
    ahead = bool(later) if side is None else side
    written = _written(words)
    if written:
        return _completed(written, before, ahead, published, year)
    if re.search(r"\d ?[ap]\.?m|\d:\d|o'clock|GMT|UTC|EST|hrs|^9/11$|^24/7$", words):
        return None
    if published is None:
        return None, ""
    return _relative(words.lower(), before, ahead, published, is_sure=side is not None)


def _completed(
    written: tuple[int | None, int | None, int | None],
    before: str,
    ahead: bool,
    published: date | None,
    known: int | None,
) -> tuple[Edtf | None, str] | None:
    """A date whose year may have to be taken from the day of the article, or one named before."""
    year, month, day = written
    because = ""
    if year is None and published:
        year = _nearest_year(published, month or 1, day, ahead)
        because = f"the article gives no year; it appeared on {published}"
    elif year is None and known:
        year, because = known, f"the article gives no year; the date named before is of {known}"
    if year is None:
        return None, ""
    if month == 2 and day == 29 and not calendar.isleap(year):
        return None, ""
    point = f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    unsure = bool(because) and not published
    return _bounded(f"{point}?" if unsure else point, before), because


def _bounded(point: str, before: str) -> Edtf:
    """An open interval where "since" stands before, and an end where "until" does."""
    found = _BEFORE.search(before)
    word = found["word"].lower() if found else ""
    if word == "since":
        return parse_date(f"{point}/..")
    if word in ("until", "till"):
        return parse_date(f"../{point}")
    if word in ("before", "by"):
        return parse_date(f"[..{point}]")
    return parse_date(point)


def _nearest_year(published: date, month: int, day: int | None, ahead: bool) -> int:
    """The year in which a month, or day, comes nearest to the article, on the side it is told."""
    first = (month, day or 1)
    here = (published.month, published.day if day else 1)
    if day is None:
        if ahead:
            return published.year + (month < published.month)
        return published.year - (month > published.month)
    this = (first[0] - here[0]) * 31 + first[1] - here[1]
    if ahead and this < -31:
        return published.year + 1
    return published.year + (-1 if this > 186 else 1 if this < -186 else 0)


def _relative(
    words: str, before: str, ahead: bool, published: date, *, is_sure: bool
) -> tuple[Edtf | None, str]:
    because = f"counted from the day of the article, {published}"
    whole = f"{before.lower()}{words}"
    ago = _AGO.search(words)
    if ago:
        return _ago(_COUNTS.get(ago["count"]) or int(ago["count"]), ago["unit"], published), because
    for word, days in (("yesterday", -1), ("tomorrow", 1), ("today", 0), ("tonight", 0)):
        if word in words:
            return _day(published, days), because
    weekday = _WEEKDAY.search(words)
    if weekday:
        found = _weekday(_WEEKDAYS.index(weekday[1][:3]), words, ahead, published)
        limit = re.search(r"\b(?P<word>until|before|by)(?: the)? [a-z ]*$|\b(?P<other>by) ", whole)
        told = is_sure or words.startswith("last")
        text = str(found) if told and not (ahead and found == published) else f"{found}?"
        if (
            (limit and not words.startswith("on") and limit.end() >= len(before))
            or re.search(r"\b(?:before|by) $", before.lower())
            or words.startswith("by ")
        ):
            text = f"[..{found}]"
        return parse_date(text), because
    if re.search(r"\b(?:this|that) (?:morning|evening|afternoon|night)\b|^last night", words):
        return _day(published, -1 if "last night" in words else 0), because
    span = _SPAN.search(words)
    if span and re.match(r"(?:last|next|this|over the|earlier this|later this)", words):
        return _span(
            span[0], -1 if words.startswith("last") else int("next" in words), published
        ), (because)
    return None, ""


def _day(published: date, days: int) -> Edtf | None:
    try:
        return parse_date((published + timedelta(days=days)).isoformat())
    except OverflowError:
        return None


def _ago(count: int, unit: str, published: date) -> Edtf | None:
    """The day, month or year so long before; longer spans are told roundly, and marked so."""
    if count > 500:
        return None
    if unit == "day":
        return _day(published, -count)
    if unit == "week":
        return parse_date(f"{(published - timedelta(weeks=count)).isoformat()}~")
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return parse_date(f"{months // 12:04}-{months % 12 + 1:02}~")
    return parse_date(f"{published.year - count:04}~") if published.year > count else None


def _weekday(wanted: int, words: str, ahead: bool, published: date) -> date:
    """The next such day, the day of the article included, or the last one."""
    days = (wanted - published.weekday()) % 7
    if words.startswith("next") or (ahead and not words.startswith("last")):
        return published + timedelta(days=days or 7 * words.startswith("next"))
    back = (published.weekday() - wanted) % 7
    return published - timedelta(days=back or 7 * words.startswith("last"))


def _span(unit: str, step: int, published: date) -> Edtf | None:
    """The week, weekend, month or year that is so many after that of the article."""
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    if unit == "week":
        return parse_date(f"[{monday}..{monday + timedelta(days=6)}]")
    if unit == "weekend":
        saturday = monday + timedelta(days=5)
        if step == 0 and published.weekday() < 3:
            saturday -= timedelta(weeks=1)
        return parse_date(f"[{saturday},{saturday + timedelta(days=1)}]")
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return parse_date(f"{months // 12:04}-{months % 12 + 1:02}")
    return parse_date(f"{published.year + step:04}")
