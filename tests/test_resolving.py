"""Tests of generator/resolving.py and generator/facts.py."""

from __future__ import annotations

import pytest
from conftest import small_files

from generator.reading import parse_content
from generator.resolving import brief, references


@pytest.fixture
def briefing():
    return brief(parse_content(small_files()))


def test_summaries_stand_newest_article_first_and_drafts_are_left_out(briefing) -> None:
    assert [part.key for part in briefing.summaries] == ["mayor-closes-bridge", "engineer-warns"]


def test_a_bare_actor_has_the_role_that_held_when_the_article_appeared(briefing) -> None:
    roles = {part.key: part.who[0].role for part in briefing.summaries}
    assert roles == {
        "engineer-warns": "Deputy mayor of Marsk",
        "mayor-closes-bridge": "Mayor of Marsk",
    }


def test_a_quote_takes_medium_and_date_from_its_occasion_and_its_role_from_who(briefing) -> None:
    said, told = briefing.of("mayor-closes-bridge").quotes
    assert (said.medium, str(said.date), said.role) == ("speech", "2030-06-03", "Mayor of Marsk")
    assert (told.medium, told.date, told.role) == ("statement", None, None)
    assert told.by.name == "Ada Berg"
    assert [outlet.name for outlet in told.via] == ["Harbour Post", "North Line"]


def test_a_number_holds_at_the_articles_date_unless_it_has_its_own(briefing) -> None:
    dates = [str(fact.as_of) for fact in briefing.of("mayor-closes-bridge").numbers]
    assert dates == ["2030-06-04"] * 3 + ["2029-12", "2030-06-04"]


def test_a_part_knows_its_whole(briefing) -> None:
    wholes = [fact.whole for fact in briefing.of("mayor-closes-bridge").numbers]
    assert [whole and whole[0].id for whole in wholes] == [None, None, None, "n-crossings", None]


def test_an_event_of_the_registry_is_one_happening_told_by_each_article(briefing) -> None:
    closing = next(one for one in briefing.happenings if one.best.item.event == "bridge-closes")
    assert [fact.key for fact in closing.tellings] == ["mayor-closes-bridge", "engineer-warns"]
    assert str(closing.date) == "2030-06-03"  # when it happened, not when it was to happen
    assert [actor.name for actor in closing.best.who] == ["North Line"]


def test_happenings_stand_in_the_order_of_their_dates_and_undated_ones_last(briefing) -> None:
    titles = [one.title for one in briefing.happenings]
    assert titles == ["The Old Bridge closes", "A new bridge opens", "Money was taken"]


def test_a_summary_knows_every_registry_record_it_needs(briefing) -> None:
    needs = briefing.of("engineer-warns").refers_to
    assert needs == {
        "people/ada-berg",
        "people/tomas-lund",
        "organisations/marsk-council",  # by the role of Ada Berg
        "organisations/north-line",  # by the event
        "places/old-bridge",
        "places/marsk",  # by the place it lies within
        "events/bridge-closes",
        "measures/steel",
        "topics/bridge",
    }


def test_references_are_found_in_lists_and_inner_records() -> None:
    summary = parse_content(small_files()).summaries["mayor-closes-bridge"]
    found = {str(id) for id in references(summary)}
    assert {"ada-berg", "harbour-post", "council-night", "keep-the-bridge", "lorries"} <= found
    assert "n-crossings" not in found


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("date: 2030-06-01, certainty: planned", "date: 2030-06", "2030-06"),
        ("date: 2030-06-01~", "date: 2030-06", "2030-06"),
        ("date: 2030-06", "date: 2030-06-01", "2030-06-01"),
        ('date: "[2030-06-01..]"', "date: 2030", "2030"),
        ("certainty: actual", "date: 2030-06-01, certainty: scheduled", "2030-06-01"),
    ],
)
def test_what_happened_is_dated_before_what_was_to_happen(first, second, shown) -> None:
    files = small_files()
    for name, event in (("a", first), ("b", second)):
        text = "title: T\nadded: 2030-06-05\nwritten_by: E\ngist: G\nwhen:\n"
        text += f"  - {{event: bridge-opens, exact: it opened, {event}}}\n"
        files[f"summaries/{name}.yml"] = text.encode()
    happenings = brief(parse_content(files)).happenings
    opening = next(one for one in happenings if one.best.item.event == "bridge-opens")
    assert str(opening.date) == shown


CLOSES = b"{event: bridge-closes, date: 2030-06-03, exact: closed on Monday"
EXPECTED = (
    b"{event: bridge-closes, date: 2030-05-31, certainty: expected, exact: on the last of May"
)


def told_by(mayor: bytes, engineer: bytes, outlet: bytes = b"") -> int | None:
    """From how many sources the closing of the bridge is told."""
    files = small_files()
    for name, line, more in (
        ("mayor-closes-bridge", CLOSES, mayor),
        ("engineer-warns", EXPECTED, engineer),
    ):
        data = files[f"summaries/{name}.yml"]
        assert data.count(line) == 1
        files[f"summaries/{name}.yml"] = data.replace(line, line + more)
    if outlet:
        name = "summaries/engineer-warns.yml"
        files[name] = files[name].replace(b"article:\n", b"article:\n  outlet: " + outlet + b"\n")
    briefing = brief(parse_content(files))
    return next(
        one for one in briefing.happenings if one.best.item.event == "bridge-closes"
    ).sources


def test_what_is_taken_second_hand_is_no_source_of_its_own() -> None:
    # one outlet is not known: it may be the other
    assert told_by(b"", b"") is None
    assert told_by(b"", b"", b"north-line") == 2
    # the mayor's article is the Harbour Post's own
    assert told_by(b"", b", via: harbour-post") == 1
    # both have it from one outlet that is not among the articles
    assert told_by(b", via: north-line", b", via: north-line") == 1
    assert told_by(b", via: north-line", b", via: marsk-council", b"marsk-council") == 2
    # the chain ends at one outlet
    assert told_by(b", via: north-line", b", via: [marsk-council, north-line]") == 1
    # one has it from the Harbour Post, which has it from another itself
    assert told_by(b", via: north-line", b", via: harbour-post") == 1
    # each has it from the other: they are one
    assert told_by(b", via: north-line", b", via: harbour-post", b"north-line") == 1


def test_an_item_has_its_proof_only_while_it_says_what_was_proved(briefing) -> None:
    part = briefing.of("mayor-closes-bridge")
    assert {fact.proved for fact in part.quotes} == {"verbatim"}
    assert [fact.proved for fact in part.statements] == ["passage", "passage", "unverified"]
    assert [(one.sort, one.proved, one.count) for one in part.tallies.sorts] == [
        ("quotes", 2, 2),
        ("numbers", 5, 5),
        ("passages", 5, 6),
    ]
    assert not part.tallies.whole
    files = small_files()
    name = "summaries/mayor-closes-bridge.yml"
    files[name] = files[name].replace(b"value: 12500000", b"value: 12600000")
    changed = brief(parse_content(files)).of("mayor-closes-bridge")
    assert [fact.proved for fact in changed.numbers] == ["unchecked"] + ["figure"] * 4
