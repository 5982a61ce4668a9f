"""Prints how good built sites are by every tool, and fails beyond the bounds.

`python checks/quality.py --modules NODE_MODULES SITE [SITE …]`: of each site the shortest and the
longest page of every kind is judged; the articles of the first are weighed, too, and Lighthouse
marks three of its pages.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import axe
import lighthouse
import nu
import overflow
from chromium import browser as chromium
from findings import Finding, told
from kinds import sample_of
from playwright.sync_api import Browser
from serving import served
from weight import weight

#: Bytes of an article over the wire, at most.
HTML, EVERYTHING = 15_000, 120_000
#: The pages that Lighthouse looks at.
LOOKED_AT = ("", "articles/ruto-visits-haiti/", "numbers/")


class Figure(NamedTuple):
    """What was measured, and whether it may be so; `why` is for whoever has to mend it."""

    site: str
    what: str
    found: str
    bound: str
    is_good: bool
    why: str = ""


def counted(site: str, what: str, findings: list[Finding]) -> Figure:
    return Figure(site, what, str(len(findings)), "0", not findings, told(findings))


def of_pages(
    name: str, folder: Path, site: str, browser: Browser, modules: Path
) -> Iterator[Figure]:
    """What every site has to keep to."""
    addresses = sample_of(folder)
    pages = [folder / address / "index.html" for address in addresses]
    files = [page for page in pages if page.is_file()] + [folder / "404.html"]
    jar = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    yield counted(name, f"Nu: {len(files)} pages", list(nu.errors(folder, files, jar)))
    wide = list(overflow.widened(browser, site, addresses))
    yield counted(name, f"scroll sideways: {len(addresses)} pages, 4 widths", wide)
    script = modules / "axe-core" / "axe.min.js"
    found = list(axe.violations(browser, site, addresses, script))
    yield counted(name, f"axe: {len(addresses)} pages, 2 widths, 2 schemes", found)


def of_articles(name: str, folder: Path, site: str, browser: Browser) -> Iterator[Figure]:
    """What the heaviest article weighs."""
    articles = [path.parent.name for path in sorted(folder.glob("articles/*/index.html"))]
    weights = [weight(browser, f"{site}articles/{article}/") for article in articles]
    html = max(one.html for one in weights)
    everything = max(one.everything for one in weights)
    yield Figure(name, "article, HTML", f"{html:,} B", f"{HTML:,} B", html <= HTML)
    bound = f"{EVERYTHING:,} B"
    yield Figure(
        name, "article, all but fonts", f"{everything:,} B", bound, everything <= EVERYTHING
    )


def of_lighthouse(name: str, site: str, modules: Path) -> Iterator[Figure]:
    for address in LOOKED_AT:
        found = lighthouse.scores(site + address, modules)
        for category in lighthouse.WHOLE:
            mark = found.marks[category]
            why = "\n".join(f"  {one}" for one in found.objections if one.startswith(category))
            what = f"Lighthouse: /{address} {category}"
            yield Figure(name, what, str(mark), "100", mark == 100, why)
        runs = ", ".join(map(str, found.performance))
        found_here = f"{found.marks['performance']} (median of {runs})"
        yield Figure(name, f"Lighthouse: /{address} performance", found_here, "", True)


def table(figures: list[Figure]) -> str:
    rows = [("site", "what", "found", "at most", "")]
    rows += [(*one[:4], "" if one.is_good else "TOO MUCH") for one in figures]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path, nargs="+")
    parser.add_argument("--modules", type=Path, required=True)
    parser.add_argument("--without", action="append", default=[], choices=["lighthouse"])
    given = parser.parse_args()
    figures: list[Figure] = []
    with chromium() as browser:
        for place, folder in enumerate(given.sites):
            with served(folder) as site:
                name = folder.resolve().parent.name
                for figure in of_pages(name, folder, site, browser, given.modules):
                    figures.append(figure)
                    print(f"{figure.site}: {figure.what}: {figure.found}", flush=True)
                if place == 0:
                    figures += of_articles(name, folder, site, browser)
    if "lighthouse" not in given.without:
        with served(given.sites[0]) as site:
            figures += of_lighthouse(given.sites[0].resolve().parent.name, site, given.modules)
    for figure in figures:
        if not figure.is_good:
            print(f"\n{figure.site}, {figure.what}:\n{figure.why}")
    print(f"\n{table(figures)}")
    sys.exit(not all(figure.is_good for figure in figures))


if __name__ == "__main__":
    main()
