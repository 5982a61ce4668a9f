"""Tests of generator/history.py and `briefing check --since`, in real git repositories."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import small_files

from generator.cli import main
from generator.files import is_content, read_files
from generator.history import HistoryError, names_at, read_files_at

MAYOR = Path("content/summaries/mayor-closes-bridge.yml")


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=An Editor", "-c", "user.email=editor@site.example"]
    made = ["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *who, *made, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, tag: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", tag)
    git(folder, "tag", tag)


@pytest.fixture
def repository(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site as it was published at the tag v1."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(small_site, "init", "--quiet")
    commit(small_site, "v1")
    monkeypatch.chdir(small_site)
    return small_site


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--date", "2030-07-01", *arguments])


def test_the_files_at_a_revision_are_those_that_were_there(repository: Path) -> None:
    before = {name: data for name, data in small_files().items() if name.endswith(".yml")}
    MAYOR.write_text("gone")
    (repository / "content" / "home.yml").unlink()
    assert read_files_at(repository, "v1", "content") == before
    assert names_at(repository, "v1", "content/pages") == {"about.md"}
    assert names_at(repository, "v1", "content/nowhere") == set()


def test_a_site_below_the_top_of_its_repository_is_found(small_site: Path) -> None:
    git(small_site.parent, "init", "--quiet")
    commit(small_site.parent, "v1")
    assert "home.yml" in read_files_at(small_site, "v1", "content")
    assert "home.yml" in read_files_at(small_site / "content", "v1", ".")
    assert "home.yml" in read_files_at(small_site, "v1", "./content/")


def test_names_that_git_would_quote_are_read_as_they_are(repository: Path) -> None:
    odd = 'summaries/\u00e4 "b"\t\nc.yml'
    (repository / "content" / odd).write_bytes(b"title: \xff\n\nx\n")
    commit(repository, "odd")
    assert read_files_at(repository, "odd", "content")[odd] == b"title: \xff\n\nx\n"


def test_links_and_what_is_no_content_are_not_read(repository: Path) -> None:
    folder = repository / "content" / "summaries"
    (folder / "link.yml").symlink_to("/etc/passwd")
    (folder / ".hidden.yml").write_text("x")
    (folder / "deep").mkdir()
    (folder / "deep" / "deeper.yml").write_text("x")
    (repository / "content" / "notes.yml").write_text("x")
    commit(repository, "odd")
    assert read_files_at(repository, "odd", "content").keys() == (
        read_files_at(repository, "v1", "content").keys()
    )


def test_the_past_and_the_present_agree_on_what_content_is(small_site: Path) -> None:
    names = {name for name in read_files(small_site / "content") if not name.startswith("receipts")}
    assert names
    assert all(is_content(name) for name in names)
    assert not any(map(is_content, ("a.yml", "summaries/a.yaml", "pages/a.yml", "summaries")))


@pytest.mark.parametrize("revision", ["v9", "", "HEAD:content", "--all", "-h", "v1 v1", "v1\n"])
def test_what_is_no_revision_says_so(repository: Path, revision: str) -> None:
    with pytest.raises(HistoryError, match="there is no revision"):
        read_files_at(repository, revision, "content")


def test_a_folder_that_was_not_there_says_so(repository: Path) -> None:
    with pytest.raises(HistoryError, match="there is no folder words at 'v1'"):
        read_files_at(repository, "v1", "words")


def test_outside_of_a_repository_it_says_so(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(HistoryError, match="not a git repository"):
        read_files_at(tmp_path, "HEAD", "content")


def test_without_git_it_says_so(repository: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(HistoryError, match="git cannot be found; install it"):
        read_files_at(repository, "v1", "content")


def test_a_shallow_clone_is_told_to_fetch_the_rest(repository: Path, tmp_path: Path) -> None:
    commit(repository, "v2")
    address = repository.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-tags", address, "shallow")
    with pytest.raises(HistoryError, match=r"git fetch --unshallow.*fetch-depth: 0"):
        read_files_at(tmp_path / "shallow", "v1", "content")
    assert read_files_at(tmp_path / "shallow", "HEAD", "content")


def test_check_since_passes_what_says_what_it_changed(repository: Path) -> None:
    done = check("--since", "v1")
    assert done.exit_code == 0
    assert done.stdout.endswith(
        "since v1: nothing published was changed or removed without a word\n"
    )


def test_check_since_refuses_a_silent_edit_with_its_line_and_the_line_to_paste(
    repository: Path,
) -> None:
    text = MAYOR.read_text()
    MAYOR.write_text(text.replace("value: 12500000", "value: 13500000"))
    done = check("--since", "v1")
    assert done.exit_code == 1
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "12500000" in one)
    (problem,) = [one for one in done.stderr.splitlines() if "was '12500000'" in one]
    verify = "is not verified as it is: run briefing verify; "
    assert problem.startswith(f"{MAYOR}:{line}:47: numbers[1].value: {verify}was '12500000' when")
    assert problem.endswith('field: value, was: "12500000", now: "13500000"}')
    told = [one for one in done.stderr.splitlines() if "numbers[1]" in one]
    assert told == [problem]  # all that is wrong, once
    pasted = problem.partition("corrections:  ")[2]
    MAYOR.write_text(MAYOR.read_text().replace("corrections:\n", f"corrections:\n  {pasted}\n"))
    assert "was '12500000'" not in check("--since", "v1").stderr


def test_a_silent_edit_is_reported_in_every_format(repository: Path) -> None:
    MAYOR.write_text(MAYOR.read_text().replace("value: 12500000", "value: 13500000"))
    found = json.loads(check("--since", "v1", "--format", "json").stdout)
    assert "numbers[1].value" in {one["field"] for one in found}
    assert "::error file=content/summaries/mayor-closes-bridge.yml,line=" in check(
        "--since", "v1", "--format", "github"
    ).stdout  # fmt: skip


def test_a_summary_and_a_page_that_are_gone_are_named_where_they_were(repository: Path) -> None:
    Path("content/summaries/engineer-warns.yml").unlink()
    Path("content/receipts/engineer-warns.json").unlink()
    Path("content/pages/about.md").unlink()
    done = check("--since", "v1")
    assert done.exit_code == 1
    assert "content/summaries/engineer-warns.yml:1:1: was published and is gone" in done.stderr
    assert "content/pages/about.md:1:1: this page was published and is gone" in done.stderr


def test_what_is_wrong_about_the_call_exits_2(repository: Path) -> None:
    assert check("--since", "v9").exit_code == 2
    home = Path("content/home.yml")
    text = home.read_text()
    home.write_text("titel: x\n")
    commit(repository, "broken")
    home.write_text(text)
    done = check("--since", "broken")
    assert done.exit_code == 2
    assert "the content at 'broken' cannot be read as content is written today" in done.stderr
    assert "broken:content/home.yml:1:1: titel: 'titel' is not a field here" in done.stderr
    assert "name a later revision" in done.stderr
