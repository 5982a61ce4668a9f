"""One measure's figures over all articles, as a chart and a table, and the list of all measures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.briefing import Briefing, query
from generator.charts import chart
from generator.differences.computing import differences
from generator.differences.difference import Difference
from generator.facts import NumberFact, Subject
from generator.pages.differences import with_places
from generator.pages.listing import ROOM, ListKind, in_time, listing, when_published
from generator.pages.view import View, by_date
from generator.reckoning import Span, Sum, event_spans, period_span, sums
from generator.words import Words

#: How many figures the list of all measures shows of each.
SHOWN = 6
#: How many of one measure stand with their receipts; the table leads to those of all.
WITH_RECEIPT = 24
#: How many of them the table and the chart show.
FIGURES_SHOWN = 200


def measured(briefing: Briefing) -> dict[str, list[NumberFact]]:
    """The figures of every measure that has any, by its id, in order of date."""
    names = {id: briefing.measures[id].name.casefold() for id in briefing.measured}
    ids = sorted(names, key=lambda id: (names[id], id))
    return {id: figures(briefing, id) for id in ids}


@query
def figures(briefing: Briefing, id: str) -> list[NumberFact]:
    """The figures of one measure in order of date."""
    return sorted(briefing.figures_of(id), key=lambda fact: by_date(fact.as_of))


def index(briefing: Briefing, words: Words) -> View:
    found = measured(briefing)
    each = max(min(SHOWN, ROOM // max(len(found), 1)), 1)
    groups = [
        # of more measures than there is room for the last stand with their names alone
        (id, facts[0].measure, facts[-each:] if number < ROOM else (), len(facts))
        for number, (id, facts) in enumerate(found.items())
    ]
    values = {"groups": groups}
    title, deck = words.text("numbers.title"), words.text("numbers.deck")
    return View(title, deck, values)


def view(briefing: Briefing, words: Words, id: str) -> View:
    facts, measures = figures(briefing, id), briefing.measures
    measure = measures[id]
    near = [*([measure.adds_to] if measure.adds_to else []), *_adding(briefing, id)]
    table = listing(briefing, FIGURES, id)
    drawn = chart(table.shown, lambda fact: words.comparison(fact.item, fact.measure))
    values = {
        "measure": measure,
        "facts": table,
        "newest": table.shown[-WITH_RECEIPT:],
        "chart": drawn,
        "undated": len(table.shown) - len(drawn.marks) if drawn else 0,
        "articles": len({fact.key for fact in facts}),
        "reckoned": listing(briefing, RECKONED, id),
        "differences": with_places(briefing, on_measure(briefing, id)),
        "near": [Subject(other, "measure", measures[other].name) for other in near],
    }
    description = words.text("measure.description", name=measure.name, n=len(facts))
    return View(measure.name, description, values)


def _adding(briefing: Briefing, id: str) -> Iterator[str]:
    measures = briefing.measures
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


@query
def reckoned(briefing: Briefing, id: str) -> list[tuple[str, Sum | Span]]:
    """The sums and then the spans on which figures of a measure have a part."""
    found = figures(briefing, id)
    return [
        *(("sum", one) for one in _sums(briefing, id)),
        *(("span", one) for one in _spans(briefing, found)),
    ]


def _when_reckoned(entry: tuple[str, Sum | Span]) -> tuple[str, ...]:
    _, one = entry
    return when_published(one.terms[0] if isinstance(one, Sum) else one.number)


def _titled(briefing: Briefing, words: Words, id: str, *, of: str) -> str:
    return words.text("list", of, name=briefing.record("measures", id).name)


FIGURES = ListKind(
    "figures",
    partial(_titled, of="figures"),
    figures,
    lambda fact: in_time(fact.as_of),
    "figure",
    room=FIGURES_SHOWN,
    shown=FIGURES_SHOWN,
)
RECKONED = ListKind(
    "reckoned", partial(_titled, of="reckoned"), reckoned, _when_reckoned, "reckoned"
)


def _sums(briefing: Briefing, id: str) -> Iterator[Sum]:
    for part in briefing.speaking_of(f"measures/{id}"):
        for one in sums(part):
            if id in (one.terms[0].item.measure, one.whole and one.whole.item.measure):
                yield one


def _spans(briefing: Briefing, facts: list[NumberFact]) -> Iterator[Span]:
    for fact in facts:
        yield from (one for one in [period_span(fact)] if one)
        yield from event_spans(fact, briefing)
