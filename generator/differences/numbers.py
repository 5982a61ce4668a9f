"""Differences between the figures of one measure, and between a flow and the stock it adds to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.briefing import Briefing, query
from generator.differences.difference import (
    Difference,
    Findings,
    Judged,
    Reason,
    compare,
    in_order,
    is_narrow,
)
from generator.facts import NumberFact
from generator.intervals import is_rough, later, values_of
from generator.model.registry import Measure
from generator.reckoning import Sum, event_spans, sums


@query
def of_measure(briefing: Briefing, id: str) -> list[Difference]:
    """All differences between figures of one measure, and with what adds to it."""
    added = [flow for flow in briefing.measured if _adds_to(briefing, flow) == id]
    flows = [fact for flow in added for fact in briefing.figures_of(flow)]
    totals = tuple(one for flow in added for one in sums_of(briefing, flow))
    facts = briefing.figures_of(id)
    return [
        *_of_figures(id, facts, flows, totals),
        *(_of_sum(one) for one in sums_of(briefing, id) if not one.fits),
        *(one for number in facts for one in _of_duration(number, briefing)),
    ]


@query
def sums_of(briefing: Briefing, measure: str) -> list[Sum]:
    """What figures of a measure come to, newest article first."""
    parts = briefing.speaking_of(f"measures/{measure}")
    found = (one for part in parts for one in sums(part))
    return [one for one in found if one.terms[0].item.measure == measure]


def _adds_to(briefing: Briefing, flow: str) -> str | None:
    record = briefing.record("measures", flow)
    return record.adds_to if isinstance(record, Measure) else None


def _of_figures(
    id: str, facts: Sequence[NumberFact], flows: Sequence[NumberFact], totals: tuple[Sum, ...]
) -> Iterator[Difference]:
    """The figures of one measure by what they are to each other, one difference for each kind.

    `flows` are figures that add to them, which a reader could take for the same.
    """
    found = Findings()
    sorts: dict[object, list[NumberFact]] = {}
    for fact in facts:
        sorts.setdefault(_sort(fact), []).append(fact)
    for same in sorts.values():
        compare(same, judge, found)
    for same, others in combinations(sorts.values(), 2):
        _across(same, others, found)
    if any(_figure(one) != _figure(other) for one in facts for other in flows):
        found.add(("not-comparable", ("stock-and-flow",)), *facts, *flows)
    yield from found.differences("number", id, facts[0].measure.name, sums=totals)


def _across(some: list[NumberFact], others: list[NumberFact], found: Findings) -> None:
    """Figures of two sorts that are not comparable: those that some figure of the other differs
    from, for the reason that holds between all of them.
    """
    judged = next(filter(None, (judge(one, other) for one in some for other in others)), None)
    for these, those in ((some, others), (others, some)) if judged else ():
        for one in these:
            if any(judge(one, other) for other in those):
                found.add(judged, one)


def judge(one: NumberFact, other: NumberFact) -> Judged | None:
    """What two figures of one measure are to each other; None where nothing differs.

    Portions of a flow and parts of a whole are no versions of each other, and what one article
    sets apart itself (by certainty, scope or date) needs no telling.
    """
    if _figure(one) == _figure(other) or _are_portions(one, other) or _are_parts(one, other):
        return None
    same_article = one.key == other.key
    why = _incomparable(one, other)
    if why:
        return None if same_article else ("not-comparable", why)
    dates = (one.as_of, other.as_of)
    if later(*dates) or later(dates[1], dates[0]):
        return None if same_article else ("update", ())
    if values_of(one.item).meets(values_of(other.item)):
        return None
    return ("inner", ()) if same_article else _clash(one, other)


def _clash(one: NumberFact, other: NumberFact) -> Judged:
    period = one.item.period if one.measure.kind == "flow" else None
    counted_out = period and period.latest and period.earliest and not is_rough(period)
    if counted_out or (is_narrow(one.as_of) and is_narrow(other.as_of)):
        return ("conflict", ())
    return ("not-comparable", ("date",))


def _sort(fact: NumberFact) -> tuple[object, ...]:
    """What two figures must have in common to be comparable, in the order of `_REASONS`."""
    item = fact.item
    period = str(item.period) if fact.measure.kind == "flow" else ""
    scope = (_scope(fact), item.part_of is not None)
    return (item.certainty, scope, period, (item.from_event, item.to_event))


#: Why two figures are not comparable, by the place at which their sorts differ.
_REASONS: tuple[Reason, ...] = ("certainty", "scope", "period", "beginning")


def _incomparable(one: NumberFact, other: NumberFact) -> tuple[Reason, ...]:
    pairs = zip(_REASONS, _sort(one), _sort(other), strict=True)
    return tuple(reason for reason, mine, theirs in pairs if mine != theirs)


def _are_portions(one: NumberFact, other: NumberFact) -> bool:
    """Whether they are two portions of a flow, each with a scope of its own."""
    scopes = (_scope(one), _scope(other))
    return one.measure.kind == "flow" and all(scopes) and scopes[0] != scopes[1]


def _are_parts(one: NumberFact, other: NumberFact) -> bool:
    """Whether one is part of the other, or both of a third."""
    if one.key != other.key:
        return False
    wholes = {one.item.part_of, other.item.part_of} - {None}
    return bool(wholes & {one.item.id, other.item.id}) or (
        one.item.part_of is not None and one.item.part_of == other.item.part_of
    )


def _scope(fact: NumberFact) -> str:
    return " ".join((fact.item.of or "").casefold().split())


def _figure(fact: NumberFact) -> tuple[object, ...]:
    return (fact.item.value, fact.item.to, fact.item.comparator)


def _of_sum(one: Sum) -> Difference:
    """What one article's own figures do not add up to."""
    held = one.whole or one.terms[0]
    return Difference(
        kind="inner",
        sort="number",
        about=held.item.measure,
        name=held.measure.name,
        sides=in_order([held, *one.terms]),
        sums=(one,),
    )


def _of_duration(number: NumberFact, briefing: Briefing) -> Iterator[Difference]:
    """A duration that the dates of its events do not allow, or only from another beginning."""
    for span in event_spans(number, briefing):
        if span.fits and not span.other:
            continue
        tellings = {end.telling for end in (span.start, span.end) if end.telling}
        inner = all(told.key == number.key for told in tellings)
        yield Difference(
            kind="not-comparable" if span.fits else "inner" if inner else "conflict",
            sort="number",
            about=number.item.measure,
            name=number.measure.name,
            sides=in_order([number, *tellings]),
            reasons=("beginning",) if span.fits else (),
            span=span,
        )
