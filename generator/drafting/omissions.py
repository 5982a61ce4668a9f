"""Says what of an article a draft found and does not hold, on which line, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.article.text import Text
from generator.problems import shown

NO_KIND = "nothing beside it says whether it is a person, an organisation or a place"
SEVERAL = "several people of the article have this surname"
NO_EVIDENCE = "its words cross a quotation or a sentence, or stand too often to lead anywhere"
TOO_MUCH = "a fifth of the article stands in the draft already"
TOO_MANY = "a draft holds no more of them"
BEYOND = "it is longer than articles are, and only its beginning was read"
NOT_PROVED = "the summary that holds it would not be valid, or not be found in the article"


@dataclass(frozen=True, order=True)
class Omission:
    """What is left out: its line, from 1 on, its kind, and its words in the article."""

    line: int
    kind: str
    why: str
    words: str

    def told(self, file: Path, *, quoting: bool) -> str:
        """One line for a person; `quoting` only where a terminal alone sees the article's words."""
        words = f" {shown(self.words)}" if quoting and self.words else ""
        return f"{file}:{self.line}: left out {self.kind}{words}: {self.why}"


@dataclass
class Omissions:
    """What is left out so far, each once."""

    article: Text
    _found: dict[Omission, None] = field(default_factory=dict)

    def add(self, kind: str, why: str, start: int, end: int) -> None:
        """Note what stands from `start` to `end` in the article."""
        raw = self.article.raw
        words = " ".join(raw[start:end].split())
        self._found.setdefault(Omission(raw.count("\n", 0, start) + 1, kind, why, words))

    def all(self) -> tuple[Omission, ...]:
        """All of them, in the order of the article."""
        return tuple(sorted(self._found))
