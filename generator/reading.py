"""Reads a content folder into records, or says everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.files import read_files
from generator.model.content import Content
from generator.model.differences import Differences
from generator.model.fields import EXAMPLES, Record
from generator.model.home import Home
from generator.model.receipt import Receipt
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.problems import ContentError, Path, Problem, did_you_mean, shown
from generator.receipts import ReceiptError, parse_receipt
from generator.rules.receipts import RECEIPT_RULES
from generator.rules.site import SITE_RULES
from generator.rules.summary import SUMMARY_RULES
from generator.yamltree import Source, Tree, parse_yaml, unknown_key

R = TypeVar("R", bound=Record)

_EMPTY = "is empty; write it, or leave the whole line out"
_EXPECTED = {
    "string_type": "expected text",
    "tuple_type": "expected a list: each entry on a line of its own, with a hyphen in front",
    "dict_type": "expected fields, each on a line of its own: key: value",
    "model_type": "expected fields, each on a line of its own: key: value",
    "model_attributes_type": "expected fields, each on a line of its own: key: value",
}


@dataclass
class _Progress:
    """What has been read so far; `sources` by their file's name inside the content folder."""

    known: dict[str, set[str] | None] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unproved: list[Problem] = field(default_factory=list)

    def record(self, kind: type[R], file: str, path: Path, tree: Tree) -> R | None:
        """Validate what stands at `path` of a file; on errors note them and return None."""
        try:
            return kind.model_validate(tree, context={"known": self.known})
        except ValidationError as error:
            source = self.sources[file]
            for details in _without_echoes(error.errors(include_url=False)):
                self.problems.append(_problem(source, path, details, kind, tree))
            return None


@dataclass(frozen=True)
class Reading:
    """What a content folder holds, and what of it no receipt proves.

    `unproved` are problems for whoever publishes; everything else about the content is right.
    `folder` is the content folder's name in problems.
    """

    content: Content
    unproved: tuple[Problem, ...]
    sources: dict[str, Source]
    folder: str = "content"

    def proved(self) -> Content:
        """The content; raises ContentError with all that is unproved."""
        if self.unproved:
            raise ContentError(self.unproved)
        return self.content

    def problem(self, file: str, path: Path, message: str) -> Problem:
        """A problem at a place of a file, by its name inside the content folder, if it is there."""
        source = self.sources.get(file) or Source(_label(f"{self.folder}/{file}"))
        return source.problem(path, message)


def read_content(folder: FilePath, shown_in: str = "content") -> Reading:
    """Read the summaries, registry, `home.yml`, `differences.yml` and receipts of a content folder.

    `shown_in` is the folder's name in problems, as whoever mends them knows it. Raises
    ContentError with every problem of every file, each with its place.
    """
    return parse_files(read_files(folder), shown_in)


def parse_content(files: dict[str, bytes | str]) -> Content:
    """The content alone of files by their names inside the content folder."""
    return parse_files(files).content


def parse_files(files: dict[str, bytes | str], shown_in: str = "content") -> Reading:
    """The same as `read_content` from file contents.

    A text in place of a file's bytes says why it could not be read.
    """
    reading = _Progress()
    receipts = {name: files[name] for name in files if name.startswith("receipts/")}
    for name, data in sorted(files.items()):
        label = _label(f"{shown_in}/{name}")
        reading.sources[name] = Source(label) if name in receipts else _parse_file(data, label)
        if name.startswith("registry/") and reading.sources[name].empty:
            reading.sources[name] = Source(label, tree={})
        reading.problems += reading.sources[name].problems
    registry = _registry(reading)
    summaries = _summaries(reading)
    home = _one(reading, Home, "home.yml") or Home()
    differences = _one(reading, Differences, "differences.yml") or Differences()
    proofs, unread = _receipts(receipts, reading)
    content = Content.model_construct(
        summaries=summaries,
        registry=registry,
        home=home,
        differences=differences,
        receipts=proofs,
    )
    reading.problems += _broken_rules(content, reading.sources)
    if reading.problems:
        raise ContentError(reading.problems)
    for rule in RECEIPT_RULES:
        for file, path, message in rule(content, unread):
            reading.unproved.append(reading.sources[file].problem(path, message))
    return Reading(content, tuple(sorted(set(reading.unproved))), reading.sources, shown_in)


def _receipts(
    files: dict[str, bytes | str], reading: _Progress
) -> tuple[dict[str, Receipt], set[str]]:
    """The receipts by the ids of their summaries, and the ids of those that cannot be used."""
    found: dict[str, Receipt] = {}
    unread: set[str] = set()
    for name, data in files.items():
        id = FilePath(name).stem
        try:
            if isinstance(data, str):
                raise ReceiptError(data)
            if f"summaries/{id}.yml" not in reading.sources:
                raise ReceiptError("belongs to no summary; delete it, or rename it with its own")
            found[id] = parse_receipt(data)
        except ReceiptError as error:
            unread.add(id)
            reading.unproved.append(reading.sources[name].problem((), str(error)))
    return found, unread


