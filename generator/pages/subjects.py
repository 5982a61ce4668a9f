"""A place's or a topic's page, and the lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator.briefing import Briefing
from generator.facts import Card, Subject
from generator.happenings import Happening
from generator.pages.listing import (
    ListKind,
    listing,
    tellings_in,
    when_happening,
    when_published,
)
from generator.pages.view import View, cards_speaking_of
from generator.words import Words


def named(briefing: Briefing, kind: str) -> tuple[str, ...]:
    """The ids of the `places` or `topics` that some summary names, or that contain one of them."""
    return briefing.named(kind)


def place(briefing: Briefing, words: Words, id: str) -> View:
    places = briefing.places
    parts = listing(briefing, PLACE_ARTICLES, id)
    values = {
        "kind_name": "place",
        "aliases": places[id].aliases,
        "within": list(_above(briefing, id)),
        "holds": [
            _subject(briefing, other)
            for other in named(briefing, "places")
            if places[other].within == id
        ],
        "happenings": listing(briefing, PLACE_EVENTS, id),
        "parts": parts,
    }
    name = places[id].name
    description = words.text("place.description", name=name, n=parts.size)
    return View(name, description, values)


def _inside(briefing: Briefing, id: str) -> list[str]:
    """A place and all that lie in it."""
    return sorted({id, *_below(briefing, id)})


def _articles_on_place(briefing: Briefing, id: str) -> list[Card]:
    return cards_speaking_of(briefing, *(f"places/{one}" for one in _inside(briefing, id)))


def _events_in_place(briefing: Briefing, id: str) -> tuple[Happening, ...]:
    return briefing.happenings_in(*_inside(briefing, id))


def _articles_on_topic(briefing: Briefing, id: str) -> list[Card]:
    return cards_speaking_of(briefing, f"topics/{id}")


def _titled(briefing: Briefing, words: Words, id: str, *, of: str, file: str) -> str:
    return words.text("list", of, name=briefing.record(file, id).name)


def _articles(file: str, entries: Callable[..., Sequence[Card]]) -> ListKind:
    titled = partial(_titled, of="articles", file=file)
    return ListKind("articles", titled, entries, when_published, "article", newest_first=True)


PLACE_EVENTS = ListKind(
    "events",
    partial(_titled, of="events", file="places"),
    _events_in_place,
    when_happening,
    "event",
    tellings_in,
)
PLACE_ARTICLES = _articles("places", _articles_on_place)
TOPIC_ARTICLES = _articles("topics", _articles_on_topic)


def topic(briefing: Briefing, words: Words, id: str) -> View:
    record = briefing.topics[id]
    parts = listing(briefing, TOPIC_ARTICLES, id)
    values: dict[str, object] = {
        "kind_name": "topic",
        "aliases": record.aliases,
        "within": [],
        "holds": [],
        "happenings": None,
        "parts": parts,
    }
    description = words.text("topic.description", name=record.name, n=parts.size)
    return View(record.name, description, values)


def places(briefing: Briefing, words: Words) -> View:
    return _index(briefing, words, "place", "places")


def topics(briefing: Briefing, words: Words) -> View:
    return _index(briefing, words, "topic", "topics")


def _index(briefing: Briefing, words: Words, kind: str, key: str) -> View:
    records = getattr(briefing, key)
    entries = [
        (Subject(id, kind, records[id].name), len(cards_speaking_of(briefing, f"{key}/{id}")))
        for id in sorted(named(briefing, key), key=lambda id: (records[id].name.casefold(), id))
    ]
    title, deck = words.text(f"{key}.title"), words.text(f"{key}.deck")
    return View(title, deck, {"entries": entries, "key": key})


def _subject(briefing: Briefing, id: str) -> Subject:
    return Subject(id, "place", briefing.places[id].name)


def _above(briefing: Briefing, id: str) -> Iterator[Subject]:
    upper = briefing.places[id].within
    while upper:
        yield _subject(briefing, upper)
        upper = briefing.places[upper].within


def _below(briefing: Briefing, id: str) -> Iterator[str]:
    for other, record in briefing.places.items():
        if record.within == id:
            yield other
            yield from _below(briefing, other)
