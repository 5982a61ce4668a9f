"""Generated pages in the place of those of MkDocs, rendered by a CommonMark renderer in Rust."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from pyromark import Markdown, Options

#: The dialect of the layouts: CommonMark, pipe tables and `{#id}` at the end of a heading.
_COMMONMARK = Markdown(options=Options.ENABLE_TABLES | Options.ENABLE_HEADING_ATTRIBUTES)

#: Where the target of a link or an image begins. No text gets there: its brackets are escaped.
_TARGET = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?", re.MULTILINE)
#: Put there, it tells links of Markdown from links of HTML; no field may hold it.
_MARK = "\ufffe"
_MARKED = re.compile(r'(?<==")%EF%BF%BE([^"]*)')

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_HEADING = re.compile(r"<h([1-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'<(?:[a-zA-Z][^>]*\sid|a [^>]*\bname)="([^"]*)"')
#: Between cells: a search would read their words as one.
_CELLS = re.compile(r"(</t[hdr]>|</thead>)<")
_TAG = re.compile(r"<[^>]*>")
#: A path in which nothing is escaped and nothing a matter of settings.
_PLAIN = re.compile(r"(?!/)[\w./-]+\.md")


class Links:
    """Where the links of Markdown lead, worked out once for all pages that lie side by side."""

    def __init__(self) -> None:
        self._targets: dict[tuple[str, str], File | None] = {}
        self._addresses: dict[tuple[str, int, str], str] = {}
        self._wanted: dict[File, set[str]] = {}

    def want(self, links: Mapping[File, Iterable[str]]) -> None:
        """Take note of the anchors to which a page links that is forgotten now."""
        for target, anchors in links.items():
            self._wanted.setdefault(target, set()).update(anchors)

    @cached_property
    def have_dead(self) -> bool:
        """Whether any of them leads to no anchor; to be asked when all pages are built."""
        return _are_dead(self._wanted)

    def follow(self, page: Page, url: str, config: MkDocsConfig, files: Files) -> str:
        """The address of a page or file for a path to its source, as MkDocs makes it.

        What is no such path stays as it is, with a warning where MkDocs has one.
        """
        path, _, anchor = url.partition("#")
        folder = posixpath.dirname(page.file.src_uri)
        target = self._target(folder, path, files)
        if target is None:
            followed = _RelativePathTreeprocessor(page.file, files, config)
            followed.links_to_anchors = _links_of(page)
            return followed.path_to_url(url)
        if target.url.startswith(page.file.url):  # to pages beside this one it lies elsewhere
            address = target.url_relative_to(page.file)
        else:
            place = (folder, page.file.dest_uri.count("/"), target.url)
            known = self._addresses.get(place)
            address = known or target.url_relative_to(page.file)
            self._addresses[place] = address
        if anchor:
            _links_of(page).setdefault(target, {}).setdefault(anchor, url)
            return f"{address}#{anchor}"
        return address

    def _target(self, folder: str, path: str, files: Files) -> File | None:
        """The file to which a path leads, if there is nothing to say about it."""
        if (folder, path) not in self._targets:
            file = None
            if _PLAIN.fullmatch(path):
                file = files.get_file_from_path(posixpath.normpath(posixpath.join(folder, path)))
            said = file is None or file.inclusion.value <= InclusionLevel.DRAFT.value
            self._targets[folder, path] = None if said else file
        return self._targets[folder, path]


def _links_of(page: Page) -> dict[File, dict[str, str]]:
    if page.links_to_anchors is None:
        page.links_to_anchors = {}
    return page.links_to_anchors


def _are_dead(links: Mapping[File, Iterable[str]]) -> bool:
    """Whether one leads to an anchor that a page does not have."""
    for target, anchors in links.items():
        known = target.page.present_anchor_ids if target.page else None
        if known is not None and any(anchor not in known for anchor in anchors):
            return True
    return False


class GeneratedPage(Page):
    """A page whose Markdown comes from a layout.

    Its HTML is that of the site's Python-Markdown but for character references, which are written
    as the characters they stand for, and for white space between tags.
    """

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, links: Links) -> None:
        super().__init__(title, file, config)
        self._links = links
        self._anchors: set[str] | None = None
        self.has_strange_links = False

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make `content`, `toc` and what the validation of links to passages needs."""
        if self.markdown is None:
            raise RuntimeError("the page was not read")
        self.links_to_anchors, self._anchors = {}, None
        source = self.markdown.replace(' markdown="1"', "")
        # Material's search takes such attributes off the page again only where they have a value.
        source = source.replace(
            " data-search-exclude>", ' data-search-exclude="data-search-exclude">'
        )
        made = _COMMONMARK.html(_TARGET.sub(rf"\g<0>{_MARK}", source))
        made = _MARKED.sub(lambda found: self._address(found[1], config, files), made)
        made = _CELLS.sub("\\1\n<", made.replace(_MARK, ""))
        made, headings = _with_ids(made)
        self.content = made.rstrip("\n")
        self.toc = get_toc(nest_toc_tokens(headings))

    def _address(self, target: str, config: MkDocsConfig, files: Files) -> str:
        url = html.unescape(target)
        address = self._links.follow(self, url, config, files)
        if address == url and not url.startswith("#") and not _OUTSIDE.match(url):
            self.has_strange_links = True  # MkDocs may have warned
        return target if address == url else html.escape(address)

    @property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        """What a link to this page can lead to."""
        if self._anchors is None and self.content is not None:
            self._anchors = {html.unescape(id) for id in _ID.findall(self.content)}
        return self._anchors

    @property
    def has_dead_links(self) -> bool:
        """Whether a link leads to an anchor that a page does not have."""
        return _are_dead(self.links_to_anchors or {})


def _with_ids(made: str) -> tuple[str, list[Any]]:
    """HTML in which each heading has an id, and its headings, as the extension `toc` has them."""
    taken = set(_ID.findall(made))
    headings: list[dict[str, Any]] = []

    def with_id(found: re.Match[str]) -> str:
        level, attributes, inner = found.groups()
        name = " ".join(_TAG.sub("", inner).split())
        own = _ID.match(f"<h{attributes}")
        id = own[1] if own else unique(slugify(html.unescape(name), "-"), taken)
        headings.append({"level": int(level), "id": html.unescape(id), "name": name})
        if own:
            return found[0]
        return f'<h{level}{attributes} id="{id}">{inner}</h{level}>'

    return _HEADING.sub(with_id, made), headings


def named_in(nav: object) -> dict[str, str | None]:
    """The pages that MkDocs' option `nav` names, by their paths, with the titles it gives them."""
    if isinstance(nav, str):
        return {nav: None}
    if isinstance(nav, list):
        return {path: title for entry in nav for path, title in named_in(entry).items()}
    named: dict[str, str | None] = {}
    for title, place in nav.items() if isinstance(nav, dict) else ():
        named |= {place: title} if isinstance(place, str) else named_in(place)
    return named
