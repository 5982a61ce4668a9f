"""Tests of generator/cli.py."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_adding import DRAFT

from generator.cli import main
from generator.layout import layouts


@pytest.fixture
def run(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_site)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return call


def test_check_passes_good_content_and_counts_it(run) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "4 summaries (1 draft): no problem found\n")


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


def test_check_counts_what_drafts_wait_for(run) -> None:
    draft = Path("content/summaries/a-draft.yml")
    draft.write_bytes(DRAFT)
    assert run("check").stdout == (
        "5 summaries (2 drafts: 1 to do, 3 proposed): no problem found\n"
    )
    Path("content/summaries/b-draft.yml").write_bytes(
        DRAFT.replace(b", todo: check", b"\n    , todo: a").replace(b"# a", b"todo: all\n# a", 1)
    )
    assert "6 summaries (3 drafts: 3 to do, 6 proposed)" in run("check").stdout
    draft.write_bytes(b"title: D\nstatus: draft\nadded: 2024-05-06\nwritten_by: A\ngist: N\n")
    Path("content/summaries/b-draft.yml").unlink()
    assert run("check").stdout == "5 summaries (2 drafts): no problem found\n"


def test_accept_moves_what_a_draft_proposes_and_says_where(run) -> None:
    Path("content/summaries/a-draft.yml").write_bytes(DRAFT)
    done = run("accept", "content/summaries/a-draft.yml", "boats", "--as", "vessels")
    assert (done.exit_code, done.stdout) == (0, "content/registry/measures.yml:7: vessels added\n")
    done = run("add", "person", "zoe-quill")
    assert done.stdout.endswith("\ncontent/summaries/a-draft.yml: proposes zoe-quill no more\n")
    assert run("accept", "a-draft").exit_code == 0
    assert "proposed:" not in Path("content/summaries/a-draft.yml").read_text()
    assert run("check").exit_code == 0
    done = run("accept", "a-draft")
    assert (done.exit_code, done.stderr) == (
        2,
        "briefing: content/summaries/a-draft.yml proposes nothing\n",
    )


def test_check_says_which_words_are_english_still(run) -> None:
    config = Path("site_config.yml")
    config.write_text(config.read_text().replace("locale: en_GB", "locale: pl"))
    assert run("check").exit_code == 2
    Path("locale").mkdir()
    Path("locale/pl.po").write_text('msgid "take.link"\nmsgstr "Kopiuj"\n')
    done = run("check")
    assert done.exit_code == 0
    assert " words of the interface are said in English, such as take.citation" in done.stdout
    assert "translate them in locale/pl.po" in done.stdout


def test_check_looks_at_layouts_and_words_with_the_content(run) -> None:
    Path("templates").mkdir()
    Path("templates/legend.md.j2").write_text("\n{{ title | safe }}")
    Path("templates/legnd.md.j2").write_text("x")
    Path("locale").mkdir()
    Path("locale/en.po").write_text('msgid "take.lnik"\nmsgstr "Copy"\n')
    Path("content/home.yml").write_text("titel: x\n")
    done = run("check")
    assert done.exit_code == 1
    places = [line.partition(": ")[0] for line in done.stderr.splitlines()]
    assert places[:4] == [
        "content/home.yml:1:1",
        "locale/en.po:1:1",
        "templates/legend.md.j2:2:1",
        "templates/legnd.md.j2:1:1",
    ]
    Path("content/home.yml").unlink()
    assert "3 problems found" in run("check").stderr
    assert '"file": "locale/en.po"' in run("check", "--format", "json").stdout


def test_check_tries_what_a_layout_makes_of_the_content(run) -> None:
    Path("templates").mkdir()
    Path("templates/article.md.j2").write_text("# {{ title }}\n{{ summary.gits }}")
    done = CliRunner().invoke(main, ["check", "-f", str(Path("site_config.yml").absolute())])
    assert done.exit_code == 1
    assert done.stderr.startswith("templates/article.md.j2:2:1: ")
    assert "has no attribute 'gits'" in done.stderr
    Path("templates/article.md.j2").write_text("# {{ title }}\n{{ summary.gist }}")
    assert run("check").exit_code == 0


def test_a_layout_and_a_catalogue_are_copied_once_and_make_no_difference(run) -> None:
    before = run("check").stdout
    done = run("layout", "legend")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "templates/legend.md.j2 written")
    ours = Path(layouts().get_template("legend.md.j2").filename)
    assert Path("templates/legend.md.j2").read_bytes() == ours.read_bytes()
    assert run("words", "en_US").stdout.splitlines()[0] == "locale/en.po written"
    assert run("check").stdout == before
    Path("templates/legend.md.j2").write_text("mine")
    for arguments in (["layout", "legend.md.j2"], ["words", "en"]):
        done = run(*arguments)
        assert done.exit_code == 2
        assert "is there already; delete or rename it" in done.stderr
    assert Path("templates/legend.md.j2").read_text() == "mine"
    assert "did you mean 'legend.md.j2'?" in run("layout", "legnd").stderr
    assert "'tongue' names no language" in run("words", "tongue").stderr


def test_a_catalogue_of_another_language_can_be_used_as_it_is_written(run) -> None:
    assert run("words", "pl").exit_code == 0
    config = Path("site_config.yml")
    config.write_text(config.read_text().replace("locale: en_GB", "locale: pl"))
    said = run("check").stdout
    text = Path("locale/pl.po").read_text()
    assert "nplurals=3" in text
    assert '#. English: Copy link\nmsgid "take.link"\nmsgstr ""\n' in text
    Path("locale/pl.po").write_text(
        text.replace('msgid "take.link"\nmsgstr ""', 'msgid "take.link"\nmsgstr "Kopiuj"')
    )
    counts = [int(re.search(r"locale: (\d+) of", one)[1]) for one in (said, run("check").stdout)]
    assert counts[0] == counts[1] + 1


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


def test_fmt_names_shows_and_writes_what_is_not_in_form(run) -> None:
    path = Path("content/summaries/engineer-warns.yml")
    before = path.read_bytes()
    done = run("fmt", "--check")
    assert done.exit_code == 1
    assert "content/summaries/engineer-warns.yml is not in form" in done.stdout
    done = run("fmt", "--diff", str(path))
    assert done.exit_code == 0
    assert "+  - text: The bridge carries too much.\n" in done.stdout
    assert path.read_bytes() == before
    assert run("fmt").exit_code == 0
    assert path.read_bytes() != before
    assert run("check").exit_code == 0
    stamps = {one: one.stat().st_mtime_ns for one in Path("content").rglob("*.yml")}
    done = run("fmt", "--check")
    assert (done.exit_code, done.stdout) == (0, f"{len(stamps)} files: all in form\n")
    assert run("fmt").exit_code == 0
    assert stamps == {one: one.stat().st_mtime_ns for one in stamps}


def test_fmt_says_what_cannot_be_read_and_writes_the_rest(run) -> None:
    broken, good = Path("content/home.yml"), Path("content/registry/events.yml")
    broken.write_text('title: "x\n')
    before = good.read_bytes()
    done = run("fmt")
    assert done.exit_code == 1
    assert done.stderr.startswith("content/home.yml:2:1: this is not valid YAML")
    assert broken.read_text() == 'title: "x\n'
    assert good.read_bytes() != before


def test_fmt_goes_from_standard_input_to_standard_output(run) -> None:
    done = CliRunner().invoke(main, ["fmt", "-"], input="gist: 'b' # c\ntitle:  a\n")
    assert (done.exit_code, done.stdout) == (0, "title: a\ngist: b  # c\n")
    done = CliRunner().invoke(main, ["fmt", "-"], input="gist: [\n")
    assert (done.exit_code, done.stdout) == (1, "")


def test_rename_shows_and_writes_all_changes_and_check_still_passes(run) -> None:
    before = Path("content/registry/people.yml").read_text()
    done = run("rename", "ada-berg", "ada-lind", "--dry-run")
    assert done.exit_code == 0
    assert "+ada-lind:\n" in done.stdout
    assert Path("content/registry/people.yml").read_text() == before
    done = run("rename", "ada-berg", "ada-lind")
    assert done.exit_code == 0
    assert "content/receipts/mayor-closes-bridge.json changed\n" in done.stdout
    assert run("check").stdout == "4 summaries (1 draft): no problem found\n"
    done = run("rename", "content/summaries/mayor-closes-bridge.yml", "bridge-closed")
    assert done.exit_code == 0
    assert "content/summaries/mayor-closes-bridge.yml removed\n" in done.stdout
    assert run("check").stdout == "4 summaries (1 draft): no problem found\n"
    done = run("rename", "nobody", "x")
    assert (done.exit_code, done.stderr) == (2, "briefing: nothing is called 'nobody'\n")


def test_add_writes_a_record_and_says_where(run) -> None:
    done = run("add", "measure", "depth", "--name", "Depth", "--kind", "stock", "--unit", "m")
    assert (done.exit_code, done.stdout) == (0, "content/registry/measures.yml:4: depth added\n")
    assert run("check").exit_code == 0
    assert run("add", "measure", "depth", "--name", "D", "--kind", "stock").exit_code == 2
    assert "kind: is missing" in run("add", "measure", "d", "--name", "D").stderr
    assert "No such command 'persn'; did you mean 'person'?" in run("add", "persn", "d").stderr
    assert "did you mean 'organisation'?" in run("add", "organization", "d").stderr
    assert "No such command 'xyz'." in run("add", "xyz", "d").stderr
    done = run(*("add", "measure", "toll"), *("--name", "Toll", "--kind", "flow", "--unit", "eur"))
    assert "did you mean the currency EUR?" in done.stdout
    done = run(
        *("add", "measure", "rise", "--name", "Rising water", "--kind", "flow", "--unit", "m"),
        *("--adds-to", "depth"),
    )
    assert (done.exit_code, done.stderr, "did you mean" in done.stdout) == (0, "", False)


def test_what_each_command_does_is_said_to_its_end(run) -> None:
    listed = run("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert len(listed) == len(main.commands)
    assert all(line.endswith(".") and not line.endswith("..") for line in listed)
