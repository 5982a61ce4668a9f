"""Gives account of a verification to a person, or without words of an article to a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.problems import Problem
from generator.proving import Proving
from generator.reporting import with_lines
from generator.verify.coverage import Passage
from generator.verify.saying import passage, what_is_wrong
from generator.verify.verdict import Checked, Verification

#: What is doubtful in summaries, by their ids.
Doubts = Mapping[str, tuple[Problem, ...]]
_NO_DOUBTS: Doubts = {}
_COUNTED = {"quote": "quotation", "number": "figure"}


def lines(
    provings: Iterable[Proving],
    strangers: Iterable[str],
    doubts: Doubts = _NO_DOUBTS,
    *,
    coverage: bool,
    at_terminal: bool,
) -> Iterator[str]:
    """What was proved and is doubtful, summary by summary; words of an article `at_terminal`."""
    for proving in provings:
        yield f"{proving.id}: {_outcome(proving)}"
        if proving.verification:
            yield from (f"  note: {note}" for note in proving.verification.notes)
            yield from (f"  {line}" for line in _excused(proving.verification))
        yield from (f"  warning: {doubt}" for doubt in doubts.get(proving.id, ()))
        if coverage and proving.coverage and proving.verification:
            found, missing = len(proving.coverage.passages), proving.coverage.missing
            yield f"  carries {found - len(missing)} of {found}: {proving.coverage.percent:.0f} %"
            for one in missing:
                yield f"  {_missing(one, proving.verification, at_terminal=at_terminal)}"
    for name in strangers:
        yield f"{name}: a text without a summary"


def _outcome(proving: Proving) -> str:
    done = proving.verification
    if done is None:
        stands = proving.receipt and not proving.problems
        since = f"its receipt of {proving.receipt.verified} stands" if proving.receipt else "none"
        return f"no text at hand ({proving.text}); {since if stands else 'not verified'}"
    good = Counter(_COUNTED.get(one.kind, "passage") for one in done.checked if one.proved)
    whole = Counter(_COUNTED.get(one.kind, "passage") for one in done.checked)
    counts = [
        f"{good[kind]} of {whole[kind]} {kind}{'s' if whole[kind] != 1 else ''}"
        for kind in ("quotation", "figure", "passage")
        if whole[kind]
    ]
    share = f"evidence shows {float(done.evidence):.0%} of the article"
    if proving.problems:
        state = "no receipt written"
    elif proving.receipt == proving.before:
        state = "the receipt stands"
    else:
        state = "proved"
    return f"{', '.join(counts) or 'nothing to prove'}; {share}; {state}"


def _excused(done: Verification) -> Iterator[str]:
    for one in done.checked:
        if one.excused:
            found = "can be verified: take the line unverified: out"
            yield f"{one.one.anchor}: {found if one.proved else 'not verified, and says why'}"


def _missing(one: Passage, done: Verification, *, at_terminal: bool) -> str:
    words = done.article.raw[one.start : one.end]
    shown = f": {' '.join(words.split())[:80]}" if at_terminal else ""
    return f"line {done.article.line(one.start)} of the text: a {one.kind}{shown}"


def at_terminal(provings: Iterable[Proving], root: Path) -> str:
    """All problems with their lines, and beneath each the article's passage."""
    said = []
    for proving in provings:
        for finding in proving.findings:
            said.append(with_lines([finding.problem], root))
            said += [
                f"    {line}" for line in (passage(finding.checked) if finding.checked else ())
            ]
    return "\n".join(said)


def as_json(
    provings: Iterable[Proving], strangers: Iterable[str], doubts: Doubts = _NO_DOUBTS
) -> str:
    """All verdicts without a word of an article, as a JSON object with the summaries by id."""
    summaries = {proving.id: _plain(proving, doubts.get(proving.id, ())) for proving in provings}
    without = [id for id, plain in summaries.items() if plain["article"] is None]
    made = {
        "summaries": summaries,
        "summaries_without_text": without,
        "texts_without_summary": [*strangers],
    }
    return json.dumps(made, indent=1)


def _plain(proving: Proving, doubts: Iterable[Problem]) -> dict[str, Any]:
    done, carried = proving.verification, proving.coverage
    places = {
        finding.checked.path: finding.problem for finding in proving.findings if finding.checked
    }
    return {
        "text": proving.text,
        "proved": done is not None and done.proved,
        "article": {"sha256": done.article.sha256, "length": len(done.article.raw)}
        if done
        else None,
        "evidence": round(float(done.evidence), 4) if done else None,
        "items": [_item(one, places.get(one.path)) for one in (done.checked if done else ())],
        "notes": list(done.notes) if done else [],
        "problems": [*map(_place, proving.problems)],
        "warnings": [*map(_place, doubts)],
        "coverage": {
            "percent": round(carried.percent, 1),
            "missing": [
                {"kind": one.kind, "line": done.article.line(one.start)} for one in carried.missing
            ],
        }
        if done and carried
        else None,
    }


def _place(one: Problem) -> dict[str, Any]:
    return {"line": one.line, "column": one.column, "field": one.field, "message": one.message}


def _item(one: Checked, problem: Any) -> dict[str, Any]:
    return {
        "id": one.one.anchor,
        "kind": one.kind,
        "verdict": one.outcome,
        "tier": one.tier,
        "figure": one.read.reading if one.read else None,
        "flags": sorted(one.nearest.flags) if one.nearest else [],
        "places": [{"start": match.start, "end": match.end} for match in one.matches],
        "proved": one.proved,
        "unverified": one.excused,
        "line": problem.line if problem else None,
        "message": what_is_wrong(one) if problem else None,
    }
