"""Rows and entries of the exports, kept for as long as the summary stays that they are made of."""

from __future__ import annotations

from typing import Any

from generator.exports.edition import Edition
from generator.exports.feeds import Entry, entry_of
from generator.exports.tables import Table
from generator.exports.text import Row, row_of
from generator.facts import Fact, SummaryFacts

#: The tables whose rows rest on one summary alone and on the records that it refers to.
OF_SUMMARIES = frozenset(
    {"summaries", "quotes", "numbers", "events", "statements", "participants", "grounds"}
)


class KeptRows:
    """Makes rows as `row_of` does, and takes from `before` those of summaries that are the same."""

    def __init__(self, before: KeptRows | None = None) -> None:
        self._before = before._rows if before else {}
        self._rows: dict[tuple[str, str, str], tuple[SummaryFacts, Row]] = {}
        self._entries_before = before._entries if before else {}
        self._entries: dict[SummaryFacts, Entry] = {}

    def __call__(self, table: Table, record: Any, edition: Edition) -> Row:
        key = _key(record) if table.name in OF_SUMMARIES else ""
        if not key or key in edition.briefing.retracted:
            return row_of(table, record, edition)
        part, address = edition.briefing.of(key), (table.name, key, _place(record))
        before, row = self._before.get(address, (None, None))
        if row is None or before is not part:
            row = row_of(table, record, edition)
        self._rows[address] = (part, row)
        return row

    def entry(self, part: SummaryFacts, edition: Edition) -> Entry:
        """Makes an entry as `entry_of` does, or has it already."""
        entry = self._entries_before.get(part) or entry_of(part, edition)
        self._entries[part] = entry
        return entry


def _key(record: Any) -> str:
    """The id of the summary to which a record belongs."""
    return str(record[0]) if isinstance(record, tuple) else str(record.key)


def _place(record: Any) -> str:
    """What tells a record from the others of its table and summary."""
    if isinstance(record, Fact):
        return record.anchor
    return "" if isinstance(record, tuple) else str(record.place)
