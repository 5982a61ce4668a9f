"""Checks in a browser that facts are found, narrowed down and opened, by keys and without a script.

Needs playwright and a Chromium of the system, as tests of views do; sites lie below a path here, as
`site_url` says.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
PATH = "/haiti-briefing/"


class _BelowAPath(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(PATH)
        return super().translate_path(f"/{inside}" if inside != path else "/nowhere")

    def send_error(self, code: int, *arguments: object) -> None:
        page = Path(self.directory) / "404.html"
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.read_bytes())


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a browser asks for many files at once, and 5 is the default


def build(config: Path, folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, with a folder for each page and without."""
    made = tmp_path_factory.mktemp("searched")
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, made / name)
    text = (ROOT / "site_config.yml").read_text()
    text += f"use_directory_urls: {str(request.param).lower()}\n"
    (made / "site_config.yml").write_text(
        text.replace(", generator/templates, generator/locale", "")
    )
    build(made / "site_config.yml", made / "site")
    return made / "site"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    handler = partial(_BelowAPath, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PATH}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def somewhere(folder: Path) -> str:
    """An address some folders deep."""
    deep = "people/kimberly-penland"
    return f"{deep}/" if (folder / deep / "index.html").is_file() else f"{deep}.html"


def found(page: Page) -> int:
    """How many hits the page says there are, once it has counted them."""
    status = page.locator(".b-search-status")
    expect(status).to_have_text(re.compile(r"^Found: \d+$"))
    return int(status.inner_text().split(" ")[1])


def until(page: Page, count: int) -> None:
    expect(page.locator(".b-search-status")).to_have_text(f"Found: {count}")


def test_penland_is_found_and_narrowed_by_person_and_kind(site, folder, page) -> None:
    page.goto(site + somewhere(folder))
    page.locator(".b-search-open").click()
    page.keyboard.type("Penland")
    everything = found(page)
    kinds = page.locator(".b-search-narrow label:visible", has_text="Quotations")
    expect(kinds.locator(".b-search-count")).to_have_text("4")
    kinds.locator("input").check()
    until(page, 4)
    hits = page.locator(".b-search-hit")
    assert hits.count() == 4 < everything
    summaries = (ROOT / "content" / "summaries").glob("us-*.yml")
    titles = [yaml.safe_load(path.read_text())["title"] for path in summaries]
    for number in range(4):
        text = hits.nth(number).locator(".b-search-text").inner_text()
        assert text.startswith("“")
        assert text.endswith("”")
        lead = hits.nth(number).locator(".b-search-lead").inner_text()
        assert lead.startswith("Kimberly Penland, ")
        within = hits.nth(number).locator(".b-search-within").inner_text()
        assert within in titles
        assert "2025" in lead or "2024" in lead
    page.locator("[data-facet=person]").select_option("Kimberly Penland")
    until(page, 4)
    kinds.locator("input").uncheck()
    page.locator(".b-search-narrow label", has_text="Statements").locator("input").check()
    expect(page.locator(".b-search-statement").first).to_be_visible()
    expect(page.locator(".b-search-quote")).to_have_count(0)


def test_filters_alone_find_all_that_they_leave(site, folder, page) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("Penland")
    found(page)
    page.locator(".b-search-narrow label", has_text="Quotations").locator("input").check()
    until(page, 4)
    page.keyboard.press("/")
    page.locator(".b-search [role=combobox]").fill("")
    expect(page.locator(".b-search-hit")).to_have_count(10)
    assert found(page) > 10
    assert page.locator(".b-search-quote").count() == 10


def test_marks_are_around_what_was_found_and_nothing_else_is_markup(site, folder, page) -> None:
    page.goto(site)
    page.keyboard.press("s")
    page.keyboard.type("Penland")
    found(page)
    marks = page.locator(".b-search-hits mark")
    assert marks.count() > 3
    assert all("penland" in text.lower() for text in marks.all_inner_texts())
    names = page.evaluate(
        "[...new Set([...document.querySelectorAll('.b-search-hits *')].map(e => e.localName))]"
    )
    assert set(names) <= {"li", "a", "span", "mark", "ul", "div"}


def test_the_keyboard_alone_leads_to_the_fact_itself(site, folder, page) -> None:
    page.goto(site + somewhere(folder))
    page.keyboard.press("/")
    field = page.locator(".b-search [role=combobox]")
    expect(field).to_be_focused()
    page.keyboard.type("Penland")
    found(page)
    expect(field).to_have_attribute("aria-expanded", "true")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    expect(field).to_be_focused()
    assert page.locator("[role=option] :is(a, button, input)").count() == 0
    address = chosen.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    assert "#" in address
    assert page.evaluate("Boolean(document.querySelector(':target'))")
    assert page.locator(":target").bounding_box()["y"] < 844


