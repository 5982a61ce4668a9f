"""Pickles of questions and planned pages, in which what is made of code stands by its name."""

from __future__ import annotations

import copyreg
import pickle
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from io import BytesIO
from typing import Any

from generator.indexes import Index, Indexes
from generator.pages.listing import ListKind
from generator.planning import DRAFT_KINDS, PAGE_KINDS, PageKind
from generator.speed.following import Question

_PAGES = {kind.name: kind for kind in (*PAGE_KINDS, *DRAFT_KINDS)}
_LISTS = {(kind.name, one.name): one for kind in PAGE_KINDS for one in kind.lists}
_NAMES_OF_LISTS = {id(one): names for names, one in _LISTS.items()}


def dumps(value: Any) -> bytes:
    """A pickle that `loads` reads in this process or in another of the same code."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def loads(data: bytes) -> Any:
    """What was pickled; page kinds, lists and queries are those of this process."""
    return _Unpickler(BytesIO(data)).load()


class _Unpickler(pickle.Unpickler):
    """Makes nothing but our own records and what the standard library has for values."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("generator.") or (module, name) in _VALUES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is none of ours")


def _page_kind(name: str) -> PageKind:
    return _PAGES[name]


def _list_kind(kind: str, name: str) -> ListKind:
    return _LISTS[kind, name]


def _question(module: str, name: str, args: tuple[Any, ...]) -> Question:
    """A question by the name of its query, whose function the decorator wraps."""
    found: Any = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part)
    return Question(found.__wrapped__, args)


def _reduced_question(value: Question) -> tuple[Any, ...]:
    if isinstance(value.ask, str):
        return Question, (value.ask, value.args)
    return _question, (value.ask.__module__, value.ask.__qualname__, value.args)


def _indexes(lists: dict[str, Any], others: dict[str, Any]) -> Indexes:
    empty = Indexes.empty()
    found = {name: replace(getattr(empty, name), lists=lists[name]) for name in lists}
    return replace(empty, **others, **found)


def _reduced_indexes(value: Indexes) -> tuple[Any, ...]:
    lists, others = {}, {}
    for one in fields(value):
        found = getattr(value, one.name)
        if isinstance(found, Index):
            lists[one.name] = found.lists
        else:
            others[one.name] = found
    return _indexes, (lists, others)


_REDUCED: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    PageKind: lambda value: (_page_kind, (value.name,)),
    ListKind: lambda value: (_list_kind, _NAMES_OF_LISTS[id(value)]),
    Question: _reduced_question,
    Indexes: _reduced_indexes,
}
for _kind, _reduced in _REDUCED.items():
    copyreg.pickle(_kind, _reduced)  # a table of its own makes every pickle slower by half
_VALUES = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("builtins", "getattr"),
    ("collections", "Counter"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("types", "MappingProxyType"),
}
