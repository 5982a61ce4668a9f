"""Makes numbers of an article's figures: what they count, in which unit, and how exactly."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale

from generator.article.figures import Figure
from generator.article.text import Text
from generator.article.units import CURRENCIES, unit_before, unit_behind
from generator.model.fields import Comparator, MeasureKind

_DURATIONS = frozenset(
    ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
)
#: Which currency is meant most often by a word that names several.
_USUAL = {
    **{"dollar": "USD", "pound": "GBP", "franc": "CHF", "peso": "MXN", "krone": "NOK"},
    **{"krona": "SEK", "rupee": "INR", "shilling": "KES", "dinar": "KWD", "riyal": "SAR"},
    **{"lira": "TRY", "ruble": "RUB", "yen": "JPY", "yuan": "CNY", "euro": "EUR", "naira": "NGN"},
    **{"rand": "ZAR", "gourde": "HTG", "baht": "THB", "dirham": "AED", "rupiah": "IDR"},
    **{"ringgit": "MYR"},
}
#: Where the counted thing ends.
_STOPS = frozenset(
    """of in on at to from by with for as than since after before between during over under about a
    an the this that these those its his her their our my your and or but nor so who which whom
    whose where when while if because not no is are was were be been being has have had do does
    did will would can could may might must shall should said says say per each every into onto
    through across against among around along near off out up down back again away more less
    most least only just also now then ago later earlier all it he she they we you i there here
    how what why yet until without within including such other left came went took made got gave
    found died killed ran paid lived fell rose won lost met led""".split()  # noqa: SIM905
)
_PLURALS = frozenset(
    """people men women children police personnel staff troops feet teeth mice geese fish sheep
    deer aircraft spacecraft series species crew dead cattle offspring""".split()  # noqa: SIM905
)
_NO_PLURALS = re.compile(r"(?:ss|us|is|ous|'s)$")
_JOINED = re.compile(r"(?:-\w+)+")
_WORD = re.compile(r"[ \u00a0-]?([^\W\d_][\w'\u2019-]*)")
_DONE = re.compile(
    r"(?: (?:have|has|had|were|was|are|is))?(?: been)? (?P<done>killed|displaced|injured|wounded"
    r"|arrested|missing|evacuated|born|detained|hurt|dead|affected|infected|employed|homeless)\b"
)
_WHOLE = re.compile(
    r" of (?:(?:all|the|its|their|his|her|those|these|our) )*(?P<noun>[a-z][\w-]*(?: [a-z]+s\b)?)"
)
_HEAD_BEFORE = re.compile(
    r"(?P<noun>cost|budget|package|debt|profit|loss|revenue|turnover|salary|price|fine|damage|fee"
    r"|grant|loan|deal|contract|investment|spending|savings|income|tax|value|sales)s?"
    r"(?: (?:of|at|by|to|was|is|were|are|estimated|about|around|some|nearly|only|up|worth)){1,3}"
    r" ?\W?$"
)
#: What stands before a figure that names a thing and counts nothing.
_LABEL = re.compile(
    r"(?:^|\s)(?:No\.?|number|page|room|flight|route|section|article) $", re.IGNORECASE
)
_LAST_MINUTE = re.compile(r"(?:the )?last[- ]minute\b", re.IGNORECASE)
_WEAK_WORDS = re.compile(r"\b(?:the (?:last|past|next|first|coming)|another)$", re.IGNORECASE)
#: A time of day without its "o'clock": since four.
_CLOCK = re.compile(r"\b(?:since|until|till|at|past)(?: about| around)? $", re.IGNORECASE)
_HOURS = 12
_OLD = re.compile(r"[ -]?years?[ -]olds?\b")
_AGED = re.compile(r"(?:[A-Z][\w'\u2019-]+,|\b(?:aged?|aged about)) $")
#: The longest counted thing, in words.
_LONGEST = 4


@dataclass(frozen=True)
class Counted:
    """A figure as a summary holds it; `start` to `end` is its evidence in the article's own text.

    From `at` to `stop` stands the figure itself with its unit. `unit` is as a measure has it,
    `doubt` says what of it the article does not.
    """

    at: int
    stop: int
    start: int
    end: int
    value: Decimal
    to: Decimal | None
    comparator: Comparator
    noun: str
    unit: str
    kind: MeasureKind
    doubt: str = ""


@dataclass(frozen=True)
class Uncounted:
    """A figure that no summary can carry, from `at` to `stop` in the article, and why."""

    at: int
    stop: int
    why: str


def counted(article: Text) -> Iterator[Counted | Uncounted]:
    """The figures of an article, in order, as far as they count something."""
    text = article.normal.text
    shares = [one for one in article.figures if _is_share(text, one)]
    found = [
        one
        for one in article.figures
        if one in shares
        or (_counts(text, one) and not any(_lies_in(one, share) for share in shares))
    ]
    for number, figure in enumerate(found):
        behind = found[number + 1].start if number + 1 < len(found) else len(text)
        yield _counted(article, figure, found[number - 1].end if number else 0, behind)


def _is_share(text: str, figure: Figure) -> bool:
    """Whether two figures are one: one in five, 3 out of 8."""
    words = text[figure.start : figure.end]
    return figure.unit == "fraction" and bool(re.search(r" (?:in|out of) ", words))


def _lies_in(figure: Figure, share: Figure) -> bool:
    return share.start <= figure.start and figure.end <= share.end


def _counts(text: str, figure: Figure) -> bool:
    """Whether a figure counts something: no score, no clock, no mere "a" or "one"."""
    before, behind = text[max(0, figure.start - 12) : figure.start], text[figure.end :][:20]
    words = text[figure.start : figure.end].lower()
    clock = _is_clock(figure, text[max(0, figure.start - 16) : figure.start], behind)
    if clock or re.match(r"-\d|-(?:time|way|hand)\b", behind) or re.search(r"\d-$", before):
        return False
    if words.split(" ")[-1] in ("once", "twice", "thrice"):
        return False
    if _LABEL.search(before) or not figure.weak:
        return not figure.weak and not _LABEL.search(before)
    if figure.unit not in _DURATIONS or figure.to or _LAST_MINUTE.match(text, figure.start):
        return False
    ends = unit_behind(text, figure.end)[1]
    other = re.match(r" (?:later|earlier|before)\b", text[ends : ends + 9])
    told = bool(figure.said or _WEAK_WORDS.search(words) or words == "another")
    return not figure.said if other else told or text[ends : ends + 4] == " ago"


def _is_clock(figure: Figure, before: str, behind: str) -> bool:
    """Whether a figure is an hour of the day: five o'clock; since four, with nothing behind it."""
    if re.match(r" ?o'clock", behind):
        return True
    if re.match(r" ?(?:and|to|-|\u2013) ?\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b", behind):
        return True  # between 4 and 9 p.m.
    plain = not (figure.unit or figure.to) and figure.values[0] <= _HOURS
    return plain and bool(_CLOCK.search(before)) and not re.match(r" ?[\w%]|[.,]\d", behind)


