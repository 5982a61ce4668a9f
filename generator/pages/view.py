"""What a page function hands to the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.facts import Briefing, SummaryFacts


@dataclass(frozen=True)
class View:
    """A page before its layout: `title` and `description` as plain text, `values` for the layout.

    `made_from` names every record it shows: `summaries/ruto-visits-haiti`, `people/william-ruto`,
    `home`.
    """

    title: str
    description: str
    values: Mapping[str, Any]
    made_from: frozenset[str]


def sources(parts: Iterable[SummaryFacts], *others: str) -> frozenset[str]:
    """The records behind some summaries: themselves, what they refer to, and `others`."""
    found = set(others)
    for part in parts:
        found |= {f"summaries/{part.key}", *part.refers_to}
    return frozenset(found)


def tells_of(briefing: Briefing, actor: str) -> tuple[SummaryFacts, ...]:
    """The summaries in which some fact names an actor, oldest first."""
    naming = (part for part in briefing.summaries if actor in part.actors)
    return tuple(sorted(naming, key=lambda part: part.order))
