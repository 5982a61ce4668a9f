"""One measure's figures over all articles, as a chart and a table, and the list of all measures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.briefing import Briefing, query
from generator.charts import chart
from generator.differences.computing import differences
from generator.differences.difference import Difference
from generator.facts import NumberFact, Subject
from generator.pages.view import View, by_date
from generator.reckoning import Span, Sum, event_spans, period_span, sums
from generator.words import Words

#: How many figures the list of all measures shows of each.
SHOWN = 6
#: How many of one measure stand with their receipts; the table leads to those of all.
WITH_RECEIPT = 24


def measured(briefing: Briefing) -> dict[str, list[NumberFact]]:
    """The figures of every measure that has any, by its id, in order of date."""
    names = {id: briefing.registry.measures[id].name.casefold() for id in briefing.measured}
    ids = sorted(names, key=lambda id: (names[id], id))
    return {id: figures(briefing, id) for id in ids}


@query
def figures(briefing: Briefing, id: str) -> list[NumberFact]:
    """The figures of one measure in order of date."""
    return sorted(briefing.figures_of(id), key=lambda fact: by_date(fact.as_of))


def index(briefing: Briefing, words: Words) -> View:
    groups = [
        (id, facts[0].measure, facts[-SHOWN:], len(facts))
        for id, facts in measured(briefing).items()
    ]
    values = {"groups": groups}
    title, deck = words.text("numbers.title"), words.text("numbers.deck")
    return View(title, deck, values)


def view(briefing: Briefing, words: Words, id: str) -> View:
    facts, measures = figures(briefing, id), briefing.registry.measures
    measure = measures[id]
    near = [*([measure.adds_to] if measure.adds_to else []), *_adding(briefing, id)]
    found = on_measure(briefing, id)
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
    return View(measure.name, description, values)


def _adding(briefing: Briefing, id: str) -> Iterator[str]:
    measures = briefing.registry.measures
    flows = [flow for flow in briefing.measured if measures[flow].adds_to == id]
    return iter(sorted(flows, key=lambda flow: (measures[flow].name.casefold(), flow)))


@query
def on_measure(briefing: Briefing, id: str) -> list[Difference]:
    """The differences in which figures of one measure are a side."""
    return [
        one
        for one in differences(briefing)
        if one.sort == "number"
        and any(isinstance(fact, NumberFact) and fact.item.measure == id for fact in one.sides)
    ]


def _sums(briefing: Briefing, id: str) -> Iterator[Sum]:
    for part in briefing.speaking_of(f"measures/{id}"):
        for one in sums(part):
            if id in (one.terms[0].item.measure, one.whole and one.whole.item.measure):
                yield one


def _spans(briefing: Briefing, facts: list[NumberFact]) -> Iterator[Span]:
    for fact in facts:
        yield from (one for one in [period_span(fact)] if one)
        yield from event_spans(fact, briefing)
