"""Says how words that were not found differ from the passage that comes nearest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel

from generator.article.figures import figures
from generator.article.normal import normalise
from generator.article.text import Text

Flag = Literal["figure", "negation", "modal"]

#: From which share of common words on a passage is a changed form of the words, and from which
#: on it is worth showing at all.
CHANGED, SHOWN = 0.6, 0.3
#: How many words before and after a passage are looked at with it.
_ROUND = 12
#: Words that stand so often in an article say nothing about where a passage is.
_COMMON = 60
_WORD = re.compile(r"[^\W_]+(?:['.,-][^\W_]+)*|[^\w\s]")
_NEGATION = re.compile(
    r"no|not|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|scarcely|unlikely"
    r"|\w+n't|non-\w+"
)
_NEGATING = frozenset(("un", "in", "im", "ir", "il", "dis", "non", "non-", "anti", "anti-"))
_MODAL = re.compile(
    r"will|would|shall|should|can|could|may|might|must|ought|need|likely|possibly|perhaps|maybe"
    r"|\w+'(?:ll|d)|(?:can|won|would|should|could|must)n?'t|won't|cannot"
)


@dataclass(frozen=True)
class Change:
    """A run of words: the same in both, or `ours` in the place of the article's."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def same(self) -> bool:
        return self.ours == self.theirs


@dataclass(frozen=True)
class Nearest:
    """The passage of an article that comes nearest to some words.

    `share` is the part of the words that it has in common, `changes` leads from one to the other
    in order, `flags` names what a changed word was: a figure, a negation, a modal verb. `line` is
    the article's.
    """

    share: float
    line: int
    changes: tuple[Change, ...]
    flags: frozenset[Flag]

    @property
    def is_changed_form(self) -> bool:
        return self.share >= CHANGED


class WordIndex:
    """The words of an article and where each of them stands, read when the first is looked for."""

    def __init__(self, article: Text) -> None:
        self.article = article

    @cached_property
    def _matches(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.article.normal.text))

    @cached_property
    def words(self) -> list[str]:
        return [match[0] for match in self._matches]

    @cached_property
    def folded(self) -> list[str]:
        return [word.casefold() for word in self.words]

    @cached_property
    def offsets(self) -> list[int]:
        return [match.start() for match in self._matches]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.folded):
            places.setdefault(word, []).append(place)
        return places


def nearest(text: str, article: Text, words: WordIndex) -> Nearest | None:
    """The nearest passage, or None where nothing in the article is near.

    Only for what was not found word for word: a sentence and its negation are 99 % alike.
    """
    ours = _WORD.findall(normalise(text).text)
    while ours and not ours[-1][-1].isalnum():
        ours.pop()
    folded = [word.casefold() for word in ours]
    at = _likeliest(folded, words)
    if at is None:
        return None
    begin = max(0, at - _ROUND)
    stop = min(len(words.words), at + len(ours) + _ROUND)
    ops = list(Indel.opcodes(folded, words.folded[begin:stop]))
    while ops and ops[0].tag == "insert":
        ops.pop(0)
    while ops and ops[-1].tag == "insert":
        ops.pop()
    changes = [
        change
        for op in ops
        for change in _changes(
            ours[op.src_start : op.src_end],
            words.words[begin + op.dest_start : begin + op.dest_end],
            op.tag,
        )
    ]
    common = sum(op.src_end - op.src_start for op in ops if op.tag == "equal")
    share = 2 * common / (len(ours) + sum(len(change.theirs) for change in changes) or 1)
    if share < SHOWN:
        return None
    first = next((op.dest_start for op in ops if op.tag == "equal"), 0)
    offset = article.normal.starts[words.offsets[begin + first]]
    merged = tuple(_merged(changes))
    return Nearest(share, article.line(offset), merged, _flags(merged))


def _likeliest(folded: list[str], words: WordIndex) -> int | None:
    """Where the words would begin: the place for which most of the rarer ones vote."""
    votes: Counter[int] = Counter()
    for position, word in enumerate(folded):
        places = words.places.get(word, ())
        if len(places) <= _COMMON and word[0].isalnum():
            for place in places:
                start = place - position
                for near in (start - 1, start, start + 1):
                    votes[near] += 2 if near == start else 1
    best = max(votes.items(), key=lambda vote: (vote[1], -vote[0]), default=None)
    return best[0] if best else None


def _changes(ours: list[str], theirs: list[str], tag: str) -> list[Change]:
    """Word by word where the words are the same but perhaps for the size of letters."""
    if tag != "equal":
        return [Change(tuple(ours), tuple(theirs))]
    return [Change((one,), (other,)) for one, other in zip(ours, theirs, strict=True)]


def _merged(changes: list[Change]) -> Iterator[Change]:
    """Neighbours of one kind as one, so that a replaced word reads as one change."""
    for same, group in groupby(changes, key=lambda change: change.same):
        run = list(group)
        ours = tuple(word for change in run for word in change.ours)
        yield (
            Change(ours, tuple(word for change in run for word in change.theirs))
            if not same
            else (Change(ours, ours))
        )


def _flags(changes: tuple[Change, ...]) -> frozenset[Flag]:
    flags: set[Flag] = set()
    for change in changes:
        if change.same:
            continue
        ours, theirs = (Counter(map(str.casefold, side)) for side in (change.ours, change.theirs))
        gone, new = theirs - ours, ours - theirs
        for word in (*gone, *new):
            if any(sign.isdigit() for sign in word) or figures(word):
                flags.add("figure")
            if _NEGATION.fullmatch(word):
                flags.add("negation")
            if _MODAL.fullmatch(word):
                flags.add("modal")
        if any(_negates(one, other) or _negates(other, one) for one in gone for other in new):
            flags.add("negation")
    return frozenset(flags)


def _negates(word: str, plain: str) -> bool:
    """Whether a word is another with a negating syllable before it: unlawful, lawful."""
    return word.endswith(plain) and word[: -len(plain)] in _NEGATING
