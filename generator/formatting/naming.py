"""Finds the items that something names, and that have no id of their own yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from pydantic import ValidationError

from generator.model.differences import Differences
from generator.model.fields import Record
from generator.model.home import Home
from generator.model.registry import Registry
from generator.model.summary import Summary, items_of
from generator.problems import Path
from generator.yamltree import Tree

R = TypeVar("R", bound=Record)

#: The registry was not read: whether it has what a record refers to is not asked here.
_UNREAD = {"known": dict.fromkeys(Registry.model_fields)}


def lacking_ids(tree: Tree | None, named: set[str]) -> dict[Path, str]:
    """The ids to be written so that names of items last, by the items' paths.

    An item without an `id` has one derived from its content, which goes when the item is changed.
    So whatever a correction, a `part_of` or `named` (from elsewhere) calls by such an id is given
    it in writing. A tree that is no summary lacks none.
    """
    summary = _record(Summary, tree)
    if summary is None:
        return {}
    named = named | {one.item for one in summary.corrections}
    named |= {number.part_of for number in summary.numbers if number.part_of}
    times = Counter(item.anchor for _, item in items_of(summary))
    return {
        path: item.anchor
        for path, item in items_of(summary)
        if item.id is None and item.anchor in named and times[item.anchor] == 1
    }


def items_named(home: Tree | None, differences: Tree | None) -> Iterator[str]:
    """The addresses of all items that the front page and the notes on differences name."""
    if front := _record(Home, home):
        yield from front.key_numbers
        yield from [front.quote] if front.quote else ()
    if notes := _record(Differences, differences):
        for note in notes.notes:
            yield from note.between


def _record(kind: type[R], tree: Tree | None) -> R | None:
    try:
        return kind.model_validate(tree, context=_UNREAD)
    except ValidationError:
        return None
