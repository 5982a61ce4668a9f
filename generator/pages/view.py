"""What a page function hands to the site."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.briefing import Briefing, query
from generator.dates import Edtf
from generator.facts import Actor, Card


@dataclass(frozen=True)
class View:
    """A page before its layout: `title` and `description` in plain text, `values` to fill it."""

    title: str
    description: str
    values: Mapping[str, Any]


@query
def card_of(briefing: Briefing, key: str) -> Card:
    """What leads to one summary."""
    return briefing.of(key).card


@query
def newest_cards(briefing: Briefing, count: int) -> list[Card]:
    """What leads to the summaries of the newest articles."""
    return [part.card for part in briefing.newest(count)]


@query
def cards_naming(briefing: Briefing, actor: str) -> list[Card]:
    """What leads to the summaries in which some fact names an actor, oldest article first."""
    return [part.card for part in briefing.naming(actor)]


@query
def cards_speaking_of(briefing: Briefing, *records: str) -> list[Card]:
    """What leads to the summaries that refer to any of some records, newest article first."""
    return [part.card for part in briefing.speaking_of(*records)]


def by_name(actor: Actor) -> tuple[str, str]:
    """Sorts names as a reader looks them up: accents and case aside."""
    plain = unicodedata.normalize("NFKD", actor.name)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return (letters.casefold(), actor.id)


def by_date(date: Edtf | None) -> tuple[object, ...]:
    """Sorts by date, what has none last."""
    return (date is None, date.order if date else ())
