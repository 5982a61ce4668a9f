"""Writes pictures of every kind of page, at three widths, light and dark.

`python checks/screenshots.py SITE FOLDER` names each after its page, its width and its scheme.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from chromium import SCHEMES, browser, page_of
from kinds import sample_of
from serving import served

WIDTHS = (390, 768, 1280)
#: What Chromium draws of a page at most, in pixels down.
LONGEST = 16_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    addresses, written = sample_of(given.site), 0
    with browser() as chromium, served(given.site) as site:
        for width in WIDTHS:
            for scheme in SCHEMES:
                with page_of(chromium, width, scheme) as page:
                    for address in addresses:
                        name = address.strip("/").replace("/", "--") or "home"
                        page.goto(site + address, wait_until="load")
                        page.evaluate("document.fonts.ready")
                        tall = page.evaluate("document.documentElement.scrollHeight")
                        page.screenshot(
                            path=given.folder / f"{name}-{width}-{scheme}.png",
                            clip={"x": 0, "y": 0, "width": width, "height": min(tall, LONGEST)},
                            full_page=True,
                        )
                        written += 1
    print(f"{written} pictures of {len(addresses)} pages are in {given.folder}")


if __name__ == "__main__":
    main()
