"""Moves what a summary proposes into the registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from generator.adding import AddingError, NameTakenError, refuse_name, with_lines
from generator.model.fields import is_id
from generator.model.registry import kind_in
from generator.model.summary import Summary
from generator.patching import Patch, node_at
from generator.problems import ContentError, Problem, did_you_mean, shown
from generator.proposals import Proposal, byte_order_mark, proposals_in, proposals_of, taken_out
from generator.reading import Sources, parse_files, parse_registry
from generator.renaming import replace_references
from generator.yamltree import Source, parse_yaml

_ACTORS = ("people", "organisations")


@dataclass(frozen=True)
class Accepted:
    """The files that differ, by their names in the content folder; what was done, a line each."""

    files: Mapping[str, bytes]
    said: tuple[str, ...]


def accepted(
    files: Mapping[str, bytes | str],
    shown_in: str,
    summary: str,
    ids: Sequence[str] = (),
    called: str | None = None,
    *,
    is_another: bool = False,
) -> Accepted:
    """The files once the registry holds what the summary of an id proposes: all, or some `ids`.

    `called` is another id for the only one: that of a new record, or of one that is there and
    stands in its place. Comments go along. Where other summaries propose the same, it is taken out
    there, too. Raises AddingError where there is no such proposal, where somebody has its name
    already (a similar name, unless `is_another`), and where another summary proposes it otherwise;
    ContentError where the content would have a problem that it has not now.
    """
    sources, name = Sources(files, shown_in), f"summaries/{summary}.yml"
    chosen = _chosen(sources, name, ids)
    if called is not None and len(chosen) != 1:
        raise AddingError("--as belongs to one id; name it: briefing accept SUMMARY ID --as NEW")
    there = _there(sources, chosen, called)
    _refuse(sources, summary, [] if there else chosen, is_another=is_another)
    others = {} if there else _others(sources, name, chosen, called)
    made, said = dict(files), []
    for one in chosen:
        made = _moved(made, shown_in, one, called or one.id, is_there=there)
        for other in others.get(one.id, ()):
            text, _ = taken_out(Sources(made, shown_in)[other.file], one.kind, one.id)
            made[other.file] = (byte_order_mark(made[other.file]) + text).encode()
            said.append(f"{shown_in}/{other.file}: proposes {one.id} no more")
    after = Sources(made, shown_in)
    for one in reversed(chosen):
        id, file = called or one.id, f"registry/{one.kind}.yml"
        line = after[file].problem((id,), "", at_key=True).line
        deed = f"stands in the place of {one.id}" if there else "added"
        said.insert(0, f"{shown_in}/{file}:{line}: {id} {deed}")
    _compare(files, made, shown_in)
    changed = {
        file: data
        for file, data in made.items()
        if isinstance(data, bytes) and files.get(file) != data
    }
    return Accepted(changed, tuple(said))


def _chosen(sources: Sources, name: str, ids: Sequence[str]) -> list[Proposal]:
    if name not in sources.files:
        known = [file.removeprefix("summaries/") for file in sources.within("summaries")]
        hint = did_you_mean(name.removeprefix("summaries/"), known)
        raise AddingError(f"there is no {sources.folder}/{name}{hint}")
    if sources[name].problems:
        raise ContentError(sources[name].problems)
    proposed = list(proposals_in(sources, name))
    for id in ids:
        if id not in [one.id for one in proposed]:
            hint = did_you_mean(id, [one.id for one in proposed])
            raise AddingError(f"{sources.folder}/{name} proposes no {shown(id)}{hint}")
    if not proposed:
        raise AddingError(f"{sources.folder}/{name} proposes nothing")
    return [one for one in proposed if not ids or one.id in ids]


def _alike(kind: str) -> tuple[str, ...]:
    return _ACTORS if kind in _ACTORS else (kind,)


def _there(sources: Sources, chosen: Sequence[Proposal], called: str | None) -> bool:
    """Whether what was chosen gives way to a record that is there; of any other id none is."""
    known = parse_registry(sources).known
    for one in chosen:
        id = called or one.id
        for kind in _alike(one.kind):
            if id not in (known.get(kind) or ()):
                continue
            if called is None:
                raise AddingError(
                    f"{id} is in registry/{kind}.yml already; delete it in {one.where}, or take"
                    f" what is there by --as {id}"
                )
            return True
        if not is_id(id):
            raise AddingError(
                f"{shown(id)} is not an id; write lower-case letters, digits and hyphens:"
                " port-au-prince"
            )
    return False


def _refuse(
    sources: Sources, summary: str, chosen: Sequence[Proposal], *, is_another: bool
) -> None:
    """Raise with everything whose name somebody in the registry has, or nearly."""
    registry, taken = parse_registry(sources), []
    for one in chosen:
        named = str(one.tree.get("name") or "") if isinstance(one.tree, dict) else ""
        try:
            refuse_name(sources, registry, one.kind, named, is_another=is_another)
        except NameTakenError as error:
            remedy = f"if it is the same: briefing accept {summary} {one.id} --as {error.id}"
            taken.append(f"{one.where}: {error}; {remedy}")
    if taken:
        raise AddingError("nothing was written:\n  " + "\n  ".join(taken))


def _others(
    sources: Sources, name: str, chosen: Sequence[Proposal], called: str | None
) -> dict[str, list[Proposal]]:
    """What other summaries propose under the same ids; raises AddingError where it is not that."""
    found = {}
    for one in chosen if called is None else ():
        same = proposals_of(sources, _alike(one.kind), one.id)
        found[one.id] = [other for other in same if other.file != name]
        for other in found[one.id]:
            if (other.kind, other.tree) != (one.kind, one.tree):
                raise AddingError(
                    f"{one.where} and {other.where} propose {one.id} otherwise; make one of them"
                    " as the other, or give it another id by --as"
                )
    return found


def _moved(
    files: Mapping[str, bytes | str], shown_in: str, one: Proposal, id: str, *, is_there: bool
) -> dict[str, bytes | str]:
    """The files with one record in the registry that a summary proposed."""
    sources, registry = Sources(files, shown_in), f"registry/{one.kind}.yml"
    mark = byte_order_mark(files[one.file])
    source = _renamed(sources[one.file], one, id) if id != one.id else sources[one.file]
    text, record = taken_out(source, one.kind, id)
    made: dict[str, bytes | str] = {**files, one.file: (mark + text).encode()}
    if not is_there:
        there = sources[registry]
        if there.problems and not there.empty:
            raise ContentError(there.problems)
        whole = byte_order_mark(files.get(registry, b"")) + with_lines(
            there, id, record.split("\n")
        )
        made[registry] = whole.encode()
    return made


def _renamed(source: Source, one: Proposal, id: str) -> Source:
    """A summary in which what it proposes, and whatever names that, bears another id."""
    patch, node = Patch(source), source.node
    if isinstance(node, yaml.MappingNode):
        ids = (one.id, id)
        replace_references(patch, node, Summary, one.kind, ids)
        proposed = node_at(node, ("proposed",))
        for kind, records in proposed.value if isinstance(proposed, yaml.MappingNode) else ():
            for key, value in records.value if isinstance(records, yaml.MappingNode) else ():
                if isinstance(value, yaml.MappingNode):
                    replace_references(patch, value, kind_in(kind.value), one.kind, ids)
                if kind.value == one.kind and key.value == one.id:
                    patch.replace(key, id)
    return parse_yaml(patch.text, source.file)


def _compare(
    before: Mapping[str, bytes | str], after: Mapping[str, bytes | str], shown_in: str
) -> None:
    """Raise ContentError with each problem that there was not before."""
    had = Counter((one.file, one.field, one.message) for one in _problems(before, shown_in))
    now = _problems(after, shown_in)
    new = Counter((one.file, one.field, one.message) for one in now) - had
    if new:
        raise ContentError(one for one in now if (one.file, one.field, one.message) in new)


def _problems(files: Mapping[str, bytes | str], shown_in: str) -> Sequence[Problem]:
    try:
        return parse_files(files, shown_in).unproved
    except ContentError as error:
        return error.problems
