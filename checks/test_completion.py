"""Checks in the real yaml-language-server that a summary is completed, checked and explained.

Run by `nox -s editor`, which installs the server; NODE_PATH is the folder that it lies in.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from languageserver import LanguageServer

from generator.drafting.blank import blank
from generator.model.meanings import meanings
from generator.model.summary import Number, Quote
from generator.schema import MODELINE

ROOT = Path(__file__).parent.parent
SERVER = Path(os.environ["NODE_PATH"]) / "yaml-language-server" / "bin" / "yaml-language-server"
REGISTRY = {
    "people": "tea-quist: {name: Tea Quist}\nomar-vale: {name: Omar Vale}\n",
    "organisations": "lake-board: {name: Lake Board}\nthe-wharf: {name: The Wharf}\n",
    "places": "north-shore: {name: North Shore}\n",
    "topics": "the-lake: {name: The lake}\n",
    "measures": "swimmers: {name: Swimmers a day, kind: flow}\n",
    "events": "thaw: {name: The ice breaks}\n",
    "occasions": "shore-walk: {name: A walk along the shore, date: 2031-03}\n",
    "questions": "who-may-swim: {name: Who may swim in the lake?}\n",
}
ORGANISATIONS = {"lake-board": "Lake Board", "the-wharf": "The Wharf"}
ACTORS = {"tea-quist": "Tea Quist", "omar-vale": "Omar Vale", **ORGANISATIONS}
SUMMARY = """\
title: Swimmers wait for the thaw
added: 2031-03-04
written_by: An Editor
gist: The lake is frozen.
"""
#: Where references stand, the places asked about marked by ⌖, and what may be meant there.
REFERENCES = {
    "quotes: [{speaker: ⌖, exact: Not yet}]": ACTORS,
    "quotes:\n  - speaker: ⌖": ACTORS,
    "quotes:\n  - speaker: o⌖\n    exact: Not yet": ACTORS,
    "what:\n  - text: It is cold.\n    by: ⌖": ACTORS,
    "what:\n  - text: It is cold.\n    via: ⌖": ORGANISATIONS,
    "what:\n  - text: It is cold.\n    via: [lake-board, ⌖]": ORGANISATIONS,
    "what:\n  - text: It is cold.\n    question: ⌖": {"who-may-swim": "Who may swim in the lake?"},
    "who:\n  - actor: ⌖": ACTORS,
    "article:\n  outlet: ⌖": ORGANISATIONS,
    "topics: [⌖]": {"the-lake": "The lake"},
    "where:\n  - ⌖": {"north-shore": "North Shore"},
    "when:\n  - event: ⌖": {"thaw": "The ice breaks"},
    "when:\n  - text: It thaws\n    where: [⌖]": {"north-shore": "North Shore"},
    "numbers:\n  - measure: ⌖": {"swimmers": "Swimmers a day"},
    "quotes:\n  - occasion: ⌖": {"shore-walk": "A walk along the shore"},
}
#: For names of files: one that is open already is not read again.
NUMBERS = count(1)


@pytest.fixture(scope="module", params=["VS Code", "any editor"])
def way(request: pytest.FixtureRequest) -> str:
    """How the server learns of the schema: the folder's settings, or the summary's first line."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of invented people, checked once, as its editor does after every change."""
    folder = tmp_path_factory.mktemp("editor") / "site"
    registry = folder / "content" / "registry"
    registry.mkdir(parents=True)
    (folder / "content" / "summaries").mkdir()
    for name, records in REGISTRY.items():
        (registry / f"{name}.yml").write_text(records)
    shutil.copy(ROOT / "site_config.yml", folder)
    shutil.copytree(ROOT / ".vscode", folder / ".vscode")
    command = [sys.executable, "-m", "generator", "check"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (folder / "content" / "summary.schema.json").is_file(), done.stderr
    return folder


@pytest.fixture(scope="module")
def server(way: str, site: Path) -> Iterator[LanguageServer]:
    settings: dict[str, dict[str, Any]] = {}
    if way == "VS Code":
        for name, value in json.loads((site / ".vscode" / "settings.json").read_text()).items():
            section, _, key = name.partition(".")
            settings.setdefault(section, {})[key] = value
    first = site / "content" / "summaries" / "first.yml"
    first.write_text(SUMMARY)
    with LanguageServer(["node", str(SERVER), "--stdio"], site, settings) as running:
        running.open(first)
        assert running.found(first) == []
        yield running


class Opened:
    """A summary open in the server; ⌖ marks the place that is asked about."""

    def __init__(self, server: LanguageServer, path: Path, marked: str) -> None:
        before, _, after = marked.partition("⌖")
        path.write_text(before + after, encoding="utf-8")
        self._server, self._path = server, path
        self._place = before.count("\n"), len(before.rpartition("\n")[2])
        server.open(path)

    def found(self) -> list[dict[str, Any]]:
        """What the editor underlines."""
        return self._server.found(self._path)

    def completions(self) -> dict[str, str]:
        """The values that may stand here, each with what the editor shows beside it."""
        items = self._server.ask("completion", self._path, *self._place)["items"]
        return {item["insertText"]: str(item.get("documentation")) for item in items}

    def hover(self) -> str:
        return str(self._server.ask("hover", self._path, *self._place)["contents"]["value"])


@pytest.fixture
def opened(way: str, site: Path, server: LanguageServer) -> Callable[[str], Opened]:
    first = "" if way == "VS Code" else MODELINE
    folder = site / "content" / "summaries"
    return lambda text: Opened(server, folder / f"{next(NUMBERS)}.yml", f"{first}{SUMMARY}{text}")


@pytest.mark.parametrize("text", REFERENCES)
def test_a_reference_is_completed_with_what_the_registry_holds_and_nothing_else(
    opened, text: str
) -> None:
    assert opened(text).completions() == REFERENCES[text]


def test_an_actor_in_a_list_is_completed_by_its_id_alone(opened) -> None:
    offered = opened("who:\n  - ⌖").completions()
    assert offered.items() >= ACTORS.items()
    written_out = {name.strip() for name in offered.keys() - ACTORS.keys()}
    assert written_out == {"actor:", "role:", "note:", "todo:"}


def test_a_value_that_is_none_is_marked_from_its_first_letter_to_its_last(opened, way) -> None:
    number = ("measure: swimmers", "comparator: more", "value: 20", "exact: over 20")
    [found] = opened("numbers:\n  - " + "\n    ".join(number)).found()
    line = SUMMARY.count("\n") + 2 + (way != "VS Code")
    start, end = ({"line": line, "character": character} for character in (16, 20))
    assert found["range"] == {"start": start, "end": end}
    assert all(f'"{one}"' in found["message"] for one in ("exactly", "more-than", "nearly"))


def test_a_name_that_the_registry_lacks_is_marked_with_those_that_it_has(opened, way) -> None:
    [found] = opened("where: [north-shore, north-sea]\n").found()
    line = SUMMARY.count("\n") + (way != "VS Code")
    start, end = ({"line": line, "character": character} for character in (21, 30))
    assert found["range"] == {"start": start, "end": end}
    assert '"north-shore"' in found["message"]


def test_a_good_summary_is_left_in_peace(opened) -> None:
    text = "who: [tea-quist]\nquotes: [{speaker: tea-quist, exact: Not yet}]\n"
    assert opened(text).found() == []


def test_a_field_says_what_it_means(opened) -> None:
    said = opened("quotes: [{spea⌖ker: tea-quist, exact: Not yet}]\n").hover()
    assert meanings(Quote)["speaker"] in said
    assert "`tea-quist`: Tea Quist" in said
    said = opened("numbers: [{measure: swimmers, value: 2, exact: two, b⌖y: tea-quist}]\n").hover()
    assert meanings(Number)["by"] in said


def test_an_empty_summary_brings_the_line_that_finds_the_schema(site: Path) -> None:
    _, text = blank("thaw-begins", date(2031, 3, 4), "An Editor")
    path = site / "content" / "summaries" / "thaw-begins.yml"
    path.write_text(text.replace("gist:", "gits:"))
    with LanguageServer(["node", str(SERVER), "--stdio"], site, {}) as server:
        server.open(path)
        found = server.found(path)
    assert any("gits" in one["message"] for one in found)
