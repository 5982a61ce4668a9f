"""Where the marks of a chart stand: figures over time, and the days that a date can mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from generator.dates import Edtf
from generator.facts import NumberFact
from generator.intervals import later

E = TypeVar("E")

#: The height of the drawing in pixels: of the plot, and of what lies above and below it.
PLOT, ABOVE, BELOW = 220, 42, 26
#: Half the height of a bar in pixels.
_HALF = 3
#: The narrowest mark, in hundredths of the width: a day must be seen.
_NARROWEST = 1.0
#: The edges of a chart's plot, in hundredths of the width; the values stand left of it.
_LEFT, _RIGHT = 16.0, 98.0
#: A phone's plot in pixels, and a letter and a line of a label: where labels would meet there.
_PHONE, _LETTER, _LINE = 330, 7, 15
#: The letters of a month or a year as an axis names it, with the gap to the next.
_MONTH, _YEAR = 9, 5


@dataclass(frozen=True)
class Tick:
    """A place on an axis, in hundredths of the width (dates) or pixels (values), and what it is."""

    at: str
    day: date | None = None
    value: Decimal | None = None
    side: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True)
class Track:
    """The days a date can mean, on an axis: from `start` to `end`, in hundredths of its width.

    `before` and `after` say that it goes on beyond the axis, or has no end; `rough` that its edges
    are no more than about right.
    """

    start: float
    end: float
    before: bool
    after: bool
    rough: bool

    @property
    def left(self) -> str:
        return _percent(self.start)

    @property
    def right(self) -> str:
        return _percent(self.end)

    @property
    def width(self) -> str:
        return _percent(self.end - self.start)

    @property
    def middle(self) -> str:
        return _percent((self.start + self.end) / 2)


@dataclass(frozen=True)
class Mark:
    """One figure: as wide as its date is open, as high as its range.

    `opens` is where its comparator leaves the figure open. `y` and `height` are pixels. The label
    stands at `label_y`, or nowhere where it would cover another.
    """

    fact: NumberFact
    when: Edtf
    track: Track
    y: int
    height: int
    opens: Literal["", "up", "down"]
    label_y: int | None
    label_side: Literal["start", "middle", "end"]

    @property
    def value(self) -> str:
        """The figure's digits."""
        return str(self.fact.item.value)

    @property
    def bar(self) -> tuple[int, int]:
        """The top and the height of the bar that is drawn."""
        return self.y - _HALF, self.height + 2 * _HALF

    @property
    def tip(self) -> int:
        """Where the arrow of an open figure begins."""
        top, height = self.bar
        return top if self.opens == "up" else top + height


