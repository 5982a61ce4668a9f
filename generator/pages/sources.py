"""From where everything is: outlets, articles, their dates, and what they have second hand."""

from __future__ import annotations

from dataclasses import dataclass

from generator.briefing import Briefing, query
from generator.facts import Actor, Fact, SummaryFacts
from generator.pages.listing import ListKind, listing, titled, when_published
from generator.pages.view import View, by_name
from generator.words import Words

#: In the place of the id of an outlet that no article states. Ids have no hyphen at their end.
UNKNOWN = "outlet-"


@dataclass(frozen=True)
class Chain:
    """Facts that one article has second hand, through the same outlets, nearest first."""

    part: SummaryFacts
    via: tuple[Actor, ...]
    facts: tuple[Fact, ...]


def view(briefing: Briefing, words: Words) -> View:
    groups = [
        (briefing.actors.get(id), listing(briefing, FROM_OUTLET, id)) for id in outlets(briefing)
    ]
    values = {"groups": groups, "chains": listing(briefing, CHAINS)}
    title, deck = words.text("sources.title"), words.text("sources.deck")
    return View(title, deck, values)


@query
def by_outlet(briefing: Briefing) -> dict[str, list[SummaryFacts]]:
    """The summaries by the ids of their outlets, newest article first."""
    found: dict[str, list[SummaryFacts]] = {}
    for part in briefing.summaries:
        found.setdefault(part.outlet.id if part.outlet else UNKNOWN, []).append(part)
    return found


@query
def outlets(briefing: Briefing) -> list[str]:
    """The ids of all outlets by their names, those not known last."""
    found = by_outlet(briefing)
    known = sorted((briefing.actors[id] for id in found if id != UNKNOWN), key=by_name)
    return [*(outlet.id for outlet in known), *([UNKNOWN] if UNKNOWN in found else [])]


@query
def chains(briefing: Briefing) -> list[Chain]:
    """What articles have second hand, newest article first."""
    return [chain for part in briefing.summaries for chain in _chains(part)]


def _titled(briefing: Briefing, words: Words, id: str) -> str:
    outlet = briefing.actors.get(id)
    return words.text(
        "list.articles", name=outlet.name if outlet else words.text("sources.unknown")
    )


FROM_OUTLET = ListKind(
    "from",
    _titled,
    lambda briefing, id: by_outlet(briefing)[id],
    when_published,
    "source",
    newest_first=True,
    keys=outlets,
)
CHAINS = ListKind(
    "second-hand",
    titled("sources.second_hand"),
    chains,
    lambda chain: when_published(chain.part),
    "chain",
    newest_first=True,
)
LISTS = (FROM_OUTLET, CHAINS)


def _chains(part: SummaryFacts) -> list[Chain]:
    through: dict[tuple[Actor, ...], list[Fact]] = {}
    for fact in part.facts:
        if fact.via:
            through.setdefault(fact.via, []).append(fact)
    return [Chain(part, via, tuple(facts)) for via, facts in through.items()]
