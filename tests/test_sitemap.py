"""Tests of generator/speed/sitemap.py: what it writes is what the theme's template writes."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from generator.bundled import theme_folder
from generator.mending import MendedTemplates
from generator.speed.sitemap import NAME, without_template


def page(url: str | None, **meta: str) -> SimpleNamespace:
    return SimpleNamespace(canonical_url=url, meta=meta)


PAGES = [
    SimpleNamespace(page=page("https://example.org/a/?b=1&c='\"<x>")),
    SimpleNamespace(page=page("https://example.org/b/", updated="2030-01-02")),
    SimpleNamespace(page=page("https://example.org/old/", redirect="../b/")),
    SimpleNamespace(page=page("https://example.org/draft/", draft="draft")),
    SimpleNamespace(page=page(None)),
    SimpleNamespace(page=SimpleNamespace(canonical_url="https://example.org/c/", meta=None)),
]


@pytest.mark.parametrize("pages", [PAGES, []])
def test_it_is_the_one_that_the_template_writes(pages: list[SimpleNamespace]) -> None:
    loader = MendedTemplates(FileSystemLoader(theme_folder()))
    template = Environment(loader=loader).get_template(NAME)
    quick = without_template(template)
    assert quick is not template
    written = quick.render({"pages": pages})
    assert written == template.render({"pages": pages})
    assert written.count("<url>") == (3 if pages else 0)


def test_all_that_the_template_asks_of_a_page_is_tried_here() -> None:
    asked = set(re.findall(r"page\.meta\.(\w+)", (theme_folder() / NAME).read_text()))
    tried = {name for one in PAGES for name in one.page.meta or {}}
    assert asked == tried


def test_a_template_of_a_site_s_own_stays(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{{ pages }}")
    template = Environment(loader=FileSystemLoader(tmp_path)).get_template(NAME)
    assert without_template(template) is template
    from_text = Environment().from_string("{{ pages }}")
    assert without_template(from_text) is from_text
