"""Finds in the first sentence of each paragraph the few words that point to what it asserts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article.text import WORD
from generator.drafting.page import Page, Span
from generator.drafting.vocabulary import SAYING

_OPENING = re.compile(
    r"(?:In|On|At|After|Before|While|With|Without|Despite|According|Speaking|Responding|As|Under"
    r"|Following|During|For|From|By|Over|Since|When|If|Although|Though|However|Meanwhile|But|And|Days"
    r"|Asked|Citing|Among|Amid|Until|Earlier|Last|Today|Yesterday|To)\b[^.\"\u201c\n]{0,140}?, "
)
_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Dr|Ms|St))[.!?](?=\s|[\"\u201d]|$)|[\"\u201c\u201d\u00ab]"
)
#: Words at which a passage does not end well.
_LOOSE = frozenset(
    """a an the of in on at to from by with for as and or but that which who its his her their our
    is are was were be been has have had will would not more than about into over no it he she they
    we i you there this these those""".split()  # noqa: SIM905
)
#: What stands between a verb and what is said: told the council on Monday that.
_THAT = re.compile(r"[^,;:\"\u201c\u201d\n]{0,60}? that ")
#: How far into a sentence a verb may stand behind which what is asserted begins, in characters;
#: how many words the passage has, how few will do, and how many of its sentence are left.
_SAID_NEAR = 60
_WORDS, _FEWEST, _LEFT = 5, 3, 3
#: How many statements a draft proposes.
MOST = 10


def passages(page: Page) -> Iterator[Span]:
    """From where to where such words stand, paragraph by paragraph, in the article's own text."""
    raw, found = page.article.raw, 0
    for start, end in page.paragraphs:
        begin = page.dateline_end(start, end)
        stop = _END.search(raw, begin, end)
        last = stop.start() if stop else end
        if page.article.quotation_around(begin, begin + 1) or last - begin < 20:
            continue
        opening = _OPENING.match(raw, begin, last)
        told = opening.end() if opening else begin
        said = SAYING.search(raw, told, min(last, told + _SAID_NEAR))
        if said:
            that = _THAT.match(raw, said.end(), last)
            told = that.end() if that else said.end()
        words = list(WORD.finditer(raw, told, last))
        count = min(_WORDS, len(words) - _LEFT)
        while count >= _FEWEST and words[count - 1][0].lower() in _LOOSE:
            count -= 1
        if count < _FEWEST:
            continue
        yield words[0].start(), words[count - 1].end()
        found += 1
        if found == MOST:
            return
