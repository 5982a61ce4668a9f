"""All differences of a briefing, each with the editors' note, in the order in which pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import get_args

from generator.differences.difference import Difference, Kind
from generator.differences.events import of_events
from generator.differences.numbers import of_numbers
from generator.differences.positions import of_positions
from generator.differences.wording import of_wordings
from generator.facts import Briefing
from generator.model.differences import DifferenceNote


@lru_cache(maxsize=1)  # several pages of one site show them
def differences(briefing: Briefing) -> tuple[Difference, ...]:
    """Every difference; what editors explained comes last among those of its kind."""
    seen: Counter[str] = Counter()
    found = []
    for one in _all(briefing):
        seen[one.anchor] += 1
        found.append(replace(one, note=_note(one, briefing.notes), nth=seen[one.anchor]))
    return tuple(sorted(found, key=_order))


def idle_notes(briefing: Briefing) -> list[DifferenceNote]:
    """The notes that belong to no difference, because there is none or not any more."""
    used = {one.note for one in differences(briefing)}
    return [note for note in briefing.notes if note not in used]


def _all(briefing: Briefing) -> Iterator[Difference]:
    yield from of_wordings(briefing)
    yield from of_numbers(briefing)
    yield from of_events(briefing)
    yield from of_positions(briefing)


def _note(one: Difference, notes: tuple[DifferenceNote, ...]) -> DifferenceNote | None:
    addresses = {f"{fact.key}#{fact.anchor}" for fact in one.sides}
    return next((note for note in notes if addresses >= set(note.between)), None)


def _order(one: Difference) -> tuple[object, ...]:
    explained = one.note is not None and one.note.explained is not None
    return (get_args(Kind).index(one.kind), explained, one.sort, one.name, one.anchor)
