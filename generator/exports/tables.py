"""The one list of tables that are exported: of each its records, its columns and their meanings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Any

from generator.exports.columns import Column, Value, columns_of, dated, plain
from generator.exports.edition import Edition
from generator.exports.file import FOLDER
from generator.facts import Fact, NumberFact
from generator.model.fields import Record
from generator.model.registry import (
    Measure,
    Named,
    Occasion,
    Organisation,
    Person,
    Place,
    Question,
    Role,
    SharedEvent,
    Topic,
)
from generator.model.summary import (
    Article,
    Correction,
    Event,
    Item,
    LeftOut,
    Number,
    Participant,
    Quote,
    Retraction,
    Statement,
    Summary,
    sha256_of,
)


@dataclass(frozen=True)
class Table:
    """One table; the first of its `columns` is the key.

    `models` are those of which it holds every field, but those that `aside` names with a reason.
    `counted` is the sort under which a briefing counts its records, if it does; `withdrawn` tells
    whether there is one more for each summary that was retracted.
    """

    name: str
    meaning: str
    records: Callable[[Edition], Iterable[Any]]
    columns: tuple[Column, ...]
    models: tuple[type[Record], ...]
    aside: Mapping[str, str]
    counted: str = ""
    withdrawn: bool = False

    def size(self, edition: Edition) -> int:
        """How many records it has."""
        briefing = edition.briefing
        if not self.counted:
            return sum(1 for _ in self.records(edition))
        more = len(briefing.retracted) if self.withdrawn else 0
        return briefing.counts.get((self.counted, ""), 0) + more

    @property
    def csv(self) -> str:
        return f"{FOLDER}{self.name}.csv"

    @property
    def json(self) -> str:
        return f"{FOLDER}{self.name}.json"


@dataclass(frozen=True)
class Told:
    """A record that stands in a summary, but is no fact: `place` says which of its kind it is."""

    key: str
    place: str
    record: Any


def change_id(key: str, change: Told) -> str:
    """The permanent id of a correction or retraction, by what it says."""
    content = change.record.model_dump(mode="json")
    return f"{key}#{change.place}-{sha256_of(content)[:6]}"


def corrections(edition: Edition) -> Iterator[Told]:
    for key, summary in edition.summaries:
        if key not in edition.briefing.retracted:
            # one written twice is one
            yield from (Told(key, "correction", one) for one in dict.fromkeys(summary.corrections))


@dataclass(frozen=True)
class Withdrawn(Told):
    """A retraction with the summary, and with the item, where it is not the whole summary."""

    anchor: str
    title: str


def retractions(edition: Edition) -> Iterator[Withdrawn]:
    for key, summary in edition.briefing.retracted.items():
        yield Withdrawn(key, "retraction", summary.retracted, "", summary.title)
    for part in edition.briefing.summaries:
        for fact in part.retracted:
            retraction, title = fact.item.retracted, part.summary.title
            yield Withdrawn(part.key, f"retraction-{fact.anchor}", retraction, fact.anchor, title)


def _facts(name: str) -> Callable[[Edition], Iterator[Fact]]:
    """All facts of one kind, oldest article first."""

    def facts(edition: Edition) -> Iterator[Fact]:
        for part in reversed(edition.briefing.summaries):
            yield from getattr(part, name)

    return facts


#: What only drafts have.
_TO_BE_DONE = {"todo": "only drafts have it, and they are not published"}
#: Why a field of every item has no column of its own name.
_ITEM_ASIDE = {
    "id": "it is in `anchor`, given or derived",
    "retracted": "what was retracted stands among the retractions, and nowhere else",
    **_TO_BE_DONE,
}


def _items(
    name: str,
    meaning: str,
    model: type[Item],
    instead: Mapping[str, tuple[Column, ...]],
    aside: Mapping[str, str] = _ITEM_ASIDE,
) -> Table:
    """The table of one kind of item: whose it is, its fields, and what is known of the article."""
    fields = columns_of(model, attrgetter("item"), {**dict.fromkeys(aside, ()), **instead})
    columns = (
        Column("id", "text", "Its permanent id: summary#anchor.", _address),
        Column("summary", "text", "The summary that tells it.", _get("key"), "summaries"),
        Column("summary_title", "text", "The title of the summary.", _get("summary.title")),
        Column("anchor", "text", "Its permanent id within the summary.", _get("anchor")),
        Column("url", "text", "Its permanent address.", lambda fact, edition: edition.fact(fact)),
        *fields,
        Column(
            "proved",
            "text",
            "How far its words were found in the article: verbatim, shortened, figure (a number),"
            " passage (evidence), unverified (with a reason), or unchecked as it is now.",
            _get("proved"),
        ),
        *dated(
            "article_published",
            "When the article appeared.",
            attrgetter("summary.article.published"),
        ),
        Column("outlet", "text", "Who published it.", _get("summary.article.outlet"), "actors"),
        Column("outlet_name", "text", "The name of outlet.", _outlet_name),
    )
    return Table(name, meaning, _facts(name), columns, (model,), aside, counted=name)


def _get(path: str) -> Callable[[Any, Edition], Value]:
    get = attrgetter(path)
    return lambda row, _: plain(get(row))


def _address(fact: Fact, edition: Edition) -> str:
    return f"{fact.key}#{fact.anchor}"


def _outlet_name(fact: Fact, edition: Edition) -> str | None:
    outlet = fact.summary.article.outlet
    return edition.name(("organisations",), outlet) if outlet else None


def _part_of(fact: NumberFact, edition: Edition) -> str | None:
    return f"{fact.key}#{fact.whole[0].anchor}" if fact.whole else None


#: What a fact knows better than its item does: from the registry, or from elsewhere in the summary.
_QUOTES_INSTEAD = {
    "role": (Column("role", "text", "The speaker's role when it was said.", _get("role")),),
    "medium": (
        Column(
            "medium", "text", "Speech, interview, statement, testimony or post.", _get("medium")
        ),
    ),
    "date": dated("date", "When it was said.", attrgetter("date")),
}
_NUMBERS_INSTEAD = {
    "part_of": (
        Column(
            "part_of", "text", "The number of which it is a part.", _part_of, refers_to="numbers"
        ),
    ),
    "as_of": dated("as_of", "When it holds: its own date, or the article's.", attrgetter("as_of")),
    "value": (
        Column("measure_kind", "text", "Stock, flow, ratio or duration.", _get("measure.kind")),
        Column("unit", "text", "The unit of the measure, where it has one.", _get("measure.unit")),
        Column("value", "decimal", "The figure, or the lower end of a range.", _get("item.value")),
    ),
}
_EVENTS_INSTEAD = {
    "text": (Column("title", "text", "What happens, in our words.", _get("title")),),
    "who": (
        Column(
            "who",
            "ids",
            "Who takes part.",
            lambda fact, _: tuple(actor.id for actor in fact.who),
        ),
        Column(
            "who_names",
            "lines",
            "The names of who.",
            lambda fact, _: tuple(actor.name for actor in fact.who),
        ),
    ),
    "where": (
        Column("where", "ids", "Where.", lambda fact, _: tuple(place.id for place in fact.where)),
        Column(
            "where_names",
            "lines",
            "The names of where.",
            lambda fact, _: tuple(place.name for place in fact.where),
        ),
    ),
}

_SUMMARY_ASIDE = {
    "what": "the table statements",
    "when": "the table events",
    "quotes": "the table quotes",
    "numbers": "the table numbers",
    "who": "the table participants",
    "left_out": "the table grounds",
    "corrections": "the table corrections",
    "retracted": "the table retractions",
    "article": "the columns that begin with article_",
    "proposed": _TO_BE_DONE["todo"],
    **_TO_BE_DONE,
}
_ARTICLE_ASIDE = {
    "text": "the name of a file that is not published",
    "published_basis": "the table grounds",
    "outlet_basis": "the table grounds",
}


def _summaries(edition: Edition) -> Iterator[tuple[str, Summary]]:
    """The summaries; of one that was retracted only that it was, not what it said."""
    unsaid = {
        "gist": "",
        "topics": (),
        "where": (),
        "article": Article.model_construct(language=""),
    }
    for key, summary in edition.summaries:
        withdrawn = key in edition.briefing.retracted
        yield key, summary.model_copy(update=unsaid) if withdrawn else summary


def _rows_of(*kinds: str) -> Callable[[Edition], Iterator[tuple[str, Any]]]:
    return lambda edition: edition.records(*kinds)


_KEY = Column("id", "text", "Its id in the registry.", lambda row, _: str(row[0]))


def _registry(name: str, meaning: str, kind: str, model: type[Named], *more: Column) -> Table:
    """The table of one of the registry's files."""
    columns = (_KEY, *columns_of(model, itemgetter(1), {}), *more)
    return Table(name, meaning, _rows_of(kind), columns, (model,), {})


