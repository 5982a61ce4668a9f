"""Reckons again what a summary's numbers say together, for whoever reads them, not as proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.dates import Edtf
from generator.model.registry import Registry
from generator.model.summary import Number, Summary

#: How many days a unit of time has, at the fewest and at the most.
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
_LOWER = ("more-than", "at-least", "about")
_UPPER = ("less-than", "up-to", "nearly", "about")


def notes(summary: Summary, registry: Registry) -> Iterator[str]:
    """What adds up, and what does not, in a sentence each."""
    yield from _parts_and_wholes(summary, registry)
    yield from _series(summary, registry)
    yield from _spans(summary, registry)


def _bounds(number: Number) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that a number can mean, None where it is open."""
    low = None if number.comparator in _UPPER else number.value
    high = None if number.comparator in _LOWER else number.to or number.value
    if number.comparator in ("less-than", "up-to", "nearly"):
        low = Decimal(0)
    return low, high


def _parts_and_wholes(summary: Summary, registry: Registry) -> Iterator[str]:
    for whole in summary.numbers:
        parts = [one for one in summary.numbers if whole.id and one.part_of == whole.id]
        same = [one for one in parts if _unit(one, registry) == _unit(whole, registry)]
        if not same:
            continue
        total, high = sum((one.value for one in same), Decimal(0)), _bounds(whole)[1]
        outcome = "more than the whole" if high is not None and total > high else "within the whole"
        name = registry.measures[whole.measure].name
        yield f"the parts of {name} ({whole.value}) come to {total}: {outcome}"


def _series(summary: Summary, registry: Registry) -> Iterator[str]:
    """The sum of what arrived, died or was paid in several portions of one measure."""
    for id, measure in registry.measures.items():
        portions = [one for one in summary.numbers if one.measure == id and one.of]
        done = [one for one in portions if one.certainty == "actual" and not one.part_of]
        if measure.kind == "flow" and len({one.of for one in done}) > 1:
            total = sum((one.value for one in done), Decimal(0))
            listed = " + ".join(str(one.value) for one in done)
            yield f"{measure.name}: {listed} = {total}, by our sum"


def _spans(summary: Summary, registry: Registry) -> Iterator[str]:
    for number in summary.numbers:
        measure = registry.measures[number.measure]
        days = _DAYS.get(measure.unit or "")
        if measure.kind != "duration" or days is None or number.period is None:
            continue
        span = _possible_days(number.period)
        if span is None:
            continue
        low, high = _bounds(number)
        fewest = (low if low is not None else Decimal(0)) * days[0]
        most = high * days[1] if high is not None else None
        fits = span[1] >= fewest and (most is None or span[0] <= most)
        outcome = "fits" if fits else "does not fit"
        yield (
            f"{measure.name}: {number.value} {measure.unit}, from {number.period}, which spans"
            f" {span[0]} to {span[1]} days: {outcome}"
        )


def _possible_days(period: Edtf) -> tuple[int, int] | None:
    """The fewest and the most days from some day of the first point to one of the last."""
    first, last = period.points[0], period.points[-1]
    if period.shape != "interval" or first is None or last is None:
        return None

    def between(one: date, other: date) -> int:
        return max((other - one).days, 0)

    return between(first.latest, last.earliest), between(first.earliest, last.latest)


def _unit(number: Number, registry: Registry) -> str | None:
    return registry.measures[number.measure].unit
