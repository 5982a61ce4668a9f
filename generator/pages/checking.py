"""The page that says how facts are held against the articles, and how many were."""

from __future__ import annotations

from generator.briefing import Briefing
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words) -> View:
    unverified = [
        fact for part in briefing.summaries for fact in part.facts if fact.item.unverified
    ]
    values = {
        "parts": briefing.summaries,
        "tallies": briefing.tallies,
        "unverified": unverified,
    }
    title, deck = words.text("checking.title"), words.text("checking.deck")
    return View(title, deck, values)
