"""From where everything is: outlets, articles, their dates, and what they have second hand."""

from __future__ import annotations

from dataclasses import dataclass

from generator.briefing import Briefing
from generator.facts import Actor, Fact, SummaryFacts
from generator.pages.view import View, by_name
from generator.words import Words


@dataclass(frozen=True)
class Chain:
    """Facts that one article has second hand, through the same outlets, nearest first."""

    part: SummaryFacts
    via: tuple[Actor, ...]
    facts: tuple[Fact, ...]


def view(briefing: Briefing, words: Words) -> View:
    outlets: dict[Actor | None, list[SummaryFacts]] = {}
    for part in briefing.summaries:
        outlets.setdefault(part.outlet, []).append(part)
    known = sorted((outlet for outlet in outlets if outlet), key=by_name)
    groups = [(outlet, outlets[outlet]) for outlet in known]
    if None in outlets:
        groups.append((None, outlets[None]))  # type: ignore[arg-type]
    chains = [chain for part in briefing.summaries for chain in _chains(part)]
    values = {"groups": groups, "chains": chains}
    title, deck = words.text("sources.title"), words.text("sources.deck")
    return View(title, deck, values)


def _chains(part: SummaryFacts) -> list[Chain]:
    through: dict[tuple[Actor, ...], list[Fact]] = {}
    for fact in part.facts:
        if fact.via:
            through.setdefault(fact.via, []).append(fact)
    return [Chain(part, via, tuple(facts)) for via, facts in through.items()]
