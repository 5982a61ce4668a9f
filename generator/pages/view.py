"""What a page function hands to the site."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.dates import Edtf
from generator.facts import Actor


@dataclass(frozen=True)
class View:
    """A page before its layout: `title` and `description` in plain text, `values` to fill it."""

    title: str
    description: str
    values: Mapping[str, Any]


def by_name(actor: Actor) -> tuple[str, str]:
    """Sorts names as a reader looks them up: accents and case aside."""
    plain = unicodedata.normalize("NFKD", actor.name)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return (letters.casefold(), actor.id)


def by_date(date: Edtf | None) -> tuple[object, ...]:
    """Sorts by date, what has none last."""
    return (date is None, date.order if date else ())
