"""Corrections and retractions in words, and the page that logs them with every new summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from generator.briefing import Briefing
from generator.model.claims import NOTHING, registry_files
from generator.model.fields import Certainty, Comparator, Medium
from generator.model.registry import Registry
from generator.model.summary import Event, Item, Number, Quote, Statement, Summary, items_of
from generator.pages.view import View
from generator.words import Words

_WORDED = {
    "certainty": get_args(Certainty),
    "comparator": get_args(Comparator),
    "medium": get_args(Medium),
}


@dataclass(frozen=True)
class Told:
    """What every entry of the log tells: of which summary, and of which item, if of one.

    `sort` is the letter of the item's kind and `name` what it is known by; `anchor` is empty where
    the summary was retracted, so that its page has no items. `stands` says that nothing of this
    was retracted.
    """

    date: date
    key: str
    title: str
    sort: str = ""
    name: str = ""
    anchor: str = ""
    stands: bool = False


@dataclass(frozen=True, kw_only=True)
class CorrectionTold(Told):
    """A correction with its values as readers know them."""

    field: str
    was: str
    now: str
    note: str | None


@dataclass(frozen=True, kw_only=True)
class RetractionTold(Told):
    """That an item, or a whole summary, was withdrawn, and why."""

    because: str


@dataclass
class Day:
    """What happened on one day; `id` is its heading's."""

    date: date
    id: str
    retractions: list[RetractionTold] = field(default_factory=list)
    corrections: list[CorrectionTold] = field(default_factory=list)
    added: list[Told] = field(default_factory=list)
    updated: list[Told] = field(default_factory=list)


def view(briefing: Briefing, words: Words) -> View:
    logged = days(briefing, words)
    quiet = not any(day.corrections or day.retractions for day in logged)
    values = {"days": logged, "quiet": bool(logged) and quiet}
    title, deck = words.text("changes.title"), words.text("changes.deck")
    return View(title, deck, values)


def days(briefing: Briefing, words: Words) -> list[Day]:
    """The log by days, the newest first; on one day in the order of the summaries' ids."""
    summaries = {part.key: part.summary for part in briefing.summaries} | dict(briefing.retracted)
    found: dict[date, Day] = {}

    def on(day: date) -> Day:
        return found.setdefault(day, Day(day, f"day-{day}"))

    for key, summary in sorted(summaries.items()):
        on(summary.added).added.append(Told(summary.added, key, summary.title))
        if summary.updated and summary.updated != summary.added:
            on(summary.updated).updated.append(Told(summary.updated, key, summary.title))
        for retraction in _retractions(briefing.registry, key, summary):
            on(retraction.date).retractions.append(retraction)
        for correction in corrections_of(briefing, words, key, summary):
            on(correction.date).corrections.append(correction)
    return [found[day] for day in sorted(found, reverse=True)]


def _retractions(registry: Registry, key: str, summary: Summary) -> Iterator[RetractionTold]:
    if summary.retracted:
        yield RetractionTold(
            summary.retracted.date, key, summary.title, because=summary.retracted.because
        )
        return
    for _, item in items_of(summary):
        if item.retracted:
            yield RetractionTold(
                item.retracted.date,
                key,
                summary.title,
                item.prefix,
                name_of(item, registry),
                item.anchor,
                because=item.retracted.because,
            )


def corrections_of(
    briefing: Briefing, words: Words, key: str, summary: Summary
) -> list[CorrectionTold]:
    """The corrections of a summary, the newest first."""
    items = {item.anchor: item for _, item in items_of(summary)}
    told = []
    for correction in summary.corrections:
        item = items[correction.item]
        was, now = (
            in_words(text, type(item), correction.field, briefing.registry, words)
            for text in (correction.was, correction.now)
        )
        told.append(
            CorrectionTold(
                correction.date,
                key,
                summary.title,
                item.prefix,
                name_of(item, briefing.registry),
                "" if summary.retracted else item.anchor,
                not (summary.retracted or item.retracted),
                field=correction.field,
                was=was,
                now=now,
                note=correction.note,
            )
        )
    return sorted(told, key=lambda one: one.date)[::-1]


def name_of(item: Item, registry: Registry) -> str:
    """What a reader knows an item by: its speaker, what it counts, or what it says."""
    if isinstance(item, Quote):
        return registry.actor(item.speaker).name
    if isinstance(item, Number):
        return registry.measures[item.measure].name
    if isinstance(item, Event) and item.event and not item.text:
        return registry.events[item.event].name
    return item.text or "" if isinstance(item, Event | Statement) else ""


def in_words(text: str, kind: type[Item], field: str, registry: Registry, words: Words) -> str:
    """A value that a correction records: names in place of ids, words in place of terms."""
    if text == NOTHING:
        return words.text("correction.nothing")
    if text in _WORDED.get(field, ()):
        return words.text(field, text)
    files = registry_files(kind, field)
    return ", ".join(_names(text.split(", "), files, registry)) if files else text


def _names(ids: Iterable[str], files: Iterable[str], registry: Registry) -> Iterator[str]:
    records = {
        key: record
        for file in files
        for id, record in getattr(registry, file).items()
        for key in (*record.former_ids, id)
    }
    return (records[id].name if id in records else id for id in ids)
