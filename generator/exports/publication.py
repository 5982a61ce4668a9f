"""Everything an edition is published as beside its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from generator.exports import database, dictionary
from generator.exports.dictionary import dictionary_file
from generator.exports.edition import Edition
from generator.exports.feeds import Entry, entry_of, feed_files, feed_paths
from generator.exports.file import File, make_file
from generator.exports.tables import TABLES, Table
from generator.exports.text import Row, row_of, rows_as_csv, rows_as_json
from generator.facts import SummaryFacts
from generator.words import Words


class Writer:
    """Makes rows, entries and files of an edition; one that keeps some may have them already."""

    def row(self, table: Table, record: Any, edition: Edition) -> Row:
        """The row of a record in a table."""
        return row_of(table, record, edition)

    def entry(self, part: SummaryFacts, edition: Edition) -> Entry:
        """What feeds say of a summary."""
        return entry_of(part, edition)

    def file(self, path: str, made_of: object, make: Callable[[], bytes]) -> File:
        """A file that holds what `make` makes; it rests on nothing but `made_of`."""
        return make_file(path, made_of, make)


def paths_of(edition: Edition) -> Iterator[str]:
    """The paths of all files, in the order of `files_of`, none of which is made for it."""
    for table in TABLES:
        yield from (table.csv, table.json)
    yield database.FILE.path
    yield from feed_paths(edition)
    yield dictionary.FILE.path


def files_of(
    edition: Edition, words: Words, site_name: str, writer: Writer | None = None
) -> Iterator[File]:
    """All files: a table as JSON and CSV each, the database, the feeds, and the dictionary.

    Each is made when it is asked for.
    """
    by = writer or Writer()
    rows = {
        table.name: [by.row(table, record, edition) for record in table.records(edition)]
        for table in TABLES
    }
    files = []
    for table in TABLES:
        of_table = rows[table.name]
        files.append(by.file(table.csv, of_table, partial(rows_as_csv, table.columns, of_table)))
        yield files[-1]
        files.append(by.file(table.json, of_table, partial(rows_as_json, of_table)))
        yield files[-1]
    path = database.FILE.path
    files.append(by.file(path, rows, partial(database.as_database, rows)))
    yield files[-1]
    for file in feed_files(edition, words, site_name, by.entry, by.file):
        files.append(file)
        yield file
    yield dictionary_file(rows, files)
