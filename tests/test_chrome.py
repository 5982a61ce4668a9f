"""Tests of generator/speed/chrome.py: whatever a theme does, the pages are those it renders."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import url_filter

from generator.speed.chrome import Chromes
from generator.speed.rendering import GeneratedPage, Links

PLAIN = """<title>{{ page.meta.title | replace("<", "&lt;") }}</title>
<link href="{{ page.canonical_url | e }}"><a href="{{ (page.toc | first).url | url }}">skip</a>
{% if page.meta.feed_atom %}<link href="{{ page.meta.feed_atom | url }}">{% endif %}
{% for one in (page.toc | first).children %}<a href="{{ one.url }}">{{ one.title }}</a>{% endfor %}
<a href="{{ 'articles/' | url }}">{{ page.content }}</a>"""

TITLES = [
    "Aaaa bbbb",
    "Cccc dddd",
    "&lt;b&gt; &amp; &quot;it&#x27;s&quot;",
    "Ünïcode 💥",
    "a",
    "A &amp; b",
]


def rendered(template: str, tmp_path: Path, accelerate: bool = True) -> tuple[list[str], int]:
    """Twelve pages of a site in a theme, and how many of them came out of a chrome."""
    config = MkDocsConfig()
    (tmp_path / "docs").mkdir(exist_ok=True)
    folders = {"docs_dir": str(tmp_path / "docs"), "site_dir": str(tmp_path / "site")}
    config.load_dict({"site_name": "x", "site_url": "https://x.example/y/", **folders})
    assert config.validate() == ([], [])
    env = Environment(loader=DictLoader({"main.html": template}))
    env.filters["url"] = url_filter
    chromes = Chromes()
    if accelerate:
        chromes.install(env)
    files, nav, links = Files([]), Navigation([], []), Links()
    found = []
    for number, title in enumerate([*TITLES, *TITLES]):
        feed = f'feed_atom: "data/articles/p{number}.xml"\n' if number % 2 else ""
        markdown = f"# {title} {{#t{number}}}\n\n## {title} {{#h{number}}}\n\n{title}\n"
        source = f'---\ntitle: "{title}"\ndescription: "{title}!"\n{feed}---\n\n{markdown}'
        file = File(f"articles/p{number}.md", None, str(tmp_path), True)
        file.content_string = source
        page = GeneratedPage(None, file, config, links)
        page.read_source(config)
        page.render(config, files)
        context = {"page": page, "nav": nav, "config": config, "base_url": "../.."}
        found.append(env.get_template("main.html").render(context))
    return found, chromes.joined


def test_a_theme_is_rendered_twice_for_each_sort_of_page_and_then_joined(tmp_path: Path) -> None:
    found, joined = rendered(PLAIN, tmp_path)
    assert found == rendered(PLAIN, tmp_path, accelerate=False)[0]
    assert joined == 8  # there are two sorts, with a feed and without


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ page.content | length }}",
        "{{ page.content | upper }}",
        "{{ page.content | striptags }}",
        "{{ page.content | truncate(20) }}",
        "{{ page.content | e }}",
        "{{ page.title | upper }}",
        "{{ page.title | e }}",
        "{{ page.title | striptags }}",
        "{{ page.title | length }}",
        "{{ page.title[0] }}",
        "{{ page.title | urlencode }}",
        "{{ page.meta.description | wordcount }}",
        "{{ page.file.src_uri | replace('p', 'q') }}",
        "{{ page.file.src_uri | title }}",
        "{{ page.url | length }}",
        "{{ page.canonical_url | upper }}",
        "{{ (page.toc | first).title | striptags | e }}",
        "{{ (page.toc | first).children[0].title | e }}",
        "{{ (page.toc | first).children[0].id | upper }}",
        "{% if 'b' in page.content %}b{% endif %}{{ page.content | hash_of }}",
    ],
)
def test_a_theme_that_changes_what_is_a_pages_own_is_always_rendered(
    hostile: str, tmp_path: Path
) -> None:
    template = PLAIN + hostile.replace(" | hash_of", " | list | sort | join")
    found, joined = rendered(template, tmp_path)
    assert found == rendered(template, tmp_path, accelerate=False)[0]
    assert joined == 0


@pytest.mark.parametrize(
    "harmless",
    [
        "{{ page.url }} {{ page.abs_url }} {{ page.file.src_uri }} {{ page.file.dest_uri }}",
        "{{ page.title }} {{ page.meta.description }}",
        "{{ page.is_homepage }} {{ page.edit_url }} {{ page.meta.keys() | list }}",
        "{{ 'articles/p7/' | url }}",
    ],
)
def test_a_theme_may_show_what_is_a_pages_own_wherever_it_likes(
    harmless: str, tmp_path: Path
) -> None:
    found, joined = rendered(PLAIN + harmless, tmp_path)
    assert found == rendered(PLAIN + harmless, tmp_path, accelerate=False)[0]
    assert joined >= 7
