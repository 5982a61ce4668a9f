"""What pages show: items with their names, roles, dates and claimants beside them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from generator.dates import Edtf
from generator.model.fields import Certainty, Medium
from generator.model.receipt import Proof, Receipt, Source, Tier
from generator.model.registry import Measure
from generator.model.summary import Article, Event, Item, Number, Quote, Statement, Summary

#: How certain something is that had not happened when the article appeared.
AHEAD: tuple[Certainty, ...] = ("scheduled", "planned", "possible", "pledged", "expected")

#: What a fact can be marked by: nobody can verify it; it is second hand; it is a figure to come.
Mark = Literal["unverified", "second-hand", "ahead"]


@dataclass(frozen=True)
class Subject:
    """Something of the registry that has a page of its own; `kind` is the page kind."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True)
class Actor(Subject):
    """A person or an organisation."""


@dataclass(frozen=True)
class Stamp:
    """When a summary was verified, and against which article."""

    verified: datetime.date
    article: Source


@dataclass(frozen=True)
class Heading:
    """What a fact shows of the summary that tells it."""

    title: str
    article: Article


@dataclass(frozen=True, kw_only=True, eq=False)
class Fact:
    """An item with the summary that tells it; `key` names the summary, `anchor` the item.

    A fact equals itself alone, so that it is cheap to look up. It knows no more of its summary than
    pages show beside it, so that another change to the summary is none to the fact.

    `via` is the chain of outlets from which the article takes it, nearest first. `proof` is None
    where the item was not verified, or not as it is now.
    """

    key: str
    summary: Heading
    item: Item
    by: Actor | None
    via: tuple[Actor, ...]
    receipt: Stamp | None
    proof: Proof | None

    @property
    def anchor(self) -> str:
        return self.item.anchor

    @property
    def proved(self) -> str:
        """How far it is proved: `verbatim`, `shortened`, `figure` or `passage`.

        Or not at all: `unverified` with a reason, `unchecked` as it is now.
        """
        if self.proof is None:
            return "unverified" if self.item.unverified else "unchecked"
        return "shortened" if self.proof.tier == "elided" else self.proof.verdict

    @property
    def note(self) -> str | None:
        return self.item.note


@dataclass(frozen=True, kw_only=True, eq=False)
class StatementFact(Fact):
    """A statement, with whose answer it gives to which question."""

    item: Statement
    holder: Actor | None
    question: str | None


@dataclass(frozen=True, kw_only=True, eq=False)
class QuoteFact(Fact):
    """A quotation, with its speaker and the role, occasion and date it was said in."""

    item: Quote
    speaker: Actor
    role: str | None
    medium: Medium | None
    occasion: str | None
    date: Edtf | None


@dataclass(frozen=True, kw_only=True, eq=False)
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


@dataclass(frozen=True, kw_only=True, eq=False)
class EventFact(Fact):
    """An event, with what happens, who takes part and where."""

    item: Event
    title: str
    who: tuple[Actor, ...]
    where: tuple[Subject, ...]

    @property
    def exactness(self) -> tuple[bool, bool, bool, int, str]:
        """Sorts tellings: what happened, dated, without qualifier, narrowly, come first."""
        date = self.item.date
        ahead = self.item.certainty != "actual"
        if date is None:
            return (True, ahead, False, 0, self.key)
        vague = any(point.qualifier for point in date.points if point)
        bounded = date.earliest and date.latest
        days = (date.latest - date.earliest).days if date.latest and date.earliest else 0
        return (False, ahead, vague, days if bounded else 1_000_000, self.key)


@dataclass(frozen=True)
class Tally:
    """How many facts of one sort there are, how many are proved, and how many in which tier."""

    sort: str
    count: int
    proved: int
    tiers: Mapping[Tier, int]


#: How many there are: under a sort and an empty text all of them, under a sort and `proved` or a
#: tier those facts that are proved, and how.
Counts = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Tallies:
    """The tallies of quotations, numbers and all else as passages, without empty ones."""

    sorts: tuple[Tally, ...]

    @property
    def whole(self) -> bool:
        """Whether all of them are proved."""
        return all(one.proved == one.count for one in self.sorts)

    @classmethod
    def of(cls, counts: Mapping[tuple[str, str], int]) -> Tallies:
        found = (_tally(sort, counts) for sort in ("quotes", "numbers", "passages"))
        return cls(tuple(one for one in found if one.count))


