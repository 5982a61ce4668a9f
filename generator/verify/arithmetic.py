"""Says in sentences what a summary's numbers come to together, for whoever verifies it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts import SummaryFacts
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.reckoning import Span, Sum, period_span, sums
from generator.resolving import resolve


def notes(summary: Summary, registry: Registry) -> Iterator[str]:
    """What adds up, and what does not, in a sentence each; no proof of anything."""
    part: SummaryFacts = resolve("", summary, registry)
    yield from (_said_of_sum(one) for one in sums(part))
    for number in part.numbers:
        span = period_span(number)
        if span:
            yield _said_of_span(span)


def _said_of_sum(found: Sum) -> str:
    listed = " + ".join(str(fact.item.value) for fact in found.terms)
    total = f"{listed} = {found.total}, by our sum" if len(found.terms) > 1 else listed
    name = found.terms[0].measure.name
    if found.whole is None:
        return f"{name}: {total}"
    whole = f"{found.whole.measure.name} ({found.whole.item.comparator} {found.whole.item.value})"
    outcome = "fits" if found.fits and found.agrees else "does not come to the same"
    return f"{name}: {total}, against {whole}: {outcome}"


def _said_of_span(span: Span) -> str:
    number, days = span.number, span.days
    outcome = "fits" if span.fits else "does not fit"
    return (
        f"{number.measure.name}: {number.item.value} {number.measure.unit}, from"
        f" {number.item.period}, which spans {days.low} to {days.high} days: {outcome}"
    )
