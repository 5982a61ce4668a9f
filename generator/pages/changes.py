"""Corrections and retractions in words, and the page that logs them with every new summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from generator.briefing import Briefing, query
from generator.model.claims import NOTHING, registry_files
from generator.model.fields import Certainty, Comparator, Medium
from generator.model.registry import Registry
from generator.model.summary import (
    Correction,
    Event,
    Item,
    Number,
    Quote,
    Statement,
    Summary,
    items_of,
)
from generator.pages.listing import ROOM, ListKind, titled, worded
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
    """What happened on one day; `id` is its heading's.

    `corrections` are by the ids of their summaries, each by its number there.
    """

    date: date
    id: str
    retractions: list[RetractionTold] = field(default_factory=list)
    corrections: list[tuple[str, int]] = field(default_factory=list)
    added: list[Told] = field(default_factory=list)
    updated: list[Told] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(len(getattr(self, name)) for name in _ENTRIES)


_ENTRIES = ("retractions", "corrections", "added", "updated")


def day_in_words(briefing: Briefing, words: Words, day: Day) -> tuple[Day, list[CorrectionTold]]:
    """A day with its corrections as readers know their values."""
    told = (_summary(briefing, key) for key, _ in day.corrections)
    return day, [
        correction_told(briefing, words, key, summary, summary.corrections[number])
        for (key, number), summary in zip(day.corrections, told, strict=True)
    ]


def _summary(briefing: Briefing, key: str) -> Summary:
    withdrawn = briefing.retracted.get(key)
    return withdrawn or briefing.of(key).summary


def view(briefing: Briefing, words: Words) -> View:
    logged = worded(briefing, words, DAYS)
    values = {"days": logged, "quiet": bool(logged.size) and not corrected(briefing)}
    title, deck = words.text("changes.title"), words.text("changes.deck")
    return View(title, deck, values)


@query
def corrected(briefing: Briefing) -> bool:
    """Whether anything was ever corrected or retracted."""
    return any(day.corrections or day.retractions for day in days(briefing))


@query
def days(briefing: Briefing) -> list[Day]:
    """The log by days, the newest first; a day with more than a page holds is several."""
    withdrawn = {day.isoformat() for one in briefing.retracted.values() for day in one.days}
    found = sorted({*briefing.logged, *withdrawn}, reverse=True)
    return [part for day in found for part in on_day(briefing, day)]


@query
def on_day(briefing: Briefing, day: str) -> list[Day]:
    """The log of one day, in the order of the summaries' ids, in parts that a page has room for."""
    found = Day(date.fromisoformat(day), f"day-{day}")
    summaries = {part.key: part.summary for part in briefing.logged_on(day)}
    summaries |= {key: one for key, one in briefing.retracted.items() if found.date in one.days}
    for key, summary in sorted(summaries.items()):
        told = Told(found.date, key, summary.title)
        if summary.added == found.date:
            found.added.append(told)
        elif summary.updated == found.date:
            found.updated.append(told)
        found.retractions += (
            one for one in _retractions(briefing.registry, key, summary) if one.date == found.date
        )
        numbered = list(enumerate(summary.corrections))[::-1]
        found.corrections += ((key, number) for number, one in numbered if one.date == found.date)
    return list(_parts(found))


def _parts(day: Day) -> Iterator[Day]:
    entries = [(name, one) for name in _ENTRIES for one in getattr(day, name)]
    for number, start in enumerate(range(0, len(entries), ROOM), 1):
        part = Day(day.date, f"{day.id}-part-{number}" if number > 1 else day.id)
        for name, one in entries[start : start + ROOM]:
            getattr(part, name).append(one)
        yield part


DAYS = ListKind(
    "days",
    titled("changes.title"),
    days,
    lambda day: (str(day.date.year), str(day.date)[:7], str(day.date)),
    "day",
    lambda day: day.size,
    newest_first=True,
    in_words=day_in_words,
)


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
    told = [correction_told(briefing, words, key, summary, one) for one in summary.corrections]
    return sorted(told, key=lambda one: one.date)[::-1]


def correction_told(
    briefing: Briefing, words: Words, key: str, summary: Summary, correction: Correction
) -> CorrectionTold:
    """A correction with its values as readers know them."""
    item = next(item for _, item in items_of(summary) if item.anchor == correction.item)
    was, now = (
        in_words(text, type(item), correction.field, briefing.registry, words)
        for text in (correction.was, correction.now)
    )
    return CorrectionTold(
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


def name_of(item: Item, registry: Registry) -> str:
    """What a reader knows an item by: its speaker, what it counts, or what it says."""
    if isinstance(item, Quote):
        return registry.actor(str(item.speaker)).name
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
