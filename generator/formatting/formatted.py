"""Puts one file into form, and refuses where it would then say something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from generator.formatting.outline import comments, outline
from generator.formatting.writing import written
from generator.model.fields import Record
from generator.problems import ContentError, Path, Problem
from generator.yamltree import Source, Tree, parse_yaml

_NOT_SAFE = (
    "would not say the same after formatting, so it was left as it is; that is a fault of the"
    " formatter, please report it with the file"
)
_NO_FIELDS = "expected fields, each on a line of its own: key: value"


def formatted(
    data: bytes,
    kind: type[Record],
    file: str,
    *,
    is_registry: bool = False,
    ids: Callable[[Tree | None], dict[Path, str]] = lambda tree: {},
) -> bytes:
    """A file's bytes in form.

    The file is a record of `kind` or, `is_registry`, holds one under each id. `ids` says which ids
    are to be written where, by the paths of what has none. Lines end as the first one does. A file
    that holds nothing stays as it is. Raises ContentError where it cannot be read, and where the
    result would not be read as the same: what YAML says, and every comment.
    """
    text, line_end = _text_of(data, file)
    before = parse_yaml(text, file)
    if before.empty:
        return data
    if before.problems:
        raise ContentError(before.problems)
    if not isinstance(before.node, yaml.MappingNode):
        raise ContentError([Problem(file, 1, 1, "", _NO_FIELDS)])
    if not before.tree:
        return data
    found = outline(text, before.node)
    lacking = ids(before.tree)
    for path, id in lacking.items():
        found.give_id(path, id)
    result = written(found, kind, is_registry=is_registry)
    _compare(before, parse_yaml(result, file), lacking)
    return result.replace("\n", line_end).encode()


def _text_of(data: bytes, file: str) -> tuple[str, str]:
    """The text with plain line ends, and the line end of its first line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "the file is not UTF-8; save it again with that encoding"
        raise ContentError([Problem(file, line, 1, "", message)]) from None
    first = text.partition("\n")[0]
    return text.replace("\r\n", "\n").replace("\r", "\n"), "\r\n" if first.endswith("\r") else "\n"


def _compare(before: Source, after: Source, ids: dict[Path, str]) -> None:
    expected: Any = before.tree
    for path, id in ids.items():
        _at(expected, path)["id"] = id
    same = (
        not after.problems
        and after.tree == expected
        and before.node is not None
        and after.node is not None
        and comments(before.text, before.node) == comments(after.text, after.node)
    )
    if not same:
        raise ContentError([Problem(before.file, 1, 1, "", _NOT_SAFE)])


def _at(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree
