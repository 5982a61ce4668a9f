"""Likely pairs that only a registry id can make one: said to editors, never shown on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from generator.briefing import Briefing
from generator.facts import EventFact, Fact, NumberFact, QuoteFact
from generator.intervals import apart

#: As many words in a row in two quotations of one speaker come from one occasion.
_SHARED_WORDS = 5
#: From how much likeness on (of 100) titles of events, and names of measures, may be one.
_SAME_EVENT, _SAME_MEASURE = 80, 88
#: What more facts than this have in common says nothing.
_MOST = 50

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class Suggestion:
    """Two facts that may be of one thing, and the `registry` file that would make it one.

    `known` is the id that one of them has already.
    """

    one: Fact
    other: Fact
    registry: str
    known: str | None = None


def suggestions(briefing: Briefing) -> Iterator[Suggestion]:
    """Pairs of different summaries, in a steady order, each pair once."""
    yield from _occasions(briefing)
    yield from _events(briefing)
    yield from _measures(briefing)


def _pairs(groups: Iterable[list[F]]) -> Iterator[tuple[F, F]]:
    seen = set()
    for group in groups:
        for one, other in combinations(group, 2):
            pair = (one.key, one.anchor, other.key, other.anchor)
            if one.key != other.key and pair not in seen:
                seen.add(pair)
                yield one, other


def _occasions(briefing: Briefing) -> Iterator[Suggestion]:
    runs: dict[tuple[str, ...], list[QuoteFact]] = {}
    for part in briefing.summaries:
        for fact in part.quotes:
            words = re.findall(r"\w+", fact.item.exact.casefold())
            for start in {tuple(words[n : n + _SHARED_WORDS]) for n in range(len(words))}:
                if len(start) == _SHARED_WORDS:
                    runs.setdefault((fact.speaker.id, *start), []).append(fact)
    for one, other in _pairs(group for group in runs.values() if len(group) <= _MOST):
        occasions = {one.item.occasion, other.item.occasion}
        if None in occasions or len(occasions) > 1:
            yield Suggestion(one, other, "occasions", _known(occasions))


def _known(ids: Iterable[str | None]) -> str | None:
    return min((id for id in ids if id), default=None)


def _events(briefing: Briefing) -> Iterator[Suggestion]:
    by_actor: dict[str, list[EventFact]] = {}
    for part in briefing.summaries:
        for fact in part.events:
            for actor in fact.who:
                by_actor.setdefault(actor.id, []).append(fact)
    for one, other in _pairs(group for group in by_actor.values() if len(group) <= _MOST):
        events = {one.item.event, other.item.event}
        dates = (one.item.date, other.item.date)
        if None not in events or (dates[0] and dates[1] and apart(dates[0], dates[1])):
            continue
        if fuzz.token_sort_ratio(one.title, other.title) >= _SAME_EVENT:
            yield Suggestion(one, other, "events", _known(events))


def _measures(briefing: Briefing) -> Iterator[Suggestion]:
    first: dict[str, NumberFact] = {}
    for part in briefing.summaries:
        for fact in part.numbers:
            first.setdefault(fact.item.measure, fact)
    facts = [first[id] for id in sorted(first)]
    for one, other in combinations(facts, 2):
        same = (one.measure.kind, one.measure.unit) == (other.measure.kind, other.measure.unit)
        likeness = fuzz.ratio(one.measure.name, other.measure.name)
        if same and one.key != other.key and likeness >= _SAME_MEASURE:
            yield Suggestion(one, other, "measures")
