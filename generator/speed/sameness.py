"""Whether two answers to one question are the same, for all that a page could show of them."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

#: What is shown as it is written: 1.0 is another number than 1.00.
_PLAIN = (str, int, float, Decimal, datetime.date, type(None))


def same(one: object, other: object) -> bool:
    """Whether they say the same; what nobody knows how to compare never does.

    What equals itself alone, as facts do, is the same only if it is the same object.
    """
    if one is other:
        return True
    kind = type(one)
    return kind is type(other) and _comparing(kind)(one, other)  # type: ignore[arg-type]


def same_fields(one: Any, other: Any) -> bool:
    """Whether all fields of two records of one kind say the same, whatever they equal."""
    return all(
        same(getattr(one, name), getattr(other, name))
        for name in _field_names(type(one))  # type: ignore[arg-type]
    )


def _same_texts(one: object, other: object) -> bool:
    return one == other and str(one) == str(other)


def _same_records(one: BaseModel, other: BaseModel) -> bool:
    return one.model_dump_json() == other.model_dump_json()


def _same_lists(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(map(same, one, other))


def _same_mappings(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool:
    """Whether they hold the same in the same order: it is the order in which pages show it."""
    return _same_lists(tuple(one.items()), tuple(other.items()))


def _same_sets(one: frozenset[Any], other: frozenset[Any]) -> bool:
    return one == other


def _never(_: object, __: object) -> bool:
    return False


@cache
def _comparing(kind: type[object]) -> Callable[[Any, Any], bool]:
    if dataclasses.is_dataclass(kind):
        return _never if kind.__eq__ is object.__eq__ else same_fields
    kinds: tuple[tuple[tuple[type[Any], ...], Callable[[Any, Any], bool]], ...] = (
        (_PLAIN, _same_texts),
        ((BaseModel,), _same_records),
        ((tuple, list), _same_lists),
        ((Mapping,), _same_mappings),
        ((set, frozenset), _same_sets),
    )
    return next((compare for found, compare in kinds if issubclass(kind, found)), _never)


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
