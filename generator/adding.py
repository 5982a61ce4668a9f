"""Writes a new record into the registry, in its place among the others."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args, get_origin

import yaml
from rapidfuzz import fuzz

from generator.formatting.outline import grown
from generator.formatting.writing import lines_of
from generator.model.fields import is_id
from generator.model.meanings import meanings
from generator.model.registry import KINDS, Named, kind_in
from generator.patching import Patch
from generator.problems import ContentError, SetupError, shown
from generator.proposals import Proposal, byte_order_mark, comments_in, proposals_of, taken_out
from generator.reading import ParsedRegistry, Sources, parse_files, parse_registry
from generator.validating import model_in, record
from generator.yamltree import Source, Tree, parse_yaml

#: From how much likeness on, of 100, two names may be of one thing.
_SAME_NAME = 85
_ACTORS = ("people", "organisations")
#: What one entry of a list is called.
_SINGULAR = {"aliases": "alias", "roles": "role"}


class AddingError(SetupError):
    """A record cannot be added so; the message says why."""


class NameTakenError(AddingError):
    """Somebody has the name already: the record `id`."""

    def __init__(self, message: str, id: str) -> None:
        super().__init__(message, id)
        self.id = id

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class FieldSaid:
    """A field as it can be said in a command: `option` is its word there.

    `is_many`: it can be said several times; `choices`: the only values, where it has such.
    """

    name: str
    option: str
    meaning: str
    is_required: bool
    is_many: bool
    choices: tuple[str, ...]


def _option(name: str) -> str:
    """The word for a field in a command."""
    return _SINGULAR.get(name, name).replace("_", "-")


def fields_said(word: str) -> Iterator[FieldSaid]:
    """The fields of a kind of record, by what one of it is called; former ids are of no new one."""
    kind = kind_in(KINDS[word])
    for name, info in kind.model_fields.items():
        if name == "former_ids":
            continue
        parts = (info.annotation, *get_args(info.annotation))
        choices = next((get_args(part) for part in parts if get_origin(part) is Literal), ())
        meaning = meanings(kind).get(name, "")
        if record_there := model_in(info.annotation):
            meaning += f"What it is or was; or all of {{{', '.join(record_there.model_fields)}}}."
        yield FieldSaid(
            name,
            _option(name),
            " ".join(meaning.split()),
            info.is_required(),
            get_origin(info.annotation) is tuple,
            choices,
        )


@dataclass(frozen=True)
class Added:
    """A registry file with one record more: its `name` in the content folder, and the new line.

    `summaries` are those that proposed the record and now do not, by their names.
    """

    name: str
    data: bytes
    line: int
    summaries: Mapping[str, bytes] = field(default_factory=dict)


def added(
    files: Mapping[str, bytes | str],
    shown_in: str,
    word: str,
    id: str,
    said: Mapping[str, str | tuple[str, ...]],
    *,
    is_another: bool = False,
) -> Added:
    """The registry file with a record of a kind (a key of KINDS) under an id.

    `said` are its fields; what is written in braces is YAML. A field that is not said is what
    summaries propose under that id, from where the record is taken out. Records stand in the order
    of their ids, as far as those there do. Raises AddingError where the id is taken or none, where
    somebody has the name already (a similar name, unless `is_another`), and where a field is wrong
    or proposed in two ways; ContentError where the file cannot be read.
    """
    folder = KINDS[word]
    sources = Sources(files, shown_in)
    name = f"registry/{folder}.yml"
    source = sources[name]
    if source.problems and not source.empty:
        raise ContentError(source.problems)
    registry = parse_registry(sources)
    _refuse_id(sources, registry, folder, id)
    named = {key: _tree(value, key) for key, value in said.items() if value}
    proposed = _proposed(sources, folder, id)
    tree = {**_merged(proposed, id, named), **named}
    refuse_name(sources, registry, folder, str(tree.get("name") or ""), is_another=is_another)
    try:
        record(kind_in(folder), tree, registry.known, Source(""))
    except ContentError as error:
        reasons = "\n  ".join(f"{one.field}: {one.message}" for one in error.problems)
        raise AddingError(f"{id} was not added:\n  {reasons}") from None
    summaries, lines = {}, []
    for one in proposed:
        text, moved = taken_out(sources[one.file], folder, id)
        summaries[one.file] = (byte_order_mark(files[one.file]) + text).encode()
        lines += comments_in(moved)
    lines += lines_of(id, grown(tree), kind_in(folder))
    made = (byte_order_mark(files.get(name, b"")) + with_lines(source, id, lines)).encode()
    line = _check({**files, **summaries, name: made}, sources, name, id, tree)
    return Added(name, made, line, summaries)


def _proposed(sources: Sources, folder: str, id: str) -> list[Proposal]:
    """What summaries propose under an id; raises AddingError where that is of another kind."""
    found = proposals_of(sources, _ACTORS if folder in _ACTORS else (folder,), id)
    for one in found:
        if one.kind != folder:
            word = next(word for word, name in KINDS.items() if name == one.kind)
            raise AddingError(f"{one.where} proposes {id} as one of {one.kind}; say add {word}")
    return found


def _merged(proposed: list[Proposal], id: str, named: Mapping[str, Tree]) -> dict[str, Tree]:
    """The fields that proposals give; raises AddingError where two of them differ."""
    fields: dict[str, tuple[Tree, Proposal]] = {}
    for one in proposed:
        for key, value in one.tree.items() if isinstance(one.tree, dict) else ():
            was, other = fields.setdefault(key, (value, one))
            if was != value and key not in named:
                raise AddingError(
                    f"{id} was not added: {other.where} and {one.where} propose another {key};"
                    f" say it with --{_option(key)}"
                )
    return {key: value for key, (value, _) in fields.items()}


def _refuse_id(sources: Sources, registry: ParsedRegistry, folder: str, id: str) -> None:
    if not is_id(id):
        raise AddingError(
            f"{shown(id)} is not an id; write lower-case letters, digits and hyphens:"
            " port-au-prince"
        )
    for other in _ACTORS if folder in _ACTORS else (folder,):
        if id in (registry.known.get(other) or ()):
            raise AddingError(f"{id} is there already: {_place(sources, other, id)}")
    for other, one in getattr(registry.registry, folder).items():
        if id in one.former_ids:
            raise AddingError(f"{id} is a former id of {other}: {_place(sources, folder, other)}")


def refuse_name(
    sources: Sources, registry: ParsedRegistry, folder: str, named: str, *, is_another: bool
) -> None:
    """Raise NameTakenError where a name is a record's, or so like one that it may be misspelt."""
    records: dict[tuple[str, str], Named] = {
        (other, id): one
        for other in (_ACTORS if folder in _ACTORS else (folder,))
        for id, one in getattr(registry.registry, other).items()
    }
    known = [(place, name) for place, one in records.items() for name in (one.name, *one.aliases)]
    for least in (100, _SAME_NAME):
        for (other, id), name in known:
            if (least < 100 and is_another) or _likeness(named, name) < least:
                continue
            called = "so" if least == 100 else name
            hint = "" if least == 100 else "; if this is another, say --another"
            place = _place(sources, other, id)
            raise NameTakenError(
                f"{named} was not added: {id} is called {called} ({place}){hint}", id
            )


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one.casefold(), other.casefold())


