"""Tests of generator/plugin.py: real MkDocs builds, and `serve` while an editor works."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import run_mkdocs

from generator.cli import main

#: How long a served page may take to become right before the test gives up, in seconds.
CEILING = 60


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_content_error_ends_the_build_and_leaves_the_site_as_it_was(own_copy) -> None:
    folder = own_copy()
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("the old site")
    (folder / "content" / "home.yml").write_text("titel: x\n")
    done = run_mkdocs(folder, "build")
    assert done.returncode == 1
    assert "content/home.yml:1:1: titel: 'titel' is not a field here" in done.stderr
    assert "1 problem; nothing was built" in done.stderr
    assert contents(folder / "site") == {"index.html": b"the old site"}


def test_a_hand_written_page_at_the_address_of_a_generated_one_is_refused(own_copy) -> None:
    folder = own_copy()
    (folder / "content" / "pages" / "numbers.md").write_text("# Mine\n")
    done = run_mkdocs(folder, "build")
    assert done.returncode == 1
    assert "numbers.md stands where the page numbers.md is generated; rename it" in done.stderr


def test_a_broken_link_in_a_hand_written_page_fails_a_strict_build(own_copy) -> None:
    folder = own_copy()
    with (folder / "content" / "pages" / "about.md").open("a") as page:
        page.write("\n[gone](articles/ruto-visits-haiti.md#n-gone)\n")
    done = run_mkdocs(folder, "build", "--strict")
    assert done.returncode == 1
    assert "does not contain an anchor '#n-gone'" in done.stderr


def test_the_written_project_builds_to_the_same_html(own_copy, built_site, monkeypatch) -> None:
    folder = own_copy()
    monkeypatch.chdir(folder)
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    done = run_mkdocs(folder / "out", "build", "--strict")
    assert done.returncode == 0, done.stderr
    ours, plain = contents(built_site), contents(folder / "out" / "site")
    assert ours.keys() == plain.keys()
    pages = [name for name in ours if name.endswith(".html")]
    assert len(pages) > 50
    for name in pages:
        assert ours[name] == plain[name], name
    index = "search/search_index.json"
    assert searchable(ours[index]) == searchable(plain[index])  # MkDocs lists files as they lie


def test_pages_link_by_relative_addresses_so_that_the_site_can_lie_under_a_path(
    built_site: Path,
) -> None:
    for path in built_site.rglob("*.html"):
        if path.name == "404.html":
            continue
        for link in BeautifulSoup(path.read_bytes(), "html.parser").find_all(href=True):
            assert not link["href"].startswith("/"), path
    canonical = BeautifulSoup((built_site / "numbers" / "index.html").read_bytes(), "html.parser")
    address = canonical.find("link", rel="canonical")["href"]
    assert address == "https://example.org/haiti-briefing/numbers/"


def searchable(index: bytes) -> dict[str, object]:
    return {entry["location"]: entry for entry in json.loads(index)["docs"]}


class Served:
    """A running `mkdocs serve`, and how to ask it for a page."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.folder = folder
        self.base = f"http://127.0.0.1:{port}/haiti-briefing/"
        self.log = folder / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
                cwd=folder,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.base + path, timeout=CEILING) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""

    def until(self, true: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + CEILING
        while time.monotonic() < end:
            assert self.process.poll() is None, f"serve ended: {self.log.read_text()}"
            if true():
                return
            time.sleep(0.05)
        pytest.fail(f"{what} did not come about: {self.log.read_text()}")


@pytest.fixture
def served(own_copy: Callable[[], Path]) -> Iterator[Served]:
    server = Served(own_copy())
    try:
        server.until(lambda: "</html>" in server.get(""), "the first page")
        yield server
    finally:
        server.process.send_signal(signal.SIGINT)
        server.process.wait(CEILING)


def test_an_edit_shows_on_every_page_and_an_error_takes_none_of_them_away(served: Served) -> None:
    path = served.folder / "content" / "summaries" / "ruto-says-trump-backs-mission.yml"
    text = path.read_text()
    pages = ["articles/ruto-says-trump-backs-mission/", "numbers/", ""]

    def shown(figure: str) -> Callable[[], bool]:
        return lambda: all(f"<bdi>{figure}</bdi>" in served.get(page) for page in pages)

    path.write_text(text.replace("value: 600\n", "value: 611\n"))
    served.until(shown("611"), "the first edit")

    path.write_text(text.replace("value: 600\n", "valeu: 622\n"))
    served.until(lambda: "'valeu' is not a field here" in served.log.read_text(), "the message")
    served.until(shown("611"), "the last good page")

    path.write_text(text.replace("value: 600\n", "value: 633\n"))
    served.until(shown("633"), "the page after the mend")


def test_while_serving_a_new_page_can_be_linked_to_and_a_lost_one_is_gone(served: Served) -> None:
    folder = served.folder / "content" / "summaries"
    text = (folder / "ruto-visits-haiti.yml").read_text()
    (folder / "another.yml").write_text(text.replace("title: Ruto visits", "title: Again visits"))
    served.until(lambda: "Again visits" in served.get("articles/another/"), "the new page")
    assert "../../articles/another/#" in served.get("people/edgard-leblanc/")
    (folder / "another.yml").unlink()
    served.until(lambda: "Again visits" not in served.get("articles/another/"), "the loss")
    assert "another" not in served.get("people/edgard-leblanc/")
    assert "Doc file" not in served.log.read_text()  # how MkDocs names a broken link
