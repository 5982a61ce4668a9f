"""Where the articles differ, kind by kind."""

from __future__ import annotations

from typing import get_args

from generator.briefing import Briefing
from generator.differences.computing import differences
from generator.differences.difference import Kind
from generator.pages.view import View
from generator.words import Words

#: How many sides of one difference stand beside each other; the rest is on the measure's page.
SHOWN = 12


def view(briefing: Briefing, words: Words) -> View:
    found = differences(briefing)
    kinds = [(kind, [one for one in found if one.kind == kind]) for kind in get_args(Kind)]
    title, deck = words.text("differences.title"), words.text("differences.deck")
    missing = [kind for kind, ones in kinds if not ones]
    values = {"kinds": kinds, "missing": missing, "shown": SHOWN}
    return View(title, deck, values)
