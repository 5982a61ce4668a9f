"""Checks in a browser of a reader's ways: to a proof, to what somebody said, onto paper and back.

Needs playwright and a Chromium of the system: `nox -s browser` brings the one and finds the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from chromium import browser as chromium
from playwright.sync_api import Browser, Page, expect
from serving import build, served

ARTICLE = "articles/ruto-says-trump-backs-mission/"
#: How many sheets of A4 a summary may take.
SHEETS = 2


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(build(tmp_path_factory.mktemp("read") / "site")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_from_the_front_page_to_a_receipt_a_person_and_back(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("link", name="Ruto says he has Trump’s backing").last.click()
    expect(page).to_have_url(site + ARTICLE)
    receipt = page.locator(".b-quotes .b-receipt").first
    expect(receipt.get_by_text("characters")).not_to_be_visible()
    receipt.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(receipt.get_by_text("characters")).to_be_visible()
    page.locator(".b-quotes figcaption").get_by_role("link", name="William Ruto").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("William Ruto")
    page.go_back()
    expect(page).to_have_url(site + ARTICLE)
    page.go_back()
    expect(page).to_have_url(site)


def test_what_was_said_of_the_force_is_two_steps_away_on_a_phone(site: str, page: Page) -> None:
    page.goto(site)
    page.locator(".b-search-open").click()
    page.keyboard.type("Penland force")
    expect(page.locator(".b-search-status")).to_have_text(re.compile(r"^Found: \d+$"))
    first = page.locator(".b-search-hit").first
    expect(first).to_contain_text("Penland")
    first.locator("a").first.click()
    expect(page).to_have_url(re.compile(r"#|/people/"))


def test_a_reader_chooses_dark_and_keeps_it(site: str, page: Page) -> None:
    page.goto(site)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site + ARTICLE)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_a_fact_can_be_taken_along(site: str, page: Page) -> None:
    page.goto(site + ARTICLE)
    address = page.evaluate("document.querySelector('link[rel=canonical]').href")
    quote = page.locator(".b-quotes .b-quote").first
    quote.locator("summary").click()

    def copied(name: str) -> str:
        page.evaluate("navigator.clipboard.writeText('')")
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name="Copied").last).to_be_visible()
        page.wait_for_function("async () => await navigator.clipboard.readText() !== ''")
        return str(page.evaluate("navigator.clipboard.readText()"))

    fact = f"{address}#{quote.get_attribute('id')}"
    assert copied("Copy link") == fact
    citation = copied("Copy citation")
    assert citation.startswith("“I was requested by the president")
    assert "” (William Ruto, President of Kenya, speaking to worshippers" in citation
    assert citation.endswith(f"– Haiti Mission Briefing. {fact}")
    assert "Verbatim" not in citation
    assert copied("Cite this summary").endswith(f"– Haiti Mission Briefing. {address}")


@pytest.mark.parametrize("id", ["ruto-says-trump-backs-mission", "us-draft-could-move-command"])
def test_on_paper_a_summary_is_short_and_each_receipt_has_its_note(
    id: str, site: str, page: Page
) -> None:
    page.goto(f"{site}articles/{id}/")
    expect(page.locator(".b-notes")).not_to_be_visible()
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= SHEETS
    assert page.locator(".b-receipt").count() == page.locator(".b-notes li").count() > 10
    page.emulate_media(media="print")
    expect(page.locator(".b-notes")).to_be_visible()
    assert not page.locator(".md-tabs, .b-take, .b-related").locator("visible=true").count()


def test_the_notes_stand_in_the_order_of_their_receipts(site: str, page: Page) -> None:
    page.goto(site + ARTICLE)
    places = page.locator(".b-receipt dl").evaluate_all(
        "all => all.map(one => one.querySelector('dd').textContent)"
    )
    notes = page.locator(".b-notes li").all_text_contents()
    assert len(set(notes)) > 20
    assert notes == places


@pytest.mark.parametrize("width", [390, 1280])
def test_figures_side_by_side_are_of_one_size_and_stand_on_one_line(
    site: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site)
    figures = page.locator(".b-key-numbers .b-value")
    sizes = figures.evaluate_all("all => all.map((one) => getComputedStyle(one).fontSize)")
    assert len(sizes) == 4
    assert len(set(sizes)) == 1
    feet = figures.evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
    together = 4 if width > 960 else 2
    rows = [feet[first : first + together] for first in range(0, 4, together)]
    assert all(max(row) - min(row) < 1 for row in rows)
    inside = "all => all.every((one) => one.offsetWidth <= one.closest('.b-number').offsetWidth)"
    assert figures.evaluate_all(inside)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_stands_in_a_receipt_touches_no_edge_of_it(site: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + ARTICLE)
    receipt = page.locator(".b-numbers .b-receipt").first
    receipt.locator("summary").click()
    report = receipt.get_by_role("link", name="Report an error")
    link, tinted = report.bounding_box(), report.locator("..").bounding_box()
    assert link
    assert tinted
    assert tinted["y"] + tinted["height"] - link["y"] - link["height"] >= 6


@pytest.mark.parametrize("width", [960, 1100, 1219, 1220, 1280, 1920])
def test_no_name_on_the_axis_of_an_article_covers_another(
    site: str, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in (ARTICLE, "articles/us-draft-could-move-command/", ""):
        page.goto(site + address)
        names = page.locator(".b-axis-days text:visible")
        boxes = names.evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.x, box.right])"
        )
        assert boxes
        assert all(one[1] < other[0] for one, other in pairwise(boxes))
