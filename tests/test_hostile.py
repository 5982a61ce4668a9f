"""Tests of whole sites full of hostile text: the same elements as a harmless one, nothing more."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from conftest import ROOT, pages_of, run_mkdocs
from hostile import HOSTILE, full_of, one_line

EXTENSIONS = yaml.safe_load((ROOT / "site_config.yml").read_text())["markdown_extensions"]
#: Harmless strings of as many paragraphs as the hostile one has.
HARMLESS = ["word", "word\n\nword", "word\n\nword\n\nword"]


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser", preserve_whitespace_tags={"bdi"})


def elements(html: BeautifulSoup) -> Counter[tuple[str, tuple[str, ...]]]:
    return Counter((tag.name, tuple(sorted(tag.attrs))) for tag in html.find_all(True))


def _runs(tag: Tag) -> bool:
    """Whether a browser runs it: a script, and none that holds data."""
    return tag.name == "script" and tag.get("type") != "application/ld+json"


def rendered(text: str) -> dict[str, BeautifulSoup]:
    return {
        path: parsed(markdown.markdown(page.markdown.split("---\n", 2)[2], extensions=EXTENSIONS))
        for path, page in pages_of(full_of(text)).items()
    }


@pytest.fixture(scope="module")
def harmless() -> list[dict[str, BeautifulSoup]]:
    return [rendered(text) for text in HARMLESS]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_site_full_of_a_hostile_string_has_the_elements_of_a_harmless_one(text, harmless) -> None:
    tame = harmless[text.strip("\n").count("\n\n")]
    for path, html in rendered(text).items():
        assert elements(html) == elements(tame[path]), path
        shown = [field.get_text() for field in html.find_all("bdi")]
        expected = [field.get_text() for field in tame[path].find_all("bdi")]
        assert len(shown) == len(expected)
        paragraphs = {*text.split("\n\n"), one_line(text)}
        for found, plain in zip(shown, expected, strict=True):
            if plain == "word":
                assert found in paragraphs, path


def test_a_hostile_site_built_for_real_is_a_harmless_one_with_other_words(small_site: Path) -> None:
    mixed = " ".join(one_line(text) for text in HOSTILE if len(text) < 40)[:980].strip()
    built = {}
    for name, text in (("tame", "word"), ("hostile", mixed)):
        shutil.rmtree(small_site / "content" / "receipts", ignore_errors=True)
        for file, data in full_of(text).items():
            (small_site / "content" / file).write_bytes(data)
        done = run_mkdocs(small_site, "build", "--strict", "--site-dir", name)
        assert done.returncode == 0, done.stderr
        built[name] = small_site / name
    pages = sorted(path.relative_to(built["tame"]) for path in built["tame"].rglob("*.html"))
    for page in pages:
        tame, hostile = (parsed((built[name] / page).read_text()) for name in ("tame", "hostile"))
        assert elements(hostile) == elements(tame), page
        scripts = [[tag.get_text() for tag in html.find_all(_runs)] for html in (tame, hostile)]
        assert scripts[0] == scripts[1], page
        ids = [tag["id"] for tag in hostile.find_all(id=True)]
        assert len(ids) == len(set(ids)), page
    article = parsed((built["hostile"] / "articles/engineer-warns/index.html").read_text())
    linked = article.find("script", type="application/ld+json")
    assert json.loads(linked.get_text())["headline"] == mixed
    assert article.find("meta", property="og:title")["content"] == mixed
    assert article.h1.get_text() == mixed
    assert article.title.get_text() == f"{mixed} \N{EN DASH} Bridge Briefing"
    index = json.loads((built["hostile"] / "search" / "search_index.json").read_text())
    titles = {
        entry["title"] for entry in index["docs"] if entry["location"].startswith("articles/e")
    }
    assert mixed in {parsed(title).get_text() for title in titles}