def _tally(sort: str, counts: Mapping[tuple[str, str], int]) -> Tally:
    tiers = {tier: counts.get((sort, tier), 0) for tier in get_args(Tier)}
    return Tally(
        sort,
        counts.get((sort, ""), 0),
        counts.get((sort, "proved"), 0),
        {tier: count for tier, count in tiers.items() if count},
    )


@dataclass(frozen=True)
class Role:
    """An actor with the role that one summary gives; `note` is the editors'."""

    actor: Actor
    role: str | None
    note: str | None
    key: str
    summary: Heading


@dataclass(frozen=True, eq=False)
class Card:
    """What leads to a summary: its title, what is known of the article, how much it holds."""

    key: str
    summary: Heading
    outlet: Actor | None
    quotes: int
    numbers: int


@dataclass(frozen=True)
class Waiting:
    """Something that keeps a draft from being published, at a line of its file.

    `field` is the way to the value there, as problems name it.
    """

    line: int
    field: str
    text: str


@dataclass(frozen=True)
class Gap:
    """What of an article's text a draft does not carry: so many of a kind, on these lines of it."""

    kind: str
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Draft:
    """A summary that is not published, and what it lacks until it can be.

    `todos` are what its editors noted, `unshown` those of them that stand beside nothing on its
    page; `proposed` the records that the registry is to take in,
    `differing` what the article's text does not bear out, `unproved` what no receipt proves.
    `text` is the file of the article's text; where that could not be read, `passages` and `gaps`
    are None.
    """

    key: str
    title: str
    todos: tuple[Waiting, ...]
    unshown: tuple[Waiting, ...]
    proposed: tuple[Waiting, ...]
    differing: tuple[Waiting, ...]
    unproved: tuple[Waiting, ...]
    text: str
    passages: int | None = None
    gaps: tuple[Gap, ...] | None = None

    @property
    def is_ready(self) -> bool:
        """Whether nothing but its status keeps it from being published."""
        return not (self.todos or self.proposed or self.differing or self.unproved)

    @property
    def carried(self) -> int:
        """How many of the article's quotations, numbers, names and dates it carries."""
        return (self.passages or 0) - sum(gap.count for gap in self.gaps or ())


@dataclass(frozen=True, eq=False)
class SummaryFacts:
    """All that one summary says, resolved.

    `actors` are all that any of its facts names, by id; `refers_to` names the registry records
    behind it: `people/william-ruto`. What was retracted stands in `retracted` and nowhere else.
    """

    key: str
    summary: Summary
    actors: Mapping[str, Actor]
    who: tuple[Role, ...]
    where: tuple[Subject, ...]
    topics: tuple[Subject, ...]
    outlet: Actor | None
    statements: tuple[StatementFact, ...]
    numbers: tuple[NumberFact, ...]
    quotes: tuple[QuoteFact, ...]
    events: tuple[EventFact, ...]
    refers_to: frozenset[str]
    retracted: tuple[Fact, ...] = ()
    receipt: Receipt | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them, in the order in which the article's page shows them."""
        return (*self.statements, *self.numbers, *self.quotes, *self.events)

    @cached_property
    def tallies(self) -> Tallies:
        return Tallies.of(self.counts)

    @cached_property
    def counts(self) -> Counts:
        """How much it holds, of each sort."""
        summary, article = self.summary, self.summary.article
        grounds = (article.published_basis, article.outlet_basis, summary.left_out)
        found: Counts = Counter()
        found["summaries", ""] = 1
        found["statements", ""] = len(self.statements)
        found["numbers", ""] = len(self.numbers)
        found["quotes", ""] = len(self.quotes)
        found["events", ""] = len(self.events)
        found["passages", ""] = len(self.statements) + len(self.events)
        found["participants", ""] = len(summary.who)
        found["grounds", ""] = sum(map(len, grounds))
        found["corrections", ""] = len(set(summary.corrections))
        found["retractions", ""] = len(self.retracted)
        for fact in self.facts:
            if fact.proof:
                sort = {"q": "quotes", "n": "numbers"}.get(fact.item.prefix, "passages")
                found[sort, "proved"] += 1
                found[sort, fact.proof.tier] += 1
        return found

    @cached_property
    def card(self) -> Card:
        heading = Heading(self.summary.title, self.summary.article)
        return Card(self.key, heading, self.outlet, len(self.quotes), len(self.numbers))


class Listed(NamedTuple):
    """Where a summary stands in a list of all: an edit that moves it nowhere leaves it equal."""

    key: str
    published: Edtf | None

    @property
    def order(self) -> tuple[object, ...]:
        known = self.published is not None
        return (known, self.published.order if self.published else (), self.key)
