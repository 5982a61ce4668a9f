"""A receipt: the recorded proof, without any text, that a summary's words stand in its article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import StringConstraints

from generator.model.fields import Day, Line, Record, Url

Tier = Literal["exact", "typography", "case", "elided"]
Kind = Literal["quote", "number", "statement", "event", "basis"]
Verdict = Literal["verbatim", "figure", "passage"]

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Place(Record):
    """Where in the article some words stand: `parts` are [start, end] in characters from 0.

    `line` counts from 1; `whole` says that a quotation is complete, from mark to mark.
    """

    line: int
    parts: tuple[tuple[int, int], ...]
    whole: bool = False


class Proof(Record):
    """That one item's words were found."""

    id: Line
    kind: Kind
    content: Sha256
    """Of the item's content in canonical form: whoever changes it must verify again."""
    verdict: Verdict
    tier: Tier
    places: tuple[Place, ...]
    span: Sha256
    """Of the article's words there, in normal form."""
    fragment: Line | None = None
    """The text directive with which a browser finds the words, where the article has an address."""


class Source(Record):
    """The article's text that was held against the summary."""

    sha256: Sha256
    length: int
    """In characters."""
    url: Url | None = None


class Covered(Record):
    """How much of what the article gives the summary carried when it was verified.

    `passages` counts the article's quotations, numbers, names and dates.
    """

    passages: int
    covered: int

    @property
    def percent(self) -> int:
        """Of 100, rounded down: only what carries everything says 100."""
        return 100 * self.covered // self.passages if self.passages else 100


class Receipt(Record):
    """All proofs of one summary."""

    normalisation: int
    verifier: int
    article: Source
    verified: Day
    coverage: Covered | None = None
    items: tuple[Proof, ...]
    seal: Sha256
    """Of all the rest: a receipt changed by hand is none."""

    @cached_property
    def proofs(self) -> Mapping[str, Proof]:
        """The proofs by the ids of what they prove."""
        return {proof.id: proof for proof in reversed(self.items)}
