"""Gives a summary or a record of the registry another id, wherever the old one stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.changes import unannounced_changes
from generator.model.claims import registry_files
from generator.model.differences import Differences
from generator.model.fields import ItemAddress, Record, is_id
from generator.model.home import Home
from generator.model.registry import KINDS, Registry, kind_in
from generator.model.shorthand import Shorthand
from generator.model.summary import Article, Summary, items_of
from generator.patching import Patch, node_at
from generator.problems import ContentError, Problem, SetupError, did_you_mean, shown
from generator.reading import Reading, parse_files
from generator.receipts import content_sha256, receipt_text, sealed
from generator.validating import model_in
from generator.yamltree import parse_yaml

#: Everything that has an id, by what one of it is called.
RENAMED = {"summary": "summaries", **KINDS}

_SINGLE: dict[str, type[Record]] = {"home.yml": Home, "differences.yml": Differences}


class RenamingError(SetupError):
    """Something cannot have that id; the message says why and what is right."""


def renamed(
    reading: Reading, old: str, new: str, kind: str | None = None
) -> dict[str, bytes | None]:
    """The files that differ once `old` is called `new`, by their names in the content folder.

    None stands for a file that is gone. `kind` is a key of RENAMED, where several things have the
    old id. Raises RenamingError where there is no such id, or the new one cannot be taken, and
    where the content would then not be what it was.
    """
    kind = kind or _kind_of(reading, old)
    _refuse(reading, RENAMED[kind], old, new)
    renaming = _Renaming(reading, RENAMED[kind], old, new)
    files = renaming.files()
    renaming.compare(files)
    return files


def _ids(reading: Reading, folder: str) -> Mapping[str, Any]:
    content = reading.content
    found: Mapping[str, Any] = (
        content.summaries if folder == "summaries" else getattr(content.registry, folder)
    )
    return found


def _kind_of(reading: Reading, old: str) -> str:
    found = [kind for kind, folder in RENAMED.items() if old in _ids(reading, folder)]
    if len(found) > 1:
        ways = " or ".join(f"--kind {kind}" for kind in found)
        raise RenamingError(f"{shown(old)} is a {' and a '.join(found)}; say which, by {ways}")
    if not found:
        raise RenamingError(_unknown(reading, old, RENAMED))
    return found[0]


def _unknown(reading: Reading, old: str, kinds: Mapping[str, str]) -> str:
    if "#" in old:
        return "an item's id is its permalink, to which no former id leads; leave it as it is"
    for kind, folder in kinds.items():
        for id, record in _ids(reading, folder).items():
            if old in record.former_ids:
                return f"{shown(old)} is a former id; the {kind} is called {id} now"
    ids = sorted({id for folder in kinds.values() for id in _ids(reading, folder)})
    return f"nothing is called {shown(old)}{did_you_mean(old, ids)}"


def _refuse(reading: Reading, folder: str, old: str, new: str) -> None:
    """Raise where the old id is not there, or the new one cannot be taken."""
    kind = next(word for word, name in RENAMED.items() if name == folder)
    if old not in _ids(reading, folder):
        raise RenamingError(_unknown(reading, old, {kind: folder}))
    if not is_id(new):
        raise RenamingError(
            f"{shown(new)} is not an id; write lower-case letters, digits and hyphens:"
            " port-au-prince"
        )
    if new == old:
        raise RenamingError(f"it is called {old} already")
    actors = ("people", "organisations")
    for name in actors if folder in actors else (folder,):
        for id, record in _ids(reading, name).items():
            if id == new:
                raise RenamingError(f"{new} is taken: it is in {_file(name, id)}; take another id")
            if new in record.former_ids and id != old and name == folder:
                file = _file(name, id)
                raise RenamingError(f"{new} is a former id of {id} in {file}; take another id")


def _file(folder: str, id: str) -> str:
    return f"summaries/{id}.yml" if folder == "summaries" else f"registry/{folder}.yml"


@dataclass
class _Renaming:
    """One id that becomes another; `folder` is `summaries` or a file of the registry."""

    reading: Reading
    folder: str
    old: str
    new: str
    patches: dict[str, Patch] = field(default_factory=dict)

    def files(self) -> dict[str, bytes | None]:
        if self.folder == "summaries":
            self.rename_summary()
        else:
            self.rename_record()
        files: dict[str, bytes | None] = {}
        for name, patch in self.patches.items():
            text = patch.text
            if text == patch.source.text:
                continue
            if self.folder != "summaries" and name.startswith("summaries/"):
                text = self.with_ids(name, text)
            data = self.reading.sources.files[name]
            mark = "\ufeff" if isinstance(data, bytes) and data.startswith(b"\xef\xbb\xbf") else ""
            files[name] = (mark + text).encode()
        if self.folder == "summaries":
            for place in ("summaries/{}.yml", "receipts/{}.json"):
                self.move(files, place.format(self.old), place.format(self.new))
        else:
            files |= self.receipts(files)
        return files

    def move(self, files: dict[str, bytes | None], old: str, new: str) -> None:
        data = files.get(old) or self.reading.sources.files.get(old)
        if isinstance(data, bytes):
            files[old], files[new] = None, data

    def patch(self, name: str) -> tuple[Patch, yaml.MappingNode] | None:
        """The changes to a file and what it holds, if it holds anything."""
        if name not in self.reading.sources.files:
            return None
        source = self.reading.sources[name]
        if not isinstance(source.node, yaml.MappingNode):
            return None
        return self.patches.setdefault(name, Patch(source)), source.node

    def rename_summary(self) -> None:
        for name, kind in _SINGLE.items():
            if found := self.patch(name):
                patch, node = found
                for address in _scalars_of(node, kind, _addresses):
                    if address.value.partition("#")[0] == self.old:
                        item = address.value.partition("#")[2]
                        patch.replace(address, f"{self.new}#{item}")
        if found := self.patch(f"summaries/{self.old}.yml"):
            patch, node = found
            summary = self.reading.content.summaries[self.old]
            if summary.status != "draft":
                self.keep_former_id(patch, node, Summary)
            if summary.article.text is None:
                self.keep_text(patch, node)

    def keep_text(self, patch: Patch, node: yaml.MappingNode) -> None:
        """Name the article's text, which until now is found by the summary's id."""
        fields = {key.value: value for key, value in node.value}
        text = f"text: {self.old}.txt"
        if isinstance(fields.get("article"), yaml.MappingNode):
            patch.add_field(fields["article"], text, Article.written())
        else:
            patch.add_field(node, f"article: {{{text}}}", Summary.written())

    def rename_record(self) -> None:
        names = [*self.reading.sources.within("summaries"), *_SINGLE]
        kinds: dict[str, type[Record]] = {name: _SINGLE.get(name, Summary) for name in names}
        for name, kind in kinds.items():
            if found := self.patch(name):
                self.replace_in(*found, kind)
        for folder in Registry.model_fields:
            if found := self.patch(f"registry/{folder}.yml"):
                patch, node = found
                for key, value in node.value:
                    if isinstance(value, yaml.MappingNode):
                        self.replace_in(patch, value, kind_in(folder))
                    if folder == self.folder and key.value == self.old:
                        patch.replace(key, self.new)
                        self.keep_former_id(patch, value, kind_in(folder))

    def replace_in(self, patch: Patch, node: yaml.MappingNode, kind: type[BaseModel]) -> None:
        replace_references(patch, node, kind, self.folder, (self.old, self.new))

    def keep_former_id(self, patch: Patch, node: yaml.MappingNode, kind: type[Record]) -> None:
        """Write the old id among the former ones, where the new one is not any more."""
        former = {key.value: value for key, value in node.value}.get("former_ids")
        if not isinstance(former, yaml.SequenceNode):
            patch.add_field(node, f"former_ids: [{self.old}]", kind.written())
            return
        again = [entry for entry in former.value if entry.value == self.new]
        for entry in again:
            patch.replace(entry, self.old)
        if not again:
            patch.add_entry(former, self.old)

    def with_ids(self, name: str, text: str) -> str:
        """The text of a summary whose items keep the ids that they had.

        An item without a written id has one derived from what it claims, ids of the registry
        included.
        """
        before = self.reading.content.summaries[_stem(name)]
        after = _summary(text, name)
        source = parse_yaml(text, name)
        patch = Patch(source)
        for (path, item), (_, one) in zip(items_of(before), items_of(after), strict=True):
            if item.anchor != one.anchor and source.node:
                node = node_at(source.node, path)
                if isinstance(node, yaml.MappingNode):
                    patch.add_first(node, f"id: {item.anchor}")
        return patch.text

    def receipts(self, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """The receipts of what is proved, with the ids it has now.

        Only what a proof is of is called otherwise; its words, and where they stand, are the same.
        A proof that does not hold is left as it is.
        """
        made: dict[str, bytes | None] = {}
        content = self.reading.content
        records = getattr(content.registry, self.folder)
        called = {self.new if id == self.old else id: record for id, record in records.items()}
        registry = content.registry.model_copy(update={self.folder: called})
        for name, data in files.items():
            id = _stem(name)
            if not name.startswith("summaries/") or data is None or id not in content.receipts:
                continue
            receipt, holds = content.receipts[id], content.proofs[id]
            summary = _summary(data.decode("utf-8-sig"), name)
            items = {item.anchor: item for _, item in items_of(summary)}
            fields = receipt.model_dump(mode="json", exclude={"seal"})
            for proof in fields["items"]:
                if proof["id"] in holds and proof["id"] in items:
                    proof["content"] = content_sha256(items[proof["id"]], registry)
            again = sealed(fields)
            if again != receipt:
                made[f"receipts/{id}.json"] = receipt_text(again).encode()
        return made

    def compare(self, files: Mapping[str, bytes | None]) -> None:
        """Raise where the renamed content has a problem that it had not, or says something else."""
        kept = {**self.reading.sources.files, **files}
        after_files = {name: data for name, data in kept.items() if data is not None}
        try:
            after = parse_files(after_files, self.reading.folder)
        except ContentError as error:
            raise RenamingError(self.failure(error.problems[0])) from None
        silent = unannounced_changes(self.reading.content, after.content, date.min)
        for file, path, message in silent:
            raise RenamingError(self.failure(after.problem(file, path, message)))
        had = Counter(self.moved(problem.file) for problem in self.reading.unproved)
        for problem in after.unproved:
            had[problem.file] -= 1
            if had[problem.file] < 0:
                raise RenamingError(self.failure(problem))

    def moved(self, file: str) -> str:
        if self.folder == "summaries":
            for place in ("summaries/{}.yml", "receipts/{}.json"):
                if file.endswith(f"/{place.format(self.old)}"):
                    return f"{self.reading.folder}/{place.format(self.new)}"
        return file

    def failure(self, problem: Problem) -> str:
        return (
            f"{self.old} was not renamed, and nothing was written, because the content would then"
            f" have this problem:\n  {problem}"
        )


def replace_references(
    patch: Patch,
    node: yaml.MappingNode,
    kind: type[BaseModel],
    folder: str,
    ids: tuple[str, str],
) -> None:
    """Write another id wherever a record of a kind names one of the registry's file `folder`."""

    def refers(kind: type[BaseModel], name: str) -> bool:
        return folder in registry_files(kind, name)

    for scalar in _scalars_of(node, kind, refers):
        if scalar.value == ids[0]:
            patch.replace(scalar, ids[1])


