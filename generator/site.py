"""The one list of page kinds: checked content in, finished pages out."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_args

import yaml
from jinja2 import Environment

from generator.addresses import Addresses, edit_address, passage_address, report_address
from generator.exports.edition import Edition
from generator.exports.feeds import CHANGES, Channel, changed, channel_title, channels
from generator.exports.file import File
from generator.exports.linked import Subject, linked_data
from generator.exports.publication import files_of
from generator.facts import Briefing, Fact
from generator.layout import fill
from generator.markdown import Markdown, attribute
from generator.model.content import Content
from generator.model.fields import Certainty, Comparator
from generator.model.registry import Named
from generator.model.summary import Summary
from generator.pages import (
    actor,
    article,
    changes,
    checking,
    data,
    differences,
    expectations,
    home,
    lists,
    moved,
    numbers,
    positions,
    sources,
    subjects,
    timeline,
)
from generator.pages.view import View
from generator.resolving import as_first_published, brief
from generator.words import Words


@dataclass(frozen=True)
class Settings:
    """What of the site's configuration the pages and the files for machines show.

    `edit_uri_template` is MkDocs' option: an address with `{path}` or `{path_noext}` in it, which
    becomes the path of a YAML file in the repository; `content` is the content folder's path there.
    `site_url`, `site_name` and `directory_urls` are MkDocs' options too. `contact` is where readers
    report errors: an address of mail, or a web address.
    """

    edit_uri_template: str | None = None
    content: str = "content"
    site_url: str = ""
    site_name: str = ""
    directory_urls: bool = True
    contact: str | None = None


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
    `source` the file of the content folder to which the page owes its address: from there come the
    former ids that lead to it, and the name of what no page speaks of any more.
    """

    name: str
    path: str
    view: Callable[..., View]
    layout: str
    ids: Callable[[Briefing], Iterable[str]] | None = None
    source: str = ""


def _summaries(briefing: Briefing) -> Iterator[str]:
    return (part.key for part in briefing.summaries)


def _retracted(briefing: Briefing) -> Iterable[str]:
    return briefing.retracted


def _actors(briefing: Briefing, kind: str) -> Iterator[str]:
    return (id for id, actor in briefing.actors.items() if actor.kind == kind)


_people = partial(_actors, kind="person")
_organisations = partial(_actors, kind="organisation")
_places = partial(subjects.named, kind="places")
_topics = partial(subjects.named, kind="topics")

