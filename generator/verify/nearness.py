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
#: How many words before and behind a passage are looked at with it, and how many passages.
_BEFORE, _BEHIND, _TRIED = 3, (0, 1, 3, 6, 12), 6
#: Words that stand so often in an article say nothing about where a passage is.
_COMMON = 60
_WORD = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*|[^\w\s]")
_NEGATION = re.compile(
    r"no|not|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|scarcely|unlikely"
    r"|\w+n't|non"
)
_NEGATING = frozenset(("un", "in", "im", "ir", "il", "dis", "non", "anti"))
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
    places = _likeliest([word.casefold() for word in ours], words)
    # with few words behind a passage, none far off is taken for one of ours
    aligned = (_aligned(ours, words, max(0, at), more) for at in places for more in _BEHIND)
    best = max(aligned, key=lambda one: one[0], default=None)
    if best is None or best[0] < SHOWN:
        return None
    share, first, changes = best
    offset = article.normal.starts[words.offsets[first]]
    merged = tuple(_merged(changes))
    return Nearest(share, article.line(offset), merged, _flags(merged))


def _aligned(
    ours: list[str], words: WordIndex, at: int, more: int
) -> tuple[float, int, list[Change]]:
    """The words beside as many and some `more` of the article, from about `at` on.

    How much they have in common, where the first common word stands, and what changed.
    """
    begin = max(0, at - _BEFORE)
    theirs = words.words[begin : at + 2 * len(ours) + more]
    folded = [word.casefold() for word in ours]
    ops = Indel.opcodes(folded, words.folded[begin : at + len(ours) + more])
    equal = [op for op in ops if op.tag == "equal"]
    if not equal:
        return 0.0, begin, []
    first, last = equal[0], equal[-1]
    # at the edges as many words of the article stand beside ours as we have
    head = max(0, first.dest_start - first.src_start)
    tail = last.dest_end + len(ours) - last.src_end
    changes = [
        Change(tuple(ours[: first.src_start]), tuple(theirs[head : first.dest_start])),
        *(
            change
            for op in ops
            if op.src_start >= first.src_start and op.src_end <= last.src_end
            if op.dest_start >= first.dest_start and op.dest_end <= last.dest_end
            for change in _changes(
                ours[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end], op.tag
            )
        ),
        Change(tuple(ours[last.src_end :]), tuple(theirs[last.dest_end : tail])),
    ]
    common = sum(op.src_end - op.src_start for op in equal)
    share = 2 * common / (len(ours) + sum(len(change.theirs) for change in changes))
    return share, begin + first.dest_start, [one for one in changes if one.ours or one.theirs]


def _likeliest(folded: list[str], words: WordIndex) -> list[int]:
    """Where the words would begin: the places for which most of the rarer ones vote."""
    votes: Counter[int] = Counter()
    for position, word in enumerate(folded):
        places = words.places.get(word, ())
        if len(places) <= _COMMON and word[0].isalnum():
            for place in places:
                start = place - position
                for near in (start - 1, start, start + 1):
                    votes[near] += 2 if near == start else 1
    return [place for place, _ in votes.most_common(_TRIED)]


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
