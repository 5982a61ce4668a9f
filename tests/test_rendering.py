"""Tests of generator/speed/rendering.py: the same pages as Python-Markdown makes of them."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, SETTINGS, small_files
from hostile import HOSTILE
from likeness import normal
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from generator.layout import layouts
from generator.markdown import escape
from generator.press import build_site
from generator.reading import parse_content, read_content
from generator.site import Page
from generator.speed.rendering import GeneratedPage, Links
from generator.words import read_words

VIEWS = ROOT / "tests" / "views"


def view_files() -> dict[str, bytes]:
    return {str(path.relative_to(VIEWS)): path.read_bytes() for path in VIEWS.rglob("*.yml")}


def contents():
    return {
        "small": lambda: parse_content(small_files()),
        "views": lambda: parse_content(view_files()),
        "own": lambda: read_content(ROOT / "content").content,
    }


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """The site's own options, but for its navigation."""
    config = load_config(str(ROOT / "site_config.yml"), site_dir=str(tmp_path), nav=None)
    config.plugins._current_plugin = "briefing"
    return config


def both(
    config: MkDocsConfig, pages: list[Page], others: Sequence[Page] = ()
) -> list[tuple[GeneratedPage, MkDocsPage]]:
    """Pages as ours and as MkDocs renders them."""
    rendered: list[list[MkDocsPage]] = []
    for is_ours in (True, False):
        links = Links()
        files = Files(
            File.generated(config, page.path, content=page.markdown) for page in [*pages, *others]
        )
        files.append(File.generated(config, "about.md", content="# About\n"))
        set_exclusions(files, config)
        made = []
        for page in pages:
            file = files.get_file_from_path(page.path)
            one = (
                GeneratedPage(None, file, config, links)
                if is_ours
                else MkDocsPage(None, file, config)
            )
            one.read_source(config)
            one.render(config, files)
            made.append(one)
        rendered.append(made)
    return list(zip(*rendered, strict=True))


def entries(toc: list[AnchorLink]) -> list[object]:
    words = [" ".join(html.unescape(one.title).split()) for one in toc]
    parts = zip(words, toc, strict=True)
    return [(word, one.level, one.id, entries(one.children)) for word, one in parts]


def anchors(page: MkDocsPage) -> dict[str, dict[str, str]]:
    return {file.src_uri: links for file, links in (page.links_to_anchors or {}).items() if links}


@pytest.mark.parametrize("name", list(contents()))
def test_every_page_is_what_python_markdown_makes_of_it(name: str, config: MkDocsConfig) -> None:
    site = build_site(contents()[name](), SETTINGS, read_words("en_GB"), layouts())
    assert len(site.pages) > 30
    for ours, theirs in both(config, list(site.pages)):
        path = ours.file.src_uri
        assert normal(ours.content) == normal(theirs.content), path
        assert entries(ours.toc) == entries(theirs.toc), path
        assert ours.present_anchor_ids == theirs.present_anchor_ids, path
        assert anchors(ours) == anchors(theirs), path
        assert (ours.title, ours.meta) == (theirs.title, theirs.meta), path
        assert 'markdown="1"' not in ours.content


def page_of(markdown: str, path: str = "folder/page.md") -> Page:
    return Page(path, "x", f"---\ntitle: x\n---\n\n{markdown}")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, config: MkDocsConfig) -> None:
    said = escape(text)
    lines = [f"# {said} {{#id}}", f"## {said}", f'<p title="{said}">x</p>', said]
    markdown = "\n\n".join([*lines, f"| a |\n|---|\n| {said} |\n"])
    ((ours, theirs),) = both(config, [page_of(markdown)])
    assert normal(ours.content) == normal(theirs.content)
    assert entries(ours.toc) == entries(theirs.toc)


@pytest.mark.parametrize(
    "link",
    [
        "other.md",
        "other.md#there",
        "../index.md",
        "#here",
        "../folder/page.md#here",
        "nested/page.md",
        "page/inner.md",
        "other.csv",
        "files/",
        "gone.md",
        "../../gone.md#x",
        "/other.md",
        "other.md?q=1&p=2#x",
        "o%74her.md",
        "https://x.example/other.md#x",
        "mailto:a@x.example",
    ],
)
@pytest.mark.parametrize("path", ["folder/page.md", "folder/index.md", "index.md", "other.md"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_links_lead_where_mkdocs_leads_them(
    link: str, path: str, directory_urls: bool, config: MkDocsConfig, caplog
) -> None:
    config.use_directory_urls = directory_urls
    names = ["folder/page.md", "folder/other.md", "folder/index.md", "index.md", "other.md"]
    names += ["folder/nested/page.md", "folder/page/inner.md"]
    others = [page_of("x", name) for name in names]
    others.append(Page("folder/other.csv", "x", "1"))
    inline = f'[a]({link}) ![b]({link} "t") [c](<{link}>) [d]\n\n[d]: {link}\n\n`[e]({link})`'
    # the first page makes known what the second meets again
    first = page_of(inline.replace("other.csv", "./other.csv"), "folder/other.md")
    with caplog.at_level(logging.INFO):
        pairs = both(config, [first, page_of(inline, path)], others)
    for ours, theirs in pairs:
        assert normal(ours.content) == normal(theirs.content)
        assert anchors(ours) == anchors(theirs)
    warned = re.findall(r"Doc file .*", caplog.text)
    assert sorted(set(warned[: len(warned) // 2])) == sorted(set(warned[len(warned) // 2 :]))


def test_a_link_of_html_is_left_alone(config: MkDocsConfig) -> None:
    ((ours, _),) = both(config, [page_of('<a href="page.md">x</a>\n\n<p>](page.md)</p>\n')])
    assert '<a href="page.md">x</a>' in ours.content
    assert "<p>](page.md)</p>" in ours.content


def test_headings_without_an_id_get_ids_of_their_own(config: MkDocsConfig) -> None:
    heads = ["# <bdi>Über &#38; unter</bdi>", "## Same", "### Same", "## Other {#same_2}"]
    markdown = "\n\n".join([*heads, "## Same", "## &#33;", ""])
    ((ours, theirs),) = both(config, [page_of(markdown)])
    assert normal(ours.content) == normal(theirs.content)
    assert entries(ours.toc) == entries(theirs.toc)
