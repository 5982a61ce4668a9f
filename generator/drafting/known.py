"""Finds the records of the registry that a name in an article means, misspelt ones among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from generator.drafting.slug import plain
from generator.model.registry import Named, Registry

#: From how many letters on a surname may differ by one letter, and by two.
_ONE_WRONG, _TWO_WRONG = 5, 8
_INITIAL = re.compile(r"\w\.?")
_POINTS = re.compile(r"(?<=\b[A-Z])\.")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
#: A name with a word in small letters that is no link describes, and so does one of an office.
_DESCRIBES = re.compile(
    r"^[A-Z][a-z]+ of |\b(?!(?:of|for|and|the|in|de|la|del|du|des|von|van)\b)[a-z]{3,}"
)


def undotted(text: str) -> str:
    """A text with abbreviations as most write them: UN for U.N."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


def name_key(name: str) -> str:
    """A person's name as it is compared: without initials, marks and capitals."""
    words = plain(_POINTS.sub("", name)).replace("\u2019", "'").split()
    return " ".join([word for word in words if not _INITIAL.fullmatch(word)] or words)


def allowed_errors(word: str) -> int:
    """How many letters of a surname may be wrong for it to be the same."""
    return (len(word) >= _ONE_WRONG) + (len(word) >= _TWO_WRONG)


def misspells(name: str, other: str) -> bool:
    """Whether one person's name is another with few wrong letters, in one of its words alone.

    Both are keys. Surnames of other people are near as well, so that the given name must agree
    where the surname does not, and the first letter always.
    """
    ours, theirs = name.split(), other.split()
    if len(ours) != len(theirs) or ours[0][0] != theirs[0][0]:
        return False
    wrong = [(one, two) for one, two in zip(ours, theirs, strict=True) if one != two]
    return len(wrong) == 1 and _near(*wrong[0])


def _near(one: str, other: str) -> bool:
    most = allowed_errors(min(one, other, key=len))
    return one[0] == other[0] and Levenshtein.distance(one, other, score_cutoff=most) <= most


class Known:
    """What a registry calls its people, organisations and places."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    @cached_property
    def people(self) -> dict[str, str]:
        """The ids of people by the keys of their names and aliases."""
        return {
            name_key(name): id
            for id, record in self.registry.people.items()
            for name in _names(record)
        }

    @cached_property
    def _surnames(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, id in self.people.items():
            found.setdefault(key.split()[-1], set()).add(id)
        return found

    def person(self, name: str) -> str | None:
        """The id of the person with that whole name, letter by letter or nearly."""
        key = name_key(name)
        if key in self.people:
            return self.people[key]
        if " " not in key:
            return None
        near = process.extract(
            key, self.people.keys(), scorer=Levenshtein.distance, score_cutoff=2, limit=3
        )
        found = {self.people[other] for other, *_ in near if misspells(key, other)}
        return found.pop() if len(found) == 1 else None

    def by_surname(self, word: str) -> str | None:
        """The id of the one person with that surname; None where there are several, or none."""
        found = self._surnames.get(name_key(word), set())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _organisation_names(self) -> dict[str, str]:
        return {name: id for id, one in self.registry.organisations.items() for name in _names(one)}

    @cached_property
    def _organisations(self) -> list[tuple[frozenset[str], str]]:
        return [
            (words, id)
            for id, record in self.registry.organisations.items()
            for name in _names(record)
            if len(words := _telling(name)) > 1
        ]

    def organisation(self, name: str) -> str | None:
        """The id of the one organisation whose name has all words of this one, or the reverse."""
        words = _telling(name)
        if undotted(name) in self._organisation_names:
            return self._organisation_names[undotted(name)]
        if len(words) < 2:
            return None
        same = {id for theirs, id in self._organisations if theirs == words}
        found = same or {id for theirs, id in self._organisations if words <= theirs}
        found = found or {id for theirs, id in self._organisations if words >= theirs}
        return found.pop() if len(found) == 1 else None

    def named_in(self, text: str, kind: str) -> Iterator[tuple[int, int, str]]:
        """From where to where a text has names and aliases of one of the registry's files."""
        simple = undotted(text)
        for id, record in getattr(self.registry, kind).items():
            for name in _names(record):
                if name in simple or name in text:
                    for match in _pattern(name).finditer(text):
                        yield *match.span(), id

    def described_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a text speaks of organisations whose names describe them: armed gangs in Haiti.

        What stands behind "in", or in brackets, an article about nothing else leaves out.
        """
        for id, record in self.registry.organisations.items():
            name = re.sub(r" *\([^)]*\)", "", record.name)
            phrase = name.partition(" in ")[0]
            bracketed = name != record.name
            if " " in phrase and (bracketed or _DESCRIBES.search(name)):
                behind = "(?-i:(?! [A-Z]))"
                for match in re.finditer(_pattern(phrase).pattern + behind, text, re.IGNORECASE):
                    yield *match.span(), id


def _telling(name: str) -> frozenset[str]:
    """The words of an organisation's name that tell it from others."""
    full = plain(undotted(name)).replace("united nations", "un").replace("united states", "us")
    return frozenset(re.findall(r"[^\W_]+", full)) - {"of", "the", "for", "and", "in"}


def _names(record: Named) -> tuple[str, ...]:
    return (record.name, *record.aliases)


def _pattern(name: str) -> re.Pattern[str]:
    """Where a name stands, with or without the points of abbreviations."""
    words = (
        r"\.?".join(map(re.escape, word)) + r"(?:\.(?=\s|$))?"
        if word.isupper() and word.isalpha() and len(word) < 4
        else re.escape(word)
        for word in name.split(" ")
    )
    return re.compile(rf"(?<!\w){' '.join(words)}(?!\w)(?!-\w)")
