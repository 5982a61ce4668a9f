"""Differences between the dates that several tellings give one event."""

from __future__ import annotations

from itertools import combinations

from generator.briefing import Briefing, query
from generator.differences.difference import Difference, Findings, Judged
from generator.facts import AHEAD, EventFact
from generator.intervals import apart, later


@query
def of_event(briefing: Briefing, event: str) -> list[Difference]:
    """The tellings of an event of the registry whose dates cannot be the same."""
    found = Findings()
    versions: dict[tuple[str, str], list[EventFact]] = {}
    for fact in briefing.tellings_of(event):
        if fact.item.date:
            certainty = fact.item.certainty
            versions.setdefault((str(fact.item.date), certainty), []).append(fact)
    for some, others in combinations(versions.values(), 2):
        pair = _of_two_articles(some, others)
        found.add(judge(*pair), *some, *others)
    return list(found.differences("event", event, briefing.record("events", event).name))


def _of_two_articles(some: list[EventFact], others: list[EventFact]) -> tuple[EventFact, EventFact]:
    """One telling of each version, from two articles where that can be."""
    other = next((fact for fact in others if fact.key != some[0].key), others[0])
    return next((fact for fact in some if fact.key != other.key), some[0]), other


def judge(one: EventFact, other: EventFact) -> Judged | None:
    """What two dates of one event are to each other; None where they can be the same.

    What was expected for one day and is told as having happened on another was no error: it is an
    update, and so is a date that a later article sets anew.
    """
    dates = (one.item.date, other.item.date)
    if dates[0] is None or dates[1] is None or not apart(dates[0], dates[1]):
        return None
    ahead = [fact.item.certainty in AHEAD for fact in (one, other)]
    same_article = one.key == other.key
    if ahead[0] != ahead[1] or (all(ahead) and _one_is_later(one, other)):
        return None if same_article else ("update", ())
    if one.item.certainty != other.item.certainty and not all(ahead):
        return None if same_article else ("not-comparable", ("certainty",))
    return ("inner" if same_article else "conflict"), ()


def _one_is_later(one: EventFact, other: EventFact) -> bool:
    published = (one.summary.article.published, other.summary.article.published)
    return later(*published) or later(published[1], published[0])
