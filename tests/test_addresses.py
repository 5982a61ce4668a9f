"""Tests of generator/addresses.py."""

from __future__ import annotations

from html import unescape

import pytest

from generator.addresses import Addresses, report_address

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
