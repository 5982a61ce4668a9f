"""Divides runs of capitals into names, without titles before them and letters behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.article.names import names
from generator.drafting.vocabulary import (
    COMPANIES,
    DEGREES,
    GIVEN,
    INSTITUTIONS,
    LONG_TITLES,
    MEMBERS,
    ORGANISING,
    ROLES,
    SUBJECTS,
    TITLES,
)

Span = tuple[int, int]

_SHORT_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Maj|Sgt|Cllr|Rev|Hon)\. $"
)
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_COUNTRY = re.compile(r"(?:US|UK|U\.S\.|U\.K\.)$")
_LINKS = (" of ", " for ")
#: A word that says whose something is, in front of its name: Kenya-led, UN-backed.
_COMPOUND = re.compile(r"-(?:led|backed|based|funded|run|owned|born|style|era|wide|sponsored)$")
#: Names of one word that a sentence may begin with, and no other word.
_ALONE = re.compile(
    rf"\b(?=(?-i:[A-Z]))(?:{'|'.join(sorted(one for one in INSTITUTIONS if '_' not in one))})\b",
    re.IGNORECASE,
)
_SOCIETY = re.compile(
    r"(?:[\w'\u2019-]+ )?([\w'\u2019-]+) (?:of|for|[Aa]gainst|[Ww]ithout|[Bb]eyond) \S"
)
_BEGINS_SENTENCE = re.compile('(?:^|[.!?:"\n\u201c\u201d\u2018]\\s*)$')


@dataclass(frozen=True)
class Piece:
    """A name as it stands in the text; `titled` says that what stands by it makes it a person's."""

    start: int
    end: int
    name: str
    titled: bool

    @property
    def words(self) -> list[str]:
        return self.name.split(" ")


def pieces(text: str) -> Iterator[Piece]:
    """The names of a text, in order."""
    for start, end in _joined(text, _runs(text)):
        for begin, stop in _parts(text, start, end):
            found = _bare(text, begin, stop)
            if found:
                yield found
                yield from _rest(text, found.end, stop)


def _runs(text: str) -> tuple[Span, ...]:
    """The names, and those of institutions that stand alone where a sentence begins."""
    found = names(text)
    starts = {start for start, _ in found}
    alone = (match.span() for match in _ALONE.finditer(text) if match.start() not in starts)
    within = (one for one in alone if not any(start < one[0] < end for start, end in found))
    return tuple(sorted([*found, *within]))


def _joined(text: str, runs: tuple[Span, ...]) -> Iterator[Span]:
    """The runs, with two made one where "and" joins them to the name of one organisation."""
    waiting: Span | None = None
    for start, end in runs:
        if waiting and text[waiting[1] : start] == " and " and _is_one(text, waiting, (start, end)):
            waiting = waiting[0], end
            continue
        if waiting:
            yield waiting
        waiting = start, end
    if waiting:
        yield waiting


def _is_one(text: str, left: Span, right: Span) -> bool:
    """Whether "and" stands within a name: Fire and Rescue, the Bakers and Millers Union."""
    before, behind = text[slice(*left)].split(" "), text[slice(*right)].split(" ")
    if before[-1].lower() in SUBJECTS and behind[0].lower() in SUBJECTS:
        return any(word.lower() in ORGANISING for word in (*before, *behind))
    if text[left[0] - 4 : left[0]].lower() == "the " and _is_alone(text, left, right):
        own = {before[-1].lower(), "_".join(before).lower()}
        return behind[-1].lower() in ORGANISING and not own & (ORGANISING | INSTITUTIONS)
    members = len(before) == 1 and before[0].endswith("s") and behind[0].endswith("s")
    return members and len(behind) > 1 and behind[-1].lower() in ORGANISING


