"""Pages of drafts beside a live site: a save makes no more of them than it changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.configuration import Configuration
from generator.facts import Draft, SummaryFacts
from generator.indexes import Indexes
from generator.mapping import Map
from generator.planning import DRAFT_KINDS, plan
from generator.press import draft_press
from generator.reading import Reading
from generator.resolving import merge, with_proposed
from generator.site import Page
from generator.speed.ledger import Ledger, make_pages
from generator.speed.live import LiveSite, Resolved, resolve_again, restored, state_of
from generator.speed.texts import TEXT, looks_of
from generator.texts import Texts
from generator.unfinished import unfinished

#: Digest of the draft's file, look of its text, and its facts, in which lies what it refers to.
_MadeOf = tuple[bytes, bytes, SummaryFacts]
#: What a draft lacks, and what that rests on.
_Examined = tuple[_MadeOf, Draft]


@dataclass
class LiveDrafts:
    """The drafts as they were last shown; `ledger.made` tells how many pages that took.

    `examined` holds what each lacks, with what that rests on; `looks` how the texts looked against
    which they were held, by their names behind `TEXT`. `indexes` are those of `parts`, the facts of
    published summaries and drafts together.
    """

    ledger: Ledger = field(default_factory=Ledger)
    surroundings: Hashable = None
    resolved: dict[str, Resolved] = field(default_factory=dict)
    examined: dict[str, _Examined] = field(default_factory=dict)
    looks: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, SummaryFacts] = field(default_factory=dict)
    indexes: Indexes | None = None

    def build(
        self,
        live: LiveSite,
        reading: Reading,
        files: Mapping[str, bytes],
        chosen: Configuration,
        surroundings: Hashable,
    ) -> tuple[Page, ...]:
        """The pages of all drafts, beside those that `live` has just built of the same content.

        `files` holds a digest of every file of the content; `surroundings` stands for all else that
        the pages rest on.
        """
        content, press = reading.content, live.press
        if press is None:
            raise RuntimeError("nothing was made that drafts could stand beside")
        resolved = resolve_again(content, files, "draft", self.resolved)
        self._examine(reading, files, chosen.articles, resolved, live.map_)
        parts = {key: one.part for key, one in (*live.resolved.items(), *resolved.items())}
        self._index(live, parts)
        briefing = replace(
            merge(parts.values(), with_proposed(content), self.indexes),
            drafts={key: draft for key, (_, draft) in self.examined.items()},
        )
        pages = (planned.path for planned in (*live.ledger.pages, *plan(briefing, {}, DRAFT_KINDS)))
        drafts = draft_press(press, replace(briefing, paths=frozenset(pages)), chosen.edit_address)
        before = self.ledger if surroundings == self.surroundings else Ledger()
        self.ledger = make_pages(drafts, before)
        self.surroundings, self.resolved = surroundings, resolved
        return tuple(self.ledger.pages.values())

    def _index(self, live: LiveSite, parts: dict[str, SummaryFacts]) -> None:
        """Know the facts of all by what they have in common, mended since the build before."""
        drafts = [part for key, part in parts.items() if key not in live.resolved]
        if self.indexes is None or not drafts:
            self.indexes = live.indexes.with_changes((), drafts)
        else:
            gone = [part for key, part in self.parts.items() if parts.get(key) is not part]
            come = [part for key, part in parts.items() if self.parts.get(key) is not part]
            self.indexes = self.indexes.with_changes(gone, come)
        self.parts = parts

    def _examine(
        self,
        reading: Reading,
        files: Mapping[str, bytes],
        folder: Path,
        resolved: Mapping[str, Resolved],
        map_: Map,
    ) -> None:
        """Know what each draft lacks, as long as it, its text or what it refers to differ."""
        summaries, texts = reading.content.summaries, Texts(folder)
        names = {key: texts.name_for(key, summaries[key]) for key in resolved}
        self.looks = looks_of((f"{TEXT}{name}" for name in names.values()), folder)
        known: dict[str, _Examined] = {}
        anew: dict[str, _MadeOf] = {}
        for key, one in resolved.items():
            digest, look = files[f"summaries/{key}.yml"], self.looks[f"{TEXT}{names[key]}"]
            made_of, before = (digest, look, one.part), self.examined.get(key)
            if before and before[0][:2] == made_of[:2] and before[0][2] is one.part:
                known[key] = before
            else:
                anew[key] = made_of
        for draft in unfinished(reading, [*anew], texts, map_):
            known[draft.key] = (anew[draft.key], draft)
        self.examined = {key: known[key] for key in resolved}

    def state(self, entry_of: Callable[[Page], Any]) -> tuple[Any, ...]:
        """All that `restore` needs; of pages what `entry_of` says of them."""
        of_ledger = state_of(self.ledger, entry_of)
        return self.surroundings, self.resolved, self.examined, self.looks, of_ledger

    def restore(self, state: tuple[Any, ...], page_of: Callable[[Any], Page]) -> None:
        """Know what others knew, whose `state` it was."""
        self.surroundings, self.resolved, self.examined, self.looks, of_ledger = state
        self.ledger = restored(of_ledger, page_of)
