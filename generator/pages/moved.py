"""The pages at addresses that must not break: what has moved, and what nothing speaks of now."""

from __future__ import annotations

from generator.pages.view import View
from generator.words import Words


def view(words: Words, name: str, id: str) -> View:
    """At a former id: it leads to the page of the id that there is."""
    return View(name, words.text("moved.description", name=name), {"id": id})


def emptied(words: Words, name: str, id: str) -> View:
    """At the id of a record that only retracted summaries and items name."""
    description = words.text("emptied.description", name=name)
    return View(name, description, {"id": id})
