"""What drafts lack until they can be published: what is to do, and what no text bears out."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator

from generator.article.text import Text
from generator.facts import Draft, Gap, Waiting
from generator.mapping import Map, in_turn
from generator.model.summary import Summary, items_of, todos_of
from generator.problems import Path, Problem
from generator.proving import Proving, prove
from generator.reading import Reading
from generator.receipts import standings
from generator.rules.receipts import RECEIPT_RULES
from generator.texts import Texts
from generator.verify.coverage import Coverage

#: What is proved here is shown and forgotten, so that no receipt bears a day.
_NO_DAY = datetime.date.min


def unfinished(
    reading: Reading, ids: Collection[str], texts: Texts, map_: Map = in_turn
) -> Iterator[Draft]:
    """What each of some summaries lacks, with the lines of its file and no word of its article.

    `map_` holds those whose texts are at hand against them.
    """
    for proving in prove(reading, ids, texts, _NO_DAY, map_=map_):
        yield _draft(reading, proving)


def _draft(reading: Reading, proving: Proving) -> Draft:
    id, summary = proving.id, reading.content.summaries[proving.id]

    def waiting(found: Iterable[tuple[Path, str]]) -> tuple[Waiting, ...]:
        file = f"summaries/{id}.yml"
        return tuple(_waiting(reading.problem(file, path, text)) for path, text in found)

    proposed = summary.proposed.model_dump(exclude_defaults=True) if summary.proposed else {}
    done, carried = proving.verification, proving.coverage
    return Draft(
        key=id,
        title=summary.title,
        todos=waiting(todos_of(summary)),
        unshown=waiting(one for one in todos_of(summary) if not _is_shown(one[0], summary)),
        proposed=waiting(
            (("proposed", kind, one), record["name"])
            for kind, records in proposed.items()
            for one, record in records.items()
        ),
        differing=tuple(_waiting(problem) for problem in proving.problems),
        unproved=waiting(_unproved(reading, id, summary)),
        text=proving.text,
        passages=len(carried.passages) if carried else None,
        gaps=tuple(_gaps(carried, done.article)) if carried and done else None,
    )


def _is_shown(todo: Path, summary: Summary) -> bool:
    """Whether the page shows what a todo stands on."""
    beside: set[Path] = {("who", position) for position, _ in enumerate(summary.who)}
    beside |= {path for path, item in items_of(summary) if not item.retracted}
    return todo[:-1] in beside


def _waiting(problem: Problem) -> Waiting:
    return Waiting(problem.line, problem.field, problem.message)


def _unproved(reading: Reading, id: str, summary: Summary) -> Iterator[tuple[Path, str]]:
    """What would keep it from being published, if it were to be now."""
    content = reading.content
    receipt = content.receipts.get(id)
    published = summary.model_copy(update={"status": "published"})
    records = summary.known_in(content.registry)
    stand = standings(published, receipt, records) if receipt else {}
    for rule in RECEIPT_RULES:
        yield from rule(id, published, receipt, stand)


def _gaps(carried: Coverage, text: Text) -> Iterator[Gap]:
    kinds = dict.fromkeys(one.kind for one in carried.missing)
    for kind in sorted(kinds):
        found = [text.line(one.start) for one in carried.missing if one.kind == kind]
        yield Gap(kind, len(found), tuple(dict.fromkeys(found)))
