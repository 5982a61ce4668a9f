"""Tests of theme/: titles as text, nothing from elsewhere, fonts with their licences."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
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
    by_hand.write_text('# &lt;/title&gt;&lt;script&gt;x "y"\n')
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 0, done.stderr
    names = ("articles/engineer-warns/index.html", "index.html", "articles/index.html")
    for name in names:
        html = BeautifulSoup((small_site / "site" / name).read_bytes(), "html.parser")
        assert hostile in html.get_text()
        run = [tag for tag in html.find_all("script") if tag.get("type") != "application/ld+json"]
        assert run
        assert not any("alert" in script.get_text() for script in run)
    html = BeautifulSoup((small_site / "site" / names[0]).read_bytes(), "html.parser")
    assert html.title.get_text() == f"{hostile} \N{EN DASH} Bridge Briefing"
    assert html.h1.get_text() == hostile
    html = BeautifulSoup((small_site / "site/by-hand/index.html").read_bytes(), "html.parser")
    assert html.title.get_text().startswith("</title><script>x")
    assert html.find("meta", property="og:title")["content"] == '</title><script>x "y"'


def test_the_head_tells_what_a_page_is_and_where_its_feeds_are(built_site: Path) -> None:
    settings = yaml.safe_load((ROOT / "site_config.yml").read_text())
    for path in built_site.rglob("index.html"):
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        canonical = html.find("link", rel="canonical")["href"]
        told = {tag["property"]: tag["content"] for tag in html.find_all("meta", property=True)}
        assert told["og:url"] == canonical, path
        assert told["og:site_name"] == settings["site_name"]
        assert told["og:title"]
        assert told["og:description"]
        kind = "article" if path.parent.parent.name == "articles" else "website"
        assert told["og:type"] == kind, path
        feeds = [link["href"] for link in html.find_all("link", rel="alternate")]
        assert len(feeds) >= 2
        for feed in feeds:
            assert (path.parent / feed).resolve().is_file(), (path, feed)
        linked = html.find("script", type="application/ld+json")
        if linked:
            assert json.loads(linked.get_text())["@id"] == canonical
    person = next((built_site / "people").glob("*/index.html"))
    html = BeautifulSoup(person.read_bytes(), "html.parser")
    own = {link["href"] for link in html.find_all("link", rel="alternate")}
    assert f"../../data/people/{person.parent.name}.xml" in own


def test_the_map_of_the_site_has_the_days_of_changes_and_leaves_redirects_out(
    small_site: Path,
) -> None:
    pages = small_site / "content" / "pages"
    (pages / "moved.md").write_text("---\nredirect: about.md\n---\n\n# Moved\n")
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 0, done.stderr
    root = ElementTree.fromstring((small_site / "site" / "sitemap.xml").read_bytes())
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    days = {
        one.findtext(f"{space}loc"): one.findtext(f"{space}lastmod")
        for one in root.iter(f"{space}url")
    }
    site = "https://site.example/bridge/"
    assert days.pop(f"{site}articles/mayor-closes-bridge/") == "2030-06-06"
    assert days.pop(f"{site}articles/engineer-warns/") == "2030-05-04"
    assert f"{site}about/" in days
    assert f"{site}moved/" not in days
    assert set(days.values()) == {None}


def test_every_link_of_the_data_page_leads_to_a_file(built_site: Path) -> None:
    page = built_site / "data" / "index.html"
    html = BeautifulSoup(page.read_bytes(), "html.parser")
    links = [tag["href"] for tag in html.select(".b-data a") if "#" not in tag["href"]]
    files = {
        path.relative_to(page.parent).as_posix()
        for path in page.parent.rglob("*")
        if path.is_file() and path != page
    }
    assert set(links) == files


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
