"""Reads one YAML text into lists, mappings and texts, and remembers where each stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import Path, Problem, did_you_mean, field_name, shown
from generator.remedies import remedy

Tree = dict[str, "Tree"] | list["Tree"] | str

_STR = "tag:yaml.org,2002:str"
_NODE_TAGS = {
    yaml.ScalarNode: _STR,
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
#: How deep lists and mappings may stand within each other; the model needs half of it.
_DEEPEST = 20
#: Signs of deep nesting: list or key marks in a row, brackets in a row, or wide indentation.
_SUSPICIOUS = re.compile(r"(?:[-?] +){8}|[\[{][\s\[{]{8}|^ {40}", re.MULTILINE)
#: From so many opening brackets on the depth is counted too.
_MANY_BRACKETS = 100
_LINE_SIGNS = re.compile("[\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class _TextLoader(yaml.CSafeLoader):
    """A loader for which every plain scalar is text, so that `no` and `1_000` stay as written."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


@dataclass
class Source:
    """One parsed file: its `tree`, and the places of its keys and values.

    `places` maps a path to (line, column) of the value, `keys` to those of its key; both from 1.
    """

    file: str
    tree: Tree | None = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    empty: bool = False

    def cut_by_comment(self, node: yaml.Node) -> bool:
        """Whether a text without quotes ends before a word such as #1, which YAML drops."""
        if getattr(node, "style", None) or not node.value or not node.end_mark:
            return False
        line = self.lines[node.end_mark.line] if node.end_mark.line < len(self.lines) else ""
        return bool(re.match(r"[ \t]+#[^\s#]", line[node.end_mark.column :]))

    def problem(self, path: Path, message: str, *, at_key: bool = False) -> Problem:
        """A problem at `path`, or, where nothing stands there, at the nearest that holds it."""
        known = path
        while known not in self.places and known:
            known = known[:-1]
        line, column = self.places.get(known, (1, 1))
        if at_key and path in self.keys:
            line, column = self.keys[path]
        return Problem(self.file, line, column, field_name(path), message)


def parse_yaml(text: str, file: str) -> Source:
    """Parse `text`; what YAML allows and this project does not is listed in `problems`."""
    source = Source(file, lines=text.split("\n"))
    if found := _LINE_SIGNS.search(text):
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
    source.tree = _tree(node, (), source, set())
    return source


def _place(mark: Any) -> tuple[int, int]:
    """Line and column, from 1, of a mark of either of PyYAML's two kinds, or of the beginning."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _too_deep(text: str, file: str) -> Problem | None:
    """The place where a text nests deeper than any record does.

    libyaml composes by recursion and crashes on 100,000 brackets. Its events come one by one, so
    the depth is counted there, and only where a cheap look finds the text suspicious.
    """
    if not _SUSPICIOUS.search(text) and text.count("[") + text.count("{") < _MANY_BRACKETS:
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


def _tree(node: yaml.Node, path: Path, source: Source, seen: set[int]) -> Tree:
    source.places[path] = _place(node.start_mark)

    def refuse(message: str) -> None:
        source.problems.append(source.problem(path, message))

    if id(node) in seen:
        refuse("YAML aliases (*name) are not read here; write the value out")
        return ""
    seen.add(id(node))
    if node.tag != _NODE_TAGS[type(node)]:
        refuse(f"YAML tags ({shown(node.tag)}) are not read here; remove it")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item, (*path, i), source, seen) for i, item in enumerate(node.value)]
    if node.end_mark and source.cut_by_comment(node):
        refuse("what follows # is a comment and would be lost; put quotes around the text")
    if found := _UNPRINTABLE.search(node.value):
        refuse(f"holds the character U+{ord(found[0]):04X}, which no page can show; delete it")
    return str(node.value)


def _mapping(node: yaml.MappingNode, path: Path, source: Source, seen: set[int]) -> dict[str, Tree]:
    tree: dict[str, Tree] = {}
    for key, value in node.value:
        line, column = _place(key.start_mark)
        if not isinstance(key, yaml.ScalarNode):
            source.problems.append(
                Problem(source.file, line, column, field_name(path), "a key must be one word")
            )
            continue
        name, at = str(key.value), (*path, str(key.value))
        if name == "<<" or name in tree:
            message = (
                "YAML merge keys (<<) are not read here; write the fields out"
                if name == "<<"
                else f"{shown(name)} stands twice here; keep one of them"
            )
            source.problems.append(Problem(source.file, line, column, field_name(at), message))
            continue
        source.keys[at] = (line, column)
        tree[name] = _tree(value, at, source, seen)
    return tree


def unknown_key(key: str, known: list[str]) -> str:
    """The message for a key that the model does not have."""
    hint = did_you_mean(key, known)
    return f"{shown(key)} is not a field here{hint or '; the fields are: ' + ', '.join(known)}"
