"""Makes the text directive of a link with which a browser scrolls to a passage of an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from generator.article.text import WORD, Text
from generator.model.fields import LONGEST_LINE

#: From how many characters on only the first and last words of a passage are named.
LONG = 300
#: How many words the ends of a long passage, and what stands round a passage, have at most.
_END_WORDS, _CONTEXT_WORDS = 8, 8


@dataclass(frozen=True)
class Directive:
    """What a browser looks for, by the words of the WICG draft "URL Fragment Text Directives"."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """`text=prefix-,start,end,-suffix`, all but letters and digits percent-encoded."""
        parts = [
            f"{_encoded(self.prefix)}-" if self.prefix else "",
            _encoded(self.start),
            _encoded(self.end),
            f"-{_encoded(self.suffix)}" if self.suffix else "",
        ]
        return f"text={','.join(part for part in parts if part)}"


def _encoded(text: str) -> str:
    """Percent-encoded, the hyphen too: bare, it marks a prefix or suffix."""
    return quote(text, safe="").replace("-", "%2D").replace(".", "%2E").replace("~", "%7E")


def directive(article: Text, start: int, end: int) -> Directive | None:
    """The shortest directive whose first hit is the passage; None where none was found.

    `start` and `end` are offsets in the article's text. What a browser would find is proved by
    running the draft's own search over the text.
    """
    page = _Page(article.raw)
    passage = page.within(start, end)
    if passage is None:
        return None
    for candidate in _candidates(page, *passage):
        if len(str(candidate)) <= LONGEST_LINE and page.search(candidate) == passage:
            return candidate
    return None


def _candidates(page: _Page, start: int, end: int) -> Iterator[Directive]:
    words = page.words(start, end)
    ends: list[tuple[str, str]] = []
    if end - start <= LONG and page.one_block(start, end):
        ends.append((page.text[start:end], ""))
    for count in range(3, min(_END_WORDS, len(words) // 2) + 1):
        first_ends, last_begins = words[count - 1][1], words[-count][0]
        if page.one_block(start, first_ends) and page.one_block(last_begins, end):
            ends.append((page.text[start:first_ends], page.text[last_begins:end]))
    for first, last in ends:
        yield Directive(first, last)
    for prefix, suffix in _contexts(page, start, end):
        for first, last in ends[:1]:
            yield Directive(first, last, prefix, suffix)


def _contexts(page: _Page, start: int, end: int) -> Iterator[tuple[str, str]]:
    """What stands before and behind a passage, word by word more of it.

    That in its own block first: what stands beside it in a text need not do so on a page.
    """
    before, after = page.block_before(start), page.block_behind(end)
    yield from _pairs(page, before, after)
    if before.strip() and after.strip():
        return
    line, behind = page.text[:start].rstrip(), page.text[end:].lstrip()
    neighbours = page.block_before(len(line)), behind.split("\n")[0]
    yield from _pairs(page, before if before.strip() else neighbours[0], after or neighbours[1])


def _pairs(page: _Page, before: str, after: str) -> Iterator[tuple[str, str]]:
    first, last = page.words_of(before), page.words_of(after)
    for count in range(1, _CONTEXT_WORDS + 1):
        prefix = before[first[-count][0] :].strip() if count <= len(first) else ""
        suffix = after[: last[count - 1][1]].strip() if count <= len(last) else ""
        for context in ((prefix, ""), ("", suffix), (prefix, suffix)):
            if any(context):
                yield context


class _Page:
    """A text as a browser searches it: without case and accents, a block for each line.

    Source: the draft's "find a range from a text directive" and "find a string in range".
    """

    def __init__(self, raw: str) -> None:
        self.text = raw
        self.folded = "".join(_base(sign) for sign in raw)

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """The passage without white space at its edges; None where nothing is left."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        return [match.span() for match in WORD.finditer(self.text, start, end)]

    def words_of(self, part: str) -> list[tuple[int, int]]:
        return [match.span() for match in WORD.finditer(part)]

    def block_before(self, at: int) -> str:
        """What stands before a place in its block."""
        return self.text[self.text.rfind("\n", 0, at) + 1 : at]

    def block_behind(self, at: int) -> str:
        """What stands behind a place in its block."""
        return self.text[at:].split("\n")[0]

    def one_block(self, start: int, end: int) -> bool:
        return "\n" not in self.text[start:end]

    def search(self, wanted: Directive) -> tuple[int, int] | None:
        """From where to where a browser would mark the text, by the draft's algorithm."""
        at = 0
        ends_whole = bool(wanted.end or not wanted.suffix)
        while True:
            if wanted.prefix:
                before = self._find(wanted.prefix, at, starts_whole=True, ends_whole=False)
                if before is None:
                    return None
                at = before[0] + 1
                first = self._skip_space(before[1])
                start = self._find(wanted.start, first, starts_whole=False, ends_whole=ends_whole)
                if start is None:
                    return None
                if start[0] != first:
                    continue
            else:
                start = self._find(wanted.start, at, starts_whole=True, ends_whole=ends_whole)
                if start is None:
                    return None
                at = start[0] + 1
            found = self._end(wanted, start)
            if found != "again":
                return found

    def _end(
        self, wanted: Directive, start: tuple[int, int]
    ) -> tuple[int, int] | Literal["again"] | None:
        after = start[1]
        while True:
            last = start
            if wanted.end:
                whole = not wanted.suffix
                end = self._find(wanted.end, after, starts_whole=True, ends_whole=whole)
                if end is None:
                    return None
                last = (start[0], end[1])
            if not wanted.suffix:
                return last
            first = self._skip_space(last[1])
            behind = self._find(wanted.suffix, first, starts_whole=False, ends_whole=True)
            if behind is None:
                return None
            if behind[0] == first:
                return last
            if not wanted.end:
                return "again"
            after = last[1]

    def _skip_space(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _find(
        self, text: str, start: int, *, starts_whole: bool, ends_whole: bool
    ) -> tuple[int, int] | None:
        """The first place of some words that lies in one block, at word boundaries where asked."""
        pattern = r"[^\S\n]+".join(map(re.escape, "".join(map(_base, text)).split()))
        for match in re.compile(pattern).finditer(self.folded, start):
            begin, end = match.span()
            if starts_whole and self._inside_word(begin):
                continue
            if ends_whole and self._inside_word(end):
                continue
            return begin, end
        return None

    def _inside_word(self, at: int) -> bool:
        around = self.text[at - 1 : at + 1] if 0 < at < len(self.text) else ""
        return len(around) == 2 and all(sign.isalnum() or sign == "_" for sign in around)


def _base(sign: str) -> str:
    """The base letter of a letter, small: browsers compare at the primary level (UTS 10)."""
    folded = unicodedata.normalize("NFD", sign.lower())[:1]
    return folded or sign
