"""What an editor may still want to do about content in which nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from generator.briefing import Briefing
from generator.differences.computing import idle_notes
from generator.facts import Fact
from generator.model.content import Content
from generator.model.summary import items_of
from generator.reading import Reading
from generator.resolving import brief
from generator.suggesting import Suggestion, suggestions

_THINGS = {"occasions": "occasion", "events": "event", "measures": "measure"}

#: How many pairs are named; whoever has more begins with these.
_MOST = 20


def advice(reading: Reading) -> Iterator[str]:
    """A line each: what is chosen by default, notes on nothing, and pairs that may be one thing."""
    briefing = brief(reading.content)
    yield from _chosen_by_default(reading.content)
    yield from _idle(briefing, reading)
    found = list(suggestions(briefing))
    yield from (_said(one, reading) for one in found[:_MOST])
    if len(found) > _MOST:
        yield f"and {len(found) - _MOST} suggestions more"


def _chosen_by_default(content: Content) -> Iterator[str]:
    fields = ("title", "gist", "as_of", "key_numbers", "turning_points", "quote")
    left_out = [name for name in fields if not getattr(content.home, name)]
    if left_out and content.summaries:
        yield f"home.yml leaves out {', '.join(left_out)}: taken from the newest summary"


def _idle(briefing: Briefing, reading: Reading) -> Iterator[str]:
    idle = idle_notes(briefing)
    for position, note in enumerate(briefing.notes):
        if note in idle:
            message = "belongs to no difference that is computed (any more); take it out"
            yield str(reading.problem("differences.yml", ("notes", position), message))


def _said(found: Suggestion, reading: Reading) -> str:
    thing = _THINGS[found.registry]
    pair = " and ".join(_place(fact, reading) for fact in (found.one, found.other))
    if found.registry == "measures":
        one, other = (fact.item.measure for fact in (found.one, found.other))  # type: ignore[attr-defined]
        return f"suggestion: {pair} may count one thing: {one} and {other}; if so, keep one measure"
    remedy = f"{thing}: {found.known}" if found.known else f"{thing}: (a new id)"
    return (
        f"suggestion: {pair} may be one {thing}; if so, write {remedy} in both"
        f" (registry/{found.registry}.yml)"
    )


def _place(fact: Fact, reading: Reading) -> str:
    summary = reading.content.summaries[fact.key]
    path = next(path for path, item in items_of(summary) if item is fact.item)
    problem = reading.problem(f"summaries/{fact.key}.yml", path, "")
    return f"{problem.file}:{problem.line}: {problem.field}"
