"""Tests of generator/advice.py and suggesting.py: what is suggested, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from test_differences import briefing_of, dated, files_of, number, summary

from generator.advice import advice
from generator.reading import parse_files
from generator.suggesting import suggestions

WORDS = "we will rebuild the old bridge before winter"


def suggested(*summaries: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one.registry, one.known) for one in suggestions(briefing_of(*summaries))]


def quote(speaker: str = "ada", exact: str = WORDS, **more: str) -> list[dict[str, Any]]:
    return [{"speaker": speaker, "exact": exact, **more}]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (quote(), quote(), [("occasions", None)]),
        (quote(), quote(occasion="speech"), [("occasions", "speech")]),
        (quote(occasion="other-speech"), quote(occasion="speech"), [("occasions", "other-speech")]),
        (quote(occasion="speech"), quote(occasion="speech"), []),
        (quote(), quote("tom"), []),
        (quote(), quote(exact="We will rebuild the new one"), []),
    ],
)
def test_shared_words_of_one_speaker_suggest_an_occasion(one, other, expected) -> None:
    assert suggested(summary(quotes=one), summary(quotes=other)) == expected


def happens(text: str, who: str = "ada", **more: str) -> list[dict[str, Any]]:
    return [{"text": text, "who": [who], **more}]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (happens("Ada opens the bridge"), happens("Ada opens a bridge"), [("events", None)]),
        (happens("She visits", event="visit"), happens("She visits"), [("events", "visit")]),
        (happens("Ada opens the bridge"), happens("Ada opens the bridge", "tom"), []),
        (happens("Ada opens the bridge"), happens("Ada shuts her own shop"), []),
        (
            happens("Ada opens the bridge", date="2030-05-01"),
            happens("Ada opens the bridge", date="2031-05-01"),
            [],
        ),
        (happens("Ada opens it", event="visit"), happens("Ada opens it", event="landing"), []),
    ],
)
def test_like_titles_of_the_same_people_suggest_an_event(one, other, expected) -> None:
    assert suggested(summary(when=one), summary(when=other)) == expected


def test_one_article_is_no_pair() -> None:
    assert suggested(summary(quotes=[*quote(), *quote(exact=f"{WORDS} now")])) == []


def test_measures_of_nearly_one_name_may_be_one() -> None:
    one, other = summary(numbers=[number("there", 1)]), summary(numbers=[number("coming", 1)])
    assert suggested(one, other) == []  # a stock and a flow
    hurt = summary(numbers=[number("coming", 1)])
    assert suggested(summary(numbers=[number("hurt", 1)]), hurt) == []
    twice = [summary(numbers=[number(measure, 1)]) for measure in ("hurt", "hurt-too")]
    assert suggested(*twice) == [("measures", None)]


def test_the_same_event_by_its_id_needs_no_suggestion() -> None:
    told = [summary(when=[{**dated("visit", "2030-05-01"), "who": ["ada"]}]) for _ in range(2)]
    assert suggested(*told) == []


def test_every_line_of_advice_says_where_and_what_to_write() -> None:
    one = summary(quotes=quote(occasion="speech"), numbers=[number("hurt", 1, id="n-x")])
    other = summary(quotes=quote(), numbers=[number("hurt-too", 1, id="n-y")])
    notes = {"notes": [{"between": ["a#n-x", "b#n-y"], "note": "Old."}]}
    lines = list(advice(parse_files(files_of(one, other, differences=notes))))
    assert [line.split(" ")[0] for line in lines] == [
        "home.yml",
        "content/differences.yml:2:3:",
        "suggestion:",
        "suggestion:",
    ]
    assert "write occasion: speech in both (registry/occasions.yml)" in lines[2]
    assert "content/summaries/a.yml:" in lines[2]
    assert "content/summaries/b.yml:" in lines[2]
    assert "hurt and hurt-too; if so, keep one measure" in lines[3]
