"""Records written as small HTML documents, from which Pagefind makes its index."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from generator.search.records import Record

#: Where records without a day stand: behind all others, whichever come first.
_SORTS = {"newest": "0000-00-00", "oldest": "9999-99-99"}
#: How the id begins that tells a script the day: words of Pagefind's metadata would be found.
DAY = "day-"
#: The same for the title of the article in which a fact stands, percent-encoded.
WITHIN = "within-"
#: A word of every record, by which a script finds all that filters leave: asked for no word at all,
#: Pagefind loads the index of all words. Nobody begins a word with this letter.
EVERY = "\N{CYRILLIC LETTER MULTIOCULAR O}"


@dataclass(frozen=True, slots=True)
class Document:
    """What is handed to Pagefind of one record; `key` is the record's."""

    url: str
    key: str
    html: str


def document(record: Record) -> Document:
    """The document of a record; everything in it is text, whatever it looks like.

    Pagefind takes for a place that can be found a heading with an id, and counts words from there
    to the next: first those of the heading, then those of what it heads. A page of which there is
    no word but its metadata it leaves out.
    """
    head = [
        _meta("filter", name, _twice(value))
        for name, values in record.filters.items()
        for value in values
    ]
    head += [_meta("sort", name, record.day or undated) for name, undated in _SORTS.items()]
    head += [_meta("meta", "every", EVERY), f'<p id="{DAY}{record.day}"></p>']
    if record.within:
        head.append(f'<p id="{WITHIN}{quote(" ".join(record.within.split()))}"></p>')
    body = [f"<h1>{_words(record.title)}</h1>"] if record.title else []
    body += [_paragraph(part) for part in record.text.split("\n\n")]
    for one in record.passages:
        body += (f'<h2 id="{escape(one.anchor)}">{_words(one.lead)}</h2>', _paragraph(one.text))
    return Document(
        record.url,
        record.key,
        f"<!doctype html><html><body data-pagefind-body>{''.join((*head, *body))}</body></html>",
    )


def _meta(what: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{what}="{name}[content]" content="{_words(value)}">'


def _twice(text: str) -> str:
    """Text of a filter, of which Pagefind resolves character references twice."""
    return text.replace("&", "&amp;")


def _paragraph(text: str) -> str:
    return f"<p>{_words(text)}</p>" if text.strip() else ""


def _words(text: str) -> str:
    """Text with single spaces, as Pagefind has it in the end."""
    return escape(" ".join(text.split()))