def test_escape_empties_the_field_and_then_closes(site, folder, page) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("Penland")
    found(page)
    page.keyboard.press("Escape")
    expect(page.locator(".b-search [role=combobox]")).to_have_value("")
    expect(page.locator(".b-search-hit")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.b-search")).to_be_hidden()


def test_nothing_loads_before_somebody_searches_and_nobody_else_is_asked(
    site, folder, page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pagefind" in url]
    page.keyboard.press("/")
    page.keyboard.type("Haiti")
    found(page)
    loaded = [url for url in asked if "pagefind" in url]
    assert any(url.endswith("wasm.en.pagefind") for url in loaded)
    assert all(url.startswith((site, "data:")) for url in asked)


def test_more_is_shown_on_demand_and_an_order_by_date_is_one(site, folder, page) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("Haiti")
    everything = found(page)
    hits = page.locator(".b-search-hit")
    assert hits.count() == 10 < everything
    page.locator(".b-search-more").click()
    expect(hits).to_have_count(20)
    for order, backwards in (("newest", True), ("oldest", False)):
        page.locator("[data-order]").select_option(order)
        page.locator(".b-search-narrow label", has_text="Articles").locator("input").check()
        until(page, 5)
        shown = [DAYS[title] for title in page.locator(".b-search-title").all_inner_texts()]
        assert shown == sorted(DAYS.values(), reverse=backwards)
        page.locator(".b-search-narrow label", has_text="Articles").locator("input").uncheck()
        until(page, everything)


#: The days of the articles by their titles.
DAYS: dict[str, object] = {}


@pytest.fixture(autouse=True, scope="module")
def days() -> None:
    from generator.reading import read_content
    from generator.resolving import brief

    parts = brief(read_content(ROOT / "content").content).summaries
    DAYS.update({part.summary.title: part.summary.article.published.earliest for part in parts})


def test_it_works_on_the_page_that_is_not_there(site, folder, page) -> None:
    page.goto(f"{site}no/such/page/")
    page.keyboard.press("/")
    page.keyboard.type("Penland")
    found(page)
    address = page.locator(".b-search-hit a").first.get_attribute("href")
    assert address.startswith(site)
    assert page.request.get(address).ok


def test_without_a_script_the_field_leads_to_lists(site, folder, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + somewhere(folder))
    assert page.locator(".b-search-browse").is_hidden()
    page.locator(".b-search-open").click()
    links = page.locator(".b-search-browse a")
    assert links.count() == 8
    assert links.first.is_visible()
    assert page.locator(".b-search form").is_hidden()
    page.locator(".b-search-browse a", has_text="People").click()
    assert page.locator("h1").inner_text() == "People"
    context.close()


def test_on_a_phone_the_dialog_is_the_screen(site, folder, browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(site)
    page.locator(".b-search-open").tap()
    box = page.locator("dialog.b-search").bounding_box()
    assert (box["width"], box["height"]) == (390, 844)
    page.keyboard.type("Penland")
    found(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    target = page.locator(".b-search-hit a").first
    assert target.bounding_box()["height"] >= 44
    address = target.get_attribute("href")
    target.tap()
    page.wait_for_url(address)
    context.close()


WITHOUT_FACTS_APART = """
import sys
from generator.search import shards
shards.FACTS_APART = 1
from mkdocs.__main__ import cli
cli(["build", "--site-dir", sys.argv[1]])
"""


def test_beyond_a_thousand_articles_facts_are_found_inside_of_their_articles(
    tmp_path, page
) -> None:
    subprocess.run(
        [sys.executable, "-c", WITHOUT_FACTS_APART, str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    handler = partial(_BelowAPath, directory=str(tmp_path / "site"))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}{PATH}")
        page.keyboard.press("/")
        page.keyboard.type("Penland")
        assert found(page) == 3
        page.locator(".b-search-narrow label", has_text="Quotations").locator("input").check()
        until(page, 2)
        facts = page.locator(".b-search-facts .b-search-hit")
        assert facts.count() == 4
        texts = facts.locator(".b-search-text").all_inner_texts()
        assert all(text.startswith("“") and text.endswith("”") for text in texts)
        address = facts.nth(1).locator("a").get_attribute("href")
        facts.nth(1).locator("a").click()
        page.wait_for_url(address)
        assert page.evaluate("Boolean(document.querySelector(':target'))")
        server.shutdown()


ANSWERS = """async ([folders, base, term]) => {
  const pagefind = await import(folders[0] + "pagefind.js");
  const index = pagefind.createInstance({ basePath: folders[0], baseUrl: base });
  await index.init();
  for (const folder of folders.slice(1)) await index.mergeIndex(folder, { baseUrl: base });
  const everything = await index.filters();
  const found = await index.search(term, { filters: { kind: "quote" } });
  const data = await Promise.all(found.results.map((result) => result.data()));
  return { everything, counts: found.filters, urls: data.map((one) => one.url).sort() };
}"""


def test_merged_shards_answer_as_one_index_does(tmp_path, browser, monkeypatch) -> None:
    from conftest import SETTINGS
    from many import many

    from generator.exports.edition import Edition
    from generator.planning import addresses
    from generator.reading import parse_content
    from generator.resolving import brief
    from generator.search import shards
    from generator.speed.indexing import Indexing
    from generator.words import read_words

    edition = Edition(brief(parse_content(many(120))), addresses(SETTINGS.site_url, True))
    answers = []
    for name, undivided in (("one", 1_000), ("several", 100)):
        monkeypatch.setattr(shards, "UNDIVIDED", undivided)
        parts = shards.Searched().shards(edition, read_words("en_GB"))
        Indexing().run(tmp_path / name, lambda parts=parts: parts)
        (tmp_path / name / "index.html").write_text("<!doctype html><html lang=en>")
        (tmp_path / name / "404.html").write_text("")
        handler = partial(_BelowAPath, directory=str(tmp_path / name))
        with _Server(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}{PATH}index.html")
            folders = [f"{PATH}{part.name}/" for part in parts]
            answers.append(page.evaluate(ANSWERS, [folders, PATH, "bridge"]))
            page.close()
            server.shutdown()
        assert len(parts) == (1 if name == "one" else 3)
    assert len(answers[0]["urls"]) == 120
    assert answers[0] == answers[1]