def _stem(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[0]


def _summary(text: str, name: str) -> Summary:
    tree = parse_yaml(text, name).tree
    return Summary.model_validate(tree, context={"known": dict.fromkeys(Registry.model_fields)})


def _addresses(kind: type[BaseModel], name: str) -> bool:
    """Whether a field holds addresses of items."""
    info = kind.model_fields.get(name)
    return info is not None and ItemAddress in get_args(info.annotation)


def _scalars_of(
    node: yaml.MappingNode, kind: type[BaseModel], wanted: Callable[[type[BaseModel], str], bool]
) -> Iterator[yaml.ScalarNode]:
    """The texts in those fields of a record, and of the records in it, that are wanted."""
    for key, value in node.value:
        info = kind.model_fields.get(key.value)
        if info is None:
            continue
        values = value.value if isinstance(value, yaml.SequenceNode) else [value]
        held = model_in(info.annotation)
        for one in values:
            if isinstance(one, yaml.ScalarNode):
                if wanted(*((held, _short_for(info)) if held else (kind, key.value))):
                    yield one
            elif held and isinstance(one, yaml.MappingNode):
                yield from _scalars_of(one, held, wanted)


def _short_for(info: FieldInfo) -> str:
    """The field that a bare text stands for, where a field holds records."""
    parts = [info.annotation, *info.metadata]
    while parts:
        part = parts.pop()
        if isinstance(part, Shorthand):
            return part.key
        parts += [*get_args(part), *getattr(part, "__metadata__", ())]
    return ""
