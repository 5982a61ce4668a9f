"""Reads a content folder into records, or says everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeVar, get_args

from generator.files import read_files
from generator.mapping import Map, in_turn
from generator.model.content import Content
from generator.model.differences import Differences
from generator.model.fields import Record
from generator.model.home import Home
from generator.model.receipt import Proof, Receipt
from generator.model.registry import Registry
from generator.model.summary import Summary, items_of
from generator.problems import ContentError, Path, Problem, did_you_mean
from generator.receipts import ReceiptError, parse_receipt, standings
from generator.rules.receipts import RECEIPT_RULES
from generator.rules.site import SITE_RULES
from generator.rules.summary import SUMMARY_RULES
from generator.validating import KnownIds, record
from generator.yamltree import Source, Tree, parse_yaml

R = TypeVar("R", bound=Record)

#: About how long a summary takes to read and check, in milliseconds.
COST = 1.0


@dataclass(frozen=True)
class Sources:
    """The files of a content folder by their names in it, each parsed when it is first asked for.

    `folder` is the content folder's name in problems. A text in place of a file's bytes says why
    it could not be read.
    """

    files: Mapping[str, bytes | str]
    folder: str = "content"
    _parsed: dict[str, Source] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Source:
        if name not in self._parsed:
            label = _label(self.folder, name)
            is_yaml = name in self.files and not name.startswith("receipts/")
            self._parsed[name] = _parse_file(self.files[name], label) if is_yaml else Source(label)
        return self._parsed[name]

    def within(self, folder: str) -> list[str]:
        """The names of the files in one of its folders, sorted."""
        return sorted(name for name in self.files if name.startswith(f"{folder}/"))


@dataclass(frozen=True)
class Reading:
    """What a content folder holds, and what of it no receipt proves.

    `unproved` are problems for whoever publishes; everything else about the content is right.
    """

    content: Content
    unproved: tuple[Problem, ...]
    sources: Sources

    @property
    def folder(self) -> str:
        """The content folder's name in problems."""
        return self.sources.folder

    def proved(self) -> Content:
        """The content; raises ContentError with all that is unproved."""
        if self.unproved:
            raise ContentError(self.unproved)
        return self.content

    def problem(self, file: str, path: Path, message: str) -> Problem:
        """A problem at a place of a file, by its name inside the content folder, if it is there."""
        return self.sources[file].problem(path, message)


