"""Checks in a browser that a link with a text directive leads to the right passage of an article.

Needs playwright and a Chromium of the system: `nox -s browser` brings the one and finds the other.
"""

from __future__ import annotations

import html
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from generator.article.text import Text
from generator.verify.fragment import directive
from generator.verify.matching import find

FOLDER = Path(__file__).parent.parent / "tests" / "articles"
PARAGRAPHS = [
    "The ferry sails at six. Nobody waits on the quay.",
    "Caf\u00e9 owners waited; the cafe owners slept, old-fashioned as they were.",
    *(FOLDER / "ferry.txt").read_text().split("\n\n"),
    "The ferry sails at six. Everybody waits on the quay, 5 & 6 alike, 100% of them.",
    *(FOLDER / "harvest.txt").read_text().split("\n\n"),
    "Then The Ferry Sails At Six again, and nobody waits.",
    "\u201cA long passage begins here " + "and goes on and on " * 20 + "until it ends there.\u201d",
    *(FOLDER / "library.txt").read_text().split("\n"),
]
ARTICLE = Text("\n".join(" ".join(one.split()) for one in PARAGRAPHS))
#: Words, and which of the places where they stand is meant.
PASSAGES = [
    ("The ferry sails at six", 0),
    ("The ferry sails at six", 1),
    ("Ferry Sails At Six", 0),
    ("the cafe owners", 0),
    ("old-fashioned as they were", 0),
    ("5 & 6 alike, 100% of them", 0),
    ("nobody shall have to sleep in a car", 0),
    ("it certainly won't pay for the trust of the maltsters", 0),
    (PARAGRAPHS[PARAGRAPHS.index("Then The Ferry Sails At Six again, and nobody waits.") + 1], 0),
    ("The member is right that promises were broken", 0),
    ("Ask me when the dog comes back!", 0),
    ("Town library to open at night", 1),
]


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    folder = tmp_path_factory.mktemp("served")
    paragraphs = ARTICLE.raw.split("\n")
    body = "\n".join(
        f'<p id="p{number}">{html.escape(one)}</p>' for number, one in enumerate(paragraphs)
    )
    style = "<style>p { margin: 0 0 130vh }</style>"  # no two in one view
    head = "<!doctype html><meta charset=utf-8><title>t</title>"
    (folder / "article.html").write_text(head + style + body)
    links = []
    for number, (words, place) in enumerate(PASSAGES):
        match = find(words, ARTICLE)[place]
        found = directive(ARTICLE, match.start, match.end)
        assert found, words
        links.append(f'<a id="a{number}" href="article.html#:~:{found}">{number}</a>')
    (folder / "index.html").write_text(head + "\n".join(links))
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    assert executable, "no Chromium is installed; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser.new_page(), f"http://127.0.0.1:{server.server_port}"
        browser.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("number", range(len(PASSAGES)))
def test_a_click_leads_to_the_paragraph_of_the_passage(browser_page, number: int) -> None:
    page, address = browser_page
    words, place = PASSAGES[number]
    start = find(words, ARTICLE)[place].start
    expected = ARTICLE.raw[:start].count("\n")
    page.goto(f"{address}/index.html")
    page.click(f"#a{number}")
    page.wait_for_url(re.compile("article.html"))
    page.wait_for_function("document.readyState == 'complete'")
    page.wait_for_timeout(300)
    seen = page.evaluate(
        """() => [...document.querySelectorAll('p')].filter(p => {
            const box = p.getBoundingClientRect();
            return box.bottom > 0 && box.top < innerHeight;
        }).map(p => p.id)"""
    )
    assert seen == [f"p{expected}"]
    if expected:
        assert page.evaluate("scrollY") > 0
