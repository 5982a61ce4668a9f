"""Checks in a browser of an editor's ways: from a fact or a problem to its line, and to drafts.

Needs playwright and a Chromium of the system: `nox -s browser` brings the one and finds the other.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chromium import browser as chromium
from playwright.sync_api import Browser, Locator, Page, expect
from serving import ROOT, build, served

ARTICLE = "articles/ruto-says-trump-backs-mission/"
SUMMARY = "content/summaries/ruto-says-trump-backs-mission.yml"
FORGE = "https://example.org/haiti-briefing/edit/main/"
DRAFT = """\
title: The ferry is late again
status: draft
added: 2026-11-26
written_by: A. Editor
article: {published: 2026-11-20}
gist: Nobody knows when the ferry comes.
numbers:
  - {measure: kenyan-police-deployed, value: 7, exact: seven of them, todo: count them again}
"""
#: How long the server may take to show what was saved, in milliseconds.
PATIENCE = 30_000


@contextmanager
def edited(folder: Path) -> Iterator[str]:
    """The address at which a copy of this repository in `folder` is served to whoever edits it."""
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "site_config.yml"):
        text = (ROOT / name).read_text()
        (folder / name).write_text(text.replace(", generator/templates, generator/locale", ""))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/haiti-briefing/"
    with subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    ) as server:
        try:
            wait_for(address, server)
            yield address
        finally:
            server.terminate()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("nothing was served")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("a #1 é") / "copy"


@pytest.fixture(scope="module")
def serve(folder: Path) -> Iterator[str]:
    with edited(folder) as address:
        yield address


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build(tmp_path_factory.mktemp("published") / "site")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(params=[390, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def line_of(words: str) -> int:
    lines = (ROOT / SUMMARY).read_text().split("\n")
    (found,) = [number for number, line in enumerate(lines, 1) if words in line]
    return found


def link_of(fact: Locator) -> Locator:
    """The link to the line of a fact, reached as without a mouse."""
    fact.locator("summary").focus()
    fact.page.keyboard.press("Enter")
    return fact.get_by_role("link", name=re.compile(r"^Edit line \d+: "))


def test_while_serving_a_fact_leads_to_its_line_in_an_editor(
    serve: str, folder: Path, page: Page
) -> None:
    page.goto(serve + ARTICLE)
    link = link_of(page.locator("#n-officers-in-haiti"))
    line = line_of("id: n-officers-in-haiti")
    path = str(folder).replace(" ", "%20").replace("#", "%23").replace("é", "%C3%A9")
    expect(link).to_have_attribute("href", f"vscode://file{path}/{SUMMARY}:{line}")
    expect(link).to_have_text(f"Edit line {line}")
    expect(link).to_have_accessible_name(re.compile(rf"^Edit line {line}: More than 600 "))
    link.focus()
    expect(link).to_be_focused()
    own = page.get_by_role("link", name="Edit this summary")
    expect(own).to_have_attribute("href", f"vscode://file{path}/{SUMMARY}:1")


def test_on_the_published_site_it_leads_to_the_page_of_the_forge(site: str, page: Page) -> None:
    page.goto(site + ARTICLE)
    link = link_of(page.locator("#n-officers-in-haiti"))
    line = line_of("id: n-officers-in-haiti")
    expect(link).to_have_attribute("href", f"{FORGE}{SUMMARY}#L{line}")
    own = page.get_by_role("link", name="Edit this summary")
    expect(own).to_have_attribute("href", FORGE + SUMMARY)
    page.emulate_media(media="print")
    expect(link).not_to_be_visible()


def test_every_fact_has_the_line_on_which_it_begins(site: str, page: Page) -> None:
    page.goto(site + ARTICLE)
    lines = (ROOT / SUMMARY).read_text().split("\n")
    marked = page.locator(".b [id]:has(> .b-receipt)")
    numbers = marked.evaluate_all("all => all.map(one => Number(one.dataset.line))")
    assert len(set(numbers)) == len(numbers) > 20
    assert all(lines[number - 1].startswith("  - ") for number in numbers)


def test_a_problem_is_shown_with_its_line_a_caret_and_the_remedy(
    serve: str, folder: Path, page: Page
) -> None:
    file = folder / SUMMARY
    before = file.read_text()
    page.goto(serve + "numbers/")
    try:
        words = "comparator: more  # <b>" + "a word to whoever mends it " * 9
        file.write_text(before.replace("comparator: more-than", words, 1))
        banner = page.get_by_role("alert")
        expect(banner).to_contain_text("did you mean 'more-than'?", timeout=PATIENCE)
        place = banner.get_by_role("link", name="Edit content")
        expect(place).to_have_attribute("href", re.compile(r"^vscode://file.*%23.*\.yml:\d+$"))
        shown = banner.locator("pre").first
        above, caret = shown.inner_text().rstrip("\n").split("\n")
        assert above[caret.index("^") :].startswith("more  # <b>a word")
        # the line scrolls, and not the page
        assert shown.evaluate("one => one.scrollWidth > one.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shown.focus()
        expect(shown).to_be_focused()
    finally:
        file.write_text(before)
    expect(banner).to_have_count(0, timeout=PATIENCE)


def test_a_draft_is_shown_marked_and_listed_while_it_is_written(
    serve: str, folder: Path, page: Page
) -> None:
    file = folder / "content" / "summaries" / "the-ferry-is-late.yml"
    page.goto(serve)
    try:
        file.write_text(DRAFT)
        page.get_by_role("navigation", name="Drafts").get_by_role("link").click()
        listed = page.get_by_role("link", name="The ferry is late again")
        expect(listed).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("count them again")).to_be_visible()
        expect(page.get_by_text("the-ferry-is-late.txt is not at hand")).to_be_visible()
        expect(page.get_by_role("link", name="Line 8")).to_have_attribute(
            "href", re.compile(r"^vscode://file/.*/the-ferry-is-late\.yml:8$")
        )
        listed.click()
        expect(page.get_by_role("note")).to_contain_text("Draft: not published")
        expect(page.locator(".b-numbers")).to_contain_text("count them again")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(serve + "articles/")
        expect(page.locator("article")).not_to_contain_text("The ferry is late again")
    finally:
        file.unlink()
    page.goto(serve + "drafts/")
    expect(page.get_by_text("There are no drafts")).to_be_visible(timeout=PATIENCE)
