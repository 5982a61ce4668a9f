"""One measure's figures over all articles, as a chart and a table, and the list of all measures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import chart
from generator.differences.computing import differences
from generator.differences.difference import Difference
from generator.facts import Briefing, NumberFact, Subject, SummaryFacts
from generator.pages.view import View, by_date, sources
from generator.reckoning import Span, Sum, event_spans, period_span, sums
from generator.words import Words

#: How many figures the list of all measures shows of each.
SHOWN = 6
#: How many of one measure stand with their receipts; the table leads to those of all.
WITH_RECEIPT = 24


def measured(briefing: Briefing) -> dict[str, list[NumberFact]]:
    """The figures of every measure that has any, by its id, in order of date."""
    groups: dict[str, list[NumberFact]] = {}
    for part in briefing.summaries:
        for fact in part.numbers:
            groups.setdefault(fact.item.measure, []).append(fact)
    names = {id: briefing.registry.measures[id].name.casefold() for id in groups}
    return {
        id: sorted(groups[id], key=lambda fact: by_date(fact.as_of))
        for id in sorted(groups, key=lambda id: (names[id], id))
    }


def index(briefing: Briefing, words: Words) -> View:
    groups = [
        (id, facts[0].measure, facts[-SHOWN:], len(facts))
        for id, facts in measured(briefing).items()
    ]
    values = {"groups": groups}
    title, deck = words.text("numbers.title"), words.text("numbers.deck")
    return View(title, deck, values, sources(briefing.summaries))


def view(briefing: Briefing, words: Words, id: str) -> View:
    groups, measures = measured(briefing), briefing.registry.measures
    facts, measure = groups[id], measures[id]
    near = [*([measure.adds_to] if measure.adds_to else []), *_adding(briefing, id)]
    found = [one for one in differences(briefing) if _is_on(one, id)]
    drawn = chart(facts, lambda fact: words.comparison(fact.item, fact.measure))
    values = {
        "id": id,
        "measure": measure,
        "facts": facts,
        "newest": facts[-WITH_RECEIPT:],
        "chart": drawn,
        "undated": len(facts) - len(drawn.marks) if drawn else 0,
        "articles": len({fact.key for fact in facts}),
        "sums": list(_sums(briefing, id)),
        "spans": list(_spans(briefing, facts)),
        "differences": found,
        "near": [Subject(other, "measure", measures[other].name) for other in near],
    }
    description = words.text("measure.description", name=measure.name, n=len(facts))
    keys = {fact.key for one in found for fact in one.sides} | {fact.key for fact in facts}
    # an event that another article dates can change what is reckoned here
    counted = any(fact.item.from_event for fact in facts)
    parts = [part for part in briefing.summaries if part.key in keys or counted]
    return View(measure.name, description, values, sources(parts, f"measures/{id}"))


def _adding(briefing: Briefing, id: str) -> Iterator[str]:
    measures = briefing.registry.measures
    return (flow for flow in measured(briefing) if measures[flow].adds_to == id)


def _is_on(one: Difference, id: str) -> bool:
    return one.sort == "number" and any(
        isinstance(fact, NumberFact) and fact.item.measure == id for fact in one.sides
    )


def _sums(briefing: Briefing, id: str) -> Iterator[Sum]:
    for part in _speaking_of(briefing, id):
        for one in sums(part):
            if id in (one.terms[0].item.measure, one.whole and one.whole.item.measure):
                yield one


def _speaking_of(briefing: Briefing, id: str) -> Iterator[SummaryFacts]:
    return (part for part in briefing.summaries if f"measures/{id}" in part.refers_to)


def _spans(briefing: Briefing, facts: list[NumberFact]) -> Iterator[Span]:
    for fact in facts:
        yield from (one for one in [period_span(fact)] if one)
        yield from event_spans(fact, briefing)
