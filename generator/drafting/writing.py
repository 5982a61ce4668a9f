"""Writes the fields of a summary as YAML that reads back as what they are, sign by sign."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

#: How wide a line becomes, in characters.
WIDTH = 100
_PLAIN = re.compile(r"[^\W_][^\n]*|[\u201c\u201d\u2018\u2019(][^\n]*")
#: What ends a plain text, or makes it something else.
_NOT_PLAIN = re.compile(r": |:$| #|^[-?:,\[\]{}#&*!|>'\"%@`]")
#: Fields of figures and dates, whose values are written as they are.
_BARE = frozenset(("value", "to", "date", "added", "published"))
#: From how many characters on a text of several words is certainly no number, date or yes.
_SURELY_TEXT = 40


@dataclass(frozen=True)
class Noted:
    """A value with a comment above it."""

    comment: str
    value: Any


def written(fields: Mapping[str, Any]) -> str:
    """The fields as a YAML file. Values are texts, lists, mappings, and such with comments."""
    return "".join(f"{line}\n" for line in _mapping(fields, ""))


def _mapping(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, given in fields.items():
        value = given
        if isinstance(given, Noted):
            yield from _comment(given.comment, indent)
            value = given.value
        if value is None:
            continue
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, str):
            yield from _field(key, value, indent)
        else:
            yield from _list(key, value, indent)


def _comment(text: str, indent: str) -> Iterator[str]:
    for line in textwrap.wrap(text, WIDTH - len(indent) - 2):
        yield f"{indent}# {line}"


def _list(key: str, values: Sequence[Any], indent: str) -> Iterator[str]:
    flow = f"{indent}{key}: [{', '.join(map(str, values))}]"
    ids = all(isinstance(one, str) and re.fullmatch(r"[a-z0-9-]+", one) for one in values)
    if ids and len(flow) <= WIDTH:
        yield flow
        return
    yield f"{indent}{key}:"
    for one in values:
        if isinstance(one, str):
            yield f"{indent}  - {scalar(one)}"
        else:
            lines = list(_mapping(one, f"{indent}    "))
            yield f"{indent}  - {lines[0].lstrip()}"
            yield from lines[1:]


def _field(key: str, text: str, indent: str) -> Iterator[str]:
    bare = key in _BARE and text[0].isalnum()
    line = f"{indent}{key}: {text if bare else scalar(text)}"
    if len(line) <= WIDTH or not _folds(text):
        yield line
        return
    yield f"{indent}{key}: >-"
    lines = textwrap.wrap(
        text, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False
    )
    yield from (f"{indent}  {one}" for one in lines)


def _folds(text: str) -> bool:
    """Whether a text comes back from lines that are folded: one space between its words."""
    return text.isprintable() and text == text.strip() and "  " not in text


def scalar(text: str) -> str:
    """A text on one line: plain where every reader of YAML takes it for a text, else quoted."""
    plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and text.isprintable()
    if plain and text == text.strip() and (len(text) > _SURELY_TEXT or _stays_text(text)):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _stays_text(text: str) -> bool:
    try:
        return bool(yaml.load(text, yaml.CSafeLoader) == text)
    except (yaml.YAMLError, ValueError):
        return False


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    if sign.isprintable():
        return sign
    code = ord(sign)
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return f"\\u{code:04X}"
