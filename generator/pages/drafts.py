"""The pages that only whoever edits sees: a draft as it would be published, and what all lack."""

from __future__ import annotations

from dataclasses import replace

from generator.briefing import Briefing
from generator.pages import article
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words, key: str) -> View:
    made = article.view(briefing, words, key)
    return replace(made, values={**made.values, "draft": briefing.draft(key)})


def index(briefing: Briefing, words: Words) -> View:
    values = {"drafts": sorted(briefing.drafts.values(), key=lambda one: one.key)}
    return View(words.text("drafts.title"), words.text("drafts.deck"), values)
