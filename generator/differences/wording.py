"""One sentence of one speech as several articles quote it, word against word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cached_property, lru_cache
from itertools import combinations

from generator.briefing import Briefing, query
from generator.differences.difference import Difference, Segment, Wording, in_order
from generator.facts import QuoteFact

#: As many words in a row two quotations share before two of their sentences are called the same.
#: Fewer are common in any speech: "of the mission" in two sentences says nothing.
SAME_SENTENCE = 5
#: As many words in a row hold the two together where they differ in between.
_HOLDS = 2

#: A word, or a figure with its sign, currency and percent. Words are parted at hyphens, which some
#: print as dashes or spaces. A letter in brackets belongs to its word: [T]he, go[ing].
_WORD = re.compile(
    r"(?:(?<!\S)[−-](?=[$€£¥]?\d))?[$€£¥]?(?:\d{1,3}(?:,\d{3})+|(?:\[\w+\](?=\w))?\w+)"
    r"(?:['’.]\w+|\[\w+\])*%?"
)
#: Shortened words whose full stop ends no sentence.
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Sen", "Gov", "Rep", "No", "a.m", "p.m")
_SHORT = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _TITLES)
#: A sentence ends before white space, but not after a capital letter alone: "the U.N. Council". A
#: semicolon, a colon or a dash divides as well as a full stop does: house styles differ.
_SENTENCE_END = re.compile(
    rf"(?<=[.!?])(?<![A-Z]\.){_SHORT}[\"'”’]?\s+(?=[\"'“‘]?[A-Z])|(?<=[;:])\s+|\s+[—–]\s+"
)
#: An open omission, or words in brackets, which are the article's and stand for others.
_ELISION = re.compile(r"…|\.\s?\.\s?\.|\[")
#: House styles write small numbers in words or in digits.
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
}  # fmt: skip
_ASIDE = str.maketrans("’", "'", ",[]")
#: organise, organize
_IZE = re.compile(r"(?<=\w\w)is(?=(?:e|ed|es|ing|ation|ations)$)")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


#: Words of a sentence, from one to before another.
_Range = tuple[int, int]


@dataclass(frozen=True)
class _Sentence:
    """A sentence of a quotation, and where its words stand.

    `first` and `last` in their quotation, which may begin or break off inside of a sentence: many
    print a capital letter there, and a full stop.
    """

    text: str
    words: tuple[tuple[int, int], ...]
    first: bool
    last: bool

    @cached_property
    def folded(self) -> list[str]:
        return [_folded(self.text[a:b]) for a, b in self.words]

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """All runs of `SAME_SENTENCE` words."""
        last = len(self.words) - SAME_SENTENCE
        return {tuple(self.folded[n : n + SAME_SENTENCE]) for n in range(last + 1)}

    def around(self, place: _Range) -> str:
        """The text from the word before a range of words to the word after it."""
        start, end = place
        left = self.words[start - 1][1] if start else 0
        right = self.words[end][0] if end < len(self.words) else len(self.text)
        return self.text[left:right]


@query
def of_occasion(briefing: Briefing, occasion: str) -> list[Difference]:
    """For every speaker the sentences that articles quote in other words."""
    return list(_of_speakers(briefing, occasion))


def _of_speakers(briefing: Briefing, occasion: str) -> Iterator[Difference]:
    said: dict[str, list[QuoteFact]] = {}
    for fact in briefing.quotes_on(occasion):
        said.setdefault(fact.speaker.id, []).append(fact)
    for facts in said.values():
        pairs = tuple(
            pair
            for one, other in combinations(facts, 2)
            if one.key != other.key and one.item.exact != other.item.exact
            for pair in wordings(one, other)
        )
        if pairs:
            sides = dict.fromkeys(wording.fact for pair in pairs for wording in pair)
            yield Difference(
                kind="wording",
                sort="quote",
                about=occasion,
                name=briefing.record("occasions", occasion).name,
                sides=in_order(sides),
                wordings=pairs,
                holder=facts[0].speaker,
            )


def wordings(one: QuoteFact, other: QuoteFact) -> Iterator[tuple[Wording, Wording]]:
    """The sentences that two quotations share and give differently, each with what differs."""
    ours, theirs = _sentences(one.item.exact), _sentences(other.item.exact)
    # what both have alike is no other version of a sentence that begins like it
    alike = {tuple(mine.folded) for mine in ours} & {tuple(each.folded) for each in theirs}
    theirs = tuple(each for each in theirs if tuple(each.folded) not in alike)
    for mine in ours:
        if tuple(mine.folded) in alike:
            continue
        near = [sentence for sentence in theirs if mine.runs & sentence.runs]
        best = max(near, key=lambda sentence: _longest(mine, sentence), default=None)
        sides = _differing(mine, best) if best else None
        if sides:
            yield Wording(one, sides[0]), Wording(other, sides[1])


def _folded(word: str) -> str:
    """A word as it is compared: case, apostrophes, full stops and house spelling aside."""
    plain = word.translate(_ASIDE).casefold()
    if not plain.replace(".", "").isdigit():
        plain = plain.replace(".", "")
    return _NUMBERS.get(plain, _IZE.sub("iz", plain))


@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[_Sentence, ...]:
    plain = unicodedata.normalize("NFC", " ".join(text.replace(_SOFT_HYPHEN, "").split()))
    parts = [part for part in _SENTENCE_END.split(plain) if part]
    found = []
    for number, part in enumerate(parts):
        words = tuple(match.span() for match in _WORD.finditer(part))
        if words:
            found.append(_Sentence(part, words, number == 0, number == len(parts) - 1))
    return tuple(found)


def _longest(one: _Sentence, other: _Sentence) -> int:
    matcher = SequenceMatcher(None, one.folded, other.folded, autojunk=False)
    return matcher.find_longest_match().size


def _differing(
    one: _Sentence, other: _Sentence
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]] | None:
    """Both sentences in segments, or None where neither has anything that the other lacks."""
    matcher = SequenceMatcher(None, one.folded, other.folded, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _HOLDS]
    gaps = _gaps(blocks, len(one.words), len(other.words))
    shown = [gap for gap in gaps if _says_something(gap, one, other)]
    if not shown:
        return None
    return (
        _segments(one, [gap[0] for gap in shown]),
        _segments(other, [gap[1] for gap in shown]),
    )


def _gaps(blocks: list[Match], mine: int, theirs: int) -> Iterator[tuple[_Range, _Range]]:
    """What lies before, between and after the shared blocks, in words of both sides."""
    at, there = 0, 0
    for block in [*blocks, Match(mine, theirs, 0)]:
        if block.a > at or block.b > there:
            yield (at, block.a), (there, block.b)
        at, there = block.a + block.size, block.b + block.size


def _says_something(gap: tuple[_Range, _Range], one: _Sentence, other: _Sentence) -> bool:
    """Whether a gap is a difference, or only where a quotation begins, breaks off or skips."""
    sides = ((gap[0], one), (gap[1], other))
    if any(_ELISION.search(sentence.around(place)) for place, sentence in sides):
        return False
    for (start, end), sentence in sides:
        if end > start:
            continue
        if end == 0:
            return not sentence.first
        if start == len(sentence.words):
            return not sentence.last
    return True


def _segments(sentence: _Sentence, own: list[_Range]) -> tuple[Segment, ...]:
    """The sentence cut where its own words begin and end, with its punctuation kept in place."""
    found: list[Segment] = []
    done = 0
    for start, end in own:
        if end > start:
            left, right = sentence.words[start][0], sentence.words[end - 1][1]
            if right < len(sentence.text) and sentence.text[right] == ",":
                right += 1
        else:
            left = right = (
                sentence.words[start][0] if start < len(sentence.words) else len(sentence.text)
            )
        found.append(Segment(sentence.text[done:left], "shared"))
        found.append(Segment(sentence.text[left:right], "own" if end > start else "missing"))
        done = right
    found.append(Segment(sentence.text[done:], "shared"))
    return tuple(segment for segment in found if segment.text or segment.state == "missing")
