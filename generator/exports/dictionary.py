"""The data dictionary: what every table and column of the exports means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.exports.columns import TYPES
from generator.exports.file import FOLDER, File, Place
from generator.exports.tables import TABLES
from generator.exports.text import Rows, as_json

#: Its file, which also lists all others: so a folder of exports is known again.
FILE = Place("dictionary.json")


def dictionary(rows: Rows, files: Iterable[str]) -> dict[str, Any]:
    """The dictionary of all `TABLES`, with the count of their rows and the names of all files."""
    return {
        "types": TYPES,
        "tables": [
            {
                "name": table.name,
                "meaning": table.meaning,
                "rows": len(rows[table.name]),
                "key": table.columns[0].name,
                "columns": [
                    {
                        "name": column.name,
                        "type": column.type,
                        "meaning": column.meaning,
                        **({"refers_to": f"{column.refers_to}.id"} if column.refers_to else {}),
                    }
                    for column in table.columns
                ],
            }
            for table in TABLES
        ],
        "files": sorted([*files, FILE.name]),
    }


def dictionary_file(rows: Rows, files: Iterable[File]) -> File:
    names = [file.path.removeprefix(FOLDER) for file in files]
    return File(FILE.path, as_json(dictionary(rows, names)))
