"""Reckons again what numbers and dates say together: sums of parts, days between events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.briefing import Briefing
from generator.dates import Edtf
from generator.facts import EventFact, NumberFact, SummaryFacts
from generator.intervals import Interval, apart, days_between, in_days, later, values_of
from generator.model.registry import SharedEvent


@dataclass(frozen=True)
class Sum:
    """Numbers of one article added up, and the number they are held against.

    `fits` is whether all can be true. Parts that come to more than their whole may overlap: only a
    part that is more by itself does not fit. A flow is not all that makes a stock, for what is
    there may have come untold, or have left: these fit always. `agrees` is whether they come to
    what the number says, or for parts to no more.
    """

    terms: tuple[NumberFact, ...]
    total: Decimal
    whole: NumberFact | None
    agrees: bool = True
    fits: bool = True

    @property
    def into_stock(self) -> bool:
        """Whether a flow is held against the stock to which it adds."""
        return bool(self.whole and self.whole.item.measure == self.terms[0].measure.adds_to)


@dataclass(frozen=True)
class End:
    """One end of a time: an event with the telling that dates it, or the number's own date."""

    date: Edtf
    telling: EventFact | None = None
    event: str | None = None


@dataclass(frozen=True)
class Span:
    """A duration held against the days between the dates of its two ends.

    With `other` the days are counted from an event that can only come later than the one from
    which the article counts.
    """

    number: NumberFact
    start: End
    end: End
    days: Interval
    fits: bool
    other: bool = False

    @property
    def backwards(self) -> bool:
        """Whether by their dates the end can only come before the beginning."""
        return self.days.high is not None and self.days.high < 0


def sums(part: SummaryFacts) -> Iterator[Sum]:
    """What the numbers of one article come to: parts of a whole, and portions of a flow."""
    for whole in part.numbers:
        parts = [
            fact
            for fact in part.numbers
            if whole.item.id
            and fact.item.part_of == whole.item.id
            and fact.measure.unit == whole.measure.unit
        ]
        if parts:
            most = values_of(whole.item).high
            fits = all(_is_within(fact, whole) for fact in parts)
            least = sum((values_of(fact.item).low or Decimal(0) for fact in parts), Decimal(0))
            yield Sum(tuple(parts), _total(parts), whole, most is None or least <= most, fits)
    yield from _portions(part)


def _portions(part: SummaryFacts) -> Iterator[Sum]:
    flows: dict[str, list[NumberFact]] = {}
    for fact in part.numbers:
        item = fact.item
        told = fact.measure.kind == "flow" and item.certainty == "actual"
        if told and item.of and item.part_of is None:
            flows.setdefault(item.measure, []).append(fact)
    for portions in flows.values():
        if len({fact.item.of for fact in portions}) < 2:
            continue
        stocks = [fact for fact in part.numbers if _is_stock_of(fact, portions[0])]
        stock = next((one for one in stocks if _holds(one, portions)), next(iter(stocks), None))
        yield Sum(tuple(portions), _total(portions), stock, not stock or _holds(stock, portions))


def _is_within(part: NumberFact, whole: NumberFact) -> bool:
    low, high = values_of(part.item).low, values_of(whole.item).high
    return low is None or high is None or low <= high


def _is_stock_of(fact: NumberFact, flow: NumberFact) -> bool:
    counted = fact.item.certainty == "actual" and fact.item.of is None
    return fact.item.measure == flow.measure.adds_to and counted


def _holds(stock: NumberFact, portions: list[NumberFact]) -> bool:
    """Whether a stock is what had come by its date: for certain, or possibly."""
    certain = [one for one in portions if later(stock.as_of, one.as_of)]
    possible = [one for one in portions if not later(one.as_of, stock.as_of)]
    lows = [values_of(one.item).low or Decimal(0) for one in certain]
    highs = [values_of(one.item).high for one in possible]
    high = None if None in highs else sum((one for one in highs if one), Decimal(0))
    return values_of(stock.item).meets(Interval(sum(lows, Decimal(0)), high))


def _total(facts: list[NumberFact]) -> Decimal:
    return sum((fact.item.value for fact in facts), Decimal(0))


def period_span(number: NumberFact) -> Span | None:
    """A duration held against the period that the same number gives."""
    period = number.item.period
    if number.measure.kind != "duration" or period is None or period.shape != "interval":
        return None
    first, last = period.points
    stated = in_days(number.item, number.measure.unit)
    if first is None or last is None or stated is None:
        return None
    start, end = (Edtf(str(period), "point", (point,)) for point in (first, last))
    days = days_between(start, end)
    if days is None:
        return None
    return Span(number, End(start), End(end), days, days.meets(stated))


def event_spans(number: NumberFact, briefing: Briefing) -> Iterator[Span]:
    """A duration held against the dates that all articles give its events.

    A date that the number's own article leaves to be derived may have been derived from the number:
    at least one end is dated otherwise. Beside the event from which the article counts stands
    the next one that can only come later, if the days from there do not fit.
    """
    item = number.item
    stated = in_days(item, number.measure.unit)
    if item.from_event is None or stated is None or item.certainty != "actual":
        return
    if item.from_event == item.to_event:
        return
    ends = list(_ends(number, briefing))
    from_event: str | None = item.from_event
    while from_event:
        other = from_event != item.from_event
        found = [
            _span(number, start, end, stated, other=other)
            for start, own in _dated(from_event, number, briefing)
            for end, derived in ends
            if not (own and derived)
        ]
        known = [span for span in found if span]
        # where the articles date an event differently, one date that fits is enough
        best = next((span for span in known if _agrees(span.days, stated)), next(iter(known), None))
        if best and not (other and _agrees(best.days, stated)):
            yield best
        record = briefing.record("events", from_event)
        from_event = record.before if isinstance(record, SharedEvent) else None


def _span(
    number: NumberFact, start: End, end: End, stated: Interval, *, other: bool
) -> Span | None:
    days = days_between(start.date, end.date)
    if days is None:
        return None
    at_least = Interval(days.low, None) if other else days
    return Span(number, start, end, days, _agrees(at_least, stated), other)


def _agrees(days: Interval, stated: Interval) -> bool:
    """Whether the days can be those stated, the first or the last of them counted or not."""
    low = days.low - 1 if days.low is not None else None
    return Interval(low, days.high + 1 if days.high is not None else None).meets(stated)


def _ends(number: NumberFact, briefing: Briefing) -> Iterator[tuple[End, bool]]:
    if number.item.to_event:
        yield from _dated(number.item.to_event, number, briefing)
    elif number.as_of:
        derived = not number.item.as_of and bool(number.summary.article.published_basis)
        yield End(number.as_of), derived


def _dated(event: str, number: NumberFact, briefing: Briefing) -> Iterator[tuple[End, bool]]:
    """The most exact date of an event, and others that cannot be the same day.

    Each with whether it may rest on the number itself.
    """
    tellings = briefing.tellings_of(event)
    told = [fact for fact in tellings if fact.item.date and fact.item.certainty == "actual"]
    told.sort(key=lambda fact: (_may_rest_on(number, fact), fact.exactness))
    for fact in told:
        best, date = told[0].item.date, fact.item.date
        if date and best and (fact is told[0] or apart(date, best)):
            yield End(date, fact, event), _may_rest_on(number, fact)


def _may_rest_on(number: NumberFact, fact: EventFact) -> bool:
    return fact.key == number.key and fact.item.because is not None
