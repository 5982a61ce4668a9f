"""All that the summaries say together, and the questions that pages and exports put to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from generator.dates import Edtf
from generator.facts import (
    Actor,
    EventFact,
    Fact,
    Happening,
    NumberFact,
    QuoteFact,
    StatementFact,
    SummaryFacts,
    Tallies,
)
from generator.model.differences import DifferenceNote
from generator.model.home import Home
from generator.model.registry import Named, Registry
from generator.model.summary import Summary

P = ParamSpec("P")
T = TypeVar("T")
Asked = Callable[Concatenate["Briefing", P], T]


def query(ask: Asked[P, T]) -> Asked[P, T]:
    """A question about a briefing with arguments that can be hashed, worked out once.

    Whoever follows what a page rests on sees the questions that it asks, and not those that a
    question asks in turn: the answer stands for them.
    """

    @wraps(ask)
    def asked(briefing: Briefing, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if kwargs:
            raise TypeError(f"{ask.__qualname__} takes its arguments by their places")
        answer: T = briefing.answer(ask, args)
        return answer

    return asked


@dataclass(frozen=True, eq=False)
class Briefing:
    """The facts of all summaries, newest article first, with what editors say beside them.

    `retracted` are the summaries that were withdrawn, by their ids: no view counts them.
    """

    summaries: tuple[SummaryFacts, ...]
    registry: Registry
    home: Home
    notes: tuple[DifferenceNote, ...] = ()
    retracted: Mapping[str, Summary] = field(default_factory=dict)

    def answer(self, ask: Callable[..., Any], args: tuple[Hashable, ...]) -> Any:
        """The answer to a question, which is worked out when it is first asked."""
        key = (ask, args)
        if key not in self._answers:
            self._answers[key] = ask(self, *args)
        return self._answers[key]

    @cached_property
    def _answers(self) -> dict[Hashable, Any]:
        return {}

    @property
    def as_of(self) -> Edtf | None:
        """The date for which the site speaks: the editor's, or the newest article's."""
        newest = self.summaries[0].summary.article.published if self.summaries else None
        return self.home.as_of or newest

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

    @property
    def told_events(self) -> tuple[str, ...]:
        """The ids of the events of the registry that somebody tells, in the order of all."""
        return tuple(self._tellings)

    @cached_property
    def _tellings(self) -> dict[str, tuple[EventFact, ...]]:
        shared = (happening.tellings for happening in self.happenings)
        return {told[0].item.event: told for told in shared if told[0].item.event}

    @query
    def tellings_of(self, event: str) -> tuple[EventFact, ...]:
        """Who tells one event of the registry."""
        return self._tellings.get(event, ())

    @property
    def measured(self) -> tuple[str, ...]:
        """The ids of the measures that have any figure, that of the newest article first."""
        return tuple(self._figures)

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions to which somebody holds an answer."""
        return tuple(self._answers_to)

    @cached_property
    def tallies(self) -> Tallies:
        return Tallies.of(fact for part in self.summaries for fact in part.facts)

    @query
    def of(self, key: str) -> SummaryFacts:
        """The facts of one summary; KeyError where there is none."""
        return self._parts[key]

    @property
    def count(self) -> int:
        """How many summaries there are."""
        return len(self.summaries)

    @query
    def newest(self, count: int) -> tuple[SummaryFacts, ...]:
        """The summaries of the newest articles, as many as there are up to `count`."""
        return self.summaries[:count]

    @query
    def fact(self, address: str) -> Fact | None:
        """A fact by its address, `summary#item`, or None where no such one stands."""
        key, _, anchor = address.partition("#")
        part = self._parts.get(key)
        return next((fact for fact in part.facts if fact.anchor == anchor), None) if part else None

    @query
    def named(self, kind: str) -> tuple[str, ...]:
        """The ids of one file of the registry that some summary refers to, sorted."""
        found = (key.partition("/") for key in self._speaking)
        return tuple(sorted(id for file, _, id in found if file == kind))

    @query
    def speaking_of(self, *records: str) -> tuple[SummaryFacts, ...]:
        """The summaries that refer to any of some records of the registry, newest article first.

        A record is written `places/port-au-prince`.
        """
        if len(records) == 1:
            return self._speaking.get(records[0], ())
        keys = {part.key for record in records for part in self._speaking.get(record, ())}
        return tuple(part for part in self.summaries if part.key in keys)

    @query
    def keys_speaking_of(self, record: str) -> tuple[str, ...]:
        """The ids of the summaries that refer to a record, whatever else they say."""
        return tuple(part.key for part in self._speaking.get(record, ()))

    @query
    def record(self, file: str, id: str) -> Named:
        """A record of the registry; KeyError where there is none."""
        found: Named = getattr(self.registry, file)[id]
        return found

    @query
    def naming(self, actor: str) -> tuple[SummaryFacts, ...]:
        """The summaries in which some fact names an actor, oldest article first."""
        return self._naming.get(actor, ())

    @query
    def keys_naming(self, actor: str) -> tuple[str, ...]:
        """The ids of the same summaries, newest article first, whatever they say."""
        return tuple(part.key for part in reversed(self._naming.get(actor, ())))

    @query
    def happenings_with(self, actor: str) -> tuple[Happening, ...]:
        """The events in which an actor takes part, in the order of all."""
        return tuple(self.happenings[number] for number in self._happenings_with.get(actor, ()))

    @query
    def happenings_in(self, *places: str) -> tuple[Happening, ...]:
        """The events at any of some places, in the order of all."""
        found = {number for place in places for number in self._happenings_in.get(place, ())}
        return tuple(self.happenings[number] for number in sorted(found))

    @query
    def figures_of(self, measure: str) -> tuple[NumberFact, ...]:
        """The figures of one measure, newest article first."""
        return self._figures.get(measure, ())

    @query
    def answers_to(self, question: str) -> tuple[StatementFact, ...]:
        """The statements that answer one question, newest article first."""
        return self._answers_to.get(question, ())

    @property
    def occasions(self) -> tuple[str, ...]:
        """The ids of the occasions on which something was said that an article quotes."""
        return tuple(self._quotes_on)

    @query
    def quotes_on(self, occasion: str) -> tuple[QuoteFact, ...]:
        """The quotations from one occasion, oldest article first."""
        return self._quotes_on.get(occasion, ())

    @cached_property
    def _quotes_on(self) -> dict[str, tuple[QuoteFact, ...]]:
        facts = (fact for part in reversed(self.summaries) for fact in part.quotes)
        return _grouped((fact.item.occasion, fact) for fact in facts if fact.item.occasion)

    @cached_property
    def _figures(self) -> dict[str, tuple[NumberFact, ...]]:
        return _grouped(
            (fact.item.measure, fact) for part in self.summaries for fact in part.numbers
        )

    @cached_property
    def _answers_to(self) -> dict[str, tuple[StatementFact, ...]]:
        return _grouped(
            (fact.item.question, fact)
            for part in self.summaries
            for fact in part.statements
            if fact.item.question
        )

    @cached_property
    def _parts(self) -> dict[str, SummaryFacts]:
        return {part.key: part for part in self.summaries}

    @cached_property
    def _speaking(self) -> dict[str, tuple[SummaryFacts, ...]]:
        return _grouped((record, part) for part in self.summaries for record in part.refers_to)

    @cached_property
    def _naming(self) -> dict[str, tuple[SummaryFacts, ...]]:
        oldest_first = sorted(self.summaries, key=lambda part: part.order)
        return _grouped((actor, part) for part in oldest_first for actor in part.actors)

    @cached_property
    def _happenings_with(self) -> dict[str, tuple[int, ...]]:
        return _grouped(
            (id, number)
            for number, one in enumerate(self.happenings)
            for id in sorted({actor.id for fact in one.tellings for actor in fact.who})
        )

    @cached_property
    def _happenings_in(self) -> dict[str, tuple[int, ...]]:
        return _grouped(
            (id, number)
            for number, one in enumerate(self.happenings)
            for id in sorted({place.id for fact in one.tellings for place in fact.where})
        )


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for id, one in pairs:
        found.setdefault(id, []).append(one)
    return {id: tuple(ones) for id, ones in found.items()}


def _happening_order(happening: Happening) -> tuple[object, ...]:
    date = happening.date
    return (date is None, date.order if date else (), happening.title)
