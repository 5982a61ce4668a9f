"""Holds every item of one summary against its article and says what was proved."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from generator.article.normal import NORMALISATION
from generator.article.text import Text
from generator.model.receipt import Covered, Kind, Place, Proof, Receipt, Tier, Verdict
from generator.model.registry import Registry
from generator.model.summary import Basis, Item, Number, Quote, Summary
from generator.problems import Path
from generator.receipts import VERIFIER, content_sha256, kind_of, provable, sealed, words_sha256
from generator.verify.arithmetic import notes
from generator.verify.fragment import directive
from generator.verify.matching import Match, find
from generator.verify.nearness import Nearest, WordIndex, nearest
from generator.verify.number import Read, read_number

#: The part of an article's words outside quotations that the evidence of a summary may show.
MOST_EVIDENCE = Fraction(1, 5)

#: `unquoted`: the words of a quotation stand in the article outside of quotation marks.
Outcome = Literal["verbatim", "unquoted", "differs", "not-found"]
_VERDICTS: dict[Kind, Verdict] = {"quote": "verbatim", "number": "figure"}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One item held against the article: where its words stand, or what comes nearest.

    `read` compares a number's figure; `excused` says that the item states why it cannot be
    verified.
    """

    path: Path
    one: Item | Basis
    outcome: Outcome
    matches: tuple[Match, ...] = ()
    read: Read | None = None
    nearest: Nearest | None = None
    excused: bool = False

    @property
    def kind(self) -> Kind:
        return kind_of(self.one)

    @property
    def tier(self) -> Tier | None:
        return self.matches[0].tier if self.matches else None

    @property
    def proved(self) -> bool:
        return self.outcome == "verbatim" and (self.read is None or self.read.reading == "found")


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What came of holding one summary against its article.

    `evidence` is the share of the article's words outside quotations that it shows, `notes` what
    its numbers come to, `lost` the ids of an earlier receipt that no item has any more.
    """

    summary: Summary
    article: Text
    registry: Registry
    checked: tuple[Checked, ...]
    evidence: Fraction
    lost: tuple[str, ...]

    @property
    def failed(self) -> tuple[Checked, ...]:
        return tuple(one for one in self.checked if not (one.proved or one.excused))

    @property
    def too_much_evidence(self) -> bool:
        return self.evidence > MOST_EVIDENCE

    @property
    def proved(self) -> bool:
        """Whether a receipt can be written."""
        return not (self.failed or self.too_much_evidence or self.lost)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        return tuple(notes(self.summary, self.registry))

    def receipt(
        self, on: datetime.date, before: Receipt | None, covered: Covered | None = None
    ) -> Receipt:
        """The receipt of what was proved on a day; an earlier one that says the same stays."""
        url = self.summary.article.url
        made = sealed(
            {
                "normalisation": NORMALISATION,
                "verifier": VERIFIER,
                "article": {
                    "sha256": self.article.sha256,
                    "length": len(self.article.raw),
                    "url": url,
                },
                "verified": on.isoformat(),
                "coverage": covered.model_dump() if covered else None,
                "items": [self._proof(one).model_dump() for one in self._distinct()],
            }
        )
        undated = {"verified", "seal"}
        same = before and before.model_dump(exclude=undated) == made.model_dump(exclude=undated)
        return before if before and same else made

    def _distinct(self) -> Iterator[Checked]:
        seen: set[str] = set()
        for one in self.checked:
            if one.proved and one.one.anchor not in seen:
                seen.add(one.one.anchor)
                yield one

    def _proof(self, checked: Checked) -> Proof:
        first, tier = checked.matches[0], checked.matches[0].tier
        words = [self.article.normal.text[start:end] for start, end in first.spans]
        # of shortened words the first part alone: what was left out goes into no link
        found = directive(self.article, *first.parts[0]) if self.summary.article.url else None
        return Proof(
            id=checked.one.anchor,
            kind=checked.kind,
            content=content_sha256(checked.one, self.registry),
            verdict=_VERDICTS.get(checked.kind, "passage"),
            tier=tier,
            places=tuple(self._place(match) for match in checked.matches),
            span=words_sha256(words, tier),
            fragment=str(found) if found else None,
        )

    def _place(self, match: Match) -> Place:
        return Place(
            line=self.article.line(match.start),
            parts=match.parts,
            whole=_is_whole(self.article, match),
        )


def verify(
    summary: Summary,
    registry: Registry,
    article: Text,
    before: Receipt | None = None,
    dropped: Collection[str] = (),
) -> Verification:
    """Hold a summary against its article.

    `before` is its receipt so far: an id that it pins and no item has is lost, unless it is among
    `dropped`. Nothing is read and nothing written here.
    """
    registry = summary.known_in(registry)
    checker = _Checker(summary, registry, article, WordIndex(article))
    checked = [checker.check(path, one) for path, one in provable(summary)]
    present = {one.one.anchor for one in checked}
    pinned = [proof.id for proof in before.items if proof.kind != "basis"] if before else []
    return Verification(
        summary=summary,
        article=article,
        registry=registry,
        checked=tuple(checked),
        evidence=_evidence(checked, article),
        lost=tuple(id for id in pinned if id not in present and id not in dropped),
    )


@dataclass(frozen=True)
class _Checker:
    """What all items of a summary are held against."""

    summary: Summary
    registry: Registry
    article: Text
    words: WordIndex

    def check(self, path: Path, one: Item | Basis) -> Checked:
        found = find(one.exact, self.article)
        made = Checked(
            path=path, one=one, outcome="verbatim", matches=found, excused=bool(one.unverified)
        )
        if not found:
            near = nearest(one.exact, self.article, self.words)
            outcome: Outcome = "differs" if near and near.is_changed_form else "not-found"
            return replace(made, outcome=outcome, nearest=near)
        if isinstance(one, Quote):
            spoken = tuple(m for m in found if self.article.quotation_around(m.start, m.end))
            return replace(made, matches=spoken, outcome="verbatim" if spoken else "unquoted")
        if isinstance(one, Number):
            return replace(made, read=self._read(one, found))
        return made

    def _read(self, number: Number, found: tuple[Match, ...]) -> Read:
        english = self.summary.article.language.lower().split("-")[0] == "en"
        measure = self.registry.measures[number.measure]
        return read_number(number, measure, self.article, found, english=english)


def _is_whole(article: Text, match: Match) -> bool:
    """Whether a passage is a quotation from its first word to its last."""
    around = article.quotation_around(match.start, match.end)
    if around is None:
        return False
    rest = article.raw[around.start : match.start] + article.raw[match.end : around.end]
    return not any(sign.isalnum() for sign in rest)


def _evidence(checked: Iterable[Checked], article: Text) -> Fraction:
    """Which part of the article's words outside quotations stands in the summary as evidence."""
    words = article.words_outside_quotations()
    parts = [part for one in checked for match in one.matches[:1] for part in match.parts]
    shown = sum(any(start <= word[0] < end for start, end in parts) for word in words)
    return Fraction(shown, len(words)) if words else Fraction(0)
