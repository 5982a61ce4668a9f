"""Finds the names of people, organisations and places in an English text by their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: The capitals of Latin, Greek and Cyrillic letters.
_CAPITALS = "".join(
    sign
    for first, last in ((0x41, 0x5A), (0xC0, 0x52F), (0x1E00, 0x1EFF))
    for sign in map(chr, range(first, last + 1))
    if sign.isupper()
)
_CAP = f"[{_CAPITALS}]"
_WORD = rf"(?:(?:al|el|ul)-)?(?:{_CAP}\w*-)?(?:(?:{_CAP}\.){{2,}}"
_WORD += rf"|{_CAP}[\w'\u2019-]*(?:s['\u2019](?= {_CAP})|\w)|{_CAP}\.?)"
_LINK = (
    r" (?:&|of(?: the)?|for|de(?: la| los| las)?|del|da|do|dos|du|la|le|al|el|von(?: der)?"
    r"|van(?: der| den)?|bin|ibn|y) "
)
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
#: Those of them that begin names as well (First National Bank), and what "New" begins always.
_COUNTING = frozenset(
    ["new", "first", "second", "third", "one", "two", "three", "last", "next", "another", "over"]
)
_NEW = frozenset(
    [
        "York",
        "Zealand",
        "Mexico",
        "Orleans",
        "Jersey",
        "Delhi",
        "Hampshire",
        "England",
        "Guinea",
        "Caledonia",
        "South",
    ]
)
_CALENDAR = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov
    dec mon tue wed thu fri sat sun gmt utc est gov sen rep st""".split()  # noqa: SIM905
)
_SENTENCE_END = re.compile('(?:[.!?:;"\n\u201c\u2018]\\s*|^\\s*)$')
#: A line without a full stop, no longer than this, with a capital on each of its longer words.
_HEADING = 90


def names(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where the names stand in an article's text, in order.

    A word that is capital only because a sentence begins with it is none, unless it has a capital
    elsewhere or has several; nor is anything in a heading that has capitals throughout.
    """
    headings = tuple(_headings(text))
    inside = {
        word
        for match in _RUN.finditer(text)
        for word in match[0].split()[_begins_sentence(text, match.start()) :]
    }
    found = []
    for match in _RUN.finditer(text):
        start, words = match.start(), match[0].split(" ")
        begins = _begins_sentence(text, start)
        while words and _opens(words, begins=begins):
            start += len(words[0]) + 1
            words.pop(0)
        alone = len(words) == 1
        capital_only_here = (
            alone
            and start == match.start()
            and begins
            and words[0] not in inside
            and words[0][1:].islower()
        )
        named = [word for word in words if word.lower().rstrip(".") not in _CALENDAR]
        heading = any(begin <= start < end for begin, end in headings)
        if named and not (capital_only_here or heading) and len("".join(named)) > 1:
            found.append((start, match.end()))
    return tuple(found)


def _opens(words: list[str], *, begins: bool) -> bool:
    """Whether the first word is no part of a name: "New" is one in New York, and in a sentence."""
    first = words[0].lower()
    if first in _COUNTING and len(words) > 1 and (not begins or words[1] in _NEW):
        return False
    return first in _OPENERS


def _headings(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        long = [word for word in re.findall(r"[^\W\d_][\w'\u2019-]*", line) if len(word) > 3]
        stopped = line[-1:] in (".", "!", "?", "\u201d", '"')
        titled = len(long) > 1 and all(word[0].isupper() for word in long)
        if titled and not stopped and len(line) <= _HEADING:
            yield match.span()


def _begins_sentence(text: str, at: int) -> bool:
    return bool(_SENTENCE_END.search(text[max(0, at - 3) : at]))
