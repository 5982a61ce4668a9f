"""Changes places of a YAML text and leaves every other character as it is."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from generator.problems import Path
from generator.yamltree import Source


def node_at(node: yaml.Node, path: Path) -> yaml.Node:
    """What stands at a path; raises LookupError where nothing does."""
    for part in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            node = {key.value: value for key, value in node.value}[part]
        else:
            raise LookupError(part)
    return node


@dataclass
class Patch:
    """Changes to one parsed file, which are made together."""

    source: Source
    _edits: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text with all changes."""
        text = self.source.text
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    @property
    def line_end(self) -> str:
        return "\r\n" if "\r\n" in self.source.text else "\n"

    def replace(self, node: yaml.ScalarNode, new: str) -> None:
        """Write other words in a text's place; `new` needs no quotes, and keeps those there are."""
        start, end = node.start_mark.index, node.end_mark.index
        written = self.source.text[start:end]
        if written.count(node.value) == 1:
            start += written.index(node.value)
            end = start + len(node.value)
        self._edits.append((start, end, new))

    def insert(self, at: int, new: str) -> None:
        """Write something in between, `at` so many characters."""
        self._edits.append((at, at, new))

    def add_first(self, node: yaml.MappingNode, line: str) -> None:
        """Give a mapping a first field."""
        start, column = node.start_mark.index, node.start_mark.column
        if node.flow_style:
            self.insert(start + 1, f"{line}, " if node.value else line)
        else:
            self.insert(start, line + self.line_end + " " * column)

    def add_field(self, node: yaml.MappingNode, line: str, order: tuple[str, ...]) -> None:
        """Give a mapping a field behind all that stand before it in `order`."""
        name = line.partition(":")[0]
        earlier = order[: order.index(name)]
        known = [pair for pair in node.value if pair[0].value in earlier]
        if not known:
            self.add_first(node, line)
            return
        key, value = max(known, key=lambda pair: pair[0].start_mark.index)
        self.add_behind(value, line, node, key.start_mark.column)

    def add_entry(self, node: yaml.SequenceNode, text: str) -> None:
        """Give a list a last entry."""
        if not node.value:
            self._edits.append((node.start_mark.index, node.end_mark.index, f"[{text}]"))
        else:
            entry = text if node.flow_style else f"- {text}"
            self.add_behind(node.value[-1], entry, node, node.start_mark.column)

    def add_behind(
        self, before: yaml.Node, line: str, inside: yaml.CollectionNode, column: int
    ) -> None:
        """Write a line behind what stands in a list or mapping, or behind a comma, in brackets."""
        end = self.end_of(before)
        if inside.flow_style:
            self.insert(end, f", {line}")
        else:
            self.insert(self.line_after(end), self.line_end + " " * column + line)

    def line_after(self, at: int) -> int:
        """Where the line ends in which a place lies."""
        text = self.source.text
        end = text.find("\n", at)
        if end < 0:
            return len(text)
        return end - 1 if text[end - 1 : end] == "\r" else end

    def end_of(self, node: yaml.Node) -> int:
        """Behind the last sign of what stands somewhere, without comments and blank lines."""
        end = int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode):
            return len(self.source.text[:end].rstrip()) if node.style in ("|", ">") else end
        if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
            return end
        last = node.value[-1]
        key, value = last if isinstance(last, tuple) else (None, last)
        is_left_out = isinstance(value, yaml.ScalarNode) and not (value.value or value.style)
        return int(key.end_mark.index) + 1 if key and is_left_out else self.end_of(value)
