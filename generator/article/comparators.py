"""Knows the English words round a figure that make it more or less than exact."""

from __future__ import annotations

import re

from generator.model.fields import Comparator

#: Words before a figure: the comparator they mean first, then others that say it as well.
_BEFORE: dict[tuple[Comparator, ...], tuple[str, ...]] = {
    ("more-than",): (
        *("more than", "over", "above", "in excess of", "greater than", "north of"),
        *("far more than", "well over", "well above", "much more than", "beyond"),
        *(
            "exceeding",
            "exceeded",
            "exceeds",
            "topped",
            "tops",
            "passed",
            "surpassed",
            "surpassing",
        ),
        *(">",),
    ),
    ("more-than", "about"): ("just over", "just above", "slightly more than", "a little over"),
    ("more-than", "at-least"): ("upwards of", "upward of"),
    ("at-least",): (
        *("at least", "no fewer than", "no less than", "not less than", "not fewer than"),
        *("no lower than", "not lower than", "a minimum of", "minimum of", "\u2265"),
    ),
    ("less-than",): ("less than", "fewer than", "under", "below", "well under", "<"),
    ("less-than", "nearly", "about"): (
        *("just under", "just below", "slightly less than", "a little under"),
        *("just shy of", "just short of", "shy of", "short of"),
    ),
    ("up-to",): (
        *("up to", "at most", "as many as", "as much as", "no more than", "not more than"),
        *("no higher than", "not higher than"),
        *("never more than", "a maximum of", "maximum of", "as high as", "\u2264"),
    ),
    ("nearly",): ("nearly", "almost"),
    ("nearly", "about"): ("close to", "approaching", "nearing", "not quite"),
    ("about",): (
        *("about", "approximately", "around", "roughly", "some", "circa", "ca.", "approx."),
        *("in the region of", "on the order of", "in the order of", "c.", "~"),
    ),
    ("about", "nearly"): ("barely", "scarcely", "hardly"),
    ("about", "exactly"): ("an estimated", "estimated", "an average of"),
    ("exactly",): ("only", "just", "exactly", "precisely", "a total of", "total of"),
}
_BEHIND: dict[tuple[Comparator, ...], tuple[str, ...]] = {
    ("at-least", "more-than"): (
        *("or more", "-plus", "and counting", "+", "and over", "and older", "and above"),
    ),
    ("up-to",): ("or less", "or fewer", "at most", "and under"),
    ("at-least",): (", at least", "at the least"),
    ("about",): ("or so", "-odd", "or thereabouts"),
}
#: Words that say something else before a mere "one" (under one roof).
_AMBIGUOUS = frozenset(("over", "above", "under", "below", "around", "some"))
#: Words that are prepositions too: "over five years", and after such verbs "took over 12 posts".
_PREPOSITIONS = frozenset(
    ("over", "about", "under", "up to", "close to", "around", "beyond", "above", "below", "passed")
)
_VERBS = re.compile(
    r"\b(?:t[oa]oke?n?|taking|hand(?:ed|ing|s)?|turn(?:ed|ing|s)?|complain\w*|talk\w*|sp[eo]ken?"
    r"|st[ao]nds?|stood|g[eo]t?|goes|went|going|c[ao]mes?|coming|live[ds]?|serv\w+|worr\w+|add(?:ed|s)?)"
    r" $",
    re.IGNORECASE,
)


def _words(
    table: dict[tuple[Comparator, ...], tuple[str, ...]],
) -> dict[str, tuple[Comparator, ...]]:
    return {word: means for means, words in table.items() for word in words}


_MEANING = _words(_BEFORE)
_MEANING_BEHIND = _words(_BEHIND)


def _any_of(words: dict[str, tuple[Comparator, ...]]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_STANDS_BEFORE = re.compile(
    rf"(?<!\w)(?P<words>{_any_of(_MEANING)})(?:(?<=[<>~.\u2264\u2265])|\s+)"
    r"(?:an?\s+|another\s+)?(?:additional\s+|estimated\s+|total\s+of\s+|further\s+)?$",
    re.IGNORECASE,
)
_STANDS_BEHIND = re.compile(rf" ?(?P<words>{_any_of(_MEANING_BEHIND)})(?!\w)", re.IGNORECASE)


def may_compare(text: str) -> bool:
    """Whether any words stand in a text that can say of a figure how exact it is."""
    lowered = text.lower()
    return any(word in lowered for word in (*_MEANING, *_MEANING_BEHIND))


def comparators(
    text: str, begins: int, end: int, unit_ends: int, *, mere: bool, lasting: bool = False
) -> tuple[tuple[Comparator, ...], str]:
    """What the words round a figure say of it, the likeliest first, and the words.

    The figure with its sign `begins` and, without its unit, `end`s. `mere` says that it is a word
    that is often none, such as "one", `lasting` that it counts time. Where a word may be a
    preposition alone, an exact figure fits it too.
    """
    return (
        _said_before(text[max(0, begins - 60) : begins], mere=mere, lasting=lasting)
        or _said_behind(text, end)
        or _said_behind(text, unit_ends)
        or (("exactly",), "")
    )


def _said_before(
    before: str, *, mere: bool, lasting: bool
) -> tuple[tuple[Comparator, ...], str] | None:
    found = _STANDS_BEFORE.search(before)
    words = " ".join(found["words"].lower().split()) if found else ""
    if not found or words not in _MEANING or (mere and words in _AMBIGUOUS):
        return None
    means = _MEANING[words]
    loose = lasting or _VERBS.search(before[: found.start("words")])
    if words in _PREPOSITIONS and loose and "exactly" not in means:
        means = (*means, "exactly")
    return means, found["words"]


def _said_behind(text: str, end: int) -> tuple[tuple[Comparator, ...], str] | None:
    found = _STANDS_BEHIND.match(text, end)
    words = found["words"].lower() if found else ""
    return (_MEANING_BEHIND[words], words) if words in _MEANING_BEHIND else None
