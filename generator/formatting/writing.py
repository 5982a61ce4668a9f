"""Writes an outline as YAML: fields in the model's order, what is short on one line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby

from pydantic import BaseModel

from generator.formatting.outline import Entry, Group, Outline, Text
from generator.formatting.scalars import WIDTH, on_a_line, over_lines
from generator.model.fields import Record
from generator.validating import model_in

#: The kind of record that stands somewhere, where one does.
_Kind = type[BaseModel] | None


def written(outline: Outline, kind: type[Record], *, is_registry: bool = False) -> str:
    """The text of a file that is a record of a kind, or, of the registry, one under each id."""
    header = _without_wide_gaps(outline.header)
    lines: list[str] = []
    for entry in outline.root.entries if is_registry else _in_order(outline.root, kind):
        held = kind if is_registry else _held(kind, entry.key)
        lines += _with_comments(entry, held, 0, may_begin_blank=bool(lines or header))
    if header and not header[-1] and lines and not lines[0]:
        del lines[0]
    lines = [*header, *lines, *_without_wide_gaps(outline.root.remarks)]
    return "".join(f"{line}\n" for line in lines)


def lines_of(key: str, value: Group, kind: type[Record]) -> list[str]:
    """The lines of a field that holds a record of a kind, at the left edge."""
    return _entry(Entry(Group(True, False, 0, 0), key, 0, 0, value), kind, 0)


def _with_comments(entry: Entry, kind: _Kind, column: int, *, may_begin_blank: bool) -> list[str]:
    _raise_comments(entry, kind)
    before, lines = _without_wide_gaps(entry.before), _entry(entry, kind, column)
    if before and not before[0] and not may_begin_blank:
        del before[0]
    if entry.beside:
        # the first line of an entry of a list is that of its first field, with a comment of its own
        if entry.key is None and isinstance(entry.value, Group) and len(lines) > 1:
            before.append(entry.beside)
        else:
            space = "" if entry.beside[1:2] in ("", " ", "#") else " "
            lines[0] += f"  #{space}{entry.beside[1:]}"
    return [*_indented(before, column), *lines]


def _entry(entry: Entry, kind: _Kind, column: int) -> list[str]:
    """The lines of an entry without the comments above and beside it."""
    lead = "- " if entry.key is None else f"{on_a_line(entry.key)}: "
    room = WIDTH - column - len(lead)
    lines = (
        _text(entry.value, room, WIDTH - column - 2)
        if isinstance(entry.value, Text)
        else _group(entry.value, kind, room, column + 2)
    )
    if isinstance(entry.value, Group) and not lines[0]:
        if entry.key is None:
            return [" " * column + lead + lines[1].lstrip(), *lines[2:]]
        return [" " * column + lead.rstrip(), *lines[1:]]
    first, *more = lines
    return [" " * column + (lead + first).rstrip(), *_indented(more, column + 2)]


def _text(value: Text, room: int, width: int) -> list[str]:
    if value.is_left_out:
        return [""]
    inline = on_a_line(value.text)
    if len(inline) <= room and "\n" not in value.text:
        return [inline]
    return over_lines(value.text, width) or [inline]


def _group(group: Group, kind: _Kind, room: int, column: int) -> list[str]:
    """One line between brackets, or an empty one and those of the entries, indented already."""
    inline = _inline(group, kind)
    if inline and (len(inline) <= room or not group.entries):
        return [inline]
    lines = [""]
    for entry in _in_order(group, kind) if group.is_mapping else group.entries:
        held = _held(kind, entry.key) if group.is_mapping else kind
        lines += _with_comments(entry, held, column, may_begin_blank=len(lines) > 1)
    return [*lines, *_indented(_without_wide_gaps(group.remarks), column)]


def _raise_comments(entry: Entry, kind: _Kind) -> None:
    """Put what stands above the first field of an entry of a list above the entry's hyphen."""
    if entry.key is None and isinstance(entry.value, Group) and entry.value.entries:
        first = _in_order(entry.value, kind)[0]
        _raise_comments(first, kind)
        raised = [line for line in first.before if line]
        entry.before += raised
        first.before.clear()


def _in_order(group: Group, kind: _Kind) -> list[Entry]:
    """The fields as the model has them; what it does not know comes last, as it stood."""
    if kind is None or not issubclass(kind, Record):
        return group.entries
    order = {name: position for position, name in enumerate(kind.written())}
    return sorted(group.entries, key=lambda entry: order.get(entry.key or "", len(order)))


def _inline(group: Group, kind: _Kind) -> str:
    """A list or mapping between brackets, or nothing where it must stand over several lines."""
    if group.has_comments or (group.is_mapping and group.entries and kind and _has_words(kind)):
        return ""
    parts = []
    for entry in _in_order(group, kind) if group.is_mapping else group.entries:
        if isinstance(entry.value, Group) or entry.value.is_left_out or "\n" in entry.value.text:
            return ""
        key = "" if entry.key is None else f"{on_a_line(entry.key, flow=True)}: "
        parts.append(key + on_a_line(entry.value.text, flow=True))
    joined = ", ".join(parts)
    return f"{{{joined}}}" if group.is_mapping else f"[{joined}]"


@cache
def _has_words(kind: type[BaseModel]) -> bool:
    """Whether a kind of record holds words of an article, each of which has a line of its own."""
    parts = (model_in(info.annotation) for info in kind.model_fields.values())
    return "exact" in kind.model_fields or any(_has_words(part) for part in parts if part)


def _held(kind: _Kind, key: str | None) -> _Kind:
    """The kind of record of which a field holds one or several."""
    info = kind.model_fields.get(key or "") if kind else None
    return model_in(info.annotation) if info else None


def _without_wide_gaps(lines: Iterable[str]) -> list[str]:
    """Comments with one blank line where there were several."""
    kept: list[str] = []
    for is_blank, run in groupby(lines, key=lambda line: not line):
        kept += [""] if is_blank else run
    return kept


def _indented(lines: Iterable[str], column: int) -> list[str]:
    return [" " * column + line if line else "" for line in lines]
