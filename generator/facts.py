"""What pages show: items with their names, roles, dates and claimants beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.dates import Edtf
from generator.model.fields import Medium
from generator.model.home import Home
from generator.model.registry import Measure, Registry
from generator.model.summary import Event, Item, Number, Quote, Statement, Summary


@dataclass(frozen=True)
class Actor:
    """A person or an organisation; `kind` is the page kind that shows it."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """An item with the summary that tells it; `key` names the summary, `anchor` the item."""

    key: str
    summary: Summary
    item: Item
    by: Actor | None
    via: Actor | None

    @property
    def anchor(self) -> str:
        return self.item.anchor

    @property
    def note(self) -> str | None:
        return self.item.note


@dataclass(frozen=True, kw_only=True)
class StatementFact(Fact):
    """A statement, with whose answer it gives to which question."""

    item: Statement
    holder: Actor | None
    question: str | None


@dataclass(frozen=True, kw_only=True)
class QuoteFact(Fact):
    """A quotation, with its speaker and the role, occasion and date it was said in."""

    item: Quote
    speaker: Actor
    role: str | None
    medium: Medium | None
    occasion: str | None
    date: Edtf | None


@dataclass(frozen=True, kw_only=True)
class NumberFact(Fact):
    """A number, with the measure it belongs to."""

    item: Number
    measure: Measure
    whole: tuple[Number, Measure] | None
    """The number of which this one is part, and its measure."""

    @property
    def as_of(self) -> Edtf | None:
        """The date at which the figure holds: its own, or the article's."""
        return self.item.as_of or self.summary.article.published


@dataclass(frozen=True, kw_only=True)
class EventFact(Fact):
    """An event, with what happens, who takes part and where."""

    item: Event
    title: str
    who: tuple[Actor, ...]
    where: tuple[str, ...]


@dataclass(frozen=True)
class Role:
    """An actor with the role that one summary gives; `note` is the editors'."""

    actor: Actor
    role: str | None
    note: str | None
    key: str
    summary: Summary


@dataclass(frozen=True)
class SummaryFacts:
    """All that one summary says, resolved.

    `actors` are all that any of its facts names, by id; `refers_to` names the registry records
    behind it: `people/william-ruto`.
    """

    key: str
    summary: Summary
    actors: Mapping[str, Actor]
    who: tuple[Role, ...]
    where: tuple[str, ...]
    topics: tuple[str, ...]
    outlet: Actor | None
    statements: tuple[StatementFact, ...]
    numbers: tuple[NumberFact, ...]
    quotes: tuple[QuoteFact, ...]
    events: tuple[EventFact, ...]
    refers_to: frozenset[str]

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts summaries by the date of their article; undated ones come first."""
        published = self.summary.article.published
        return (published is not None, published.order if published else (), self.key)


@dataclass(frozen=True)
class Happening:
    """One event with all its tellings.

    `best` is the telling that names it: one that tells it as having happened before one that
    looks ahead, and among these the one that dates it most exactly.
    """

    tellings: tuple[EventFact, ...]

    @property
    def best(self) -> EventFact:
        return min(self.tellings, key=_exactness)

    @property
    def title(self) -> str:
        return self.best.title

    @property
    def date(self) -> Edtf | None:
        return self.best.item.date


def _exactness(fact: EventFact) -> tuple[bool, bool, bool, int, str]:
    """Sorts tellings of an event: what happened, dated, without qualifier, narrowly, come first."""
    date = fact.item.date
    ahead = fact.item.certainty != "actual"
    if date is None:
        return (True, ahead, False, 0, fact.key)
    vague = any(point.qualifier for point in date.points if point)
    bounded = date.earliest and date.latest
    days = (date.latest - date.earliest).days if date.latest and date.earliest else 0
    return (False, ahead, vague, days if bounded else 1_000_000, fact.key)


@dataclass(frozen=True)
class Briefing:
    """The facts of all summaries, newest article first, with the registry and the front page."""

    summaries: tuple[SummaryFacts, ...]
    registry: Registry
    home: Home

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Everybody whom some fact names, by id."""
        found = {id: actor for part in self.summaries for id, actor in part.actors.items()}
        return dict(sorted(found.items()))

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """The events, those with a shared registry id told as one; by date, undated ones last."""
        grouped: dict[str, list[EventFact]] = {}
        for part in self.summaries:
            for fact in part.events:
                grouped.setdefault(fact.item.event or f"{fact.key}#{fact.anchor}", []).append(fact)
        happenings = [Happening(tuple(tellings)) for tellings in grouped.values()]
        return tuple(sorted(happenings, key=_happening_order))

    def of(self, key: str) -> SummaryFacts:
        """The facts of one summary."""
        return next(part for part in self.summaries if part.key == key)


def _happening_order(happening: Happening) -> tuple[object, ...]:
    date = happening.date
    return (date is None, date.order if date else (), happening.title)
