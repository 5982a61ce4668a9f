"""A summary: our record of one article, item by item."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.model.fields import (
    ActorId,
    Amount,
    Certainty,
    Comparator,
    Day,
    EdtfDate,
    EventId,
    Exact,
    Id,
    ItemId,
    Line,
    MeasureId,
    Medium,
    OccasionId,
    OrganisationId,
    PlaceId,
    Prose,
    QuestionId,
    Record,
    Stance,
    Status,
    TextFile,
    TopicId,
    Url,
)
from generator.model.registry import Measure, Organisation, Person, Place, Registry
from generator.model.shorthand import OneOrMore, Shorthand
from generator.problems import Path

_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)


def sha256_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of plain values in one canonical form, in hexadecimal digits."""
    return hashlib.sha256(_CANONICAL.encode(content).encode()).hexdigest()


class Basis(Record):
    """Why we take something the article does not say outright."""

    exact: Exact
    """The article's words it rests on, 12 at most."""
    because: Line
    """What follows from them, in our words."""
    unverified: Line | None = None
    """Why the words cannot be held against the article; shown to readers."""

    @cached_property
    def anchor(self) -> str:
        """Its id in receipts, by its words: `b-` and six hexadecimal digits of a SHA-256."""
        return f"b-{self.content_sha256[:6]}"

    @cached_property
    def content_sha256(self) -> str:
        """The hash of its content."""
        return sha256_of(self.content)

    @property
    def content(self) -> dict[str, Any]:
        """What a receipt holds: the article's words."""
        return {"exact": self.exact}


class LeftOut(Basis):
    """Something the article gives and the summary does not carry, and why not."""

    because: Line
    """Why a reader does not need it."""


class Article(Record):
    """What is known of the article itself; left out = the text does not say."""

    text: TextFile | None = None
    """Its file in the articles folder; left out: the summary's id with `.txt`."""
    headline: Line | None = None
    """Its headline, word for word."""
    language: Line = "en"
    """Its language, as a code such as `en`."""
    published: EdtfDate | None = None
    """When it appeared."""
    published_basis: tuple[Basis, ...] = ()
    """On what the date rests, where the article bears none."""
    outlet: OrganisationId | None = None
    """Who published it."""
    outlet_basis: tuple[Basis, ...] = ()
    author: Line | None = None
    """Who wrote it."""
    url: Url | None = None
    """Its address on the web."""


class Participant(Record):
    """An actor of the article, with the role the article gives; a bare id takes the registry's."""

    actor: ActorId
    """Who takes part."""
    role: Line | None = None
    """The role the article gives; left out: the registry's at that date."""
    note: Line | None = None
    """Anything a reader should know about it, in our words."""
    todo: Line | None = None
    """What is still to be done with it; only drafts may say so."""


class Retraction(Record):
    """That something published does not stand any more; it is still shown, and says so."""

    date: Day
    """The day it was withdrawn."""
    because: Line
    """Why, in our words."""


class Item(Record):
    """What every fact of a summary has."""

    prefix: ClassVar[str]

    exact: Exact
    """The article's words, character for character: all that was said; as evidence 12 at most."""
    id: ItemId | None = None
    """Its permalink; left out: derived from its content."""
    by: ActorId | None = None
    """Whose word it is; left out: the article's own voice."""
    via: Annotated[tuple[OrganisationId, ...], OneOrMore()] = ()
    """The outlet from which the article takes it, second hand; the chain, nearest first, where
    that outlet has it from another."""
    note: Prose | None = None
    """Anything a reader should know about it, in our words."""
    unverified: Line | None = None
    """Why its words cannot be held against the article; shown to readers."""
    retracted: Retraction | None = None
    """When and why it was withdrawn after it had been published; no view counts it any more."""
    todo: Line | None = None
    """What is still to be done with it; only drafts may say so."""

    #: What may change without being verified again: it says where the item belongs, not what
    #: it claims.
    ASIDE: ClassVar[frozenset[str]] = frozenset({"id", "note", "unverified", "retracted", "todo"})
    #: Fields without which it says nothing: it may lack them only while something is to be done.
    NEEDED: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = super().__get_pydantic_json_schema__(schema, handler)
        if cls.NEEDED:
            choices = [{"required": [*cls.NEEDED]}, {"required": ["todo"]}]
            handler.resolve_ref_schema(described)["anyOf"] = choices
        return described

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields that it needs and does not have."""
        return tuple(name for name in self.NEEDED if getattr(self, name) is None)

    #: Fields of its own that files have beneath the article's words; the others stand above them.
    BENEATH: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def written(cls) -> tuple[str, ...]:
        own = [name for name in cls.model_fields if name not in Item.model_fields]
        first, words = ("id",), ("by", "via", "exact")
        last = [name for name in Item.model_fields if name not in first + words]
        above = [name for name in own if name not in cls.BENEATH]
        beneath = [name for name in own if name in cls.BENEATH]
        return (*first, *above, *words, *beneath, *last)

    @cached_property
    def anchor(self) -> str:
        """The id, given or derived: the kind's letter and six hexadecimal digits of a SHA-256."""
        return self.id or f"{self.prefix}-{self.content_sha256[:6]}"

    @cached_property
    def content_sha256(self) -> str:
        """The hash of its content; a receipt holds for a number one with its unit as well."""
        return sha256_of(self.content)

    @property
    def content(self) -> dict[str, Any]:
        """What the item claims, in plain values: all fields that are set, but those aside."""
        return self.model_dump(mode="json", exclude=set(self.ASIDE), exclude_defaults=True)


