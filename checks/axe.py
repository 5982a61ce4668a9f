"""What axe-core finds on pages: WCAG 2.2 A and AA, and its best practices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from chromium import SCHEMES, page_of
from findings import Finding
from playwright.sync_api import Browser, Page

WIDTHS = (390, 1280)
_ARTICLE = re.compile(r"articles/(?!by-date)[^/]+/")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_RUN = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => {
    const why = node.failureSummary.split("\\n").slice(1).map((line) => line.trim()).join("; ");
    return `${rule.id}: ${node.target.join(" ")}: ${why}`;
  }));
}
"""


def violations(
    browser: Browser, site: str, addresses: Iterable[str], script: Path
) -> Iterator[Finding]:
    """What axe-core, whose file is `script`, finds at each width and in each scheme.

    On the first article's page it looks again where all receipts are open, and into the search.
    """
    source = script.read_text(encoding="utf-8")
    addresses = list(addresses)
    article = next((one for one in addresses if _ARTICLE.fullmatch(one)), None)
    for scheme in SCHEMES:
        for width in WIDTHS:
            with page_of(browser, width, scheme) as page:
                for address in addresses:
                    page.goto(site + address)
                    page.evaluate(source)
                    seen = f"{width} px, {scheme}"
                    for opened in _opened(page) if address == article else ("",):
                        for said in page.evaluate(_RUN, _TAGS):
                            yield Finding(address, seen + opened, said)


def _opened(page: Page) -> Iterator[str]:
    """The page as it comes, with open receipts, and with the search for a word of its title."""
    yield ""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    yield ", open receipts"
    page.keyboard.press("/")
    word = max(page.locator("h1").first.inner_text().split(), key=len)
    page.locator(".b-search [role=combobox]").fill(word)
    page.locator(".b-search [role=option]").first.wait_for()
    yield ", search"
