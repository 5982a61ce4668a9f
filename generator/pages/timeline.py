"""Events by date: what happened, year by year, and apart from it what was said to come."""

from __future__ import annotations

from generator.briefing import Briefing
from generator.charts import Axis, Track
from generator.facts import Happening
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words) -> View:
    told = [one for one in briefing.happenings if one.happened]
    ahead = [one for one in briefing.happenings if not one.happened]
    values = {
        "years": by_year([one for one in told if one.date]),
        "undated": [one for one in told if not one.date],
        "ahead": ahead,
    }
    title, deck = words.text("timeline.title"), words.text("timeline.deck")
    return View(title, deck, values)


def by_year(happenings: list[Happening]) -> list[tuple[str, list[tuple[Happening, Track | None]]]]:
    """Dated events under the year in which they can begin, with the days they can mean in it.

    Open beginnings stand under no year, and have no place on an axis.
    """
    years: dict[str, list[tuple[Happening, Track | None]]] = {}
    for happening in happenings:
        first = happening.date.earliest if happening.date else None
        track = Axis.of_year(first.year).track(happening.date) if first and happening.date else None
        years.setdefault(str(first.year) if first else "", []).append((happening, track))
    return list(years.items())
