"""What the theme says by itself: the search field of every page, and one that is not there."""

from __future__ import annotations

from collections.abc import Mapping

from generator.addresses import Addresses
from generator.search.documents import EVERY
from generator.search.records import FACETS, KINDS
from generator.words import Words

#: The pages that answer the same without a script, with their names.
_LISTS = {
    "articles": "articles.title",
    "people": "people.title",
    "organisations": "organisations.title",
    "topics": "topics.title",
    "places": "places.title",
    "quotes": "quotes.title",
    "numbers": "numbers.title",
    "timeline": "timeline.title",
}


def not_found(words: Words) -> dict[str, str]:
    """What the page says that stands in place of one that is not there."""
    return {"title": words.text("not_found.title"), "text": words.text("not_found.text")}


def interface(words: Words, addresses: Addresses, shards: tuple[str, ...]) -> dict[str, object]:
    """All that the theme needs; `script` is for the script alone, which fills in `{n}`."""
    text = words.text
    said: Mapping[str, str] = {
        "loading": text("search.loading"),
        "hint": text("search.hint"),
        "found": text("search.found", n="{n}"),
        "none": text("search.none"),
        "failed": text("search.failed"),
        "more": text("search.more"),
        "facts": text("search.facts"),
    }
    return {
        "not_found": not_found(words),
        "open": text("search.open"),
        "field": text("search.field"),
        "close": text("search.close"),
        "results": text("search.results"),
        "narrow": text("search.narrow"),
        "order": text("search.order"),
        "orders": {
            "": text("search.best"),
            "newest": text("search.newest"),
            "oldest": text("search.oldest"),
        },
        "facets": {name: text("search_any", name) for name in FACETS if name != "kind"},
        "kinds": text("search_any.kind"),
        "browse": text("search.browse"),
        "lists": [
            {"label": text(key), "url": addresses.built(addresses.path(kind))}
            for kind, key in _LISTS.items()
        ],
        "script": {
            "shards": shards,
            "every": EVERY,
            "words": said,
            "kinds": [
                [kind, text("search_kind", kind), text("search_one", kind)] for kind in KINDS
            ],
        },
    }
