"""Turns checked content into facts, summary by summary, and merges them into a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict, TypeVar

from generator.briefing import Briefing
from generator.facts import (
    Actor,
    EventFact,
    Fact,
    Heading,
    NumberFact,
    QuoteFact,
    Role,
    Stamp,
    StatementFact,
    Subject,
    SummaryFacts,
)
from generator.indexes import Indexes, in_order
from generator.model.content import Content
from generator.model.fields import Status
from generator.model.receipt import Proof, Receipt
from generator.model.references import RegistryId
from generator.model.registry import Registry, references
from generator.model.summary import Event, Item, Number, Quote, Statement, Summary

Kept = TypeVar("Kept", bound=Item)


def resolve(
    key: str,
    summary: Summary,
    registry: Registry,
    receipt: Receipt | None = None,
    proofs: Mapping[str, Proof] | None = None,
) -> SummaryFacts:
    """Per-summary work: everything that needs no other summary.

    `proofs` are those of the receipt that hold, by the ids of the items.
    """
    registry = summary.known_in(registry)
    resolver = _Resolver(key, summary, registry, receipt, proofs or {}, {})
    return SummaryFacts(
        key=key,
        summary=summary,
        actors=resolver.actors,
        who=tuple(resolver.roles()),
        where=resolver.places(summary.where),
        topics=tuple(
            Subject(topic, "topic", registry.topics[topic].name) for topic in summary.topics
        ),
        outlet=resolver.actor(summary.article.outlet),
        statements=tuple(resolver.statement(item) for item in standing_in(summary.what)),
        numbers=tuple(resolver.number(item) for item in standing_in(summary.numbers)),
        quotes=tuple(resolver.quote(item) for item in standing_in(summary.quotes)),
        events=tuple(resolver.event(item) for item in standing_in(summary.when)),
        retracted=tuple(resolver.retracted()),
        refers_to=frozenset(_registry_keys(references(summary), registry)),
        receipt=receipt,
    )


def standing_in(items: Iterable[Kept]) -> Iterator[Kept]:
    """The items that were not retracted, and lack nothing."""
    return (item for item in items if item.retracted is None and not item.lacking)


def merge(
    parts: Iterable[SummaryFacts], content: Content, indexes: Indexes | None = None
) -> Briefing:
    """The facts of all summaries as one briefing; `indexes` are theirs, where somebody has them."""
    newest_first = sorted(parts, key=in_order, reverse=True)
    withdrawn = {
        key: summary for key, summary in content.summaries.items() if summary.status == "retracted"
    }
    notes = content.differences.notes
    return Briefing(
        tuple(newest_first),
        content.registry,
        content.home,
        notes,
        withdrawn,
        content.lines,
        indexes,
    )


def brief(content: Content) -> Briefing:
    """The facts of checked content; those of drafts and retracted summaries are left out."""
    return merge(resolved(content).values(), content)


def brief_with_drafts(content: Content) -> Briefing:
    """The facts of checked content with those of drafts, as if these were published."""
    parts = [*resolved(content).values(), *resolved(content, "draft").values()]
    return merge(parts, with_proposed(content))


def with_proposed(content: Content) -> Content:
    """The content with all that drafts propose in its registry."""
    registry = content.registry
    for summary in content.summaries.values():
        if summary.status == "draft":
            registry = summary.known_in(registry)
    return content.model_copy(update={"registry": registry})


def resolved(content: Content, status: Status = "published") -> dict[str, SummaryFacts]:
    """The facts of every summary of a status, by its id."""
    return {
        key: resolve(
            key, summary, content.registry, content.receipts.get(key), content.proofs.get(key)
        )
        for key, summary in content.summaries.items()
        if summary.status == status
    }


def as_before_retractions(content: Content) -> Content:
    """The summaries of which anything was retracted, alone, as if nothing had been."""
    withdrawn = {id: one for id, one in content.summaries.items() if one.has_retractions}
    before = {id: _unretracted(summary) for id, summary in withdrawn.items()}
    return content.model_copy(update={"summaries": before})


def _unretracted(summary: Summary) -> Summary:
    standing_again: dict[str, object] = {}
    if summary.status == "retracted":
        standing_again["status"] = "published"
    for name in summary.ITEM_LISTS:
        items: tuple[Item, ...] = getattr(summary, name)
        if any(item.retracted for item in items):
            standing_again[name] = tuple(
                item.model_copy(update={"retracted": None}) for item in items
            )
    return summary.model_copy(update=standing_again)


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


class _Common(TypedDict):
    key: str
    summary: Heading
    by: Actor | None
    via: tuple[Actor, ...]
    receipt: Stamp | None
    proof: Proof | None


@dataclass(frozen=True)
class _Resolver:
    key: str
    summary: Summary
    registry: Registry
    receipt: Receipt | None
    proofs: Mapping[str, Proof]
    actors: dict[str, Actor]

    @cached_property
    def heading(self) -> Heading:
        return Heading(self.summary.title, self.summary.article)

    @cached_property
    def stamp(self) -> Stamp | None:
        receipt = self.receipt
        return Stamp(receipt.verified, receipt.article) if receipt else None

    def actor(self, id: str | None) -> Actor | None:
        return self.named(id) if id else None

    def named(self, id: str) -> Actor:
        if id not in self.actors:
            kind = "person" if id in self.registry.people else "organisation"
            self.actors[id] = Actor(id, kind, self.registry.actor(id).name)
        return self.actors[id]

    def places(self, ids: Iterable[str]) -> tuple[Subject, ...]:
        return tuple(Subject(id, "place", self.registry.places[id].name) for id in ids)

    def retracted(self) -> Iterator[Fact]:
        summary = self.summary
        yield from (self.statement(item) for item in summary.what if item.retracted)
        yield from (self.number(item) for item in summary.numbers if item.retracted)
        yield from (self.quote(item) for item in summary.quotes if item.retracted)
        yield from (self.event(item) for item in summary.when if item.retracted)

    def roles(self) -> Iterator[Role]:
        for entry in self.summary.who:
            role = entry.role or self.registered_role(entry.actor)
            yield Role(self.named(entry.actor), role, entry.note, self.key, self.heading)

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
            for other in standing_in(self.summary.numbers)
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
        # what lacks its speaker is no fact yet
        id = str(item.speaker)
        speaker = self.named(id)
        return QuoteFact(
            **self.common(item),
            item=item,
            speaker=speaker,
            role=item.role or (self.role_of(id) if speaker.kind == "person" else None),
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
            "summary": self.heading,
            "by": self.actor(item.by),
            "via": tuple(self.named(id) for id in item.via),
            "receipt": self.stamp,
            "proof": self.proofs.get(item.anchor),
        }
