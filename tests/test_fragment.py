"""Tests of generator/verify/fragment.py: links with which a browser finds a passage."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.article.text import Text
from generator.verify.fragment import LONG, directive
from generator.verify.matching import find

FOLDER = Path(__file__).parent / "articles"
FERRY = Text((FOLDER / "ferry.txt").read_text())
TWICE = Text(
    "The ferry sails at six. Nobody waits.\n"
    "The ferry sails at six. Everybody waits.\n"
    "Then The Ferry Sails At Six again, and nobody waits.\n"
    "Caf\u00e9 owners waited. The cafe owners slept.\n"
)


def of(words: str, article: Text, place: int = 0) -> str:
    match = find(words, article)[place]
    made = directive(article, match.start, match.end)
    assert made
    return str(made)


def test_words_that_stand_once_are_named_alone() -> None:
    assert of("a heated waiting room", FERRY) == "text=a%20heated%20waiting%20room"


def test_everything_but_letters_and_digits_is_encoded_the_hyphen_too() -> None:
    article = Text("It was old-fashioned, 5 & 6, \u2018so\u2019 \u2013 he said.")
    made = of("old-fashioned, 5 & 6, \u2018so\u2019 \u2013 he", article)
    assert made == (
        "text=old%2Dfashioned%2C%205%20%26%206%2C%20%E2%80%98so%E2%80%99%20%E2%80%93%20he"
    )
    assert not re.search(r"[^\w%=]", made)


def test_words_that_stand_twice_are_told_apart_by_what_stands_round_them() -> None:
    first, second, third = (
        of(words, TWICE)
        for words in (
            "The ferry sails at six. Nobody",
            "The ferry sails at six. Everybody",
            "Ferry Sails At Six",
        )
    )
    assert len({first, second, third}) == 3
    assert of("The ferry sails at six", TWICE, 1) == (
        "text=The%20ferry%20sails%20at%20six,-%2E%20Everybody"
    )
    # a browser knows no case: without what follows it would find the first
    assert of("Ferry Sails At Six", TWICE) == "text=Ferry%20Sails%20At%20Six,-again"


def test_a_browser_compares_without_accents() -> None:
    assert of("cafe owners", TWICE) == "text=The-,cafe%20owners"


def test_a_long_passage_is_named_by_its_first_and_last_words() -> None:
    match = re.search(r"The county will pay.*?April", FERRY.raw)
    sentence = "word and " * 60
    article = Text(f"Once. {sentence}then no more. After.")
    made = directive(article, 6, 6 + len(sentence) + 12)
    assert match
    assert made
    assert len(sentence) > LONG
    assert (made.start, made.end) == ("word and word", "then no more")


def test_a_passage_of_several_paragraphs_is_named_by_its_ends() -> None:
    text = FERRY.raw
    start, end = text.index("The member is right"), text.index("sailed for a month") + 18
    made = directive(FERRY, start, end)
    assert made
    assert "\n" not in made.start + made.end
    assert made.start.startswith("The member is")
    assert made.end.endswith("for a month")


def test_what_cannot_be_told_apart_has_no_directive() -> None:
    article = Text("yes\n" * 40)
    assert directive(article, 4 * 20, 4 * 20 + 3) is None


@pytest.mark.parametrize("article", [FERRY, TWICE])
def test_every_passage_of_some_words_is_the_first_that_is_found(article: Text) -> None:
    """By a search of its own, without the draft's steps: all that fits comes at the passage."""
    words = [match.span() for match in re.finditer(r"\w+(?:['\u2019]\w+)*", article.raw)]
    made = 0
    for first in range(0, len(words) - 4, 5):
        start, end = words[first][0], words[first + 3][1]
        found = directive(article, start, end)
        if found is None or "\n" in article.raw[start:end] or found.end:
            continue
        parts = [unquote(part) for part in (found.prefix, found.start, found.suffix)]
        pattern = r"\s*".join(re.escape(part) for part in parts if part)
        match = re.search(pattern, article.raw, re.IGNORECASE)
        assert match
        assert match.start() + match[0].lower().index(found.start.lower()) == start
        made += 1
    assert made >= 4
