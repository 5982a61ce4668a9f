"""The page of one shelf of a list that is too long for the page it belongs to."""

from __future__ import annotations

from generator.briefing import Briefing
from generator.pages.listing import ListKind, Shelf, shelf_page
from generator.pages.view import View
from generator.words import Words


def view(briefing: Briefing, words: Words, kind: ListKind, address: str, *ids: str) -> View:
    """The entries of a shelf, or what leads to those inside it.

    `ids` are those of the list's page, and the key of the list, as far as there are any.
    """
    page = shelf_page(briefing, kind, address, *ids)
    name = kind.title(briefing, words, *ids)
    say = kind.in_words
    values = {
        "form": kind.form,
        "entries": [say(briefing, words, entry) if say else entry for entry in page.shelf.entries],
        "shelf": page.shelf,
        "around": page.around,
        "before": page.before,
        "after": page.after,
        "name": name,
    }
    title = words.text("shelf.title", name=name, part=label(page.shelf, words))
    return View(title, words.text("shelf.description", title=title), values)


def label(shelf: Shelf, words: Words) -> str:
    """What stands on a shelf, in plain words: a month, a year, or the how many-eth part of it."""
    place = words.date(shelf.date) if shelf.date else shelf.name or words.text("shelf.undated")
    return words.text("shelf.part", place=place, n=shelf.part) if shelf.part else place
