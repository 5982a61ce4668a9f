"""The front page: what the editor leads with, or else what the newest article holds."""

from __future__ import annotations

from heapq import nsmallest
from typing import get_args

from generator.briefing import Briefing, query
from generator.charts import along_axis
from generator.differences.computing import differences
from generator.differences.difference import Difference, Kind
from generator.facts import NumberFact, QuoteFact, Role, SummaryFacts
from generator.happenings import Happening
from generator.pages.actor import newest_role, quoted
from generator.pages.differences import with_places
from generator.pages.view import View, newest_cards
from generator.words import Words

#: How much of what the editor left out is filled from the newest summary.
NUMBERS, NEWEST, PEOPLE = 4, 6, 8
#: The width in pixels of the axis beside the turning points, where it is narrowest.
_AXIS = 270
#: How many differences stand on it.
DIFFERENCES = 3


def view(briefing: Briefing, words: Words) -> View:
    home, newest = briefing.home, next(iter(briefing.newest(1)), None)
    title = home.title or (newest.summary.title if newest else words.text("home.title"))
    gist = home.gist or (newest.summary.gist if newest else "")
    values = {
        "home": home,
        "gist": gist,
        "as_of": briefing.as_of,
        "numbers": key_numbers(briefing, newest),
        "turning_points": along_axis(((one, one.date) for one in turning_points(briefing)), _AXIS),
        "quote": leading_quote(briefing, newest),
        "newest": newest_cards(briefing, NEWEST),
        "people": most_quoted(briefing),
        "articles": briefing.count,
        "tallies": briefing.tallies,
        "differences": count_of_differences(briefing),
        "leading_differences": with_places(briefing, leading_differences(briefing)),
    }
    return View(title, gist or title, values)


@query
def count_of_differences(briefing: Briefing) -> int:
    """How many there are, without figures that only look alike."""
    return sum(one.kind != "not-comparable" for one in differences(briefing))


@query
def leading_differences(briefing: Briefing) -> list[Difference]:
    """The first of them, the gravest kind first."""
    found = (one for one in differences(briefing) if one.kind != "not-comparable")
    return sorted(found, key=lambda one: get_args(Kind).index(one.kind))[:DIFFERENCES]


def key_numbers(briefing: Briefing, newest: SummaryFacts | None) -> tuple[NumberFact, ...]:
    chosen = briefing.home.key_numbers
    if chosen:
        facts = (briefing.fact(address) for address in chosen)
        return tuple(fact for fact in facts if isinstance(fact, NumberFact))
    return newest.numbers[:NUMBERS] if newest else ()


@query
def turning_points(briefing: Briefing) -> tuple[Happening, ...]:
    """The chosen events by date; left out: the dated events of the newest summary."""
    chosen = set(briefing.home.turning_points)
    if not chosen and briefing.listed:
        newest = briefing.listed[0].key
        return tuple(
            happening
            for happening in briefing.happenings
            if happening.date and any(fact.key == newest for fact in happening.tellings)
        )
    return tuple(
        happening for happening in briefing.happenings if happening.best.item.event in chosen
    )


def leading_quote(briefing: Briefing, newest: SummaryFacts | None) -> QuoteFact | None:
    wanted = briefing.home.quote
    if wanted:
        fact = briefing.fact(wanted)
        return fact if isinstance(fact, QuoteFact) else None
    return newest.quotes[0] if newest and newest.quotes else None


@query
def most_quoted(briefing: Briefing) -> list[tuple[Role, int]]:
    """The people with the most quotations, each with the newest role and the count."""
    counts = {
        id: quoted(briefing, id)
        for id, actor in briefing.actors.items()
        if actor.kind == "person" and newest_role(briefing, id)
    }
    ranked = nsmallest(PEOPLE, counts, key=lambda id: (-counts[id], id))
    roles = ((newest_role(briefing, id), counts[id]) for id in ranked)
    return [(role, count) for role, count in roles if role]
