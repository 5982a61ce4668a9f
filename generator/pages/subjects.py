"""A place's or a topic's page, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.briefing import Briefing
from generator.facts import Subject
from generator.pages.view import View
from generator.words import Words


def named(briefing: Briefing, kind: str) -> tuple[str, ...]:
    """The ids of the `places` or `topics` that some summary names, or that contain one of them."""
    return briefing.named(kind)


def place(briefing: Briefing, words: Words, id: str) -> View:
    places = briefing.registry.places
    inside = sorted({id, *_below(briefing, id)})
    parts = briefing.speaking_of(*(f"places/{one}" for one in inside))
    values = {
        "kind_name": "place",
        "aliases": places[id].aliases,
        "within": list(_above(briefing, id)),
        "holds": [
            _subject(briefing, other)
            for other in named(briefing, "places")
            if places[other].within == id
        ],
        "happenings": briefing.happenings_in(*inside),
        "parts": parts,
    }
    name = places[id].name
    description = words.text("place.description", name=name, n=len(parts))
    return View(name, description, values)


def topic(briefing: Briefing, words: Words, id: str) -> View:
    record = briefing.registry.topics[id]
    parts = briefing.speaking_of(f"topics/{id}")
    values = {
        "kind_name": "topic",
        "aliases": record.aliases,
        "within": [],
        "holds": [],
        "happenings": [],
        "parts": parts,
    }
    description = words.text("topic.description", name=record.name, n=len(parts))
    return View(record.name, description, values)


def places(briefing: Briefing, words: Words) -> View:
    return _index(briefing, words, "place", "places")


def topics(briefing: Briefing, words: Words) -> View:
    return _index(briefing, words, "topic", "topics")


def _index(briefing: Briefing, words: Words, kind: str, key: str) -> View:
    records = getattr(briefing.registry, key)
    entries = [
        (Subject(id, kind, records[id].name), len(briefing.speaking_of(f"{key}/{id}")))
        for id in sorted(named(briefing, key), key=lambda id: (records[id].name.casefold(), id))
    ]
    title, deck = words.text(f"{key}.title"), words.text(f"{key}.deck")
    return View(title, deck, {"entries": entries, "key": key})


def _subject(briefing: Briefing, id: str) -> Subject:
    return Subject(id, "place", briefing.registry.places[id].name)


def _above(briefing: Briefing, id: str) -> Iterator[Subject]:
    upper = briefing.registry.places[id].within
    while upper:
        yield _subject(briefing, upper)
        upper = briefing.registry.places[upper].within


def _below(briefing: Briefing, id: str) -> Iterator[str]:
    for other, record in briefing.registry.places.items():
        if record.within == id:
            yield other
            yield from _below(briefing, other)
