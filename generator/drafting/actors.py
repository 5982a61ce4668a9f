"""Tells which people and organisations an article names, and where it does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from generator.drafting.known import Known, misspells, name_key, undotted
from generator.drafting.pieces import Piece, is_society, pieces
from generator.drafting.slug import slug
from generator.drafting.vocabulary import (
    BODIES,
    COMPANIES,
    GIVEN,
    INSTITUTIONS,
    ORGANISING,
    PLACE_FIRST,
    PLACING,
    REPORTING,
    ROLES,
    is_country,
)

Kind = Literal["person", "organisation"]
Span = tuple[int, int]

_LAST_WORD = re.compile(r"([\w-]+),? $")
#: What stands behind a person's name and no other: an age, "who", what the person is.
_AGED = re.compile(r",? (?:\(\d{1,3}\)|(?:aged )?\d{1,3}(?=[,.;)\n]|$))")
#: "And" joins what is alike: what stands before a person's name is another's.
_AND_PERSON = re.compile(r" and ((?:[A-Z]\.)+|[\w-]+) [A-Z]")
_INITIALS = re.compile(r"(?!(?:U\.S|U\.N|U\.K|E\.U)\.)(?:[A-Z]\. ?)+[A-Z]\w")
_WHO = re.compile(r",? (?:who|whose)\b")
_APPOSITION = re.compile(r", ((?:an?|the|its|their|his|her|our)?[^,.;\n]{2,60})")
_RELATED = re.compile(
    r" (?:that|which|whose|of|in|at|on|by|to|behind|based|with|for|from|and|owned|founded|backed)\b"
)
#: What only somebody in an organisation is or has: analysts at Marsk Capital; its shares.
_EMPLOYED = re.compile(
    r"\b(?:[Ss]hares in|(?:analyst|economist|strategist|researcher|partner|trader)s? (?:at|with)"
    r"|employees? (?:of|at)|staff at|chief executive of|subsidiary of|owned by|acquired by"
    r"|customers of|work(?:s|ed|ing)? for) (?:the )?$"
)
_EMPLOYS = re.compile(
    r"['\u2019]s (?:chief executive|chairman|chairwoman|coach|captain|goalkeeper|striker|defender"
    r"|head coach|spokes\w+|shares|shareholders|board|profits?|customers|employees|headquarters)\b"
)
_BODY_BEFORE = re.compile(r"\b(?:the|a|an|its|and|by) (?:[a-z-]+ ){0,2}([a-z-]+) $")
#: Somebody's words end, and the name of who said them follows.
_BEHIND_QUOTATION = re.compile(r"[\"\u201d\u2019'] (?:said|says|added|adds|recalls|asked) $")
#: Verbs of which people are the subject, and organisations seldom.
_SPEAKS = re.compile(
    r" (?:told|called|replied|recalled|recalls|explained|explains|joked|admitted|remembers|thinks"
    r"|asked|laughed|laughs|nodded|wrote|tweeted|shouted|insisted|quipped)\b"
)
#: What companies and clubs are as well as people.
_COMPANIES_TOO = COMPANIES | {"successor", "predecessor", "founder"}
#: What somebody is, with a comma before the name: the mayor of Marsk, Ada Berg.
_INTRODUCED = re.compile(r"\b(?:the|a|an|its|their|his|her|our|'s|\u2019s) ([^.,;:\n]{3,50}), $")
_RUNS_SOMETHING = re.compile(
    r", which (?:runs|operates|owns|makes|employs|represents|manages|builds|publishes|provides"
    r"|has|is building|oversees|supplies|leads|led|bought)\b"
)
_SHORT_FORM = re.compile(r" \(([A-Z][A-Za-z-]{1,9})\)")
#: Abbreviations of countries, things and roles.
_NO_ACTORS = frozenset(
    """us usa uk uae gmt utc est pst tv mp mps ceo cfo cto id hiv aids covid dna gdp vat ok am pm
    ad bc phd ba ma msc iq dvd cd pc ai it hr pr vip suv faq cctv gps lgbt usb url sms pdf var
    no vs fm""".split()  # noqa: SIM905
)
_SHOUTED = re.compile(r"[A-Z]{2}")
#: A capital within a word, as trade marks have it: EastRail; but McDonald, DeVito.
_TRADED = re.compile(
    r"(?!(?:Mc|Mac|Fitz|De|Di|Du|Da|La|Le|Van|Von|O)[A-Z])[A-Z][a-z]+[A-Z][A-Za-z]+"
)
#: What somebody writes on, and is no actor by that.
_PLATFORMS = frozenset(
    "youtube tiktok whatsapp facebook linkedin powerpoint instagram chatgpt wifi".split()  # noqa: SIM905
)
#: The longest name of a person, in words.
_LONGEST = 5


@dataclass(frozen=True)
class Actor:
    """Somebody or something that the article names; `known` says that the registry has it."""

    id: str
    name: str
    kind: Kind
    known: bool


@dataclass(frozen=True)
class Mention:
    """Where an actor is named."""

    start: int
    end: int
    actor: str
    whole: bool = True
    """Whether the name stands in full, and is no surname alone."""


@dataclass(frozen=True)
class Cast:
    """All actors by their ids, in the order in which they are first named, and their mentions.

    `unsure` holds surnames that several people of the article have, where they stand alone.
    `places` are ids of the registry, `others` where names stand of which nothing more is known.
    """

    actors: dict[str, Actor]
    mentions: tuple[Mention, ...]
    unsure: tuple[Span, ...]
    places: tuple[str, ...]
    others: tuple[Span, ...]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin in a part of the article, in order."""
        first = bisect_left(self.mentions, start, key=lambda one: one.start)
        last = bisect_left(self.mentions, end, key=lambda one: one.start)
        return self.mentions[first:last]

    def is_person(self, mention: Mention) -> bool:
        return self.actors[mention.actor].kind == "person"


