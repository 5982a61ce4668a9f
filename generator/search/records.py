"""The records that a search finds: articles, their facts, and whoever and whatever they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.dates import Edtf
from generator.exports.edition import Edition
from generator.facts import (
    EventFact,
    Fact,
    NumberFact,
    QuoteFact,
    StatementFact,
    Subject,
    SummaryFacts,
)
from generator.model.registry import Named, Person
from generator.words import Words

#: By what found records can be narrowed down, in the order in which readers are offered it.
FACETS = ("kind", "person", "organisation", "topic", "outlet", "year")
#: The kinds of records, in the order in which readers are offered them.
KINDS = (
    *("article", "statement", "quote", "number", "event"),
    *("person", "organisation", "topic", "place", "measure", "page"),
)
#: The page kinds of the registry's files.
_SUBJECTS = {
    "people": "person",
    "organisations": "organisation",
    "topics": "topic",
    "places": "place",
    "measures": "measure",
}

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Passage:
    """A fact at its place on a page: `lead` names it, or whose it is, and `text` is what it says.

    All of it is plain text.
    """

    anchor: str
    kind: str
    lead: str
    text: str


@dataclass(frozen=True)
class Record:
    """What is found as one: a page, or with an anchor in its address a fact.

    `url` is its address below the site's root; `key` is what it is sorted into shards by. `day` is
    ISO 8601's, or empty where there is none. `within` is the title of the article in which a fact
    stands.
    """

    url: str
    key: str
    title: str
    text: str
    filters: Filters
    day: str = ""
    passages: tuple[Passage, ...] = ()
    within: str = ""


class Labels:
    """What a facet calls the records of the registry: by name, and by id too where two share it."""

    def __init__(self, edition: Edition) -> None:
        registry = edition.briefing.registry
        self.names: dict[tuple[str, str], str] = {}
        for file, kind in _SUBJECTS.items():
            records: Mapping[str, Named] = getattr(registry, file)
            shared = Counter(record.name for record in records.values())
            for id, record in records.items():
                own = record.name if shared[record.name] == 1 else f"{record.name} ({id})"
                self.names[kind, id] = own

    def of(self, kind: str, subjects: Iterable[Subject | None]) -> tuple[str, ...]:
        """The labels of those of one kind, each once."""
        found = (one for one in subjects if one and one.kind == kind)
        return tuple(dict.fromkeys(self.names.get((kind, one.id), one.name) for one in found))


def article_records(
    part: SummaryFacts, edition: Edition, words: Words, labels: Labels, *, apart: bool
) -> Iterator[Record]:
    """The record of an article, and where facts stand apart one for each of them.

    Where they do not, the article stands for all kinds of facts that it has.
    """
    url = _url(edition, "article", part.key)
    passages = {fact: _passage(fact, words) for fact in part.facts}
    published = part.summary.article.published
    common = {
        "topic": labels.of("topic", part.topics),
        "outlet": labels.of("organisation", [part.outlet]),
    }
    kinds = ("article",) if apart else ("article", *(one.kind for one in passages.values()))
    summary = part.summary
    named = [
        *(" ".join(filter(None, (role.actor.name, role.role))) for role in part.who),
        *(subject.name for subject in (*part.where, *part.topics)),
        *filter(None, (summary.article.headline, summary.article.author)),
        *([part.outlet.name] if part.outlet else []),
    ]
    yield Record(
        url=url,
        key=part.key,
        title=summary.title,
        text="\n\n".join([summary.gist, *named]),
        filters={
            "kind": tuple(dict.fromkeys(kinds)),
            "person": labels.of("person", part.actors.values()),
            "organisation": labels.of("organisation", part.actors.values()),
            **common,
            "year": _years(published),
        },
        day=_day(published),
        passages=tuple(passages.values()),
    )
    for fact, passage in passages.items() if apart else ():
        when = _when(fact)
        actors = _actors(fact)
        yield Record(
            url=f"{url}#{passage.anchor}",
            key=part.key,
            title="",
            text="",
            filters={
                "kind": (passage.kind,),
                "person": labels.of("person", actors),
                "organisation": labels.of("organisation", actors),
                **common,
                "year": _years(when),
            },
            day=_day(when),
            passages=(passage,),
            within=summary.title,
        )


def subject_records(edition: Edition, labels: Labels) -> Iterator[Record]:
    """A record for each page of a person, an organisation, a topic, a place or a measure."""
    briefing = edition.briefing
    shown: dict[str, Iterable[str]] = {
        "person": (id for id, actor in briefing.actors.items() if actor.kind == "person"),
        "organisation": (
            id for id, actor in briefing.actors.items() if actor.kind == "organisation"
        ),
        "topic": briefing.named("topics"),
        "place": briefing.named("places"),
        "measure": briefing.measured,
    }
    for file, kind in _SUBJECTS.items():
        records: Mapping[str, Named] = getattr(briefing.registry, file)
        for id in shown[kind]:
            record = records[id]
            roles = [one.role for one in record.roles] if isinstance(record, Person) else []
            label = labels.of(kind, [Subject(id, kind, record.name)])
            yield Record(
                url=_url(edition, kind, id),
                key=f"{file}/{id}",
                title=record.name,
                text="\n\n".join([*record.aliases, *roles]),
                filters={"kind": (kind,), **({kind: label} if kind in FACETS else {})},
            )


def page_record(url: str, title: str, text: str) -> Record:
    """The record of a page that somebody wrote by hand."""
    return Record(url=url, key=f"pages/{url}", title=title, text=text, filters={"kind": ("page",)})


def _url(edition: Edition, kind: str, id: str) -> str:
    return edition.addresses.built(edition.addresses.path(kind, id))


def _passage(fact: Fact, words: Words) -> Passage:
    kind, say = next(found for type, found in _SAID.items() if isinstance(fact, type))
    lead, text = say(fact, words)
    return Passage(fact.anchor, kind, lead, text)


def _quote(fact: QuoteFact, words: Words) -> tuple[str, str]:
    medium = words.text("medium", fact.medium) if fact.medium else None
    told = [fact.speaker.name, fact.role, fact.occasion or medium, _date(fact.date, words)]
    return ", ".join(filter(None, told)), words.text("search.quoted", text=fact.item.exact.strip())


def _number(fact: NumberFact, words: Words) -> tuple[str, str]:
    counted = ", ".join(filter(None, (fact.measure.name, fact.item.of)))
    told = [counted, _whose(fact, words), _date(fact.as_of, words)]
    return words.comparison(fact.item, fact.measure), _joined(told, words)


def _event(fact: EventFact, words: Words) -> tuple[str, str]:
    lead = _date(fact.item.date, words) or words.text("event.undated")
    certain = words.text("certainty", fact.item.certainty)
    return lead, _joined([fact.title, certain, _whose(fact, words)], words)


def _statement(fact: StatementFact, words: Words) -> tuple[str, str]:
    who = fact.by.name if fact.by else words.text("search.article")
    said = _date(fact.item.date or fact.summary.article.published, words)
    return ", ".join(filter(None, (who, said))), fact.item.text or ""


#: How a kind of fact is called, and how it names itself and what it says.
_SAID: Mapping[type[Fact], tuple[str, Callable[..., tuple[str, str]]]] = {
    QuoteFact: ("quote", _quote),
    NumberFact: ("number", _number),
    EventFact: ("event", _event),
    StatementFact: ("statement", _statement),
}


def _joined(parts: Iterable[str | None], words: Words) -> str:
    return f" {words.text('sign.dot')} ".join(filter(None, parts))


def _whose(fact: Fact, words: Words) -> str:
    return words.text("fact.by", name=fact.by.name) if fact.by else words.text("fact.by_article")


def _actors(fact: Fact) -> tuple[Subject | None, ...]:
    """Everybody whom a fact names."""
    others: tuple[Subject | None, ...] = ()
    if isinstance(fact, QuoteFact):
        others = (fact.speaker,)
    elif isinstance(fact, EventFact):
        others = fact.who
    elif isinstance(fact, StatementFact):
        others = (fact.holder,)
    return (*others, fact.by, *fact.via)


def _when(fact: Fact) -> Edtf | None:
    """The date by which a fact is sorted: its own, or that of its article."""
    own: Edtf | None = None
    if isinstance(fact, QuoteFact):
        own = fact.date
    elif isinstance(fact, NumberFact):
        own = fact.as_of
    elif isinstance(fact, EventFact | StatementFact):
        own = fact.item.date
    return own or fact.summary.article.published


def _date(when: Edtf | None, words: Words) -> str | None:
    return words.date(when) if when else None


def _day(when: Edtf | None) -> str:
    day = when and (when.earliest or when.latest)
    return day.isoformat() if day else ""


def _years(when: Edtf | None) -> tuple[str, ...]:
    return (_day(when)[:4],) if _day(when) else ()
