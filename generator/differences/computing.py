"""All differences of a briefing, each with the editors' note, in the order in which pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from generator.briefing import Briefing, query
from generator.differences.difference import Difference, Kind
from generator.differences.events import of_event
from generator.differences.numbers import of_measure
from generator.differences.positions import of_question
from generator.differences.wording import of_occasion
from generator.model.differences import DifferenceNote


@query
def differences(briefing: Briefing) -> tuple[Difference, ...]:
    """Every difference; what editors explained comes last among those of its kind."""
    seen: Counter[str] = Counter()
    found = []
    for one in _all(briefing):
        seen[one.anchor] += 1
        found.append(replace(one, nth=seen[one.anchor]))
    for note in briefing.notes:
        place = _belongs_to(note, found)
        if place is not None:
            found[place] = replace(found[place], note=note)
    return tuple(sorted(found, key=_order))


def idle_notes(briefing: Briefing) -> list[DifferenceNote]:
    """The notes that belong to no difference, because there is none or not any more."""
    used = {one.note for one in differences(briefing)} if briefing.notes else set()
    return [note for note in briefing.notes if note not in used]


def _all(briefing: Briefing) -> Iterator[Difference]:
    for occasion in briefing.occasions:
        yield from of_occasion(briefing, occasion)
    for measure in briefing.measured:
        yield from of_measure(briefing, measure)
    for event in briefing.told_events:
        yield from of_event(briefing, event)
    for question in briefing.questions:
        yield from of_question(briefing, question)


def _belongs_to(note: DifferenceNote, found: list[Difference]) -> int | None:
    """The place of the difference that has a note's items and the fewest others beside them."""
    sides = [{f"{fact.key}#{fact.anchor}" for fact in one.sides} for one in found]
    having = [place for place, addresses in enumerate(sides) if addresses >= set(note.between)]
    return min(having, key=lambda place: len(sides[place]), default=None)


def _order(one: Difference) -> tuple[object, ...]:
    explained = one.note is not None and one.note.explained is not None
    return (get_args(Kind).index(one.kind), explained, one.sort, one.name, one.anchor)
