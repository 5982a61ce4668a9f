"""What a page weighs over the wire with an empty cache."""

from __future__ import annotations

from typing import NamedTuple

from chromium import page_of
from playwright.sync_api import Browser, Request


class Weight(NamedTuple):
    """Bytes of a page as they travel, fonts and headers left out; `html` is the page alone."""

    html: int
    everything: int
    requests: int


def weight(browser: Browser, url: str) -> Weight:
    """What a phone gets to see the page at `url`."""
    with page_of(browser, 390) as page:
        got: list[Request] = []

        def note(request: Request) -> None:
            got.append(request)

        page.on("requestfinished", note)
        page.goto(url, wait_until="networkidle")
        sizes = {
            request.url: request.sizes()["responseBodySize"]
            for request in got
            if request.resource_type != "font"
        }
        return Weight(sizes[url], sum(sizes.values()), len(sizes))
