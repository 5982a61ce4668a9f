"""The page that tells programs and their writers what files there are, and what they hold."""

from __future__ import annotations

from generator.addresses import Addresses
from generator.briefing import Briefing
from generator.exports import database, dictionary
from generator.exports.columns import TYPES
from generator.exports.edition import Edition
from generator.exports.feeds import CHANGES, SITE, channels
from generator.exports.tables import TABLES
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words) -> View:
    edition = Edition(briefing, Addresses({}))  # rows are counted, their addresses not asked
    names = {SITE: words.text("data.feed_site"), CHANGES: words.text("data.feed_changes")}
    values = {
        "tables": [
            (table, f"table-{table.name.replace('_', '-')}", table.size(edition))
            for table in TABLES
        ],
        "types": TYPES,
        "feeds": [(feed, names.get(feed, feed.name)) for feed in channels(briefing)],
        "database": database.FILE,
        "dictionary": dictionary.FILE,
    }
    title, deck = words.text("data.title"), words.text("data.deck")
    return View(title, deck, values)
