"""A person's or an organisation's page, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from generator.briefing import Briefing, query
from generator.facts import Actor, Role
from generator.model.registry import Person
from generator.pages.positions import positions_of
from generator.pages.view import View, by_date, by_name
from generator.words import Words


def view(briefing: Briefing, words: Words, id: str) -> View:
    actor, record = briefing.actors[id], briefing.registry.actor(id)
    parts, positions = briefing.naming(id), positions_of(briefing, id)
    quotes = [fact for part in parts for fact in part.quotes if fact.speaker.id == id]
    statements = [fact for part in parts for fact in part.statements if fact.by == actor]
    values = {
        "actor": actor,
        "aliases": record.aliases,
        "roles": spells(role for part in parts for role in part.who if role.actor == actor),
        "statements": statements,
        "quotes": sorted(quotes, key=lambda fact: by_date(fact.date)),
        "positions": positions,
        "numbers": [fact for part in parts for fact in part.numbers if fact.by == actor],
        "happenings": briefing.happenings_with(id),
        "members": [] if isinstance(record, Person) else members(briefing, id),
        "parts": parts,
    }
    description = words.text("actor.description", name=actor.name, n=len(parts))
    return View(actor.name, description, values)


def spells(roles: Iterable[Role]) -> list[tuple[str | None, list[Role]]]:
    """The roles in order of date, with those that stay the same from article to article as one."""
    return [(role, list(same)) for role, same in groupby(roles, key=lambda entry: entry.role)]


def members(briefing: Briefing, organisation: str) -> list[Actor]:
    """The people whom the registry gives a role in an organisation."""
    return [
        briefing.actors[id]
        for id, person in briefing.registry.people.items()
        if id in briefing.actors and any(role.organisation == organisation for role in person.roles)
    ]


def people(briefing: Briefing, words: Words) -> View:
    return _index(briefing, words, "person", "people")


def organisations(briefing: Briefing, words: Words) -> View:
    return _index(briefing, words, "organisation", "organisations")


def _index(briefing: Briefing, words: Words, kind: str, key: str) -> View:
    entries = []
    for actor in sorted(briefing.actors.values(), key=by_name):
        if actor.kind == kind:
            role, quotes = newest_role(briefing, actor.id), quoted(briefing, actor.id)
            entries.append(
                {
                    "actor": actor,
                    "role": role.role if role else None,
                    "articles": len(briefing.naming(actor.id)),
                    "quotes": quotes,
                }
            )
    values = {"entries": entries, "kind": key}
    title, deck = words.text(f"{key}.title"), words.text(f"{key}.deck")
    return View(title, deck, values)


@query
def newest_role(briefing: Briefing, id: str) -> Role | None:
    """How the newest article that lists an actor among those who take part gives their role."""
    roles = (role for part in reversed(briefing.naming(id)) for role in reversed(part.who))
    return next((role for role in roles if role.actor.id == id), None)


@query
def quoted(briefing: Briefing, id: str) -> int:
    """How many quotations of an actor there are."""
    return sum(fact.speaker.id == id for part in briefing.naming(id) for fact in part.quotes)
