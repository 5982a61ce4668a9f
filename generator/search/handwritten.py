"""The words of a page written by hand, taken out of the HTML that it became."""

from __future__ import annotations

from html.parser import HTMLParser

from generator.search.records import Record, page_record

_INSIDE_LINES = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s"),
        *("small", "span", "strong", "sub", "sup", "time", "u", "wbr"),
    )
)
_NO_WORDS = frozenset(("script", "style", "template"))


def handwritten_record(url: str, title: str, html: str) -> Record:
    """The record of a page by the HTML of its content; `title` may hold markup too."""
    return page_record(url, " ".join(_text(title).split()), _text(html))


def _text(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Reader(HTMLParser):
    """Collects text; where a block begins or ends, a paragraph does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _NO_WORDS
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _NO_WORDS and self._unread > 0
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.found.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INSIDE_LINES:
            self.found.append("\n\n")