@dataclass(frozen=True)
class Line:
    """From one figure to the next of the same sort."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class Chart:
    """All figures of one measure that have a date, over time, from zero."""

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    by_month: bool
    height: int = ABOVE + PLOT + BELOW


def chart(facts: Iterable[NumberFact], label: Callable[[NumberFact], str]) -> Chart | None:
    """The chart of one measure's figures, or None for fewer than two that have a date.

    `label` says a figure in a few words. A line joins two figures only where both are a count of
    the same stock and scope, given as fact, exactly, one after the other.
    """
    dated = [(fact, when) for fact in facts if (when := shown_at(fact)) and _bounded(when)]
    if len(dated) < 2:
        return None
    axis = Axis.over([when for _, when in dated])
    scale = _Scale.over([fact for fact, _ in dated])
    placed = _Labels()
    marks = tuple(_mark(fact, when, axis, scale, placed, label) for fact, when in dated)
    days, by_month = axis.ticks()
    return Chart(marks, tuple(_lines(marks)), days, scale.ticks(), by_month)


def shown_at(fact: NumberFact) -> Edtf | None:
    """The date that the chart shows: of a flow the period over which it was counted."""
    period = fact.item.period
    return period if period and fact.measure.kind == "flow" else fact.as_of


def _bounded(when: Edtf) -> bool:
    return when.earliest is not None or when.latest is not None


@dataclass(frozen=True)
class Axis:
    """Days from `first` to `last`, from `left` to `right` in hundredths of the width."""

    first: date
    last: date
    left: float = 0.0
    right: float = 100.0

    @classmethod
    def over(cls, dates: Sequence[Edtf]) -> Axis:
        """The axis of a chart."""
        known = [day for when in dates for day in (when.earliest, when.latest) if day]
        return cls(min(known), max(known), _LEFT, _RIGHT)

    @classmethod
    def of_year(cls, year: int) -> Axis:
        return cls(date(year, 1, 1), date(year, 12, 31))

    def at(self, day: date) -> float:
        """The place of a day's beginning, in hundredths of the width."""
        return self.left + self._day * (day - self.first).days

    @property
    def _day(self) -> float:
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def track(self, when: Edtf) -> Track:
        """The part of the axis that a date covers; what lies beyond it ends at its edge."""
        early, late = when.earliest or self.first, when.latest or self.last
        start = min(self.at(max(early, self.first)), self.right - _NARROWEST)
        end = self.at(min(late, self.last)) + self._day
        before = when.earliest is None or early < self.first
        after = when.latest is None or late > self.last
        rough = any(point.qualifier for point in when.points if point)
        return Track(start, max(end, start + _NARROWEST), before, after, rough)

    def ticks(self, room: int = _PHONE) -> tuple[tuple[Tick, ...], bool]:
        """A few beginnings of years or months; and whether they are months.

        Their names do not meet where the width is `room` pixels or more.
        """
        days = (self.last - self.first).days
        years = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 1)]
        inside = [day for day in years if self.first <= day]
        if days > 900 and len(inside) >= 2:
            return self._thinned(inside, 100 * _YEAR * _LETTER / room), False
        months = [date(year.year, month, 1) for year in years for month in range(1, 13)]
        inside = [day for day in months if self.first <= day <= self.last]
        return self._thinned(inside or [self.first], 100 * _MONTH * _LETTER / room), True

    def _thinned(self, days: Sequence[date], width: float) -> tuple[Tick, ...]:
        """Four at most; `width` is that of a name in hundredths of the whole."""
        step = -(-len(days) // 4)
        ticks, free = [], -width
        for day in days[::step]:
            at = self.at(day)
            side: Literal["middle", "end"] = "end" if at > 85 else "middle"
            start = at - (width if side == "end" else width / 2)
            if start >= free:
                ticks.append(Tick(_percent(at), day, side=side))
                free = start + width
        return tuple(ticks)


@dataclass(frozen=True)
class Along(Generic[E]):
    """Entries of a list, each with its track on one axis beside all of them, and its ticks."""

    entries: tuple[tuple[E, Track | None], ...]
    days: tuple[Tick, ...]
    by_month: bool


def along_axis(dated: Iterable[tuple[E, Edtf | None]], room: int) -> Along[E]:
    """Entries with their dates along an axis; what has no date has no track.

    The axis is `room` pixels wide or more where it is shown with its names.
    """
    found = tuple(dated)
    known = [when for _, when in found if when and _bounded(when)]
    axis = replace(Axis.over(known), left=0.0, right=100.0) if known else None
    if axis is None or axis.first == axis.last:  # one day is nowhere
        return Along(tuple((entry, None) for entry, _ in found), (), False)
    days, by_month = axis.ticks(room)
    entries = tuple((entry, axis.track(when) if when else None) for entry, when in found)
    return Along(entries, days, by_month)


@dataclass(frozen=True)
class _Scale:
    """Values from `low` (zero or less) to `high` (zero or more), up the plot."""

    low: Decimal
    high: Decimal

    @classmethod
    def over(cls, facts: Sequence[NumberFact]) -> _Scale:
        ends = [end for fact in facts for end in (fact.item.value, fact.item.to) if end is not None]
        return cls(min(Decimal(0), *ends), max(Decimal(0), *ends) or Decimal(1))

    def y(self, value: Decimal) -> int:
        return ABOVE + round(PLOT * (self.high - value) / (self.high - self.low))

    def ticks(self) -> tuple[Tick, ...]:
        """Zero and a few round values."""
        step = _round_step((self.high - self.low) / 4)
        first = int(self.low / step)
        values = [step * n for n in range(first, int(self.high / step) + 1)]
        return tuple(Tick(str(self.y(value)), value=value) for value in values)


def _round_step(rough: Decimal) -> Decimal:
    """The next 1, 2 or 5 with noughts."""
    size = Decimal(10) ** rough.adjusted()
    return next(size * n for n in (1, 2, 5, 10) if size * n >= rough)


class _Labels:
    """The labels that stand already, as boxes on a phone's plot."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float, float]] = []

    def place(self, left: float, width: float, heights: Iterable[int]) -> int | None:
        """The first of some heights at which a label covers no other."""
        for y in heights:
            if not ABOVE - _LINE * 2 < y < ABOVE + PLOT + _LINE:
                continue
            if all(
                abs(y - other) >= _LINE or left + width < start or left > end
                for start, end, other in self.boxes
            ):
                self.boxes.append((left, left + width, y))
                return y
        return None


def _mark(
    fact: NumberFact,
    when: Edtf,
    axis: Axis,
    scale: _Scale,
    placed: _Labels,
    label: Callable[[NumberFact], str],
) -> Mark:
    item, track = fact.item, axis.track(when)
    top = scale.y(item.to if item.to is not None else item.value)
    height = max(scale.y(item.value) - top, 0)
    opens = _opens(fact)
    middle = (track.start + track.end) / 2
    side: Literal["start", "middle", "end"] = (
        "start" if middle < 28 else "end" if middle > 85 else "middle"
    )
    width = len(label(fact)) * _LETTER
    x = middle / 100 * _PHONE - {"start": 0, "middle": width / 2, "end": width}[side]
    above = top - (34 if opens == "up" else 9)
    below = top + height + (38 if opens == "down" else 20)
    heights = [above, below, above - _LINE, below + _LINE]
    label_y = placed.place(x, width, heights)
    return Mark(fact, when, track, top, height, opens, label_y, side)


def _opens(fact: NumberFact) -> Literal["", "up", "down"]:
    if fact.item.comparator in ("more-than", "at-least"):
        return "up"
    return "down" if fact.item.comparator in ("less-than", "up-to", "nearly") else ""


def _lines(marks: Sequence[Mark]) -> Iterator[Line]:
    sorts: dict[object, list[Mark]] = {}
    for mark in marks:
        item = mark.fact.item
        exact = item.certainty == "actual" and item.comparator == "exactly" and item.to is None
        if exact and mark.fact.measure.kind == "stock":
            sorts.setdefault(item.of, []).append(mark)
    for same in sorts.values():
        for one, other in pairwise(same):
            if later(other.fact.as_of, one.fact.as_of):
                yield Line(one.track.right, one.y, other.track.left, other.y)


def _percent(hundredths: float) -> str:
    return f"{hundredths:.2f}%"
