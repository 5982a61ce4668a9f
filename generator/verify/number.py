"""Compares a number of a summary with the figures that its words give in the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale

from generator.article.figures import Figure
from generator.article.text import Text
from generator.article.units import CURRENCIES, KNOWN
from generator.model.registry import Measure
from generator.model.summary import Number
from generator.verify.matching import Match

#: In the order from best to worst: where the words hold several figures, the best one counts.
Reading = Literal["found", "comparator", "other-unit", "differs", "not-found"]
_ORDER: tuple[Reading, ...] = ("found", "comparator", "other-unit", "differs", "not-found")
_PERCENT = Decimal(100)
#: From how many decimals on a fraction has no end, and how many a rounded value must have.
_ENDLESS, _WHOLE, _DECIMALS = 6, 0, 2
#: What the units of a measure are called here.
_UNITS = {
    "times": "times",
    "percent": "percent",
    "%": "percent",
    "percentage points": "percentage-point",
    "percentage point": "percentage-point",
}


@dataclass(frozen=True)
class Read:
    """How the article's figure compares; `figure` is the one that comes nearest."""

    reading: Reading
    figure: Figure | None = None


def read_number(
    number: Number, measure: Measure, article: Text, matches: Iterable[Match], *, english: bool
) -> Read:
    """The best of the figures that stand in the words at any of their places.

    A comparator or unit counts although it stands just outside of the words: "more than" does not
    vanish because somebody cropped it. Only in English are words read; of another language the
    digits are.
    """
    readings = [
        Read(_compared(number, measure, figure, english=english), figure)
        for match in matches
        for figure in _figures_in(article, match)
    ]
    return min(readings, key=lambda read: _ORDER.index(read.reading), default=Read("not-found"))


def _figures_in(article: Text, match: Match) -> list[Figure]:
    return [
        figure
        for figure in article.figures
        if any(start <= figure.start and figure.end <= end for start, end in match.spans)
    ]


def _compared(number: Number, measure: Measure, figure: Figure, *, english: bool) -> Reading:
    if not _same_value(number, measure, figure, english=english):
        return "differs"
    if not english:
        return "found"
    if not _same_unit(measure, figure):
        return "other-unit"
    return "found" if number.comparator in figure.comparators else "comparator"


def _same_value(number: Number, measure: Measure, figure: Figure, *, english: bool) -> bool:
    values = figure.values if english or figure.foreign is None else (figure.foreign,)
    percent = _unit_of(measure) == "percent"
    if figure.unit == "fraction" and percent:
        values = tuple(value * _PERCENT for value in values)
    if number.to is not None or figure.to:
        return number.value in values and number.to in figure.to
    if figure.unit == "fraction":
        return any(_is(number.value, value, _WHOLE if percent else _DECIMALS) for value in values)
    return number.value in values


def _is(value: Decimal, fraction: Decimal, least: int) -> bool:
    """Whether a value is a fraction, or one without end rounded: a third is 33 or 0.33.

    `least` is how many decimals the rounded value has at least.
    """
    endless = -int(fraction.as_tuple().exponent) > _ENDLESS
    places = max(0, -int(value.as_tuple().exponent))
    rounded = endless and places >= least and fraction.quantize(value, ROUND_HALF_UP) == value
    return value == fraction or rounded


def _unit_of(measure: Measure) -> str:
    unit = measure.unit or ""
    return _UNITS.get(unit.lower(), unit)


def _same_unit(measure: Measure, figure: Figure) -> bool:
    """Whether the measure counts in the article's unit; a unit of the measure's own is not read.

    What has no unit counts things; only of a duration or ratio the name can say the unit.
    """
    unit, read = _unit_of(measure), figure.unit
    kind, _, money = read.partition(":")
    if unit in CURRENCIES or kind == "money":
        return kind == "money" and unit in CURRENCIES and _is_currency(unit, money)
    if unit == "percent":
        return read in ("percent", "fraction")
    if unit in KNOWN or read in ("percent", "percentage-point"):
        return read == unit
    singular = unit.removesuffix("s").lower()
    if unit:
        return not (singular in KNOWN and read in KNOWN and singular != read)
    return read not in KNOWN or measure.kind in ("duration", "ratio")


def _is_currency(code: str, said: str) -> bool:
    """Whether words of money ("dollar", "Kenyan shilling", "USD") can mean a currency."""
    if said in CURRENCIES or said == "?":
        return said == code
    name = _currency_name(code)
    words = said.lower().split()
    # of the capital words before it only those that name a people are part of it
    return words[-1] in name and all(word in name for word in words[:-1])


@lru_cache(maxsize=64)
def _currency_name(code: str) -> str:
    return str(Locale("en").currencies.get(code, code)).lower().replace("russian", "russian rouble")
