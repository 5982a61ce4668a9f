"""A briefing as it is published: where its facts are reached, and which records they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.addresses import Addresses
from generator.briefing import Briefing
from generator.facts import Actor, Fact
from generator.model.summary import Summary


@dataclass(frozen=True)
class Edition:
    """The facts of a site with its addresses.

    Only what some published summary refers to is in it: the registry may hold records for drafts.
    """

    briefing: Briefing
    addresses: Addresses

    @cached_property
    def referred(self) -> frozenset[str]:
        """The registry's records that are published: `people/william-ruto`."""
        return frozenset(self.briefing.referred)

    @cached_property
    def counted(self) -> frozenset[str]:
        """The measures of which there are figures."""
        return frozenset(self.briefing.measured)

    def records(self, *kinds: str) -> Iterator[tuple[str, Any]]:
        """The published records of some of the registry's files, each with its id, by id."""
        found = [
            (id, record)
            for kind in kinds
            for id, record in getattr(self.briefing.registry, kind).items()
            if f"{kind}/{id}" in self.referred
        ]
        return iter(sorted(found, key=lambda pair: pair[0]))

    @property
    def summaries(self) -> Iterator[tuple[str, Summary]]:
        """The published summaries, and those that were retracted after they had been, by id."""
        published = {part.key: part.summary for part in self.briefing.summaries}
        return iter(sorted({**published, **self.briefing.retracted}.items()))

    def name(self, kinds: tuple[str, ...], id: str) -> str:
        """The name of the record with that id in one of the registry's files."""
        files = [getattr(self.briefing.registry, kind) for kind in kinds]
        return str(next(file[id].name for file in files if id in file))

    def article(self, key: str, anchor: str = "") -> str:
        """The permanent address of a summary, or of a fact in it."""
        return self.addresses.public("article", key, anchor)

    def fact(self, fact: Fact) -> str:
        """The permanent address of a fact."""
        return self.article(fact.key, fact.anchor)

    def actor(self, actor: Actor) -> str:
        """The address of the page of somebody whom some fact names."""
        return self.addresses.public(actor.kind, actor.id)
