"""A person's or an organisation's page, and the lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from generator.briefing import Briefing, query
from generator.facts import Actor, NumberFact, QuoteFact, Role, StatementFact
from generator.model.registry import Person
from generator.pages.listing import (
    BESIDE_OTHERS,
    ListKind,
    in_time,
    listing,
    tellings_in,
    when_happening,
    when_published,
)
from generator.pages.positions import held_at, positions_of
from generator.pages.view import View, by_date, by_name, cards_naming
from generator.words import Words

#: How many articles stand beneath a role that stays the same over many.
ROLES = 6


def view(briefing: Briefing, words: Words, id: str) -> View:
    actor, record = briefing.actors[id], briefing.actor_record(id)
    parts = listing(briefing, ARTICLES, id)
    values = {
        "actor": actor,
        "aliases": record.aliases,
        "roles": listing(briefing, SPELLS, id),
        "spell": ROLES,
        "statements": listing(briefing, STATEMENTS, id),
        "quotes": listing(briefing, QUOTES, id),
        "positions": listing(briefing, POSITIONS, id),
        "numbers": listing(briefing, NUMBERS, id),
        "happenings": listing(briefing, EVENTS, id),
        "members": [] if isinstance(record, Person) else members(briefing, id),
        "parts": parts,
    }
    description = words.text("actor.description", name=actor.name, n=parts.size)
    return View(actor.name, description, values)


@query
def quotes_of(briefing: Briefing, id: str) -> list[QuoteFact]:
    """The quotations of an actor in order of date."""
    parts = briefing.naming(id)
    quotes = [fact for part in parts for fact in part.quotes if fact.speaker.id == id]
    return sorted(quotes, key=lambda fact: by_date(fact.date))


@query
def statements_of(briefing: Briefing, id: str) -> list[StatementFact]:
    """The statements that an actor makes, oldest article first."""
    parts = briefing.naming(id)
    return [fact for part in parts for fact in part.statements if fact.by and fact.by.id == id]


@query
def numbers_of(briefing: Briefing, id: str) -> list[NumberFact]:
    """The figures that an actor gives, oldest article first."""
    parts = briefing.naming(id)
    return [fact for part in parts for fact in part.numbers if fact.by and fact.by.id == id]


@query
def spells_of(briefing: Briefing, id: str) -> list[tuple[str | None, list[Role]]]:
    """The roles of an actor, oldest article first."""
    roles = (role for part in briefing.naming(id) for role in part.who if role.actor.id == id)
    return spells(roles)


def spells(roles: Iterable[Role]) -> list[tuple[str | None, list[Role]]]:
    """The roles in order of date, with those that stay the same from article to article as one."""
    return [(role, list(same)) for role, same in groupby(roles, key=lambda entry: entry.role)]


def _titled(briefing: Briefing, words: Words, id: str, *, of: str) -> str:
    return words.text("list", of, name=briefing.actors[id].name)


def _list(
    name: str,
    entries: Callable[..., Sequence[Any]],
    places: Callable[[Any], tuple[str, ...]],
    form: str,
    weigh: Callable[[Any], int] = lambda _: 1,
) -> ListKind:
    titled = partial(_titled, of=name)
    return ListKind(name, titled, entries, places, form, weigh, shown=BESIDE_OTHERS)


def _spell_in_time(spell: tuple[str | None, list[Role]]) -> tuple[str, ...]:
    return in_time(spell[1][0].summary.article.published)


def when_said(fact: QuoteFact) -> tuple[str, ...]:
    """Where a quotation belongs by its date, or else by that of its article."""
    return in_time(fact.date or fact.summary.article.published)


SPELLS = _list("roles", spells_of, _spell_in_time, "spell", lambda spell: min(len(spell[1]), ROLES))
QUOTES = _list("quotes", quotes_of, when_said, "quote")
POSITIONS = _list("positions", positions_of, held_at, "position")
STATEMENTS = _list("statements", statements_of, when_published, "statement")
NUMBERS = _list("numbers", numbers_of, when_published, "number")
EVENTS = _list("events", Briefing.happenings_with, when_happening, "event", tellings_in)
ARTICLES = _list("articles", cards_naming, when_published, "article")
LISTS = (SPELLS, QUOTES, POSITIONS, STATEMENTS, NUMBERS, EVENTS, ARTICLES)


def members(briefing: Briefing, organisation: str) -> list[Actor]:
    """The people whom the registry gives a role in an organisation."""
    return [
        briefing.actors[id]
        for id, person in briefing.people.items()
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
            role = newest_role(briefing, actor.id)
            entries.append(
                {
                    "actor": actor,
                    "role": role.role if role else None,
                    "articles": len(cards_naming(briefing, actor.id)),
                    "quotes": quoted(briefing, actor.id),
                }
            )
    values = {"entries": entries}
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
