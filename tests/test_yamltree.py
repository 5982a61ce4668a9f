"""Tests of generator/yamltree.py."""

from __future__ import annotations

import pytest

from generator.yamltree import parse_yaml


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse_yaml(text, "x.yml").problems]


@pytest.mark.parametrize(
    "scalar", ["no", "on", "1_000", "12:30", "0123", "1.10", ".nan", "2024-09", "~", "null", "0x1f"]
)
def test_every_plain_scalar_is_read_as_its_text(scalar: str) -> None:
    source = parse_yaml(f"a: {scalar}\n", "x.yml")
    assert (source.tree, source.problems) == ({"a": scalar}, [])


def test_a_problem_stands_where_its_value_stands_or_at_the_nearest_place_that_holds_it() -> None:
    source = parse_yaml("a:\n  - b: 1\n    c: 2\n", "x.yml")
    assert str(source.problem(("a", 0, "c"), "wrong")) == "x.yml:3:8: a[1].c: wrong"
    assert str(source.problem(("a", 0, "d"), "missing")) == "x.yml:2:5: a[1].d: missing"
    assert str(source.problem(("a", 0, "c"), "unknown", at_key=True)).startswith("x.yml:3:5:")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "x.yml:2:1: a: 'a' stands twice here; keep one of them"),
        ("a: &x 1\nb: *x\n", "x.yml:1:4: b: YAML aliases (*name) are not read here"),
        ("a: {}\nb:\n  <<: {c: 1}\n", "x.yml:3:3: b.<<: YAML merge keys (<<) are not read here"),
        ("a: !!python/name:os.system x\n", "x.yml:1:4: a: YAML tags"),
        ('a: "\\x07"\n', "x.yml:1:4: a: holds the character U+0007"),
        ("? [a]\n: 1\n", "x.yml:1:3: a key must be one word"),
        ("a: b: c\n", "a text with a colon followed by a space needs quotes around it"),
        ("a:\n\tb: 1\n", "indent with spaces, not with tabs"),
        ("a: 1\n---\nb: 2\n", "x.yml:2:1: a file holds one record; delete the line ---"),
        ("a: b\nc: d\u2028e\n", "x.yml:2:5: the character U+2028 ends a line for some"),
        ("# nothing\n", "x.yml:1:1: the file is empty"),
        ("a: é\nb: c\x01\n", "x.yml:2:5: the character U+0001 may not stand in a file"),
    ],
)
def test_what_yaml_allows_and_we_do_not_is_named_with_its_place(text: str, message: str) -> None:
    found = problems(text)
    assert any(message in problem for problem in found), found


def test_crlf_and_a_text_over_several_lines_are_read() -> None:
    assert parse_yaml("a: >-\r\n  one\r\n  two\r\n", "x.yml").tree == {"a": "one two"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "{a: " * 100_000,
        "[\n" * 100_000,
        "[a," * 99,
        '"]]]]" ' + "[a," * 5000,
        "".join(" " * depth + "a:\n" for depth in range(300)),
        "".join(" " * depth + "-\n" for depth in range(300)),
    ],
    ids=lambda text: text[:8],
)
def test_deep_nesting_is_refused_and_crashes_nothing(text: str) -> None:
    (problem,) = parse_yaml(text, "x.yml").problems
    assert "nests more than 20 deep" in problem.message or "not valid YAML" in problem.message


def test_a_bomb_of_aliases_is_refused_and_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n"
        for before, name in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
    )
    found = problems(bomb)
    assert found
    assert all("aliases" in problem for problem in found)


def test_a_message_shows_no_more_of_a_value_than_a_line_and_hides_nothing() -> None:
    found = problems('"a\\u202eb": 1\n"a\\u202eb": 2\n')
    assert found == ["x.yml:2:1: 'a\\u202eb': 'a\\u202eb' stands twice here; keep one of them"]
    (long,) = problems(f"{'k' * 900}: 1\n{'k' * 900}: 2\n")
    assert long.startswith("x.yml:2:1: 'kkkk")
    assert len(long) < 300


def test_the_line_of_a_value_is_that_of_its_place_or_of_what_holds_it() -> None:
    source = parse_yaml("# a\nwhat:\n  - id: x\n    text: y\n  - {id: z}\nempty:\n", "a.yml")
    paths = [("what", 0), ("what", 0, "text"), ("what", 1, "id"), ("what", 7), ("gone", 1), ()]
    for path in paths:
        assert source.line(path) == source.problem(path, "").line
    assert [source.line(path) for path in paths] == [3, 4, 5, 3, 2, 2]
