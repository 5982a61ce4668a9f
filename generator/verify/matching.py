"""Finds the words of a summary in an article, word for word; likeness is never proof here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from generator.article.normal import DOUBLE_MARKS, HYPHENS
from generator.article.numerals import NUMERAL, SCALE_WORD
from generator.article.phrase import Part, Phrase
from generator.article.text import Text
from generator.model.receipt import Tier

#: At how many places shortened words are tried to begin, and how often to go on.
_STARTS, _TRIES = 100, 5_000
_ELLIPSIS = "\u2026"
#: How many words must be kept for each part left out.
_KEPT = 2
_SENTENCE_END = re.compile(r"[.!?\u2026][\"')\]]*(?: |$)")
#: Scripts that put no space between words, so that a match may begin anywhere in them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
#: Words that deny, and modal verbs: with them a sentence keeps or loses its meaning.
NEGATIONS = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|scarcely"
    r"|barely|unlikely|\w+n't|against|refus(?:e[sd]?|ing)|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?"
    r"|oppos(?:e[sd]?|ing)|fail(?:s|ed|ing)?|falsely|allegedly)\b",
    re.IGNORECASE,
)
_MODALS = re.compile(r"\b(?:will|would|shall|should|can|could|may|might|must|ought)\b")
#: Syllables that in brackets would make another word of the next.
_AFFIX = re.compile(r"(?:un|in|im|ir|il|dis|non|anti|ex|mis)-?")
#: Words whose 's is a verb and no possessive.
_WITH_VERB = re.compile(
    r"\b(?:that|it|he|she|what|there|here|who|where|how|let|when)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Match:
    """One place where the words stand.

    `parts` are (start, end) in the article's own text, `spans` the same in its normal form; there
    are several where words were left out, in the order of the article.
    """

    tier: Tier
    parts: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


def find(text: str, article: Text) -> tuple[Match, ...]:
    """All places where the words stand, in the best of the tiers in which they stand anywhere.

    Source of the tiers: `exact`, character for character; `typography`, with other quotation
    marks, dashes, spaces or punctuation at the edge; `case`, with another first letter; `elided`,
    in parts, marked by an ellipsis or brackets.
    """
    phrase = Phrase(text)
    if not any(sign.isalnum() for sign in phrase.core):
        return ()
    literal = tuple(_literal(phrase, phrase.core, article))
    if literal:
        return tuple(_unless_cut(one, phrase, article) for one in literal)
    other = _literal(phrase, phrase.core_in_other_case, article)
    return tuple(replace(one, tier="case") for one in other) or tuple(_elided(phrase, article))


def _unless_cut(found: Match, phrase: Phrase, article: Text) -> Match:
    """What was found whole, as shortened where an ellipsis of ours was trimmed from its edge.

    One inside, or one at the edge that the article has too, is the article's own.
    """
    (start, end), text = found.spans[0], article.normal.text
    before = _ELLIPSIS in phrase.lead and _ELLIPSIS not in text[max(0, start - 2) : start]
    behind = _ELLIPSIS in phrase.stop and _ELLIPSIS not in text[end : end + 2]
    return replace(found, tier="elided") if before or behind else found


def _literal(phrase: Phrase, core: str, article: Text) -> Iterator[Match]:
    normal = article.normal
    for at in _occurrences(core, normal.text):
        end = at + len(core)
        if not stands_alone(article, at, end) or _other_ending(phrase.stop, normal.text, end):
            continue
        start, stop = normal.original(at, end)
        begins = start - phrase.core_begins
        exact = begins >= 0 and article.raw.startswith(phrase.original.strip(), begins)
        yield Match("exact" if exact else "typography", ((start, stop),), ((at, end),))


def _occurrences(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _other_ending(stop: str, text: str, end: int) -> bool:
    """Whether what the summary ends as a statement is a question or an exclamation, for example."""
    asks = text[end : end + 3].lstrip('" ')[:1] in ("?", "!")
    return asks and any(sign in ".,;:" for sign in stop)


def stands_alone(article: Text, start: int, end: int) -> bool:
    """Whether a part of the normal form begins and ends at an edge of a word or a number."""
    return not (_inside_word(article, start) or _inside_word(article, end))


def _inside_word(article: Text, at: int) -> bool:
    """Whether the place before a character of the normal form lies within a word or a number."""
    text = article.normal.text
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if _is_letter(before) and _is_letter(after):
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    far_before, far_after = text[at - 2 : at - 1] if at > 1 else "", text[at + 1 : at + 2]
    if _is_letter(before) and far_after:
        return _joins(article, at, before, far_after)
    if _is_letter(after) and far_before:
        return _joins(article, at - 1, far_before, after)
    return before == "-" and after.isdigit()  # a sign at the beginning of the text


def _joins(article: Text, at: int, before: str, after: str) -> bool:
    """Whether the sign at `at` joins what stands on its two sides to one word or number."""
    text = article.normal.text
    sign, digits = text[at], before.isdigit() and after.isdigit()
    if sign == "-":
        if not _is_letter(before):
            return after.isdigit() and before in ' ("'
        raw = article.raw[article.normal.starts[at]]
        width = article.normal.ends[at] - article.normal.starts[at]
        return _is_letter(after) and width == 1 and (raw in HYPHENS or digits)
    if sign == "'":
        possessive = after == "s" and not _is_letter(text[at + 2 : at + 3])
        possessive = possessive and not _WITH_VERB.search(text[max(0, at - 6) : at])
        return _is_letter(before) and _is_letter(after) and not possessive
    if sign == "." and before.isalpha() and after.isalpha():
        return not _is_letter(text[at - 2 : at - 1])  # U.S., p.m.; not a glued full stop
    if sign == " ":
        return (
            digits
            and bool(re.match(r"\d{3}(?!\d)", text[at + 1 : at + 5]))
            and bool(re.search(r"(?<!\d)\d{1,3}(?: \d{3})*$", text[max(0, at - 11) : at]))
        )
    return (digits and sign in ".,/:\u00b7") or (sign == "." and after.isdigit() and before == " ")


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _elided(phrase: Phrase, article: Text) -> Iterator[Match]:
    """The places where the parts of shortened words stand one after the other.

    No quotation mark may stand in what was left out, and no word that turns the meaning may be
    left out by itself or be put in.
    """
    parts = phrase.parts if phrase.is_shortened else ()
    if not parts or sum(len(part.words.split()) for part in parts) < _KEPT * (len(parts) - 1):
        return
    first, *others = parts
    if phrase.is_glued or _turns(first.put, "") or _turns(phrase.put_last, ""):
        return
    dead: set[tuple[int, int]] = set()
    for span in islice(_places(first, article, 0, None), _STARTS):
        chain = _chain([span], others, article, dead)
        if chain:
            places = tuple(article.normal.original(*part) for part in chain)
            yield Match("elided", places, tuple(chain))


def _places(part: Part, article: Text, start: int, stop: int | None) -> Iterator[tuple[int, int]]:
    text = article.normal.text
    end = len(text) if stop is None else min(stop, len(text))
    while found := part.pattern.search(text, start, end):
        if stands_alone(article, *found.span()) and not _other_ending(part.stop, text, found.end()):
            yield found.span()
        start = found.start() + 1


def _chain(
    done: list[tuple[int, int]], parts: list[Part], article: Text, dead: set[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """The places of all parts, each after the one before and no further than allowed.

    `dead` remembers from where on how many parts cannot be found.
    """
    if not parts:
        return done
    part, *rest = parts
    last = done[-1][1]
    if (len(parts), last) in dead or len(dead) > _TRIES:
        return None
    for span in _places(part, article, last, last + part.gap + len(part.pattern.pattern)):
        if span[0] - last > part.gap + 1 or _crosses_marks(article, last, span[0]):
            break
        left_out = article.normal.text[last : span[0]]
        cut_of_its_own = _ELLIPSIS in left_out and left_out.strip() != _ELLIPSIS
        if _turns(part.put, left_out) or cut_of_its_own:
            continue
        if chain := _chain([*done, span], rest, article, dead):
            return chain
    dead.add((len(parts), last))
    return None


def _crosses_marks(article: Text, start: int, end: int) -> bool:
    """Whether a quotation begins or ends in a part of the normal form."""
    if start >= end:
        return False
    begin, stop = article.normal.original(start, end)
    marks = (at for at in range(begin, stop) if article.raw[at] in DOUBLE_MARKS)
    return any(mark not in article.reopened for mark in marks) or bool(
        article.edges_between(begin, stop)
    )


def _turns(put: str, left_out: str) -> bool:
    """Whether what was put in or left out turns the meaning round.

    Bracketed words may not bring a negation, a modal verb or a figure of their own. A negation may
    be left out only with the whole sentence in which it stands.
    """
    if NEGATIONS.search(put) and not NEGATIONS.search(left_out):
        return True
    if _AFFIX.fullmatch(put.strip().lower()):
        return True
    if put and set(_MODALS.findall(put.lower())) != set(_MODALS.findall(left_out.lower())):
        return True
    counts = re.search(rf"\d|\b(?:{SCALE_WORD})s?\b", put, re.IGNORECASE) or NUMERAL.search(put)
    if counts and put.strip().lower() not in left_out.lower():
        return True
    sentences = _SENTENCE_END.split(left_out)
    lost = any(NEGATIONS.search(part) for part in (sentences[0], sentences[-1]))
    return lost and not NEGATIONS.search(put)
