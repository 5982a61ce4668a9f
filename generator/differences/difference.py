"""One difference between articles, or inside one: its kind, its sides and what makes it so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.dates import Edtf
from generator.facts import Actor, Fact, NumberFact, StatementFact
from generator.model.differences import DifferenceNote
from generator.reckoning import Span, Sum

#: What a difference is: two articles that cannot both be right; one that cannot be right with
#: itself; one occasion in several wordings; a later state; figures that only look alike.
Kind = Literal["conflict", "inner", "wording", "update", "not-comparable"]
#: What the articles differ on.
Sort = Literal["number", "event", "quote", "position"]
#: Why things that look alike are not comparable.
Reason = Literal["certainty", "scope", "period", "date", "stock-and-flow", "beginning"]


@dataclass(frozen=True)
class Segment:
    """A stretch of a sentence: `shared` with the other wording, or its `own`.

    A `missing` one is empty: here the other wording has words of its own.
    """

    text: str
    state: Literal["shared", "own", "missing"]


@dataclass(frozen=True)
class Wording:
    """One sentence as one article quotes it, held against how another does."""

    fact: Fact
    segments: tuple[Segment, ...]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What differs, and everybody who tells it, in order of date.

    `about` is the registry id of the measure, event, occasion or question. `wordings` are pairs of
    one sentence, where the kind is `wording`. `holder` is whose position it is, or whose words.
    `nth` counts those that are alike in all this.
    """

    kind: Kind
    sort: Sort
    about: str
    name: str
    sides: tuple[Fact, ...]
    reasons: tuple[Reason, ...] = ()
    sums: tuple[Sum, ...] = ()
    span: Span | None = None
    wordings: tuple[tuple[Wording, Wording], ...] = ()
    holder: Actor | None = None
    note: DifferenceNote | None = None
    nth: int = 1

    @property
    def anchor(self) -> str:
        """Its id on the page: what kind, on what, whose, and the how many-eth of these."""
        holder = f"-{self.holder.id}" if self.holder else ""
        nth = f"-{self.nth}" if self.nth > 1 else ""
        return f"{self.kind}-{self.sort}-{self.about}{holder}{nth}"

    @property
    def heading(self) -> str:
        """The id of its heading, which is not that of the whole."""
        return f"on-{self.anchor}"


def holds_at(fact: Fact) -> Edtf | None:
    """The date for which a fact speaks: its own, or its article's."""
    if isinstance(fact, NumberFact):
        return fact.as_of
    own = getattr(fact.item, "date", None)
    return own or fact.summary.article.published


def in_order(facts: set[Fact] | list[Fact]) -> tuple[Fact, ...]:
    """Facts by the date for which they speak, undated ones last."""
    return tuple(sorted(facts, key=_order))


def _order(fact: Fact) -> tuple[object, ...]:
    when = holds_at(fact)
    return (when is None, when.order if when else (), fact.key, fact.anchor)


def holder_of(fact: StatementFact) -> Actor | None:
    """Who holds the position: whoever is said to, or else whoever says it; None is the article."""
    return fact.holder or fact.by
