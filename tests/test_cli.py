"""Tests of generator/cli.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main


@pytest.fixture
def run(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_site)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return call


def test_check_passes_good_content_and_counts_it(run) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "4 summaries: no problem found\n")


def test_check_reports_every_problem_and_exits_1(run) -> None:
    path = Path("content/summaries/engineer-warns.yml")
    path.write_text(path.read_text().replace("value: 40", "value: about 40"))
    Path("content/home.yml").write_text("titel: x\n")
    done = run("check")
    assert done.exit_code == 1
    first, second, count = done.stderr.splitlines()
    assert first.startswith("content/home.yml:1:1: titel: 'titel' is not a field here")
    assert "'about 40' is not a plain number" in second
    assert count == "2 problems found"


def test_check_says_what_the_front_page_takes_from_the_newest_summary(run) -> None:
    Path("content/home.yml").write_text("title: Ours\n")
    done = run("check")
    assert done.exit_code == 0
    assert "home.yml leaves out gist, as_of, key_numbers, turning_points, quote" in done.stdout


def test_write_makes_a_project_and_says_how_to_build_it(run) -> None:
    done = run("write", "out")
    assert done.exit_code == 0
    assert "mkdocs build -f out/mkdocs.yml" in done.stdout
    assert Path("out/docs/index.md").is_file()


def test_export_writes_the_files_of_the_site_and_writes_them_again(run) -> None:
    done = run("export", "out/data")
    assert done.exit_code == 0, done.stderr
    count = sum(path.is_file() for path in Path("out/data").rglob("*"))
    assert done.stdout == f"{count} files written; dictionary.json says what they hold\n"
    assert Path("out/data/quotes.csv").read_text().startswith("id,summary,")
    assert run("write", "project").exit_code == 0
    for path in Path("out/data").rglob("*"):
        if path.is_file():
            other = Path("project/docs/data") / path.relative_to("out/data")
            assert path.read_bytes() == other.read_bytes()
    Path("content/registry/people.yml").write_text(
        Path("content/registry/people.yml").read_text().replace("Tomas Lund", "Tom Lund")
    )
    assert run("export", "out/data").exit_code == 0
    assert "Tom Lund" in Path("out/data/actors.csv").read_text()
    assert [path.name for path in Path("out").iterdir()] == ["data"]


def test_export_with_a_content_problem_writes_nothing(run) -> None:
    Path("content/home.yml").write_text("titel: x\n")
    assert run("export", "out").exit_code == 1
    assert not Path("out").exists()


def test_export_leaves_a_folder_alone_in_which_somebody_works(run) -> None:
    assert run("export", "out").exit_code == 0
    Path("out/analysis.py").write_text("print()\n")
    done = run("export", "out")
    assert done.exit_code == 2
    assert "out holds other files; name an empty folder, or one written before" in done.stderr
    assert Path("out/analysis.py").read_text() == "print()\n"


def test_write_with_a_content_problem_writes_nothing(run) -> None:
    Path("content/home.yml").write_text("titel: x\n")
    assert run("write", "out").exit_code == 1
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "-f", "no.yml"], "there is no no.yml; run this where it lies"),
        (["write", "content"], "content holds other files; name an empty folder"),
        (["write"], "Missing argument 'FOLDER'"),
        (["export", "content"], "content holds other files; name an empty folder"),
        (["export", "site_config.yml"], "site_config.yml is a file; name a folder"),
        (["wirte"], "No such command 'wirte'"),
        (["check", "-f", "mkdocs.yml"], "name the other with -f site_config.yml"),
    ],
)
def test_a_wrong_call_exits_2_and_says_what_is_wrong(run, arguments, message) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_problems_come_as_json_and_as_marks_for_a_review(run) -> None:
    Path("content/home.yml").write_text("titel: x\n")
    done = run("check", "--format", "json")
    assert done.exit_code == 1
    assert [problem["line"] for problem in json.loads(done.stdout)] == [1]
    done = run("check", "--format", "github")
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=content/home.yml,line=1,col=1::titel: 'titel' is")


def test_no_problem_is_an_empty_list_for_a_program(run) -> None:
    done = run("check", "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
