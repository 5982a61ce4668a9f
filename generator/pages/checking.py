"""The page that says how facts are held against the articles, and how many were."""

from __future__ import annotations

from generator.briefing import Briefing
from generator.facts import Fact
from generator.pages.listing import (
    ListKind,
    all_summaries,
    listing,
    summary_listed,
    titled,
    when_listed,
    when_published,
    worded,
)
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words) -> View:
    values = {
        "parts": worded(briefing, words, COUNTS),
        "tallies": briefing.tallies,
        "unverified": listing(briefing, UNVERIFIED),
    }
    title, deck = words.text("checking.title"), words.text("checking.deck")
    return View(title, deck, values)


def unverified(briefing: Briefing) -> tuple[Fact, ...]:
    """The facts that say why they cannot be verified, newest article first."""
    return briefing.marked("unverified")


COUNTS = ListKind(
    "counts",
    titled("checking.counts"),
    all_summaries,
    when_listed,
    "count",
    newest_first=True,
    in_words=summary_listed,
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