def _page(kind: str) -> Column:
    """The address of a record's page; what only other records name has none."""

    def address(row: tuple[str, Any], edition: Edition) -> str | None:
        counted = kind != "measure" or row[0] in edition.counted
        return edition.addresses.public(kind, row[0]) if counted else None

    return Column("url", "text", "The address of its page.", address)


def _actor_page(row: tuple[str, Any], edition: Edition) -> str | None:
    actor = edition.briefing.actors.get(row[0])
    return edition.actor(actor) if actor else None


def _actor_kind(row: tuple[str, Any], edition: Edition) -> str:
    return "person" if isinstance(row[1], Person) else "organisation"


def _parent(row: tuple[str, Any], edition: Edition) -> str | None:
    return plain(getattr(row[1], "part_of", None))  # type: ignore[return-value]


def _parent_name(row: tuple[str, Any], edition: Edition) -> str | None:
    parent = _parent(row, edition)
    return edition.name(("organisations",), parent) if parent else None


def _roles(edition: Edition) -> Iterator[Told]:
    for id, person in edition.records("people"):
        yield from (Told(id, str(place), role) for place, role in enumerate(person.roles, 1))


def _participants(edition: Edition) -> Iterator[Told]:
    for part in reversed(edition.briefing.summaries):
        yield from (Told(part.key, one.actor, one) for one in part.summary.who)


