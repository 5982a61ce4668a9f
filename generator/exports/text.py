"""Tables as JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from generator.exports.columns import Value
from generator.exports.tables import Table

Rows = Sequence[Mapping[str, Value]]


def as_json(value: Any) -> bytes:
    """JSON for files: readable, UTF-8, a line end at its end."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def as_csv(table: Table, rows: Rows) -> bytes:
    """RFC 4180, UTF-8, with a header; what is not known is an empty cell, and no text is empty."""
    out = StringIO()
    names = [column.name for column in table.columns]
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([flat(row[column.name], column.type) for column in table.columns])
    return out.getvalue().encode()


def flat(value: Value, type: str) -> str | None:
    """A value in one cell: ids divided by a space, lines by a line end; no list is empty text."""
    if isinstance(value, tuple):
        return (" " if type == "ids" else "\n").join(value) or None
    return value
