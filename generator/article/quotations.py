"""Tells what of an article stands between quotation marks, whatever marks were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.article.normal import DOUBLE_MARKS, SINGLE_MARKS

#: Marks that open by their glyph, unless the state says otherwise (German closes with “).
_OPENING = frozenset("\u201c\u201f\u00ab\u2018\u201b\u2039\u201e\u201a\u300c\u300e\u301d`")
_GERMAN = "\u201e"
_GUILLEMETS = frozenset("\u00ab\u00bb\u2039\u203a")
_MARK = re.compile(f"``|''|[{re.escape(''.join(sorted(DOUBLE_MARKS | SINGLE_MARKS)))}]")
_BEFORE_OPENING = frozenset("([{\u2014\u2013-/\u00a0")
#: How many lines further on a mark still closes a quotation.
_FAR = 12
#: How many marks further on one is looked for that closes what another would open.
_NEAR = 50
#: What begins with an apostrophe: 'em, 'twas, the '90s.
_SHORTENED = re.compile(
    r"(?:em|twas|tis|til|cause|cos|bout|round|neath|n)\b|\d\ds\b", re.IGNORECASE
)
_STOPS = frozenset(".,!?\u2026")
#: A text whose lines are no longer than this breaks its lines by hand.
_WRAPPED = 100


@dataclass(frozen=True)
class Quotation:
    """What stands between two marks, from `start` to `end`, the marks left out.

    `reopened` are the places of marks that begin a further paragraph of the same quotation.
    """

    start: int
    end: int
    reopened: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    sign: str
    before: str
    rest: str
    """The few characters that follow."""
    first: bool
    """Whether its paragraph begins with it."""

    @property
    def after(self) -> str:
        return self.rest[:1]

    @property
    def double(self) -> bool:
        return len(self.sign) == 2 or self.sign in DOUBLE_MARKS

    @property
    def can_open(self) -> bool:
        """Text follows it, or it is a guillemet, which French sets off by a space."""
        stopped = self.after in ("", *".,;:!?)") and not self.rest.startswith("...")
        return self.sign in _GUILLEMETS or not (self.after.isspace() or stopped)

    @property
    def can_close(self) -> bool:
        return self.sign in _GUILLEMETS or not (self.before.isspace() or self.before == "")

    @property
    def seems_to_open(self) -> bool:
        """By its glyph or by the space around it."""
        free = self.before == "" or self.before.isspace() or self.before in _BEFORE_OPENING
        if self.sign in _GUILLEMETS:
            return self.sign in _OPENING
        return self.can_open and (free or self.sign in _OPENING)


#: What has opened where nothing has.
_NONE = _Mark(-1, -1, "", "", "", first=False)


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of an article, in order; what stands in a quotation within one belongs to it.

    A state machine knows in from out and asks the glyph only where the state leaves a choice: an
    opening mark may be typed as a closing one, and paragraphs of a long quotation reopen without
    closing. A mark that can be neither is none (inches, apostrophes). A quotation that is never
    closed ends with its paragraph.
    """
    spans = list(_paragraphs(text))
    found: list[Quotation] = []
    machine = _Machine(found)
    for number, (begin, end) in enumerate(spans):
        marks = [_mark(text, match, begin) for match in _MARK.finditer(text, begin, end)]
        machine.paragraph(marks, end, _first_of(text, spans[number : number + _FAR]))
    whole = (quotation for quotation in found if quotation.start < quotation.end)
    return tuple(sorted(whole, key=lambda quotation: quotation.start))


def _first_of(text: str, spans: list[tuple[int, int]]) -> _Mark | None:
    """The first mark of the paragraph after the first of `spans`, apostrophes aside.

    Where lines follow without a blank one between them, they may be one paragraph broken by hand:
    then a mark further on counts, if it can only close.
    """
    for (_, before), (begin, end) in pairwise(spans):
        direct = text.count("\n", before, begin) == 1
        for match in _MARK.finditer(text, begin, end):
            mark = _mark(text, match, begin)
            if mark.double or mark.seems_to_open:
                next_one = (begin, end) == spans[1]
                return mark if next_one or not mark.can_open else None
        if not direct:
            return None
    return None


