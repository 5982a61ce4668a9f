"""Pickles of questions and planned pages, in which what is made of code stands by its name."""

from __future__ import annotations

import pickle
import sys
from io import BytesIO
from typing import Any

from generator.pages.listing import ListKind
from generator.planning import PAGE_KINDS, PageKind
from generator.speed.following import Question

_PAGES = {kind.name: kind for kind in PAGE_KINDS}
_LISTS = {(kind.name, one.name): one for kind in PAGE_KINDS for one in kind.lists}
_NAMES_OF_LISTS = {id(one): names for names, one in _LISTS.items()}


class _Pickler(pickle.Pickler):
    def persistent_id(self, value: Any) -> tuple[str, ...] | None:
        if isinstance(value, PageKind):
            return ("page", value.name)
        if isinstance(value, ListKind):
            return ("list", *_NAMES_OF_LISTS[id(value)])
        return None

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Question) and not isinstance(value.ask, str):
            return _question, (value.ask.__module__, value.ask.__qualname__, value.args)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, id: Any) -> PageKind | ListKind:
        sort, *names = id
        return _PAGES[names[0]] if sort == "page" else _LISTS[names[0], names[1]]


def dumps(value: Any) -> bytes:
    """A pickle that `loads` reads in this process or in another of the same code."""
    out = BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def loads(data: bytes) -> Any:
    """What was pickled; page kinds, lists and queries are those of this process."""
    return _Unpickler(BytesIO(data)).load()


def _question(module: str, name: str, args: tuple[Any, ...]) -> Question:
    """A question by the name of its query, whose function the decorator wraps."""
    found: Any = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part)
    return Question(found.__wrapped__, args)