def _label(name: str) -> str:
    """A file's name as a message can print it."""
    return name if name.isprintable() else ascii(name)[1:-1]


def _parse_file(data: bytes | str, file: str) -> Source:
    if isinstance(data, str):
        return Source(file, problems=[Problem(file, 1, 1, "", data)])
    try:
        return parse_yaml(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "the file is not UTF-8; save it again with that encoding"
        return Source(file, problems=[Problem(file, line, 1, "", message)])


def _registry(reading: _Progress) -> Registry:
    kinds = {name: get_args(info.annotation)[1] for name, info in Registry.model_fields.items()}
    trees: dict[str, dict[str, Tree]] = {}
    for name, source in reading.sources.items():
        if not name.startswith("registry/"):
            continue
        kind = FilePath(name).stem
        if kind not in kinds:
            message = f"the registry has no such file{did_you_mean(kind, kinds)}"
            message += f"; its files are: {', '.join(f'{kind}.yml' for kind in kinds)}"
            reading.problems.append(source.problem((), message))
        elif isinstance(source.tree, dict):
            trees[kind] = source.tree
        elif source.tree is not None:
            message = "expected records, each under its id: an id, a colon, then its fields"
            reading.problems.append(source.problem((), message))
    unread = {kind for kind in kinds if f"registry/{kind}.yml" in reading.sources} - trees.keys()
    reading.known = {kind: None if kind in unread else set(trees.get(kind, ())) for kind in kinds}
    records = {
        kind: {
            id: record
            for id, tree in trees.get(kind, {}).items()
            if (record := reading.record(model, f"registry/{kind}.yml", (id,), tree))
        }
        for kind, model in kinds.items()
    }
    return Registry.model_construct(None, **records)


def _summaries(reading: _Progress) -> dict[str, Summary]:
    names = [name for name in reading.sources if name.startswith("summaries/")]
    found = {FilePath(name).stem: _one(reading, Summary, name) for name in names}
    return {id: summary for id, summary in found.items() if summary}


def _one(reading: _Progress, kind: type[R], file: str) -> R | None:
    source = reading.sources.get(file)
    if source is None or source.tree is None:
        return None
    return reading.record(kind, file, (), source.tree)


def _broken_rules(content: Content, sources: dict[str, Source]) -> Iterator[Problem]:
    for id, summary in content.summaries.items():
        source = sources[f"summaries/{id}.yml"]
        for summary_rule in SUMMARY_RULES:
            for path, message in summary_rule(id, summary, content.registry):
                yield source.problem(path, message)
    stems = {FilePath(name).stem for name in sources if name.startswith("summaries/")}
    for site_rule in SITE_RULES:
        for file, path, message in site_rule(content, stems - content.summaries.keys()):
            yield sources[file].problem(path, message)


def _without_echoes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without a missing field where the same record has one of nearly its name."""
    strangers = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    return [
        error
        for error in errors
        if error["type"] != "missing"
        or not any(
            stranger[:-1] == error["loc"][:-1]
            and did_you_mean(str(stranger[-1]), [str(error["loc"][-1])])
            for stranger in strangers
        )
    ]


def _problem(
    source: Source, path: Path, details: ErrorDetails, kind: type[Record], tree: Tree
) -> Problem:
    """Say one of pydantic's errors in an editor's words."""
    inside = tuple(details["loc"])
    at = (*path, *inside)
    found, error = details["input"], details["type"]
    if error == "extra_forbidden":
        known = list(_model_at(kind, inside[:-1]).model_fields)
        return source.problem(at, unknown_key(str(inside[-1]), known), at_key=True)
    if error == "missing":
        name = str(inside[-1])
        return source.problem(at, f"is missing; add a line such as {name}: {EXAMPLES[name]}")
    if found == "":
        return source.problem(at, _EMPTY)
    if error == "literal_error":
        return source.problem(at, _not_one_of(str(found), details))
    if error in _EXPECTED:
        return source.problem(at, f"{_EXPECTED[error]}; found {_name_of(found)}")
    cause = details.get("ctx", {}).get("error")
    return source.problem(at, str(cause) if cause else details["msg"])


def _not_one_of(found: str, details: ErrorDetails) -> str:
    expected = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
    return f"{shown(found)} is not one of: {expected}{did_you_mean(found, expected.split(', '))}"


def _name_of(found: object) -> str:
    if isinstance(found, dict):
        return "fields"
    return "a list" if isinstance(found, list) else f"the text {shown(found)}"


def _model_at(kind: type[BaseModel], path: Path) -> type[BaseModel]:
    """The record type to which the field at `path` belongs."""
    for part in path:
        if isinstance(part, str):
            kind = _model_in(kind.model_fields[part].annotation) or kind
    return kind


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)