def _mark(text: str, match: re.Match[str], begin: int) -> _Mark:
    start, end = match.span()
    before = text[start - 1] if start else ""
    return _Mark(start, end, match[0], before, text[end : end + 6], start == begin)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """From where to where the paragraphs stand: lines, or, where lines are broken, blocks."""
    lines = text.split("\n")
    full = [line for line in lines if line.strip()]
    short = [line for line in full if len(line) <= _WRAPPED]
    going_on = sum(bool(one.strip() and other.strip()) for one, other in pairwise(lines))
    wrapped = (
        len(full) > 3
        and len(short) >= 0.8 * len(full)
        and going_on >= len(full) / 2
        and len(lines) > len(full)
        and sum(len(line) > _WRAPPED / 2 for line in full) > len(full) / 2
    )
    pattern = r"\S(?:(?!\n[ \t\r]*\n)[\s\S])*" if wrapped else r"\S[^\n]*"
    for match in re.finditer(pattern, text):
        yield match.start(), match.start() + len(match[0].rstrip())


class _Machine:
    """Where in or out of a quotation the reading of an article is."""

    def __init__(self, found: list[Quotation]) -> None:
        self.found = found
        self.opened: _Mark = _NONE
        self.inner: list[_Mark] = []
        self.within: list[Quotation] = []
        self.reopened: list[int] = []

    def paragraph(self, marks: list[_Mark], end: int, following: _Mark | None) -> None:
        self.inner, self.within = [], []
        for position, mark in enumerate(marks):
            if self.opened is _NONE:
                if _opens(mark, marks[position + 1 : position + _NEAR], following):
                    self.opened = mark
            elif mark.first and mark.can_open and mark.double == self.opened.double:
                self.reopened.append(mark.start)
            else:
                self._inside(mark, marks[position + 1 : position + _NEAR])
        if self.opened is not _NONE and not self._goes_on(following):
            self._abandon(end)

    def _inside(self, mark: _Mark, rest: list[_Mark]) -> None:
        if not self.opened.double:
            if not mark.double and _closes_single(mark, rest):
                self._close(mark.start)
        elif (mark.sign in _GUILLEMETS) != (self.opened.sign in _GUILLEMETS):
            return  # marks of another family stand inside
        elif mark.double:
            if self.inner:
                if mark.seems_to_open and not mark.can_close:
                    self.inner.append(mark)
                else:
                    self.within.append(Quotation(self.inner.pop().end, mark.start))
            elif self._opens_within(mark) and any(other.double for other in rest):
                self.inner.append(mark)
            else:
                self._close(mark.start)

    def _opens_within(self, mark: _Mark) -> bool:
        if mark.sign in _GUILLEMETS or self.opened.sign == _GERMAN:
            return mark.sign == self.opened.sign
        return mark.seems_to_open and (mark.can_open or not mark.can_close)

    def _close(self, at: int) -> None:
        self.found.append(Quotation(self.opened.end, at, tuple(self.reopened)))
        self._forget()

    def _forget(self) -> None:
        self.opened, self.inner, self.within, self.reopened = _NONE, [], [], []

    def _goes_on(self, following: _Mark | None) -> bool:
        """Whether the next paragraph reopens the quotation, or has a mark that only closes."""
        if following is None or self.inner or following.double != self.opened.double:
            return False
        return following.first or (following.double and not following.can_open)

    def _abandon(self, end: int) -> None:
        """The paragraph ends within a quotation.

        Where others seemed to open inside it, its own closing mark was forgotten: then only the
        others are sure.
        """
        within = [*self.within, *(Quotation(mark.end, end) for mark in self.inner[-1:])]
        if within:
            self.found += within
            self._forget()
        else:
            self._close(end)


def _opens(mark: _Mark, rest: list[_Mark], following: _Mark | None) -> bool:
    """Whether a mark outside of any quotation opens one.

    A single mark does where another closes it, or reopens it in the next paragraph.
    """
    if mark.double:
        if mark.before.isdigit() and mark.sign not in _OPENING:
            return False  # inches
        free = mark.before == "" or mark.before.isspace()
        return mark.can_open or (free and bool(rest))
    if not mark.seems_to_open or _SHORTENED.match(mark.rest):
        return False
    reopened = following is not None and following.first and following.sign == mark.sign
    closed = any(not other.double and _closes_single(other, []) for other in rest)
    return closed or (reopened and mark.first)


def _closes_single(mark: _Mark, rest: list[_Mark]) -> bool:
    """Whether a single mark closes a quotation in single marks, and is no apostrophe.

    After an s it may be either (the officers' pay): then it is an apostrophe where a better one
    follows before the next that opens.
    """
    if mark.before in _STOPS and mark.after.isupper():
        return True  # glued to the next sentence
    if mark.before == "" or mark.before.isspace() or mark.after.isalnum():
        return False
    if mark.before == "s" and mark.after.isspace():
        for other in rest:
            if not other.double and other.seems_to_open:
                return True
            if not other.double and other.before in _STOPS and not other.after.isalnum():
                return False
    return True
