"""Who held which answer to each question, when, and by whose word."""

from __future__ import annotations

from collections.abc import Iterable

from generator.briefing import Briefing, query
from generator.differences.computing import differences
from generator.differences.difference import Difference, holder_of, holds_at
from generator.facts import StatementFact
from generator.model.registry import Person
from generator.pages import listing as lists
from generator.pages.differences import with_places
from generator.pages.listing import ListKind, listing
from generator.pages.view import View, by_date
from generator.words import Words


def view(briefing: Briefing, words: Words) -> View:
    names = {id: briefing.record("questions", id).name for id in briefing.questions}
    groups = [
        (
            id,
            names[id],
            listing(briefing, ANSWERS, id),
            with_places(briefing, on_question(briefing, id)),
        )
        for id in sorted(names, key=lambda id: (names[id].casefold(), id))
    ]
    title, deck = words.text("positions.title"), words.text("positions.deck")
    return View(title, deck, {"groups": groups})


def answers(briefing: Briefing, id: str) -> list[StatementFact]:
    """The answers to one question in order of date."""
    return in_time(briefing.answers_to(id))


def held_at(fact: StatementFact) -> tuple[str, ...]:
    """Where a position belongs by the date for which it is told."""
    return lists.in_time(holds_at(fact))


ANSWERS = ListKind(
    "answers",
    lambda briefing, _, id: briefing.record("questions", id).name,
    answers,
    held_at,
    "position",
    keys=lambda briefing: briefing.questions,
)


@query
def on_question(briefing: Briefing, id: str) -> list[Difference]:
    """The differences between the answers to one question."""
    return [one for one in differences(briefing) if (one.sort, one.about) == ("position", id)]


def in_time(facts: Iterable[StatementFact]) -> list[StatementFact]:
    """Positions in order of the date for which they are told, undated ones last."""
    return sorted(facts, key=lambda fact: (by_date(holds_at(fact)), fact.key, fact.anchor))


@query
def positions_of(briefing: Briefing, actor: str) -> list[StatementFact]:
    """All positions of an actor; those of an organisation with those of its people at that date."""
    bodies, held = within(briefing, actor), held_by(briefing)
    found = [fact for body in bodies for fact in held.get(body, ())]
    for id, person in briefing.people.items():
        if id not in bodies and any(role.organisation in bodies for role in person.roles):
            found += (fact for fact in held.get(id, ()) if _speaks_for(person, bodies, fact))
    return in_time(found)


@query
def held_by(briefing: Briefing) -> dict[str, list[StatementFact]]:
    """The positions of everybody who holds any, by their ids."""
    found: dict[str, list[StatementFact]] = {}
    for question in briefing.questions:
        for fact in briefing.answers_to(question):
            if holder := holder_of(fact):
                found.setdefault(holder.id, []).append(fact)
    return found


def within(briefing: Briefing, organisation: str) -> set[str]:
    """An organisation and all that are part of it."""
    organisations, found = briefing.organisations, {organisation}
    while more := {id for id, one in organisations.items() if one.part_of in found} - found:
        found |= more
    return found


def _speaks_for(person: Person, bodies: set[str], fact: StatementFact) -> bool:
    return any(
        role.organisation in bodies and role.holds_at(holds_at(fact)) for role in person.roles
    )
