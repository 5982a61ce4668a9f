"""Finds the figures of an English text with their units, comparators and ranges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.article.calendar import dates
from generator.article.comparators import comparators
from generator.article.numerals import (
    DOUBTFUL,
    NUMERAL,
    SCALE_WORD,
    SCALES,
    SHARE,
    in_words,
    numeral,
)
from generator.article.units import unit_before, unit_behind
from generator.model.fields import Comparator


@dataclass(frozen=True)
class Figure:
    """A figure as the text gives it.

    `start` and `end` are those of its own words in the text. `values` are what it can mean, the
    likeliest first; so are `to`, the upper end of a range, and `comparators`, by the words round
    it, which `said` holds. `unit` is `percent`, `percentage-point`, `fraction`, `times`, a unit
    of time or measure in the singular, or money (`money:USD`, `money:dollar`). `weak` marks words
    that are often no figures ("one", "a year").
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    to: tuple[Decimal, ...] = ()
    unit: str = ""
    comparators: tuple[Comparator, ...] = ("exactly",)
    said: str = ""
    weak: bool = False
    from_to: bool = False
    """Whether a range is perhaps a change: "from 5 to 10"."""


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in normal form, in order; dates, ordinals and labels are none."""
    single = [figure for match in NUMERAL.finditer(text) if (figure := _figure(text, match))]
    found = [*_ranges(text, single), *_shares(text)]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    read = None if _in_date(text, start, end) else numeral(match)
    if read is None:
        return None
    sign, begins = unit_before(text, start)
    unit, ends = unit_behind(text, end)
    if match["digits"] and not unit and text[end : end + 1].isalpha():
        return None  # 3D, 79th
    values = read.values
    if sign and (match["suffix"] or "").lower() in DOUBTFUL:
        values = values[-1:]
    unit = sign or read.unit or unit
    mere = read.weak and (not unit or match[0].lower().startswith("the "))
    means, said = comparators(text, begins, ends, mere=mere)
    return Figure(start, end, values, (), unit, means, said, read.weak)


def _in_date(text: str, start: int, end: int) -> bool:
    spans = dates(text)
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][0] <= start and spans[at - 1][1] >= end


def _shares(text: str) -> Iterator[Figure]:
    """Parts of a whole, "one in five", beside the figures they are made of."""
    for match in SHARE.finditer(text):
        some, whole = in_words(match["some"].lower()), in_words(match["whole"].lower())
        if 0 < some < whole:
            yield Figure(*match.span(), (some / whole,), unit="fraction", weak=True)


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """The figures, with two that are the ends of one range made one."""
    made: list[Figure] = []
    for figure in found:
        if made and not made[-1].to and _are_range(text, made[-1], figure):
            made[-1] = _range(text, made[-1], figure)
        else:
            made.append(figure)
    return made


def _are_range(text: str, low: Figure, high: Figure) -> bool:
    """Whether "to", "or" or a dash, or "and" after "between", joins two figures of one unit."""
    begins, ends = unit_before(text, high.start)[1], unit_behind(text, low.end)[1]
    between = text[ends:begins]
    if low.weak or high.weak or (low.unit and high.unit and low.unit != high.unit):
        return False
    if low.values[0] >= high.values[-1]:
        return False
    if between == " and ":
        first = unit_before(text, low.start)[1]
        return bool(re.search(r"\bbetween $", text[max(0, first - 8) : first]))
    return between in (" to ", " or ", "-")


def _range(text: str, low: Figure, high: Figure) -> Figure:
    """One figure of two; the lower end takes the scale of the upper where it has none itself."""
    values = low.values
    scale = re.search(rf"(?:{SCALE_WORD})$", text[high.start : high.end].lower())
    own_scale = re.search(SCALE_WORD, text[low.start : low.end].lower())
    if scale and not own_scale and values[0] < 1000:
        values = (values[0] * SCALES[scale[0]], *values)
    first = unit_before(text, low.start)[1]
    means, said = (low.comparators, low.said) if low.said else (high.comparators, high.said)
    return replace(
        low,
        end=high.end,
        values=values,
        to=high.values,
        unit=high.unit or low.unit,
        comparators=means,
        said=said,
        from_to=text[max(0, first - 6) : first].lower().endswith("from "),
    )
