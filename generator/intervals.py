"""What a figure or a date leaves open: the values it can mean, the days between two dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.dates import Edtf
from generator.model.summary import Number

#: How many days a unit of time has, at the fewest and at the most.
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}

#: By how many days "about" may miss a day, a month or a year. Nobody says how rough a date is: this
#: only decides from when on two dates are called different, so it is wide.
_ABOUT = {"day": timedelta(31), "month": timedelta(92), "year": timedelta(366)}


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high`; an end is None where there is none.

    `above` and `below` say that the end itself is left out.
    """

    low: Decimal | None
    high: Decimal | None
    above: bool = False
    below: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self._reaches(other) and other._reaches(self)

    def _reaches(self, other: Interval) -> bool:
        """Whether some value here is not below all of `other`."""
        if self.high is None or other.low is None:
            return True
        touches = not (self.below or other.above)
        return self.high > other.low or (self.high == other.low and touches)


def values_of(number: Number) -> Interval:
    """What a number can mean by its comparator.

    How rough "about" and "nearly" are is nobody's to say. They are read widely, as half to double,
    so that two figures are called incompatible only where no reading of them agrees.
    """
    low, high = number.value, number.to if number.to is not None else number.value
    if number.comparator in ("about", "nearly") and 0 in (low, high):
        return Interval(None, None)
    if number.comparator == "about":
        return Interval(min(low / 2, low * 2), max(high / 2, high * 2))
    if number.comparator == "nearly":
        return Interval(min(low / 2, low * 2), high, below=True)
    if number.comparator in ("more-than", "at-least"):
        return Interval(low, None, above=number.comparator == "more-than")
    if number.comparator in ("less-than", "up-to"):
        return Interval(None, high, below=number.comparator == "less-than")
    return Interval(low, high)


def in_days(number: Number, unit: str | None) -> Interval | None:
    """A duration in days, or None where its unit is none of time.

    Weeks, months and years are given rounded: each end is open by half of one.
    """
    days = _DAYS.get(unit or "")
    if days is None:
        return None
    values = values_of(number)
    rounded = Decimal(days[1]) / 2 if unit != "day" else Decimal(0)
    low = values.low * days[0] - rounded if values.low is not None else None
    high = values.high * days[1] + rounded if values.high is not None else None
    return Interval(low, high, values.above, values.below)


def days_between(first: Edtf, last: Edtf) -> Interval | None:
    """The days from some day of `first` to some day of `last`; rough dates are widened.

    Whether the first and the last day count is left open, which is a day more or less. Fewer than
    none where `last` can only come before. None where nothing can be said: an end towards the
    other is open, or a date may be wrong.
    """
    if first.latest is None or last.earliest is None or _may_be_wrong(first, last):
        return None
    starts, ends = _widened(first), _widened(last)
    known = first.earliest is not None and last.latest is not None
    most = (ends[1] - starts[0]).days if known else None
    fewest = (ends[0] - starts[1]).days
    if most is None or most >= 0:
        fewest = max(fewest, 0)
    return Interval(Decimal(fewest), Decimal(most) if most is not None else None)


def apart(one: Edtf, other: Edtf) -> bool:
    """Whether two dates cannot be the same day, even where one is rough.

    A date that may be wrong ("probably") is apart from none. Of a choice each day stands by itself.
    """
    if _may_be_wrong(one, other):
        return False
    pairs = ((_widened(mine), _widened(theirs)) for mine in _each(one) for theirs in _each(other))
    return all(mine[0] > theirs[1] or theirs[0] > mine[1] for mine, theirs in pairs)


def is_rough(when: Edtf) -> bool:
    """Whether a date is no more than about right, or may be wrong."""
    return any(point.qualifier for point in when.points if point)


def _may_be_wrong(*dates: Edtf) -> bool:
    return any(point.qualifier in ("?", "%") for when in dates for point in when.points if point)


def _each(when: Edtf) -> list[Edtf]:
    """The days of a choice one by one; any other date as it is."""
    if when.shape != "choice":
        return [when]
    return [Edtf(when.text, "point", (point,)) for point in when.points]


def later(one: Edtf | None, other: Edtf | None) -> bool:
    """Whether every day that `one` can mean comes after every day that `other` can mean."""
    if one is None or other is None or one.earliest is None or other.latest is None:
        return False
    return one.earliest > other.latest and apart(one, other)


def width(when: Edtf) -> int | None:
    """How many days a date leaves open, None without end."""
    if when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def _widened(when: Edtf) -> tuple[date, date]:
    rough = timedelta(0)
    for point in when.points:
        if point and point.qualifier == "~":
            exact = "day" if point.day else "month" if point.month else "year"
            rough = max(rough, _ABOUT[exact])
    return _moved(when.earliest or date.min, -rough), _moved(when.latest or date.max, rough)


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max
