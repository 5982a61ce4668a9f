"""Gathers what a reader should look at again in summaries whose words were all found."""

from __future__ import annotations

from collections.abc import Mapping

from generator.drafting.mouths import other_mouths
from generator.mapping import Map, in_turn
from generator.problems import Path, Problem
from generator.reading import Reading
from generator.verify.cuts import cuts
from generator.verify.verdict import Verification

#: About how long an article takes, in milliseconds.
_COST = 15.0


def doubts(
    reading: Reading, verified: Mapping[str, Verification], map_: Map = in_turn
) -> dict[str, tuple[Problem, ...]]:
    """What rules find doubtful in each summary, by its id: warnings, which keep no receipt back."""
    found = map_(_doubts, None, list(verified.values()), cost=_COST)
    return {
        id: tuple(sorted(reading.problem(f"summaries/{id}.yml", *one) for one in said))
        for id, said in zip(verified, found, strict=True)
    }


def _doubts(_: None, done: Verification) -> tuple[tuple[Path, str], ...]:
    return (*other_mouths(done), *cuts(done.checked, done.article))
