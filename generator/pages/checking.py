"""The page that says how facts are held against the articles, and how many were."""

from __future__ import annotations

from generator.briefing import Briefing, query
from generator.facts import Fact
from generator.pages.listing import ListKind, all_summaries, listing, titled, when_published
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words) -> View:
    values = {
        "parts": listing(briefing, COUNTS),
        "tallies": briefing.tallies,
        "unverified": listing(briefing, UNVERIFIED),
    }
    title, deck = words.text("checking.title"), words.text("checking.deck")
    return View(title, deck, values)


@query
def unverified(briefing: Briefing) -> list[Fact]:
    """The facts that say why they cannot be verified, newest article first."""
    return [fact for part in briefing.summaries for fact in part.facts if fact.item.unverified]


COUNTS = ListKind(
    "counts",
    titled("checking.counts"),
    all_summaries,
    when_published,
    "count",
    newest_first=True,
)
UNVERIFIED = ListKind(
    "unverified",
    titled("checking.unverified"),
    unverified,
    when_published,
    "reason",
    newest_first=True,
)
LISTS = (COUNTS, UNVERIFIED)
