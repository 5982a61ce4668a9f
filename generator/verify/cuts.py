"""Tells where a quotation is cut out of a sentence of its article without a sign of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.article.normal import normalise
from generator.article.text import Text
from generator.model.summary import Quote
from generator.problems import Path
from generator.verify.matching import NEGATIONS, Match
from generator.verify.verdict import Checked

_SENTENCE_END = re.compile(
    "(?<![A-Z])(?<!\\b(?:Mr|Dr|Ms|St))[.!?\u2026][\"'\u201d\u2019)\\]]*(?=\\s|$)|\n"
)
#: What says at an edge that words were left out.
_SIGNS = ("\u2026", "...", "[", "]", "(", ")")
#: Marks between which somebody is quoted within a quotation.
_OPENS, _CLOSES = (
    re.compile("[\u2018\u201c\"'\u00ab]\\s*$"),
    re.compile("\\W*[\u2019\u201d\"'\u00bb]"),
)


def cuts(checked: Iterable[Checked], article: Text) -> Iterator[tuple[Path, str]]:
    """What to say of each quotation that leaves words of its sentence out, with its place.

    Such words were said, and all the same they may mean something else.
    """
    for one in checked:
        if not (isinstance(one.one, Quote) and one.proved):
            continue
        left_out = [_left_out(one.one.exact, match, article) for match in one.matches]
        if all(before or behind for before, behind in left_out):
            yield (*one.path, "exact"), _said(*left_out[0])


def _left_out(exact: str, match: Match, article: Text) -> tuple[str, str]:
    """The words of the same sentence that are left out before and behind, and not marked so."""
    around = article.quotation_around(match.start, match.end)
    if around is None:
        return "", ""
    raw, marked = article.raw, exact.strip().strip("\"'\u201c\u201d\u2018\u2019 ")
    before, behind = raw[around.start : match.start], raw[match.end : around.end]
    if _OPENS.search(before) and _CLOSES.match(behind):
        return "", ""  # whole words of somebody else
    before = "" if marked.startswith(_SIGNS) else _SENTENCE_END.split(before)[-1]
    ended = _SENTENCE_END.search(raw[max(0, match.end - 3) : match.end + 1].strip() + " ")
    whole = marked.endswith(_SIGNS) or (ended and marked[-1:] in ".!?")
    behind = "" if whole else _SENTENCE_END.split(behind)[0]
    return before * _has_words(before), behind * _has_words(behind)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _said(before: str, behind: str) -> str:
    where = " and ".join(word for word, words in (("before", before), ("behind", behind)) if words)
    denied = NEGATIONS.search(normalise(f"{before} {behind}").text)
    turned = ", a negation among them, so that it may say the opposite" if denied else ""
    return (
        f"the article's sentence has more words between the marks {where} these{turned}; quote it"
        " whole, or write \u2026 where words are left out"
    )
