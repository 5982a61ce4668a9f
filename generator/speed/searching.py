"""The index of Material's search, of which the entries of a page are kept as long as the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

#: Where one entry ends and the next begins: inside of texts, quotes have a backslash.
_START = '{"location":"'


class SearchEntries:
    """The entries of every page as JSON, by the page's address.

    `plugin` is Material's, or None where the site has no search.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        plugin: Any = config.plugins.get("material/search")
        self.plugin = plugin if plugin and plugin.config.enabled else None
        self.by_url: dict[str, str] = {}
        self._seen = 0

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
        empty = type(self.plugin.search_index)(**self.plugin.config)  # type: ignore[union-attr]
        whole = empty.generate_search_index(None)
        return whole[: -len("]}")], whole[-len("]}") :]


class _Index:
    """A search index that is written already."""

    def __init__(self, text: str) -> None:
        self.text = text

    def generate_search_index(self, _before: object) -> str:
        return self.text


def _json(entries: list[Any]) -> str:
    return json.dumps(entries, separators=(",", ":"), default=str)
