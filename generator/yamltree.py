"""Reads one YAML text into lists, mappings and texts, and remembers where each stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from generator.problems import Path, Problem, did_you_mean, field_name, shown
from generator.remedies import remedy

Tree = dict[str, "Tree"] | list["Tree"] | str

_NODE_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
#: How deep lists and mappings may stand within each other; the model needs half of it.
_DEEPEST = 20
#: Signs of deep nesting: list or key marks in a row, brackets in a row, wide indentation.
_MARKS, _BRACKETS = re.compile(r"[-?] +(?:[-?] +){7}"), re.compile(r"[\[{][\s\[{]{8}")
_WIDE = "\n" + " " * 40
#: From so many opening brackets on the depth is counted too.
_MANY_BRACKETS = 100
_LINE_SIGNS = re.compile("[\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: A comment that may have been meant as a part of the text before it.
_COMMENT = re.compile(r"[ \t]+#[^\s#]")

#: Line and column, both from 1.
Place = tuple[int, int]


class _TextLoader(yaml.CSafeLoader):
    """A loader for which every plain scalar is text, so that `no` and `1_000` stay as written."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return _NODE_TAGS[kind]

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Where a node stands changes nothing of what it is."""

    def ascend_resolver(self) -> None:
        """The same on the way back."""


@dataclass
class Source:
    """One parsed file: its `tree`, and what YAML allows and this project does not."""

    file: str
    tree: Tree | None = None
    problems: list[Problem] = field(default_factory=list)
    text: str = ""
    node: yaml.Node | None = None
    empty: bool = False

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def may_be_cut(self) -> bool:
        """Whether a comment stands somewhere that may have been meant as text."""
        return "#" in self.text and bool(_COMMENT.search(self.text))

    @cached_property
    def _places(self) -> tuple[dict[Path, Place], dict[Path, Place]]:
        """The places of all values and of all keys, by their paths."""
        values: dict[Path, Place] = {}
        keys: dict[Path, Place] = {}
        if self.node:
            _locate(self.node, (), values, keys, set())
        return values, keys

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest around it where nothing stands there.

        To ask for a few is quicker than to find the places of all.
        """
        node = self.node
        line = node.start_mark.line + 1 if node else 1
        for part in path:
            node = _within(node, part)
            if node is None:
                break
            line = node.start_mark.line + 1
        return line

    def problem(self, path: Path, message: str, *, at_key: bool = False) -> Problem:
        """A problem at `path`, or, where nothing stands there, at the nearest that holds it."""
        values, keys = self._places
        known = path
        while known not in values and known:
            known = known[:-1]
        line, column = values.get(known, (1, 1))
        if at_key and path in keys:
            line, column = keys[path]
        return Problem(self.file, line, column, field_name(path), message)

    def refuse(self, path: Path, place: Place, message: str) -> None:
        """Note a problem at a place of the text."""
        self.problems.append(Problem(self.file, *place, field_name(path), message))


