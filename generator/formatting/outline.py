"""A YAML text as nested entries, each with the comments that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import Path

_COMMENT = re.compile("#[^\n]*")


@dataclass(eq=False)
class Text:
    """A value that is a text; `is_left_out`: nothing stands there, not even quotes."""

    text: str
    start: int = 0
    end: int = 0
    is_left_out: bool = False


@dataclass(eq=False)
class Group:
    """A list or a mapping.

    `remarks` are the comments behind its last entry. `start` and `end` count characters; the end
    is right for what stands between brackets.
    """

    is_mapping: bool
    is_flow: bool = False
    start: int = 0
    end: int = 0
    owner: Entry | None = None
    entries: list[Entry] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def has_comments(self) -> bool:
        return bool(self.remarks) or any(entry.has_comments for entry in self.entries)


@dataclass(eq=False)
class Entry:
    """A field of a mapping, or an entry of a list, which has no `key`.

    `before` are the comments above it, with an empty text for blank lines; `beside` is the one at
    the end of its line.
    """

    group: Group
    key: str | None
    start: int
    column: int
    value: Text | Group
    before: list[str] = field(default_factory=list)
    beside: str = ""

    @property
    def has_comments(self) -> bool:
        inside = self.value.has_comments if isinstance(self.value, Group) else False
        return inside or bool(self.beside) or any(self.before)


@dataclass(frozen=True)
class Outline:
    """What a file holds; `header` are the comments above everything, which stay there."""

    root: Group
    header: list[str]

    def give_id(self, path: Path, id: str) -> None:
        """Give the mapping at a path an `id`."""
        at: Text | Group = self.root
        for part in path:
            if isinstance(at, Group):
                named = (one for one in at.entries if one.key == part)
                at = at.entries[part].value if isinstance(part, int) else next(named).value
        if isinstance(at, Group):
            at.entries.append(Entry(at, "id", at.start, 0, Text(id)))


@dataclass(frozen=True)
class _Comment:
    start: int
    line: int
    column: int
    text: str
    has_line: bool


def outline(text: str, node: yaml.MappingNode) -> Outline:
    """The entries of a text that was parsed to `node`, and its comments where they belong."""
    root = _group(node, None)
    made = Outline(root, [])
    _Placing(text, made).place(list(_comments(text, node)))
    return made


def grown(tree: Any) -> Group:
    """The outline of a list or a mapping that stands in no file yet."""
    group = Group(isinstance(tree, dict))
    for key, value in tree.items() if group.is_mapping else ((None, one) for one in tree):
        held = Text(value) if isinstance(value, str) else grown(value)
        group.entries.append(Entry(group, key, 0, 0, held))
    return group


def comments(text: str, node: yaml.Node) -> list[str]:
    """All comments of a text, sorted, without the white space about them."""
    return sorted(comment.text.lstrip("#").strip() for comment in _comments(text, node))


def _group(node: yaml.CollectionNode, owner: Entry | None) -> Group:
    start, end = node.start_mark, node.end_mark
    is_mapping = isinstance(node, yaml.MappingNode)
    group = Group(is_mapping, bool(node.flow_style), start.index, end.index, owner)
    for part in node.value:
        key, value = part if is_mapping else (None, part)
        at = (key or value).start_mark
        column = at.column if is_mapping else start.column
        entry = Entry(group, key.value if key else None, at.index, column, Text(""))
        entry.value = _text(value) if isinstance(value, yaml.ScalarNode) else _group(value, entry)
        group.entries.append(entry)
    return group


def _text(node: yaml.ScalarNode) -> Text:
    is_left_out = not node.value and not node.style
    return Text(node.value, node.start_mark.index, node.end_mark.index, is_left_out)


def _within(group: Group) -> Iterator[Entry]:
    """All entries in the order of the text; what holds others comes before them."""
    for entry in group.entries:
        yield entry
        if isinstance(entry.value, Group):
            yield from _within(entry.value)


def _comments(text: str, node: yaml.Node) -> Iterator[_Comment]:
    """Between the texts of a file a # begins a comment; a block's header can have one too."""
    at = 0
    for leaf in _leaves(node):
        start, end = leaf.start_mark.index, leaf.end_mark.index
        gaps = [(at, start)]
        if leaf.style in ("|", ">"):
            gaps.append((start, text.find("\n", start) if "\n" in text[start:] else len(text)))
        for gap in gaps:
            for found in _COMMENT.finditer(text, *gap):
                yield _comment(text, found)
        at = max(at, end)
    for found in _COMMENT.finditer(text, at):
        yield _comment(text, found)


