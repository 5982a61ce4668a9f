"""Tests of generator/remedies.py, through the YAML that editors really get wrong."""

from __future__ import annotations

import pytest

from generator.yamltree import parse_yaml

GOOD = "title: A\nnumbers:\n  - measure: m\n    value: 6\n    exact: e\nend: x\n"


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("    value", "   value", "begin the line exactly under the one above"),
        ("    value", "     value", "begin the line exactly under the one above"),
        ("value: 6", "value:\u00a06", "a non-breaking space stands here; type a plain one"),
        ("    value", "\tvalue", "indent with spaces, not with tabs"),
        ("value: 6", "value:6", "write a space after the colon"),
        ("- measure", "-measure", "write a space after the hyphen"),
        ("exact: e", 'exact: "e" f', "needs quotes of the other kind around all of it"),
        ("exact: e", "exact: *e*", "a text that begins with such a sign needs quotes"),
        ("exact: e", "exact: %50", "a text that begins with such a sign needs quotes"),
        ("exact: e", "exact: @e", "a text that begins with such a sign needs quotes"),
        ("exact: e", "exact: e: f", "a text with a colon followed by a space needs quotes"),
        ("exact: e", 'exact: "e', "the quotation mark opened in line 5 is not closed"),
        ("end: x", 'end: "x"\nmore: \'y', "the quotation mark opened in line 7 is not closed"),
        ("title: A", "<<<<<<< HEAD\ntitle: A", "two versions of the file were merged here"),
    ],
)
def test_a_mistake_of_editors_is_answered_with_what_to_write(old, new, advice) -> None:
    assert GOOD.count(old) == 1
    (problem,) = parse_yaml(GOOD.replace(old, new), "x.yml").problems
    assert advice in problem.message


def test_an_unclosed_quote_is_looked_for_where_it_was_opened() -> None:
    text = 'title: "A\ngist: "B"\nend: x\n'
    (problem,) = parse_yaml(text, "x.yml").problems
    assert "opened in line 1" in problem.message


def test_where_no_guess_is_good_none_is_made() -> None:
    (problem,) = parse_yaml("a: ]\n", "x.yml").problems
    assert ";" not in problem.message
