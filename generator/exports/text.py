"""Rows of tables as JSON and CSV, each row by itself, and what joins them to files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from generator.exports.columns import Column, Value
from generator.exports.edition import Edition
from generator.exports.tables import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One row in every format: as `cells` for a database, as a line of CSV, as an object of JSON.

    Each is finished, so that a row that stays need not be made again with those that do not.
    """

    cells: tuple[str | None, ...]
    csv: str
    json: str


def row_of(table: Table, record: Any, edition: Edition) -> Row:
    """The row of one record of a table."""
    values = {column.name: column.value(record, edition) for column in table.columns}
    cells = tuple(flat(values[column.name], column.type) for column in table.columns)
    inside = json.dumps(values, ensure_ascii=False, indent=1).replace("\n", "\n ")
    return Row(cells, _line(cells), f" {inside}")


def as_json(value: Any) -> bytes:
    """JSON for files: readable, UTF-8, a line end at its end."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def rows_as_json(rows: Iterable[Row]) -> bytes:
    """The same of the list of all rows."""
    inside = ",\n".join(row.json for row in rows)
    return (f"[\n{inside}\n]\n" if inside else "[]\n").encode()


def rows_as_csv(columns: Iterable[Column], rows: Iterable[Row]) -> bytes:
    """RFC 4180, UTF-8, with a header; what is not known is an empty cell, and no text is empty."""
    header = _line(tuple(column.name for column in columns))
    return "".join([header, *(row.csv for row in rows)]).encode()


def _line(cells: tuple[str | None, ...]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def flat(value: Value, type: str) -> str | None:
    """A value in one cell: ids divided by a space, lines by a line end; no list is empty text."""
    if isinstance(value, tuple):
        return (" " if type == "ids" else "\n").join(value) or None
    return value


#: All rows of all tables, by the tables' names.
Rows = Mapping[str, list[Row]]
