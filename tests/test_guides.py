"""Tests of docs/: what a guide says to type is typed, and what it says will be seen is seen."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

GUIDE = ROOT / "docs" / "your-first-summary.md"
#: What is installed here in place of what the guide installs.
PROGRAMS = Path(sysconfig.get_path("scripts"))
#: How long a served page may take to be there before the test gives up, in seconds.
CEILING = 60

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_ADDRESS = re.compile(r"<http://127\.0\.0\.1:8000(/\S+)>")


def blocks(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Of each block its language, the file that it is, if any, its text, and what follows it."""
    found = list(_BLOCK.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    for one, end in zip(found, ends, strict=True):
        yield one[1], one[2] or "", one[3], text[one.end() : end]


class Reader:
    """Somebody who does what a guide says, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = ""
        self.typed: list[str] = []

    def type(self, line: str, after: str) -> None:
        self.typed.append(line)
        program, *arguments = shlex.split(line)
        if program == "cd":
            self.folder /= arguments[0]
        elif arguments[:2] == ["-m", "venv"]:
            self.install()
        elif arguments[:3] == ["-m", "pip", "install"]:
            assert '"git+https://' in line
        elif arguments == ["serve"]:
            self.serve(line, after)
        else:
            done = self.run(line)
            assert done.returncode == 0, (line, done.stdout, done.stderr)
            assert "WARNING" not in done.stderr, line
            self.seen += done.stdout

    def install(self) -> None:
        there = self.folder / ".venv" / "bin"
        there.mkdir(parents=True)
        for name in ("briefing", "mkdocs"):
            (there / name).symlink_to(PROGRAMS / name)

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-euc", line],
            cwd=self.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def serve(self, line: str, after: str) -> None:
        """Serve at an address that is free, until the page named next is there."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        path = _ADDRESS.search(after)
        assert path, after
        command = [*shlex.split(line), "--dev-addr", f"127.0.0.1:{port}"]
        server = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            end = time.monotonic() + CEILING
            while "</html>" not in (page := fetched(f"http://127.0.0.1:{port}{path[1]}")):
                assert server.poll() is None, "serve ended"
                assert time.monotonic() < end, "the page did not come"
                time.sleep(0.1)
        finally:
            server.terminate()
            server.wait(10)
        self.seen = page

    def follow(self, guide: str) -> None:
        for language, file, text, after in blocks(guide):
            if file:
                path = self.folder / file
                path.write_text(text)
            elif language == "sh":
                self.seen = ""
                for line in text.splitlines():
                    self.type(line, after)
            else:
                assert text == self.seen, self.typed[-1]


def fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=CEILING) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return ""


def test_the_table_of_colours_says_what_the_stylesheet_does() -> None:
    css = (ROOT / "theme" / "assets" / "stylesheets" / "briefing.css").read_text()
    schemes = [
        dict(
            re.findall(
                r"(--b-\w+): (#\w+);", css.partition(f'scheme="{name}"] {{')[2].split("}")[0]
            )
        )
        for name in ("default", "slate")
    ]
    text = (ROOT / "docs" / "a-site-of-your-own.md").read_text()
    rows = re.findall(r"^\| `(--b-\w+)` \| .* \| `(#\w+)` \| `(#\w+)` \|$", text, re.MULTILINE)
    assert [{name: colours[at] for name, *colours in rows} for at in (0, 1)] == schemes
    faces = css.partition(":root {")[2].split("}")[0]
    assert {f"--b-{face}" for face in ("serif", "sans")} == set(re.findall(r"--b-\w+", faces))


def test_your_first_summary_comes_about_as_the_guide_says(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(GUIDE.read_text())
    assert reader.folder == tmp_path / "harbour-baths"
    commands = [shlex.split(line) for line in reader.typed]
    said = {one[1] for one in commands if one[0] == ".venv/bin/briefing"}
    assert said == {"start", "check", "draft", "rename", "accept", "add", "verify", "fmt", "build"}
    page = (reader.folder / "site" / "articles" / "baths-reopen" / "index.html").read_text()
    assert "the water has been patient with us" in page
    assert list((reader.folder / "content" / "receipts").iterdir())
    home = (reader.folder / "site" / "index.html").read_text()
    assert "3.4 million" in home
    assert "library" not in home.lower()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("value: 60", "value: 630"),
        ("1 summary: no problem found", "1 summary: no problem"),
        ("repair-cost added\n", ""),
        ("briefing rename harbour-baths", "briefing rename harbor-baths"),
        ("exact: 3.4 million euros", "exact: 3.4 million euro coins"),
    ],
)
def test_a_guide_that_is_not_true_is_found_out(tmp_path: Path, was: str, now: str) -> None:
    text = GUIDE.read_text()
    assert was in text
    with pytest.raises(AssertionError):
        Reader(tmp_path).follow(text.replace(was, now))
