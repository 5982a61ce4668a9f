"""Reads a closed list of EDTF date forms and knows the strict bounds of each."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from generator.problems import shown

#: What an editor may write, in the order of how often it is needed; printed by every error.
FORMS = (
    "2024",
    "2024-09",
    "2024-09-22",
    "2024-09-22~ (about)",
    "2024-09? (uncertain)",
    "2024% (uncertain and about)",
    "2024-09/2024-11 (from, to)",
    "2024-09/.. (from)",
    "../2024-11 (until)",
    '"[2024-09-20..2024-11-08]" (one day between)',
    '"[2024-09-20..]" (that day or later)',
    '"[..2024-11-08]" (that day or earlier)',
    '"[2024-09-21,2024-09-22]" (one of these)',
)

Shape = Literal["point", "interval", "between", "choice"]

#: How many dates are kept when they have been read: a site names the same ones all over.
_REMEMBERED = 1 << 14

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", re.ASCII)


@dataclass(frozen=True)
class Point:
    """A year, a month or a day, as exact as it was written.

    `qualifier` is EDTF's: `?` uncertain, `~` approximate, `%` both, or empty.
    """

    year: int
    month: int | None
    day: int | None
    qualifier: str

    @property
    def earliest(self) -> date:
        """The first day the point can mean by its digits alone (EDTF's strict bound)."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day the point can mean by its digits alone (EDTF's strict bound)."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class Edtf:
    """A date in one of the `FORMS`.

    `shape` is `point` (a year, month or day), `interval` (it lasts from the first point to the
    second), `between` (one unknown day within them) or `choice` (one of the points). An open end
    is `None` in `points`. `earliest` and `latest` are strict bounds, `None` where open: a `~` or
    `?` never widens them, because how far it would is nobody's to say.
    """

    text: str
    shape: Shape
    points: tuple[Point | None, ...]

    @cached_property
    def earliest(self) -> date | None:
        known = [point.earliest for point in self.points if point]
        return min(known) if self.points[0] else None

    @cached_property
    def latest(self) -> date | None:
        known = [point.latest for point in self.points if point]
        return max(known) if self.points[-1] else None

    @property
    def is_plain(self) -> bool:
        """Whether it is a year, month or day without qualifier, as HTML's `time` understands."""
        return self.shape == "point" and self.points[0] is not None and not self.points[0].qualifier

    @cached_property
    def order(self) -> tuple[date, date, str]:
        """A sort key: by the earliest possible day, then by the latest, open ends outermost."""
        return (self.earliest or date.min, self.latest or date.max, self.text)

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day lies within the strict bounds of both."""
        starts_before_end = (self.earliest or date.min) <= (other.latest or date.max)
        return starts_before_end and (other.earliest or date.min) <= (self.latest or date.max)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=_REMEMBERED)
def parse_date(text: str) -> Edtf:
    """Read one of the `FORMS`; raise ValueError, with the list of them, for anything else.

    Source: EDTF (ISO 8601-2:2019), levels 0 and 1, and of level 2 the set in square brackets.
    """
    if text.startswith("[") and text.endswith("]"):
        inner = text[1:-1]
        if ".." in inner:
            return Edtf(text, "between", _pair(text, inner.split("..")))
        if "," in inner:
            points = tuple(_point(text, part.strip()) for part in inner.split(","))
            ordered = sorted(points, key=lambda point: (point.earliest, point.latest))
            return Edtf(text, "choice", tuple(ordered))
        raise _refused(text)
    if "/" in text:
        ends = ["" if end == ".." else end or "?" for end in text.split("/")]
        return Edtf(text, "interval", _pair(text, ends))
    return Edtf(text, "point", (_point(text, text),))


def _pair(text: str, ends: list[str]) -> tuple[Point | None, Point | None]:
    if len(ends) != 2 or ends == ["", ""]:
        raise _refused(text)
    first, last = (_point(text, end) if end else None for end in ends)
    if first and last and first.earliest > last.latest:
        raise ValueError(f"{shown(text)} ends before it begins; write the earlier date first")
    return first, last


def _point(text: str, part: str) -> Point:
    match = _POINT.fullmatch(part)
    if not match:
        raise _refused(text)
    year, month, day, qualifier = match.groups()
    point = Point(int(year), int(month) if month else None, int(day) if day else None, qualifier)
    try:
        if "00" in (month, day):
            raise ValueError
        _ = point.earliest, point.latest
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(
            f"there is no such date as {shown(part)}; write year-month-day, such as 2024-09-22"
        ) from None
    return point


def _refused(text: str) -> ValueError:
    return ValueError(
        f"{shown(text)} is not a date in a known form; write one of: {', '.join(FORMS)}"
    )