@dataclass(frozen=True)
class ParsedRegistry:
    """The registry as far as it could be read; `problems` say what of it could not."""

    registry: Registry
    known: KnownIds
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ParsedSummary:
    """What came of a summary's file and its receipt.

    `summary` is None where it is no record. `problems` keep the site from being built. Only where
    there are none is the receipt looked at: `proofs` hold for what the summary says now, by the
    ids of its items, and `unproved` is what no receipt proves. `lines` are those on which its items
    begin, in the order of `items_of`.
    """

    id: str
    summary: Summary | None
    problems: tuple[Problem, ...] = ()
    receipt: Receipt | None = None
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    unproved: tuple[Problem, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class SummaryFile:
    """All that is to be parsed of one summary: the bytes of its file and of its receipt."""

    name: str
    data: bytes | str
    receipt: bytes | str | None


def read_content(folder: FilePath, shown_in: str = "content", map_: Map = in_turn) -> Reading:
    """Read the summaries, registry, `home.yml`, `differences.yml` and receipts of a content folder.

    `shown_in` is the folder's name in problems, as whoever mends them knows it; `map_` does what
    is done summary by summary. Raises ContentError with every problem of every file, each with its
    place.
    """
    return parse_files(read_files(folder), shown_in, map_)


def parse_content(files: Mapping[str, bytes | str]) -> Content:
    """The content alone of files by their names inside the content folder."""
    return parse_files(files).content


def parse_files(
    files: Mapping[str, bytes | str], shown_in: str = "content", map_: Map = in_turn
) -> Reading:
    """The same as `read_content` from file contents.

    A text in place of a file's bytes says why it could not be read.
    """
    sources = Sources(files, shown_in)
    registry = parse_registry(sources)
    found = [summary_file(files, name) for name in sources.within("summaries")]
    return merged(sources, registry, map_(parse_one, (registry, shown_in), found, cost=COST))


def summary_file(files: Mapping[str, bytes | str], name: str) -> SummaryFile:
    """What is to be parsed of a summary by the name of its file."""
    return SummaryFile(name, files[name], files.get(receipt_of(name)))


def parse_one(shared: tuple[ParsedRegistry, str], file: SummaryFile) -> ParsedSummary:
    """`parse_summary` as work of which each may do a share."""
    return parse_summary(file.name, file.data, file.receipt, *shared)


def parse_registry(sources: Sources) -> ParsedRegistry:
    """The records of all files of the registry."""
    kinds = {name: get_args(info.annotation)[1] for name, info in Registry.model_fields.items()}
    trees: dict[str, dict[str, Tree]] = {}
    problems: list[Problem] = []
    for name in sources.within("registry"):
        source, kind = sources[name], FilePath(name).stem
        if not source.empty:
            problems += source.problems
        if kind not in kinds:
            message = f"the registry has no such file{did_you_mean(kind, kinds)}"
            message += f"; its files are: {', '.join(f'{kind}.yml' for kind in kinds)}"
            problems.append(source.problem((), message))
        elif isinstance(source.tree, dict) or source.empty:
            trees[kind] = source.tree if isinstance(source.tree, dict) else {}
        elif source.tree is not None:
            message = "expected records, each under its id: an id, a colon, then its fields"
            problems.append(source.problem((), message))
    unread = {kind for kind in kinds if f"registry/{kind}.yml" in sources.files} - trees.keys()
    known = {kind: None if kind in unread else set(trees.get(kind, ())) for kind in kinds}
    records: dict[str, dict[str, Any]] = {kind: {} for kind in kinds}
    for kind, records_there in trees.items():
        source = sources[f"registry/{kind}.yml"]
        for id, tree in records_there.items():
            try:
                records[kind][id] = record(kinds[kind], tree, known, source, (id,))
            except ContentError as error:
                problems += error.problems
    return ParsedRegistry(Registry.model_construct(None, **records), known, tuple(problems))


def parse_summary(
    name: str,
    data: bytes | str,
    receipt: bytes | str | None,
    registry: ParsedRegistry,
    shown_in: str = "content",
) -> ParsedSummary:
    """Per-summary work: all that needs of other files nothing but the registry and the receipt."""
    id = FilePath(name).stem
    source = _parse_file(data, _label(shown_in, name))
    summary, problems = _record_of(Summary, source, _known_in(source, registry.known))
    records = summary.known_in(registry.registry) if summary else registry.registry
    if summary:
        broken = (at for rule in SUMMARY_RULES for at in rule(id, summary, records))
        problems += (source.problem(path, message) for path, message in broken)
    if summary is None or problems or registry.problems:
        return ParsedSummary(id, summary, tuple(problems))
    lines = tuple(source.line(path) for path, _ in items_of(summary))
    try:
        found = None if receipt is None else _parse_receipt(receipt)
    except ReceiptError as error:
        where = Source(_label(shown_in, receipt_of(name)))
        return ParsedSummary(id, summary, unproved=(where.problem((), str(error)),), lines=lines)
    stand = standings(summary, found, records) if found else {}
    lacking = (at for rule in RECEIPT_RULES for at in rule(id, summary, found, stand))
    return ParsedSummary(
        id,
        summary,
        receipt=found,
        proofs={one: found.proofs[one] for one in stand if found and stand[one] == "holds"},
        unproved=tuple(source.problem(path, message) for path, message in lacking),
        lines=lines,
    )


def merged(sources: Sources, registry: ParsedRegistry, parsed: Sequence[ParsedSummary]) -> Reading:
    """The whole content of its parts; raises ContentError where one has a problem."""
    problems = [*registry.problems, *(problem for one in parsed for problem in one.problems)]
    home, of_home = _record_of(Home, sources["home.yml"], registry.known)
    differences, of_notes = _record_of(Differences, sources["differences.yml"], registry.known)
    content = Content.model_construct(
        summaries={one.id: one.summary for one in parsed if one.summary},
        registry=registry.registry,
        home=home or Home(),
        differences=differences or Differences(),
        receipts={one.id: one.receipt for one in parsed if one.receipt},
        proofs={one.id: one.proofs for one in parsed if one.receipt},
        lines={one.id: one.lines for one in parsed},
    )
    unread = {one.id for one in parsed} - content.summaries.keys()
    broken = (found for rule in SITE_RULES for found in rule(content, unread))
    problems += (sources[file].problem(path, message) for file, path, message in broken)
    problems += [*of_home, *of_notes]
    if problems:
        raise ContentError(problems)
    unproved = {problem for one in parsed for problem in one.unproved}
    unproved |= set(_lone_receipts(sources))
    return Reading(content, tuple(sorted(unproved)), sources)


def _lone_receipts(sources: Sources) -> Iterator[Problem]:
    for name in sources.within("receipts"):
        if f"summaries/{_stem(name)}.yml" not in sources.files:
            data = sources.files[name]
            lone = "belongs to no summary; delete it, or rename it with its own"
            yield sources[name].problem((), data if isinstance(data, str) else lone)


def _record_of(kind: type[R], source: Source, known: KnownIds) -> tuple[R | None, list[Problem]]:
    """The record that is a whole file, or None, and all problems of the file."""
    if source.tree is None:
        return None, list(source.problems)
    try:
        return record(kind, source.tree, known, source), list(source.problems)
    except ContentError as error:
        return None, [*source.problems, *error.problems]


def _known_in(source: Source, known: KnownIds) -> KnownIds:
    """The ids that a summary may use: those of the registry, and those that it proposes itself."""
    proposed = source.tree.get("proposed") if isinstance(source.tree, dict) else None
    if not isinstance(proposed, dict):
        return known
    own = {kind: records for kind, records in proposed.items() if isinstance(records, dict)}
    return {
        kind: ids if ids is None or kind not in own else {*ids, *own[kind]}
        for kind, ids in known.items()
    }


def receipt_of(name: str) -> str:
    """The name of the receipt that belongs to the file of a summary."""
    return f"receipts/{_stem(name)}.json"


def _stem(name: str) -> str:
    """The id in the name of a file: pathlib takes longer, and there are thousands."""
    return name.rpartition("/")[2].rpartition(".")[0]


def _parse_receipt(data: bytes | str) -> Receipt:
    if isinstance(data, str):
        raise ReceiptError(data)
    return parse_receipt(data)


def _parse_file(data: bytes | str, file: str) -> Source:
    if isinstance(data, str):
        return Source(file, problems=[Problem(file, 1, 1, "", data)])
    try:
        return parse_yaml(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = "the file is not UTF-8; save it again with that encoding"
        return Source(file, problems=[Problem(file, line, 1, "", message)])


def _label(folder: str, name: str) -> str:
    """A file's name as a message can print it."""
    whole = f"{folder}/{name}"
    return whole if whole.isprintable() else ascii(whole)[1:-1]
