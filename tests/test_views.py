"""Tests of whole sites of no summary, one, and five hundred: every view says something."""

from __future__ import annotations

import re
from functools import cache

import pytest
from bs4 import BeautifulSoup
from conftest import pages_of, run_mkdocs
from many import many

from generator.pages.differences import SHOWN
from generator.pages.numbers import FIGURES_SHOWN, WITH_RECEIPT
from generator.site import Page

VIEWS = (
    "timeline.md",
    "numbers/index.md",
    "differences.md",
    "positions.md",
    "expectations.md",
    "quotes.md",
    "sources.md",
    "changes.md",
    "places/index.md",
    "topics/index.md",
)
#: What stands on a page beside its title, its deck and the way to the legend.
SAYS = re.compile(r"<bdi>|b-empty|\*\*")


@cache
def pages_of_many(count: int) -> dict[str, Page]:
    return pages_of(many(count))


@pytest.mark.parametrize("count", [0, 1, 500])
def test_every_view_is_there_and_says_something(count: int) -> None:
    pages = pages_of_many(count)
    for path in VIEWS:
        body = pages[path].markdown.split("</div>", 1)[1]
        assert SAYS.search(body), path
    per_kind = {"numbers/": 2, "places/": 2, "topics/": 1, "articles/": count}
    for folder, expected in per_kind.items():
        found = [path for path in pages if path.startswith(folder) and path.count("/") == 1]
        found = [path for path in found if not path.endswith("index.md")]
        assert len(found) == (expected if count else 0), folder


def test_what_grows_with_the_articles_stays_bounded_where_a_reader_would_drown() -> None:
    pages = pages_of_many(500)
    numbers = pages["numbers/ships.md"].markdown
    assert numbers.count('class="b-number"') == WITH_RECEIPT
    assert numbers.count("\n| **[") == FIGURES_SHOWN
    differences = pages["differences.md"].markdown
    blocks = differences.split('class="b-difference"')[1:]
    assert blocks
    assert max(block.count('class="b-number"') for block in blocks) == SHOWN
    large = [page.markdown for path, page in pages.items() if path.startswith("differences")]
    assert any("and 488 more in the series" in text.replace("&#46;", ".") for text in large)


@pytest.mark.parametrize("count", [0, 1])
def test_mkdocs_builds_a_site_of_hardly_anything_without_a_warning(small_site, count: int) -> None:
    for path in (small_site / "content").rglob("*.*"):
        if path.suffix in (".yml", ".json"):
            path.unlink()
    for name, data in many(count).items():
        (small_site / "content" / name).parent.mkdir(exist_ok=True)
        (small_site / "content" / name).write_bytes(data)
    done = run_mkdocs(small_site, "build", "--strict")
    assert done.returncode == 0, done.stderr
    for path in VIEWS:
        built = path.removesuffix(".md").removesuffix("index")
        html = (small_site / "site" / built / "index.html").read_text()
        assert BeautifulSoup(html, "html.parser").h1, path


def test_the_charts_of_the_site_itself_are_drawn(built_site) -> None:
    html = (built_site / "numbers" / "kenyan-police-deployed" / "index.html").read_text()
    page = BeautifulSoup(html, "html.parser")
    assert len(page.select("svg .b-mark")) == 2
    assert page.select_one("svg .b-mark-planned")["data-value"] == "1000"
    assert page.select_one("svg .b-mark-actual path") is not None
