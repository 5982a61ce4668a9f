"""Tests of generator/pages/listing.py: long lists on pages of their own, with nothing lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

import pathspec
import pytest
import yaml
from conftest import ROOT, pages_of
from hypothesis import given
from hypothesis import strategies as st
from many import many

from generator.briefing import Briefing
from generator.dates import parse_date
from generator.differences.computing import differences
from generator.model.home import Home
from generator.model.registry import Registry
from generator.pages.differences import DIFFERENCES, with_places
from generator.pages.listing import (
    ListKind,
    Shelf,
    all_shelves,
    divided,
    in_time,
    listing,
    shelf_page,
)
from generator.reading import parse_content
from generator.resolving import brief
from generator.site import Page
from generator.speed.rendering import named_in

#: The largest page in characters of Markdown; its HTML is no larger.
LARGEST = 300_000


@dataclass(frozen=True)
class Entry:
    """Something with a date and a weight."""

    number: int
    date: str
    weight: int

    @property
    def place(self) -> tuple[str, ...]:
        return in_time(parse_date(self.date) if self.date else None)


@dataclass(frozen=True)
class Held:
    """A list of entries as the answer to a question."""

    entries: tuple[Entry, ...]

    def __call__(self, _: Briefing) -> tuple[Entry, ...]:
        return self.entries


def briefing() -> Briefing:
    return Briefing((), Registry.model_construct(), Home())


def kind_of(entries: tuple[Entry, ...], **options: object) -> ListKind:
    return ListKind(
        "all",
        lambda *_: "All",
        Held(entries),
        lambda entry: entry.place,
        "quote",
        lambda entry: entry.weight,
        **options,
    )


def leaves(shelves: tuple[Shelf, ...]) -> list[Shelf]:
    return [one for one in all_shelves(shelves) if not one.inner]


DATES = st.sampled_from(["", "2029", "2029-01", "2029-02-03", "2029-02", "2030-05-01", "../2030"])
ENTRIES = st.lists(st.tuples(DATES, st.integers(0, 12)), max_size=60).map(
    lambda pairs: tuple(Entry(n, date, weight) for n, (date, weight) in enumerate(pairs))
)


@given(ENTRIES, st.integers(1, 20), st.integers(1, 20), st.booleans())
def test_every_entry_of_a_divided_list_stands_on_one_shelf_that_is_not_too_full(
    entries: tuple[Entry, ...], room: int, shown: int, newest_first: bool
) -> None:
    kind = kind_of(entries, room=room, shown=shown, newest_first=newest_first)
    shelves = divided(briefing(), kind)
    assert bool(shelves) == (sum(entry.weight for entry in entries) > shown)
    held = [entry for shelf in leaves(shelves) for entry in shelf.entries]
    assert Counter(held) == (Counter(entries) if shelves else Counter())
    addresses = [one.address for one in all_shelves(shelves)]
    assert len(set(addresses)) == len(addresses)
    for one in all_shelves(shelves):
        assert one.size == (sum(inner.size for inner in one.inner) or len(one.entries))
        too_full = sum(entry.weight for entry in one.entries) > room
        # one entry may be too much by itself; what weighs nothing may stand beside it
        assert not too_full or sum(entry.weight > 0 for entry in one.entries) == 1


@given(ENTRIES, st.integers(1, 20))
def test_every_shelf_is_reached_from_its_list_and_knows_its_neighbours(
    entries: tuple[Entry, ...], room: int
) -> None:
    kind, asked = kind_of(entries, room=room, shown=room), briefing()
    waiting = list(listing(asked, kind).shelves)
    reached = []
    while waiting:
        label = waiting.pop(0)
        assert not label.entries
        page = shelf_page(asked, kind, label.address)
        reached.append(page.shelf.address)
        waiting += page.shelf.inner
        for other in (page.before, page.after, page.around):
            assert other is None or shelf_page(asked, kind, other.address)
    assert sorted(reached) == sorted(one.address for one in all_shelves(divided(asked, kind)))


def test_a_page_shows_the_newest_of_a_long_list_and_all_of_a_short_one() -> None:
    entries = tuple(Entry(n, f"2029-01-{n + 1:02}", 1) for n in range(9))
    short = listing(briefing(), kind_of(entries, shown=9))
    assert (short.shown, short.shelves, short.size) == (entries, (), 9)
    long = listing(briefing(), kind_of(entries, shown=4))
    assert (long.shown, long.size) == (entries[-4:], 9)
    first = listing(briefing(), kind_of(entries, shown=4, newest_first=True))
    assert first.shown == entries[:4]


def test_a_year_that_is_too_full_is_divided_by_months_and_a_month_into_parts() -> None:
    dates = ["2028-12-31", *["2029-03-01"] * 5, "2029-04-01", ""]
    entries = tuple(Entry(n, date, 1) for n, date in enumerate(dates))
    shelves = divided(briefing(), kind_of(entries, room=3, shown=3))
    assert [one.address for one in all_shelves(shelves)] == [
        "all/2028",
        "all/2029",
        "all/2029-03",
        "all/2029-03--1",
        "all/2029-03--2",
        "all/2029-04",
        "all/undated",
    ]
    parts = [one for one in all_shelves(shelves) if one.part]
    assert [(str(one.date.text), one.part, one.size) for one in parts] == [
        ("2029-03", 1, 3),
        ("2029-03", 2, 2),
    ]


def test_shelves_stand_in_the_order_of_their_list_and_what_is_undated_last() -> None:
    entries = tuple(Entry(n, date, 1) for n, date in enumerate(["2030", "", "2029", "2028"]))
    for newest_first, years in (
        (True, ["2030", "2029", "2028"]),
        (False, ["2028", "2029", "2030"]),
    ):
        shelves = divided(briefing(), kind_of(entries, shown=2, newest_first=newest_first))
        assert [one.place for one in shelves] == [*years, "undated"]


def test_several_lists_of_one_page_share_its_room() -> None:
    entries = tuple(Entry(n, "2029", 1) for n in range(6))

    def of_key(_: Briefing, key: str) -> tuple[Entry, ...]:
        return entries if key == "much" else entries[:2]

    kind = ListKind(
        "all",
        lambda *_: "All",
        of_key,
        lambda entry: entry.place,
        "quote",
        shown=6,
        keys=lambda _: ("much", "little"),
    )
    much = listing(briefing(), kind, "much")
    assert (len(much.shown), [one.address for one in much.shelves]) == (3, ["much/2029"])
    assert listing(briefing(), kind, "little").shelves == ()


@pytest.mark.parametrize("room", [1, 1_000])
def test_a_difference_is_linked_on_the_shelf_that_shows_it(
    room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    divided_more = replace(DIFFERENCES, room=room, shown=1)
    monkeypatch.setattr("generator.pages.differences.DIFFERENCES", divided_more)
    of_many = brief(parse_content(many(60)))
    found = with_places(of_many, differences(of_many))
    assert len({one.about for one, _ in found}) < len(found)
    for one, address in found:
        entries = shelf_page(of_many, divided_more, address, one.kind).shelf.entries
        assert one.anchor in {entry.anchor for entry in entries}


@cache
def large_site() -> dict[str, Page]:
    return pages_of(many(500))


def test_no_page_of_a_large_site_is_too_large() -> None:
    sizes = {path: len(page.markdown) for path, page in large_site().items()}
    assert max(sizes.values()) < LARGEST, max(sizes, key=lambda path: sizes[path])


@pytest.mark.parametrize(
    ("folder", "mark"),
    [
        ("numbers/ships/figures/", "\n| **["),
        ("people/ada/quotes/", 'class="b-quote"'),
        ("articles/by-date/", "b-row"),
        ("how-this-is-checked/counts/", 'class="b-entry"'),
    ],
)
def test_all_of_a_long_list_stands_on_its_shelves(folder: str, mark: str) -> None:
    expected = {"people/ada/quotes/": 72}.get(folder, 500)
    pages = [page.markdown for path, page in large_site().items() if path.startswith(folder)]
    assert sum(text.count(mark) for text in pages) == expected


def test_the_configuration_keeps_every_shelf_out_of_the_navigation() -> None:
    """Else MkDocs warns of each, and a strict build of a large site fails."""
    config = yaml.safe_load((ROOT / "site_config.yml").read_text())
    kept_out = pathspec.GitIgnoreSpec.from_lines(config["not_in_nav"].splitlines())
    shown = {path for path in large_site() if not kept_out.match_file(path)}
    assert shown <= named_in(config["nav"]).keys()


def test_every_shelf_of_a_large_site_is_linked() -> None:
    links = re.compile(r"\]\(([^)#]+\.md)")
    pages = large_site()
    shelves = {path for path in pages if re.search(r"/[^/]+/[^/]*\d{4}[^/]*\.md$", path)}
    linked = set()
    for path, page in pages.items():
        for target in links.findall(page.markdown):
            parts = path.split("/")[:-1]
            for step in target.split("/"):
                parts = parts[:-1] if step == ".." else [*parts, step]
            linked.add("/".join(parts))
    assert shelves
    assert shelves <= linked
    assert linked <= set(pages)
