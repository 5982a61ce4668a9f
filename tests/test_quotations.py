"""Tests of generator/article/quotations.py."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article.quotations import quotations

SPOKEN = {
    'He said "we go" and "we stay".': ["we go", "we stay"],
    # a closing mark that opens, glued to the full stop before it
    "between us.\u201dThe plan is ours,\u201d he said. \u201cYes,\u201d he said.": [
        "The plan is ours,", "Yes,",
    ],
    # a paragraph reopens what was never closed
    "\u201cOne.\n\n\u201cTwo,\u201d he said. \u201cThree.\u201d": ["One.\n\n\u201cTwo,", "Three."],
    "\u201cOne.\n\nTwo,\u201d he said. \u201cThree.\u201d": ["One.\n\nTwo,", "Three."],
    '"He said "go" to us," she said.': ['He said "go" to us,'],
    "\u201cHe said \u201cgo\u201d to us,\u201d she said.": ["He said \u201cgo\u201d to us,"],
    # a closing mark was forgotten: only what was closed is sure
    '"We go, he said. "And we stay," he said.\nNo "one" did.': ["And we stay,", "one"],
    "We go,\u201d he said. \u201cAnd we stay,\u201d he said.": ["And we stay,"],
    'The 12" gun was 5\'10" long, "big" he said.': ["big"],
    "\u2018The officers\u2019 pay is low,\u2019 he said. \u2018It is \u201cover\u201d.\u2019": [
        "The officers\u2019 pay is low,", "It is \u201cover\u201d.",
    ],
    "The so-called 'peace mission' was the officers' idea in the '90s.": ["peace mission"],
    "It was 'too early to speak of figures' but help came 'within weeks'.": [
        "too early to speak of figures", "within weeks",
    ],
    "Il dit : \u00ab Nous partons \u00bb, puis \u00ab rien \u00bb.": [" Nous partons ", " rien "],
    "Er sagte: \u201eWir gehen\u201c, und \u201enein\u201c.": ["Wir gehen", "nein"],
    "Er sagte: \u00bbWir gehen\u00ab, und \u00bbnein\u00ab.": ["Wir gehen", "nein"],
    'He said " we go " and left.': [" we go "],
    "\u201cWe go now.\nHe left. \u201cYes,\u201d he said.": ["We go now.", "Yes,"],
    "He said ``we go'' and ``stay''.": ["we go", "stay"],
    "\u201cIt\u2019s the men\u2019s pay,\u201d he said. It\u2019s not \u2018us\u2019.": [
        "It\u2019s the men\u2019s pay,", "us",
    ],
    # single marks reopen too
    "\u2018One.\n\u2018Two.\u2019\nHe left.": ["One.\n\u2018Two."],
    # nothing closes or reopens it in the next paragraph
    "\u201cOne.\nHe left.\n\u201cTwo,\u201d she said.": ["One.", "Two,"],
    # inches, other marks inside, apostrophes in front, marks glued to what follows
    'A 12"-wide pipe and a 12"x14 burst, said the mayor. "Yes," he said.': ["Yes,"],
    "\u00ab The 12\" pipe broke \u00bb, she said. Police left.": [" The 12\" pipe broke "],
    "Er: \u201ewir gehen\u201c\u2014und ging. Zwei fehlen. Sie: \u201enein\u201c.": [
        "wir gehen", "nein",
    ],
    "She gave \u2019em hell, said the head of the officers\u2019 union.": [],
    "\u2018We go.\u2019She left. Two are missing. \u2018We stay,\u2019 he said.": [
        "We go.", "We stay,",
    ],
    "\u201814 people died,\u2019 he said. \u2018...and nobody else,\u2019 she said.": [
        "14 people died,", "...and nobody else,",
    ],
    "He said: \u201cWe have 31 homes off, by\ntonight and\nmore.\u201d He left.": [
        "We have 31 homes off, by\ntonight and\nmore.",
    ],
    "He said nothing.": [],
    '""': [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "spoken"), SPOKEN.items(), ids=range(len(SPOKEN)))
def test_quotations_are_told_from_what_stands_round_them(text, spoken) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == spoken


def test_one_long_line_does_not_unbreak_the_others() -> None:
    address = "https://site.example/" + "a" * 120
    lines = ["The keeper of the lighthouse said to us \u201cI was lonely in the first"] + [
        "winter, and then I was not, because the sea has about forty voices that"
    ] * 5
    text = address + "\n\n" + "\n".join(lines) + "\nI know by heart\u201d and went.\n\nHe left."
    (one,) = quotations(text)
    assert text[one.start : one.end].endswith("I know by heart")


def test_the_mark_that_reopens_a_paragraph_is_no_part_of_the_words() -> None:
    text = "\u201cOne.\n\n\u201cTwo.\u201d"
    (one,) = quotations(text)
    assert [text[at] for at in one.reopened] == ["\u201c"]
    assert one.reopened == (text.index("\u201cTwo"),)


def test_lines_broken_by_hand_are_one_paragraph() -> None:
    text = (
        "The mayor of the town of Marsk spoke to us at length about the bridge and\n"
        "said, before she went back to her desk, that \u201cnobody knows how long it\n"
        "will hold, or who will pay\u201d for it when it does not hold any more.\n\n"
        "The council meets again on the first day of the month to hear the report\n"
        "of the engineers, which has been ready since the spring of last year.\n"
    )
    (one,) = quotations(text)
    assert text[one.start : one.end] == "nobody knows how long it\nwill hold, or who will pay"


@given(
    st.text(
        alphabet=st.sampled_from("ab .,\n\"'\u201c\u201d\u2018\u2019\u00ab\u00bb5"), max_size=60
    )
)
def test_quotations_lie_in_order_inside_the_text(text: str) -> None:
    for one in quotations(text):
        assert 0 < one.start < one.end <= len(text)
        assert all(one.start <= at < one.end for at in one.reopened)
