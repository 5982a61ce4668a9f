"""Chooses the few words of an article that may stand as evidence, and keeps count of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from generator.article.text import WORD, Text
from generator.model.fields import LONGEST_PROSE
from generator.rules.summary import EVIDENCE_WORDS
from generator.verify.verdict import MOST_EVIDENCE

#: What no YAML file of this project may hold, and a mark that turns the text beside it.
_UNFIT = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2069]+")
#: Words that stand at more places than this lead to none of them.
_MOST_PLACES = 40
_BREAKS = re.compile(r"\r\n?")
#: Signs in which an article's words are cut: they end a sentence, or begin or end a quotation.
_EDGES = re.compile(
    '["\u201c\u201d\u201e\u00ab\u00bb\n\r\t\u2028\u2029\x0b\x0c]|[!?;:](?=\\s|$)'
    r"|(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mrs|Sen|Rep|Gov|Gen|Col))(?<!\bSept)"
    r"(?<!\b(?:Mr|Dr|Ms|St))\.(?=\s|$)"
)


class Evidence:
    """The words of an article that are shown so far, outside of quotations."""

    def __init__(self, article: Text) -> None:
        self.article = article
        self._words = [start for start, _ in article.words_outside_quotations()]
        self._shown: set[int] = set()
        self._most = int(len(self._words) * MOST_EVIDENCE)

    def admits(self, start: int, end: int) -> bool:
        """Whether a part may be shown without too much of the article standing in the summary.

        It counts as shown from then on.
        """
        first, last = bisect_left(self._words, start), bisect_left(self._words, end)
        shown = self._shown | set(range(first, last))
        if len(shown) > self._most:
            return False
        self._shown = shown
        return True

    def words(self, start: int, end: int) -> str | None:
        """A part as a summary holds it; None where it cannot stand there as evidence."""
        text = self.article.raw[start:end].strip()
        plain = text and not (_UNFIT.search(text) or _EDGES.search(text))
        fits = plain and any(map(str.isalnum, text)) and len(text.split()) <= EVIDENCE_WORDS
        return text if fits and self.article.raw.count(text) <= _MOST_PLACES else None

    def wider(self, start: int, end: int, before: int) -> Iterator[tuple[int, int]]:
        """The part with so many words of its sentence before it, then with fewer, at last alone."""
        raw = self.article.raw
        lower = max(0, start - 100)
        edges = [match.end() for match in _EDGES.finditer(raw, lower, start)]
        heads = [match.start() for match in WORD.finditer(raw, max([lower, *edges]), start)]
        if lower and heads and heads[0] == lower:
            heads.pop(0)  # perhaps the middle of a word
        for count in range(min(before, len(heads)), 0, -1):
            yield heads[-count], end
        yield start, end


def quoted(article: Text, start: int, end: int, reopened: tuple[int, ...]) -> tuple[str, bool]:
    """The words of a quotation as a summary can hold them, and whether that is all of them.

    Marks that begin a further paragraph are left out, and a comma at the end, which belongs to who
    said it. Of words with a sign that no file may hold the longest run without one is taken.
    """
    raw = article.raw
    pieces, at = [], start
    for mark in (*reopened, end):
        pieces.append(raw[at:mark])
        at = mark + 1
    whole = _BREAKS.sub("\n", "".join(pieces)).strip()
    run = max(_UNFIT.split(whole), key=len).strip()
    if len(run) > LONGEST_PROSE:
        run = run[:LONGEST_PROSE].rpartition(" ")[0] or run[:LONGEST_PROSE]
    return run.removesuffix(","), run == whole
