"""Differences between the answers that somebody is said to give to one question."""

from __future__ import annotations

from collections.abc import Iterator

from generator.briefing import Briefing, query
from generator.differences.difference import (
    Difference,
    Findings,
    Judged,
    compare,
    holder_of,
    holds_at,
    is_narrow,
)
from generator.facts import Actor, StatementFact
from generator.intervals import later


@query
def of_question(briefing: Briefing, question: str) -> list[Difference]:
    """For everybody who holds an answer to a question, answers that differ."""
    return list(_of_holders(briefing, question))


def _of_holders(briefing: Briefing, question: str) -> Iterator[Difference]:
    held: dict[Actor | str, list[StatementFact]] = {}
    for fact in briefing.answers_to(question):
        # the article's own voice is another in every article
        held.setdefault(holder_of(fact) or fact.key, []).append(fact)
    for facts in held.values():
        found = Findings()
        compare(facts, judge, found)
        name = briefing.record("questions", question).name
        yield from found.differences("position", question, name, holder=holder_of(facts[0]))


def judge(one: StatementFact, other: StatementFact) -> Judged | None:
    """What two answers of one actor to one question are to each other.

    An unclear answer differs from none. A conditional one and a plain one differ in how certain
    they are, which does not make them contradict each other. The article's own voice is another
    one in every article.
    """
    stances = {one.item.holds, other.item.holds}
    if len(stances) < 2 or "unclear" in stances:
        return None
    dates = (holds_at(one), holds_at(other))
    if later(*dates) or later(dates[1], dates[0]):
        return "update", ()
    if "conditional" in stances:
        return "not-comparable", ("certainty",)
    if one.key == other.key:
        return "inner", ()
    if all(is_narrow(when) for when in dates):
        return "conflict", ()
    return "not-comparable", ("date",)
