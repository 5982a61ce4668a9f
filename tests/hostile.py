"""Strings for every syntax that the site's builders and themes know, and a site full of one."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from conftest import small_files

HOSTILE = [
    "*a* **b** _c_ __d__ `e` ``f`` ~~g~~ ==h== ^i^ ++j++",
    "# heading", "## heading {#id .class}", "> quote", "- item", "* item", "+ item", "1. item",
    "1) item", "---", "***", "===", "a\n===", "    code", "\tcode", "```python", "~~~",
    "| a | b |\n|---|---|", "[text](javascript:alert(1))", "![image](x.png)", "[ref]", "[ref]: /x",
    "<https://example.org>", "https://example.org", "www.example.org", "a@example.org",
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<!-- comment -->",
    "<![CDATA[x]]>", "<?php x ?>", "</div>", '<div markdown="1">', "</title><script>x</script>",
    "&amp;", "&lt;b&gt;", "&#42;", "&#x2a;", "&copy", "&;", "\\*", "\\", "a\\\nb", "a  \nb",
    "{{ x }}", "{% include 'x' %}", "{# c #}", "{: .class }", "{.class}", "${x}", "{x}", "%(x)s",
    "{#title}", "x {#title}", "{n}", "{name}", "\\1", "__config", "__search", "title", "index",
    "[^1]", "[^1]: note", "*[HTML]: x", "[TOC]", "!!! note", "??? note", "=== tab", "::: module",
    '--8<-- "/etc/passwd"', ":smile:", "++ctrl++", "$x^2$", "\\(x\\)", "[[wiki]]", "[x] done",
    "(c)", "...", "--", '"quoted"', "'single'", "key: value", "---\ntitle: x\n---", "!!python/x",
    "\u00a0x\u00a0", "a\u200bb", "\u202eabc", "\u2067abc", "\u0301x", "\ufeffx", "💥🏳️‍🌈",
    " edge ", "  two  spaces  ", "a\nb", "\na\n", "a\n\nb", "\tx\ty\t", "x" * 900,
    "klzzwxh:0001", "wzxhzdk:0", "-", "a-", "-a", "yes", "null", "1_000", "0x1f",
]  # fmt: skip

#: The fields of free text. Words of the article that are evidence reach no page.
FREE = {
    "title", "gist", "text", "note", "because", "role", "name", "aliases", "of", "headline",
    "author", "written_by", "checked_by", "open_questions", "was", "now", "unit",
    "unverified",
}  # fmt: skip


#: Of these, the ones that may have several paragraphs, by the list in which they stand.
PROSE = {("what", "text"), *((place, "note") for place in ("what", "when", "quotes", "numbers"))}


def one_line(text: str) -> str:
    """The string as a field of one line can hold it."""
    return " ".join(text.split("\n")).replace("\t", " ").strip() or "x"


def full_of(text: str) -> dict[str, bytes]:
    """The small site with `text` in every field of free text, and in every quotation.

    Nothing of it can be verified, and every item says so, with `text` as the reason.
    """
    files = {name: data for name, data in small_files().items() if name.endswith(".yml")}
    return {name: _filled(data, text) for name, data in files.items()}


def _filled(data: bytes, text: str) -> bytes:
    tree = yaml.load(data, yaml.BaseLoader)
    for record in _with_words(tree):
        record["unverified"] = "x"
    for record, key, place in list(_fields(tree, "")):
        several = key in {"gist", "exact"} or (place, key) in PROSE
        value = text if several and text.strip() else one_line(text)
        record[key] = [value] if isinstance(record[key], list) else value
    return yaml.safe_dump(tree, allow_unicode=True, default_style='"').encode()


def _with_words(tree: object) -> Iterator[dict[str, object]]:
    """The records that hold words of an article."""
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _with_words(one)
    if isinstance(tree, dict) and "exact" in tree:
        yield tree


def _fields(tree: object, place: str) -> Iterator[tuple[dict[str, object], str, str]]:
    """The records with a field of free text, the field, and the list in which the record stands."""
    if isinstance(tree, list):
        for one in tree:
            yield from _fields(one, place)
    if isinstance(tree, dict):
        for key, value in tree.items():
            spoken = key == "exact" and "speaker" in tree
            # what a correction leads to is what its field says
            bound = key == "now" and tree.get("field") not in {*FREE, "exact"}
            if (key in FREE or spoken) and (place, key) != ("article", "text") and not bound:
                yield tree, key, place
            else:
                yield from _fields(value, key)
