"""What editors say about a difference that was computed between articles."""

from __future__ import annotations

from generator.model.fields import ItemAddress, Prose, Record


class DifferenceNote(Record):
    """A word on one difference, named by items that stand on its sides."""

    between: tuple[ItemAddress, ...]
    """Two or more of its items: `summary#item`."""
    note: Prose | None = None
    """Anything a reader should know; the difference stays open."""
    explained: Prose | None = None
    """Why it is none, or how it came about."""


class Differences(Record):
    """The file `differences.yml`."""

    notes: tuple[DifferenceNote, ...] = ()
