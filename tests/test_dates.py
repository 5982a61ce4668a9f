"""Tests of generator/dates.py."""

from __future__ import annotations

import time
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import FORMS, parse_date

POINTS = st.builds(
    lambda day, parts, mark: "-".join(day.isoformat().split("-")[:parts]) + mark,
    st.dates(min_value=date(1000, 1, 1)),
    st.integers(1, 3),
    st.sampled_from(["", "~", "?", "%"]),
)


def as_date(when: time.struct_time) -> date:
    return date(when.tm_year, when.tm_mon, when.tm_mday)


@given(POINTS)
def test_a_point_has_the_strict_bounds_of_the_reference_implementation(text: str) -> None:
    reference = parse_edtf(text)
    found = parse_date(text)
    assert found.earliest == as_date(reference.lower_strict())
    assert found.latest == as_date(reference.upper_strict())


@given(st.lists(POINTS, min_size=2, max_size=2).map(sorted))
def test_an_interval_runs_from_the_first_bound_of_one_to_the_last_of_the_other(
    pair: list[str],
) -> None:
    first, last = (parse_date(text) for text in pair)
    if first.earliest <= last.latest:
        found = parse_date("/".join(pair))
        assert found.earliest in {first.earliest, last.earliest}
        assert found.latest >= last.earliest


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_an_error_offers_can_be_read(form: str) -> None:
    parse_date(form.partition(" (")[0].strip('"'))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "shape"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "point"),
        ("2024-09/..", date(2024, 9, 1), None, "interval"),
        ("../2024-11", None, date(2024, 11, 30), "interval"),
        ("[2024-11-08..2025-01-19]", date(2024, 11, 8), date(2025, 1, 19), "between"),
        ("[2025-01-20..]", date(2025, 1, 20), None, "between"),
        ("[..2024-11]", None, date(2024, 11, 30), "between"),
        ("[2024-09-22,2024-09-21]", date(2024, 9, 21), date(2024, 9, 22), "choice"),
    ],
)
def test_the_bounds_of_each_shape(text, earliest, latest, shape) -> None:
    found = parse_date(text)
    assert (found.earliest, found.latest, found.shape) == (earliest, latest, shape)


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "22.9.2024", "2024-9-22", "2024/", "/2024", "../..", "[..]", "[2024]"),
        *(
            "2024-09-22T10:00",
            "2024-09-22~~",
            "[2024..2025..2026]",
            "2024-21",
            "0000",
            "2030-00",
            "2030-00-00",
            "2030-01-00",
        ),
        "\uff12\uff10\uff12\uff14",  # digits, but not those of ASCII
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        parse_date(text)


def test_a_day_that_does_not_exist_is_refused_with_what_right_looks_like() -> None:
    with pytest.raises(ValueError, match=r"no such date as '2023-02-29'; write year-month-day"):
        parse_date("2023-02-29")


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        parse_date("2025/2024")


def test_dates_sort_by_their_earliest_day_then_by_their_latest() -> None:
    texts = ["2025", "[..2024]", "2024-09", "2024-09-01", "[2024-09-01..]", "2024~"]
    ordered = sorted((parse_date(text) for text in texts), key=lambda when: when.order)
    assert [when.text for when in ordered] == [
        "[..2024]",
        "2024~",
        "2024-09-01",
        "2024-09",
        "[2024-09-01..]",
        "2025",
    ]


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2024-09", "2024-09-30", True),
        ("2024-09", "2024-10", False),
        ("2024/..", "2030", True),
        ("../2023", "2024", False),
        ("[2024..]", "[..2024]", True),
    ],
)
def test_overlap_is_a_day_within_the_bounds_of_both(one, other, overlap) -> None:
    assert parse_date(one).overlaps(parse_date(other)) is overlap
    assert parse_date(other).overlaps(parse_date(one)) is overlap
