"""Events with everybody who tells them: what names one, dates it, and says that it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.dates import Edtf
from generator.facts import AHEAD, EventFact


@dataclass(frozen=True, eq=False)
class Happening:
    """One event with all its tellings.

    `best` is the telling that names it: one that tells it as having happened before one that
    looks ahead, and among these the one that dates it most exactly.
    """

    tellings: tuple[EventFact, ...]

    @cached_property
    def best(self) -> EventFact:
        return min(self.tellings, key=lambda fact: fact.exactness)

    @property
    def sources(self) -> int | None:
        """From how many sources the tellings are; None where unknown outlets leave it open.

        An article that takes it from another outlet is no source of its own beside that outlet, nor
        beside others that take it from there.
        """
        known = all(fact.summary.article.outlet for fact in self.tellings)
        count = _sources(self.tellings)
        return count if known or count == 1 else None

    @cached_property
    def happened(self) -> bool:
        """Whether somebody tells it as more than something to come."""
        return any(fact.item.certainty not in AHEAD for fact in self.tellings)

    @cached_property
    def order(self) -> tuple[object, ...]:
        """Sorts events by date, undated ones last."""
        date, first = self.date, self.tellings[0]
        known = date.order if date else ()
        return (date is None, known, self.title, first.key, first.anchor)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The ids of those who take part in it, by any telling."""
        return tuple(dict.fromkeys(actor.id for fact in self.tellings for actor in fact.who))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The ids of the places where it happens, by any telling."""
        return tuple(dict.fromkeys(place.id for fact in self.tellings for place in fact.where))

    @property
    def title(self) -> str:
        return self.best.title

    @property
    def date(self) -> Edtf | None:
        return self.best.item.date


def _sources(tellings: Iterable[EventFact]) -> int:
    """How many groups of outlets have nothing from each other."""
    groups: list[set[str]] = []
    for fact in tellings:
        group = {fact.summary.article.outlet or fact.key, *(outlet.id for outlet in fact.via)}
        joined = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group]
        groups.append(group.union(*joined))
    return len(groups)
