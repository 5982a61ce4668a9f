"""Finds the YAML files to be put into form, and what each is by its name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from generator.files import find_files, is_content, read_file
from generator.formatting.formatted import formatted
from generator.formatting.naming import items_named, lacking_ids
from generator.model.differences import Differences
from generator.model.fields import Record
from generator.model.home import Home
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.problems import ContentError, Problem, SetupError
from generator.yamltree import Tree, parse_yaml

_REGISTRY: dict[str, type[Record]] = {
    f"registry/{name}.yml": get_args(info.annotation)[1]
    for name, info in Registry.model_fields.items()
}
_SINGLE: dict[str, type[Record]] = {"home.yml": Home, "differences.yml": Differences}


@dataclass(frozen=True)
class Formatted:
    """A file's bytes as they are, and as they should be."""

    path: Path
    before: bytes
    after: bytes

    @property
    def is_right(self) -> bool:
        return self.before == self.after


def yaml_files(paths: Iterable[Path]) -> list[Path]:
    """The files meant by paths: themselves, and those of a content folder or one of its folders.

    Raises SetupError where a path is neither.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = list(_inside(path))
            if not inside:
                raise SetupError(f"{path} holds no summaries and no registry; name another folder")
            found |= dict.fromkeys(inside)
        elif not os.path.lexists(path):
            raise SetupError(f"there is no {path}")
        else:
            kind_of(path)
            found[path] = None
    return list(found)


def _inside(folder: Path) -> Iterator[Path]:
    for content in (folder, folder.absolute().parent):
        for name in find_files(content):
            path = content / name
            if is_content(name) and folder.absolute() in path.absolute().parents and _name(path):
                yield path


def kind_of(path: Path) -> tuple[type[Record], bool]:
    """The kind of record that a file holds, and whether it holds many, each under its id."""
    name = _name(path)
    if name is None:
        files = "summaries/*.yml, home.yml, differences.yml or one of the registry: "
        raise SetupError(
            f"{path} is not a file that can be put into form; these are {files}"
            + ", ".join(_REGISTRY)
        )
    if name in _REGISTRY:
        return _REGISTRY[name], True
    return _SINGLE.get(name, Summary), False


def _name(path: Path) -> str | None:
    """The name that a file has inside its content folder, where it is one of ours."""
    whole = path.absolute()
    inside = f"{whole.parent.name}/{whole.name}"
    if inside in _REGISTRY or (whole.parent.name == "summaries" and whole.suffix == ".yml"):
        return inside
    return whole.name if whole.name in _SINGLE else None


def format_file(path: Path, label: str) -> Formatted:
    """A file in form; raises ContentError where it cannot be read, with `label` for its name."""
    data = read_file(path, os.lstat(path))
    if isinstance(data, str):
        raise ContentError([Problem(label, 1, 1, "", data)])
    return format_text(data, path, label)


def format_text(data: bytes, path: Path, label: str) -> Formatted:
    """The same for a text that is, or is to be, the file at `path`."""
    kind, is_registry = kind_of(path)
    named: set[str] = set()
    if kind is Summary:
        content = path.absolute().parent.parent
        trees = (_tree(content / name) for name in _SINGLE)
        marked = (address.partition("#") for address in items_named(*trees))
        named = {item for summary, _, item in marked if summary == path.stem}

    def ids(tree: Tree | None) -> dict[tuple[str | int, ...], str]:
        return lacking_ids(tree, named) if kind is Summary else {}

    return Formatted(path, data, formatted(data, kind, label, is_registry=is_registry, ids=ids))


def _tree(path: Path) -> Tree | None:
    if not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return parse_yaml(text, path.name).tree
