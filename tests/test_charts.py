"""Tests of generator/charts.py and of how a chart is drawn: the figures of the table, honestly."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from conftest import pages_of
from markdown import markdown
from test_differences import briefing_of, files_of, number, summary

from generator.charts import ABOVE, PLOT, Axis, along_axis, chart
from generator.dates import parse_date
from generator.facts import NumberFact

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def figures(*numbers: dict[str, object]) -> list[NumberFact]:
    told = briefing_of(summary(numbers=[dict(one) for one in numbers]))
    return list(told.summaries[0].numbers)


def there(value: int, as_of: str, **more: object) -> dict[str, object]:
    return number("there", value, as_of=as_of, of=more.pop("of", f"s{value}{as_of}"), **more)


def drawn(*numbers: dict[str, object]):
    made = chart(figures(*numbers), lambda fact: str(fact.item.value))
    assert made
    return made


def test_a_bar_is_as_wide_as_its_date_is_open() -> None:
    day, month, half = drawn(
        there(1, "2030-01-01"), there(2, "2030-02"), there(3, "[2030-01..2030-06]")
    ).marks
    days = [(mark.track.end - mark.track.start) for mark in (day, month, half)]
    whole = (98 - 16) / 181
    assert days[1] == pytest.approx(28 * whole)
    assert days[2] == pytest.approx(181 * whole)
    assert days[0] == 1.0  # the narrowest that is seen
    assert month.track.start == pytest.approx(16 + 31 * whole)


def test_what_has_no_end_goes_on_beyond_the_axis() -> None:
    bounded, after, before = drawn(
        there(1, "2030"), there(2, "2030-06/.."), there(3, "[..2030-06-30]")
    ).marks
    assert (bounded.track.before, bounded.track.after) == (False, False)
    assert (after.track.before, after.track.after) == (False, True)
    assert (before.track.before, before.track.after) == (True, False)
    assert drawn(there(1, "2030~"), there(2, "2030")).marks[0].track.rough


def test_heights_are_counted_from_zero() -> None:
    low, high = drawn(there(250, "2030-01"), there(1000, "2030-02")).marks
    assert high.y == ABOVE
    assert low.y == ABOVE + PLOT * 3 // 4
    values = drawn(there(250, "2030-01"), there(1000, "2030-02")).values
    assert [str(tick.value) for tick in values] == ["0", "500", "1000"]
    assert values[0].at == str(ABOVE + PLOT)


def test_a_range_is_as_high_as_it_is_open() -> None:
    mark = drawn(there(250, "2030-01", to=500), there(1000, "2030-02")).marks[0]
    assert (mark.y, mark.height) == (ABOVE + PLOT // 2, PLOT // 4)


def test_the_upper_end_of_a_range_stands_in_the_plot() -> None:
    mark = drawn(there(250, "2030-01", to=2000), there(1000, "2030-02")).marks[0]
    assert (mark.y, mark.height) == (ABOVE, PLOT * 7 // 8)


def test_a_flow_is_drawn_over_the_time_for_which_it_was_counted() -> None:
    period = {"period": "2029-01/2029-06", "as_of": "2030-01"}
    counted, told = drawn(
        number("hurt", 1, **period), number("hurt", 2, as_of="2029-12-31", of="x")
    ).marks
    assert counted.track.start == 16
    assert counted.track.end - counted.track.start == pytest.approx(82 * 181 / 365)
    assert counted.track.end < told.track.start


@pytest.mark.parametrize(
    ("comparator", "opens"),
    [
        ("exactly", ""),
        ("about", ""),
        ("more-than", "up"),
        ("at-least", "up"),
        ("less-than", "down"),
        ("up-to", "down"),
        ("nearly", "down"),
    ],
)
def test_a_figure_is_open_where_its_comparator_leaves_it(comparator: str, opens: str) -> None:
    marks = drawn(there(1, "2030", comparator=comparator), there(2, "2030")).marks
    assert marks[0].opens == opens


SAME = {"of": "all"}
JOINED = [
    (1, there(1, "2030-01", **SAME), there(2, "2030-02", **SAME)),
    (0, there(1, "2030-01", **SAME), there(2, "2030-02", of="some")),
    (0, there(1, "2030-01", **SAME), there(2, "2030-02", certainty="planned", **SAME)),
    (0, there(1, "2030-01", **SAME), there(2, "2030-02", comparator="more-than", **SAME)),
    (0, there(1, "2030-01", **SAME), there(2, "2030-01/2030-02", **SAME)),
    (0, there(1, "2030-01", to=3, **SAME), there(2, "2030-02", **SAME)),
    (
        0,
        number("hurt", 1, as_of="2030-01", of="x"),
        number("hurt", 2, as_of="2030-02", of="x"),
    ),
]


@pytest.mark.parametrize(("lines", "one", "other"), JOINED)
def test_a_line_joins_only_counts_of_one_stock_given_as_fact(lines, one, other) -> None:
    assert len(drawn(one, other).lines) == lines


def test_a_chart_needs_two_figures_with_a_date() -> None:
    undated = briefing_of(summary(None, numbers=[number("there", 1), number("there", 2)]))
    assert chart(undated.summaries[0].numbers, str) is None
    assert chart(figures(there(1, "2030")), str) is None


def test_no_label_covers_another_on_a_phone() -> None:
    crowd = [there(100 + n, "2030-05", of=f"s{n}") for n in range(12)]
    marks = drawn(*crowd, there(1, "2030-01")).marks
    heights = [mark.label_y for mark in marks[:-1] if mark.label_y is not None]
    assert 1 <= len(heights) < len(crowd)
    pairs = zip(sorted(heights), sorted(heights)[1:], strict=False)
    assert all(above - below >= 15 for below, above in pairs)


def test_an_axis_names_a_few_years_or_months() -> None:
    years, by_month = Axis(date(2020, 3, 1), date(2029, 5, 1)).ticks()
    assert (len(years), by_month) == (3, False)
    months, by_month = Axis(date(2030, 1, 15), date(2030, 6, 1)).ticks()
    assert ([tick.day.month for tick in months if tick.day], by_month) == ([2, 4, 6], True)
    short, _ = Axis(date(2030, 1, 15), date(2030, 1, 20)).ticks()
    assert [tick.day for tick in short] == [date(2030, 1, 15)]


@pytest.mark.parametrize("room", [130, 270, 330])
def test_no_name_on_an_axis_covers_another(room: int) -> None:
    for days in range(1, 2500):
        ticks, by_month = Axis(date(2024, 1, 20), date(2024, 1, 20) + timedelta(days)).ticks(room)
        width, ends = (8 if by_month else 4) * 7, [-1000.0]
        for tick in ticks:
            at = float(tick.at.removesuffix("%")) * room / 100
            start = at - (width if tick.side == "end" else width / 2)
            assert start > ends[-1], (days, ticks)
            ends.append(start + width)
        assert ticks or days < 32


def test_a_year_shows_what_of_a_date_lies_in_it() -> None:
    axis = Axis.of_year(2030)
    whole = axis.track(parse_date("2030"))
    assert (whole.start, round(whole.end, 6)) == (0, 100)
    beyond = axis.track(parse_date("[2030-07-02..2031-03]"))
    assert (round(beyond.start), round(beyond.end, 6), beyond.after) == (50, 100, True)


NUMBERS = [
    there(600, "[2030-01..2030-06]", comparator="more-than"),
    there(1000, "2030-09", certainty="planned"),
    there(75, "2030-03", to=90),
    there(3600, "2030-12-01", comparator="nearly", certainty="estimated"),
]


def test_chart_and_table_hold_the_same_figures() -> None:
    told = [summary(numbers=[dict(one) for one in NUMBERS])]
    page = pages_of(files_of(*told))["numbers/there.md"].markdown
    html = BeautifulSoup(markdown(page.split("---\n", 2)[2], extensions=EXTENSIONS), "html.parser")
    drawn_facts = {}
    for mark in html.select("svg .b-mark"):
        opens = "up" if "V-24" in str(mark.path) else "down" if mark.path else ""
        sort = re.search(r"b-mark-(\w+)", " ".join(mark["class"]))
        assert sort
        label = mark.find("text")
        drawn_facts[mark["data-fact"]] = (
            mark["data-value"],
            sort[1],
            opens,
            unescape(label.get_text()) if label else None,
        )
    rows = {}
    for row in html.select("table tbody tr"):
        figure, _, certainty, *_ = row.find_all("td")
        rows[figure.a["href"].partition("#")[2]] = (figure.get_text(), certainty.get_text())
    assert len(rows) == len(drawn_facts) == len(NUMBERS)
    certainties = {"Given as fact": "actual", "Planned": "planned", "Estimate": "estimated"}
    for anchor, (figure, certainty) in rows.items():
        value, sort, opens, label = drawn_facts[anchor]
        assert label in (None, figure)
        assert sort == certainties[certainty]
        assert figure.replace(",", "").split(" to ")[0].split()[-1] == value
        words = {"more than": "up", "nearly": "down"}
        assert opens == next((way for word, way in words.items() if word in figure), "")
    assert sum(label is not None for *_, label in drawn_facts.values()) >= 3
    description = html.find("desc").get_text()
    assert all(figure in description for figure, _ in rows.values())
    assert html.find("svg", role="img").title.get_text() == "Guards there"


@pytest.mark.parametrize(("third", "said"), [({"period": "2031"}, False), ({}, True)])
def test_only_figures_that_are_not_drawn_are_said_to_have_no_date(third, said) -> None:
    years = [number("hurt", n, period=year) for n, year in enumerate(("2029", "2030"))]
    told = summary(None, numbers=[*years, number("hurt", 9, **third)])
    page = pages_of(files_of(told))["numbers/hurt.md"].markdown
    assert ("1 figure has no date" in page) == said


def test_entries_along_an_axis_have_tracks_where_they_have_dates() -> None:
    dates = {"a": "2029-03", "b": None, "c": "2030-12-31"}
    along = along_axis(
        ((name, parse_date(text) if text else None) for name, text in dates.items()), 270
    )
    tracks = dict(along.entries)
    assert list(tracks) == list(dates)
    assert tracks["b"] is None
    assert (tracks["a"].left, tracks["c"].right) == ("0.00%", "100.00%")
    assert [tick.day.year for tick in along.days] == [2029, 2029, 2030, 2030]


@pytest.mark.parametrize("text", ["2029-03-01", None])
def test_one_day_alone_has_no_axis(text: str | None) -> None:
    along = along_axis([("only", parse_date(text) if text else None)], 270)
    assert along.entries == (("only", None),)
    assert along.days == ()
