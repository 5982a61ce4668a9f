"""Tests of what the repository holds for editors' programs: snippets and hooks."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import yaml
from conftest import ROOT, SMALL, small_files

from generator.formatting.formatted import formatted
from generator.model.fields import Certainty, Comparator
from generator.model.summary import Event, Number, Quote, Statement, Summary
from generator.reading import parse_files

SNIPPETS = json.loads((ROOT / ".vscode" / "briefing.code-snippets").read_text())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())


def filled(name: str) -> str:
    """A snippet as it stands when nothing is changed in it."""
    text = "\n".join(SNIPPETS[name]["body"])
    text = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    for part, value in (("YEAR", "2030"), ("MONTH", "05"), ("DATE", "03")):
        text = text.replace(f"$CURRENT_{part}", value)
    return text + "\n"


def test_the_snippets_are_items_of_the_model_in_form() -> None:
    lists = {"A quotation": "quotes", "A number": "numbers", "A statement": "what"}
    lists |= {"An event": "when", "A correction": "corrections"}
    kinds = {"quotes": Quote, "numbers": Number, "what": Statement, "when": Event}
    for name, field in lists.items():
        indented = "".join(f"  {line}\n" for line in filled(name).splitlines())
        text = f"{field}:\n{indented}"
        shown = formatted(text.encode(), Summary, name).decode()
        keys = re.findall(r"(?m)^ +(?:- )?([a-z_]+):", text)
        assert keys == re.findall(r"(?m)^ +(?:- )?([a-z_]+):", shown), name
        assert field == "corrections" or set(keys) <= set(kinds[field].model_fields), name
    retraction = filled("A retraction")
    assert formatted(retraction.encode(), Summary, "x").decode() == retraction


def test_a_summary_of_all_snippets_as_they_stand_is_a_good_one() -> None:
    lists = {"quotes": "A quotation", "numbers": "A number", "what": "A statement"}
    lists |= {"when": "An event", "corrections": "A correction"}
    text = "title: A\nstatus: retracted\nadded: 2030-05-01\nwritten_by: B\ngist: C\n"
    text += "article: {published: 2030-05-01}\n" + filled("A retraction")
    for field, name in lists.items():
        text += f"{field}:\n" + "".join(f"  {line}\n" for line in filled(name).splitlines())
    text = text.replace("- measure:", "- id: n-some-item\n    measure:")
    people = ("who-said-it", "whose-word-it-is", "who-takes-part")
    text += f"who: [{', '.join(people)}]\n"
    files = {
        "registry/people.yml": "".join(f"{id}: {{name: D}}\n" for id in people),
        "registry/measures.yml": "what-it-counts: {name: F, kind: stock}\n",
        "summaries/of-snippets.yml": text,
    }
    read = parse_files({name: text.encode() for name, text in files.items()})
    summary = read.content.summaries["of-snippets"]
    assert all(len(getattr(summary, field)) == 1 for field in lists)


def test_the_snippets_offer_every_value_that_there_is() -> None:
    body = json.dumps(SNIPPETS)
    for values in (Comparator, Certainty):
        assert f"|{','.join(get_args(values))}|" in body


def test_the_hooks_run_commands_that_there_are_on_the_files_of_a_content_folder() -> None:
    entries = {hook["id"]: hook for hook in HOOKS}
    assert entries["briefing-check"]["entry"] == "briefing check"
    assert entries["briefing-check"]["pass_filenames"] is False
    assert entries["briefing-fmt"]["entry"] == "briefing fmt --check"
    for name in small_files():
        assert re.search(entries["briefing-check"]["files"], f"content/{name}"), name
        is_yaml = name.endswith(".yml")
        assert bool(re.search(entries["briefing-fmt"]["files"], f"content/{name}")) is is_yaml
    assert not re.search(entries["briefing-fmt"]["files"], "site_config.yml")


class Hooked:
    """A site under git, whose hooks run as pre-commit runs them: on the files they are for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SMALL.parent, folder)
        self._run("briefing", "fmt")
        self._run("git", "init", "--quiet")
        self._run("git", "add", ".")

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def run(self, id: str) -> tuple[int, str]:
        """What a hook ends with and says, of all that git tracks."""
        [hook] = [hook for hook in HOOKS if hook["id"] == id]
        tracked = self._run("git", "ls-files").stdout.splitlines()
        names = [name for name in tracked if re.search(hook["files"], name)]
        assert names
        command = [*shlex.split(hook["entry"]), *hook.get("args", ())]
        done = self._run(*command, *(names if hook.get("pass_filenames", True) else ()))
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def hooked(tmp_path: Path) -> Hooked:
    return Hooked(tmp_path / "site")


def test_the_hooks_let_a_good_site_pass(hooked: Hooked) -> None:
    for hook in HOOKS:
        code, said = hooked.run(hook["id"])
        assert code == 0, said


def test_the_hooks_refuse_what_is_wrong_and_what_is_not_in_form(hooked: Hooked) -> None:
    path = hooked.folder / "content" / "summaries" / "not-yet.yml"
    good = path.read_text()
    path.write_text(good.replace("status: draft", "status: drafted"))
    code, said = hooked.run("briefing-check")
    assert code == 1
    assert "not-yet.yml:2:9" in said
    path.write_text(good.replace("title: Not yet to be seen", "title:    'Not yet to be seen'"))
    assert hooked.run("briefing-check")[0] == 0
    code, said = hooked.run("briefing-fmt")
    assert code == 1
    assert "not-yet.yml" in said
    assert "mayor-closes-bridge.yml" not in said