def _comment(text: str, found: re.Match[str]) -> _Comment:
    begins = text.rfind("\n", 0, found.start()) + 1
    column = found.start() - begins
    has_line = not text[begins : found.start()].strip()
    line = text.count("\n", 0, found.start())
    return _Comment(found.start(), line, column, found[0].rstrip(), has_line)


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _leaves(key)
            yield from _leaves(value)
    else:
        for item in node.value:
            yield from _leaves(item)


class _Placing:
    """Gives every comment, and every blank line, to the entry that it stands above or beside."""

    def __init__(self, text: str, made: Outline) -> None:
        self.text, self.made = text, made
        self.entries = list(_within(made.root))
        self.lines = text.split("\n")
        self.starts = [entry.start for entry in self.entries]

    def place(self, found: list[_Comment]) -> None:
        for comment in found:
            home = None if comment.has_line else self.beside(comment)
            if home and not home.beside:
                home.beside = comment.text
                continue
            lines = self.above(comment)
            if comment.has_line and self.follows_blank(comment.line):
                lines.append("")
            lines.append(comment.text)
        for entry in self.entries:
            is_headed = entry.before or (entry is self.entries[0] and self.made.header)
            if entry.group.is_flow or (entry is entry.group.entries[0] and not is_headed):
                continue
            if self.follows_blank(self.text.count("\n", 0, entry.start)):
                lines = self.made.header if entry is self.entries[0] else entry.before
                lines.append("")
        self.part_header()

    def part_header(self) -> None:
        """Leave to the first entry the comments that a blank line parts from those above them."""
        header = self.made.header
        while header and not header[0]:
            del header[0]
        if "" in header and header[-1]:
            end = len(header) - header[::-1].index("")
            self.entries[0].before[:0] = header[end:]
            del header[end:]

    def follows_blank(self, line: int) -> bool:
        return line > 0 and not self.lines[line - 1].strip()

    def beside(self, comment: _Comment) -> Entry | None:
        """The entry at whose end a comment stands, on the same line."""
        entry = self.latest(comment.start)
        while entry and (owner := entry.group.owner):
            if not (entry.group.is_flow and entry.group.end <= comment.start):
                break
            entry = owner
        if entry is None:
            return None
        value = entry.value
        marks = [entry.start, value.start, value.end]
        beside = ("\n" not in self.text[at : comment.start] for at in marks if at <= comment.start)
        return entry if any(beside) else None

    def above(self, comment: _Comment) -> list[str]:
        """The lines to which a comment on a line of its own belongs."""
        position = bisect_right(self.starts, comment.start)
        following = self.following(comment, position)
        if flow := self.flow_around(comment.start):
            if following and _holds(flow, following):
                return following.before
            return flow.remarks if flow.entries or not flow.owner else flow.owner.before
        if position == 0:
            return self.made.header
        closed = self.entries[position - 1]
        while closed.group.owner and (closed.column > comment.column or closed.group.is_flow):
            closed = closed.group.owner
        if following and (comment.column <= following.column or _holds(closed.group, following)):
            return following.before
        return closed.group.remarks

    def following(self, comment: _Comment, position: int) -> Entry | None:
        """The entry that begins next; behind a list's hyphen, the first field of its entry."""
        while position < len(self.entries):
            entry = self.entries[position]
            between = _COMMENT.sub("", self.text[comment.start : entry.start])
            if entry.key is not None or entry.group.is_flow or "-" in between:
                return entry
            if position + 1 == len(self.entries) or self.starts[position + 1] != entry.start:
                return entry
            position += 1
        return None

    def latest(self, at: int) -> Entry | None:
        """The last entry that begins before a place; of those that begin together, the inmost."""
        position = bisect_right(self.starts, at)
        return self.entries[position - 1] if position else None

    def flow_around(self, at: int) -> Group | None:
        """The inmost list or mapping between brackets in which a place lies."""
        entry = self.latest(at)
        group: Group | None = self.made.root
        if entry:
            group = entry.value if isinstance(entry.value, Group) else entry.group
        while group and not (group.is_flow and group.start < at < group.end):
            group = group.owner.group if group.owner else None
        return group


def _holds(group: Group, entry: Entry) -> bool:
    at: Entry | None = entry
    while at:
        if at.group is group:
            return True
        at = at.group.owner
    return False
