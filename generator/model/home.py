"""What the front page leads with."""

from __future__ import annotations

from generator.model.fields import EdtfDate, EventId, ItemAddress, Line, Prose, Record


class Home(Record):
    """The editor's choices for the front page; what is left out is the newest summary's."""

    title: Line | None = None
    gist: Prose | None = None
    as_of: EdtfDate | None = None
    key_numbers: tuple[ItemAddress, ...] = ()
    turning_points: tuple[EventId, ...] = ()
    quote: ItemAddress | None = None
    open_questions: tuple[Line, ...] = ()
    """What these articles do not say."""
