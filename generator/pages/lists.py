"""All quotations by speaker, and the legend of the words that stand beside facts."""

from __future__ import annotations

from generator.briefing import Briefing
from generator.facts import Actor, QuoteFact
from generator.pages.view import View, by_date, by_name
from generator.words import Words


def quotes(briefing: Briefing, words: Words) -> View:
    groups: dict[Actor, list[QuoteFact]] = {}
    for part in reversed(briefing.summaries):
        for fact in part.quotes:
            groups.setdefault(fact.speaker, []).append(fact)
    for said in groups.values():
        said.sort(key=lambda fact: by_date(fact.date))
    speakers = sorted(groups.items(), key=lambda group: (-len(group[1]), by_name(group[0])))
    return _list(briefing, words, "quotes", speakers=speakers)


def legend(briefing: Briefing, words: Words) -> View:
    return _list(briefing, words, "legend")


def _list(briefing: Briefing, words: Words, key: str, **values: object) -> View:
    title, deck = words.text(f"{key}.title"), words.text(f"{key}.deck")
    return View(title, deck, values)
