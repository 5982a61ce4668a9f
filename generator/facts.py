"""Resolves every item against the registry: names, roles, dates and whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from pydantic import BaseModel

from generator.dates import Edtf
from generator.model.content import Content
from generator.model.fields import Medium, RegistryId
from generator.model.home import Home
from generator.model.registry import Measure, Registry
from generator.model.summary import Event, Item, Number, Quote, Statement, Summary


@dataclass(frozen=True)
class Actor:
    """A person or an organisation; `kind` is the page kind that shows it."""

    id: str
    kind: str
    name: str


class _Common(TypedDict):
    key: str
    summary: Summary
    by: Actor | None
    via: Actor | None


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
    """One event with all its tellings; `best` is the telling that dates it most narrowly."""

    tellings: tuple[EventFact, ...]

    @property
    def best(self) -> EventFact:
        return min(self.tellings, key=_width)

    @property
    def title(self) -> str:
        return self.best.title

    @property
    def date(self) -> Edtf | None:
        return self.best.item.date


def _width(fact: EventFact) -> tuple[int, str]:
    date = fact.item.date
    if date is None:
        return (2_000_000, fact.key)
    if date.earliest is None or date.latest is None:
        return (1_000_000, fact.key)
    return ((date.latest - date.earliest).days, fact.key)


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


def resolve(key: str, summary: Summary, registry: Registry) -> SummaryFacts:
    """Per-summary work: everything that needs no other summary."""
    resolver = _Resolver(key, summary, registry, {})
    return SummaryFacts(
        key=key,
        summary=summary,
        actors=resolver.actors,
        who=tuple(resolver.roles()),
        where=resolver.places(summary.where),
        topics=tuple(registry.topics[topic].name for topic in summary.topics),
        outlet=resolver.actor(summary.article.outlet),
        statements=tuple(resolver.statement(item) for item in summary.what),
        numbers=tuple(resolver.number(item) for item in summary.numbers),
        quotes=tuple(resolver.quote(item) for item in summary.quotes),
        events=tuple(resolver.event(item) for item in summary.when),
        refers_to=frozenset(_registry_keys(references(summary), registry)),
    )


def merge(parts: Iterable[SummaryFacts], registry: Registry, home: Home) -> Briefing:
    """The facts of all summaries as one briefing."""
    newest_first = sorted(parts, key=lambda part: part.order, reverse=True)
    return Briefing(tuple(newest_first), registry, home)


def brief(content: Content) -> Briefing:
    """The facts of checked content; drafts and retracted summaries are left out."""
    parts = [
        resolve(key, summary, content.registry)
        for key, summary in content.summaries.items()
        if summary.status == "published"
    ]
    return merge(parts, content.registry, content.home)


def references(value: object) -> Iterator[RegistryId]:
    """Every registry id that stands somewhere in a record."""
    if isinstance(value, RegistryId):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from references(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from references(part)


def _registry_keys(ids: Iterable[RegistryId], registry: Registry) -> Iterator[str]:
    """`people/william-ruto` for every id, and for every id that its record refers to."""
    seen: set[str] = set()
    waiting = list(ids)
    while waiting:
        id = waiting.pop()
        for kind in id.kinds:
            record = getattr(registry, kind).get(id)
            if record is not None and f"{kind}/{id}" not in seen:
                seen.add(f"{kind}/{id}")
                waiting += references(record)
                yield f"{kind}/{id}"


@dataclass(frozen=True)
class _Resolver:
    key: str
    summary: Summary
    registry: Registry
    actors: dict[str, Actor]

    def actor(self, id: str | None) -> Actor | None:
        return self.named(id) if id else None

    def named(self, id: str) -> Actor:
        if id not in self.actors:
            kind = "person" if id in self.registry.people else "organisation"
            self.actors[id] = Actor(id, kind, self.registry.actor(id).name)
        return self.actors[id]

    def places(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.registry.places[id].name for id in ids)

    def roles(self) -> Iterator[Role]:
        for entry in self.summary.who:
            role = entry.role or self.registered_role(entry.actor)
            yield Role(self.named(entry.actor), role, entry.note, self.key, self.summary)

    def registered_role(self, id: str) -> str | None:
        person = self.registry.people.get(id)
        held = person.roles if person else ()
        at = self.summary.article.published
        return next((role.role for role in held if role.holds_at(at)), None)

    def role_of(self, id: str) -> str | None:
        entry = self.summary.participant(id)
        return (entry.role if entry else None) or self.registered_role(id)

    def statement(self, item: Statement) -> StatementFact:
        question = self.registry.questions[item.question].name if item.question else None
        return StatementFact(
            **self.common(item), item=item, holder=self.actor(item.holder), question=question
        )

    def number(self, item: Number) -> NumberFact:
        measures = self.registry.measures
        wholes = [
            (other, measures[other.measure])
            for other in self.summary.numbers
            if other.id and other.id == item.part_of
        ]
        return NumberFact(
            **self.common(item),
            item=item,
            measure=measures[item.measure],
            whole=wholes[0] if wholes else None,
        )

    def quote(self, item: Quote) -> QuoteFact:
        occasion = self.registry.occasions[item.occasion] if item.occasion else None
        speaker = self.named(item.speaker)
        return QuoteFact(
            **self.common(item),
            item=item,
            speaker=speaker,
            role=item.role or (self.role_of(item.speaker) if speaker.kind == "person" else None),
            medium=item.medium or (occasion.medium if occasion else None),
            occasion=occasion.name if occasion else None,
            date=item.date or (occasion.date if occasion else None),
        )

    def event(self, item: Event) -> EventFact:
        shared = self.registry.events[item.event] if item.event else None
        who = dict.fromkeys((*item.who, *(shared.who if shared else ())))
        where = dict.fromkeys((*item.where, *(shared.where if shared else ())))
        return EventFact(
            **self.common(item),
            item=item,
            title=item.text or (shared.name if shared else ""),
            who=tuple(self.named(id) for id in who),
            where=self.places(where),
        )

    def common(self, item: Item) -> _Common:
        return {
            "key": self.key,
            "summary": self.summary,
            "by": self.actor(item.by),
            "via": self.actor(item.via),
        }
