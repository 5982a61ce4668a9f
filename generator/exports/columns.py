"""Columns of a table: made of a record's fields with their docstrings, or written out."""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.dates import Edtf
from generator.exports.edition import Edition
from generator.model.fields import Id, Record
from generator.model.meanings import meanings
from generator.model.references import Refers

Value = str | tuple[str, ...] | None
Type = Literal["text", "decimal", "day", "date", "ids", "lines"]

#: What stands in a column of each type. Column names and meanings are English, as the model is.
TYPES: dict[Type, str] = {
    "text": "Text, exactly as it is on the page.",
    "decimal": "A decimal number with every digit as it was written; text in JSON and SQLite,"
    " because a binary number would lose digits.",
    "day": "A day, year-month-day.",
    "date": "A date in EDTF (ISO 8601-2), as exact as it is known: 2024-09-22~ is about that day."
    " The two columns that follow hold its first and last possible day.",
    "ids": "Ids; in JSON a list, elsewhere divided by a space.",
    "lines": "Texts of one line; in JSON a list, elsewhere divided by a line end.",
}
#: In which table the records of each of the registry's files stand.
TABLE_OF = {
    "people": "actors",
    "organisations": "actors",
    "events": "shared_events",
    **{kind: kind for kind in ("places", "topics", "measures", "occasions", "questions")},
}


@dataclass(frozen=True)
class Column:
    """One column; `value` takes a record of the table, and the edition it stands in.

    `refers_to` names the table whose `id` it holds, where it holds one id.
    """

    name: str
    type: Type
    meaning: str
    value: Callable[[Any, Edition], Value]
    refers_to: str = ""


def columns_of(
    model: type[Record],
    record: Callable[[Any], Any],
    instead: Mapping[str, Iterable[Column]],
    prefix: str = "",
) -> Iterator[Column]:
    """A column for each field of a model, beside ids their names, beside dates their bounds.

    `record` finds the model's record in what the table lists; `instead` holds the columns of fields
    that are told otherwise, or nowhere. Raises TypeError for a field of which no column can be made
    by itself: so none is forgotten.
    """
    for name, field in model.model_fields.items():
        if name in instead:
            yield from instead[name]
            continue
        meaning = " ".join(meanings(model).get(name, "").split())
        base, marks, several = _plain(field.annotation, list(field.metadata))
        get = _getter(record, name)
        refers = next((mark for mark in marks if isinstance(mark, Refers)), None)
        column = Column(f"{prefix}{name}", _type(model, name, base), meaning, get)
        if several:
            is_id = refers or any(mark in marks for mark in get_args(Id)[1:])
            yield replace(column, type="ids" if is_id else "lines")
        elif refers:
            yield replace(column, refers_to=TABLE_OF[refers.kinds[0]])
        else:
            yield column
        if refers:
            yield _named(column, refers, several)
        if column.type == "date":
            yield from bounds(column.name, _date_of(record, name))


def bounds(name: str, date: Callable[[Any], Edtf | None]) -> tuple[Column, Column]:
    """The columns of a date's strict bounds."""

    def bound(which: str) -> Callable[[Any, Edition], Value]:
        return lambda row, _: day(getattr(date(row), which, None))

    return (
        Column(f"{name}_earliest", "day", f"The first day {name} can mean.", bound("earliest")),
        Column(f"{name}_latest", "day", f"The last day {name} can mean.", bound("latest")),
    )


def dated(name: str, meaning: str, date: Callable[[Any], Edtf | None]) -> tuple[Column, ...]:
    """The columns of a date: as it was written, and its bounds."""
    written = Column(name, "date", meaning, lambda row, _: plain(date(row)))
    return (written, *bounds(name, date))


def day(when: datetime.date | None) -> str | None:
    return when.isoformat() if when else None


def plain(value: Any) -> Value:
    """A field's value as every format can hold it; nothing is empty text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date | Edtf):
        return str(value)
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    return str(value) if isinstance(value, str) and value else None


def _getter(record: Callable[[Any], Any], name: str) -> Callable[[Any, Edition], Value]:
    return lambda row, _: plain(getattr(record(row), name))


def _date_of(record: Callable[[Any], Any], name: str) -> Callable[[Any], Edtf | None]:
    return lambda row: getattr(record(row), name)


def _named(column: Column, refers: Refers, several: bool) -> Column:
    def name(row: Any, edition: Edition) -> Value:
        id = column.value(row, edition)
        return edition.name(refers.kinds, id) if isinstance(id, str) else None

    def names(row: Any, edition: Edition) -> Value:
        ids = column.value(row, edition)
        listed = ids if isinstance(ids, tuple) else ()
        return tuple(edition.name(refers.kinds, id) for id in listed)

    if several:
        return Column(f"{column.name}_names", "lines", f"The names of {column.name}.", names)
    return Column(f"{column.name}_name", "text", f"The name of {column.name}.", name)


def _plain(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any], bool]:
    """A field's type without None, list and marks; the marks; and whether it is a list."""
    origin = get_origin(annotation)
    if origin is Annotated:
        first, *more = get_args(annotation)
        return _plain(first, [*marks, *more])
    if origin in (Union, types.UnionType):
        (one,) = [part for part in get_args(annotation) if part is not type(None)]
        return _plain(one, marks)
    if origin is tuple:
        base, marks, _ = _plain(get_args(annotation)[0], marks)
        return base, marks, True
    return (str if origin is Literal else annotation), marks, False


def _type(model: type[Record], name: str, base: Any) -> Type:
    kinds: dict[Any, Type] = {str: "text", Decimal: "decimal", datetime.date: "day", Edtf: "date"}
    if base not in kinds:
        raise TypeError(f"{model.__name__}.{name} needs columns of its own in exports/tables.py")
    return kinds[base]
