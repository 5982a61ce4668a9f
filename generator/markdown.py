"""The only place where text becomes Markdown, and the type that tells the two apart."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import lru_cache
from typing import NoReturn
from urllib.parse import quote, urlsplit, urlunsplit

from markupsafe import Markup

#: ASCII punctuation, line ends and tabs become numeric character references: no Markdown or HTML
#: syntax begins without one of them. The comma and a hyphen inside a word begin none.
_SIGNS = re.escape("".join(sorted(set(string.punctuation) - {",", "-"})))
#: What becomes a reference where every space is a single one between two words: a sign, and a
#: hyphen at the edge of a word. One class at its front lets the search skip all other characters.
_IN_WORDS = re.compile(rf"[{_SIGNS}\-](?:(?<!-)|(?<![0-9A-Za-z]-)|(?![0-9A-Za-z]))")
#: The same, and white space that Markdown would strip, fold or break at.
_ANYWHERE = re.compile(
    rf"[{_SIGNS}\t\n\r\x0b\x0c\x85\u2028\u2029]|-(?:(?<![0-9A-Za-z]-)|(?![0-9A-Za-z]))"
    r"|^\s|\s$|(?<=\s)\s"
)
_KEPT_IN_URLS = "%/:=&?~+!$,;'@()*-._"
_TOKENS = re.compile(r"[a-z0-9][a-z0-9 -]*", re.ASCII)
_PARAGRAPH_BREAK = re.compile(r"\n(?:[ \t]*\n)+")


class Markdown:
    """Finished Markdown. No `str`, so that no f-string or `+` can mix it with raw text."""

    __slots__ = ("source",)

    def __init__(self, source: str) -> None:
        self.source = source

    def __html__(self) -> str:
        return self.source

    def __str__(self) -> NoReturn:
        raise TypeError("finished Markdown is no text; use .source where a page is written")

    def __repr__(self) -> str:
        return f"Markdown({self.source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Markdown) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __bool__(self) -> bool:
        return bool(self.source)


def escape(text: str) -> str:
    """Markdown source that shows exactly `text`, in a paragraph, a cell or an attribute."""
    fragile = _IN_WORDS if text == " ".join(text.split()) else _ANYWHERE
    return fragile.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def inline(text: str) -> Markdown:
    """A field inside a line, apart from its surroundings in writing direction."""
    return Markdown(finished(text))


def attribute(value: str | int) -> Markdown:
    """A field, or a whole number, inside the double quotes of an inline element's attribute."""
    return Markdown(escape(str(value)))


def address(url: str) -> Markdown:
    """A checked web address inside an attribute: its host in ASCII, the rest percent-encoded.

    Source: RFC 3986 for the signs that stay, IDNA for the host. What is encoded stays encoded.
    """
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    rest = (quote(part, safe=_KEPT_IN_URLS) for part in (parts.path, parts.query, parts.fragment))
    return attribute(urlunsplit((parts.scheme, host, *rest)))


@lru_cache(maxsize=4096)
def token(value: str | int) -> Markdown:
    """Ids, class names and numbers, the only thing that may stand in the attributes of a block.

    Python-Markdown reads references there twice (md_in_html), so that text would not stay text.
    Raises ValueError for anything but lower-case ASCII letters, digits, hyphens and spaces.
    """
    text = str(value)
    if not _TOKENS.fullmatch(text):
        raise ValueError(f"{text!r} is no id or class name")
    return Markdown(text)


def anchor(id: str) -> Markdown:
    """The id of the heading at whose end it stands.

    Left to itself a builder makes one of the heading's text, and a name such as `__search` would
    take the id of a part of the theme.
    """
    return Markdown(f"{{#{token(id).source}}}")


def prose(text: str) -> Markdown:
    """A field of paragraphs, divided by blank lines."""
    return Markdown("\n\n".join(inline(part).source for part in paragraphs(text)))


def blockquote(text: str) -> Markdown:
    """A field of paragraphs as a Markdown quotation."""
    return Markdown("\n>\n".join(f"> {inline(part).source}" for part in paragraphs(text)))


def struck(text: str) -> Markdown:
    """A field of paragraphs that no longer holds: struck out, and nothing for a search to find."""
    parts = (inline(part).source for part in paragraphs(text))
    return Markdown("\n\n".join(f"<del data-search-exclude>{part}</del>" for part in parts))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a field, without the blank lines between them."""
    return [part for part in _PARAGRAPH_BREAK.split(text) if part.strip(" \t\n")] or [text]


def joined(parts: Iterable[Markdown], between: Markdown) -> Markdown:
    """Finished parts in one line."""
    return Markdown(between.source.join(part.source for part in parts))


def finished(value: object) -> str:
    """What a template prints for a value: text escaped, finished Markdown as it is.

    Raises TypeError for anything else, so that no record, list or None slips onto a page.
    """
    if isinstance(value, Markdown):
        return value.source
    if isinstance(value, Markup):  # what a macro or a set block of our own templates returned
        return value
    if isinstance(value, str):
        return f"<bdi>{escape(value)}</bdi>"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    kind = type(value).__name__
    raise TypeError(f"a template printed a {kind}; only text, Markdown and whole numbers show")
