"""The sitemap of our theme without its template, which takes its time over thousands of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from jinja2 import Template
from markupsafe import escape

from generator.bundled import theme_folder

#: Its name in a theme and in a site.
NAME = "sitemap.xml"

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">"""


def without_template(template: Template) -> Template:
    """What writes the same as a template; the template itself, if a site has one of its own."""
    try:
        is_ours = Path(str(template.filename)).read_bytes() == (theme_folder() / NAME).read_bytes()
    except OSError:
        return template
    return cast(Template, _Sitemap()) if is_ours else template


class _Sitemap:
    def render(self, context: Mapping[str, Any]) -> str:
        return "".join([_HEAD, *_entries(context), "\n</urlset>"])


def _entries(context: Mapping[str, Any]) -> Iterator[str]:
    for file in context["pages"]:
        page = file.page or file
        meta = page.meta or {}
        if page.canonical_url and not (meta.get("redirect") or meta.get("draft")):
            updated = meta.get("updated")
            day = f"\n<lastmod>{escape(updated)}</lastmod>" if updated else ""
            yield f"\n<url>\n<loc>{escape(page.canonical_url)}</loc>{day}\n</url>"