def _place(sources: Sources, folder: str, id: str) -> str:
    problem = sources[f"registry/{folder}.yml"].problem((id,), "", at_key=True)
    return f"{problem.file}:{problem.line}"


def _tree(value: str | tuple[str, ...], key: str) -> Tree:
    if isinstance(value, tuple):
        return [_tree(one, key) for one in value]
    if not value.startswith("{"):
        return value
    source = parse_yaml(value, key)
    if source.problems or source.tree is None:
        raise AddingError(f"{key}: {source.problems[0].message}")
    return source.tree


def with_lines(source: Source, id: str, lines: list[str]) -> str:
    """The text of a registry file with a record's lines before the first whose id comes later."""
    patch = Patch(source)
    if source.empty or not source.text:
        text = source.text
        above = text + ("\n" if text and not text.endswith("\n") else "")
        return above + "".join(f"{line}\n" for line in lines)
    node = source.node
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        message = "is written between braces; put it into form first, by briefing fmt"
        raise ContentError([source.problem((), message)])
    ids = [key.value for key, _ in node.value]
    position = bisect(ids, id) if ids == sorted(ids) else _first_later(ids, id)
    text = "".join(f"{line}{patch.line_end}" for line in lines)
    if position == 0:
        patch.insert(node.value[0][0].start_mark.index, text)
    else:
        at = patch.line_after(patch.end_of(node.value[position - 1][1]))
        patch.insert(at, patch.line_end + text.removesuffix(patch.line_end))
    return patch.text


def _first_later(ids: list[str], id: str) -> int:
    return next((at for at, other in enumerate(ids) if other > id), len(ids))


def _check(
    files: Mapping[str, bytes | str], before: Sources, name: str, id: str, tree: Tree
) -> int:
    """The line of the new record; raises AddingError where the content would be wrong by it."""
    after = Sources(files, before.folder)
    source = after[name]
    there = before[name].tree
    if source.problems or source.tree != {**(there if isinstance(there, dict) else {}), id: tree}:
        raise AddingError(f"{id} was not added, because {name} would say something else by it")
    try:
        parse_files(files, before.folder)
    except ContentError as error:
        label = source.problem((), "").file
        for problem in error.problems:
            if problem.file == label and problem.field.partition(".")[0] == id:
                raise AddingError(f"{id} was not added: {problem.message}") from None
    return source.problem((id,), "", at_key=True).line
