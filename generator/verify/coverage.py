"""Says what of an article its summary does not carry: quotations, numbers, names and dates."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from generator.article.calendar import moments
from generator.article.furniture import furniture
from generator.article.names import names
from generator.article.normal import normalise
from generator.article.text import WORD
from generator.model.receipt import Covered
from generator.model.registry import Registry, references
from generator.model.summary import Item, LeftOut, Number, Quote, Summary
from generator.verify.verdict import Checked, Verification

Kind = Literal["quotation", "number", "name", "date"]
Span = tuple[int, int]
#: The part of a quotation that must be quoted for it to be carried.
_MOST = 0.9
#: From which value on a figure elsewhere in the article is most likely the same.
_TELLING = 13
#: What stands before a name and is none itself.
_TITLES = frozenset(
    (
        *("president", "minister", "prime", "mp", "mps", "secretary", "senator", "governor"),
        *(
            "mr",
            "mrs",
            "ms",
            "dr",
            "sir",
            "prof",
            "general",
            "colonel",
            "police",
            "judge",
            "justice",
        ),
        *(
            "opposition",
            "former",
            "foreign",
            "deputy",
            "vice",
            "us",
            "attorney",
            "auditor",
            "speaker",
        ),
        *("gov", "sen", "rep", "state", "then", "acting", "interim", "outgoing"),
        *("spokesperson", "spokesman", "spokeswoman", "leader", "ambassador", "chief", "king"),
    )
)
#: Small words inside of names.
_LINKS = frozenset(("of", "the", "for", "de", "du", "la", "le", "al", "el", "von", "van", ""))


@dataclass(frozen=True)
class Passage:
    """Something the article gives, from `start` to `end` in its text."""

    kind: Kind
    start: int
    end: int
    carried: bool


@dataclass(frozen=True)
class Coverage:
    """What the article gives, in order, and whether the summary carries it."""

    passages: tuple[Passage, ...]

    @property
    def missing(self) -> tuple[Passage, ...]:
        return tuple(one for one in self.passages if not one.carried)

    @property
    def percent(self) -> float:
        """How much is carried, of 100; an article that gives nothing is carried whole."""
        count = len(self.passages)
        return 100 * (count - len(self.missing)) / count if count else 100.0

    @property
    def recorded(self) -> Covered:
        """The counts alone, for a receipt."""
        return Covered(passages=len(self.passages), covered=len(self.passages) - len(self.missing))


def coverage(verification: Verification) -> Coverage:
    """Hold the article against its summary; the page's furniture counts for nothing.

    A passage is carried where it stands in a quotation or evidence of the right kind, or is
    left out with a reason; a number also where the same is given elsewhere, a name or a date also
    where the summary's own words hold it.
    """
    reader = _Reader(verification)
    found = [*reader.quotations(), *reader.numbers(), *reader.names(), *reader.dates()]
    return Coverage(tuple(sorted(found, key=lambda one: (one.start, one.kind))))


class _Reader:
    def __init__(self, verification: Verification) -> None:
        self.verification = verification
        self.article = verification.article
        self.furniture = furniture(self.article.raw)
        checked = verification.checked
        self.quoted = _spans(one for one in checked if isinstance(one.one, Quote))
        self.counted = _spans(one for one in checked if isinstance(one.one, Number))
        self.left_out = _spans(one for one in checked if isinstance(one.one, LeftOut))
        self.shown = _spans(one for one in checked if isinstance(one.one, Item))
        self.said = tuple(_own_words(verification.summary, verification.registry))
        self.bases = _spans(one for one in checked if not isinstance(one.one, Item | LeftOut))

    def _passage(self, kind: Kind, start: int, end: int, *, carried: bool) -> Iterator[Passage]:
        if not _overlaps((start, end), self.furniture):
            left_out = _overlaps((start, end), self.left_out)
            yield Passage(kind, start, end, carried or left_out)

    def quotations(self) -> Iterator[Passage]:
        for one in self.article.quotations:
            words = [match.span() for match in WORD.finditer(self.article.raw, one.start, one.end)]
            if words:
                quoted = sum(_overlaps(word, self.quoted) for word in words)
                carried = quoted >= _MOST * len(words)
                yield from self._passage("quotation", one.start, one.end, carried=carried)

    def numbers(self) -> Iterator[Passage]:
        for figure in self.article.figures:
            if figure.weak and not (figure.said and figure.unit):
                continue
            span = self.article.normal.original(figure.start, figure.end)
            again = figure.values[0] >= _TELLING and any(
                number.value in figure.values for number in self.verification.summary.numbers
            )
            carried = again or _overlaps(span, (*self.counted, *self.quoted))
            yield from self._passage("number", *span, carried=carried)

    def names(self) -> Iterator[Passage]:
        texts = [_words(text) for text in self.said]
        known = {word for words in texts for word in words}
        for start, end in names(self.article.raw):
            named = _words(self.article.raw[start:end]) - _TITLES
            last = set(_in_order(self.article.raw[start:end])[-2:]) & named
            carried = named <= known and any(last <= words for words in texts)
            yield from self._passage("name", start, end, carried=carried)

    def dates(self) -> Iterator[Passage]:
        said = [*self.said, *_written_dates(self.verification.summary)]
        text = " ".join(" ".join(_in_order(one)) for one in said)
        for start, end in moments(self.article.normal.text):
            span = self.article.normal.original(start, end)
            words = " ".join(_in_order(self.article.raw[slice(*span)]))
            carried = _overlaps(span, (*self.shown, *self.bases)) or f" {words} " in f" {text} "
            yield from self._passage("date", *span, carried=carried)


def _written_dates(summary: Summary) -> Iterator[str]:
    """The exact days and months of a summary as an English text may write them."""
    dates = [summary.article.published, *(event.date for event in summary.when)]
    for point in (point for date in dates if date for point in date.points):
        if point is None or point.month is None:
            continue
        month, year = calendar.month_name[point.month], point.year
        if point.day is None:
            yield f"{month} {year}"
        else:
            yield f"{point.day} {month} {year}; {month} {point.day}, {year}; {month} {point.day}"


def _spans(checked: Iterable[Checked]) -> tuple[Span, ...]:
    return tuple((match.start, match.end) for one in checked for match in one.matches)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _own_words(summary: Summary, registry: Registry) -> Iterator[str]:
    """All texts of a summary and of the registry's records that it refers to."""
    records = [
        record
        for id in references(summary)
        for kind in id.kinds
        if (record := getattr(registry, kind).get(id))
    ]
    for one in (summary, *records):
        yield from _texts(one.model_dump(mode="json"))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _words(text: str) -> set[str]:
    """The words of a text in small letters, without possessives, points and what links names."""
    return {part for word in _in_order(text) for part in word.split("-") if part not in _LINKS}


def _in_order(text: str) -> list[str]:
    plain = normalise(text).text.casefold()
    return [match[0].removesuffix("'s").replace(".", "") for match in WORD.finditer(plain)]
