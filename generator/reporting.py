"""Writes problems for whoever reads them: a person, a program, or a forge's review page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from generator.problems import Problem


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem: `file:line:column: field: message`."""
    return "\n".join(str(problem) for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects with `file`, `line`, `column`, `field` and `message`."""
    return json.dumps([asdict(problem) for problem in problems], indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub's workflow commands, which mark the lines in a review.

    Source: "Workflow commands for GitHub Actions", with its escapes for data and for properties.
    """
    return "\n".join(
        f"::error file={_property(problem.file)},line={problem.line},col={problem.column}"
        f"::{_data(f'{problem.field}: {problem.message}' if problem.field else problem.message)}"
        for problem in problems
    )


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def with_lines(problems: Iterable[Problem], root: Path) -> str:
    """As text, with the offending line beneath each problem and a caret at its column.

    `root` is the folder to which the files' names refer. What a terminal would act on is shown as
    an escape.
    """
    return "\n".join(f"{problem}{_excerpt(problem, root)}" for problem in problems)


def _excerpt(problem: Problem, root: Path) -> str:
    return "".join(f"\n    {line}" for line in excerpt(problem, root))


def excerpt(problem: Problem, root: Path) -> tuple[str, ...]:
    """The offending line, and a line with the caret beneath it; nothing where it is not there."""
    try:
        lines = (root / problem.file).read_text(encoding="utf-8-sig").splitlines()
        line = lines[problem.line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return ()
    before = printable(line[: problem.column - 1])
    return f"{before}{printable(line[problem.column - 1 :])}", f"{' ' * len(before)}^"


def printable(text: str) -> str:
    """A text with escapes in the place of what a terminal would act on."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
