"""What an item claims, field by field, as YAML shows it: what corrections are held against."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from generator.model.references import Refers
from generator.model.registry import Registry
from generator.model.summary import Item, Number, Retraction

#: What a correction says of a field that is left out.
NOTHING = "nothing"
#: The field by which a correction names the unit in which a number's measure counts.
UNIT = "unit"


def folded(text: str) -> str:
    """A text on one line, as YAML folds it: line ends and white space in a row are one space."""
    return " ".join(text.split())


def correctable(kind: type[Item]) -> tuple[str, ...]:
    """The fields of a kind of item that a correction can name: all but its id and todo."""
    fields = tuple(name for name in kind.model_fields if name not in ("id", "todo"))
    return (*fields, UNIT) if issubclass(kind, Number) else fields


def claimed_fields(item: Item) -> tuple[str, ...]:
    """The fields in which a published item may not change in silence."""
    return tuple(name for name in correctable(type(item)) if name not in item.ASIDE)


def said(item: Item, field: str, registry: Registry) -> str:
    """The value of a field as a correction writes it.

    White space is folded, the entries of a list are joined by commas, and what is left out is what
    it stands for (`exactly`, `actual`) or `nothing`.
    """
    if field == UNIT and isinstance(item, Number):
        measure = registry.measures.get(item.measure)
        return _text(measure.unit if measure else None)
    return _text(getattr(item, field))


def _text(value: Any) -> str:
    if value is None or value == ():
        return NOTHING
    if isinstance(value, tuple):
        return ", ".join(_text(part) for part in value)
    if isinstance(value, Retraction):
        return f"{value.date}, {folded(value.because)}"
    return folded(str(value))


def registry_files(kind: type[BaseModel], field: str) -> tuple[str, ...]:
    """The registry files of whose ids a field holds one or several; none for other fields."""
    info = kind.model_fields.get(field)
    return _refers((info.annotation, *info.metadata)) if info else ()


def _refers(parts: tuple[Any, ...]) -> tuple[str, ...]:
    for part in parts:
        if isinstance(part, Refers):
            return part.kinds
        if found := _refers((*get_args(part), *getattr(part, "__metadata__", ()))):
            return found
    return ()


def up_to_date(text: str, kind: type[Item], field: str, registry: Registry) -> str:
    """What a correction recorded of a field, folded, with ids that changed as they are now."""
    files = registry_files(kind, field)
    if not files:
        return folded(text)
    now = {
        former: id
        for file in files
        for id, record in getattr(registry, file).items()
        for former in record.former_ids
    }
    return ", ".join(now.get(part, part) for part in folded(text).split(", "))
