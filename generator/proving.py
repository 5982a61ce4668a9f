"""Runs the verification of summaries and writes the receipts of what it proves."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path as FilePath

from generator.article.text import Text
from generator.mapping import Map, in_turn
from generator.model.receipt import Receipt
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.problems import Problem
from generator.reading import Reading
from generator.receipts import receipt_text
from generator.texts import TextError, Texts, read_text
from generator.verify.coverage import Coverage, coverage
from generator.verify.saying import problems_of
from generator.verify.verdict import Checked, Verification, verify

#: About how long a summary takes to verify, in milliseconds.
COST = 20.0
#: How many are verified before the first of them is told: ten seconds of work, on one processor.
_AT_ONCE = 500


@dataclass(frozen=True)
class Finding:
    """A problem, and the item held against the article that it is about, if it is about one."""

    problem: Problem
    checked: Checked | None = None


@dataclass(frozen=True, kw_only=True)
class Proving:
    """What came of one summary; without `verification` its text was not at hand.

    `receipt` is what it has now: a new one, the one it had, or None.
    """

    id: str
    text: str
    findings: tuple[Finding, ...] = ()
    verification: Verification | None = None
    coverage: Coverage | None = None
    before: Receipt | None = None
    receipt: Receipt | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(finding.problem for finding in self.findings)


def prove(
    reading: Reading,
    ids: Collection[str],
    texts: Texts,
    on: datetime.date,
    *,
    only: FilePath | None = None,
    drop_lost: bool = False,
    coverage_at_least: float | None = None,
    map_: Map = in_turn,
) -> Iterator[Proving]:
    """Verify summaries; `only` is the text to use instead of that in the folder.

    `on` is the day that new receipts bear. With `drop_lost` ids that no item has any more leave
    the receipt, and their permalinks end. With `coverage_at_least` (percent) it is a problem to
    carry less of the article. `map_` does the verifying, of so many at once that not too much is
    lost where somebody stops it.
    """
    waiting = iter(ids)
    while some := list(islice(waiting, _AT_ONCE)):
        begun = [_begin(reading, id, texts, only) for id in some]
        tasks = [
            _Task(reading.content.summaries[one.id], text, one.before)
            for one, text in begun
            if text
        ]
        shared = (reading.content.registry, on, drop_lost)
        done = iter(map_(_verified, shared, tasks, cost=COST))
        for start, text in begun:
            yield _ended(start, next(done), reading, coverage_at_least) if text else start


def _begin(
    reading: Reading, id: str, texts: Texts, only: FilePath | None
) -> tuple[Proving, Text | None]:
    """What is known of a summary before it is verified, and the text, if there is one."""
    summary = reading.content.summaries[id]
    name, before = texts.name_for(id, summary), reading.content.receipts.get(id)
    start = Proving(id=id, text=name, before=before, receipt=before)
    if only is None and not texts.has(name):
        return _without_text(start, summary, reading), None
    try:
        return start, read_text(only) if only else texts.read(name)
    except TextError as error:
        problem = reading.problem(f"summaries/{id}.yml", ("article", "text"), str(error))
        return replace(start, findings=(Finding(problem),)), None


@dataclass(frozen=True)
class _Task:
    """A summary to be held against the text of its article, with the receipt that it had."""

    summary: Summary
    article: Text
    before: Receipt | None


@dataclass(frozen=True)
class _Verified:
    """A verification, what the summary carries, and the receipt that it leaves."""

    done: Verification
    carried: Coverage
    receipt: Receipt | None


def _verified(shared: tuple[Registry, datetime.date, bool], task: _Task) -> _Verified:
    """Hold one summary against its article: work of which each may do a share."""
    registry, on, drop_lost = shared
    before = task.before
    dropped = {proof.id for proof in before.items} if before and drop_lost else set()
    done = verify(task.summary, registry, task.article, before, dropped)
    carried = coverage(done)
    receipt = done.receipt(on, before, carried.recorded) if done.proved else before
    return _Verified(done, carried, receipt)


def _ended(
    start: Proving, found: _Verified, reading: Reading, coverage_at_least: float | None
) -> Proving:
    source, carried = reading.sources[f"summaries/{start.id}.yml"], found.carried
    said = list(problems_of(found.done, source.line))
    if coverage_at_least is not None and not carried.percent >= coverage_at_least:
        said.append(((), _too_little(carried, coverage_at_least), None))
    findings = [
        Finding(reading.problem(f"summaries/{start.id}.yml", path, message), checked)
        for path, message, checked in said
    ]
    return replace(
        start,
        findings=tuple(sorted(findings, key=lambda finding: finding.problem)),
        verification=found.done,
        coverage=carried,
        receipt=found.receipt,
    )


def _too_little(carried: Coverage, at_least: float) -> str:
    return (
        f"carries {carried.percent:.0f} % of its article's quotations, numbers, names and dates,"
        f" and {at_least:g} % are asked for; briefing verify --coverage lists the rest"
    )


def _without_text(start: Proving, summary: Summary, reading: Reading) -> Proving:
    """A summary whose text is not here: its receipt stands where it fits, a draft needs none."""
    file = f"summaries/{start.id}.yml"
    if start.before is None and summary.status == "published":
        message = (
            f"its article's text {start.text} is not in the articles folder, and it has no receipt;"
            " put the text there, or name its file in article: text:"
        )
        return replace(start, findings=(Finding(reading.problem(file, ("article",), message)),))
    label = reading.problem(file, (), "").file
    unproved = (problem for problem in reading.unproved if problem.file == label)
    return replace(start, findings=tuple(Finding(problem) for problem in unproved))


def strangers(reading: Reading, texts: Texts) -> list[str]:
    """The texts that no summary names."""
    named = {texts.name_for(id, one) for id, one in reading.content.summaries.items()}
    return [name for name in texts.names() if name not in named]


def write_receipt(folder: FilePath, proving: Proving) -> bool:
    """Write the receipt into a content folder where it is new; whole or not at all."""
    if proving.receipt is None or proving.receipt == proving.before:
        return False
    path = folder / "receipts" / f"{proving.id}.json"
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(receipt_text(proving.receipt), encoding="utf-8", newline="\n")
    part.replace(path)
    return True
