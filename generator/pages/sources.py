"""From where everything is: outlets, articles, their dates, and what they have second hand."""

from __future__ import annotations

from dataclasses import dataclass

from generator.briefing import Briefing, query
from generator.facts import Actor, Fact
from generator.pages.listing import (
    ListKind,
    listing,
    summary_listed,
    titled,
    when_listed,
    when_published,
    worded,
)
from generator.pages.view import View, by_name
from generator.words import Words

#: In the place of the id of an outlet that no article states. Ids have no hyphen at their end.
UNKNOWN = "outlet-"


@dataclass(frozen=True)
class Chain:
    """Facts that one article has second hand, through the same outlets, nearest first."""

    via: tuple[Actor, ...]
    facts: tuple[Fact, ...]

    @property
    def first(self) -> Fact:
        return self.facts[0]


def view(briefing: Briefing, words: Words) -> View:
    groups = [
        (briefing.actors.get(id), worded(briefing, words, FROM_OUTLET, id))
        for id in outlets(briefing)
    ]
    values = {"groups": groups, "chains": listing(briefing, CHAINS)}
    title, deck = words.text("sources.title"), words.text("sources.deck")
    return View(title, deck, values)


@query
def outlets(briefing: Briefing) -> list[str]:
    """The ids of all outlets by their names, those not known last."""
    known = sorted((briefing.actors[id] for id in briefing.outlets if id), key=by_name)
    return [*(outlet.id for outlet in known), *([UNKNOWN] if "" in briefing.outlets else [])]


@query
def chains(briefing: Briefing) -> list[Chain]:
    """What articles have second hand, newest article first."""
    through: dict[tuple[str, tuple[Actor, ...]], list[Fact]] = {}
    for fact in briefing.marked("second-hand"):
        through.setdefault((fact.key, fact.via), []).append(fact)
    return [Chain(via, tuple(facts)) for (_, via), facts in through.items()]


def _titled(briefing: Briefing, words: Words, id: str) -> str:
    outlet = briefing.actors.get(id)
    return words.text(
        "list.articles", name=outlet.name if outlet else words.text("sources.unknown")
    )


FROM_OUTLET = ListKind(
    "from",
    _titled,
    lambda briefing, id: briefing.listed_from("" if id == UNKNOWN else id),
    when_listed,
    "source",
    newest_first=True,
    in_words=summary_listed,
    keys=outlets,
)
CHAINS = ListKind(
    "second-hand",
    titled("sources.second_hand"),
    chains,
    lambda chain: when_published(chain.first),
    "chain",
    newest_first=True,
)
LISTS = (FROM_OUTLET, CHAINS)
