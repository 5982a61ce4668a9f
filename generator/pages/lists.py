"""The views that list one kind of fact from all articles: timeline, quotes and numbers."""

from __future__ import annotations

from generator.facts import Actor, Briefing, Happening, NumberFact, QuoteFact
from generator.pages.view import View, by_date, by_name, sources
from generator.words import Words


def timeline(briefing: Briefing, words: Words) -> View:
    dated = [happening for happening in briefing.happenings if happening.date]
    undated = [happening for happening in briefing.happenings if not happening.date]
    return _list(briefing, words, "timeline", years=by_year(dated), undated=undated)


def quotes(briefing: Briefing, words: Words) -> View:
    groups: dict[Actor, list[QuoteFact]] = {}
    for part in reversed(briefing.summaries):
        for fact in part.quotes:
            groups.setdefault(fact.speaker, []).append(fact)
    for said in groups.values():
        said.sort(key=lambda fact: by_date(fact.date))
    speakers = sorted(groups.items(), key=lambda group: (-len(group[1]), by_name(group[0])))
    return _list(briefing, words, "quotes", speakers=speakers)


def numbers(briefing: Briefing, words: Words) -> View:
    groups: dict[str, list[NumberFact]] = {}
    for part in reversed(briefing.summaries):
        for fact in part.numbers:
            groups.setdefault(fact.item.measure, []).append(fact)
    for series in groups.values():
        series.sort(key=lambda fact: by_date(fact.as_of))
    measures = [
        (id, briefing.registry.measures[id], groups[id])
        for id in sorted(groups, key=lambda id: briefing.registry.measures[id].name.casefold())
    ]
    return _list(briefing, words, "numbers", measures=measures)


def by_year(happenings: list[Happening]) -> list[tuple[str, list[Happening]]]:
    """Dated events under the year in which they can begin; open beginnings under none."""
    years: dict[str, list[Happening]] = {}
    for happening in happenings:
        first = happening.date.earliest if happening.date else None
        years.setdefault(str(first.year) if first else "", []).append(happening)
    return list(years.items())


def legend(briefing: Briefing, words: Words) -> View:
    return _list(briefing, words, "legend")


def _list(briefing: Briefing, words: Words, key: str, **values: object) -> View:
    title, deck = words.text(f"{key}.title"), words.text(f"{key}.deck")
    return View(title, deck, values, sources(briefing.summaries))
