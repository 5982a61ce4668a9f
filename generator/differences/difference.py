"""One difference between articles, or inside one: its kind, its sides and what makes it so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from generator.dates import Edtf
from generator.facts import Actor, Fact, NumberFact, StatementFact
from generator.intervals import is_rough, later, width
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
        nth = f"--{self.nth}" if self.nth > 1 else ""  # no id holds two hyphens
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


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts by the date for which they speak, undated ones last."""
    return tuple(sorted(facts, key=_order))


def _order(fact: Fact) -> tuple[object, ...]:
    when = holds_at(fact)
    return (when is None, when.order if when else (), fact.key, fact.anchor)


#: Two facts are in conflict only where both hold on a date known to about a month: between wider
#: dates one may have replaced the other.
_NARROW = 31

F = TypeVar("F", bound=Fact)
Judged = tuple[Kind, tuple[Reason, ...]]


def is_narrow(when: Edtf | None) -> bool:
    """Whether a date is known to about a month, and is not rough."""
    days = width(when) if when and not is_rough(when) else None
    return days is not None and days <= _NARROW


@dataclass
class Findings:
    """What pairs of facts are to each other: the sides of each kind, and the reasons."""

    sides: dict[Kind, dict[Fact, None]] = field(default_factory=dict)
    reasons: set[Reason] = field(default_factory=set)

    def add(self, judged: Judged | None, *facts: Fact) -> None:
        if judged:
            self.sides.setdefault(judged[0], {}).update(dict.fromkeys(facts))
            self.reasons.update(judged[1])

    def differences(
        self,
        sort: Sort,
        about: str,
        name: str,
        *,
        holder: Actor | None = None,
        sums: tuple[Sum, ...] = (),
    ) -> Iterator[Difference]:
        """One difference for each kind; reasons, and `sums`, are of figures not comparable."""
        for kind, sides in self.sides.items():
            alike = kind == "not-comparable"
            yield Difference(
                kind=kind,
                sort=sort,
                about=about,
                name=name,
                sides=in_order(sides),
                reasons=tuple(sorted(self.reasons)) if alike else (),
                sums=sums if alike else (),
                holder=holder,
            )


def compare(facts: Iterable[F], judge: Callable[[F, F], Judged | None], found: Findings) -> None:
    """Judge every two facts that can hold at one time, and each with the last before it.

    So that a thousand figures of a thousand days need no million comparisons. Facts whose date is
    wide, or unknown, can hold at the time of any other.
    """
    narrow = [fact for fact in facts if is_narrow(holds_at(fact))]
    wide = [fact for fact in facts if not is_narrow(holds_at(fact))]
    narrow.sort(key=_order)
    for one, other in _near(narrow, wide):
        found.add(judge(one, other), one, other)


def _near(narrow: list[F], wide: list[F]) -> Iterator[tuple[F, F]]:
    for place, fact in enumerate(narrow):
        when = holds_at(fact)
        preceded: str | Literal[False] = False
        for before in reversed(narrow[:place]):
            comes_later = before.key != fact.key and later(when, holds_at(before))
            # of those before it all that share the last date
            if not comes_later or preceded in (False, str(holds_at(before))):
                yield before, fact
            if comes_later and not preceded:
                preceded = str(holds_at(before))
            if preceded and _begins_long_before(before, fact):
                break
    for place, fact in enumerate(wide):
        for other in (*wide[:place], *narrow):
            yield fact, other


def _begins_long_before(before: Fact, fact: Fact) -> bool:
    """Whether neither `before`, nor any narrow fact that begins no later, reaches up to `fact`."""
    one, other = holds_at(before), holds_at(fact)
    known = one and one.earliest and other and other.earliest
    return bool(known and (other.earliest - one.earliest).days > _NARROW)  # type: ignore[union-attr, operator]


def holder_of(fact: StatementFact) -> Actor | None:
    """Who holds the position: whoever is said to, or else whoever says it; None is the article."""
    return fact.holder or fact.by
