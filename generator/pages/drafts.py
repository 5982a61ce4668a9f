"""The pages that only whoever edits sees: a draft as it would be published, and what all lack."""

from __future__ import annotations

from dataclasses import replace

from generator.briefing import Briefing
from generator.model.summary import Item, Summary
from generator.pages import article
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words, key: str) -> View:
    made = article.view(briefing, words, key)
    draft, summary = briefing.draft(key), briefing.of(key).summary
    return replace(made, values={**made.values, "draft": draft, "unready": unready(summary)})


def unready(summary: Summary) -> dict[str, list[Item]]:
    """The items of each list that lack what they would be shown by."""
    lists = {name: getattr(summary, name) for name in summary.ITEM_LISTS}
    return {
        name: [item for item in items if item.lacking and not item.retracted]
        for name, items in lists.items()
    }


def index(briefing: Briefing, words: Words) -> View:
    values = {"drafts": sorted(briefing.drafts.values(), key=lambda one: one.key)}
    return View(words.text("drafts.title"), words.text("drafts.deck"), values)