class Statement(Item):
    """An assertion, in our words, with whose word it is."""

    prefix = "s"
    ASIDE = Item.ASIDE | {"question"}
    BENEATH = frozenset({"date", "question", "holds", "holder"})
    NEEDED = ("text",)

    text: Prose | None = None
    """What is asserted, in our words."""
    date: EdtfDate | None = None
    """When it was said; left out: as the article appeared."""
    question: QuestionId | None = None
    """The question it answers."""
    holds: Stance | None = None
    """The answer to the question."""
    holder: ActorId | None = None
    """Who holds that answer; left out: whoever says it."""


class Event(Item):
    """Something dated, or datable."""

    prefix = "e"
    ASIDE = Item.ASIDE | {"because"}
    BENEATH = frozenset({"who", "where"})

    event: EventId | None = None
    """The registry's event, where several articles may tell it."""
    text: Line | None = None
    """What happens, in our words; left out: the registry's name."""
    date: EdtfDate | None = None
    """When it happens; left out: the article does not say."""
    because: Line | None = None
    """How the date follows from the article, where it is derived."""
    certainty: Certainty = "actual"
    """Whether it happened, or is planned, expected, alleged and the like."""
    who: tuple[ActorId, ...] = ()
    """Who takes part, beside those whom the registry names."""
    where: tuple[PlaceId, ...] = ()
    """Where, beside what the registry names."""


class Quote(Item):
    """Words between quotation marks in the article, and who said them."""

    prefix = "q"
    ASIDE = Item.ASIDE | {"occasion"}
    BENEATH = frozenset({"medium", "occasion", "date"})
    NEEDED = ("speaker",)

    speaker: ActorId | None = None
    """Who said it."""
    role: Line | None = None
    """The speaker's role when it was said, where it is not that in `who`."""
    medium: Medium | None = None
    """Left out: the occasion's."""
    occasion: OccasionId | None = None
    """The speech, call or statement that several articles may quote."""
    date: EdtfDate | None = None
    """When it was said; left out: the occasion's date."""


class Number(Item):
    """A figure the article gives."""

    prefix = "n"
    ASIDE = Item.ASIDE | {"part_of", "from_event", "to_event"}

    measure: MeasureId
    """What it counts."""
    value: Amount
    """The figure, or the lower end of a range."""
    to: Amount | None = None
    """The upper end, where the article gives a range."""
    comparator: Comparator = "exactly"
    """How exact the article is about the figure."""
    certainty: Certainty = "actual"
    """Whether it is so, or is planned, estimated, alleged and the like."""
    of: Line | None = None
    """The scope: which part of what the measure counts."""
    part_of: ItemId | None = None
    """The number of this summary in which it is contained."""
    as_of: EdtfDate | None = None
    """When it holds; left out: the article's date."""
    period: EdtfDate | None = None
    """Over which time it was counted (flows), or from when to when it lasts (durations)."""
    from_event: EventId | None = None
    """The event from which a duration is counted."""
    to_event: EventId | None = None
    """The event up to which a duration is counted; left out: the date at which it holds."""


