"""Tests of generator/reporting.py."""

from __future__ import annotations

import json
from pathlib import Path

from generator.problems import Problem
from generator.reporting import as_github, as_json, as_text, with_lines

PROBLEMS = (
    Problem("content/home.yml", 2, 8, "gist", "is empty, and 100% so"),
    Problem("content/a,b:c.yml", 1, 1, "", "first line\nsecond line"),
)


def test_text_has_a_line_for_each_problem() -> None:
    assert as_text(PROBLEMS[:1]) == "content/home.yml:2:8: gist: is empty, and 100% so"


def test_json_can_be_read_back() -> None:
    first, second = json.loads(as_json(PROBLEMS))
    assert first == {
        "file": "content/home.yml",
        "line": 2,
        "column": 8,
        "field": "gist",
        "message": "is empty, and 100% so",
    }
    assert second["message"] == "first line\nsecond line"
    assert json.loads(as_json([])) == []


def test_a_review_command_is_one_line_with_its_signs_escaped() -> None:
    assert as_github(PROBLEMS).splitlines() == [
        "::error file=content/home.yml,line=2,col=8::gist: is empty, and 100%25 so",
        "::error file=content/a%2Cb%3Ac.yml,line=1,col=1::first line%0Asecond line",
    ]


def test_the_caret_stands_under_the_column_whatever_stands_before_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "home.yml").write_text("title: a\n\t\u202eé: gist\n")
    shown = with_lines([Problem("content/home.yml", 2, 3, "gist", "wrong")], tmp_path)
    assert shown.splitlines() == [
        "content/home.yml:2:3: gist: wrong",
        "    \\t\\u202eé: gist",
        "            ^",
    ]


def test_a_problem_whose_line_is_not_there_stands_alone(tmp_path: Path) -> None:
    problem = Problem("content/gone.yml", 1, 1, "", "cannot be read")
    assert with_lines([problem], tmp_path) == str(problem)