def _counted(article: Text, figure: Figure, after: int, before: int) -> Counted | Uncounted:
    text = article.normal.text
    value, to = _amount(figure.values[0]), _amount(figure.to[0]) if figure.to else None
    unit = _unit(figure)
    why = "which money is meant cannot be told" if unit is None else ""
    if value is None or (figure.to and to is None):
        why = "it has more digits than a number can have"
    elif to and to <= value:
        why = "the upper end of its range is not above the lower"
    if value is None or unit is None or why:
        return Uncounted(*article.normal.original(figure.start, figure.end), why)
    ends = unit_behind(text, figure.end)[1] if figure.unit else figure.end
    noun, stop = _noun(text, ends, min(before, _line_end(article, ends)), figure)
    old = figure.unit == "year" and _OLD.match(text, figure.end)
    if old:
        noun, stop = "age", old.end()
    begin = max(after, _begin(text, figure))
    start, end = article.normal.original(begin, max(stop, figure.end))
    at, last = article.normal.original(unit_before(text, figure.start)[1], ends)
    end, last = _word_end(article.raw, end), _word_end(article.raw, last)
    kind: MeasureKind = "stock"
    if figure.unit in _DURATIONS and not old:
        kind = "duration"
    elif figure.unit in ("percent", "percentage-point", "times", "fraction"):
        kind = "ratio"
    doubt = ""
    if (
        figure.unit.startswith("money:")
        and figure.unit[6:] in _USUAL
        and _is_several(figure.unit[6:])
    ):
        doubt = f"which {figure.unit[6:]} is meant"
    comparator = figure.comparators[0]
    return Counted(at, last, start, end, value, to, comparator, noun, unit, kind, doubt)


