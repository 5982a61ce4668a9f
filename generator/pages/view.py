"""What a page function hands to the site."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.dates import Edtf
from generator.facts import Actor, Briefing, SummaryFacts


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
    """The records behind some summaries: they, their receipts, what they refer to, and `others`."""
    found = set(others)
    for part in parts:
        found |= {f"summaries/{part.key}", f"receipts/{part.key}", *part.refers_to}
    return frozenset(found)


def by_name(actor: Actor) -> tuple[str, str]:
    """Sorts names as a reader looks them up: accents and case aside."""
    plain = unicodedata.normalize("NFKD", actor.name)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return (letters.casefold(), actor.id)


def by_date(date: Edtf | None) -> tuple[object, ...]:
    """Sorts by date, what has none last."""
    return (date is None, date.order if date else ())


def tells_of(briefing: Briefing, actor: str) -> tuple[SummaryFacts, ...]:
    """The summaries in which some fact names an actor, oldest first."""
    naming = (part for part in briefing.summaries if actor in part.actors)
    return tuple(sorted(naming, key=lambda part: part.order))
