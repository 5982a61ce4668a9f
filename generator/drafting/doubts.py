"""Gathers what a reader should look at again in summaries whose words were all found."""

from __future__ import annotations

from collections.abc import Mapping

from generator.article.text import Text
from generator.drafting.mouths import other_mouths
from generator.mapping import Map, in_turn
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.problems import Path, Problem
from generator.reading import Reading
from generator.verify.cuts import cuts
from generator.verify.verdict import Checked, Verification

#: About how long an article takes, in milliseconds.
_COST = 15.0


def doubts(
    reading: Reading, verified: Mapping[str, Verification], map_: Map = in_turn
) -> dict[str, tuple[Problem, ...]]:
    """What rules find doubtful in each summary, by its id: warnings, which keep no receipt back."""
    items = [(one.summary, one.article, one.checked) for one in verified.values()]
    found = map_(_doubts, reading.content.registry, items, cost=_COST)
    return {
        id: tuple(sorted(reading.problem(f"summaries/{id}.yml", *one) for one in said))
        for id, said in zip(verified, found, strict=True)
    }


def _doubts(
    registry: Registry, item: tuple[Summary, Text, tuple[Checked, ...]]
) -> tuple[tuple[Path, str], ...]:
    summary, article, checked = item
    records = summary.known_in(registry)
    return (*other_mouths(checked, records, article), *cuts(checked, article))
