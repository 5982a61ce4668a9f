"""Who held which answer to each question, when, and by whose word."""

from __future__ import annotations

from generator.differences.computing import differences
from generator.differences.difference import holder_of, holds_at
from generator.facts import Briefing, StatementFact
from generator.model.registry import Person
from generator.pages.view import View, by_date, sources
from generator.words import Words


def view(briefing: Briefing, words: Words) -> View:
    questions: dict[str, list[StatementFact]] = {}
    for part in briefing.summaries:
        for fact in part.statements:
            if fact.item.question:
                questions.setdefault(fact.item.question, []).append(fact)
    names = briefing.registry.questions
    groups = [
        (
            id,
            names[id].name,
            in_time(questions[id]),
            [one for one in differences(briefing) if (one.sort, one.about) == ("position", id)],
        )
        for id in sorted(questions, key=lambda id: (names[id].name.casefold(), id))
    ]
    title, deck = words.text("positions.title"), words.text("positions.deck")
    return View(title, deck, {"groups": groups}, sources(briefing.summaries, "differences"))


def in_time(facts: list[StatementFact]) -> list[StatementFact]:
    """Positions in order of the date for which they are told, undated ones last."""
    return sorted(facts, key=lambda fact: (by_date(holds_at(fact)), fact.key, fact.anchor))


def positions_of(briefing: Briefing, actor: str) -> list[StatementFact]:
    """All positions of an actor; those of an organisation with those of its people at that date."""
    bodies = within(briefing, actor)
    found = []
    for part in briefing.summaries:
        for fact in part.statements:
            holder = holder_of(fact)
            if not fact.item.question or holder is None:
                continue
            if holder.id in bodies or _speaks_for(briefing, holder.id, bodies, fact):
                found.append(fact)
    return in_time(found)


def within(briefing: Briefing, organisation: str) -> set[str]:
    """An organisation and all that are part of it."""
    organisations, found = briefing.registry.organisations, {organisation}
    while more := {id for id, one in organisations.items() if one.part_of in found} - found:
        found |= more
    return found


def _speaks_for(briefing: Briefing, id: str, bodies: set[str], fact: StatementFact) -> bool:
    person = briefing.registry.people.get(id)
    return isinstance(person, Person) and any(
        role.organisation in bodies and role.holds_at(holds_at(fact)) for role in person.roles
    )
