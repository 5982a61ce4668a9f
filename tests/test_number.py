"""Tests of generator/verify/number.py: a number's record against the figures in its words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.article.text import Text
from generator.model.registry import Measure
from generator.model.summary import Number
from generator.verify.matching import find
from generator.verify.number import read_number

PEOPLE = {"kind": "stock"}
DOLLARS = {"kind": "stock", "unit": "USD"}
HOURS = {"kind": "duration", "unit": "hour"}
PERCENT = {"kind": "ratio", "unit": "percent"}
TIMES = {"kind": "ratio", "unit": "times"}


def reading(text: str, exact: str, measure: dict, *, english: bool = True, **fields) -> str:
    article = Text(text)
    amounts = {name: Decimal(fields.pop(name)) for name in ("value", "to") if name in fields}
    number = Number.model_construct(measure="m", exact=exact, **amounts, **fields)
    record = Measure(name="N", **measure)
    return read_number(number, record, article, find(exact, article), english=english).reading


@pytest.mark.parametrize(
    ("exact", "measure", "fields"),
    [
        ("more than 3,600 people", PEOPLE, {"value": "3600", "comparator": "more-than"}),
        ("$300 million", DOLLARS, {"value": "300000000"}),
        (
            "barely a year",
            {"kind": "duration", "unit": "year"},
            {"value": "1", "comparator": "about"},
        ),
        ("double the size", TIMES, {"value": "2"}),
        ("third contingent of 217", PEOPLE, {"value": "217"}),
        ("100 days", {"kind": "duration", "unit": "day"}, {"value": "100"}),
        ("two hundred and seventeen men", PEOPLE, {"value": "217"}),
        ("two to three weeks", {"kind": "duration", "unit": "week"}, {"value": "2", "to": "3"}),
        ("half of it", PERCENT, {"value": "50"}),
        ("a third of the men", PERCENT, {"value": "33"}),
        ("one in five", PERCENT, {"value": "20"}),
        ("an estimated 5,000", PEOPLE, {"value": "5000", "certainty": "estimated"}),
        ("from 5 to 10 percent", PERCENT, {"value": "10"}),
        ("600+ officers", PEOPLE, {"value": "600", "comparator": "more-than"}),
        ("40 tonnes of steel", {"kind": "stock", "unit": "tonnes"}, {"value": "40"}),
    ],
)
def test_a_right_number_is_found(exact, measure, fields) -> None:
    text = f"It was said that {exact} came of it."
    assert reading(text, exact, measure, **fields) == "found"


@pytest.mark.parametrize(
    ("exact", "measure", "fields", "expected"),
    [
        ("more than 3,600 people", PEOPLE, {"value": "3700", "comparator": "more-than"}, "differs"),
        ("more than 3,600 people", PEOPLE, {"value": "360", "comparator": "more-than"}, "differs"),
        ("more than 3,600 people", PEOPLE, {"value": "3600"}, "comparator"),
        ("more than 3,600 people", PEOPLE, {"value": "3600", "comparator": "about"}, "comparator"),
        ("600 people", PEOPLE, {"value": "600", "comparator": "more-than"}, "comparator"),
        ("$300 million", DOLLARS, {"value": "300"}, "differs"),
        ("$300 million", DOLLARS, {"value": "300000"}, "differs"),
        ("\u20ac300 million", DOLLARS, {"value": "300000000"}, "other-unit"),
        ("300 million Canadian dollars", DOLLARS, {"value": "300000000"}, "other-unit"),
        ("300 million people", DOLLARS, {"value": "300000000"}, "other-unit"),
        ("$300 million", PEOPLE, {"value": "300000000"}, "other-unit"),
        ("20 days", HOURS, {"value": "20"}, "other-unit"),
        ("20 percent", PEOPLE, {"value": "20"}, "other-unit"),
        ("7 percentage points", PERCENT, {"value": "7"}, "other-unit"),
        ("40 kilometres", {"kind": "stock", "unit": "tonnes"}, {"value": "40"}, "other-unit"),
        ("third contingent of 217", PEOPLE, {"value": "3"}, "differs"),
        ("between 100 and 150 men", PEOPLE, {"value": "100"}, "differs"),
        ("100 men", PEOPLE, {"value": "100", "to": "150"}, "differs"),
        ("tens of thousands", PEOPLE, {"value": "10000"}, "not-found"),
        ("since January 2024", PEOPLE, {"value": "2024"}, "not-found"),
        ("half of it", TIMES, {"value": "0"}, "differs"),
        ("two-thirds of them", {"kind": "ratio"}, {"value": "1"}, "differs"),
        ("an eighth of them", PERCENT, {"value": "12"}, "differs"),
        ("5m people", PEOPLE, {"value": "5"}, "differs"),
        ("2.375 percent", PERCENT, {"value": "2375"}, "differs"),
        (
            "217 officers",
            {"kind": "ratio", "unit": "percentage points"},
            {"value": "217"},
            "other-unit",
        ),
        ("20 hours", PEOPLE, {"value": "20"}, "other-unit"),
        ("three soldiers", TIMES, {"value": "3"}, "other-unit"),
        ("HK$50", DOLLARS, {"value": "50"}, "other-unit"),
    ],
)
def test_a_number_that_the_words_do_not_give_is_not(exact, measure, fields, expected) -> None:
    text = f"It was said that {exact} came of it."
    assert reading(text, exact, measure, **fields) == expected


def test_a_comparator_or_a_unit_cannot_be_cropped_away() -> None:
    text = "It was said that more than 3,600 people paid $5 million each."
    assert reading(text, "3,600 people", PEOPLE, value="3600") == "comparator"
    assert reading(text, "3,600 people", PEOPLE, value="3600", comparator="more-than") == "found"
    assert reading(text, "5 million", PEOPLE, value="5000000") == "other-unit"
    assert reading(text, "5 million", DOLLARS, value="5000000") == "found"


def test_a_figure_outside_of_the_words_does_not_count() -> None:
    text = "Of 600 men 217 landed."
    assert reading(text, "217 landed", PEOPLE, value="600") == "differs"


def test_of_several_places_the_best_counts() -> None:
    text = "More than 600 men came. In all, 600 men left."
    assert reading(text, "600 men", PEOPLE, value="600") == "found"


def test_of_another_language_only_the_digits_are_read() -> None:
    text = "Mehr als 3.600 Menschen starben."
    fields = {"value": "3600", "comparator": "more-than"}
    assert reading(text, "3.600 Menschen", PEOPLE, english=False, **fields) == "found"
    assert reading(text, "3.600 Menschen", PEOPLE, english=False, value="36") == "differs"
