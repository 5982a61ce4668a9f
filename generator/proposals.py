"""What summaries propose for the registry: where it stands, and how it is taken out of there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.formatting.outline import comments
from generator.patching import Patch, node_at
from generator.problems import ContentError, Problem
from generator.reading import Sources
from generator.yamltree import Source, Tree, parse_yaml

#: How the comment begins that a draft has above all that it proposes, and which goes with it.
NOTE = "# Names that the registry does not have"


@dataclass(frozen=True)
class Proposal:
    """A record that a summary proposes: its file in the content folder, where it stands, and it."""

    file: str
    kind: str
    id: str
    tree: Tree
    place: Problem

    @property
    def where(self) -> str:
        return f"{self.place.file}:{self.place.line}"


def proposals_in(sources: Sources, file: str) -> Iterator[Proposal]:
    """What one summary proposes, in the order of its file."""
    source = sources[file]
    proposed = source.tree.get("proposed") if isinstance(source.tree, dict) else None
    for kind, records in proposed.items() if isinstance(proposed, dict) else ():
        for id, tree in records.items() if isinstance(records, dict) else ():
            place = source.problem(("proposed", kind, id), "", at_key=True)
            yield Proposal(file, kind, id, tree, place)


def proposals_of(sources: Sources, kinds: tuple[str, ...], id: str) -> list[Proposal]:
    """What all summaries propose under an id of some kinds."""
    found = []
    for name in sources.within("summaries"):
        data = sources.files[name]
        # thousands need not be parsed for the few that propose anything
        if isinstance(data, bytes) and b"proposed" in data and id.encode() in data:
            found += [
                one for one in proposals_in(sources, name) if one.id == id and one.kind in kinds
            ]
    return found


def taken_out(source: Source, kind: str, id: str) -> tuple[str, str]:
    """A summary's text without a record that it proposes, and the text of that, at the left edge.

    Comments directly above the record go with it; what then holds nothing goes, too. Raises
    ContentError where the record stands between braces.
    """
    text, column = source.text, _key(source, ("proposed", kind, id)).start_mark.column
    first, last = start, end = _lines(source, ("proposed", kind, id))
    for above in (("proposed", kind), ("proposed",)):
        node = node_at(source.node, above) if source.node else None
        if not isinstance(node, yaml.MappingNode) or len(node.value) > 1:
            break
        start, end = _lines(source, above)
    kept = "".join(_comments(text[start:first]))
    return text[:start] + kept + text[end:], "\n".join(_at_the_edge(text[first:last], column))


def comments_in(text: str) -> list[str]:
    """The comments of a record's text, each as a line."""
    node = parse_yaml(text, "").node
    return [f"# {one}" for one in comments(text, node)] if node else []


def byte_order_mark(data: bytes | str) -> str:
    """The mark with which a file begins, if it has one."""
    return "\ufeff" if isinstance(data, bytes) and data.startswith(b"\xef\xbb\xbf") else ""


def _comments(text: str) -> Iterator[str]:
    """The comment lines of a text, without the note of a draft."""
    is_note = False
    for line in text.splitlines(keepends=True):
        is_comment = line.lstrip().startswith("#")
        is_note = is_comment and (is_note or line.startswith(NOTE))
        if is_comment and not is_note:
            yield line.lstrip(" ")


def _key(source: Source, path: tuple[str, ...]) -> yaml.Node:
    above = node_at(source.node, path[:-1]) if source.node else None
    if not isinstance(above, yaml.MappingNode) or above.flow_style:
        message = "is written between braces; put it into form first, by briefing fmt"
        raise ContentError([source.problem(path, message)])
    key: yaml.Node = next(key for key, _ in above.value if key.value == path[-1])
    return key


def _lines(source: Source, path: tuple[str, ...]) -> tuple[int, int]:
    """From the first comment directly above what stands at a path to the end of its last line."""
    key, text, patch = _key(source, path), source.text, Patch(source)
    start, indent = text.rfind("\n", 0, key.start_mark.index) + 1, " " * key.start_mark.column
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].startswith(f"{indent}#"):
            break
        start = above
    value = node_at(source.node, path) if source.node else key
    end = patch.line_after(patch.end_of(value))
    return start, min(end + len(patch.line_end), len(text))


def _at_the_edge(text: str, column: int) -> Iterator[str]:
    for line in text.removesuffix("\n").split("\n"):
        yield line.removesuffix("\r")[column:] if not line[:column].strip() else line
