"""An article's text with all that is read from it once: normal form, quotations, figures, lines."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from generator.article.figures import Figure, figures
from generator.article.normal import Normal, normalise
from generator.article.quotations import Quotation, quotations

#: A word or a figure, with the marks inside it.
WORD = re.compile(r"\w+(?:[-'\u2019.,]\w+)*")
#: Quotations hardly lie within each other: among so many before a place is the one around it.
_NEAR = 4


class Text:
    """The text of one article. Offsets count characters from 0, the end left out."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

    def __reduce__(self) -> tuple[type[Text], tuple[str]]:
        return type(self), (self.raw,)  # what is read from it takes less time than to carry it

    @cached_property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.raw.encode()).hexdigest()

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return quotations(self.raw)

    @cached_property
    def normal(self) -> Normal:
        """The normal form, without the marks that begin a further paragraph of a quotation."""
        return normalise(self.raw, self.reopened)

    @cached_property
    def reopened(self) -> frozenset[int]:
        """Where marks stand that begin a further paragraph of a quotation."""
        return frozenset(mark for one in self.quotations for mark in one.reopened)

    @cached_property
    def _edges(self) -> list[int]:
        return sorted({edge for one in self.quotations for edge in (one.start, one.end)})

    def edges_between(self, start: int, end: int) -> list[int]:
        """Where quotations begin or end from `start` to `end`, both included."""
        return self._edges[bisect_left(self._edges, start) : bisect_right(self._edges, end)]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, with offsets in the normal form."""
        return figures(self.normal.dashed)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [one.start for one in self.quotations]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, sign in enumerate(self.raw) if sign == "\n")]

    def line(self, offset: int) -> int:
        """The number of the line, from 1, in which a character stands."""
        return bisect_right(self._line_starts, offset)

    def quotation_around(self, start: int, end: int) -> Quotation | None:
        """The quotation in which a part stands whole."""
        at = bisect_right(self._quotation_starts, start)
        near = self.quotations[max(0, at - _NEAR) : at]
        return next((one for one in near if one.start <= start and end <= one.end), None)

    def words_outside_quotations(self) -> list[tuple[int, int]]:
        """From where to where the words stand that nobody is quoted with."""
        return [
            match.span()
            for match in WORD.finditer(self.raw)
            if self.quotation_around(match.start(), match.start() + 1) is None
        ]
