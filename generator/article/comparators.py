"""Knows the English words round a figure that make it more or less than exact."""

from __future__ import annotations

import re

from generator.model.fields import Comparator

#: Words before a figure: the comparator they mean first, then others that say it as well.
_BEFORE: dict[tuple[Comparator, ...], tuple[str, ...]] = {
    ("more-than",): (
        *("more than", "over", "above", "in excess of", "greater than", "exceeding", "north of"),
        *("far more than", "well over", "well above"),
    ),
    ("more-than", "about"): ("just over", "just above", "slightly more than", "a little over"),
    ("more-than", "at-least"): ("upwards of", "upward of"),
    ("at-least",): (
        *("at least", "no fewer than", "no less than", "not less than", "not fewer than"),
        *("a minimum of", "minimum of"),
    ),
    ("less-than",): ("less than", "fewer than", "under", "below", "well under"),
    ("less-than", "nearly", "about"): (
        *("just under", "just below", "slightly less than", "a little under"),
    ),
    ("up-to",): (
        *("up to", "at most", "as many as", "as much as", "no more than", "not more than"),
        *("a maximum of", "maximum of"),
    ),
    ("nearly",): ("nearly", "almost"),
    ("nearly", "about"): ("close to", "approaching", "nearing", "not quite"),
    ("about",): (
        *("about", "approximately", "around", "roughly", "some", "circa", "ca."),
        *("in the region of", "on the order of", "in the order of"),
    ),
    ("about", "nearly"): ("barely", "scarcely", "hardly"),
    ("about", "exactly"): ("an estimated", "estimated", "an average of"),
    ("exactly",): ("only", "just", "exactly", "precisely", "a total of", "total of"),
}
_BEHIND: dict[tuple[Comparator, ...], tuple[str, ...]] = {
    ("at-least", "more-than"): ("or more", "plus", "and counting", "and more", "+"),
    ("up-to",): ("or less", "or fewer", "at most"),
    ("at-least",): ("at least", "at the least"),
    ("about",): ("or so", "odd", "or thereabouts"),
}
#: Words that say something else before a mere "one" (under one roof).
_AMBIGUOUS = frozenset(("over", "above", "under", "below", "around", "some"))


def _words(
    table: dict[tuple[Comparator, ...], tuple[str, ...]],
) -> dict[str, tuple[Comparator, ...]]:
    return {word: means for means, words in table.items() for word in words}


_MEANING = _words(_BEFORE)
_MEANING_BEHIND = _words(_BEHIND)


def _any_of(words: dict[str, tuple[Comparator, ...]]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_STANDS_BEFORE = re.compile(
    rf"\b(?P<words>{_any_of(_MEANING)})\s+(?:an?\s+)?(?:estimated\s+|total\s+of\s+)?$",
    re.IGNORECASE,
)
_STANDS_BEHIND = re.compile(rf"[ -]?(?P<words>{_any_of(_MEANING_BEHIND)})(?!\w)", re.IGNORECASE)


def comparators(
    text: str, start: int, end: int, *, mere: bool
) -> tuple[tuple[Comparator, ...], str]:
    """What the words round a figure with its unit say of it, the likeliest first, and the words.

    `mere` says that the figure is a word that is often none, such as "one".
    """
    if found := _STANDS_BEFORE.search(text[max(0, start - 48) : start]):
        words = " ".join(found["words"].lower().split())
        if not (mere and words in _AMBIGUOUS):
            return _MEANING[words], found["words"]
    if found := _STANDS_BEHIND.match(text, end):
        return _MEANING_BEHIND[found["words"].lower()], found["words"]
    return ("exactly",), ""
