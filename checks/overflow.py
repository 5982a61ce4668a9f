"""Whether pages can be read without scrolling sideways, down to the width of 400 % zoom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chromium import page_of
from findings import Finding
from playwright.sync_api import Browser

#: A window of 1280 px, the same at 200 and at 400 % (WCAG 1.4.4 and 1.4.10), and a phone's.
WIDTHS = (1280, 640, 390, 320)
#: Nothing that lies in a box of its own that scrolls widens the page.
_WIDENED = """() => {
  const page = document.documentElement, wide = page.clientWidth;
  if (page.scrollWidth <= wide) return null;
  const out = [...document.body.querySelectorAll("*")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > wide + 1;
  });
  const named = out.slice(-3).map((one) => `${one.tagName.toLowerCase()}.${one.className}`);
  return `${page.scrollWidth} px wide: ${named.join(", ")}`;
}"""


def widened(browser: Browser, site: str, addresses: Iterable[str]) -> Iterator[Finding]:
    """The pages that are wider than the window, and the last elements that stick out."""
    addresses = list(addresses)
    for width in WIDTHS:
        with page_of(browser, width) as page:
            for address in addresses:
                page.goto(site + address)
                said = page.evaluate(_WIDENED)
                if said:
                    yield Finding(address, f"{width} px", said)
