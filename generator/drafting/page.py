"""Parts the lines of a copied page: furniture, headline, by-line, the day it bears, paragraphs."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cached_property

from generator.article.calendar import dates
from generator.article.furniture import furniture
from generator.article.text import Text

Span = tuple[int, int]

_BYLINE = re.compile(r"(?:Story |Words |Report )?By:? (?P<who>[^\W\d_].{1,80})", re.IGNORECASE)
_BY_NOBODY = re.compile(r"\b(?:a|an|our|the)\b|correspondent|reporter|staff", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:[,|\u2022\u00b7(]| - | \u2013 | and ).*$")
_STOPS = (".", "!", "?", ":", ";", ",")
#: The longest headline, in characters; what is longer is a paragraph.
_LONGEST_HEADLINE = 150
#: A line that bears the page's day is no longer than this, and stands among the first ones.
_LONGEST_DAY, _FIRST_LINES = 90, 12
#: Where a report was written, and by which agency, before its first sentence.
_DATELINE = re.compile(
    r"[A-Z][A-Z ,.'-]{2,40}(?:, [A-Z][\w. ]{1,30}(?=,| \())?(?:,? [A-Z][a-z]+\.? \d{1,2})?"
    r"(?: ?\([^)\n]{1,30}\))? [-\u2013\u2014]+ "
)
#: What may stand round the day on such a line.
_AROUND_DAY = re.compile(
    r"\W*(?:(?:first |last )?(?:published|updated|posted|modified|date|on|at|by|gmt|utc|bst|est|cet"
    r"|eat|wat|ist|sgt|aest|pkt|jst|msk|am|pm|edt|et|pdt|pt|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|day)\b\W*"
    r"|\d{1,2}[:.]\d\d\W*(?:[ap]\.?m\b\W*)?|[ap]\.?m\b\W*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """The lines of a text, each from its first sign to its last that is no white space."""

    article: Text

    @cached_property
    def furniture(self) -> tuple[Span, ...]:
        return furniture(self.article.raw)

    @cached_property
    def _lines(self) -> tuple[Span, ...]:
        """All lines that are no furniture."""
        raw, skipped = self.article.raw, set(self.furniture)
        found = []
        for match in re.finditer(r"[^\n]+", raw):
            line = match[0]
            if line.strip() and match.span() not in skipped:
                start = match.start() + len(line) - len(line.lstrip("\ufeff" + string.whitespace))
                found.append((start, match.start() + len(line.rstrip())))
        return tuple(found)

    @cached_property
    def headline(self) -> Span | None:
        """The first line, where it is short, ends as no sentence does, and others follow."""
        if len(self._lines) < 2:
            return None
        start, end = self._lines[0]
        line = self.article.raw[start:end]
        ends = line.rstrip("\"'\u201d\u2019").endswith(_STOPS) and not line.endswith("?")
        plain = line.isprintable() and end - start <= _LONGEST_HEADLINE
        return None if ends or not plain or self.is_day(self._lines[0]) else (start, end)

    @cached_property
    def author(self) -> str | None:
        """Who wrote it, by a line of its own near the top."""
        for start, end in self._lines[:_FIRST_LINES]:
            found = _BYLINE.fullmatch(self.article.raw[start:end])
            name = _AFTER_NAME.sub("", found["who"]).strip() if found else ""
            named = len(name.split()) > 1 and name[0].isupper() and name.isprintable()
            if named and not _BY_NOBODY.search(name) and not name.endswith("."):
                return name
        return None

    def is_day(self, line: Span) -> bool:
        """Whether a line says on which day the page appeared, and nothing else."""
        return self.day_in(line) is not None

    def day_in(self, line: Span) -> Span | None:
        """Where a day stands on a line that holds nothing else."""
        start, end = line
        if end - start > _LONGEST_DAY:
            return None
        text = self.article.raw[start:end]
        for first, last in dates(text):
            rest = f"{text[:first]} {text[last:]}"
            if re.search(r"\d{4}", text[first:last]) and _AROUND_DAY.fullmatch(rest):
                return start + first, start + last
        return None

    @cached_property
    def day(self) -> Span | None:
        """Where the page says on which day it appeared."""
        near_top = [*self._lines[:_FIRST_LINES], *self.furniture[:_FIRST_LINES]]
        return next((found for line in near_top if (found := self.day_in(line))), None)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines of the article's own text: sentences, and no headings or by-lines."""
        return tuple(line for line in self._lines if self._is_told(line))

    def _is_told(self, line: Span) -> bool:
        text = self.article.raw[slice(*line)]
        if line == self.headline or _BYLINE.fullmatch(text) or self.is_day(line):
            return False
        return bool(re.search(r"[.!?\u2026][\"'\u201d\u2019)]*$", text)) or text.count(" ") >= 12

    def dateline_end(self, start: int, end: int) -> int:
        """Where a paragraph begins behind its dateline, or at all."""
        found = _DATELINE.match(self.article.raw, start, end)
        return found.end() if found else start

    @cached_property
    def beside_the_text(self) -> tuple[Span, ...]:
        """The furniture and the datelines, in order: who is named there takes no part."""
        lines = ((start, self.dateline_end(start, end)) for start, end in self.paragraphs)
        return tuple(sorted([*self.furniture, *((one, end) for one, end in lines if end > one)]))

    def paragraph_around(self, at: int) -> Span:
        """From where to where the line stands in which a character is."""
        raw = self.article.raw
        end = raw.find("\n", at)
        return raw.rfind("\n", 0, at) + 1, len(raw) if end < 0 else end
