"""Events by date: what happened, year by year, and apart from it what was said to come."""

from __future__ import annotations

from collections.abc import Iterable

from generator.briefing import Briefing, query
from generator.charts import Axis, Track
from generator.happenings import Happening
from generator.pages.listing import ListKind, listing, tellings_in, titled, when_happening, worded
from generator.pages.view import View
from generator.words import Words

Drawn = tuple[Happening, Track | None]


def view(briefing: Briefing, words: Words) -> View:
    told = worded(briefing, words, TOLD)
    values = {
        "told": told,
        "years": by_year(told.shown),
        "undated": listing(briefing, UNDATED),
        "ahead": listing(briefing, TO_COME),
    }
    title, deck = words.text("timeline.title"), words.text("timeline.deck")
    return View(title, deck, values)


@query
def told(briefing: Briefing) -> list[Happening]:
    """What happened and is dated."""
    return [one for one in briefing.happenings if one.happened and one.date]


@query
def undated(briefing: Briefing) -> list[Happening]:
    """What happened, nobody says when."""
    return [one for one in briefing.happenings if one.happened and not one.date]


@query
def to_come(briefing: Briefing) -> list[Happening]:
    """What nobody tells as having happened."""
    return [one for one in briefing.happenings if not one.happened]


def drawn(_: Briefing, __: Words, happening: Happening) -> Drawn:
    """An event with the days that its date can mean, in the year in which it can begin.

    Open beginnings stand under no year, and have no place on an axis.
    """
    date = happening.date
    first = date.earliest if date else None
    return happening, Axis.of_year(first.year).track(date) if first and date else None


def by_year(entries: Iterable[Drawn]) -> list[tuple[str, list[Drawn]]]:
    """Dated events under the year in which they can begin."""
    years: dict[str, list[Drawn]] = {}
    for happening, track in entries:
        first = happening.date.earliest if happening.date else None
        years.setdefault(str(first.year) if first else "", []).append((happening, track))
    return list(years.items())


TOLD = ListKind(
    "events",
    titled("timeline.title"),
    told,
    when_happening,
    "drawn",
    tellings_in,
    in_words=drawn,
)
UNDATED = ListKind(
    "undated",
    titled("timeline.undated"),
    undated,
    when_happening,
    "event",
    tellings_in,
)
TO_COME = ListKind(
    "to-come",
    titled("timeline.ahead"),
    to_come,
    when_happening,
    "event",
    tellings_in,
)
LISTS = (TOLD, UNDATED, TO_COME)
