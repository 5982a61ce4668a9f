"""Tests of generator/article/figures.py and the rooms it reads with: numerals, units, words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article.calendar import dates, moments
from generator.article.figures import figures
from generator.article.normal import normalise

#: A text, and what a careful reader reads in it: value, upper end, unit, comparators.
READ: dict[str, list[tuple[str, str, str, str]]] = {
    "more than 3,600 people": [("3600", "", "", "more-than")],
    "a $300 million package": [("300000000", "", "money:dollar", "exactly")],
    "barely a year after": [("1", "", "year", "about nearly")],
    "to double the size": [("2", "", "times", "exactly")],
    "it doubled to 48,000": [("2", "", "times", "exactly"), ("48000", "", "", "exactly")],
    "The third contingent of 217 officers": [("217", "", "", "exactly")],
    "100 days after": [("100", "", "day", "exactly")],
    "approximately 20 hours": [("20", "", "hour", "about")],
    "two hundred and seventeen officers": [("217", "", "", "exactly")],
    "twenty-five hundred men": [("2500", "", "", "exactly")],
    "one million people": [("1000000", "", "", "exactly")],
    "five and six": [("5", "", "", "exactly"), ("6", "", "", "exactly")],
    "between 100 and 150 people": [("100", "150", "", "exactly")],
    "two to three weeks": [("2", "3", "week", "exactly")],
    "10\u201315 people": [("10", "15", "", "exactly")],
    "\u20ac5-6 million": [("5000000", "6000000", "money:euro", "exactly")],
    "between $5 million and $6 million": [("5000000", "6000000", "money:dollar", "exactly")],
    "an estimated 5,000": [("5000", "", "", "about exactly")],
    "half a million": [("500000", "", "", "exactly")],
    "half a dozen": [("6", "", "", "exactly")],
    "two dozen": [("24", "", "", "exactly")],
    "a third of the loans": [("0.3333333333333333333333333333", "", "fraction", "exactly")],
    "a third contingent": [],
    "$300m": [("300000000", "", "money:dollar", "exactly")],
    "US$1.2bn": [("1200000000", "", "money:USD", "exactly")],
    "KSh 5 billion": [("5000000000", "", "money:KES", "exactly")],
    "5 million Kenyan shillings": [("5000000", "", "money:Kenyan shilling", "exactly")],
    "MSS 600 men": [("600", "", "", "exactly")],
    "600+ officers": [("600", "", "", "at-least more-than")],
    "600 or more": [("600", "", "", "at-least more-than")],
    "a 1,000-strong force": [("1000", "", "", "exactly")],
    "a 20-hour flight": [("20", "", "hour", "exactly")],
    "nearly a thousand": [("1000", "", "", "nearly")],
    "at least 12.5 million euros": [("12500000", "", "money:euro", "at-least")],
    "7.5 per cent": [("7.5", "", "percent", "exactly")],
    "7.5 percentage points": [("7.5", "", "percentage-point", "exactly")],
    "it was -5 degrees": [("-5", "", "degree", "exactly")],
    "2\u00bd hours": [("2.5", "", "hour", "exactly")],
    "just under 50": [("50", "", "", "less-than nearly about")],
    "not more than 20": [("20", "", "", "up-to")],
    "less than half": [("0.5", "", "fraction", "less-than")],
    "3\u00a0600 people": [("3600", "", "", "exactly")],
    "in 2000 villages": [("2000", "", "", "exactly")],
    "over the past three months": [("3", "", "month", "exactly")],
    "since January 2024, including over 100 children": [("100", "", "", "more-than")],
    "over a year": [("1", "", "year", "more-than exactly")],
    "under one roof": [("1", "", "", "exactly")],
    "The mission \u2014 400 officers \u2014 left": [("400", "", "", "exactly")],
    "killed three \u2014 two women": [("3", "", "", "exactly"), ("2", "", "", "exactly")],
    "Sh200m and KES5,000": [
        ("200000000", "", "money:shilling", "exactly"),
        ("5000", "", "money:KES", "exactly"),
    ],
    "HK$50 and 50 Swiss francs": [
        ("50", "", "money:HKD", "exactly"),
        ("50", "", "money:Swiss franc", "exactly"),
    ],
    "$5 bn": [("5000000000", "", "money:dollar", "exactly")],
    "half an hour": [("0.5", "", "hour", "exactly")],
    "a year and a half": [("1.5", "", "year", "exactly")],
    "two and a half million people": [("2500000", "", "", "exactly")],
    "a million and a half": [("1500000", "", "", "exactly")],
    "two three-year terms": [("2", "", "", "exactly"), ("3", "", "year", "exactly")],
    "minus 5 degrees": [("-5", "", "degree", "exactly")],
    "Between 20 and 30 officers": [("20", "30", "", "exactly")],
    "one to two years": [("1", "2", "year", "exactly")],
    "$500 to 2,000 families": [
        ("500", "", "money:dollar", "exactly"),
        ("2000", "", "", "exactly"),
    ],
    "at least another 20 men": [("20", "", "", "at-least")],
    "the toll passed 5,000": [("5000", "", "", "more-than")],
    "over five years": [("5", "", "year", "more-than exactly")],
    "20 or so years": [("20", "", "year", "about")],
    "fell by a third": [("0.3333333333333333333333333333", "", "fraction", "exactly")],
    "1500 police and 2000 Kenyan officers": [
        ("1500", "", "", "exactly"),
        ("2000", "", "", "exactly"),
    ],
    # no figures: years and days by themselves, numbers of things
    "A 2023 report on Kenya's 2022 elections, 2010-2015": [],
    "on June 24 and 25, and 3 to 5 May": [],
    "the train of 1500 GMT": [],
    "resolution 2699 and Articles 5 and 6": [("6", "", "", "exactly")],
    # no figures: vague words, ordinals, dates, labels
    "tens of thousands": [],
    "one of the most": [],
    "no one came": [],
    "the 79th session": [],
    "Resolution 2699": [],
    "an F-16 and COVID-19": [],
    "call 0743570000": [],
    "at 12:30 or 5 p.m.": [],
    "on June 25, 2024 and July 16": [],
    "in 2024 and 2025": [],
    "A second contingent": [],
}


@pytest.mark.parametrize("text", READ)
def test_figures_are_read_as_a_careful_reader_does(text: str) -> None:
    read = [
        (one.values[0], one.to[0] if one.to else None, one.unit, " ".join(one.comparators))
        for one in figures(normalise(text).dashed)
    ]
    expected = [
        (Decimal(value), Decimal(to) if to else None, unit, words)
        for value, to, unit, words in READ[text]
    ]
    assert read == expected


def test_what_can_mean_two_values_has_both() -> None:
    (metres,) = figures("300m away")
    assert (metres.values, metres.unit) == ((300,), "metre")
    (unclear,) = figures("It was 300m.")
    assert unclear.values == (300_000_000, 300)
    (people,) = figures("300m people")
    assert people.values == (300_000_000,)
    (french,) = figures("3.600 personnes")
    assert (french.values, french.foreign) == ((Decimal("3.600"),), 3600)
    (comma,) = figures("7,5 Prozent")
    assert comma.values == (Decimal("7.5"),)


def test_a_change_from_one_to_another_is_two_figures_and_perhaps_a_range() -> None:
    read = figures("grew from 600 to 1,000 officers")
    assert [(one.values[0], bool(one.to), one.weak) for one in read] == [
        (600, False, False),
        (600, True, True),
        (1000, False, False),
    ]


def test_letters_that_only_look_like_ours_are_none() -> None:
    assert figures("\u017feven and \u017fix in ten, \u017fome 10 plu\u017f")[0].values == (10,)


def test_a_share_is_read_beside_the_figures_it_is_made_of() -> None:
    read = {one.values[0] for one in figures("one in five Haitians")}
    assert Decimal("0.2") in read
    assert 5 in read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on Friday, November 8, 2024", ["Friday, November 8, 2024"]),
        ("2024-09-22 or 22/9/2024", ["2024-09-22", "22/9/2024"]),
        ("It may rain. May we?", []),
        ("seen in May", ["May"]),
        ("since 1965", ["1965"]),
        ("the 2018 law", ["2018"]),
        ("Resolution 2699", []),
    ],
)
def test_dates_are_found(text, found) -> None:
    assert [text[start:end] for start, end in dates(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He came on Wednesday night, a year ago.", ["on Wednesday night", "a year ago"]),
        ("over the weekend and last week", ["over the weekend", "last week"]),
        ("In March, today", ["March", "today"]),
    ],
)
def test_moments_are_dates_and_words_that_depend_on_the_day(text, found) -> None:
    assert [text[start:end] for start, end in moments(text)] == found


WORDS = "one two five hundred and a million dozen half third of to between 12 3,600 $ % -5 days or"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12))
def test_figures_lie_in_order_inside_the_text(words: list[str]) -> None:
    text = normalise(" ".join(words)).text
    found = figures(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.values
