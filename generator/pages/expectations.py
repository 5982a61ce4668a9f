"""What was said to come: when it was due, what came of it, and what no article tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from generator.briefing import Briefing, query
from generator.dates import Edtf
from generator.facts import AHEAD, EventFact, Fact, NumberFact
from generator.intervals import later
from generator.pages.listing import ListKind, in_time, listing
from generator.pages.view import View, by_date
from generator.words import Words

#: Whether an outcome is told; if not, whether the date for which it was due has passed.
State = Literal["overdue", "perhaps", "ahead", "undated", "told"]


@dataclass(frozen=True)
class Expectation:
    """An event or a figure that was to come, told once or several times.

    `outcomes` are tellings of the event as having happened, or later figures of the measure.
    """

    tellings: tuple[EventFact | NumberFact, ...]
    due: Edtf | None
    state: State
    outcomes: tuple[Fact, ...] = ()

    @property
    def first(self) -> EventFact | NumberFact:
        return self.tellings[0]


def view(briefing: Briefing, words: Words) -> View:
    groups = [(state, listing(briefing, EXPECTED, state)) for state in get_args(State)]
    count = sum(found.size for _, found in groups)
    values = {"groups": groups, "count": count, "as_of": briefing.as_of}
    title, deck = words.text("expectations.title"), words.text("expectations.deck")
    return View(title, deck, values)


@query
def expectations(briefing: Briefing) -> list[Expectation]:
    """Everything that was to come, by the date for which it was due."""
    found = [*_events(briefing), *_numbers(briefing)]
    return sorted(found, key=lambda one: (by_date(one.due), one.first.key, one.first.anchor))


@query
def expected(briefing: Briefing, state: State) -> list[Expectation]:
    """What was to come and is in one state."""
    return [one for one in expectations(briefing) if one.state == state]


EXPECTED = ListKind(
    "expected",
    lambda _, words, state: words.text("expected", state),
    expected,
    lambda one: in_time(one.due),
    "expectation",
    lambda one: len(one.tellings) + len(one.outcomes),
    keys=lambda _: get_args(State),
)


def _events(briefing: Briefing) -> Iterator[Expectation]:
    for happening in briefing.happenings:
        ahead = [fact for fact in happening.tellings if fact.item.certainty in AHEAD]
        if ahead:
            due = max(ahead, key=_newness).item.date
            told = tuple(fact for fact in happening.tellings if fact not in ahead)
            yield Expectation(tuple(ahead), due, _state(due, told, briefing.as_of), told)


def _numbers(briefing: Briefing) -> Iterator[Expectation]:
    for fact in briefing.marked("ahead"):
        if isinstance(fact, NumberFact):
            due = fact.item.as_of
            told = tuple(
                one for one in briefing.figures_of(fact.item.measure) if _tells_of(one, fact)
            )
            yield Expectation((fact,), due, _state(due, told, briefing.as_of), told)


def _newness(fact: EventFact) -> tuple[object, ...]:
    """Sorts tellings: the newest article that gives a date last, for it sets the date anew."""
    published = fact.summary.article.published
    known = published is not None
    return (fact.item.date is not None, known, published.order if published else (), fact.key)


def _tells_of(one: NumberFact, fact: NumberFact) -> bool:
    """Whether a figure is given as fact for the day that another was due, or later."""
    if one.item.certainty != "actual" or one.item.of != fact.item.of:
        return False
    if fact.item.as_of:
        return one.key != fact.key and one.as_of is not None and not later(fact.as_of, one.as_of)
    return later(one.as_of, fact.as_of)


def _state(due: Edtf | None, told: tuple[Fact, ...], as_of: Edtf | None) -> State:
    if told:
        return "told"
    if due is None or as_of is None:
        return "undated"
    if later(as_of, due):
        return "overdue"
    if later(due, as_of):
        return "ahead"
    return "perhaps" if due.latest else "undated"
