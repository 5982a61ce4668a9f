"""Rules that one summary keeps or breaks by itself, and the table of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from generator.article.comparators import may_compare
from generator.article.normal import normalise
from generator.model.claims import correctable, said, up_to_date
from generator.model.fields import EXAMPLES, is_id
from generator.model.registry import Person, Registry
from generator.model.summary import Event, Item, Number, Quote, Summary, items_of, todos_of
from generator.problems import Path, did_you_mean, shown
from generator.receipts import provable

if TYPE_CHECKING:
    from generator.article.figures import Figure

#: Places in one summary, each with what is wrong there.
Broken = Iterator[tuple[Path, str]]

#: The longest evidence, in words: enough to find a passage, too little to replace the article.
EVIDENCE_WORDS = 12


def file_name_is_an_id(id: str, summary: Summary, registry: Registry) -> Broken:
    if not is_id(id):
        yield (
            (),
            (
                f"the file's name {shown(id)} becomes the page's address; name it with lower-case"
                " letters, digits and hyphens: ruto-visits-haiti.yml"
            ),
        )


def ids_are_the_items_own(id: str, summary: Summary, registry: Registry) -> Broken:
    first: dict[str, Path] = {}
    for path, item in items_of(summary):
        if item.id and not item.id.startswith(f"{item.prefix}-"):
            right = f"{item.prefix}-{item.id[2:]}"
            yield (*path, "id"), f"{item.id!r} belongs to another kind of item; write {right}"
        if item.anchor in first:
            other = f"{first[item.anchor][0]}, entry {int(first[item.anchor][1]) + 1}"
            yield (
                path,
                (
                    f"has the same id ({item.anchor}) as {other}; delete one, or tell them apart"
                    f" by a line such as id: {item.prefix}-a-word-of-your-own"
                ),
            )
        first.setdefault(item.anchor, path)


def evidence_is_short(id: str, summary: Summary, registry: Registry) -> Broken:
    for path, one in provable(summary):
        at, words = (*path, "exact"), len(one.exact.split())
        if isinstance(one, Quote):
            continue
        if words > EVIDENCE_WORDS:
            yield (
                at,
                (
                    f"has {words} words; evidence has {EVIDENCE_WORDS} at most, so shorten it to"
                    " the words that carry the fact"
                ),
            )
        if re.fullmatch(r"[A-Z].*[.!?]", one.exact, re.DOTALL) and words > 3:
            yield at, "is a whole sentence of the article; shorten it to a part"


@cache
def _naming(kind: type[Item]) -> tuple[str, ...]:
    """The fields of a kind of item that name actors of the article."""
    return tuple(name for name in ("by", "speaker", "holder", "who") if name in kind.model_fields)


def everybody_named_is_in_who(id: str, summary: Summary, registry: Registry) -> Broken:
    present = {entry.actor for entry in summary.who}
    for path, item in items_of(summary):
        for name in _naming(type(item)):
            value = getattr(item, name)
            for actor in (value if isinstance(value, tuple) else (value,)) if value else ():
                if actor not in present:
                    yield (
                        (*path, name),
                        f"{actor!r} is not among this summary's actors; add under who:  - {actor}",
                    )


def nobody_stands_twice_in_who(id: str, summary: Summary, registry: Registry) -> Broken:
    seen: set[str] = set()
    for position, entry in enumerate(summary.who):
        if entry.actor in seen:
            yield ("who", position), f"{entry.actor!r} stands twice in who; keep one"
        seen.add(entry.actor)


def roles_are_plain(id: str, summary: Summary, registry: Registry) -> Broken:
    when = summary.article.published
    for position, entry in enumerate(summary.who):
        person = registry.people.get(entry.actor)
        if entry.role or entry.todo or not isinstance(person, Person) or not person.roles:
            continue
        held = [role.role for role in person.roles if role.holds_at(when)]
        if len(held) != 1:
            found = " and ".join(repr(role) for role in held) or "no role"
            date = f"on {when}" if when else "at an unknown date"
            yield (
                ("who", position),
                (
                    f"the registry gives {person.name} {found} {date}; write which it is:"
                    f" - {{actor: {entry.actor}, role: {held[0] if held else '...'}}}"
                ),
            )


def comparators_are_written(id: str, summary: Summary, registry: Registry) -> Broken:
    if not summary.article.language.startswith("en"):
        return
    for position, number in enumerate(summary.numbers):
        words = normalise(number.exact).dashed if number.comparator == "exactly" else ""
        for figure in _figures(words) if may_compare(words) else ():
            if "exactly" not in figure.comparators:
                comparator = figure.comparators[0]
                yield (
                    ("numbers", position),
                    (
                        f"the article says {figure.said!r}, the summary an exact figure; add the"
                        f" line comparator: {comparator}"
                    ),
                )
                break


def _figures(text: str) -> tuple[Figure, ...]:
    # imported late: its tables take longer to make than fifty summaries to check
    from generator.article.figures import figures

    return figures(text)


def ranges_go_up(id: str, summary: Summary, registry: Registry) -> Broken:
    for position, number in enumerate(summary.numbers):
        if number.to is not None and number.to <= number.value:
            yield (
                ("numbers", position, "to"),
                f"the upper end {number.to} is not above the value {number.value}",
            )


def parts_have_a_whole(id: str, summary: Summary, registry: Registry) -> Broken:
    named = {number.id: number for number in summary.numbers if number.id}
    for position, number in enumerate(summary.numbers):
        if number.part_of is None:
            continue
        at: Path = ("numbers", position, "part_of")
        if number.part_of not in named:
            hint = did_you_mean(number.part_of, named) or "; give that number a line id: n-..."
            yield at, f"no number of this summary has the id {number.part_of!r}{hint}"
        elif chain := _circle(number, named):
            yield at, f"a number cannot be part of itself: {' is part of '.join(chain)}"


def _circle(number: Number, named: dict[str, Number]) -> list[str]:
    chain = [number.anchor]
    while number.part_of in named:
        number = named[number.part_of]
        chain.append(number.anchor)
        if number.anchor in chain[:-1]:
            return chain if number.anchor == chain[0] else []
    return []


def alleged_has_a_claimant(id: str, summary: Summary, registry: Registry) -> Broken:
    for path, item in items_of(summary):
        if isinstance(item, Number | Event) and item.certainty == "alleged" and not item.by:
            yield path, "is alleged, but by whom is missing; add a line such as by: police"


def nothing_is_lacking(id: str, summary: Summary, registry: Registry) -> Broken:
    for path, item in items_of(summary):
        for name in item.lacking if not item.todo else ():
            yield (*path, name), f"is missing; add a line such as {name}: {EXAMPLES[name]}"


def only_drafts_wait_for_something(id: str, summary: Summary, registry: Registry) -> Broken:
    if summary.status == "draft":
        return
    remedy = f"do it and delete this line, or set status: draft; the summary is {summary.status}"
    for path, _ in todos_of(summary):
        yield path, f"is still to be done: {remedy}"
    if summary.proposed:
        yield (
            ("proposed",),
            "holds records that are not in the registry yet; move them to the files of registry/,"
            f" or set status: draft; the summary is {summary.status}",
        )


def events_say_what_happens(id: str, summary: Summary, registry: Registry) -> Broken:
    for position, event in enumerate(summary.when):
        if not (event.event or event.text or event.todo):
            yield (
                ("when", position),
                "does not say what happens; add event: (an id of registry/events.yml) or text:",
            )


def questions_are_answered(id: str, summary: Summary, registry: Registry) -> Broken:
    for position, statement in enumerate(summary.what):
        at: Path = ("what", position)
        if statement.question and not statement.holds:
            yield (
                at,
                "names a question and no answer; add holds: for, against, conditional or unclear",
            )
        if (statement.holds or statement.holder) and not statement.question:
            yield at, "holds an answer to no question; add question: (an id of questions.yml)"


def corrections_name_an_item(id: str, summary: Summary, registry: Registry) -> Broken:
    anchors = {item.anchor for _, item in items_of(summary)}
    for position, correction in enumerate(summary.corrections):
        if correction.item not in anchors:
            hint = did_you_mean(correction.item, anchors)
            message = f"no item of this summary has the id {correction.item!r}"
            yield ("corrections", position, "item"), message + (hint or "; give it that id")


def corrections_name_a_field(id: str, summary: Summary, registry: Registry) -> Broken:
    items = {item.anchor: type(item) for _, item in items_of(summary)}
    for position, correction in enumerate(summary.corrections):
        kind = items.get(correction.item)
        if kind and correction.field not in (known := correctable(kind)):
            hint = did_you_mean(correction.field, known) or f"; its fields are: {', '.join(known)}"
            message = f"{correction.item} has no field {shown(correction.field)}{hint}"
            yield ("corrections", position, "field"), message


def corrections_lead_to_what_stands(id: str, summary: Summary, registry: Registry) -> Broken:
    items = {item.anchor: item for _, item in items_of(summary)}
    newest: dict[tuple[str, str], int] = {}
    for position, correction in sorted(
        enumerate(summary.corrections), key=lambda entry: (entry[1].date, entry[0])
    ):
        newest[correction.item, correction.field] = position
    for (anchor, name), position in newest.items():
        item = items.get(anchor)
        if item is None or name not in correctable(type(item)):
            continue
        if name == "retracted" and item.retracted:
            continue  # once more: a retraction bears its own date and reason
        recorded = up_to_date(summary.corrections[position].now, type(item), name, registry)
        if recorded != (stands := said(item, name, registry)):
            yield (
                ("corrections", position, "now"),
                f"is the newest word on {name} of {anchor}, which says {shown(stands)}; write that"
                " here, or add a newer correction (a later date, or further down) that leads to it",
            )


def bases_have_something_to_rest(id: str, summary: Summary, registry: Registry) -> Broken:
    for name in ("published", "outlet"):
        if getattr(summary.article, f"{name}_basis") and not getattr(summary.article, name):
            yield (
                ("article", f"{name}_basis"),
                (f"is the basis of nothing; add article: {name}: or take the basis out"),
            )


def durations_have_a_beginning(id: str, summary: Summary, registry: Registry) -> Broken:
    for position, number in enumerate(summary.numbers):
        if not (number.from_event or number.to_event):
            continue
        at: Path = ("numbers", position)
        measure = registry.measures.get(number.measure)
        if not number.from_event:
            yield at, "has no beginning; add from_event: (an id of registry/events.yml)"
        elif measure and measure.kind != "duration":
            kind = measure.kind
            yield at, f"only a duration lies between two events; {number.measure} is a {kind}"


def retracted_summaries_say_why(id: str, summary: Summary, registry: Registry) -> Broken:
    if summary.status == "retracted" and summary.retracted is None:
        yield (
            ("status",),
            "is retracted, but when and why is missing; add a line such as"
            " retracted: {date: 2026-11-22, because: The article was withdrawn by its outlet}",
        )
    if summary.retracted and summary.status != "retracted":
        yield ("retracted",), "has a reason for being retracted; set status: retracted"


SUMMARY_RULES: tuple[Callable[[str, Summary, Registry], Broken], ...] = (
    file_name_is_an_id,
    ids_are_the_items_own,
    evidence_is_short,
    everybody_named_is_in_who,
    nobody_stands_twice_in_who,
    roles_are_plain,
    comparators_are_written,
    ranges_go_up,
    parts_have_a_whole,
    alleged_has_a_claimant,
    nothing_is_lacking,
    only_drafts_wait_for_something,
    events_say_what_happens,
    questions_are_answered,
    corrections_name_an_item,
    corrections_name_a_field,
    corrections_lead_to_what_stands,
    bases_have_something_to_rest,
    durations_have_a_beginning,
    retracted_summaries_say_why,
)
