"""Writes one text as YAML: plain, between quotes, or over several lines."""

from __future__ import annotations

import re
from functools import lru_cache
from io import StringIO
from textwrap import wrap

import yaml
from yaml.emitter import Emitter
from yaml.resolver import Resolver

#: The longest line, in characters, where a text can be broken at all.
WIDTH = 100

#: What may not stand in a file as itself, or could not be seen there.
_ESCAPED = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
#: What other readers of YAML take for no text at all; numbers and dates are what they look like.
_NO_TEXT = {f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "merge", "value")}

_EMITTER = Emitter(StringIO(), allow_unicode=True)
_RESOLVER = Resolver()


@lru_cache(maxsize=100_000)
def on_a_line(text: str, *, flow: bool = False) -> str:
    """A text on one line, with quotes where it needs them; `flow`: inside brackets."""
    if _ESCAPED.search(text) or "\n" in text:
        return _double_quoted(text)
    analysis = _EMITTER.analyze_scalar(text)
    plain = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    kind = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if plain and kind not in _NO_TEXT:
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def over_lines(text: str, width: int) -> list[str] | None:
    """A text as a block: its header and its lines, or None where it is better on one line.

    Lines have `width` characters at most, as far as words allow; the caller indents them.
    """
    if _ESCAPED.search(text) or text != text.lstrip() or not text:
        return None
    if "\n" in text:
        return _paragraphs(text, width)
    lines = _wrapped(text, width)
    return [">-", *lines] if lines and (len(lines) > 1 or len(lines[0]) <= width) else None


def _paragraphs(text: str, width: int) -> list[str] | None:
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if body.endswith("\n") or any(line != line.rstrip() for line in lines):
        return None  # white space that an editor's program may take away
    chomp = "" if text.endswith("\n") else "-"
    if all(len(line) <= width for line in lines):
        return [f"|{chomp}", *lines]
    folded: list[str] = []
    for line in lines:
        parts = _wrapped(line, width) if line else []
        if parts is None:
            return [f"|{chomp}", *lines]
        folded += ["", *parts]
    return [f">{chomp}", *folded[1:]]


def _wrapped(text: str, width: int) -> list[str] | None:
    """The lines of a text that folding makes one again, or None where none do."""
    lines = wrap(
        text,
        width,
        expand_tabs=False,
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines if " ".join(lines) == text else None


def _double_quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    if not _ESCAPED.match(sign):
        return sign
    code = ord(sign)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
