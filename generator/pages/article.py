"""A summary's own page, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from generator.briefing import Briefing, keys_speaking_of, query
from generator.charts import along_axis
from generator.facts import Actor, Card, StatementFact
from generator.model.summary import items_of
from generator.pages.changes import corrections_of, name_of
from generator.pages.listing import (
    ListKind,
    all_summaries,
    summary_listed,
    titled,
    when_listed,
    worded,
)
from generator.pages.view import View, by_date, card_of
from generator.words import Words

#: The width in pixels of the axis beside the events, where the page is wide.
_AXIS = 130
#: How many related summaries a page names.
RELATED = 4
#: How many of the things that both speak of.
NAMED = 3
#: What two summaries may share, and how much that says: the same speech more than the same topic.
_SHARED = {"occasions": 4, "events": 3, "questions": 2, "measures": 2, "topics": 1}


@dataclass(frozen=True)
class Related:
    """Another summary, and the names of what both speak of, the most telling first."""

    part: Card
    shared: tuple[str, ...]


def view(briefing: Briefing, words: Words, key: str) -> View:
    part = briefing.of(key)
    others = related(briefing, key)
    lines = zip(items_of(part.summary), briefing.lines_of(key), strict=False)
    claimants = by_claimant(part.statements)
    events = sorted(part.events, key=lambda fact: by_date(fact.item.date))
    said = (fact for _, facts in claimants for fact in facts)
    values = {
        "part": part,
        "draft": None,
        "unready": {"what": (), "quotes": ()},
        "summary": part.summary,
        "article": part.summary.article,
        "lines": {item.anchor: line for (_, item), line in lines},
        "claimants": claimants,
        "receipts": (*said, *part.numbers, *part.quotes, *events),
        "events": along_axis(((fact, fact.item.date) for fact in events), _AXIS),
        "withdrawn": [(fact, name_of(fact.item, briefing.registry)) for fact in part.retracted],
        "corrections": corrections_of(briefing, words, key, part.summary),
        "related": others,
    }
    return View(part.summary.title, part.summary.gist, values)


def retracted(briefing: Briefing, words: Words, key: str) -> View:
    """In the place of a summary that was withdrawn: that it was, and what it was a summary of."""
    summary = briefing.retracted[key]
    outlet = summary.article.outlet
    values = {
        "summary": summary,
        "article": summary.article,
        "retraction": summary.retracted,
        "outlet": briefing.actor_record(outlet).name if outlet else None,
        "key": key,
    }
    title = words.text("retracted.title", title=summary.title)
    return View(title, words.text("retracted.text"), values)


def index(briefing: Briefing, words: Words) -> View:
    values = {"parts": worded(briefing, words, ARTICLES)}
    title = words.text("articles.title")
    return View(title, words.text("articles.deck"), values)


ARTICLES = ListKind(
    "by-date",
    titled("articles.title"),
    all_summaries,
    when_listed,
    "summary",
    newest_first=True,
    in_words=summary_listed,
)


def by_claimant(
    statements: Iterable[StatementFact],
) -> list[tuple[Actor | None, list[StatementFact]]]:
    """The statements under whoever makes them, in order of appearance, the article's own last."""
    groups: dict[Actor | None, list[StatementFact]] = {}
    for fact in statements:
        groups.setdefault(fact.by, []).append(fact)
    return sorted(groups.items(), key=lambda group: group[0] is None)


def related(briefing: Briefing, key: str) -> list[Related]:
    """The summaries that share registry ids with this one, by how telling these are."""
    return [
        Related(
            card_of(briefing, other),
            tuple(briefing.record(kind, id).name for kind, id in shared),
        )
        for other, shared in nearest(briefing, key)
    ]


@query
def nearest(briefing: Briefing, key: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The ids of the related summaries, each with the most telling records that both refer to."""
    shared: dict[str, list[tuple[int, str, str]]] = {}
    for record in briefing.of(key).refers_to:
        kind, _, id = record.partition("/")
        if kind in _SHARED:
            for other in keys_speaking_of(briefing, record):
                shared.setdefault(other, []).append((-_SHARED[kind], kind, id))
    shared.pop(key, None)
    weighed = ((sum(weight for weight, _, _ in same), other) for other, same in shared.items())
    return [
        (other, [(kind, id) for _, kind, id in sorted(shared[other])[:NAMED]])
        for _, other in nsmallest(RELATED, weighed)
    ]