PAGE_KINDS = (
    PageKind("home", "index.md", home.view, "home"),
    PageKind("articles", "articles/index.md", article.index, "articles"),
    PageKind(
        "article", "articles/{id}.md", article.view, "article", _summaries, "summaries/{id}.yml"
    ),
    PageKind(
        "retracted",
        "articles/{id}.md",
        article.retracted,
        "retracted",
        _retracted,
        "summaries/{id}.yml",
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
    PageKind("timeline", "timeline.md", timeline.view, "timeline"),
    PageKind("quotes", "quotes.md", lists.quotes, "quotes"),
    PageKind("numbers", "numbers/index.md", numbers.index, "numbers"),
    PageKind(
        "measure",
        "numbers/{id}.md",
        numbers.view,
        "measure",
        numbers.measured,
        "registry/measures.yml",
    ),
    PageKind("differences", "differences.md", differences.view, "differences"),
    PageKind("positions", "positions.md", positions.view, "positions"),
    PageKind("expectations", "expectations.md", expectations.view, "expectations"),
    PageKind("sources", "sources.md", sources.view, "sources"),
    PageKind("places", "places/index.md", subjects.places, "subjects"),
    PageKind("place", "places/{id}.md", subjects.place, "subject", _places, "registry/places.yml"),
    PageKind("topics", "topics/index.md", subjects.topics, "subjects"),
    PageKind("topic", "topics/{id}.md", subjects.topic, "subject", _topics, "registry/topics.yml"),
    PageKind("legend", "how-to-read.md", lists.legend, "legend"),
    PageKind("checking", "how-this-is-checked.md", checking.view, "checking"),
    PageKind("changes", "changes.md", changes.view, "changes"),
    PageKind("data", "data/index.md", data.view, "data"),
)

#: The page kinds, beside that of the changes, whose readers may want to follow the changes.
_CHANGING = ("articles", "checking", "data")


@dataclass(frozen=True)
class PlannedPage:
    """A page that the site has: its `path`, and the `id` of what it shows, if its kind has many.

    It is `whole`; or `emptied`, where all that spoke of the record was retracted; or `moved`: at a
    former id, leading to the page of `id`.
    """

    kind: PageKind
    id: str
    path: str
    state: Literal["whole", "emptied", "moved"] = "whole"


def planned_pages(content: Content) -> tuple[PlannedPage, ...]:
    """All pages of the site, without making them."""
    return _plan(content, brief(content))


def _plan(content: Content, briefing: Briefing) -> tuple[PlannedPage, ...]:
    """Every page of every kind, each followed by those at its former ids.

    What was published stays reachable: a record of the registry whose only mentions were retracted
    keeps its page.
    """
    first = as_first_published(content)
    once = briefing if first is content else brief(first)
    pages: list[PlannedPage] = []
    for kind in PAGE_KINDS:
        whole = list(kind.ids(briefing)) if kind.ids else [""]
        pages += (PlannedPage(kind, id, kind.path.format(id=id)) for id in whole)
        if not kind.ids:
            continue
        emptied = []
        if kind.source.startswith("registry/"):
            emptied = sorted(set(kind.ids(once)) - set(whole))
        pages += (PlannedPage(kind, id, kind.path.format(id=id), "emptied") for id in emptied)
        pages += (
            PlannedPage(kind, id, kind.path.format(id=former), "moved")
            for id in (*whole, *emptied)
            for former in _record(content, kind, id).former_ids
        )
    return tuple(pages)


def _record(content: Content, kind: PageKind, id: str) -> Summary | Named:
    """The record to which a page owes its address."""
    folder, _, file = kind.source.partition("/")
    if folder == "summaries":
        return content.summaries[id]
    record: Named = getattr(content.registry, file.removesuffix(".yml"))[id]
    return record


@dataclass(frozen=True)
class Site:
    """Everything that is generated, in the order of `PAGE_KINDS`."""

    pages: tuple[Page, ...]
    files: tuple[File, ...] = ()


def build_site(
    content: Content, settings: Settings, words: Words, environment: Environment
) -> Site:
    """Every page and file of the site; `environment` holds the layouts."""
    edition = Edition(brief(content), addresses(settings))
    feeds = {(feed.kind, feed.id): feed for feed in channels(edition.briefing)}
    press = _Press(content, edition, settings, words, environment, feeds)
    pages = tuple(press.page(planned) for planned in _plan(content, edition.briefing))
    return Site(pages, files_of(edition, words, settings.site_name))


def build_files(content: Content, settings: Settings, words: Words) -> tuple[File, ...]:
    """The files for machines alone."""
    return files_of(Edition(brief(content), addresses(settings)), words, settings.site_name)


def addresses(settings: Settings) -> Addresses:
    """Where the pages of a site so configured are."""
    paths = {kind.name: kind.path for kind in PAGE_KINDS}
    return Addresses(paths, settings.site_url, settings.directory_urls)


@dataclass(frozen=True)
class _Press:
    """What all pages are made with."""

    content: Content
    edition: Edition
    settings: Settings
    words: Words
    environment: Environment
    feeds: Mapping[tuple[str, str], Channel]

    def page(self, planned: PlannedPage) -> Page:
        kind, id, path = planned.kind, planned.id, planned.path
        addresses = self.edition.addresses
        view, layout = self.view(planned)
        values = {
            **view.values,
            "kind": kind.name,
            "title": view.title,
            "say": self.words.say,
            "words": self.words,
            "url": partial(addresses.relative, path),
            "edit_url": partial(_edit_url, self.settings),
            "scales": {"certainty": get_args(Certainty), "comparator": get_args(Comparator)},
            "passage_url": passage_address,
            "report_url": self.report_url,
            "file_url": partial(addresses.relative_file, path),
            "file_address": addresses.file,
            "has_feeds": bool(self.settings.site_url),
        }
        body = fill(self.environment, layout, values)
        source = f"{self.settings.content}/{kind.source.format(id=id)}" if kind.source else ""
        front = _front_matter(view, moved=planned.state == "moved", **self.head(planned, view))
        return Page(path, view.title, front + body, view.made_from, source)

    def view(self, planned: PlannedPage) -> tuple[View, str]:
        """What a page shows, and in which layout."""
        kind, id = planned.kind, planned.id
        if planned.state == "whole":
            ids = [id] if kind.ids else []
            return kind.view(self.edition.briefing, self.words, *ids), kind.layout
        record = _record(self.content, kind, id)
        folder, _, file = kind.source.removesuffix(".yml").partition("/")
        if isinstance(record, Summary):
            name, key = record.title, f"{folder}/{id}"
        else:
            name, key = record.name, f"{file}/{id}"
        view = moved.emptied if planned.state == "emptied" else moved.view
        return view(self.words, name, id, key), planned.state

    def redirect(self, planned: PlannedPage) -> dict[str, str]:
        """Where a page at a former id leads: from itself, and from outside, where that is known."""
        target = self.edition.addresses.path(planned.kind.name, planned.id)
        leads = {"redirect": self.edition.addresses.from_built(planned.path, target)}
        if self.settings.site_url:
            leads["canonical"] = self.edition.addresses.public(planned.kind.name, planned.id)
        return leads

    def head(self, planned: PlannedPage, view: View) -> dict[str, str]:
        """What the theme writes into the head of a page, in plain text."""
        kind, id, found = planned.kind.name, planned.id, {"locale": str(self.words.locale)}
        if planned.state == "moved":
            return self.redirect(planned)
        if planned.state == "emptied":
            return found
        feed = self.feeds.get((CHANGES.kind, "") if kind in _CHANGING else (kind, id))
        if feed and (feed.name or feed == CHANGES) and self.settings.site_url:
            found |= {"feed_atom": feed.atom, "feed_json": feed.json}
            found["feed_title"] = channel_title(feed, self.words, self.settings.site_name)
        if kind == "article":
            summary = self.edition.briefing.of(id).summary
            found |= {"og_type": "article", "updated": changed(summary).isoformat()}
        subject = Subject(kind, id, view.title, view.description)
        linked = linked_data(subject, self.edition, self.words, self.settings.site_name)
        return {**found, **({"jsonld": linked} if linked else {})}

    def report_url(self, fact: Fact) -> Markdown | None:
        """Where a reader reports an error in a fact, if the site names a contact."""
        if not self.settings.contact:
            return None
        subject = self.words.text("report.subject", title=fact.summary.title, id=fact.anchor)
        fact_url = self.edition.fact(fact)
        return report_address(self.settings.contact, subject, fact_url)


def _edit_url(settings: Settings, folder: str, id: str) -> Markdown | None:
    if not settings.edit_uri_template:
        return None
    stem = f"{settings.content}/{folder}/{id}"
    return attribute(edit_address(settings.edit_uri_template, stem, "yml"))


def _front_matter(view: View, *, moved: bool, jsonld: str = "", **head: str) -> str:
    """The page's title and description for MkDocs, and what our theme writes into its head.

    Themes print all of it raw into HTML, so it is HTML here; YAML's double quotes, as PyYAML writes
    them, keep every character (JSON's would turn an emoji into two surrogates). Linked data is
    ASCII already, where JSON's quotes are YAML's, and quick to write.
    """
    fields: dict[str, Any] = {
        "title": html.escape(view.title),
        "description": html.escape(" ".join(view.description.split())),
        **{name: html.escape(text) for name, text in head.items()},
    }
    dumped = yaml.safe_dump(
        fields, allow_unicode=True, default_style='"', width=float("inf"), sort_keys=False
    )
    linked = f"jsonld: {json.dumps(jsonld)}\n" if jsonld else ""
    unsearched = "search: {exclude: true}\n" if moved else ""
    return f"---\n{dumped}{linked}{unsearched}hide: [navigation, toc, path]\n---\n\n"
