"""What a page says in schema.org's words, as JSON-LD for its head."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.briefing import keys_naming
from generator.dates import Edtf
from generator.exports import database
from generator.exports.edition import Edition
from generator.exports.feeds import NEWEST, changed, language
from generator.exports.file import FOLDER
from generator.exports.tables import TABLES, Told, change_id
from generator.facts import (
    Actor,
    EventFact,
    Fact,
    NumberFact,
    QuoteFact,
    StatementFact,
    SummaryFacts,
)
from generator.model.summary import Number
from generator.words import Words

Node = dict[str, Any]

#: The comparators of which one side is open, and that side.
_OPEN = {
    "more-than": "minValue",
    "at-least": "minValue",
    "less-than": "maxValue",
    "up-to": "maxValue",
    "nearly": "maxValue",
}
#: Units that the UN/CEFACT Common Codes (Recommendation 20) have; schema.org wants these codes.
_UNIT_CODES = {
    "second": "SEC", "minute": "MIN", "hour": "HUR", "day": "DAY", "week": "WEE", "month": "MON",
    "year": "ANN", "percent": "P1",
}  # fmt: skip
#: An event that is only planned or alleged is none that happens on a day.
_CERTAIN = ("actual", "scheduled")
#: Page kinds that are lists.
_LISTS = (
    *("articles", "people", "organisations", "timeline", "quotes", "numbers"),
    *("differences", "positions", "expectations", "sources", "places", "topics"),
    *("topic", "measure", "changes"),
)
#: What would end a script element, or a line in old readers of JavaScript.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@dataclass(frozen=True)
class Subject:
    """A page of which something is said: its kind and id, and how it calls itself."""

    kind: str
    id: str
    title: str
    description: str


def linked_data(subject: Subject, edition: Edition, words: Words, site_name: str) -> str | None:
    """JSON that may stand inside a script element, or None where there is nothing to say.

    A site that does not know its own address says nothing: what is linked must have one.
    """
    make = _MAKERS.get(subject.kind)
    if make is None or not edition.addresses.site_url:
        return None
    node = make(_Linker(edition, words, site_name), subject)
    return script_safe({"@context": "https://schema.org", **_known(node)})


def script_safe(value: Any) -> str:
    """JSON in ASCII without any sign that HTML knows."""
    text = json.dumps(value, separators=(",", ":"))
    for sign, escaped in _UNSAFE.items():
        text = text.replace(sign, escaped)
    return text


def _known(value: Any) -> Any:
    """Without what is not known: None, and lists and nodes with nothing in them; 0 is known."""
    if isinstance(value, dict):
        known = ((key, _known(one)) for key, one in value.items())
        return {key: one for key, one in known if one or one == 0}
    return [_known(one) for one in value] if isinstance(value, list) else value


def _iso(date: Edtf | None) -> str | None:
    """A year, month or day; a date that is vague in any way is not told."""
    return date.text if date and date.is_plain else None


def _iso_period(date: Edtf | None) -> str | None:
    """ISO 8601's interval, or a plain date."""
    if date and date.shape == "interval" and all(one and not one.qualifier for one in date.points):
        return date.text
    return _iso(date)


def _decimal(value: object) -> Any:
    """A figure as schema.org's Number: a JSON number where that is exact, or else its digits."""
    text = format(value, "f")
    as_number = int(text) if "." not in text else float(text)
    return as_number if format(as_number, "") == text else text


def _qualifier(number: Number) -> str | None:
    """What keeps a figure from being exact or actual, in the words of our scales."""
    said = [
        one for one in (number.comparator, number.certainty) if one not in ("exactly", "actual")
    ]
    return ", ".join(said).replace("-", " ") or None


