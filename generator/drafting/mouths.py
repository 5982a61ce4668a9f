"""Tells where the words beside a quotation name another speaker than its summary gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.article.text import Text
from generator.drafting.actors import Cast, Mention, cast
from generator.drafting.known import Known, misspells, name_key
from generator.drafting.page import Page
from generator.drafting.speakers import Speakers
from generator.model.registry import Person, Registry
from generator.model.summary import Quote
from generator.problems import Path
from generator.verify.matching import Match
from generator.verify.verdict import Checked

#: Beside a name they say that the words may be another's, who is quoted, read out or spoken for.
_FOR_ANOTHER = re.compile(
    r"\b(?:behalf|reads?|reading|quot(?:ed|es|ing)|relay\w*|translat\w+|interpret\w+|spokes\w+"
    r"|lawyers?|statement|letter|citing)\b"
)
_INNER = re.compile("[\u2018\u201c\"\u00ab]|(?<!\\w)'")
#: How much beside a quotation is read for such words, in characters.
_NEAR = 80


def other_mouths(
    checked: Iterable[Checked], registry: Registry, article: Text
) -> Iterator[tuple[Path, str]]:
    """What to say of each quotation whose speaker another registered person seems to be.

    Rules say so and nothing proves it: where they are not certain, nothing is said.
    """
    people = registry.people
    quotes = [one for one in checked if isinstance(one.one, Quote) and one.one.speaker in people]
    if not quotes:
        return
    beside = _Beside(article, registry)
    for one in quotes:
        speaker = one.one.speaker if isinstance(one.one, Quote) else None
        named = {beside.named(match) for match in one.matches} if one.proved else set()
        id = named.pop() if len(named) == 1 else None
        if id and speaker and id != speaker and not _may_be_one(people[id], people[speaker]):
            yield (
                (*one.path, "speaker"),
                f"the words beside it name {people[id].name} ({id}), and the speaker is"
                f" {people[speaker].name}",
            )


class _Beside:
    """Who is named beside the quotations of an article."""

    def __init__(self, article: Text, registry: Registry) -> None:
        self.article, self.registry = article, registry
        page = Page(article)
        self.cast: Cast = cast(article.raw, page.beside_the_text, Known(registry))
        self.speakers = Speakers(page, self.cast)

    def named(self, match: Match) -> str | None:
        """The id of the registered person beside some words who can only be their speaker."""
        article = self.article
        around = article.quotation_around(match.start, match.end)
        if around is None or _INNER.search(article.raw[around.start : match.start]):
            return None
        mention = self.speakers.beside(article.quotations.index(around))
        if mention is None or mention.actor not in self.registry.people:
            return None
        first = min(mention.start, around.start)
        near = self.speakers.blank[max(0, first - _NEAR) : max(mention.end, around.end) + _NEAR]
        certain = self._is_named_in_full(mention) and not _FOR_ANOTHER.search(near)
        return mention.actor if certain else None

    def _is_named_in_full(self, mention: Mention) -> bool:
        known = Known(self.registry).people
        return any(
            known.get(name_key(self.article.raw[one.start : one.end])) == mention.actor
            for one in self.cast.mentions
            if one.actor == mention.actor and one.whole
        )


def _may_be_one(person: Person, other: Person) -> bool:
    """Whether two records have names so near that a text may mean either by one of them."""
    ours, theirs = (
        {name_key(name) for name in (one.name, *one.aliases)} for one in (person, other)
    )
    if {name.split()[-1] for name in ours} & {name.split()[-1] for name in theirs}:
        return True
    return any(misspells(one, two) for one in ours for two in theirs)
