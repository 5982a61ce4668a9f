"""Long lists divided into pages of their own, by time or by subject, so that no page has no end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from generator.briefing import Briefing, query
from generator.dates import Edtf, parse_date
from generator.facts import Card, Fact, Listed, SummaryFacts
from generator.happenings import Happening
from generator.words import Words

E = TypeVar("E")

UNDATED = "undated"
#: What stands between a place and the number of its part: no place holds two hyphens.
_PART = "--"
#: How many facts a page holds that shows nothing but one list, or a shelf of it.
ROOM = 100
#: How many of each of its lists a page shows that has several.
BESIDE_OTHERS = 24


@dataclass(frozen=True, eq=False)
class ListKind:
    """One list of a page kind that can grow long.

    `title` names it: of a briefing, the words and the ids of the list, which are the page's and the
    key. `entries` are all of it, in the order in which they are shown. Where these are more than
    `shown` facts, the page shows that many, the last ones or, with `newest_first`, the first ones,
    and leads to shelves of up to `room` facts: `places` says for an entry where it belongs, coarse
    to fine, in parts of addresses, and `place_name` what that is called where it is no time.
    `form` names how the layout shows an entry, `weigh` how many facts it shows.

    `keys` are those of the several lists of one kind on a page: of each question, of each state.
    Where all of these are too many facts, each shows its share.
    `in_words` makes of a briefing, the words and an entry what the layout shows of it.
    """

    name: str
    title: Callable[..., str]
    entries: Callable[..., Sequence[Any]]
    places: Callable[[Any], tuple[str, ...]]
    form: str
    weigh: Callable[[Any], int] = lambda _: 1
    room: int = ROOM
    shown: int = ROOM
    newest_first: bool = False
    keys: Callable[[Briefing], Iterable[str]] | None = None
    in_words: Callable[[Briefing, Any, Any], Any] | None = None
    place_name: Callable[[Any], str] = lambda _: ""


@dataclass(frozen=True)
class Shelf:
    """A stretch of a list with a page of its own; `address` is below that of the list's page.

    It holds `entries`, or where these are too many `inner` shelves. `size` counts the entries of
    all. `part` numbers those that neither time nor subject divides any further. `name` says what
    stands on it, where that is no time.
    """

    address: str
    size: int
    entries: tuple[Any, ...] = ()
    inner: tuple[Shelf, ...] = ()
    part: int = 0
    name: str = ""

    @property
    def place(self) -> str:
        """What stands on it, as a part of its address: `2030-03`."""
        return self.address.rpartition("/")[2].partition(_PART)[0]

    @property
    def date(self) -> Edtf | None:
        """The year or month that it holds, if it is one of these."""
        return parse_date(self.place) if self.place[:1].isdigit() else None

    @property
    def label(self) -> Shelf:
        """What leads to it: itself without what stands on it."""
        return replace(self, entries=(), inner=())


@dataclass(frozen=True)
class Listing:
    """A list as its page shows it: whole, or some of it and what leads to the shelves of all."""

    size: int
    shown: tuple[Any, ...]
    shelves: tuple[Shelf, ...] = ()


@dataclass(frozen=True)
class ShelfPage:
    """What the page of a shelf shows: the shelf, the one around it, and those beside it."""

    shelf: Shelf
    around: Shelf | None
    before: Shelf | None
    after: Shelf | None


def in_time(date: Edtf | None) -> tuple[str, ...]:
    """The year and the month in which something can begin; what has no beginning is undated."""
    first = date.earliest if date else None
    return (f"{first.year}", f"{first.year}-{first.month:02}") if first else (UNDATED,)


def when_published(one: Fact | SummaryFacts | Card) -> tuple[str, ...]:
    """Where an entry belongs by the date of its article."""
    return in_time(one.summary.article.published)


def when_listed(one: Listed) -> tuple[str, ...]:
    """Where a summary belongs by the date of its article."""
    return in_time(one.published)


def when_happening(one: Happening) -> tuple[str, ...]:
    """Where an event belongs by its date."""
    return in_time(one.date)


def tellings_in(one: Happening) -> int:
    """How many tellings stand beneath an event."""
    return len(one.tellings)


def titled(*key: str) -> Callable[..., str]:
    """The title of a list that is on one page alone: the words of a key."""
    return lambda _, words: words.text(*key)


def all_summaries(briefing: Briefing) -> tuple[Listed, ...]:
    """The entries of a list of everything, newest article first."""
    return briefing.listed


def summary_listed(briefing: Briefing, _: Words, entry: Listed) -> SummaryFacts:
    """What the layout shows of a summary in a list of all."""
    return briefing.of(entry.key)


@query
def divided(briefing: Briefing, kind: ListKind, *ids: str) -> tuple[Shelf, ...]:
    """The shelves of a list; none where it is short enough to stand on its page.

    `ids` are the page's, where there are many pages of the kind, and then the list's key.
    """
    entries = kind.entries(briefing, *ids)
    if sum(map(kind.weigh, entries)) <= share(briefing, kind):
        return ()
    return tuple(_shelves(entries, kind, 0, ids[-1] if kind.keys else kind.name))


@query
def share(briefing: Briefing, kind: ListKind) -> int:
    """How many facts of a list its page has room for."""
    if kind.keys is None:
        return kind.shown
    keys = tuple(kind.keys(briefing))
    facts = sum(kind.weigh(one) for key in keys for one in kind.entries(briefing, key))
    return kind.shown if facts <= kind.shown else max(kind.shown // len(keys), 1)


@query
def listing(briefing: Briefing, kind: ListKind, *ids: str) -> Listing:
    """A list as its page shows it."""
    entries = tuple(kind.entries(briefing, *ids))
    shelves = tuple(one.label for one in divided(briefing, kind, *ids))
    shown = _fitting(entries, kind, share(briefing, kind)) if shelves else entries
    return Listing(len(entries), shown, shelves)


def worded(briefing: Briefing, words: Words, kind: ListKind, *ids: str) -> Listing:
    """A list with what the layout shows of its entries."""
    found, say = listing(briefing, kind, *ids), kind.in_words or _as_it_is
    return replace(found, shown=tuple(say(briefing, words, one) for one in found.shown))


def _as_it_is(_: Briefing, __: Words, entry: E) -> E:
    return entry


@query
def shelf_page(briefing: Briefing, kind: ListKind, address: str, *ids: str) -> ShelfPage:
    """One shelf of a list with its surroundings; LookupError where there is none."""
    beside, around = divided(briefing, kind, *ids), None
    while found := next((one for one in beside if _leads_to(one, address)), None):
        number = beside.index(found)
        if found.address == address:
            return ShelfPage(
                replace(found, inner=tuple(one.label for one in found.inner)),
                around.label if around else None,
                beside[number - 1].label if number else None,
                beside[number + 1].label if number + 1 < len(beside) else None,
            )
        beside, around = found.inner, found
    raise LookupError(address)


def _leads_to(shelf: Shelf, address: str) -> bool:
    return shelf.address == address or any(_leads_to(one, address) for one in shelf.inner)


def all_shelves(shelves: Iterable[Shelf]) -> Iterator[Shelf]:
    """Shelves, each followed by those inside it."""
    for one in shelves:
        yield one
        yield from all_shelves(one.inner)


def _fitting(entries: tuple[E, ...], kind: ListKind, room: int) -> tuple[E, ...]:
    """As many of the newest entries as there is room for, one at least."""
    taken, left = 0, room
    for entry in entries if kind.newest_first else reversed(entries):
        left -= kind.weigh(entry)
        if left < 0 and taken:
            break
        taken += 1
    return entries[:taken] if kind.newest_first else entries[-taken:]


def _shelves(entries: Iterable[Any], kind: ListKind, depth: int, name: str) -> Iterator[Shelf]:
    groups: dict[str, list[Any]] = {}
    for entry in entries:
        groups.setdefault(kind.places(entry)[depth], []).append(entry)
    for place, group in _in_order(groups, kind):
        address, called = f"{name}/{place}", kind.place_name(group[0])
        if sum(map(kind.weigh, group)) <= kind.room:
            yield Shelf(address, len(group), tuple(group), name=called)
            continue
        if all(len(kind.places(entry)) > depth + 1 for entry in group):
            inner = tuple(_shelves(group, kind, depth + 1, name))
        else:
            inner = tuple(_parts(address, group, kind))
        yield Shelf(address, len(group), (), inner, name=called)


def _in_order(groups: dict[str, list[E]], kind: ListKind) -> list[tuple[str, list[E]]]:
    """Groups by time, what is undated last; other groups as they come."""
    places = list(groups)
    if all(place[0].isdigit() or place == UNDATED for place in places):
        places.sort(reverse=kind.newest_first)
        places.sort(key=lambda place: place == UNDATED)
    return [(place, groups[place]) for place in places]


def _parts(address: str, entries: Iterable[E], kind: ListKind) -> Iterator[Shelf]:
    """Entries that nothing divides, as many on each page as there is room for, one at least."""
    parts: list[list[E]] = [[]]
    left = kind.room
    for entry in entries:
        left -= kind.weigh(entry)
        if left < 0 and parts[-1]:
            parts.append([])
            left = kind.room - kind.weigh(entry)
        parts[-1].append(entry)
    for number, part in enumerate(parts, 1):
        name = kind.place_name(part[0])
        yield Shelf(f"{address}{_PART}{number}", len(part), tuple(part), (), number, name)