def cast(text: str, skipped: tuple[Span, ...], known: Known) -> Cast:
    """Who is named in a text, but in the parts of it that are `skipped`, sorted."""
    return _Casting(text, skipped, known).cast()


class _Casting:
    def __init__(self, text: str, skipped: tuple[Span, ...], known: Known) -> None:
        self.text = text
        self.skipped = skipped
        self.known = known
        self.pieces = [piece for piece in pieces(text) if not self._is_skipped(piece.start)]
        self.alone = Counter(one.name for one in self.pieces if " " not in one.name)
        self.actors: dict[str, Actor] = {}
        self.keys: dict[str, str] = {}
        self.mentions: list[Mention] = []
        self.unsure: list[Span] = []
        self.others: dict[str, Span] = {}

    def cast(self) -> Cast:
        places = {
            id
            for start, _, id in self.known.named_in(self.text, "places")
            if not self._is_skipped(start)
        }
        self._find_organisations_of_the_registry()
        whole = [piece for piece in self.pieces if len(piece.words) > 1]
        single = [piece for piece in self.pieces if len(piece.words) == 1]
        for piece in [*whole, *single]:
            if not (self._is_taken(piece) or self.text[piece.start - 1 : piece.start] == "-"):
                self._place(piece)
        mentions = sorted(self.mentions, key=lambda one: one.start)
        first = {one.actor: one.start for one in reversed(mentions)}
        for start, _, id in self.known.described_in(self.text):
            if id not in first and not self._is_skipped(start):  # no name, and so never a speaker
                record = self.known.registry.organisations[id]
                self.actors[id] = Actor(id, record.name, "organisation", known=True)
                first[id] = start
        ordered = sorted(self.actors.values(), key=lambda one: first[one.id])
        return Cast(
            {one.id: one for one in ordered},
            tuple(mentions),
            tuple(self.unsure),
            tuple(id for id in self.known.registry.places if id in places),
            tuple(self.others.values()),
        )

    def _is_skipped(self, at: int) -> bool:
        place = bisect_left(self.skipped, (at + 1, 0))
        return place > 0 and at < self.skipped[place - 1][1]

    def _find_organisations_of_the_registry(self) -> None:
        """The longest names first, so that a part of one is no other."""
        found = sorted(
            self.known.named_in(self.text, "organisations"), key=lambda one: one[0] - one[1]
        )
        taken: list[Span] = []
        for start, end, id in found:
            overlaps = any(begin < end and start < stop for begin, stop in taken)
            if not overlaps and not self._is_skipped(start):
                taken.append((start, end))
                name = self.known.registry.organisations[id].name
                self._named(Actor(id, name, "organisation", known=True), start, end)
        self.taken = sorted(taken)

    def _is_taken(self, piece: Piece) -> bool:
        """Whether an organisation of the registry has that name, or a longer one round it."""
        at = bisect_left(self.taken, (piece.start + 1, 0))
        return any(
            start <= piece.start and piece.end <= end
            for start, end in self.taken[max(0, at - 1) : at]
        )

    def _named(self, actor: Actor, start: int, end: int, *, whole: bool = True) -> None:
        self.actors.setdefault(actor.id, actor)
        self.mentions.append(Mention(start, end, actor.id, whole))

    def _place(self, piece: Piece) -> None:
        whole = len(piece.words) > 1
        known = whole and name_key(piece.name) in self.known.people
        kind = "person" if known else self._kind(piece)
        if kind == "person" or not whole:
            if id := self._person(piece, new=kind == "person"):
                self._named(self.actors[id], piece.start, piece.end, whole=whole)
                return
            if self.unsure and self.unsure[-1] == (piece.start, piece.end):
                return
        if kind == "organisation" or (id := self.keys.get(name_key(piece.name))):
            id = self.keys.get(name_key(piece.name)) or self._organisation(piece.name)
            self._named(self.actors[id], piece.start, piece.end)
            short = _SHORT_FORM.match(self.text, piece.end)
            if short:
                self.keys.setdefault(name_key(short[1]), id)
        elif not whole and (id := self._beginning(piece.name)):
            self._named(self.actors[id], piece.start, piece.end, whole=False)
        elif whole and not (self._is_place(piece.name) or self._divided(piece)):
            self.others.setdefault(piece.name, (piece.start, piece.end))

    def _is_place(self, name: str) -> bool:
        places = self.known.registry.places.values()
        return is_country(name) or any(name in (one.name, *one.aliases) for one in places)

    def _divided(self, piece: Piece) -> bool:
        """Whether what seemed one name is a surname and more: (thanked) Ruto for Kenya's."""
        left = re.split(" (?:of|for) ", piece.name)[0]
        part = Piece(piece.start, piece.start + len(left), left, titled=False)
        id = None if " " in left else self._person(part, new=False)
        if not id:
            return False
        self._named(self.actors[id], piece.start, piece.start + len(left), whole=False)
        return True

    def _organisation(self, name: str) -> str:
        """The id of an organisation that has nearly that name in the registry, or a new one."""
        id = self.known.organisation(name)
        if id is None:
            same = [
                one.id
                for one in self.actors.values()
                if one.kind == "organisation" and not one.known and _ends_alike(one.name, name)
            ]
            return same[0] if len(same) == 1 else self._new(name, "organisation")
        known = self.known.registry.organisations[id].name
        self.actors.setdefault(id, Actor(id, known, "organisation", known=True))
        self.keys[name_key(name)] = id
        return id

    def _person(self, piece: Piece, *, new: bool) -> str | None:
        """The id of a person of that name, or of a new one."""
        key = name_key(piece.name)
        if key in self.keys:
            return self.keys[key]
        if " " in key:
            near = [other for other in self.keys if " " in other and misspells(key, other)]
            id = self.known.person(piece.name)
            if id and id not in self.actors:
                name = self.known.registry.people[id].name
                self.actors[id] = Actor(id, name, "person", known=True)
            id = id or (self.keys[near[0]] if near else None) or self._new(piece.name, "person")
            self.keys[key] = id
            return id
        people = [one for one in self.actors.values() if one.kind == "person"]
        same = [one.id for one in people if name_key(one.name).split()[-1] == key]
        if len(same) > 1:
            before = [one.actor for one in self.mentions if one.whole and one.start < piece.start]
            same = [id for id in same if id in before] or same
        if len(same) > 1:
            self.unsure.append((piece.start, piece.end))
            return None
        if not same:
            same = [one.id for one in people if misspells(key, name_key(one.name).split()[-1])]
        if len(same) == 1:
            return same[0]
        id = self.known.by_surname(piece.name)
        if id and piece.name.lower() not in PLACING:
            name = self.known.registry.people[id].name
            self.actors.setdefault(id, Actor(id, name, "person", known=True))
            return id
        return self._new(piece.name, "person") if new else None

    def _new(self, name: str, kind: Kind) -> str:
        registry = self.known.registry
        taken = {*self.actors, *registry.people, *registry.organisations}
        id = slug(undotted(name), kind, taken)
        self.actors[id] = Actor(id, name, kind, known=False)
        self.keys[name_key(name)] = id
        return id

    def _beginning(self, word: str) -> str | None:
        """The id of the organisation whose name begins with a word that stands alone."""
        found = [
            one.id
            for one in self.actors.values()
            if one.kind == "organisation" and one.name.startswith(f"{word} ")
        ]
        return found[0] if len(found) == 1 and len(word) > 3 else None

    def _kind(self, piece: Piece) -> Kind | None:
        if self._is_person(piece):
            return "person"
        return "organisation" if self._is_organisation(piece) else None

    def _is_person(self, piece: Piece) -> bool:
        words = piece.words
        organising = any(word.lower() in ORGANISING or word == "&" for word in words)
        organising = organising or _is_institution(piece.name)
        if len(words) > _LONGEST or organising or any(map(_SHOUTED.search, words)):
            return False
        if piece.titled:
            return words[-1].lower() not in PLACING
        if len(words) == 1:
            return False
        return self._is_surrounded_as_person(piece)

    def _is_surrounded_as_person(self, piece: Piece) -> bool:
        """Whether a name of several words is a person's, by its first word and what is beside."""
        words = piece.words
        first, last = words[0].lower(), words[-1].lower()
        before = self.text[max(0, piece.start - 24) : piece.start]
        behind = self.text[piece.end : piece.end + 70]
        given = first.split("-")[0] in GIVEN
        if before.lower().endswith("the ") or last in PLACING or first in PLACE_FIRST:
            return given and bool(_AGED.match(behind) or _WHO.match(behind))
        alike = _AND_PERSON.match(behind)
        if alike and (alike[1].endswith(".") or alike[1].lower() in GIVEN):
            return True
        if given or _INITIALS.match(piece.name) or _WHO.match(behind) or _AGED.match(behind):
            return True
        role = _LAST_WORD.search(before)
        if (role and role[1] in ROLES - _COMPANIES_TOO) or self._speaks(piece):
            return True
        apposed = _APPOSITION.match(behind)
        if apposed and any(word.strip("'") in ROLES for word in apposed[1].lower().split()):
            return True
        return self.alone[words[-1]] > 0 and not self.alone[words[0]] and len(words) < 4

    def _speaks(self, piece: Piece) -> bool:
        """Whether a verb beside a name, or what somebody is before it, makes it a person's."""
        before = self.text[max(0, piece.start - 70) : piece.start]
        behind = self.text[piece.end : piece.end + 20]
        introduced = _INTRODUCED.search(before)
        if introduced and any(word in ROLES - _COMPANIES_TOO for word in introduced[1].split()):
            return True
        return bool(_BEHIND_QUOTATION.search(before) or _SPEAKS.match(behind))

    def _is_organisation(self, piece: Piece) -> bool:
        words, behind = piece.words, self.text[piece.end : piece.end + 40]
        if _is_institution(piece.name) or "&" in words:
            return True
        if is_country(piece.name):
            return False
        if len(words) == 1 or piece.titled:
            return _is_trade_mark(piece.name) or self._is_abbreviation(piece, behind)
        head = re.split(" (?:of|for)(?: the)? ", piece.name)[0].split(" ")
        organising = [word for word in words if word.lower().strip("'\u2019") in ORGANISING]
        placed = words[-1].lower() in PLACING - {"north", "south", "east", "west"}
        if organising and (not placed or (head != words and head[-1].lower() in ORGANISING)):
            return True
        told = _RUNS_SOMETHING.match(behind) or _SHORT_FORM.match(behind)
        if not placed and words[0].lower() not in PLACE_FIRST:
            before = self.text[max(0, piece.start - 40) : piece.start]
            told = told or _EMPLOYED.search(before) or _EMPLOYS.match(behind)
        if told or self._is_called_body(piece):
            return True
        reports = REPORTING.match(behind.lstrip(" "))
        before = self.text[max(0, piece.start - 12) : piece.start].lower()
        return bool(reports) and not before.endswith((" in ", " at ", " near ", " from "))

    def _is_called_body(self, piece: Piece) -> bool:
        """Whether it is told beside a name what body it is: the union, HK Kultur."""
        before = self.text[max(0, piece.start - 70) : piece.start]
        introduced = _INTRODUCED.search(before)
        apposed = _APPOSITION.match(self.text, piece.end)
        words = introduced[1].split()[-1:] if introduced else []
        words += _BODY_BEFORE.findall(before)
        if apposed and apposed[1].startswith(("a ", "an ", "the ")):
            words += _RELATED.split(apposed[1])[0].split()[-1:]
        return any(word.lower() in BODIES for word in words)

    def _is_abbreviation(self, piece: Piece, behind: str) -> bool:
        name = piece.name.replace(".", "")
        capital = 2 <= len(name) <= 6 and name.isupper() and name.isalpha()
        in_brackets = self.text[piece.start - 1 : piece.start] == "(" and behind.startswith(")")
        return capital and name.lower() not in _NO_ACTORS and not in_brackets


def _is_institution(name: str) -> bool:
    """Whether a name is that of one all know, or says whose it is: Friends of the Lake."""
    return is_society(name) or name.lower().replace(" ", "_") in INSTITUTIONS


def _is_trade_mark(word: str) -> bool:
    return bool(_TRADED.fullmatch(word)) and word.lower() not in _PLATFORMS


def _ends_alike(name: str, other: str) -> bool:
    """Whether one name is the other with a country, or a place, before it."""
    short, long = sorted((undotted(name), undotted(other)), key=len)
    return " " in short and long.endswith(f" {short}")
