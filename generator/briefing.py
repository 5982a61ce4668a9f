"""All that the summaries say together, and the questions that pages and exports put to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from generator.dates import Edtf
from generator.facts import (
    Actor,
    Draft,
    EventFact,
    Fact,
    Listed,
    Mark,
    NumberFact,
    QuoteFact,
    StatementFact,
    SummaryFacts,
    Tallies,
)
from generator.happenings import Happening
from generator.indexes import Indexes
from generator.model.differences import DifferenceNote
from generator.model.home import Home
from generator.model.registry import (
    Measure,
    Named,
    Organisation,
    Person,
    Place,
    Registry,
    Topic,
)
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

    `retracted` are the summaries that were withdrawn, by their ids: no view counts them. `lines`
    are those on which the items of each summary begin in its file. `mended` are the indexes of an
    earlier briefing with what has changed since, if somebody has them.

    Only where drafts are shown there are `drafts`, by their ids, and the `paths` of all pages.
    """

    summaries: tuple[SummaryFacts, ...]
    registry: Registry
    home: Home
    notes: tuple[DifferenceNote, ...] = ()
    retracted: Mapping[str, Summary] = field(default_factory=dict)
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    mended: Indexes | None = None
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()

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
        naming = sorted(self.indexes.naming.lists.items())
        return {id: parts[0].actors[id] for id, parts in naming}

    @cached_property
    def indexes(self) -> Indexes:
        """The facts by what they have in common."""
        return self.mended or Indexes.empty().with_changes((), self.summaries)

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """The events, those with a shared registry id told as one; by date, undated ones last."""
        return self.indexes.in_time

    @property
    def told_events(self) -> tuple[str, ...]:
        """The ids of the events of the registry that somebody tells."""
        return tuple(sorted(key for key in self.indexes.tellings.lists if "#" not in key))

    @query
    def tellings_of(self, event: str) -> tuple[EventFact, ...]:
        """Who tells one event of the registry."""
        return self.indexes.tellings.lists.get(event, ())

    @property
    def measured(self) -> tuple[str, ...]:
        """The ids of the measures that have any figure."""
        return tuple(sorted(self.indexes.figures.lists))

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions to which somebody holds an answer."""
        return tuple(sorted(self.indexes.answers.lists))

    @property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """How much all summaries hold together, of each sort."""
        return self.indexes.counts

    @property
    def tallies(self) -> Tallies:
        return Tallies.of(self.counts)

    @property
    def people(self) -> Mapping[str, Person]:
        return self.registry.people

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        return self.registry.organisations

    @property
    def places(self) -> Mapping[str, Place]:
        return self.registry.places

    @property
    def topics(self) -> Mapping[str, Topic]:
        return self.registry.topics

    @property
    def measures(self) -> Mapping[str, Measure]:
        return self.registry.measures

    @query
    def actor_record(self, id: str) -> Person | Organisation:
        """The record of a person or an organisation; KeyError where there is none."""
        return self.registry.actor(id)

    @query
    def of(self, key: str) -> SummaryFacts:
        """The facts of one summary; KeyError where there is none."""
        return self._parts[key]

    @query
    def draft(self, key: str) -> Draft:
        """What a draft lacks; KeyError where there is none."""
        return self.drafts[key]

    @query
    def has_page(self, path: str) -> bool:
        """Whether a page stands at a path, where that is known."""
        return path in self.paths

    @query
    def lines_of(self, key: str) -> tuple[int, ...]:
        """The lines of a summary's file on which its items begin, in the order of `items_of`.

        No fact knows its own: an edit above it is none to the pages that show it elsewhere.
        """
        return self.lines.get(key, ())

    @property
    def count(self) -> int:
        """How many summaries there are."""
        return len(self.summaries)

    @query
    def newest(self, count: int) -> tuple[SummaryFacts, ...]:
        """The summaries of the newest articles, as many as there are up to `count`."""
        return self.summaries[:count]

    @property
    def listed(self) -> tuple[Listed, ...]:
        """Where the summaries stand in a list of all, newest article first."""
        return self.indexes.listed.lists.get("", ())

    @property
    def outlets(self) -> tuple[str, ...]:
        """The ids of the outlets of the articles, sorted; an empty one where some are not known."""
        found = (key.partition(" ") for key in self.indexes.listed.lists)
        return tuple(sorted(id for word, _, id in found if word))

    @query
    def listed_from(self, outlet: str) -> tuple[Listed, ...]:
        """Where those of one outlet stand, newest article first; of an unknown one for no id."""
        return self.indexes.listed.lists.get(f"from {outlet}", ())

    @query
    def marked(self, mark: Mark) -> tuple[Fact, ...]:
        """The facts with a mark, newest article first."""
        return self.indexes.marked.lists.get(mark, ())

    @property
    def logged(self) -> tuple[str, ...]:
        """The days on which something was published of a summary that stands, as ISO has them."""
        return tuple(sorted(self.indexes.logged.lists))

    @query
    def logged_on(self, day: str) -> tuple[SummaryFacts, ...]:
        """The summaries of which something was published on a day, newest article first."""
        return self.indexes.logged.lists.get(day, ())

    @query
    def fact(self, address: str) -> Fact | None:
        """A fact by its address, `summary#item`, or None where no such one stands."""
        key, _, anchor = address.partition("#")
        part = self._parts.get(key)
        return next((fact for fact in part.facts if fact.anchor == anchor), None) if part else None

    @property
    def referred(self) -> tuple[str, ...]:
        """The records of the registry to which some summary refers, sorted."""
        return tuple(sorted(self.indexes.speaking.lists))

    @query
    def named(self, kind: str) -> tuple[str, ...]:
        """The ids of one file of the registry that some summary refers to, sorted."""
        found = (key.partition("/") for key in self.indexes.speaking.lists)
        return tuple(sorted(id for file, _, id in found if file == kind))

    @query
    def speaking_of(self, *records: str) -> tuple[SummaryFacts, ...]:
        """The summaries that refer to any of some records of the registry, newest article first.

        A record is written `places/port-au-prince`.
        """
        if len(records) == 1:
            return self.indexes.speaking.lists.get(records[0], ())
        lists = self.indexes.speaking.lists
        keys = {part.key for record in records for part in lists.get(record, ())}
        return tuple(part for part in self.summaries if part.key in keys)

    @query
    def record(self, file: str, id: str) -> Named:
        """A record of the registry; KeyError where there is none."""
        found: Named = getattr(self.registry, file)[id]
        return found

    @query
    def naming(self, actor: str) -> tuple[SummaryFacts, ...]:
        """The summaries in which some fact names an actor, oldest article first."""
        return self.indexes.naming.lists.get(actor, ())

    @query
    def happenings_with(self, actor: str) -> tuple[Happening, ...]:
        """The events in which an actor takes part, in the order of all."""
        return self.indexes.of_actors.lists.get(actor, ())

    @query
    def happenings_in(self, *places: str) -> tuple[Happening, ...]:
        """The events at any of some places, in the order of all."""
        lists = self.indexes.of_places.lists
        if len(places) == 1:
            return lists.get(places[0], ())
        found = {one for place in places for one in lists.get(place, ())}
        return tuple(sorted(found, key=lambda one: one.order))

    @query
    def figures_of(self, measure: str) -> tuple[NumberFact, ...]:
        """The figures of one measure, newest article first."""
        return self.indexes.figures.lists.get(measure, ())

    @query
    def answers_to(self, question: str) -> tuple[StatementFact, ...]:
        """The statements that answer one question, newest article first."""
        return self.indexes.answers.lists.get(question, ())

    @property
    def occasions(self) -> tuple[str, ...]:
        """The ids of the occasions on which something was said that an article quotes."""
        return tuple(sorted(self.indexes.quotes.lists))

    @query
    def quotes_on(self, occasion: str) -> tuple[QuoteFact, ...]:
        """The quotations from one occasion, oldest article first."""
        return self.indexes.quotes.lists.get(occasion, ())

    @cached_property
    def _parts(self) -> dict[str, SummaryFacts]:
        return {part.key: part for part in self.summaries}


@query
def keys_speaking_of(briefing: Briefing, record: str) -> tuple[str, ...]:
    """The ids of the summaries that refer to a record, newest article first, whatever they say."""
    return tuple(part.key for part in briefing.speaking_of(record))


@query
def keys_naming(briefing: Briefing, actor: str) -> tuple[str, ...]:
    """The ids of the summaries that name an actor, newest article first, whatever they say."""
    return tuple(part.key for part in reversed(briefing.naming(actor)))
