"""Makes the pages and files of a site: checked content in, finished Markdown out."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import ClassVar, get_args

import yaml
from jinja2 import Environment

from generator.addresses import Addresses, edit_address, passage_address, report_address
from generator.briefing import Briefing
from generator.exports.edition import Edition
from generator.exports.feeds import changed, channel_of, channel_title, feed_files
from generator.exports.file import File
from generator.exports.linked import Subject, linked_data
from generator.exports.publication import Writer, files_of, paths_of
from generator.facts import Draft, Fact
from generator.layout import fill
from generator.markdown import Markdown, attribute
from generator.model.content import Content
from generator.model.fields import Certainty, Comparator
from generator.model.summary import Summary
from generator.pages import differences, moved, shelf
from generator.pages.view import View
from generator.planning import (
    DRAFT_KINDS,
    PAGE_KINDS,
    Former,
    PageKind,
    PlannedPage,
    addresses,
    former,
    plan,
    record_of,
)
from generator.resolving import brief, brief_with_drafts
from generator.site import Page, Settings, Site
from generator.words import Words

#: A text of signs that stand in YAML's double quotes as they are.
_KEPT_IN_QUOTES = re.compile("[ !#-\\[\\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")


def build_site(
    content: Content, settings: Settings, words: Words, environment: Environment
) -> Site:
    """Every page and file of the site; `environment` holds the layouts."""
    return site_of(press_of(content, settings, words, environment))


def press_of(content: Content, settings: Settings, words: Words, environment: Environment) -> Press:
    """A press for all that the content says."""
    return Press(content, brief(content), settings, words, environment)


def site_of(press: Press) -> Site:
    """Every page and file that a press makes."""
    return Site(tuple(press.page(planned) for planned in press.plan()), tuple(press.files()))


def build_files(content: Content, settings: Settings, words: Words) -> tuple[File, ...]:
    """The files for machines alone."""
    edition = Edition(brief(content), addresses(settings.site_url, settings.directory_urls))
    return tuple(files_of(edition, words, settings.site_name))


@dataclass(frozen=True)
class Press:
    """What all pages and files of a site are made with, and which pages there are."""

    content: Content
    briefing: Briefing
    settings: Settings
    words: Words
    environment: Environment

    kinds: ClassVar[tuple[PageKind, ...]] = PAGE_KINDS

    def plan(self) -> tuple[PlannedPage, ...]:
        """All pages."""
        return plan(self.briefing, self.former, self.kinds)

    @cached_property
    def former(self) -> Mapping[str, Former]:
        """What was published once, by the names of the page kinds."""
        return former(self.content)

    @cached_property
    def addresses(self) -> Addresses:
        return addresses(self.settings.site_url, self.settings.directory_urls)

    def files(self, writer: Writer | None = None) -> Iterator[File]:
        """The files for machines, each made when it is asked for."""
        edition, name = self.edition(self.briefing), self.settings.site_name
        return files_of(edition, self.words, name, writer)

    def file_paths(self) -> tuple[str, ...]:
        """The paths of the files for machines, in their order."""
        return tuple(paths_of(self.edition(self.briefing)))

    def new_feeds(self, known: Container[str], writer: Writer) -> Iterator[File]:
        """The feeds that have no `known` path; no other file comes or goes with the content."""
        edition, name = self.edition(self.briefing), self.settings.site_name
        return feed_files(edition, self.words, name, writer.entry, writer.file, known)

    def edition(self, briefing: Briefing) -> Edition:
        return Edition(briefing, self.addresses)

    def page(self, planned: PlannedPage, briefing: Briefing | None = None) -> Page:
        """One page; `briefing` may be one that gives the same answers and notes the questions."""
        edition = self.edition(briefing or self.briefing)
        kind, id, path = planned.kind, planned.id, planned.path
        addresses = self.addresses
        view, layout = self.view(planned, edition.briefing)
        values = {
            **view.values,
            "kind": kind.name,
            "id": id,
            "shelf_label": partial(shelf.label, words=self.words),
            "sides_shown": differences.SHOWN,
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
        is_found = planned.state != "moved" and kind not in DRAFT_KINDS
        front = _front_matter(view, is_found=is_found, **self.head(planned, view, edition))
        return Page(path, view.title, front + body, source)

    def view(self, planned: PlannedPage, briefing: Briefing) -> tuple[View, str]:
        """What a page shows, and in which layout."""
        kind, id = planned.kind, planned.id
        if planned.state == "whole":
            return kind.view(briefing, self.words, *planned.ids), kind.layout
        if planned.list:
            found = shelf.view(briefing, self.words, planned.list, planned.shelf, *planned.ids)
            return found, "shelf"
        record = record_of(self.content, kind, id)
        name = record.title if isinstance(record, Summary) else record.name
        view = moved.emptied if planned.state == "emptied" else moved.view
        return view(self.words, name, id), planned.state

    def redirect(self, planned: PlannedPage) -> dict[str, str]:
        """Where a page at a former id leads: from itself, and from outside, where that is known."""
        target = self.addresses.path(planned.kind.name, planned.id)
        leads = {"redirect": self.addresses.from_built(planned.path, target)}
        if self.settings.site_url:
            leads["canonical"] = self.addresses.public(planned.kind.name, planned.id)
        return leads

    def head(self, planned: PlannedPage, view: View, edition: Edition) -> dict[str, str]:
        """What the theme writes into the head of a page, in plain text."""
        kind, id, found = planned.kind.name, planned.id, {"locale": str(self.words.locale)}
        if planned.state == "moved":
            return self.redirect(planned)
        if planned.state in ("emptied", "shelf"):
            return found
        feed = channel_of(kind, id, view.title)
        if feed and self.settings.site_url:
            found |= {"feed_atom": feed.atom, "feed_json": feed.json}
            found["feed_title"] = channel_title(feed, self.words, self.settings.site_name)
        if kind == "article":
            summary = edition.briefing.of(id).summary
            found |= {"og_type": "article", "updated": changed(summary).isoformat()}
        subject = Subject(kind, id, view.title, view.description)
        linked = linked_data(subject, edition, self.words, self.settings.site_name)
        return {**found, **({"jsonld": linked} if linked else {})}

    def report_url(self, fact: Fact) -> Markdown | None:
        """Where a reader reports an error in a fact, if the site names a contact."""
        if not self.settings.contact:
            return None
        subject = self.words.text("report.subject", title=fact.summary.title, id=fact.anchor)
        fact_url = self.addresses.public("article", fact.key, fact.anchor)
        return report_address(self.settings.contact, subject, fact_url)


#: A link of Markdown to a page. No text gets there: its brackets are escaped.
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s#]+\.md)(?:#[^()\s]*)?\)")


@dataclass(frozen=True)
class DraftPress(Press):
    """Makes the pages of drafts, out of a briefing that knows them and which pages there are.

    `edit_at` is the address at which a line of a summary's file is edited, if there is one.
    """

    edit_at: Callable[[str, int], str | None]

    kinds: ClassVar[tuple[PageKind, ...]] = DRAFT_KINDS

    @cached_property
    def former(self) -> Mapping[str, Former]:
        """Nothing: no draft was ever published."""
        return {}

    def page(self, planned: PlannedPage, briefing: Briefing | None = None) -> Page:
        """One page; what it names that has no page of its own yet is no link."""
        briefing = briefing or self.briefing
        page = super().page(planned, briefing)
        folder = posixpath.dirname(page.path)

        def link(found: re.Match[str]) -> str:
            path = posixpath.normpath(posixpath.join(folder, found[2]))
            return found[0] if briefing.has_page(path) else found[1]

        return Page(page.path, page.title, _LINK.sub(link, page.markdown), page.source)

    def view(self, planned: PlannedPage, briefing: Briefing) -> tuple[View, str]:
        view, layout = super().view(planned, briefing)
        return replace(view, values={**view.values, "edit_at": self._edit_at}), layout

    def head(self, planned: PlannedPage, view: View, edition: Edition) -> dict[str, str]:
        found = {"locale": str(self.words.locale), "draft": "draft"}
        return {**found, "og_type": "article"} if planned.id else found

    def _edit_at(self, key: str, line: int) -> Markdown | None:
        address = self.edit_at(key, line)
        return attribute(address) if address else None


def draft_pages(
    press: Press, drafts: Mapping[str, Draft], edit_at: Callable[[str, int], str | None]
) -> tuple[Page, ...]:
    """The pages of drafts, with what each lacks, beside those of a press."""
    briefing = replace(brief_with_drafts(press.content), drafts=drafts)
    planned = plan(briefing, {}, DRAFT_KINDS)
    paths = frozenset(page.path for page in (*press.plan(), *planned))
    made = draft_press(press, replace(briefing, paths=paths), edit_at)
    return tuple(made.page(page) for page in planned)


def draft_press(
    press: Press, briefing: Briefing, edit_at: Callable[[str, int], str | None]
) -> DraftPress:
    """A press for the pages of the drafts in a briefing, beside those of another press."""
    return DraftPress(
        press.content, briefing, press.settings, press.words, press.environment, edit_at
    )


def _edit_url(settings: Settings, folder: str, id: str, line: int | str = 1) -> Markdown | None:
    if not settings.edit_uri_template:
        return None
    stem = f"{settings.content}/{folder}/{id}"
    return attribute(edit_address(settings.edit_uri_template, stem, "yml", line))


def _front_matter(view: View, *, is_found: bool, jsonld: str = "", **head: str) -> str:
    """The page's title and description for MkDocs, and what our theme writes into its head.

    `is_found` says whether a search finds it. Themes print all of it raw into HTML, so it is HTML
    here. Linked data is ASCII already, where
    JSON's quotes are YAML's, and quick to write.
    """
    fields = {"title": view.title, "description": " ".join(view.description.split()), **head}
    lines = (f'"{name}": {_quoted(html.escape(text))}\n' for name, text in fields.items())
    dumped = "".join(lines)
    linked = f"jsonld: {json.dumps(jsonld)}\n" if jsonld else ""
    unsearched = "" if is_found else "search: {exclude: true}\n"
    return f"---\n{dumped}{linked}{unsearched}hide: [navigation, toc, path]\n---\n\n"


def _quoted(text: str) -> str:
    """A text in YAML's double quotes, as PyYAML writes it, which takes long to find nothing to do.

    JSON's quotes would turn an emoji into two surrogates.
    """
    if _KEPT_IN_QUOTES.fullmatch(text):
        return f'"{text}"'
    dumped = yaml.safe_dump(text, allow_unicode=True, default_style='"', width=float("inf"))
    return str(dumped).removesuffix("\n")
