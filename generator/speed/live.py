"""A site that is built again and again in one process, each time from what the last one left."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from jinja2 import Environment

from generator.exports.file import File
from generator.facts import Fact, SummaryFacts
from generator.indexes import Indexes
from generator.mapping import Map, in_turn
from generator.model.content import Content
from generator.model.fields import Status
from generator.model.receipt import Receipt
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.press import Press
from generator.resolving import merge, resolve
from generator.search.shards import Searched
from generator.site import Page, Settings, Site
from generator.speed.exports import KeptExports
from generator.speed.ledger import Ledger, make_pages
from generator.speed.sameness import same, same_fields
from generator.words import Words

Told = TypeVar("Told", bound=Fact)


@dataclass(frozen=True)
class Resolved:
    """The facts of a summary, what they were resolved from, and the digests of its files."""

    summary: Summary
    receipt: Receipt | None
    registry: Registry
    part: SummaryFacts
    files: tuple[bytes | None, bytes | None]

    def says(self, summary: Summary, receipt: Receipt | None) -> bool:
        """Whether others say the same: somebody may have written a comment, or moved a line."""
        return same(self.summary, summary) and same(self.receipt, receipt)

    def is_of(self, summary: Summary, receipt: Receipt | None, registry: Registry) -> bool:
        """Whether they are of these very records: to compare what they hold would take longer."""
        same_summary = self.summary is summary and self.receipt is receipt
        return same_summary and self.registry is registry


@dataclass
class LiveSite:
    """The last build of a site; `ledger.made` tells how many of its pages it had to make.

    `map_` has its pages made, each by itself.
    """

    map_: Map = in_turn
    ledger: Ledger = field(default_factory=Ledger)
    surroundings: Hashable = None
    resolved: dict[str, Resolved] = field(default_factory=dict)
    indexes: Indexes = field(default_factory=Indexes.empty)
    exports: KeptExports = field(default_factory=KeptExports)
    searched: Searched = field(default_factory=Searched)
    files: tuple[File, ...] = ()
    press: Press | None = None
    has_old_files: bool = False
    """Whether `files` are those of a build before the last."""

    def build(
        self,
        content: Content,
        files: Mapping[str, bytes],
        settings: Settings,
        words: Words,
        environment: Environment,
        surroundings: Hashable,
        *,
        files_later: bool = False,
    ) -> Site:
        """The same as `build_site` makes; `files` holds a digest of every file of the content.

        `surroundings` stands for everything else that the pages rest on: the settings, the words,
        the layouts and the code. With `files_later`, the files for machines are those of the build
        before, where there was one, until `make_files` makes them; but none is missing that has
        come, and none is there that has gone: pages name them.
        """
        is_around = surroundings == self.surroundings
        resolved = resolve_again(content, files, "published", self.resolved)
        gone = [one.part for key, one in self.resolved.items() if not holds(resolved, key, one)]
        come = [one.part for key, one in resolved.items() if not holds(self.resolved, key, one)]
        indexes = self.indexes.with_changes(gone, come)
        briefing = merge((one.part for one in resolved.values()), content, indexes)
        press = Press(content, briefing, settings, words, environment)
        ledger = make_pages(press, self.ledger if is_around else Ledger(), self.map_)
        # all at once, and only now: a layout that fails leaves the build before as it was
        self.surroundings, self.resolved, self.indexes = surroundings, resolved, indexes
        self.ledger, self.press, self.has_old_files = ledger, press, True
        if not is_around:
            self.exports = KeptExports()
        return self._site(files_later)

    def _site(self, files_later: bool) -> Site:
        if self.has_old_files and not (files_later and self.files):
            deque(self.make_files(), maxlen=0)
        elif self.press and self.has_old_files:
            known = {file.path: file for file in self.files}
            paths = self.press.file_paths()
            if known.keys() != set(paths):
                new = self.press.new_feeds(known.keys(), KeptExports(self.exports))
                known |= {file.path: file for file in new}
                self.files = tuple(known[path] for path in paths)
        return Site(tuple(self.ledger.pages.values()), self.files)

    def make_files(self) -> Iterator[File]:
        """The files for machines of the last build, each made when it is asked for."""
        if self.press and self.has_old_files:
            exports, made = KeptExports(self.exports), []
            for file in self.press.files(exports):
                made.append(file)
                yield file
            self.exports, self.files, self.has_old_files = exports, tuple(made), False

    def state(self, entry_of: Callable[[Page], Any]) -> tuple[Any, ...]:
        """All that `restore` needs; of pages what `entry_of` says of them."""
        kept = (self.resolved, self.indexes, self.exports, self.searched)
        return (self.surroundings, *kept, state_of(self.ledger, entry_of))

    def restore(self, state: tuple[Any, ...], page_of: Callable[[Any], Page]) -> None:
        """Know what another live site knew, whose `state` it was."""
        self.surroundings, *kept, of_ledger = state
        self.resolved, self.indexes, self.exports, self.searched = kept
        self.ledger = restored(of_ledger, page_of)


def resolve_again(
    content: Content,
    files: Mapping[str, bytes],
    status: Status,
    resolved: Mapping[str, Resolved],
) -> dict[str, Resolved]:
    """The summaries of a status with their facts; `resolved` are those of the build before.

    Facts that are the same as before stay the objects that they were: a fact equals itself alone,
    and answers of the build before are held against those of this one.
    """
    found, registry = {}, content.registry
    records = _Records(registry)
    for key, summary in content.summaries.items():
        if summary.status != status:
            continue
        receipt, before = content.receipts.get(key), resolved.get(key)
        if before and before.is_of(summary, receipt, registry):
            found[key] = before
            continue
        part = resolve(key, summary, registry, receipt, content.proofs.get(key))
        made_of = (files.get(f"summaries/{key}.yml"), files.get(f"receipts/{key}.json"))
        if before:
            stands = before.files == made_of or before.says(summary, receipt)
            stands = stands and before.part.refers_to == part.refers_to
            if stands and records.are_same(part.refers_to, before.registry):
                part = before.part
            else:
                part = _with_facts_of(before.part, part)
        found[key] = Resolved(summary, receipt, registry, part, made_of)
    return found


class _Records:
    """The records of a registry, held against those of another."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[tuple[int, str], bool] = {}

    def are_same(self, records: Iterable[str], before: Registry) -> bool:
        """Whether these say the same as before; they are written `people/william-ruto`."""
        return before is self._registry or all(self._is_same(one, before) for one in records)

    def _is_same(self, record: str, before: Registry) -> bool:
        asked = (id(before), record)
        if asked not in self._known:
            file, _, id_ = record.partition("/")
            one, other = (getattr(registry, file).get(id_) for registry in (before, self._registry))
            self._known[asked] = same(one, other)
        return self._known[asked]


