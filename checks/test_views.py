"""Checks in a browser that every view can be read on a phone, without JavaScript, from here alone.

Needs playwright and a Chromium of the system: `nox -s browser` brings the one and finds the other.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import browser as chromium
from playwright.sync_api import Browser
from serving import build, served

#: One page of each kind.
PAGES = [
    "",
    "articles/",
    "articles/us-draft-could-move-command/",
    "people/",
    "people/william-ruto/",
    "organisations/us-government/",
    "timeline/",
    "quotes/",
    "numbers/",
    "numbers/kenyan-police-deployed/",
    "differences/",
    "positions/",
    "expectations/",
    "sources/",
    "places/haiti/",
    "topics/us-policy/",
    "changes/",
    "how-to-read/",
    "how-this-is-checked/",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build(tmp_path_factory.mktemp("built") / "site")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_view_reads_without_javascript_and_asks_nobody_else(site, browser, path, width) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + path)
    assert page.locator("h1").first.is_visible()
    body = page.locator("article .b").first.inner_text()
    assert len(body) > 60
    context.close()
    assert all(url.startswith((site, "data:")) for url in asked)
    assert width >= _scroll_width(browser, site + path, width)


def _scroll_width(browser: Browser, url: str, width: int) -> int:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(url)
    found: int = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    return found


def test_a_chart_is_drawn_within_its_page(site, browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site + "numbers/kenyan-police-arriving/")
    marks = page.locator(".b-chart .b-mark rect")
    assert marks.count() == 4
    for number in range(marks.count()):
        box = marks.nth(number).bounding_box()
        assert box
        assert box["width"] >= 3
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    page.close()
