"""The system's Chromium, and the screens on which pages are looked at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

SCHEMES = ("light", "dark")


def program() -> str:
    """Where the system's Chromium lies."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise FileNotFoundError("there is no chromium; on Debian: apt-get install chromium")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def page_of(browser: Browser, width: int, scheme: str = "light") -> Iterator[Page]:
    """A page of a browser that knows nothing yet, so wide in pixels, in a colour scheme."""
    size = {"width": width, "height": 844}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()
