"""An article's text with all that is read from it once: normal form, quotations, figures, lines."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from functools import cached_property

from generator.article.figures import Figure, figures
from generator.article.normal import Normal, normalise
from generator.article.quotations import Quotation, quotations

#: A word or a figure, with the marks inside it.
WORD = re.compile(r"\w+(?:[-'\u2019.,]\w+)*")


class Text:
    """The text of one article. Offsets count characters from 0, the end left out."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

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
        reopened = {mark for quotation in self.quotations for mark in quotation.reopened}
        return normalise(self.raw, reopened)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, with offsets in the normal form."""
        return figures(self.normal.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, sign in enumerate(self.raw) if sign == "\n")]

    def line(self, offset: int) -> int:
        """The number of the line, from 1, in which a character stands."""
        return bisect_right(self._line_starts, offset)

    def quotation_around(self, start: int, end: int) -> Quotation | None:
        """The quotation in which a part stands whole."""
        around = (one for one in self.quotations if one.start <= start and end <= one.end)
        return next(around, None)

    def words_outside_quotations(self) -> list[tuple[int, int]]:
        """From where to where the words stand that nobody is quoted with."""
        spoken = [(one.start, one.end) for one in self.quotations]
        return [
            match.span()
            for match in WORD.finditer(self.raw)
            if not any(start <= match.start() < end for start, end in spoken)
        ]