def parse_yaml(text: str, file: str) -> Source:
    """Parse `text`; what YAML allows and this project does not is listed in `problems`."""
    source = Source(file, text=text)
    if not text.isascii() and (found := _LINE_SIGNS.search(text)):
        before = text[: found.start()]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = f"the character U+{ord(found[0]):04X} ends a line for some and not for others"
        source.problems.append(Problem(file, line, column, "", f"{what}; delete it"))
        return source
    if too_deep := _too_deep(text, file):
        source.problems.append(too_deep)
        return source
    try:
        node = yaml.compose(text, _TextLoader)
    except yaml.MarkedYAMLError as error:
        line, column = _place(error.problem_mark or error.context_mark)
        what = f"this is not valid YAML: {error.problem or error.context}"
        opened = error.context_mark.line + 1 if error.context_mark else None
        if error.problem == "but found another document":
            what = "a file holds one record; delete the line --- and what does not belong here"
        elif advice := remedy(text, line, error.problem or "", error.context or "", opened):
            what = f"{what}; {advice}"
        source.problems.append(Problem(file, line, column, "", what))
        return source
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        before = text.partition(chr(code))[0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        what = f"the character U+{code:04X} may not stand in a file; delete it"
        source.problems.append(Problem(file, line, column, "", what))
        return source
    if node is None:
        source.problems.append(Problem(file, 1, 1, "", "the file is empty"))
        source.empty = True
        return source
    source.node, source.tree = node, _tree(node, (), source, set())
    return source


def _place(mark: Any) -> Place:
    """Line and column, from 1, of a mark of either of PyYAML's two kinds, or of the beginning."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _too_deep(text: str, file: str) -> Problem | None:
    """The place where a text nests deeper than any record does.

    libyaml composes by recursion and crashes on 100,000 brackets. Its events come one by one, so
    the depth is counted there, and only where a cheap look finds the text suspicious.
    """
    if not _seems_deep(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, _TextLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    message = f"nests more than {_DEEPEST} deep; no record here does"
                    return Problem(file, *_place(event.start_mark), "", message)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None  # composing will say it with its place
    return None


def _seems_deep(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    return bool(
        brackets >= _MANY_BRACKETS
        or (brackets and _BRACKETS.search(text))
        or _MARKS.search(text)
        or text.startswith(_WIDE[1:])
        or _WIDE in text
    )


def _tree(node: yaml.Node, path: Path, source: Source, seen: set[int]) -> Tree:
    if id(node) in seen:
        message = "YAML aliases (*name) are not read here; write the value out"
        source.refuse(path, _place(node.start_mark), message)
        return ""
    seen.add(id(node))
    if node.tag != _NODE_TAGS[type(node)]:
        message = f"YAML tags ({shown(node.tag)}) are not read here; remove it"
        source.refuse(path, _place(node.start_mark), message)
    if isinstance(node, yaml.ScalarNode):
        if source.may_be_cut or not node.value.isprintable():
            _refuse_text(node, path, source)
        return str(node.value)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source, seen)
    return [_tree(item, (*path, i), source, seen) for i, item in enumerate(node.value)]


def _refuse_text(node: yaml.ScalarNode, path: Path, source: Source) -> None:
    """Note what of a text would be lost, or cannot be shown."""
    if _cut_by_comment(node, source.lines):
        message = "what follows # is a comment and would be lost; put quotes around the text"
        source.refuse(path, _place(node.start_mark), message)
    if found := _UNPRINTABLE.search(node.value):
        message = f"holds the character U+{ord(found[0]):04X}, which no page can show; delete it"
        source.refuse(path, _place(node.start_mark), message)


def _cut_by_comment(node: yaml.ScalarNode, lines: list[str]) -> bool:
    """Whether a text without quotes ends before a word such as #1, which YAML drops."""
    if node.style or not node.value or not node.end_mark:
        return False
    line = lines[node.end_mark.line] if node.end_mark.line < len(lines) else ""
    return bool(_COMMENT.match(line, node.end_mark.column))


def _mapping(node: yaml.MappingNode, path: Path, source: Source, seen: set[int]) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            source.refuse(path, _place(key.start_mark), "a key must be one word")
            continue
        name = key.value
        at = (*path, name)
        if name == "<<":
            message = "YAML merge keys (<<) are not read here; write the fields out"
            source.refuse(at, _place(key.start_mark), message)
        elif name in tree:
            message = f"{shown(name)} stands twice here; keep one of them"
            source.refuse(at, _place(key.start_mark), message)
        else:
            tree[name] = _tree(value, at, source, seen)
    return tree


def _within(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    """What stands in a mapping under a key, or in a list at a position."""
    if isinstance(node, yaml.MappingNode):
        found: Iterator[yaml.Node] = (value for key, value in node.value if key.value == part)
        return next(found, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: yaml.Node = node.value[part]
        return item
    return None


def _locate(
    node: yaml.Node,
    path: Path,
    values: dict[Path, Place],
    keys: dict[Path, Place],
    seen: set[int],
) -> None:
    """Note where the values and keys stand that are in the tree."""
    values[path] = _place(node.start_mark)
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            _locate(item, (*path, position), values, keys, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            at = (*path, key.value)
            if isinstance(key, yaml.ScalarNode) and key.value != "<<" and at not in keys:
                keys[at] = _place(key.start_mark)
                _locate(value, at, values, keys, seen)


def unknown_key(key: str, known: list[str]) -> str:
    """The message for a key that the model does not have."""
    hint = did_you_mean(key, known)
    return f"{shown(key)} is not a field here{hint or '; the fields are: ' + ', '.join(known)}"
