"""Says whose words a quotation holds, where a name stands beside it, and else who it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.article.quotations import Quotation
from generator.drafting.actors import Cast, Mention
from generator.drafting.page import Page
from generator.drafting.vocabulary import LONG_TITLES, PRONOUN, REPORTING, ROLES, SAYING

#: How many characters behind a quotation its speaker may be named, and before it.
_BEHIND, _BEFORE = 160, 320
#: How many people are offered where no name stands beside.
_OFFERED = 3
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Dr|Ms|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col))[.!?](?=\s|$)"
)
#: What ends a quotation whose sentence goes on with who said it.
_CLOSING = frozenset(",.!?\u2026\u2014-")
#: How many words may stand between a quotation and the verb: where it ended so, or otherwise.
_LONG_SUBJECT, _SHORT_SUBJECT = 14, 3
#: What makes the name behind it depend on another noun, with a title between.
_DEPENDS = re.compile(
    r"\b(?:of|for|to|by|with|on|from|about|against|at|near|like|over|than|between|behind|told|asked"
    r"|call|accused|urged|thanked|praised)(?: the| an?)?(?: [A-Z][\w.-]*)* $"
)
#: Whose words are those of the organisation named behind them, or before.
_MOUTHPIECES = (
    r"(?:spokes(?:man|woman|person|people)|statement|officials?|representatives?|press office"
    r"|officers|analysts|economists|executives|lawyers|leaders|website|report|letter|e-?mail)"
)
_SPEAKS_FOR = re.compile(rf"\b(?i:{_MOUTHPIECES}) (?:for|of|from|by|at|to)(?: the)? $")
_MOUTHPIECE = re.compile(rf"(?:['\u2019]s?)?(?: [\w-]+)? {_MOUTHPIECES} ")
#: Between a name and its verb: an apposition or a clause of its own, and what belongs to the verb.
_ASIDE = re.compile(r", .*, ?| ?\([^)]*\) ?", re.DOTALL)
#: A name that is an apposition, with its title, or that begins the sentence.
_APPOSED = re.compile(r"(?:^|, ?)\W*(?:[A-Z][\w.-]* )*$")
_AUXILIARY = re.compile(
    r" (?:(?:has|have|had|also|then|later|once|again|himself|herself|itself|never|even|just|who"
    r"|which|\w+ly|(?:is|was) quoted as|in an? [\w-]+(?: [\w-]+)?|(?:on |late |last |this )?\w+day"
    r"|(?:last|this) \w+|yesterday|today|earlier) ?)*"
)
_ADDED = re.compile(r" (?:of|from|at|in|for|with|on) |.* and $|.*, (?=\w*$)", re.DOTALL)
#: Another subject: the mayor, his lawyer, mediators; and a verb that is done to the name.
_OTHER = re.compile(
    rf"(?:\b(?:the|an?|his|her|their|its|one|some|many|two|another) (?:[\w-]+ ){{0,3}}"
    rf"(?:{'|'.join(sorted(ROLES))})s?"
    rf"|\b(?:{'|'.join(sorted(ROLES))}|mediator|official|source|people|police)s?"
    r"|\b(?:was|were|is|are|been|being|he|she|they|it|that)) $"
)
#: Words that somebody is only said to have said: accused her of saying.
_OF_SAYING = re.compile(r"\b(?:of|for) (?:saying|telling|calling|writing|claiming)\b")
_BEFORE_NOUN = re.compile(
    r"\b(?:in|an?|the|no|any|his|her|their|its|these|those|such|of|from|for|by|some|to) $"
)
_BEING = re.compile(r"\b(?:been|be|is|are|was|were|being) $")
#: Verbs whose passive says nothing of anybody's words: had been agreed.
_OF_FACTS = frozenset(
    ("agreed", "announced", "confirmed", "estimated", "reported", "promised", "revealed")
)
_PRONOUN_LAST = re.compile(r"\b(?:he|she|they)(?: \w+ly| then| also| later)?,?$", re.IGNORECASE)
_AND = re.compile(r" and (?:[A-Z][\w.-]* )*")
#: Before a verb: it has the subject of the verb before it.
_SHARES_SUBJECT = re.compile(r"(?:\b(?:and|but|or|then)(?: \w+ly| then| also)?|,) $|, \w*$")
#: Before a mark that opens what is no speech: the "Blue Door" plan.
_CALLED = re.compile(r"\b(?:[Tt]he|[Aa]n?|so-called) $")
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


@dataclass(frozen=True)
class Speaker:
    """Who says a quotation, by a name beside it, or the `candidates`, the likeliest first."""

    id: str | None
    candidates: tuple[str, ...] = ()


@dataclass
class _Clause:
    """What stands beside a quotation and may name its speaker; `pronoun` says that a word does."""

    named: Mention | None = None
    pronoun: bool = False

    @property
    def says(self) -> bool:
        return bool(self.named) or self.pronoun


class Speakers:
    """The speakers of an article's quotations."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page = page
        self.cast = cast
        self.quotations = page.article.quotations
        self.blank = _without_quotations(page.article.raw, self.quotations)
        self._before: _Clause | None = None

    def all(self) -> list[Speaker]:
        """The speakers, in the order of the quotations."""
        return [self._speaker(number) for number in range(len(self.quotations))]

    def beside(self, number: int) -> Mention | None:
        """Who is named in the very clause beside a quotation as the one who says it."""
        return None if self._is_label(number) else self._clause(number).named

    def reporter(self, at: int) -> str | None:
        """Who is said to report what stands outside of quotations at a place, in its sentence."""
        start, end = self._sentence(at)
        for match in REPORTING.finditer(self.blank, start, end):
            if match[0].lower() == "according to":
                near = self._first(match.end(), min(end, match.end() + 90))
            else:
                near = self._subject(start, match.start(), _BEHIND)
            if near:
                return near.actor
        return None

    def _speaker(self, number: int) -> Speaker:
        one = self.quotations[number]
        if self._is_label(number):
            return Speaker(None, self._candidates(one))
        clause = self._clause(number)
        if not clause.says and self._goes_on(number) and self._before:
            clause = self._before
        self._before = clause
        if clause.named:
            return Speaker(clause.named.actor)
        return Speaker(None, self._candidates(one))

    def _clause(self, number: int) -> _Clause:
        behind = self._behind(number)
        return behind if behind.says else self._in_front(number)

    def _is_label(self, number: int) -> bool:
        """Whether a quotation is what something is called: the “Blue Door” plan, a title."""
        one, raw = self.quotations[number], self.page.article.raw
        words = raw[one.start : one.end].split()
        small = [word for word in words[1:-1] if not word[0].isupper()]
        titled = len(words) - len(small) > 1 and all(len(word) < 4 for word in small)
        titled = titled and words[0][0].isupper() and words[-1][0].isupper()
        before = raw[max(0, one.start - 30) : max(0, one.start - 1)]
        called = bool(_CALLED.search(before)) and bool(re.match(r" [a-z]", raw[one.end + 1 :][:2]))
        return (titled and raw[one.end - 1 : one.end].isalnum()) or called

    def _behind(self, number: int) -> _Clause:
        """The clause that follows a quotation: said Ada Berg; Berg, the mayor, said."""
        one, blank = self.quotations[number], self.blank
        start = one.end + 1
        stop = min(start + _BEHIND, self.page.paragraph_around(max(0, one.end - 1))[1], len(blank))
        if number + 1 < len(self.quotations):
            stop = min(stop, self.quotations[number + 1].start)
        ended = _SENTENCE_END.search(blank, start, stop)
        stop = ended.start() if ended else stop
        text = blank[start:stop]
        whole = self.page.article.raw[one.end - 1 : one.end] == "."
        if whole and not re.match(r"\W*[a-z]", text):
            return _Clause()  # the next sentence begins
        verb = SAYING.search(blank, start, stop)
        if not verb:
            return _Clause()
        before = blank[start : verb.start()]
        if before.strip(" \t,\u2014\u2013-") == "":
            if verb[0].startswith("read"):
                return _Clause()  # reads a sign
            found = self._first(verb.end(), stop)
            pronoun = bool(re.match(r"\s*(?:he|she|they)\b", blank[verb.end() : stop]))
            return _Clause(None if pronoun else found, pronoun)
        closed = self.page.article.raw[one.end - 1 : one.end] in _CLOSING
        if len(before.split()) > (_LONG_SUBJECT if closed else _SHORT_SUBJECT):
            return _Clause()
        found = self._subject(start, verb.start(), _BEHIND)
        pronoun = bool(PRONOUN.match(before.strip(" ,")))
        if not (found or pronoun):
            found = self._passage_of(verb, start, stop)
        return _Clause(None if pronoun else found, pronoun)

    def _passage_of(self, verb: re.Match[str], start: int, stop: int) -> Mention | None:
        """Who stands behind "according to" or "told", where nobody stands before it."""
        return self._first(verb.end(), stop) if _ACCORDING.match(verb[0]) else None

    def _in_front(self, number: int) -> _Clause:
        """The sentence in front of a quotation, up to its opening mark."""
        sentence = self._sentence_in_front(number)
        if not sentence:
            return _Clause()
        begin, mark = sentence
        text = self.blank[begin:mark]
        if _OF_SAYING.search(text):
            return _Clause(pronoun=True)
        verbs = [
            one for one in SAYING.finditer(self.blank, begin, mark) if not self._is_no_verb(one)
        ]
        for verb in reversed(verbs):
            if clause := self._clause_of(verb, begin, mark):
                return clause
        if verbs and PRONOUN.search(text):
            return _Clause(pronoun=True)
        opens = self._first(begin, mark)
        leads = opens and len(self.blank[begin : opens.start].split()) <= 4
        return _Clause(opens if leads and not verbs and text.rstrip().endswith(":") else None)

    def _sentence_in_front(self, number: int) -> tuple[int, int] | None:
        """From where to where it stands; None where another sentence has ended since."""
        one, blank = self.quotations[number], self.blank
        mark = max(0, one.start - 1)
        begin = max(self.page.paragraph_around(one.start)[0], mark - _BEFORE)
        if not blank[begin:mark].strip():
            begin, mark = self._announced(begin)
        if number and self.quotations[number - 1].end < mark:
            begin = max(begin, self.quotations[number - 1].end)
        for end in _SENTENCE_END.finditer(blank, begin, mark):
            if blank[end.end() : mark].strip():
                begin = end.end()
            elif blank[end.end() : mark]:
                return None
        return begin, mark

    def _clause_of(self, verb: re.Match[str], begin: int, mark: int) -> _Clause | None:
        """Who is the subject of a verb before a quotation; None where the verb before it says.

        What is denied are the words of others. A verb with a subject of its own that is no name
        speaks for nobody named before it.
        """
        if verb[0].startswith("deni") and not self.blank[begin:mark].rstrip().endswith(":"):
            return _Clause(pronoun=True)
        subject = self.blank[begin : verb.start()].strip(" ,\"\u201c\u201d'")
        if _PRONOUN_LAST.search(subject):
            return _Clause(pronoun=True)
        found = self._subject(begin, verb.start(), _BEFORE)
        if _ACCORDING.match(verb[0]):
            found = self._first(verb.end(), mark)
        if found:
            return _Clause(found)
        shares = _SHARES_SUBJECT.search(self.blank, begin, verb.start())
        return None if shares or not subject else _Clause(pronoun=True)

    def _is_no_verb(self, verb: re.Match[str]) -> bool:
        """Whether a word is a noun here (no claims, in writing), or what was done to a fact."""
        before = self.blank[max(0, verb.start() - 12) : verb.start()]
        done = verb[0] in _OF_FACTS and _BEING.search(before)
        return bool(done or _BEFORE_NOUN.search(before))

    def _announced(self, begin: int) -> tuple[int, int]:
        """The end of the paragraph before, where it announces the quotation by a colon."""
        blank = self.blank
        before = blank[:begin].rstrip()[-_BEFORE:] if begin else ""
        if not before.endswith((":", ";")):
            return begin, begin
        end = len(blank[:begin].rstrip())
        return max(self.page.paragraph_around(end - 1)[0], end - _BEFORE), end

    def _goes_on(self, number: int) -> bool:
        """Whether nothing but the words that name the speaker stands since the one before."""
        if not number:
            return False
        last, one = self.quotations[number - 1], self.quotations[number]
        between = self.blank[last.end + 1 : max(last.end + 1, one.start - 1)]
        if "\n" in between:
            return False
        ends = list(_SENTENCE_END.finditer(between.rstrip()))
        return len(ends) <= 1 and (not ends or ends[-1].end() == len(between.rstrip()))

    def _subject(self, start: int, end: int, most: int) -> Mention | None:
        """Who is named before a verb as its subject: no other noun stands between."""
        if any(start <= place < end for place, _ in self.cast.unsure):
            return None
        named = self.cast.within(max(start, end - most), end)
        for at, one in reversed(list(enumerate(named))):
            before, between = self.blank[start : one.start], self.blank[one.end : end]
            if self._is_meant(one, before) and self._leads_to_verb(one, before, between):
                both = at and self._are_both(named[at - 1], one)
                return None if both else one
        return None

    def _first(self, start: int, end: int) -> Mention | None:
        """Who is named first behind a verb as its subject, a person rather than an organisation."""
        found = self.cast.within(start, end)
        if any(start <= place < end for place, _ in self.cast.unsure):
            return None
        people = [one for one in found if self.cast.is_person(one)]
        meant = [
            one
            for one in people or found[:1]
            if self._is_meant(one, self.blank[start : one.start])
            if not self._owns_a_speaker(one)
        ]
        if not meant:
            return None
        others = (one for one in found if one.start > meant[0].start)
        both = any(self._are_both(meant[0], one) for one in others)
        return None if both else meant[0]

    def _owns_a_speaker(self, one: Mention) -> bool:
        """Whether it is not who is named that speaks, but whose name it is: Ada Borg's son."""
        behind = self.blank[one.end : one.end + 40]
        speaks = not self.cast.is_person(one) and _MOUTHPIECE.match(behind)
        return behind.startswith(("'s ", "\u2019s ")) and not speaks

    def _are_both(self, one: Mention, other: Mention) -> bool:
        """Whether two names are one subject, so that neither alone is the speaker."""
        between = self.blank[one.end : other.start]
        return one.actor != other.actor and bool(_AND.fullmatch(between))

    def _is_meant(self, one: Mention, before: str) -> bool:
        """Whether a name is meant itself, and not what is somebody's or something's of that name.

        A spokesman for a council speaks for it; a friend of somebody does not.
        """
        untitled = LONG_TITLES.sub("", f"{before}_").removesuffix("_")
        if not _DEPENDS.search(untitled):
            return True
        return not self.cast.is_person(one) and bool(_SPEAKS_FOR.search(before))

    def _leads_to_verb(self, one: Mention, before: str, between: str) -> bool:
        """Whether what stands between a name and a verb leaves the name its subject."""
        if between.strip() == ",":
            return bool(_APPOSED.search(before))
        if _ASIDE.fullmatch(between) or _AUXILIARY.fullmatch(between):
            return True
        if between.startswith(("'", "\u2019")):
            return not self.cast.is_person(one) and bool(_MOUTHPIECE.search(between))
        officials = not self.cast.is_person(one) and bool(_MOUTHPIECE.fullmatch(between))
        return officials or (bool(_ADDED.match(between)) and not _OTHER.search(between))

    def _candidates(self, one: Quotation) -> tuple[str, ...]:
        """The people named last before a quotation, outside of others."""
        found: dict[str, None] = {}
        for mention in reversed(self.cast.within(max(0, one.start - 3_000), one.start)):
            inside = self.page.article.quotation_around(mention.start, mention.end)
            if not inside and self.cast.is_person(mention):
                found.setdefault(mention.actor)
        return tuple(found)[:_OFFERED]

    def _sentence(self, at: int) -> tuple[int, int]:
        begin, end = self.page.paragraph_around(at)
        for match in _SENTENCE_END.finditer(self.blank, begin, end):
            if match.end() <= at:
                begin = match.end()
            else:
                return begin, match.start()
        return begin, end


def _without_quotations(raw: str, quotations: tuple[Quotation, ...]) -> str:
    """The text with a sign that is no letter in the place of everything that is quoted."""
    pieces, at = [], 0
    for one in quotations:
        if one.start >= at:
            pieces += [raw[at : one.start], "_" * (one.end - one.start)]
            at = one.end
    pieces.append(raw[at:])
    return "".join(pieces)
