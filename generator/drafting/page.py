"""Parts the lines of a copied page: furniture, headline, by-line, the day it bears, paragraphs."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cached_property

from generator.article.calendar import dates
from generator.article.furniture import furniture
from generator.article.text import Text
from generator.drafting.dates import day_of

Span = tuple[int, int]

_BYLINE = re.compile(r"(?:Story |Words |Report )?By:? (?P<who>[^\W\d_].{1,80})", re.IGNORECASE)
_BY_NOBODY = re.compile(r"\b(?:a|an|our|the)\b|correspondent|reporter|staff", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:[,|\u2022\u00b7(]| - | \u2013 | and ).*$")
_STOPS = (".", "!", "?", ":", ";", ",")
#: The longest headline, in characters; what is longer is a paragraph.
_LONGEST_HEADLINE = 150
#: A line that bears the page's day is no longer than this, and stands among the first ones.
_LONGEST_DAY, _FIRST_LINES = 90, 12
#: How many words a line has at least that is a headline, and no menu, above a line that explains.
_FEWEST_WORDS = 4
#: Before the day of a version after the first.
_LATER = re.compile(r"\b(?:updated|modified|last (?:published|posted))\b", re.IGNORECASE)
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
        """The first line, where it is short, ends as no sentence does, and others follow.

        Above a by-line it is the line before it, or the one before that, where the line between is
        the longer one and so says more of the same.
        """
        lines = self._lines
        if len(lines) < 2:
            return None
        byline = next((at for at, line in enumerate(lines) if line in self.bylines), 0)
        first = lines[0] if self._is_headline(lines[0]) else None
        if byline < 2 or not self._is_headline(lines[byline - 1]):
            return first
        above, below = lines[byline - 2], lines[byline - 1]
        words = self.article.raw[slice(*above)].split()
        longer = below[1] - below[0] > above[1] - above[0]
        explains = longer and len(words) >= _FEWEST_WORDS and self._is_headline(above)
        return above if explains else below

    def _is_headline(self, line: Span) -> bool:
        start, end = line
        text = self.article.raw[start:end]
        ends = text.rstrip("\"'\u201d\u2019").endswith(_STOPS) and not text.endswith("?")
        plain = text.isprintable() and end - start <= _LONGEST_HEADLINE
        return plain and not ends and not self.is_day(line)

    @cached_property
    def bylines(self) -> tuple[Span, ...]:
        """The lines near the top that say by whom it is, and nothing else."""
        raw = self.article.raw
        near_top = self._lines[:_FIRST_LINES]
        return tuple(line for line in near_top if _BYLINE.fullmatch(raw[slice(*line)]))

    @cached_property
    def author(self) -> str | None:
        """Who wrote it, by a line of its own near the top."""
        for start, end in self.bylines:
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
        """Where a day stands on a line that holds nothing but days and times.

        Of several it is the first that is not that of a later version.
        """
        start, end = line
        if end - start > _LONGEST_DAY:
            return None
        text, rest, at = self.article.raw[start:end], "", 0
        days: dict[Span, str] = {}
        for first, last in dates(text):
            rest, before, at = f"{rest} {text[at:first]}", text[at:first], last
            if re.search(r"\d{4}", text[first:last]):
                days[start + first, start + last] = before
        if not days or not _AROUND_DAY.fullmatch(f"{rest} {text[at:]}"):
            return None
        own = [day for day, before in days.items() if not _LATER.search(before)]
        return next(iter([*own, *days]), None)

    @cached_property
    def day(self) -> Span | None:
        """Where the page says on which day it appeared."""
        near_top = [*self._lines[:_FIRST_LINES], *self.furniture[:_FIRST_LINES]]
        found = [day for line in near_top if (day := self.day_in(line))]
        days = [day for day in found if day_of(self.article.raw[slice(*day)])]
        first = [day for day in days if not _LATER.search(self._on_line_before(day[0]))]
        return next(iter([*first, *days]), None)

    def _on_line_before(self, at: int) -> str:
        return self.article.raw[self.paragraph_around(at)[0] : at]

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
        """Furniture, by-lines and datelines, in order: who is named there takes no part."""
        lines = ((start, self.dateline_end(start, end)) for start, end in self.paragraphs)
        datelines = ((start, end) for start, end in lines if end > start)
        return tuple(sorted([*self.furniture, *self.bylines, *datelines]))

    def paragraph_around(self, at: int) -> Span:
        """From where to where the line stands in which a character is."""
        raw = self.article.raw
        end = raw.find("\n", at)
        return raw.rfind("\n", 0, at) + 1, len(raw) if end < 0 else end