def _with_facts_of(before: SummaryFacts, part: SummaryFacts) -> SummaryFacts:
    """What a summary says now, with the very facts of before that it still tells as they were."""
    known = {fact.anchor: fact for fact in (*before.facts, *before.retracted)}

    def kept(facts: tuple[Told, ...]) -> tuple[Told, ...]:
        return tuple(_kept(known.get(fact.anchor), fact) for fact in facts)

    now = replace(
        part,
        statements=kept(part.statements),
        numbers=kept(part.numbers),
        quotes=kept(part.quotes),
        events=kept(part.events),
        retracted=kept(part.retracted),
    )
    if same_fields(before.card, now.card):
        vars(now)["card"] = before.card
    return now


def _kept(before: Fact | None, fact: Told) -> Told:
    return before if isinstance(before, type(fact)) and same_fields(before, fact) else fact


def state_of(ledger: Ledger, entry_of: Callable[[Page], Any]) -> tuple[Any, ...]:
    """All that `restored` needs of a ledger; of pages what `entry_of` says of them."""
    pages = {planned: entry_of(page) for planned, page in ledger.pages.items()}
    return pages, ledger.plans, ledger.asked, ledger.answers


def restored(state: tuple[Any, ...], page_of: Callable[[Any], Page]) -> Ledger:
    """The ledger whose state it was."""
    pages, *others = state
    return Ledger({planned: page_of(entry) for planned, entry in pages.items()}, *others)


def holds(resolved: Mapping[str, Resolved], key: str, one: Resolved) -> bool:
    """Whether the facts of one of them are the very ones that are there."""
    return key in resolved and resolved[key].part is one.part
