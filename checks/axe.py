"""What axe-core finds on pages: WCAG 2.2 A and AA, and its best practices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from chromium import SCHEMES, page_of
from findings import Finding
from playwright.sync_api import Browser

WIDTHS = (390, 1280)
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
    """What axe-core, whose file is `script`, finds at each width and in each scheme."""
    source = script.read_text(encoding="utf-8")
    addresses = list(addresses)
    for scheme in SCHEMES:
        for width in WIDTHS:
            with page_of(browser, width, scheme) as page:
                for address in addresses:
                    page.goto(site + address)
                    page.evaluate(source)
                    for said in page.evaluate(_RUN, _TAGS):
                        yield Finding(address, f"{width} px, {scheme}", said)
