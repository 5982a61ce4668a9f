"""All tables as one SQLite database, the same bytes for the same content."""

from __future__ import annotations

import sqlite3

from generator.exports.columns import Column
from generator.exports.file import Place
from generator.exports.tables import TABLES, Table
from generator.exports.text import Rows

FILE = Place("briefing.sqlite")
#: The numbers of all articles in the order of their dates, with the figure to calculate with.
_SERIES = """
CREATE VIEW "series" AS
SELECT "measure", "measure_name", "unit", "as_of_earliest", "as_of",
       CAST("value" AS REAL) AS "value_real", CAST("to" AS REAL) AS "to_real",
       "comparator", "certainty", "of", "by_name", "outlet_name", "id", "url"
FROM "numbers" ORDER BY "measure", "as_of_earliest", "id"
"""


def as_database(rows: Rows) -> bytes:
    """The database of the tables' rows, by the tables' names.

    Made in memory, where SQLite does not write its version into the file, nor anything else that
    is not in the rows.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript('PRAGMA page_size = 4096; PRAGMA encoding = "UTF-8";')
        for table in TABLES:
            connection.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(
                f'INSERT INTO "{table.name}" VALUES ({marks})',  # noqa: S608 - names of our own
                [row.cells for row in rows[table.name]],
            )
            for column in table.columns:
                if column.refers_to:
                    index = f'"{table.name}_{column.name}" ON "{table.name}" ("{column.name}")'
                    connection.execute(f"CREATE INDEX {index}")
        connection.execute(_SERIES)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _create(table: Table) -> str:
    key, *others = table.columns
    columns = [f'"{key.name}" TEXT PRIMARY KEY NOT NULL', *(_column(one) for one in others)]
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _column(column: Column) -> str:
    refers = f' REFERENCES "{column.refers_to}" ("id")' if column.refers_to else ""
    return f'"{column.name}" TEXT{refers}'
