"""Tests of generator/article/normal.py."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.article.normal import normalise

#: A ligature with an accent of its own is the one thing that is composed only the second time.
SIGNS = st.text(
    alphabet=st.sampled_from("ab ' \" \u201c\u2019\u2014-\u2013.\u2026\n\u00a0\u200bé\u0301ﬁ5")
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u201cKenya\u2019s\u201d", '"Kenya\'s"'),
        ("\u00abno\u00bb \u2039no\u203a \u201eno\u201c", '"no" "no" "no"'),
        ("``no'' and \u2018no\u2019", '"no" and "no"'),
        ("a\u2014b", "a \u2014 b"),
        ("a -- b", "a\u2014b"),
        ("a \u2013 b", "a - b"),
        ("2024\u201325", "2024-25"),
        ("\u22125", "-5"),
        ("well...", "well\u2026"),
        ("well . . .", "well \u2026"),
        ("a\u00a0b\u2009c\nd\r\ne", "a b c d e"),
        ("a  \t b", "a b"),
        ("co\u00adop\u200berate\ufeff", "cooperate"),
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("\ufb01ne o\ufb03ce", "fine office"),
    ],
)
def test_texts_that_differ_in_typography_alone_have_one_normal_form(one, other) -> None:
    assert normalise(one).text == normalise(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10\u00b2", "102"),
        ("e\u0301 10\u00b2", "\u00e9 102"),
        ("re-sign", "resign"),
        ("Kenya-led", "Kenya led"),
        ("- 5", "-5"),
        ("its", "it's"),
        ("US", "us"),
        ("1,000", "1.000"),
        ("5'", '5"'),
        ("\u00bd", "1/2"),
        ("cafe", "caf\u00e9"),
        ("\uff21", "A"),
    ],
)
def test_what_differs_in_more_than_typography_stays_apart(one, other) -> None:
    assert normalise(one).text != normalise(other).text


@given(SIGNS)
def test_every_character_leads_back_to_where_it_was_written(text: str) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    for at, sign in enumerate(normal.text):
        start, end = normal.original(at, at + 1)
        assert start < end <= len(text)
        if sign.isalnum():
            assert (
                sign in unicodedata.normalize("NFC", text[start:end]) or "\ufb01" in text[start:end]
            )


@given(SIGNS)
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assume("\ufb01\u0301" not in text)
    once = normalise(text).text
    assert normalise(once).text == once


@given(st.text(alphabet=st.sampled_from("aB5 .,-(%")))
def test_a_text_that_is_its_own_normal_form_is_read_as_any_other(text: str) -> None:
    plain, other = normalise(text), normalise(f"{text}\u2026")
    assert other.dashed == f"{plain.dashed}\u2026"
    assert list(other.starts[:-1]) == list(plain.starts)
    assert list(other.ends[:-1]) == list(plain.ends)
