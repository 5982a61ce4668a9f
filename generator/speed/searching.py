"""The index of Material's search, of which the entries of a page are kept as long as the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

#: Where one entry ends and the next begins: inside of texts, quotes have a backslash.
_START = '{"location":"'


class SearchEntries:
    """The entries of every page as JSON, by the page's address.

    `plugin` is Material's, or None where the site has no search. What `known` holds need not be
    found again.
    """

    def __init__(self, config: MkDocsConfig, known: dict[str, tuple[bytes, list[Any]]]) -> None:
        plugin: Any = config.plugins.get("material/search")
        self.plugin = plugin if plugin and plugin.config.enabled else None
        self.by_url: dict[str, str] = {}
        self._seen = 0
        if self.plugin:
            self._index = _Remembering(self.plugin.search_index, known)
            self.plugin.search_index = self._index

    def note(self, page: Page) -> None:
        """Take the entries that the search has just made of a page."""
        if self.plugin:
            entries = self.plugin.search_index.entries
            self.by_url[page.url] = _json(entries[self._seen :])[1:-1]
            self._seen = len(entries)

    def recall(self, index: str) -> bool:
        """Take the entries of an index; False where that is one of another search."""
        if not self.plugin:
            return True
        head, end = self._frame()
        if not index.startswith(head) or not index.endswith(end):
            return False
        body = index[len(head) : -len(end)]
        found: dict[str, list[str]] = {}
        for entry in body.split(f",{_START}"):
            whole = entry if entry.startswith(_START) else _START + entry
            location = whole[len(_START) : whole.index('"', len(_START))]
            found.setdefault(location.partition("#")[0], []).append(whole)
        self.by_url = {url: ",".join(entries) for url, entries in found.items()} if body else {}
        return True

    def hand_over(self, urls: Iterable[str]) -> None:
        """Have the search write the entries of the pages with these addresses, in their order."""
        if self.plugin:
            head, end = self._frame()
            entries = (self.by_url.get(url, "") for url in urls)
            self.plugin.search_index = _Index(head + ",".join(filter(None, entries)) + end)

    def _frame(self) -> tuple[str, str]:
        whole = self._index.empty()
        return whole[: -len("]}")], whole[-len("]}") :]


class _Remembering:
    """Material's index, which looks at a page again only where that is another than before."""

    def __init__(self, index: Any, known: dict[str, tuple[bytes, list[Any]]]) -> None:
        self.config, self.entries = index.config, index.entries
        self._make = index.__class__
        self._known = known

    def add_entry_from_context(self, page: Page) -> None:
        """Take the entries of a page."""
        toc = [(one.id, one.title) for one in _flat(page.toc)]
        front = {name: page.meta[name] for name in page.meta if name != "jsonld"}
        said = repr((page.content, front, page.title, toc)).encode("utf-8", "surrogatepass")
        made_of = blake2b(said, digest_size=16).digest()
        before, entries = self._known.get(page.url, (b"", []))
        if before != made_of:
            index = self._make(**self.config)
            index.add_entry_from_context(page)
            entries = index.entries
            self._known[page.url] = (made_of, entries)
        self.entries += entries

    def empty(self) -> str:
        return str(self._make(**self.config).generate_search_index(None))

    def generate_search_index(self, before: object) -> str:
        index = self._make(**self.config)
        index.entries = self.entries
        return str(index.generate_search_index(before))


def _flat(toc: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for one in toc:
        yield one
        yield from _flat(one.children)


class _Index:
    """A search index that is written already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def generate_search_index(self, _before: object) -> str:
        return self.text


def _json(entries: list[Any]) -> str:
    return json.dumps(entries, separators=(",", ":"), default=str)
