"""Exports kept as long as what they are made of stays: rows, entries of feeds, and whole files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.exports.edition import Edition
from generator.exports.feeds import Entry
from generator.exports.file import File
from generator.exports.publication import Writer
from generator.exports.tables import Table
from generator.exports.text import Row
from generator.facts import Fact, SummaryFacts
from generator.speed.cache import stored_file

#: The tables whose rows rest on one summary alone and on the records that it refers to.
OF_SUMMARIES = frozenset(
    {"summaries", "quotes", "numbers", "events", "statements", "participants", "grounds"}
)


class KeptExports(Writer):
    """Makes what a `Writer` makes, and takes from `before` what is made of the same."""

    def __init__(self, before: KeptExports | None = None) -> None:
        self._rows_before = before._rows if before else {}
        self._rows: dict[tuple[str, str, str], tuple[SummaryFacts, Row]] = {}
        self._entries_before = before._entries if before else {}
        self._entries: dict[SummaryFacts, Entry] = {}
        self._files_before = before._files if before else {}
        self._files: dict[str, tuple[object, File | str]] = {}
        """What each file is made of, with the file, or from another process with its digest."""

    def __getstate__(self) -> dict[str, Any]:
        kept = {
            path: (made_of, file if isinstance(file, str) else file.digest)
            for path, (made_of, file) in self._files.items()
        }
        before: dict[str, Any] = {"_rows_before": {}, "_entries_before": {}, "_files_before": {}}
        return {**before, "_rows": self._rows, "_entries": self._entries, "_files": kept}

    def row(self, table: Table, record: Any, edition: Edition) -> Row:
        key = _key(record) if table.name in OF_SUMMARIES else ""
        if not key or key in edition.briefing.retracted:
            return super().row(table, record, edition)
        part, address = edition.briefing.of(key), (table.name, key, _place(record))
        before, row = self._rows_before.get(address, (None, None))
        if row is None or before is not part:
            row = super().row(table, record, edition)
        self._rows[address] = (part, row)
        return row

    def entry(self, part: SummaryFacts, edition: Edition) -> Entry:
        entry = self._entries_before.get(part) or super().entry(part, edition)
        self._entries[part] = entry
        return entry

    def file(self, path: str, made_of: object, make: Callable[[], bytes]) -> File:
        before, known = self._files_before.get(path, (None, ""))
        if before != made_of:
            file = super().file(path, made_of, make)
        else:
            file = stored_file(path, known, lambda _: make()) if isinstance(known, str) else known
        self._files[path] = (made_of, file)
        return file


def _key(record: Any) -> str:
    """The id of the summary to which a record belongs."""
    return str(record[0]) if isinstance(record, tuple) else str(record.key)


def _place(record: Any) -> str:
    """What tells a record from the others of its table and summary."""
    if isinstance(record, Fact):
        return record.anchor
    return "" if isinstance(record, tuple) else str(record.place)