def _line_end(article: Text, at: int) -> int:
    """Where, in the normal form, the line ends in which a place of it stands."""
    starts = article.normal.starts
    if at >= len(starts):
        return at
    end = article.raw.find("\n", starts[at])
    return len(starts) if end < 0 else bisect_left(starts, end)


def _word_end(raw: str, end: int) -> int:
    """Where the word ends that a part of the text stops in: 34-year-old."""
    joined = _JOINED.match(raw, end)
    return joined.end() if joined else end


def _amount(value: Decimal) -> Decimal | None:
    """A value as the model can hold it: at most 15 digits and 6 decimals."""
    rounded = round(value, 6).normalize() if abs(value) < Decimal(10) ** 15 else None
    return rounded


def _unit(figure: Figure) -> str | None:
    """The unit as a measure has it; None where none can be named."""
    kind, _, money = figure.unit.partition(":")
    if kind != "money":
        return "" if kind == "fraction" else kind
    if money in CURRENCIES:
        return money
    words = money.split(" ")
    return _currency(words[-1], " ".join(words[:-1]))


@cache
def _currency(word: str, people: str) -> str | None:
    """The code of a currency by its word and, perhaps, the people that has it."""
    names = Locale("en").currencies
    if people:
        wanted = f"{people} {word}".lower()
        found = [code for code in CURRENCIES if str(names.get(code, "")).lower() == wanted]
        if found:
            return found[0]
    return _USUAL.get(word)


def _is_several(word: str) -> bool:
    return word not in ("euro", "yen", "yuan", "rand", "naira", "gourde", "baht", "ringgit")


def _begin(text: str, figure: Figure) -> int:
    """Where the evidence begins: at the sign of money, or at the words that compare."""
    at = unit_before(text, figure.start)[1]
    if figure.said:
        place = text.rfind(figure.said, max(0, at - 40), at)
        at = place if place >= 0 else at
    return at


def _noun(text: str, ends: int, before: int, figure: Figure) -> tuple[str, int]:
    """What is counted, and where its words end; without any, what stands before counts."""
    if figure.unit.startswith(("percent", "fraction", "times")):
        found = _WHOLE.match(text, ends, min(before, ends + 60))
        return (f"share of {found['noun']}", found.end()) if found else ("share", ends)
    words, at = _following(text, ends, min(before, ends + 80))
    if figure.unit in _DURATIONS:
        return f"time in {figure.unit}s", ends
    if words:
        noun = " ".join(words)
        done = _DONE.match(text, at, min(before, at + 40))
        if done:
            noun, at = f"{noun} {done['done']}", done.end()
        return noun, at
    if not figure.unit and _AGED.search(text[max(0, figure.start - 20) : figure.start]):
        return "age", ends
    if figure.unit.startswith("money:"):
        head = _HEAD_BEFORE.search(text[max(0, figure.start - 40) : _begin(text, figure)].lower())
        return (head["noun"] if head else "amount"), ends
    one, per, time = figure.unit.partition(" an ")  # mile an hour
    return (f"{one}s{per}{time}" if one else "count"), ends


def _following(text: str, at: int, limit: int) -> tuple[list[str], int]:
    """The words behind a figure up to the plural that is counted."""
    found: list[str] = []
    last = (0, at)
    while len(found) < _LONGEST and (match := _WORD.match(text, at, limit)):
        word = match[1]
        if word.lower() in _STOPS or (not found and text[at : at + 1].isalpha()):
            break
        found.append(word)
        at = match.end()
        if word.lower() in _PLURALS or (word.endswith("s") and not _NO_PLURALS.search(word)):
            last = (len(found), at)
        elif last[0]:
            break  # two plurals are one thing only side by side: police officers
    if last[0]:
        return found[: last[0]], last[1]
    # without any plural the one word next to the figure at most, in small letters
    single = (
        found[:1] if found and found[0].islower() and not found[0].endswith(("ed", "ly")) else []
    )
    return single, (last[1] + len(single[0]) + 1 if single else last[1])
