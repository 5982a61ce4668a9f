"""Guesses what an editor meant where YAML cannot be read, and says how to write it."""

from __future__ import annotations

import re

#: What a line looks like, and what to do about it; the first that fits is said.
_SIGNS = (
    (re.compile(r"^(<{7}|={7}|>{7})"), "two versions of the file were merged here; keep one"),
    (re.compile(r"^ *\t"), "indent with spaces, not with tabs"),
    (re.compile("\u00a0"), "a non-breaking space stands here; type a plain one"),
    (re.compile(r"^\s*-[^\s-]"), "write a space after the hyphen"),
    (re.compile(r"^\s*(?:- )?[a-z_]+:[^\s/]"), "write a space after the colon"),
    (
        re.compile(r"^\s*(?:- )?[a-z_]+: +[*&%@`!|>?][^\s-]"),
        "a text that begins with such a sign needs quotes around it",
    ),
    (
        re.compile(r"""^\s*(?:- )?[a-z_]+: +(?:"[^"]*"|'[^']*') *[^\s#,}\]]"""),
        "a text that begins with a quotation mark needs quotes of the other kind around all of it",
    ),
    (
        re.compile(r"^\s*(?:- )?[a-z_]+: +[^\s\"'{\[#][^#]*: "),
        "a text with a colon followed by a space needs quotes around it",
    ),
)


#: What libyaml says of a line that begins at another column than its neighbours.
_MISPLACED = ("expected '-' indicator", "expected key", "mapping values are not allowed")


def remedy(text: str, line: int, problem: str, context: str, opened: int | None) -> str:
    """What to do about YAML that ends at `line` (from 1), or nothing where no guess is good.

    `problem` and `context` are libyaml's words for what it found and what it was in, `opened` the
    line where that began.
    """
    if "quoted scalar" in context and opened:
        return f"the quotation mark opened in line {opened} is not closed"
    lines = text.split("\n")
    for number in (line, line - 1):
        if 1 <= number <= len(lines):
            for sign, advice in _SIGNS:
                if sign.search(lines[number - 1]):
                    return advice if number == line else f"in line {number}: {advice}"
    quote = _unclosed_quote(lines[: line - 1])
    if quote:
        return f"the quotation mark opened in line {quote} is perhaps not closed"
    if any(sign in problem for sign in _MISPLACED):
        return "begin the line exactly under the one above, or two spaces further in"
    return ""


def _unclosed_quote(lines: list[str]) -> int | None:
    for number, text in enumerate(lines, start=1):
        value = re.match(r"""^\s*(?:- )?[a-z_]+: +(["'])""", text)
        if value and text.count(value[1]) == 1:
            return number
    return None