@dataclass(frozen=True)
class _Linker:
    edition: Edition
    words: Words
    site_name: str

    def site(self) -> Node:
        home = self.edition.addresses.public("home")
        return {"@type": "WebSite", "@id": home, "url": home, "name": self.site_name}

    def home(self, subject: Subject) -> Node:
        description = {"description": subject.description, "inLanguage": language(self.words)}
        return {**self.site(), "headline": subject.title, **description}

    def collection(self, subject: Subject) -> Node:
        url = self.edition.addresses.public(subject.kind, subject.id)
        return {
            "@type": "CollectionPage",
            "@id": url,
            "url": url,
            "name": subject.title,
            "description": subject.description,
            "inLanguage": language(self.words),
            "isPartOf": self.site(),
        }

    def dataset(self, subject: Subject) -> Node:
        url, file = self.edition.addresses.public("data"), self.edition.addresses.file
        days = self.edition.briefing.logged
        files = [
            (database.FILE.path, "application/vnd.sqlite3"),
            *((table.csv, "text/csv") for table in TABLES),
            *((table.json, "application/json") for table in TABLES),
        ]
        return {
            "@type": "Dataset",
            "@id": url,
            "url": url,
            "name": f"{subject.title} \N{EN DASH} {self.site_name}",
            "description": subject.description,
            "inLanguage": language(self.words),
            "isAccessibleForFree": True,
            "dateModified": days[-1] if days else None,
            "isPartOf": self.site(),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": path.removeprefix(FOLDER),
                    "contentUrl": file(path),
                    "encodingFormat": form,
                }
                for path, form in files
            ],
        }

    def actor_page(self, subject: Subject) -> Node:
        briefing = self.edition.briefing
        actor, record = briefing.actors[subject.id], briefing.actor_record(subject.id)
        above = briefing.actors.get(getattr(record, "part_of", None) or "")
        return {
            **self.actor(actor),
            "url": self.edition.actor(actor),
            "alternateName": list(record.aliases),
            "parentOrganization": self.actor(above) if above else None,
            "subjectOf": [
                {"@id": self.edition.article(key)}
                for key in keys_naming(briefing, actor.id)[:NEWEST]
            ],
        }

    def actor(self, actor: Actor) -> Node:
        kind = "Person" if actor.kind == "person" else "Organization"
        return {"@type": kind, "@id": self.edition.actor(actor), "name": actor.name}

    def place(self, subject: Subject) -> Node:
        url = self.edition.addresses.public("place", subject.id)
        record = self.edition.briefing.places[subject.id]
        return {
            "@type": "Place",
            "@id": url,
            "url": url,
            "name": record.name,
            "alternateName": list(record.aliases),
        }

    def article(self, subject: Subject) -> Node:
        part = self.edition.briefing.of(subject.id)
        summary, url = part.summary, self.edition.article(part.key)
        source = self.source(part)
        editor = {"@type": "Person", "name": summary.written_by}
        return {
            "@type": "Article",
            "@id": url,
            "url": url,
            "headline": summary.title,
            "abstract": summary.gist,
            "inLanguage": language(self.words),
            "dateCreated": summary.added.isoformat(),
            "datePublished": summary.added.isoformat(),
            "dateModified": changed(summary).isoformat(),
            "author": editor,
            "editor": {"@type": "Person", "name": summary.checked_by} if summary.checked_by else {},
            "isPartOf": self.site(),
            "keywords": [topic.name for topic in part.topics],
            "isBasedOn": source,
            "citation": {"@id": source["@id"]},
            "hasPart": [
                *(self.claim(fact, source, editor) for fact in part.statements),
                *(self.quotation(fact, source) for fact in part.quotes),
            ],
            "mentions": [
                *(self.observation(fact, source) for fact in part.numbers),
                *self.events(part, source),
            ],
            "correction": list(self.corrections(part)),
        }

    def source(self, part: SummaryFacts) -> Node:
        """The article itself: known by its address, or a node without one."""
        article = part.summary.article
        return {
            "@type": "NewsArticle",
            "@id": article.url or "_:article",
            "url": article.url,
            "headline": article.headline,
            "inLanguage": article.language,
            "datePublished": _iso(article.published),
            "author": {"@type": "Person", "name": article.author} if article.author else None,
            "publisher": self.actor(part.outlet) if part.outlet else None,
        }

    def quotation(self, fact: QuoteFact, source: Node) -> Node:
        return {
            "@type": "Quotation",
            "@id": self.edition.fact(fact),
            "text": fact.item.exact,
            "spokenByCharacter": self.actor(fact.speaker),
            "dateCreated": _iso(fact.date),
            "isPartOf": {"@id": source["@id"]},
        }

    def claim(self, fact: StatementFact, source: Node, editor: Node) -> Node:
        """A statement: whose word it is, and that its wording is its editor's."""
        return {
            "@type": "Claim",
            "@id": self.edition.fact(fact),
            "text": fact.item.text,
            "author": self.actor(fact.by) if fact.by else None,
            "claimInterpreter": editor,
            "dateCreated": _iso(fact.item.date),
            "appearance": {"@id": source["@id"]},
        }

    def observation(self, fact: NumberFact, source: Node) -> Node:
        item, measure = fact.item, fact.measure
        limit = _OPEN.get(item.comparator, "value")
        low, high = _decimal(item.value), _decimal(item.to) if item.to is not None else None
        values = {limit: low} if high is None else {"minValue": low, "maxValue": high}
        return {
            "@type": "Observation",
            "@id": self.edition.fact(fact),
            "name": measure.name,
            "description": self.told(fact),
            "measuredProperty": {"@type": "Property", "name": measure.name},
            **values,
            "unitText": measure.unit,
            "unitCode": _UNIT_CODES.get(measure.unit or ""),
            "measurementQualifier": _qualifier(item),
            "observationDate": _iso(item.as_of),
            "observationPeriod": _iso_period(item.period),
            "subjectOf": {"@id": source["@id"]},
        }

    def told(self, fact: NumberFact) -> str:
        """A figure in words, with its scope and whose word it is."""
        figure = self.words.comparison(fact.item, fact.measure)
        return ", ".join(one for one in (figure, fact.item.of, self.by(fact)) if one)

    def by(self, fact: Fact) -> str | None:
        return self.words.text("fact.by", name=fact.by.name) if fact.by else None

    def events(self, part: SummaryFacts, source: Node) -> Iterator[Node]:
        for fact in part.events:
            if fact.item.certainty in _CERTAIN and (period := _iso_period(fact.item.date)):
                yield self.event(fact, source, *period.split("/"))

    def event(self, fact: EventFact, source: Node, start: str, end: str | None = None) -> Node:
        return {
            "@type": "Event",
            "@id": self.edition.fact(fact),
            "name": fact.title,
            "description": self.by(fact),
            "startDate": start,
            "endDate": end,
            "location": [{"@type": "Place", "name": place.name} for place in fact.where],
            "subjectOf": {"@id": source["@id"]},
        }

    def corrections(self, part: SummaryFacts) -> Iterator[Node]:
        for one in dict.fromkeys(part.summary.corrections):
            text = self.words.text("feed.correction", field=one.field, was=one.was, now=one.now)
            key, _, fragment = change_id(part.key, Told(part.key, "correction", one)).partition("#")
            yield {
                "@type": "CorrectionComment",
                "@id": self.edition.article(key, fragment),
                "text": text,
                "datePublished": one.date.isoformat(),
                "about": {"@id": self.edition.article(part.key, one.item)},
            }


#: What is said of each kind of page; of all others nothing.
_MAKERS: dict[str, Callable[[_Linker, Subject], Node]] = {
    "home": _Linker.home,
    "data": _Linker.dataset,
    "article": _Linker.article,
    "person": _Linker.actor_page,
    "organisation": _Linker.actor_page,
    "place": _Linker.place,
    **dict.fromkeys(_LISTS, _Linker.collection),
}
