"""Rules between several files of the content, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from generator.model.content import Content
from generator.model.fields import RESERVED, is_id
from generator.model.summary import items_of
from generator.problems import Path, did_you_mean, shown

#: The registry's files of those who act and speak.
ACTORS = ("people", "organisations")
#: Files, places in them, and what is wrong there.
BrokenAt = Iterator[tuple[str, Path, str]]


def home_names_items_that_stay(content: Content, unread: set[str]) -> BrokenAt:
    """Front-page items exist and have an explicit id: a derived one goes when the item changes."""
    home = content.home
    wanted: list[tuple[Path, str, str]] = [
        (("key_numbers", i), address, "n") for i, address in enumerate(home.key_numbers)
    ]
    if home.quote:
        wanted.append((("quote",), home.quote, "q"))
    for path, address, prefix in wanted:
        if address.partition("#")[0] in unread:
            continue
        if message := _unsteady(content, address, prefix):
            yield "home.yml", path, message


def _unsteady(content: Content, address: str, prefix: str) -> str:
    id, _, anchor = address.partition("#")
    summary = content.summaries.get(id)
    if summary is None:
        return f"there is no summary {shown(id)}{did_you_mean(id, content.summaries)}"
    if summary.status != "published":
        return f"{id}.yml is {summary.status}; the front page shows published summaries only"
    items = {item.anchor: item for _, item in items_of(summary) if item.prefix == prefix}
    if anchor not in items:
        return f"{shown(id)} has no item {anchor!r}{did_you_mean(anchor, items)}"
    if items[anchor].retracted:
        return f"{anchor!r} of {id}.yml is retracted; take it out here"
    if not items[anchor].id:
        return f"{anchor!r} changes with the item; give the item in {id}.yml a line id: {anchor}"
    return ""


def turning_points_are_told(content: Content, unread: set[str]) -> BrokenAt:
    told = {
        event.event
        for summary in content.summaries.values()
        if summary.status == "published"
        for event in summary.when
        if not event.retracted
    }
    for position, event in enumerate(content.home.turning_points):
        if event not in told and not unread:
            message = (
                f"no published summary tells {event!r}; add it to one under when, or take it out"
            )
            yield "home.yml", ("turning_points", position), message


def registry_ids_are_ids(content: Content, unread: set[str]) -> BrokenAt:
    for kind in type(content.registry).model_fields:
        for id in getattr(content.registry, kind):
            if not is_id(id):
                message = f"{shown(id)} is not an id; write lower-case letters, digits and hyphens"
                if id in RESERVED:
                    message = f"{shown(id)} means something else in addresses; take another id"
                yield f"registry/{kind}.yml", (id,), message


def proposals_are_new(content: Content, unread: set[str]) -> BrokenAt:
    """A draft proposes nothing that the registry has: what it says there would count for nothing.

    An actor has one id, so that a person is not new either where an organisation has the id.
    """
    for id, summary in content.summaries.items():
        for kind in type(summary.proposed).model_fields if summary.proposed else ():
            alike = ACTORS if kind in ACTORS else (kind,)
            for one in getattr(summary.proposed, kind):
                there = [name for name in alike if one in getattr(content.registry, name)]
                if there:
                    message = f"is in registry/{there[0]}.yml; delete it here"
                    yield f"summaries/{id}.yml", ("proposed", kind, one), message


def actors_have_one_id(content: Content, unread: set[str]) -> BrokenAt:
    for id in content.registry.people.keys() & content.registry.organisations.keys():
        yield (
            "registry/organisations.yml",
            (id,),
            f"{shown(id)} is in people.yml too; an actor has one id, so give one of them another",
        )


def nothing_goes_in_a_circle(content: Content, unread: set[str]) -> BrokenAt:
    for kind, name in (("places", "within"), ("organisations", "part_of"), ("events", "before")):
        records = getattr(content.registry, kind)
        for id in records:
            chain = [id]
            while (upper := getattr(records.get(chain[-1]), name, None)) and upper not in chain:
                chain.append(upper)
            if upper == id:
                word = "before" if kind == "events" else "in"
                steps = ", ".join(f"{a} {word} {b}" for a, b in pairwise([*chain, id]))
                yield (
                    f"registry/{kind}.yml",
                    (id, name),
                    f"goes in a circle: {steps}; take one of these lines out",
                )


def differences_name_items_that_stay(content: Content, unread: set[str]) -> BrokenAt:
    """Notes name two or more items, each with an explicit id, and say one thing."""
    for position, note in enumerate(content.differences.notes):
        at: Path = ("notes", position)
        if len(set(note.between)) < 2:
            yield "differences.yml", (*at, "between"), "names one item; a difference has two"
        if bool(note.note) == bool(note.explained):
            message = "says nothing; add note: (it stays open) or explained: (it is settled)"
            both = "has both note: and explained:; keep one"
            yield "differences.yml", at, both if note.note else message
        for place, address in enumerate(note.between):
            if address.partition("#")[0] in unread:
                continue
            prefix = address.partition("#")[2][:1]
            if message := _unsteady(content, address, prefix):
                yield "differences.yml", (*at, "between", place), message


def flows_add_to_stocks(content: Content, unread: set[str]) -> BrokenAt:
    measures = content.registry.measures
    for id, measure in measures.items():
        stock = measures.get(measure.adds_to or "")
        if stock is None:
            continue
        kinds, units = (measure.kind, stock.kind), (measure.unit, stock.unit)
        if kinds != ("flow", "stock") or units[0] != units[1]:
            yield (
                "registry/measures.yml",
                (id, "adds_to"),
                "only a flow can add to a stock, and in the same unit;"
                f" {id} is a {kinds[0]} ({units[0] or 'no unit'}),"
                f" {measure.adds_to} a {kinds[1]} ({units[1] or 'no unit'})",
            )


def former_ids_are_nobodys(content: Content, unread: set[str]) -> BrokenAt:
    """No address is both a page's and a former one's, or a former one of two."""
    summaries = {
        (f"summaries/{id}.yml", id): summary.former_ids for id, summary in content.summaries.items()
    }
    yield from _taken(summaries, {*content.summaries, *unread}, inside=False)
    for kind in type(content.registry).model_fields:
        records = getattr(content.registry, kind)
        former = {(f"registry/{kind}.yml", id): records[id].former_ids for id in records}
        yield from _taken(former, set(records), inside=True)


def _taken(
    former_ids: dict[tuple[str, str], tuple[str, ...]], in_use: set[str], *, inside: bool
) -> BrokenAt:
    """Former ids that something of the same kind has, or had as well.

    `inside` says that a record stands under its id in the file, among others.
    """
    owners: dict[str, str] = {}
    for (file, id), former in former_ids.items():
        for position, old in enumerate(former):
            at: Path = (*([id] if inside else []), "former_ids", position)
            if old in in_use:
                yield file, at, f"{old!r} is in use; take it out here, or give the other a new id"
            elif old in owners:
                message = f"{old!r} is a former id of {owners[old]!r} too; keep one of them"
                yield file, at, message
            owners.setdefault(old, id)


#: The second argument names the summaries that could not be read and are therefore missing.
SITE_RULES: tuple[Callable[[Content, set[str]], BrokenAt], ...] = (
    home_names_items_that_stay,
    turning_points_are_told,
    registry_ids_are_ids,
    proposals_are_new,
    actors_have_one_id,
    nothing_goes_in_a_circle,
    differences_name_items_that_stay,
    flows_add_to_stocks,
    former_ids_are_nobodys,
)
