"""Tests of `briefing verify`, and with it of generator/proving.py, account.py and texts.py."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

MAYOR = Path("content/summaries/mayor-closes-bridge.yml")
RECEIPT = Path("content/receipts/mayor-closes-bridge.json")
TEXT = Path("articles/mayor-closes-bridge.txt")


@pytest.fixture
def run(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_site)
    monkeypatch.delenv("BRIEFING_ARTICLES", raising=False)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["verify", *arguments])

    return call


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def test_a_whole_site_is_verified_and_its_receipts_stand(run) -> None:
    before = RECEIPT.read_bytes()
    done = run("--date", "2031-01-01")
    assert done.exit_code == 0, done.output
    assert "mayor-closes-bridge: 2 of 2 quotations, 5 of 5 figures, 7 of 8 passages" in done.stdout
    assert "the receipt stands" in done.stdout
    assert "not-yet: no text at hand (not-yet.txt); not verified" in done.stdout
    assert RECEIPT.read_bytes() == before


def test_the_receipt_of_a_change_that_the_article_bears_out_is_written(run) -> None:
    edit(MAYOR, "exact: 7.5 percent", "id: n-share, exact: carried 7.5 percent")
    assert run("--date", "2031-01-01").exit_code == 1  # the old id is lost
    done = run("--date", "2031-01-01", "--drop-lost")
    assert done.exit_code == 0, done.output
    receipt = json.loads(RECEIPT.read_text())
    assert receipt["verified"] == "2031-01-01"
    assert "n-share" in {item["id"] for item in receipt["items"]}
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_what_the_article_does_not_bear_out_leaves_the_receipt_and_exits_1(run) -> None:
    before = RECEIPT.read_bytes()
    edit(MAYOR, "value: 12500000", "value: 13500000")
    done = run()
    assert done.exit_code == 1
    assert re.search(
        r"mayor-closes-bridge\.yml:46:\d+: numbers\[1\]\.value: differs: the words give another"
        " figure",
        done.stderr,
    )
    assert RECEIPT.read_bytes() == before


def test_a_dry_run_writes_nothing(run) -> None:
    RECEIPT.unlink()
    assert run("--dry-run").exit_code == 0
    assert not RECEIPT.exists()
    assert run().exit_code == 0
    assert RECEIPT.exists()


def test_summaries_without_a_text_and_texts_without_a_summary_are_named(run) -> None:
    TEXT.rename("articles/elsewhere.txt")
    done = run()
    assert done.exit_code == 0  # its receipt stands
    assert (
        "mayor-closes-bridge: no text at hand (mayor-closes-bridge.txt); its receipt of"
        in done.stdout
    )
    assert "elsewhere.txt: a text without a summary" in done.stdout
    RECEIPT.unlink()
    done = run()
    assert done.exit_code == 1
    assert "text mayor-closes-bridge.txt is not in the articles folder, and it has no receipt" in (
        done.stderr
    )


def test_without_a_text_a_receipt_stands_only_while_it_fits(run) -> None:
    TEXT.unlink()
    edit(MAYOR, "value: 12500000", "value: 13500000")
    done = run()
    assert done.exit_code == 1
    assert "numbers[1]: was changed after it was verified on 2030-06-07" in done.stderr
    assert "its receipt of" not in done.stdout


def test_texts_come_from_an_option_the_environment_or_the_configuration(
    run, monkeypatch, tmp_path
) -> None:
    Path("articles").rename("elsewhere")
    assert "there is no folder articles" in run().stderr
    assert run("--articles", "elsewhere").exit_code == 0
    monkeypatch.setenv("BRIEFING_ARTICLES", "elsewhere")
    assert run().exit_code == 0
    monkeypatch.delenv("BRIEFING_ARTICLES")
    edit(Path("site_config.yml"), "{locale: en_GB}", "{locale: en_GB, articles: elsewhere}")
    assert run().exit_code == 0


def test_one_summary_is_verified_against_one_text(run) -> None:
    text = TEXT.rename("other.txt")
    assert run("mayor-closes-bridge", "--text", str(text)).exit_code == 0
    assert run(str(MAYOR), "--text", str(text)).exit_code == 0
    assert run("engineer-warns", "--text", str(text)).exit_code == 1
    assert run("engineer-warns", "--text", "nowhere.txt").exit_code == 2
    done = run("--text", str(text))
    assert done.exit_code == 2
    assert "--text belongs to one summary" in done.stderr
    done = run("mayor-closes-brige")
    assert done.exit_code == 2
    assert "did you mean 'mayor-closes-bridge'?" in done.stderr


def test_a_text_that_cannot_be_read_is_named_with_its_remedy(run, tmp_path) -> None:
    TEXT.write_bytes(b"caf\xe9")
    assert "is not UTF-8 (at byte 3); save it again with that encoding" in run().stderr
    TEXT.unlink()
    (tmp_path / "secret.txt").write_text("It is done")
    TEXT.symlink_to(tmp_path / "secret.txt")
    assert "leads out of the articles folder" in run().stderr
    TEXT.unlink()
    TEXT.mkdir()
    assert "is no regular file" in run().stderr
    TEXT.rmdir()
    TEXT.write_text(" \n")
    assert "is empty; put the article's text into it" in run().stderr


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/etc/passwd", "a/../../b", "..", "a\\\\b", "c:x"]
)
def test_a_summary_names_no_text_outside_of_the_folder(run, name) -> None:
    edit(MAYOR, "article:\n", f'article:\n  text: "{name}"\n')
    done = run()
    assert done.exit_code == 1
    assert "is no file inside the articles folder" in done.stderr


def test_coverage_lists_what_is_left_out_and_can_be_asked_for(run) -> None:
    done = run("--coverage")
    assert re.search(r"carries \d+ of \d+: \d+ %", done.stdout)
    assert re.search(r"line \d+ of the text: a number$", done.stdout, re.MULTILINE)
    assert run("--coverage-at-least", "50").exit_code == 0
    done = run("--coverage-at-least", "99")
    assert done.exit_code == 1
    assert "and 99 % are asked for; briefing verify --coverage lists the rest" in done.stderr


def test_a_program_gets_every_verdict_as_json(run) -> None:
    edit(MAYOR, "We could not wait.", "We could wait.")
    done = run("--format", "json")
    assert done.exit_code == 1
    made = json.loads(done.stdout)
    assert made["summaries_without_text"] == ["ferry-sinks", "not-yet"]
    summary = made["summaries"]["mayor-closes-bridge"]
    assert summary["proved"] is False
    (quote,) = [one for one in summary["items"] if one["id"] == "q-safe"]
    assert (quote["verdict"], quote["tier"], quote["flags"]) == ("differs", None, ["negation"])
    assert quote["line"] == 39
    (cost,) = [one for one in summary["items"] if one["id"] == "n-cost"]
    assert (cost["verdict"], cost["figure"], cost["proved"]) == ("verbatim", "found", True)
    github = run("--format", "github").stdout
    assert "::error file=content/summaries/mayor-closes-bridge.yml,line=39," in github


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{5,}", text.casefold()))


@pytest.mark.parametrize("format_", ["text", "json", "github"])
def test_no_word_of_an_article_leaves_but_to_a_terminal(run, format_) -> None:
    told = words(MAYOR.read_text())
    edit(MAYOR, "We could not wait.", "We could wait.")
    edit(MAYOR, "exact: the council backs", "exact: lorry off it until later")
    edit(MAYOR, "value: 12500000", "value: 13500000")
    private = words(TEXT.read_text()) - told
    assert len(private) > 50
    done = run("--format", format_, "--coverage")
    said = done.stdout + done.stderr
    ours = {
        *("after", "article", "engineer", "further", "stood", "stand", "stands", "what", "where"),
        *("nobody", "again", "their", "quotation", "words", "found", "engineers"),
    }
    assert private & words(said) <= ours
    files = "".join(path.read_text() for path in Path("content").rglob("*.json"))
    links = re.sub(r'"fragment": "[^"]*"', "", files)
    assert private & words(links) <= ours


def test_at_a_terminal_the_passage_stands_beneath_the_problem(small_site: Path) -> None:
    edit(small_site / MAYOR, "We could not wait.", "We could wait.")
    leader, follower = pty.openpty()
    command = [str(Path(sys.executable).parent / "briefing"), "verify"]
    process = subprocess.Popen(command, cwd=small_site, stdout=follower, stderr=follower)
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65_536)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        shown += part
    assert process.wait() == 1
    text = shown.decode().replace("\r\n", "\n")
    assert "    here:    We could {} wait." in text
    assert "    article: We could {not} wait." in text


def test_a_receipt_is_whole_or_as_it_was(run, monkeypatch) -> None:
    RECEIPT.unlink()
    written: list[Path] = []

    def killed(self: Path, target: Path) -> None:
        written.append(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    run()
    assert [path.suffix for path in written] == [".part"]
    assert not RECEIPT.exists()


def test_the_built_site_shows_each_receipt_and_no_evidence(small_site: Path, run) -> None:
    shutil.rmtree("articles")  # whoever builds needs no article
    done = CliRunner().invoke(main, ["build"])
    assert done.exit_code == 0, done.output
    page = Path("site/articles/mayor-closes-bridge/index.html").read_text()
    assert page.count('class="b-receipt b-receipt-verbatim"') == 2
    assert page.count('class="b-receipt b-receipt-figure"') == 5
    assert page.count('class="b-receipt b-receipt-unverified"') == 1
    assert "We heard it on the radio" in page
    visible = re.sub(r"<[^>]*>", " ", page)
    assert "money was taken" not in visible
    index = json.loads(Path("site/search/search_index.json").read_text())
    found = [entry["text"] for entry in index["docs"] if entry["location"].startswith("articles/")]
    assert "".join(found)
    assert "Word for word" not in "".join(found)


def test_nothing_unproved_is_built(run) -> None:
    edit(MAYOR, "value: 12500000", "value: 13500000")
    for command in (["check"], ["write", "out"], ["build"]):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 1, command
        assert "numbers[1]: was changed after it was verified on 2030-06-07" in done.stderr
    assert not Path("site").exists()
    assert not Path("out").exists()