def _is_alone(text: str, left: Span, right: Span) -> bool:
    """Whether neither of two names stands anywhere without the other."""
    return len(text[slice(*right)].split(" ")) > 1 and all(
        text.count(text[slice(*one)]) == 1 for one in (left, right)
    )


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """A run of capitals divided where a possessive, or whose something is, stands in it."""
    at = start
    parts: list[Span] = []
    for word in text[start:end].split(" "):
        stop = at + len(word)
        if parts and parts[-1][1] == at - 1:
            parts[-1] = (parts[-1][0], stop)
        else:
            parts.append((at, stop))
        owns = stop < end and not _is_office(word, text[stop + 1 : end])
        last = (_POSSESSIVE.search(word) if owns else None) or _COMPOUND.search(word)
        if last:  # the next word does not follow directly any more
            parts[-1] = (parts[-1][0], stop - len(last[0]))
        at = stop + 1
    yield from parts


def _is_office(owner: str, owned: str) -> bool:
    """Whether a possessive stands within a name: Coroner's Office, Women's Institute."""
    word = _POSSESSIVE.sub("", owner).lower()
    owners = TITLES | ROLES | MEMBERS | ORGANISING | {"children"}
    several = owner.endswith(("s'", "s\u2019"))  # the Sailors' Union
    is_kind = several or word in owners or word.removesuffix("s") in owners
    return is_kind and owned.split(" ", maxsplit=1)[0].lower() in ORGANISING


def _bare(text: str, start: int, end: int) -> Piece | None:
    """The name that is left of a part when its title, and what it is the name of, are gone."""
    name = text[start:end]
    possessive = _POSSESSIVE.search(name)
    name = name[: possessive.start()] if possessive else name
    cut, titled = 0, bool(_SHORT_TITLE.search(text[max(0, start - 6) : start]))
    if is_society(name):
        return Piece(start, start + len(name), name, titled=False)
    for match in LONG_TITLES.finditer(name):
        cut, titled = match.end(), True
    at = 0
    for word in name.split(" "):
        after = at + len(word) + 1
        simple = word.lower().rstrip(".")
        titles = simple in TITLES or simple.removesuffix("s") in TITLES
        if at >= cut and after <= len(name) and titles:
            cut, titled = after, True
        at = after
    left = name[cut:]
    if cut and left.lower() in ORGANISING and " " in name[:cut].strip():
        left, titled, cut = name, False, 0  # Government General Hospital
    if titled and left.startswith(("of ", "for ")):
        left, titled, cut = name, False, 0  # President of Kenya
    if not cut and _BEGINS_SENTENCE.search(text[max(0, start - 3) : start]):
        cut, titled = _behind_role(name)
        left = name[cut:]
    for link in _LINKS if titled or _begins_with_given(left) else ():
        left = left.partition(link)[0]
    if not cut and " " in left and _COUNTRY.fullmatch(left.split(" ")[0]) and titled:
        cut += left.index(" ") + 1
        left = name[cut:]
    words = left.split(" ")
    if len(words) > 2 and words[-1] in DEGREES:
        left, titled = " ".join(words[:-1]), True
    return Piece(start + cut, start + cut + len(left), left, titled) if left else None


def is_society(name: str) -> bool:
    """Whether a name says whose society something is: Friends of the Lake."""
    found = _SOCIETY.match(name)
    return found is not None and found[1].lower() in MEMBERS


def _rest(text: str, start: int, end: int) -> Iterator[Piece]:
    """What a person's name was the name of: the University of Marsk, behind Ada Borg of."""
    link = re.match(r" (?:of|for)(?: the)? (?=\w)", text[start:end])
    found = _bare(text, start + link.end(), end) if link else None
    if found and len(found.words) > 1:
        yield found


def _behind_role(name: str) -> tuple[int, bool]:
    """Where a name begins behind what somebody is, which is capital since it begins a sentence.

    "Resident Ada Berg" is a person and "Rival Marsk Lines" a company: with these words begin
    names as well (Student Finance), so that a subject must not follow.
    """
    role, _, left = name.partition(" ")
    words = left.split(" ")
    if words[0].lower() in SUBJECTS:
        return 0, False
    if role.lower() in COMPANIES and left[:1].isupper():
        return len(role) + 1, False
    person = role.lower() in ROLES and 2 <= len(words) <= 3 and words[0][:1].isupper()
    return (len(role) + 1, True) if person else (0, False)


def _begins_with_given(name: str) -> bool:
    return name.partition(" ")[0].lower() in GIVEN
