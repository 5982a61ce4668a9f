"""Finds the names of people, organisations and places in an English text by their capitals."""

from __future__ import annotations

import re

_WORD = r"(?:[A-Z]\.)+|[A-Z][\w'-]*\w|[A-Z]"
_LINK = r" (?:of(?: the)?|for|de|du|la|le|al|el|von|van|bin|ibn) "
_RUN = re.compile(rf"\b(?:{_WORD})(?:(?: |{_LINK})(?:{_WORD}))*")
#: Words that begin a sentence with a capital, and are no part of a name.
_OPENERS = frozenset(
    """a an the this that these those it its he his she her they their we our you your i my in on at
    by for from of to with while when where what who why how as if but and or so yet though although
    despite according after before since until during under over between among about against both
    each every some many most more much few several all no not only also even just then there here
    however meanwhile moreover still today yesterday one two three first second third another other
    over such new last next following speaking responding according is are was were be been has have
    had do does did will would can could may might must shall should let please""".split()  # noqa: SIM905
)
_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday""".split()  # noqa: SIM905
)
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\"\n]\s*|\A\s*)$")


def names(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where the names stand in a text, in order.

    A word that is capital only because a sentence begins with it is none, unless it has a capital
    elsewhere or is an abbreviation.
    """
    inside = {
        word
        for match in _RUN.finditer(text)
        if not _begins_sentence(text, match.start())
        for word in match[0].split()
    }
    found = []
    for match in _RUN.finditer(text):
        start, words = match.start(), match[0].split(" ")
        while words and words[0].lower() in _OPENERS:
            start += len(words[0]) + 1
            words.pop(0)
        alone = len(words) == 1
        capital_only_here = (
            alone
            and start == match.start()
            and _begins_sentence(text, start)
            and words[0] not in inside
            and not words[0].isupper()
        )
        named = [word for word in words if word.lower().rstrip(".") not in _CALENDAR]
        if named and not capital_only_here and len("".join(named)) > 1:
            found.append((start, match.end()))
    return tuple(found)


def _begins_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, at - 3) : at]))
