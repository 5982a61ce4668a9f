"""Tests of generator/addresses.py."""

from __future__ import annotations

from html import unescape

import pytest
from bs4 import BeautifulSoup
from conftest import small_files

from generator.addresses import Addresses, editor_address, report_address
from generator.layout import layouts
from generator.press import build_site
from generator.reading import parse_content
from generator.site import Settings
from generator.words import read_words

PATHS = {"home": "index.md", "numbers": "numbers/index.md", "article": "articles/{id}.md"}


@pytest.mark.parametrize(
    ("kind", "id", "with_folders", "with_files"),
    [
        ("home", "", "", "index.html"),
        ("numbers", "", "numbers/", "numbers/index.html"),
        ("article", "a", "articles/a/", "articles/a.html"),
    ],
)
def test_a_page_is_where_mkdocs_puts_it(kind, id, with_folders, with_files) -> None:
    site = "https://site.example/x/"
    assert Addresses(PATHS, site).public(kind, id) == site + with_folders
    assert Addresses(PATHS, site, directory_urls=False).public(kind, id) == site + with_files
    assert Addresses(PATHS).public(kind, id, "q-1") == f"{with_folders}#q-1"


def test_pages_lead_to_each_other_by_their_files() -> None:
    found = Addresses(PATHS).relative("numbers/index.md", "article", "a", "n-1")
    assert found.source == "../articles/a.md#n-1"


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        (
            "a@site.example",
            "mailto:a@site.example?subject=A%20%26%20B",
        ),
        (
            "https://forge.example/new?labels=error",
            "https://forge.example/new?labels=error&title=A%20%26%20B",
        ),
    ],
)
def test_an_error_is_reported_with_the_address_of_the_fact(contact, address) -> None:
    made = report_address(contact, "A & B", "https://s.example/#q")
    assert unescape(made.source) == f"{address}&body=https%3A%2F%2Fs.example%2F%23q"


@pytest.mark.parametrize(
    ("template", "path", "address"),
    [
        ("vscode://file/{path}:{line}", "/a b/#1.yml", "vscode://file/a%20b/%231.yml:7"),
        ("vscode://file/{path}:{line}", "C:/a/b.yml", "vscode://file/C:/a/b.yml:7"),
        (
            "x://open?url=file://{path}&l={line}",
            "/a/b&c.yml",
            "x://open?url=file:///a/b%26c.yml&l=7",
        ),
        ("idea://open?file={path}", "/a/é{line}.yml", "idea://open?file=/a/%C3%A9%7Bline%7D.yml"),
    ],
)
def test_an_editor_is_told_the_whole_path_quoted_and_no_slash_twice(
    template: str, path: str, address: str
) -> None:
    assert editor_address(template, path, 7) == address


def test_where_the_forge_wants_the_line_the_page_says_where_to_put_it() -> None:
    def link(template: str) -> str:
        settings = Settings(edit_uri_template=template)
        content = parse_content(small_files())
        site = build_site(content, settings, read_words("en_GB"), layouts())
        page = next(page for page in site.pages if page.path == "articles/engineer-warns.md")
        found = BeautifulSoup(page.markdown, "html.parser").select_one("a.b-edit")
        return f"{found['href']} {found.get('data-at-line')}"

    file = "content/summaries/engineer-warns.yml"
    assert link("https://f.example/{path}") == f"https://f.example/{file} None"
    assert (
        link("https://f.example/{path}?at={line}")
        == f"https://f.example/{file}?at=1 https://f.example/{file}?at={{line}}"
    )
