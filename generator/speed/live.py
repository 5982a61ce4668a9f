"""A site that is built again and again in one process, each time from what the last one left."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from jinja2 import Environment

from generator.exports.file import File
from generator.facts import Card, Fact, SummaryFacts
from generator.indexes import Indexes
from generator.mapping import Map, in_turn
from generator.model.content import Content
from generator.model.receipt import Receipt
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.press import Press
from generator.resolving import merge, resolve
from generator.site import Page, Settings, Site
from generator.speed.fingerprint import Fingerprints
from generator.speed.ledger import Ledger, make_pages
from generator.speed.rows import KeptRows
from generator.words import Words

Told = TypeVar("Told", bound=Fact)


@dataclass(frozen=True)
class _Resolved:
    """The facts of a summary, what they were resolved from, and their fingerprint."""

    summary: Summary
    receipt: Receipt | None
    registry: Registry
    part: SummaryFacts
    print: bytes = b""

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
    resolved: dict[str, _Resolved] = field(default_factory=dict)
    facts: dict[Fact | Card, bytes] = field(default_factory=dict)
    indexes: Indexes = field(default_factory=Indexes.empty)
    rows: KeptRows = field(default_factory=KeptRows)
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
        before, where there was one, until `make_files` makes them.
        """
        same = surroundings == self.surroundings
        resolved, fingerprints = self._resolve(content, files)
        gone = [one.part for key, one in self.resolved.items() if not _holds(resolved, key, one)]
        come = [one.part for key, one in resolved.items() if not _holds(self.resolved, key, one)]
        indexes = self.indexes.with_changes(gone, come)
        briefing = merge((one.part for one in resolved.values()), content, indexes)
        press = Press(content, briefing, settings, words, environment)
        before = self.ledger if same else Ledger()
        ledger = make_pages(press, fingerprints, before, self.map_)
        # all at once, and only now: a layout that fails leaves the build before as it was
        self.surroundings, self.resolved, self.indexes = surroundings, resolved, indexes
        self.ledger, self.press, self.has_old_files = ledger, press, True
        if not same:
            self.rows = KeptRows()
        self._forget(gone, come)
        return self._site(files_later)

    def _site(self, files_later: bool) -> Site:
        if self.has_old_files and not (files_later and self.files):
            deque(self.make_files(), maxlen=0)
        return Site(tuple(self.ledger.pages.values()), self.files)

    def make_files(self) -> Iterator[File]:
        """The files for machines of the last build, each made when it is asked for."""
        if self.press and self.has_old_files:
            rows, made = KeptRows(self.rows), []
            for file in self.press.files(rows, rows.entry):
                made.append(file)
                yield file
            self.rows, self.files, self.has_old_files = rows, tuple(made), False

    def state(self, entry_of: Callable[[Page], Any]) -> tuple[Any, ...]:
        """All that `restore` needs; of pages what `entry_of` says of them."""
        ledger = self.ledger
        pages = {planned: entry_of(page) for planned, page in ledger.pages.items()}
        of_ledger = (pages, ledger.plans, ledger.asked, ledger.answers, ledger.values)
        return (self.surroundings, self.resolved, self.indexes, self.facts, self.rows, of_ledger)

    def restore(self, state: tuple[Any, ...], page_of: Callable[[Any], Page]) -> None:
        """Know what another live site knew, whose `state` it was."""
        (self.surroundings, self.resolved, self.indexes, self.facts, self.rows, of_ledger) = state
        pages, *others = of_ledger
        pages = {planned: page_of(entry) for planned, entry in pages.items()}
        self.ledger = Ledger(pages, *others)

    def _forget(self, gone: Iterable[SummaryFacts], come: Iterable[SummaryFacts]) -> None:
        """Let go of the fingerprints of facts that there are no more."""
        kept = {fact for part in come for fact in (*part.facts, *part.retracted)}
        for part in gone:
            of_part: tuple[Fact | Card, ...] = (*part.facts, *part.retracted, part.card)
            for fact in of_part:
                if fact not in kept:
                    self.facts.pop(fact, None)

    def _resolve(
        self, content: Content, files: Mapping[str, bytes]
    ) -> tuple[dict[str, _Resolved], Fingerprints]:
        """The published summaries with their facts, and what knows their fingerprints.

        Facts that are the same as before stay the objects that they were: a fact equals itself
        alone, and answers of the build before are held against those of this one.
        """
        found, before, registry = {}, self.resolved, content.registry
        for key, summary in content.summaries.items():
            if summary.status == "published":
                receipt = content.receipts.get(key)
                if key in before and before[key].is_of(summary, receipt, registry):
                    found[key] = before[key]
                else:
                    proofs = content.proofs.get(key)
                    part = resolve(key, summary, registry, receipt, proofs)
                    found[key] = _Resolved(summary, receipt, registry, part)
        parts = {key: one.part for key, one in found.items()}
        fingerprints = Fingerprints(files, parts, registry, self.facts)
        for key, one in found.items():
            if not one.print:
                known = fingerprints.summary(key)
                part = one.part
                if key in before:
                    old = before[key]
                    same = old.print == known
                    part = old.part if same else _with_facts_of(old.part, part, fingerprints)
                found[key] = _Resolved(one.summary, one.receipt, registry, part, known)
        return found, fingerprints


def _with_facts_of(
    before: SummaryFacts, part: SummaryFacts, fingerprints: Fingerprints
) -> SummaryFacts:
    """What a summary says now, with the very facts of before that it still tells as they were."""
    known = {fact.anchor: fact for fact in (*before.facts, *before.retracted)}

    def kept(facts: tuple[Told, ...]) -> tuple[Told, ...]:
        return tuple(fingerprints.same(known.get(fact.anchor), fact) for fact in facts)

    return replace(
        part,
        statements=kept(part.statements),
        numbers=kept(part.numbers),
        quotes=kept(part.quotes),
        events=kept(part.events),
        retracted=kept(part.retracted),
    )


def _holds(resolved: Mapping[str, _Resolved], key: str, one: _Resolved) -> bool:
    return key in resolved and resolved[key].part is one.part
