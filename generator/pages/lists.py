"""All quotations by speaker, and the legend of the words that stand beside facts."""

from __future__ import annotations

from dataclasses import dataclass

from generator.briefing import Briefing, query
from generator.facts import Actor, QuoteFact
from generator.pages.actor import quotes_of
from generator.pages.listing import ROOM
from generator.pages.view import View, by_name
from generator.words import Words


@dataclass(frozen=True)
class Said:
    """What one speaker said: the newest `shown` of so many quotations."""

    speaker: Actor
    size: int
    shown: tuple[QuoteFact, ...]


def quotes(briefing: Briefing, words: Words) -> View:
    title, deck = words.text("quotes.title"), words.text("quotes.deck")
    return View(title, deck, {"speakers": said(briefing)})


@query
def said(briefing: Briefing) -> list[Said]:
    """What everybody said, the most quoted first: all of it, or as much of each as there is room.

    All quotations of a speaker are on the speaker's own page.
    """
    quoted = {id: quotes_of(briefing, id) for id in briefing.actors}
    speakers = [briefing.actors[id] for id, facts in quoted.items() if facts]
    speakers.sort(key=lambda speaker: (-len(quoted[speaker.id]), by_name(speaker)))
    whole = sum(map(len, quoted.values())) <= ROOM
    each = ROOM if whole else max(ROOM // len(speakers), 1)
    return [
        # of more speakers than there is room for the last stand with their names alone
        Said(one, len(quoted[one.id]), tuple(quoted[one.id][-each:] if number < ROOM else ()))
        for number, one in enumerate(speakers)
    ]


def legend(_: Briefing, words: Words) -> View:
    return View(words.text("legend.title"), words.text("legend.deck"), {})