class Correction(Record):
    """A change to something already published."""

    date: Day
    """The day of the change."""
    item: ItemId
    """The item that was changed."""
    field: Line
    """The field of the item that was changed; `unit`: of its measure."""
    was: Prose
    """What it said, on one line; a list with commas, `nothing` for what was left out."""
    now: Prose
    """What it says since."""
    note: Line | None = None
    """Why, in our words."""


class Proposed(Record):
    """Records that the registry may take in, each under its id; only a draft has some.

    A summary uses their ids as if they stood in the registry.
    """

    people: dict[Id, Person] = Field(default_factory=dict)
    organisations: dict[Id, Organisation] = Field(default_factory=dict)
    places: dict[Id, Place] = Field(default_factory=dict)
    measures: dict[Id, Measure] = Field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(len(getattr(self, kind)) for kind in type(self).model_fields)

    def added_to(self, registry: Registry) -> Registry:
        """The registry with them; where it has a record of that id already, its own stays."""
        update = {
            kind: {**getattr(self, kind), **getattr(registry, kind)}
            for kind in type(self).model_fields
        }
        return registry.model_copy(update=update)


class Summary(Record):
    """One article, as we record it."""

    title: Line
    """The title, in our words."""
    topics: tuple[TopicId, ...] = ()
    """What it has in common with others."""
    status: Status = "published"
    """Draft, published, or retracted."""
    added: Day
    """The day it was added to this site."""
    updated: Day | None = None
    """The day of its last change."""
    written_by: Line
    """Who wrote the summary."""
    checked_by: Line | None = None
    """Who checked it."""
    todo: Line | None = None
    """What is still to be done with the summary; only drafts may say so."""
    article: Article = Article()
    gist: Prose
    """The article in two or three sentences, ours."""
    who: tuple[Annotated[Participant, Shorthand("actor")], ...] = ()
    what: tuple[Statement, ...] = ()
    when: tuple[Event, ...] = ()
    where: tuple[PlaceId, ...] = ()
    """Where it takes place."""
    quotes: tuple[Quote, ...] = ()
    numbers: tuple[Number, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """What of the article's quotations, numbers, names and dates stands nowhere here, and why."""
    corrections: tuple[Correction, ...] = ()
    retracted: Retraction | None = None
    """When and why the whole summary was withdrawn, where its status says so."""
    former_ids: tuple[Id, ...] = ()
    """Ids it had before, the oldest first."""
    proposed: Proposed | None = None
    """Records for the registry: before it is published, they are moved there, or names that the
    registry has take their place."""

    #: The lists of items, in the order in which a page shows them.
    ITEM_LISTS: ClassVar[tuple[str, ...]] = ("what", "numbers", "quotes", "when")

    def known_in(self, registry: Registry) -> Registry:
        """The registry as this summary may use it, with what it proposes itself."""
        return self.proposed.added_to(registry) if self.proposed else registry

    @cached_property
    def has_retractions(self) -> bool:
        """Whether it was retracted, or anything in it."""
        return bool(self.retracted) or any(item.retracted for _, item in items_of(self))

    @property
    def days(self) -> frozenset[datetime.date]:
        """The days on which something of it was published: added, changed, corrected, withdrawn."""
        withdrawn = (self.retracted, *(item.retracted for _, item in items_of(self)))
        known = {self.added, *(one.date for one in self.corrections)}
        known |= {one.date for one in withdrawn if one}
        return frozenset(known | {self.updated} if self.updated else known)

    def participant(self, actor: str) -> Participant | None:
        """The entry of `who` for that actor."""
        return next((entry for entry in self.who if entry.actor == actor), None)


def todos_of(summary: Summary) -> Iterator[tuple[Path, str]]:
    """What is still to be done, each with the path of its line."""
    waiting: list[tuple[Path, str | None]] = [((), summary.todo)]
    waiting += ((("who", position), entry.todo) for position, entry in enumerate(summary.who))
    waiting += ((path, item.todo) for path, item in items_of(summary))
    yield from (((*path, "todo"), todo) for path, todo in waiting if todo)


def items_of(summary: Summary) -> Iterator[tuple[Path, Item]]:
    """All items of a summary, each with its path."""
    for name in summary.ITEM_LISTS:
        for position, item in enumerate(getattr(summary, name)):
            yield (name, position), item
