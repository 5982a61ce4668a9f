"""A person's or an organisation's page, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from generator.facts import Actor, Briefing, Role
from generator.model.registry import Person
from generator.pages.positions import positions_of
from generator.pages.view import View, by_date, by_name, sources, tells_of
from generator.words import Words


def view(briefing: Briefing, words: Words, id: str) -> View:
    actor, record = briefing.actors[id], briefing.registry.actor(id)
    parts, positions = tells_of(briefing, id), positions_of(briefing, id)
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
        "happenings": [
            happening
            for happening in briefing.happenings
            if any(actor in fact.who for fact in happening.tellings)
        ],
        "members": [] if isinstance(record, Person) else members(briefing, id),
        "parts": parts,
    }
    description = words.text("actor.description", name=actor.name, n=len(parts))
    kind = "people" if actor.kind == "person" else "organisations"
    positioned = {fact.key for fact in positions}
    named = f"{kind}/{id}"
    others = [
        part for part in briefing.summaries if part.key in positioned or named in part.refers_to
    ]
    return View(actor.name, description, values, sources(others, named))


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
            parts = tells_of(briefing, actor.id)
            roles = [role for part in parts for role in part.who if role.actor == actor]
            quotes = sum(fact.speaker == actor for part in parts for fact in part.quotes)
            entries.append(
                {
                    "actor": actor,
                    "role": roles[-1].role if roles else None,
                    "articles": len(parts),
                    "quotes": quotes,
                }
            )
    values = {"entries": entries, "kind": key}
    title, deck = words.text(f"{key}.title"), words.text(f"{key}.deck")
    return View(title, deck, values, sources(briefing.summaries))
