"""A problem in the content, said to the person who can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

#: The way to a value inside a file: keys and, for list items, positions counted from 0.
Path = tuple[str | int, ...]


#: How many characters of a value a message prints.
_LONGEST = 80


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong at one place of one file; `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return (
            f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
        )


class SetupError(Exception):
    """Something beside the content cannot be used; the message says what to change."""


class ContentError(Exception):
    """The content cannot be published; `problems` holds every reason, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def field_name(path: Path) -> str:
    """The path as an editor counts: `numbers[2].value` is the value of the second number."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            word = part if part.isprintable() and len(part) <= _LONGEST else shown(part)
            name += f".{word}" if name else word
    return name


def shown(text: object) -> str:
    """A value as a message prints it: in quotes, on one line, not long, with nothing hidden.

    What a terminal would act on or not show (control characters, bidirectional overrides) is
    written as an escape, as `repr` does.
    """
    whole = str(text)
    return repr(whole if len(whole) <= _LONGEST else whole[: _LONGEST - 3] + "...")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known word, or nothing."""
    near = get_close_matches(word[:_LONGEST], list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
