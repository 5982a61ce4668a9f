"""Words that are to be looked for in an article, apart from what may differ round them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from generator.article.normal import DOUBLE_MARKS, SINGLE_MARKS, Normal, normalise

#: What a summary may leave out or add at the edges of a quotation.
_EDGE = frozenset('.,;:-" \u2026')
#: Marks of what was left out or put in by an editor: an ellipsis, bare or in brackets, or
#: bracketed words.
_CUT = re.compile("[\\[(] ?\u2026 ?[\\])]|\u2026|\\[(?P<put>[^\\[\\]]{1,80})\\]")
#: A letter that an editor made large or small: `[T]he`; and the sign that marks it in here.
_LETTER, _ANY_CASE = re.compile(r"\[([^\W\d_])\](?=\w)"), "\ue000"
_GLUED = re.compile(r"\w\[[^\[\]\u2026]+\]|\[[^\[\]\u2026]+\]\w")
#: A quotation mark at the beginning of a paragraph that is not the first.
_MARKS = re.escape("".join(sorted(DOUBLE_MARKS | SINGLE_MARKS)))
_REOPENED = re.compile(rf"\n[ \t]*\n[ \t]*[{_MARKS}](?=\w)")
#: How many characters of the article an ellipsis, and how many bracketed words may stand for.
GAP, REPLACED = 300, 60


@dataclass(frozen=True)
class Part:
    """A run of words between two marks of what was left out.

    `pattern` finds it in a normal form, `stop` is the punctuation behind it, `gap` how many
    characters of the article may stand before it, `put` what an editor wrote in their place.
    """

    words: str
    pattern: re.Pattern[str]
    stop: str = ""
    gap: int = 0
    put: str = ""


@dataclass(frozen=True)
class Phrase:
    """Some words of a summary."""

    original: str

    @cached_property
    def normal(self) -> Normal:
        """The words in normal form, without marks that begin a further paragraph of them."""
        reopened = {found.end() - 1 for found in _REOPENED.finditer(self.original)}
        return normalise(self.original, reopened)

    @cached_property
    def _core(self) -> tuple[int, int]:
        return _trimmed(self.normal.text)

    @property
    def core(self) -> str:
        """The words in normal form, without punctuation and marks at the edges."""
        start, end = self._core
        return self.normal.text[start:end]

    @property
    def core_begins(self) -> int:
        """Where in the original, its own white space at the edge left out, the core begins."""
        start, end = self._core
        margin = len(self.original) - len(self.original.lstrip())
        return self.normal.starts[start] - margin if start < end else 0

    @property
    def lead(self) -> str:
        """The punctuation before the core."""
        return self.normal.text[: self._core[0]]

    @property
    def stop(self) -> str:
        """The punctuation after the core."""
        return self.normal.text[self._core[1] :]

    @property
    def core_in_other_case(self) -> str:
        """The core with its first letter large instead of small, or the reverse."""
        return f"{self.core[:1].swapcase()}{self.core[1:]}"

    @property
    def is_shortened(self) -> bool:
        """Whether an editor marked something as left out or put in."""
        text = self.normal.text
        return bool(_CUT.search(text) or _LETTER.search(text))

    @property
    def is_glued(self) -> bool:
        """Whether brackets stand inside a word, which then means something else: [un]lawful."""
        return bool(_GLUED.search(_LETTER.sub(r"\1", self.normal.text)))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The runs of words between what an editor left out or put in."""
        return self._pieces[0]

    @property
    def put_last(self) -> str:
        """What an editor put in behind the last run of words."""
        return self._pieces[1]

    @cached_property
    def _pieces(self) -> tuple[tuple[Part, ...], str]:
        marked = _LETTER.sub(_ANY_CASE + r"\1", self.normal.text)
        found: list[Part] = []
        gap, put, begin = 0, "", 0
        for match in [*_CUT.finditer(marked), None]:
            piece = marked[begin : match.start() if match else len(marked)]
            start, end = _trimmed(piece)
            if any(sign.isalnum() for sign in piece):
                found.append(_part(piece[start:end], piece[end:], gap, put))
                gap, put = 0, ""
            if match:
                inside = match["put"] or ""
                gap, put = max(gap, REPLACED if inside else GAP), f"{put} {inside}"
                begin = match.end()
        return tuple(found), put


def _part(core: str, stop: str, gap: int, put: str) -> Part:
    before, *rest = core.split(_ANY_CASE)
    cased = (f"(?i:{re.escape(part[:1])}){re.escape(part[1:])}" for part in rest)
    pattern = re.compile(re.escape(before) + "".join(cased))
    return Part(core.replace(_ANY_CASE, ""), pattern, stop, gap, put)


def _trimmed(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    while start < end and text[start] in _EDGE and not _is_sign(text, start):
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _is_sign(text: str, at: int) -> bool:
    """Whether a hyphen or point belongs to the figure behind it: -5, .5."""
    return text[at] in "-." and text[at + 1 : at + 2].isdigit()
