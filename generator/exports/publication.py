"""Everything an edition is published as beside its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.exports import database
from generator.exports.dictionary import dictionary_file
from generator.exports.edition import Edition
from generator.exports.feeds import EntryMaker, entry_of, feed_files
from generator.exports.file import File
from generator.exports.tables import TABLES, Table
from generator.exports.text import Row, row_of, rows_as_csv, rows_as_json
from generator.words import Words

#: Makes the row of a record; one that keeps rows may have it already.
RowMaker = Callable[[Table, Any, Edition], Row]


def files_of(
    edition: Edition,
    words: Words,
    site_name: str,
    make_row: RowMaker = row_of,
    make_entry: EntryMaker = entry_of,
) -> Iterator[File]:
    """All files: a table as JSON and CSV each, the database, the feeds, and the dictionary.

    Each is made when it is asked for.
    """
    rows = {
        table.name: [make_row(table, record, edition) for record in table.records(edition)]
        for table in TABLES
    }
    files = []
    for table in TABLES:
        files.append(File(table.csv, rows_as_csv(table.columns, rows[table.name])))
        yield files[-1]
        files.append(File(table.json, rows_as_json(rows[table.name])))
        yield files[-1]
    files.append(File(database.FILE.path, database.as_database(rows)))
    yield files[-1]
    for file in feed_files(edition, words, site_name, make_entry):
        files.append(file)
        yield file
    yield dictionary_file(rows, files)
