"""Runs the verification of summaries and writes the receipts of what it proves."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from generator.model.receipt import Receipt
from generator.model.summary import Summary
from generator.problems import Problem
from generator.reading import Reading
from generator.receipts import receipt_text
from generator.texts import TextError, Texts, read_text
from generator.verify.coverage import Coverage, coverage
from generator.verify.saying import problems_of
from generator.verify.verdict import Checked, Verification, verify


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
) -> Iterator[Proving]:
    """Verify summaries one by one; `only` is the text to use instead of that in the folder.

    `on` is the day that new receipts bear. With `drop_lost` ids that no item has any more leave
    the receipt, and their permalinks end. With `coverage_at_least` (percent) it is a problem to
    carry less of the article.
    """
    for id in ids:
        summary = reading.content.summaries[id]
        name, before = texts.name_for(id, summary), reading.content.receipts.get(id)
        start = Proving(id=id, text=name, before=before, receipt=before)
        if only is None and not texts.has(name):
            yield _without_text(start, summary, reading)
            continue
        try:
            article = read_text(only) if only else texts.read(name)
        except TextError as error:
            problem = reading.problem(f"summaries/{id}.yml", ("article", "text"), str(error))
            yield replace(start, findings=(Finding(problem),))
            continue
        dropped = {proof.id for proof in before.items} if before and drop_lost else set()
        done = verify(summary, reading.content.registry, article, before, dropped)
        said = [*problems_of(done)]
        carried = coverage(done)
        if coverage_at_least is not None and not carried.percent >= coverage_at_least:
            said.append(((), _too_little(carried, coverage_at_least), None))
        findings = [
            Finding(reading.problem(f"summaries/{id}.yml", path, message), checked)
            for path, message, checked in said
        ]
        yield replace(
            start,
            findings=tuple(sorted(findings, key=lambda finding: finding.problem)),
            verification=done,
            coverage=carried,
            receipt=done.receipt(on, before, carried.recorded) if done.proved else before,
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
