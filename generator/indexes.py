"""Facts of many summaries by what they have in common, mended where some summaries are others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from generator.facts import AHEAD, Card, EventFact, Fact, Listed, Mark, NumberFact, SummaryFacts
from generator.happenings import Happening

S = TypeVar("S")
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Index(Generic[S, T]):
    """What `sources` hold under one key, for every key that any of them has.

    `entries` are those of one source, each with its key, and `order` sorts them: in a list the
    entries of one source stay in its order. A list stays the same object where all its entries are
    equal, as facts are to themselves alone.
    """

    entries: Callable[[S], Iterable[tuple[str, T]]]
    order: Callable[[T], Any]
    newest_first: bool
    lists: Mapping[str, tuple[T, ...]]

    @classmethod
    def of(
        cls,
        sources: Iterable[S],
        entries: Callable[[S], Iterable[tuple[str, T]]],
        order: Callable[[T], Any],
        *,
        newest_first: bool = False,
    ) -> Index[S, T]:
        return cls(entries, order, newest_first, {}).with_changes((), sources)

    def with_changes(self, gone: Iterable[S], come: Iterable[S]) -> Index[S, T]:
        """The index without some sources and with others."""
        lost = _grouped(pair for source in gone for pair in self.entries(source))
        found = _grouped(pair for source in come for pair in self.entries(source))
        lists = dict(self.lists)
        for key in lost.keys() | found.keys():
            old, new = lost.get(key, []), found.get(key, [])
            if old == new:
                continue
            without = set(old)
            kept = [entry for entry in lists.get(key, ()) if entry not in without]
            whole = sorted([*kept, *new], key=self.order, reverse=self.newest_first)
            lists[key] = tuple(whole)
            if not whole:
                del lists[key]
        return Index(self.entries, self.order, self.newest_first, lists)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def in_order(one: SummaryFacts | Fact | Card) -> tuple[object, ...]:
    """Sorts summaries and their facts by the date of the article; undated ones come first."""
    published = one.summary.article.published
    return (published is not None, published.order if published else (), one.key)


def _listed(part: SummaryFacts) -> Iterator[tuple[str, Listed]]:
    entry = Listed(part.key, part.summary.article.published)
    yield "", entry
    yield f"from {part.outlet.id if part.outlet else ''}", entry


def _logged(part: SummaryFacts) -> Iterator[tuple[str, SummaryFacts]]:
    return ((day.isoformat(), part) for day in part.summary.days)


def _marked(part: SummaryFacts) -> Iterator[tuple[Mark, Fact]]:
    for fact in part.facts:
        if fact.item.unverified:
            yield "unverified", fact
        if fact.via:
            yield "second-hand", fact
        if isinstance(fact, NumberFact) and fact.item.certainty in AHEAD:
            yield "ahead", fact


def _changed(
    counts: Mapping[tuple[str, str], int],
    gone: Iterable[SummaryFacts],
    come: Iterable[SummaryFacts],
) -> dict[tuple[str, str], int]:
    """How much there is of each sort, without some summaries and with others."""
    found = Counter(counts)
    for part in gone:
        found.subtract(part.counts)
    for part in come:
        found.update(part.counts)
    return {sort: found[sort] for sort in sorted(found) if found[sort]}


def _happening_key(fact: EventFact) -> str:
    """What the tellings of one event have in common; an event of no registry is told once."""
    return fact.item.event or f"{fact.key}#{fact.anchor}"


def _answers(part: SummaryFacts) -> Iterable[tuple[str, Fact]]:
    return ((fact.item.question, fact) for fact in part.statements if fact.item.question)


def _quotes(part: SummaryFacts) -> Iterable[tuple[str, Fact]]:
    return ((fact.item.occasion, fact) for fact in part.quotes if fact.item.occasion)


@dataclass(frozen=True, eq=False)
class Indexes:
    """All indexes of a briefing.

    `speaking` holds the summaries by the records that they refer to, newest article first, and
    `naming` by the actors whom they name, oldest first; `figures`, `answers` and `quotes` the facts
    by their measure, question and occasion, `marked` those with a `Mark`. `listed` is where all
    summaries stand, and those of one outlet; `logged` holds the summaries by the days on which
    something was published of them. `tellings` are the facts of each event, `happenings` the events
    themselves, and `in_time` these by date, undated ones last; `of_actors` and `of_places` hold
    them by who takes part, and where. `counts` tells how much there is of each sort.
    """

    speaking: Index[SummaryFacts, SummaryFacts]
    naming: Index[SummaryFacts, SummaryFacts]
    figures: Index[SummaryFacts, Any]
    answers: Index[SummaryFacts, Any]
    quotes: Index[SummaryFacts, Any]
    marked: Index[SummaryFacts, Fact]
    listed: Index[SummaryFacts, Listed]
    logged: Index[SummaryFacts, SummaryFacts]
    tellings: Index[SummaryFacts, EventFact]
    happenings: Mapping[str, Happening]
    in_time: tuple[Happening, ...]
    counts: Mapping[tuple[str, str], int]
    of_actors: Index[Happening, Happening]
    of_places: Index[Happening, Happening]

    @classmethod
    def empty(cls) -> Indexes:
        def index(
            entries: Callable[[Any], Iterable[tuple[str, Any]]], *, newest_first: bool = True
        ) -> Index[Any, Any]:
            return Index.of((), entries, in_order, newest_first=newest_first)

        by_date = attrgetter("order")
        return cls(
            speaking=index(lambda part: ((record, part) for record in part.refers_to)),
            naming=index(lambda part: ((id, part) for id in part.actors), newest_first=False),
            figures=index(lambda part: ((fact.item.measure, fact) for fact in part.numbers)),
            answers=index(_answers),
            quotes=index(_quotes, newest_first=False),
            marked=index(_marked),
            listed=Index.of((), _listed, attrgetter("order"), newest_first=True),
            logged=index(_logged),
            tellings=index(lambda part: ((_happening_key(fact), fact) for fact in part.events)),
            happenings={},
            in_time=(),
            counts={},
            of_actors=Index.of((), lambda one: ((id, one) for id in one.actors), by_date),
            of_places=Index.of((), lambda one: ((id, one) for id in one.places), by_date),
        )

    def with_changes(self, gone: Iterable[SummaryFacts], come: Iterable[SummaryFacts]) -> Indexes:
        """The indexes without some summaries and with others."""
        gone, come = tuple(gone), tuple(come)
        tellings = self.tellings.with_changes(gone, come)
        before, now = self.tellings.lists, tellings.lists
        touched = {_happening_key(fact) for part in (*gone, *come) for fact in part.events}
        changed = sorted(key for key in touched if before.get(key) is not now.get(key))
        happenings = dict(self.happenings)
        old = [happenings.pop(key) for key in changed if key in happenings]
        new = {key: Happening(now[key]) for key in changed if key in now}
        happenings.update(new)
        in_time = self.in_time
        if changed:
            in_time = tuple(sorted(happenings.values(), key=attrgetter("order")))
        return Indexes(
            speaking=self.speaking.with_changes(gone, come),
            naming=self.naming.with_changes(gone, come),
            figures=self.figures.with_changes(gone, come),
            answers=self.answers.with_changes(gone, come),
            quotes=self.quotes.with_changes(gone, come),
            marked=self.marked.with_changes(gone, come),
            listed=self.listed.with_changes(gone, come),
            logged=self.logged.with_changes(gone, come),
            tellings=tellings,
            happenings=happenings,
            in_time=in_time,
            counts=_changed(self.counts, gone, come),
            of_actors=self.of_actors.with_changes(old, new.values()),
            of_places=self.of_places.with_changes(old, new.values()),
        )
