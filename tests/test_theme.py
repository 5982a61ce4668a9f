"""Tests of theme/: titles as text, nothing from elsewhere, fonts with their licences."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import ROOT, run_mkdocs

from generator.cli import main

FETCHED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "audio": "src"}
FETCHING_LINKS = {"stylesheet", "preload", "preconnect", "icon", "dns-prefetch", "manifest"}


def test_a_hostile_title_is_text_in_the_title_the_heading_and_the_header(small_site: Path) -> None:
    hostile = "</title><script>alert(1)</script> & <b>*x*</b>\u00a0{{ y  }}"
    for place in ("summaries/engineer-warns.yml", "home.yml"):
        path = small_site / "content" / place
        path.write_text(re.sub(r"(?m)^title: .*$", f"title: '{hostile}'", path.read_text()))
    by_hand = small_site / "content" / "pages" / "by-hand.md"
    by_hand.write_text("# &lt;/title&gt;&lt;script&gt;x\n")
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 0, done.stderr
    names = ("articles/engineer-warns/index.html", "index.html", "articles/index.html")
    for name in names:
        html = BeautifulSoup((small_site / "site" / name).read_bytes(), "html.parser")
        assert hostile in html.get_text()
        assert not any("alert" in script.get_text() for script in html.find_all("script"))
    html = BeautifulSoup((small_site / "site" / names[0]).read_bytes(), "html.parser")
    assert html.title.get_text() == f"{hostile} \N{EN DASH} Bridge Briefing"
    assert html.h1.get_text() == hostile
    html = BeautifulSoup((small_site / "site/by-hand/index.html").read_bytes(), "html.parser")
    assert html.title.get_text().startswith("</title><script>x")


@pytest.mark.parametrize(
    ("site_url", "directory_urls", "redirect", "canonical"),
    [
        (
            "https://site.example/a&b/%C3%BC/x.y",
            True,
            "../mayor-closes-bridge/",
            "https://site.example/a&b/%C3%BC/x.y/articles/mayor-closes-bridge/",
        ),
        ("", False, "mayor-closes-bridge.html", "mayor-closes-bridge.html"),
    ],
)
def test_a_former_address_leads_on_with_the_plugin_and_without(
    small_site: Path, monkeypatch, site_url, directory_urls, redirect, canonical
) -> None:
    config = small_site / "site_config.yml"
    text = config.read_text().replace("https://site.example/bridge/", site_url)
    config.write_text(f"use_directory_urls: {str(directory_urls).lower()}\n{text}")
    monkeypatch.chdir(small_site)
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    ending = "/index.html" if directory_urls else ".html"
    for folder in (small_site, small_site / "out"):
        done = run_mkdocs(folder, "build", "--strict")
        assert done.returncode == 0, done.stderr
        path = folder / "site" / f"articles/bridge-shut{ending}"
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        (refresh,) = html.find_all("meta", attrs={"http-equiv": "refresh"})
        assert refresh["content"] == f"0; url={redirect}"
        assert [link["href"] for link in html.find_all("link", rel="canonical")] == [canonical]
        assert html.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        target = path.parent / redirect / ("index.html" if directory_urls else "")
        assert "Mayor closes the Old Bridge" in target.read_text()
        assert "has moved to Mayor closes the Old Bridge." in html.article.get_text()
        index = json.loads((folder / "site" / "search" / "search_index.json").read_text())
        assert not any("bridge-shut" in entry["location"] for entry in index["docs"])
        sitemap = (folder / "site" / "sitemap.xml").read_text()
        assert "bridge-shut" not in sitemap
        assert ("articles/mayor-closes-bridge" in sitemap) == bool(site_url)
        for other in (folder / "site").rglob("*.html"):
            found = BeautifulSoup(other.read_bytes(), "html.parser")
            led = found.find("meta", attrs={"http-equiv": "refresh"})
            moved = {"bridge-shut", "the-post", "gazette"}
            assert bool(led) == bool(moved & {other.stem, other.parent.name}), other


def test_no_page_asks_anything_of_another_origin(built_site: Path) -> None:
    pages = list(built_site.rglob("*.html"))
    assert pages
    for path in pages:
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        for tag in html.find_all(list(FETCHED)):
            assert not urlsplit(tag.get(FETCHED[tag.name], "")).netloc, path
        for link in html.find_all("link"):
            if FETCHING_LINKS & set(link["rel"]):
                assert not urlsplit(link["href"]).netloc, path


def test_our_styles_name_only_files_that_lie_beside_them() -> None:
    folder = ROOT / "theme" / "assets" / "stylesheets"
    for path in folder.glob("*.css"):
        for name in re.findall(r"url\(([^)]+)\)", path.read_text()):
            written_out = name.startswith('"data:image/svg+xml,')
            assert written_out or (folder / name).resolve().is_file(), name


def test_every_font_has_its_licence_beside_it() -> None:
    fonts = ROOT / "theme" / "assets" / "fonts"
    families = {re.split("-latin", path.name)[0] for path in fonts.glob("*.woff2")}
    assert families == {"newsreader", "schibsted-grotesk"}
    for family in families:
        assert "Open Font License" in (fonts / f"LICENSE-{family}.txt").read_text()


def test_pages_carry_no_inline_style(built_site: Path) -> None:
    for path in built_site.rglob("*.html"):
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        assert not html.select(".b [style]"), path
