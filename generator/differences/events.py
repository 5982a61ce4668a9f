"""Differences between the dates that several tellings give one event."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generator.differences.difference import Difference, Kind, in_order
from generator.facts import Briefing, EventFact, Fact
from generator.intervals import apart, later


def of_events(briefing: Briefing) -> Iterator[Difference]:
    """For every event of the registry, the tellings whose dates cannot be the same."""
    for event, tellings in briefing.tellings.items():
        found: dict[Kind, set[Fact]] = {}
        for one, other in combinations(tellings, 2):
            kind = judge(one, other)
            if kind:
                found.setdefault(kind, set()).update((one, other))
        for kind, sides in found.items():
            name = briefing.registry.events[event].name
            yield Difference(kind=kind, sort="event", about=event, name=name, sides=in_order(sides))


def judge(one: EventFact, other: EventFact) -> Kind | None:
    """What two dates of one event are to each other; None where they can be the same.

    What was expected for one day and is told as having happened on another was no error: it is an
    update, and so is a date that a later article sets anew.
    """
    dates = (one.item.date, other.item.date)
    if dates[0] is None or dates[1] is None or not apart(dates[0], dates[1]):
        return None
    ahead = [fact.item.certainty != "actual" for fact in (one, other)]
    same_article = one.key == other.key
    if ahead[0] != ahead[1] or (all(ahead) and _one_is_later(one, other)):
        return None if same_article else "update"
    return "inner" if same_article else "conflict"


def _one_is_later(one: EventFact, other: EventFact) -> bool:
    published = (one.summary.article.published, other.summary.article.published)
    return later(*published) or later(published[1], published[0])
