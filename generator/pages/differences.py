"""Where the articles differ, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from generator.briefing import Briefing, query
from generator.differences.computing import differences
from generator.differences.difference import Difference, Kind
from generator.pages.listing import ListKind, all_shelves, divided, listing
from generator.pages.view import View
from generator.words import Words

#: How many sides of one difference stand beside each other; the rest is on the measure's page.
SHOWN = 12


def view(briefing: Briefing, words: Words) -> View:
    kinds = [(kind, listing(briefing, DIFFERENCES, kind)) for kind in get_args(Kind)]
    title, deck = words.text("differences.title"), words.text("differences.deck")
    missing = [kind for kind, found in kinds if not found.size]
    return View(title, deck, {"kinds": kinds, "missing": missing})


@query
def of_kind(briefing: Briefing, kind: Kind) -> list[Difference]:
    """The differences of one kind."""
    return [one for one in differences(briefing) if one.kind == kind]


def _shown(one: Difference) -> int:
    """How many facts stand beside each other."""
    return min(2 * len(one.wordings) or len(one.sides), SHOWN)


def _about(one: Difference) -> tuple[str, ...]:
    return (f"{one.sort}-{one.about}",)


DIFFERENCES = ListKind(
    "kind",
    lambda _, words, kind: words.text("difference_kinds", kind),
    of_kind,
    _about,
    "difference",
    _shown,
    place_name=lambda one: one.name,
    keys=lambda _: get_args(Kind),
)


@query
def _shelves(briefing: Briefing, kind: Kind) -> dict[str, str]:
    """The address of the shelf of each difference of a kind, by its anchor."""
    shelves = all_shelves(divided(briefing, DIFFERENCES, kind))
    return {one.anchor: shelf.address for shelf in shelves for one in shelf.entries}


@query
def shelf_of(briefing: Briefing, kind: Kind, anchor: str) -> str:
    """The address of the shelf on which a difference stands; nothing where the list is whole."""
    return _shelves(briefing, kind).get(anchor, "")


def with_places(briefing: Briefing, found: Iterable[Difference]) -> list[tuple[Difference, str]]:
    """Differences, each with the address of the shelf on which it stands, if it is on one."""
    return [(one, shelf_of(briefing, one.kind, one.anchor)) for one in found]
