"""The one list of page kinds: checked content in, finished pages out."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from string import Formatter
from typing import Any, get_args
from urllib.parse import quote

import yaml
from jinja2 import Environment

from generator.facts import Briefing
from generator.layout import fill
from generator.markdown import Markdown, address, attribute
from generator.model.content import Content
from generator.model.fields import Certainty, Comparator
from generator.pages import actor, article, checking, home, lists
from generator.pages.view import View
from generator.resolving import brief
from generator.words import Words


@dataclass(frozen=True)
class Settings:
    """What of the site's configuration the pages show.

    `edit_uri_template` is MkDocs' option: an address with `{path}` or `{path_noext}` in it, which
    becomes the path of a YAML file in the repository; `content` is the content folder's path there.
    """

    edit_uri_template: str | None = None
    content: str = "content"


@dataclass(frozen=True)
class Page:
    """A finished page: its `path` below the docs folder and its `markdown`, front matter included.

    `made_from` names the records it shows, so that a cache can know what an edit touches; `source`
    is the file to which it owes its address, where that is one of the content's.
    """

    path: str
    title: str
    markdown: str
    made_from: frozenset[str]
    source: str = ""


@dataclass(frozen=True)
class PageKind:
    """How one kind of page is made.

    `path` holds `{id}` where there are many; `ids` then lists them. `layout` names the template,
    `source` the file of the content folder to which the page owes its address.
    """

    name: str
    path: str
    view: Callable[..., View]
    layout: str
    ids: Callable[[Briefing], Iterable[str]] | None = None
    source: str = ""


def _summaries(briefing: Briefing) -> Iterator[str]:
    return (part.key for part in briefing.summaries)


def _actors(briefing: Briefing, kind: str) -> Iterator[str]:
    return (id for id, actor in briefing.actors.items() if actor.kind == kind)


_people = partial(_actors, kind="person")
_organisations = partial(_actors, kind="organisation")

PAGE_KINDS = (
    PageKind("home", "index.md", home.view, "home"),
    PageKind("articles", "articles/index.md", article.index, "articles"),
    PageKind(
        "article", "articles/{id}.md", article.view, "article", _summaries, "summaries/{id}.yml"
    ),
    PageKind("people", "people/index.md", actor.people, "actors"),
    PageKind("person", "people/{id}.md", actor.view, "actor", _people, "registry/people.yml"),
    PageKind("organisations", "organisations/index.md", actor.organisations, "actors"),
    PageKind(
        "organisation",
        "organisations/{id}.md",
        actor.view,
        "actor",
        _organisations,
        "registry/organisations.yml",
    ),
    PageKind("timeline", "timeline.md", lists.timeline, "timeline"),
    PageKind("quotes", "quotes.md", lists.quotes, "quotes"),
    PageKind("numbers", "numbers.md", lists.numbers, "numbers"),
    PageKind("legend", "how-to-read.md", lists.legend, "legend"),
    PageKind("checking", "how-this-is-checked.md", checking.view, "checking"),
)

_PATHS = {kind.name: kind.path for kind in PAGE_KINDS}


def build_pages(
    content: Content, settings: Settings, words: Words, environment: Environment
) -> tuple[Page, ...]:
    """Every page of the site, in the order of `PAGE_KINDS`; `environment` holds the layouts."""
    press = _Press(brief(content), settings, words, environment)
    return tuple(
        press.page(kind, id)
        for kind in PAGE_KINDS
        for id in (kind.ids(press.briefing) if kind.ids else [""])
    )


@dataclass(frozen=True)
class _Press:
    """What all pages are made with."""

    briefing: Briefing
    settings: Settings
    words: Words
    environment: Environment

    def page(self, kind: PageKind, id: str) -> Page:
        path = kind.path.format(id=id)
        view = kind.view(self.briefing, self.words, *([id] if kind.ids else []))
        values = {
            **view.values,
            "kind": kind.name,
            "title": view.title,
            "say": self.words.say,
            "words": self.words,
            "url": partial(_url, path),
            "edit_url": partial(_edit_url, self.settings),
            "scales": {"certainty": get_args(Certainty), "comparator": get_args(Comparator)},
            "passage_url": _passage_url,
        }
        body = fill(self.environment, kind.layout, values)
        source = f"{self.settings.content}/{kind.source.format(id=id)}" if kind.source else ""
        return Page(path, view.title, _front_matter(view) + body, view.made_from, source)


def _url(page: str, kind: str, id: str = "", anchor: str = "") -> Markdown:
    """The address of a page from another, as MkDocs wants it: relative, to the `.md` file."""
    target = posixpath.relpath(_PATHS[kind].format(id=id), posixpath.dirname(page) or ".")
    return Markdown(f"{target}#{anchor}" if anchor else target)


def _passage_url(url: str, fragment: str | None) -> Markdown:
    """The address of an article, with the text directive that leads to a passage of it."""
    if not fragment:
        return address(url)
    before, _, own = url.partition("#")
    return address(f"{before}#{own}:~:{fragment}")


def _edit_url(settings: Settings, folder: str, id: str) -> Markdown | None:
    if not settings.edit_uri_template:
        return None
    stem = f"{settings.content}/{folder}/{id}"
    return attribute(edit_address(settings.edit_uri_template, stem, "yml"))


class _Quoting(Formatter):
    """MkDocs' conversion `!q` beside Python's own: percent-encoded, slashes too."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        return (
            quote(value, safe="") if conversion == "q" else super().convert_field(value, conversion)
        )


def edit_address(template: str, stem: str, ending: str) -> str:
    """A filled `edit_uri_template`; raises what `str.format` raises for one that cannot be."""
    return _Quoting().format(template, path=f"{stem}.{ending}", path_noext=stem)


def _front_matter(view: View) -> str:
    """The page's title and description for MkDocs.

    Themes print both raw into HTML, so they are HTML here; YAML's double quotes, as PyYAML writes
    them, keep every character (JSON's would turn an emoji into two surrogates).
    """
    fields: dict[str, Any] = {
        "title": html.escape(view.title),
        "description": html.escape(" ".join(view.description.split())),
    }
    dumped = yaml.safe_dump(
        fields, allow_unicode=True, default_style='"', width=float("inf"), sort_keys=False
    )
    return f"---\n{dumped}hide: [navigation, toc, path]\n---\n\n"