def _grounds(edition: Edition) -> Iterator[Told]:
    for part in reversed(edition.briefing.summaries):
        article = part.summary.article
        sorts = {
            "published": article.published_basis,
            "outlet": article.outlet_basis,
            "left_out": part.summary.left_out,
        }
        for sort, found in sorts.items():
            yield from (
                Told(part.key, f"{sort}-{place}", one) for place, one in enumerate(found, 1)
            )


def _told(name: str, *, key: str, mark: str = "#") -> tuple[Column, Column]:
    """The id of something told in a record, and that record."""
    return (
        Column("id", "text", "Its id.", lambda told, _: f"{told.key}{mark}{told.place}"),
        Column(name, "text", f"The {name} it belongs to.", _get("key"), key),
    )


def _change(*more: Column) -> tuple[Column, ...]:
    return (
        Column("id", "text", "Its permanent id.", lambda told, _: change_id(told.key, told)),
        Column("summary", "text", "The summary it belongs to.", _get("key"), "summaries"),
        *more,
    )


_record = attrgetter("record")

#: All tables, in the order in which the page on the data and the dictionary list them.
TABLES = (
    Table(
        "summaries",
        "One article each, as it is summed up here; of a retracted one only that it was retracted.",
        _summaries,
        (
            Column("id", "text", "Its permanent id.", lambda row, _: str(row[0])),
            Column(
                "url",
                "text",
                "Its permanent address.",
                lambda row, edition: edition.article(row[0]),
            ),
            *columns_of(Summary, itemgetter(1), dict.fromkeys(_SUMMARY_ASIDE, ())),
            *columns_of(
                Article,
                lambda row: row[1].article,
                dict.fromkeys(_ARTICLE_ASIDE, ()),
                prefix="article_",
            ),
        ),
        (Summary, Article),
        {**_SUMMARY_ASIDE, **_ARTICLE_ASIDE},
        counted="summaries",
        withdrawn=True,
    ),
    _items("quotes", "What was said, word for word.", Quote, _QUOTES_INSTEAD),
    _items("numbers", "Figures that the articles give.", Number, _NUMBERS_INSTEAD),
    _items(
        "events",
        "What happened, or is to happen, as each article tells it.",
        Event,
        _EVENTS_INSTEAD,
        {**_ITEM_ASIDE, "text": "the column title, which holds the registry's name else"},
    ),
    _items("statements", "What is asserted, in our words, and by whom.", Statement, {}),
    Table(
        "participants",
        "Who takes part in each article, and in which role.",
        _participants,
        (*_told("summary", key="summaries"), *columns_of(Participant, _record, {"todo": ()})),
        (Participant,),
        _TO_BE_DONE,
        counted="participants",
    ),
    Table(
        "grounds",
        "On what an article's date or outlet rests, and why something is not carried.",
        _grounds,
        (
            *_told("summary", key="summaries"),
            Column(
                "of",
                "text",
                "What it is the ground of: published, outlet or left_out.",
                lambda told, _: told.place.rpartition("-")[0],
            ),
            *columns_of(LeftOut, _record, {"exact": (), "because": ()}),
            Column("because", "text", "The reason, in our words.", _get("record.because")),
        ),
        (LeftOut,),
        {"exact": "the article's words are evidence of a thing that no view shows"},
        counted="grounds",
    ),
    Table(
        "corrections",
        "What was changed after it had been published.",
        corrections,
        _change(
            Column(
                "url",
                "text",
                "The permanent address of what was corrected.",
                lambda told, edition: edition.article(told.key, told.record.item),
            ),
            *columns_of(Correction, _record, {}),
        ),
        (Correction,),
        {},
        counted="corrections",
    ),
    Table(
        "retractions",
        "What was withdrawn after it had been published.",
        retractions,
        _change(
            Column("item", "text", "The item; empty: the whole summary.", _get("anchor")),
            Column(
                "url",
                "text",
                "The permanent address of what was withdrawn.",
                lambda told, edition: edition.article(told.key, told.anchor),
            ),
            *columns_of(Retraction, _record, {}),
        ),
        (Retraction,),
        {},
        counted="retractions",
        withdrawn=True,
    ),
    Table(
        "actors",
        "People and organisations that speak or are spoken of.",
        _rows_of("people", "organisations"),
        (
            _KEY,
            Column("kind", "text", "Person or organisation.", _actor_kind),
            Column("url", "text", "The address of the page.", _actor_page),
            *columns_of(Person, itemgetter(1), {"roles": ()}),
            Column("part_of", "text", "The organisation above it.", _parent, "actors"),
            Column("part_of_name", "text", "The name of part_of.", _parent_name),
        ),
        (Person, Organisation),
        {"roles": "the table roles"},
    ),
    Table(
        "roles",
        "What a person is or was.",
        _roles,
        (*_told("person", key="actors"), *columns_of(Role, _record, {})),
        (Role,),
        {},
    ),
    _registry("places", "Where things happen.", "places", Place, _page("place")),
    _registry("topics", "What summaries have in common.", "topics", Topic, _page("topic")),
    _registry("measures", "What numbers count.", "measures", Measure, _page("measure")),
    _registry("shared_events", "Events that several articles may tell.", "events", SharedEvent),
    _registry("occasions", "Speeches, calls and statements.", "occasions", Occasion),
    _registry("questions", "What actors disagree on.", "questions", Question),
)
