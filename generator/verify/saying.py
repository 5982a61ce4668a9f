"""Says to an editor what was not proved and how to mend it, without words of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from math import ceil

from generator.problems import Path
from generator.verify.nearness import Flag
from generator.verify.number import Read
from generator.verify.verdict import MOST_EVIDENCE, Checked, Verification

_FLAGS: dict[Flag, str] = {
    "figure": "a figure changed",
    "negation": "a negation changed",
    "modal": "a modal verb changed",
}

#: Spaces that stand between words and marks taken one by one, and between none that are printed.
_SPACES = (
    (re.compile(r" (?=[,.;:!?%)\]])"), ""),
    (re.compile(r"(?<=[(\[$\u00a3\u20ac]) "), ""),
    (re.compile(r'(?<=[,.!?]) "'), '"'),
    (re.compile(r'(?<![,.!?])" (?=\w)'), '"'),
)


#: How many of the longest pieces of evidence are named where there is too much.
_LONGEST = 3


def problems_of(
    verification: Verification, line: Callable[[Path], int]
) -> Iterator[tuple[Path, str, Checked | None]]:
    """What keeps a summary from its receipt, with its place and the item it is about.

    `line` says on which line of the summary's file something stands.
    """
    for one in verification.failed:
        yield (*one.path, _field(one)), what_is_wrong(one), one
    if verification.too_much_evidence:
        yield (), _too_much(verification, line), None
    for id in verification.lost:
        yield (), _lost(id), None


def _too_much(verification: Verification, line: Callable[[Path], int]) -> str:
    """By how many words the evidence is too much, and where the longest pieces stand."""
    words = len(verification.article.words_outside_quotations())
    over = ceil((verification.evidence - MOST_EVIDENCE) * words)
    pieces = [one for one in verification.checked if one.kind != "quote" and one.matches]
    pieces.sort(key=lambda one: -len(one.one.exact.split()))
    longest = ", ".join(
        f"line {line((*one.path, 'exact'))} ({len(one.one.exact.split())} words)"
        for one in pieces[:_LONGEST]
    )
    return (
        f"its evidence shows {float(verification.evidence):.0%} of the article's words outside"
        f" quotations, and may show {float(MOST_EVIDENCE):.0%}: {over} word{'s' * (over != 1)} too"
        f" many; shorten some to the words that carry the fact, the longest first: {longest}"
    )


def _field(checked: Checked) -> str:
    figures = ("differs", "other-unit")
    if checked.outcome == "verbatim" and checked.read:
        if checked.read.reading in figures:
            return "value"
        if checked.read.reading == "comparator":
            return "comparator"
    return "exact"


def what_is_wrong(checked: Checked) -> str:
    """Why one item was not proved."""
    if checked.outcome == "unquoted":
        return (
            "not found between quotation marks: the article has these words outside of them; quote"
            " what somebody said, or make it the evidence of a statement"
        )
    if checked.outcome == "differs":
        flags = sorted(_FLAGS[flag] for flag in (checked.nearest.flags if checked.nearest else ()))
        what = f" ({', '.join(flags)})" if flags else ""
        return f"differs from the article{what}; copy the words from it again"
    if checked.outcome == "not-found":
        line = (
            f"; the nearest passage is in its line {checked.nearest.line}"
            if checked.nearest
            else ""
        )
        return f"not found in the article{line}; copy the words from it"
    return _figure(checked.read) if checked.read else ""


def _figure(read: Read) -> str:
    figure = read.figure
    if read.reading == "comparator" and figure:
        if figure.said:
            return f"the article says {figure.said!r}; write comparator: {figure.comparators[0]}"
        return "the article gives the figure as exact; take the comparator out"
    if read.reading == "other-unit":
        unit = figure.unit.removeprefix("money:").split(" ")[-1] if figure and figure.unit else ""
        return (
            f"the article counts in another unit ({unit})"
            if unit
            else "no unit stands in the words"
        ) + "; let exact run up to the unit, or use a measure that has it"
    if read.reading == "differs":
        return "differs: the words give another figure; correct the value, or the words"
    return "not found: no figure stands in these words; let exact run to where the figure is"


def _lost(id: str) -> str:
    before = f"{id} was verified, and no item has that id any more"
    return (
        f"{before}: where its words were changed, add the line  id: {id}  to keep its permalink;"
        " where it was taken out, run again with --drop-lost"
    )


def passage(checked: Checked) -> Iterator[str]:
    """Lines that show the difference; for a terminal only, as they hold words of the article."""
    if checked.nearest is None:
        figure = checked.read.figure if checked.read and checked.read.reading != "found" else None
        if figure:
            ends = f" to {figure.to[0]}" if figure.to else ""
            unit = f" {figure.unit}" if figure.unit else ""
            yield f"the article gives {figure.values[0]}{ends}{unit}"
        return
    for name, side in (("here:   ", "ours"), ("article:", "theirs")):
        runs = ((getattr(change, side), change.same) for change in checked.nearest.changes)
        line = " ".join(_run(words) if same else f"{{{_run(words)}}}" for words, same in runs)
        place = f" (line {checked.nearest.line})" if side == "theirs" else ""
        yield f"{name} {_set(line)}{place}"


def _run(words: Iterable[str]) -> str:
    return _set(" ".join(words))


def _set(line: str) -> str:
    """Words and marks with spaces as they are set in print."""
    for pattern, put in _SPACES:
        line = pattern.sub(put, line)
    return line.rstrip()
