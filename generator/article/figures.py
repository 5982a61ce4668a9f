"""Finds the figures of an English text with their units, comparators and ranges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.article.calendar import dates
from generator.article.comparators import comparators
from generator.article.numerals import NUMERAL, SCALE_WORD, SCALES, SHARE, in_words, numeral
from generator.article.units import unit_before, unit_behind
from generator.model.fields import Comparator

_TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century"))
_BETWEEN = re.compile(r"\b(?P<word>between|from) $", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure as the text gives it.

    `start` and `end` are those of its own words in the text. `values` are what it can mean, the
    likeliest first; so are `to`, the upper end of a range, and `comparators`, by the words round
    it, which `said` holds. `foreign` is the value where a point divides groups. `unit` is
    `percent`, `percentage-point`, `fraction`, `times`, a unit of time or measure in the singular,
    or money (`money:USD`, `money:dollar`). `weak` marks words that are often no figures ("one",
    "a year") and readings beside others.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    to: tuple[Decimal, ...] = ()
    unit: str = ""
    comparators: tuple[Comparator, ...] = ("exactly",)
    said: str = ""
    weak: bool = False
    foreign: Decimal | None = None


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in normal form, in order; dates, ordinals and labels are none.

    A long dash parts what stands on its two sides; a hyphen joins the ends of a range.
    """
    single = [figure for match in NUMERAL.finditer(text) if (figure := _figure(text, match))]
    found = [*_ranges(text, single), *_shares(text)]
    return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    read = None if _in_date(text, start, end) else numeral(match)
    if read is None:
        return None
    sign, begins = unit_before(text, start)
    unit, ends = unit_behind(text, end)
    glued = match["digits"] and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())
    if glued and not (sign or unit or match["suffix"] or read.unit):
        return None  # 3D, 79th, G20
    values, foreign = read.values, read.foreign
    if re.search(r"(?:(?<![^ (])-|\bminus )$", text[max(0, begins - 6) : begins].lower()):
        values, foreign = tuple(-value for value in values), None
    unit = sign or read.unit or unit
    mere = read.weak and (not unit or match[0].lower().startswith("the "))
    means, said = comparators(text, begins, end, ends, mere=mere, lasting=unit in _TIME)
    return Figure(start, end, values, (), unit, means, said, read.weak, foreign)


def _in_date(text: str, start: int, end: int) -> bool:
    spans = dates(text)
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][0] <= start and spans[at - 1][1] >= end


def _shares(text: str) -> Iterator[Figure]:
    """Parts of a whole, "one in five", beside the figures they are made of."""
    for match in SHARE.finditer(text):
        if not match[0].isascii():
            continue
        some, whole = in_words(match["some"].lower()), in_words(match["whole"].lower())
        if 0 < some < whole and not _in_date(text, match.start("whole"), match.end()):
            means, said = comparators(text, *match.span(), match.end(), mere=False)
            yield Figure(*match.span(), (some / whole,), (), "fraction", means, said, weak=True)


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """The figures, with two that are the ends of one range made one.

    "From 5 to 10" is perhaps a change: then both ends and the range stand beside each other.
    """
    made: list[Figure] = []
    for figure in found:
        if made and not made[-1].to and _are_range(text, made[-1], figure):
            low = made[-1]
            if _word_before(text, low) == "from":
                made += (replace(_range(text, low, figure), weak=True), figure)
            else:
                made[-1] = _range(text, low, figure)
        else:
            made.append(figure)
    return made


def _begins(text: str, figure: Figure) -> int:
    """Where a figure begins with its sign and the words that compare it."""
    at = unit_before(text, figure.start)[1]
    if figure.said:
        before = text[max(0, at - 48) : at]
        place = before.rfind(figure.said)
        at = at - len(before) + place if place >= 0 else at
    return at


def _word_before(text: str, figure: Figure) -> str:
    """The word "between" or "from", where that stands before a figure."""
    at = _begins(text, figure)
    found = _BETWEEN.search(text[max(0, at - 9) : at])
    return found["word"].lower() if found else ""


def _are_range(text: str, low: Figure, high: Figure) -> bool:
    """Whether "to", "or" or a hyphen, or "and" after "between", joins two figures of one unit."""
    between = text[unit_behind(text, low.end)[1] : _begins(text, high)]
    written_one = text[low.start : low.end].lower() == "one"
    if (low.weak and not written_one) or high.weak or low.values[0] >= high.values[-1]:
        return False
    if low.unit and high.unit and low.unit != high.unit:
        return False
    if low.unit == "times" and not high.unit:
        return False  # doubled to 48,000
    if low.unit.startswith("money:") and not high.unit and not _scale(text, high):
        return False  # $500 to 2,000 families
    if between == " and ":
        return _word_before(text, low) == "between"
    return between in (" to ", " or ", "-")


def _scale(text: str, figure: Figure) -> str:
    words = text[figure.start : figure.end].lower()
    found = re.search(rf"(?:{SCALE_WORD}|bn|mn|m|tn|k)$", words)
    return found[0] if found else ""


def _range(text: str, low: Figure, high: Figure) -> Figure:
    """One figure of two; the lower end takes the scale of the upper where it has none itself."""
    values = low.values
    shared = _scale(text, high)
    if shared in SCALES and not _scale(text, low) and values[0] < 1000:
        values = (values[0] * SCALES[shared],)
    elif shared and not _scale(text, low) and values[0] < 1000:
        plain = re.match(r"[\d.,]+", text[high.start : high.end])
        if plain:
            values = (values[0] * (high.values[0] / Decimal(plain[0].replace(",", ""))),)
    means, said = (low.comparators, low.said) if low.said else (high.comparators, high.said)
    return replace(
        low,
        end=high.end,
        values=values,
        to=high.values,
        unit=high.unit or low.unit,
        comparators=means,
        said=said,
        weak=False,
    )
