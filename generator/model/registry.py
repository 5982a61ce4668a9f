"""The things that several articles speak of, named once, each under an id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, get_args

from pydantic import BaseModel

from generator.dates import Edtf
from generator.model.fields import (
    ActorId,
    EdtfDate,
    EventId,
    Id,
    Line,
    MeasureId,
    MeasureKind,
    Medium,
    OrganisationId,
    PlaceId,
    Record,
)
from generator.model.references import Refers, RegistryId
from generator.model.shorthand import Shorthand


class Named(Record):
    """What every record of the registry has."""

    name: Line
    """The name shown on every page."""
    aliases: tuple[Line, ...] = ()
    """Other names and misspellings under which articles speak of it."""
    former_ids: tuple[Id, ...] = ()
    """Ids it had before, the oldest first."""


class Role(Record):
    """What a person is or was; a bare text is the role alone."""

    role: Line
    """The role, as it reads behind the name."""
    organisation: OrganisationId | None = None
    """Where the role is held."""
    during: EdtfDate | None = None
    """When it holds; left out: at any date."""

    def holds_at(self, when: Edtf | None) -> bool:
        """Whether the role can hold at some day of `when`; an unknown date excludes nothing."""
        return self.during is None or when is None or self.during.overlaps(when)


class Person(Named):
    """Somebody who speaks or is spoken of."""

    roles: tuple[Annotated[Role, Shorthand("role")], ...] = ()


class Organisation(Named):
    """An institution, outlet or group that speaks or is spoken of."""

    part_of: OrganisationId | None = None
    """The organisation above it."""


class Place(Named):
    """Where something happens."""

    within: PlaceId | None = None
    """The larger place in which it lies."""


class Topic(Named):
    """What summaries can have in common."""


class Measure(Named):
    """What a number counts, so that the numbers of several articles stand in one series.

    `name` stands beneath the figure and above the series: "Kenyan police officers in Haiti".
    """

    kind: MeasureKind
    """What sort of figure it is: stock, flow, ratio or duration."""
    unit: Line | None = None
    """`USD` and other ISO 4217 codes, `hour`, `day`, `week`, `month`, `year`, `percent`, or any
    word to stand behind the figure; left out where the name says what is counted."""
    adds_to: MeasureId | None = None
    """The stock to which a flow adds: arrivals add to those who are there."""


class SharedEvent(Named):
    """An event that several articles tell."""

    who: tuple[ActorId, ...] = ()
    """Who takes part."""
    where: tuple[PlaceId, ...] = ()
    """Where it happens."""
    before: EventId | None = None
    """An event that can only come later, on whatever day: setting out comes before arriving."""


class Occasion(Named):
    """One speech, call or statement that several articles may quote.

    `name` reads on from a comma: "remarks after a meeting in Nairobi".
    """

    medium: Medium | None = None
    """How it was said."""
    date: EdtfDate | None = None
    """When it took place."""
    where: tuple[PlaceId, ...] = ()
    """Where it took place."""


class Question(Named):
    """What actors disagree on; `name` is the question."""


class Registry(Record):
    """All records of `registry/*.yml`: for each file a mapping from id to record."""

    people: dict[Id, Person]
    organisations: dict[Id, Organisation]
    places: dict[Id, Place]
    topics: dict[Id, Topic]
    measures: dict[Id, Measure]
    events: dict[Id, SharedEvent]
    occasions: dict[Id, Occasion]
    questions: dict[Id, Question]

    def actor(self, id: str) -> Person | Organisation:
        """The person or organisation of that id; KeyError where there is none."""
        return self.people.get(id) or self.organisations[id]


#: The files of the registry, by what one of their records is called.
KINDS: dict[str, str] = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "topic": "topics",
    "measure": "measures",
    "event": "events",
    "occasion": "occasions",
    "question": "questions",
}


def kind_in(file: str) -> type[Named]:
    """The kind of record in one of the registry's files, by its name without ending."""
    kind: type[Named] = get_args(Registry.model_fields[file].annotation)[1]
    return kind


def references(record: BaseModel) -> Iterator[RegistryId]:
    """Every registry id that stands somewhere in a record."""
    for name in _referring(type(record)):
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, RegistryId):
                yield one
            elif isinstance(one, BaseModel):
                yield from references(one)


@cache
def _referring(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a kind of record in which registry ids can stand."""
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if _may_refer((info.annotation, *info.metadata))
    )


def _may_refer(annotation: tuple[object, ...]) -> bool:
    return any(
        isinstance(part, Refers)
        or (isinstance(part, type) and issubclass(part, BaseModel) and bool(_referring(part)))
        or _may_refer((*get_args(part), *getattr(part, "__metadata__", ())))
        for part in annotation
    )
