"""Everything an edition is published as beside its pages."""

from __future__ import annotations

from generator.exports import database
from generator.exports.dictionary import dictionary_file
from generator.exports.edition import Edition
from generator.exports.feeds import feed_files
from generator.exports.file import File
from generator.exports.tables import TABLES
from generator.exports.text import as_csv, as_json
from generator.words import Words


def files_of(edition: Edition, words: Words, site_name: str) -> tuple[File, ...]:
    """All files: a table as JSON and CSV each, the database, the feeds, and the dictionary."""
    rows = {table.name: table.rows(edition) for table in TABLES}
    files = [
        file
        for table in TABLES
        for file in (
            File(table.csv, as_csv(table, rows[table.name])),
            File(table.json, as_json(rows[table.name])),
        )
    ]
    files.append(File(database.FILE.path, database.as_database(rows)))
    files += feed_files(edition, words, site_name)
    return (*files, dictionary_file(rows, files))
