"""Differences between the figures of one measure, and between a flow and the stock it adds to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generator.dates import Edtf
from generator.differences.difference import Difference, Kind, Reason, in_order
from generator.facts import Briefing, Fact, NumberFact
from generator.intervals import later, values_of, width
from generator.reckoning import Sum, event_spans, sums

#: Two figures are in conflict only where both hold on a date known to about a month: between wider
#: dates one may have replaced the other.
_NARROW = 31


def of_numbers(briefing: Briefing) -> Iterator[Difference]:
    """All differences between figures."""
    series: dict[str, list[NumberFact]] = {}
    for part in briefing.summaries:
        for fact in part.numbers:
            series.setdefault(fact.item.measure, []).append(fact)
    reckoned = [one for part in briefing.summaries for one in sums(part)]
    measures = briefing.registry.measures
    for id, facts in series.items():
        added = [flow for flow in series if measures[flow].adds_to == id]
        flows = [fact for flow in added for fact in series[flow]]
        totals = tuple(one for one in reckoned if one.terms[0].item.measure in added and one.fits)
        yield from _of_measure(id, facts, flows, totals)
    yield from (_of_sum(one) for one in reckoned if not one.fits)
    for facts in series.values():
        for number in facts:
            yield from _of_duration(number, briefing)


def _of_measure(
    id: str, facts: list[NumberFact], flows: list[NumberFact], totals: tuple[Sum, ...]
) -> Iterator[Difference]:
    """The figures of one measure by what they are to each other, one difference for each kind.

    `flows` are figures that add to them, which a reader could take for the same.
    """
    found: dict[Kind, set[Fact]] = {}
    reasons: set[Reason] = set()
    for one, other in combinations(facts, 2):
        judged = judge(one, other)
        if judged:
            kind, why = judged
            found.setdefault(kind, set()).update((one, other))
            reasons.update(why)
    if any(_figure(one) != _figure(other) for one in facts for other in flows):
        found.setdefault("not-comparable", set()).update((*facts, *flows))
        reasons.add("stock-and-flow")
    for kind, sides in found.items():
        alike = kind == "not-comparable"
        yield Difference(
            kind=kind,
            sort="number",
            about=id,
            name=facts[0].measure.name,
            sides=in_order(sides),
            reasons=tuple(sorted(reasons)) if alike else (),
            sums=totals if alike else (),
        )


def judge(one: NumberFact, other: NumberFact) -> tuple[Kind, tuple[Reason, ...]] | None:
    """What two figures of one measure are to each other; None where nothing differs.

    Portions of a flow and parts of a whole are no versions of each other, and what one article
    sets apart itself (by certainty, scope or date) needs no telling.
    """
    if _figure(one) == _figure(other) or _are_portions(one, other):
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


def _clash(one: NumberFact, other: NumberFact) -> tuple[Kind, tuple[Reason, ...]]:
    flow_of_one_period = one.item.period is not None and one.measure.kind == "flow"
    if flow_of_one_period or (_narrow(one.as_of) and _narrow(other.as_of)):
        return ("conflict", ())
    return ("not-comparable", ("date",))


def _incomparable(one: NumberFact, other: NumberFact) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if one.item.certainty != other.item.certainty:
        reasons.append("certainty")
    if _scope(one) != _scope(other):
        reasons.append("scope")
    if one.measure.kind == "flow" and one.item.period != other.item.period:
        reasons.append("period")
    ends = [(fact.item.from_event, fact.item.to_event) for fact in (one, other)]
    if ends[0] != ends[1]:
        reasons.append("beginning")
    return tuple(reasons)


def _are_portions(one: NumberFact, other: NumberFact) -> bool:
    """Whether they are two portions of a flow, each with a scope of its own."""
    scopes = (_scope(one), _scope(other))
    return one.measure.kind == "flow" and all(scopes) and scopes[0] != scopes[1]


def _scope(fact: NumberFact) -> str:
    return " ".join((fact.item.of or "").casefold().split())


def _figure(fact: NumberFact) -> tuple[object, ...]:
    return (fact.item.value, fact.item.to, fact.item.comparator)


def _narrow(when: Edtf | None) -> bool:
    days = width(when) if when else None
    return days is not None and days <= _NARROW


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
