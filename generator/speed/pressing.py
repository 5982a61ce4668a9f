"""Makes one page by itself, with a press that may have been sent here from another process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FunctionLoader

from generator.layout import layouts
from generator.mapping import Map
from generator.model.content import Content
from generator.planning import PlannedPage
from generator.press import Press
from generator.resolving import brief
from generator.site import Page, Settings, Site
from generator.speed.cache import packed
from generator.speed.following import FollowedBriefing, Question
from generator.words import Words

#: About how long a page takes to make, in milliseconds.
COST = 4.0

#: The source of each layout, and the file that messages name.
_Layouts = Mapping[str, tuple[str, str | None]]


@dataclass(frozen=True)
class Pressing:
    """A press, and what knows the answers to the questions that pages ask.

    To another process the content goes, and not what was worked out of it: facts equal themselves
    alone, and to resolve them takes less time than to carry them. From there pages come back with
    the questions that they asked, and no facts.
    """

    press: Press
    answer: Callable[[Question], Any]

    def __reduce__(self) -> tuple[Callable[..., Pressing], tuple[Any, ...]]:
        press = self.press
        sent = (press.content, press.settings, press.words, _sources(press.environment))
        return _sent, sent


def make_page(pressing: Pressing, planned: PlannedPage) -> tuple[Page, frozenset[Question]]:
    """A page, packed to be carried and kept, and the questions that it asked."""
    briefing = FollowedBriefing(pressing.answer)
    page = packed(pressing.press.page(planned, briefing))
    return page, frozenset(briefing.asked)


def build_site_by(
    map_: Map, content: Content, settings: Settings, words: Words, environment: Environment
) -> Site:
    """The same as `build_site` makes; its pages are made by whomever `map_` has for it."""
    pressing = _pressing(Press(content, brief(content), settings, words, environment))
    made = map_(make_page, pressing, pressing.press.plan(), cost=COST)
    return Site(tuple(page for page, _ in made), tuple(pressing.press.files()))


def _pressing(press: Press) -> Pressing:
    briefing = press.briefing

    def answer(question: Question) -> Any:
        if isinstance(question.ask, str):
            return getattr(briefing, question.ask)
        return briefing.answer(question.ask, question.args)

    return Pressing(press, answer)


def _sent(content: Content, settings: Settings, words: Words, sources: _Layouts) -> Pressing:
    environment = layouts()
    # a layout of the site's own lies in a folder that is not everywhere
    environment.loader = FunctionLoader(lambda name: (*sources[name], None))
    return _pressing(Press(content, brief(content), settings, words, environment))


def _sources(environment: Environment) -> _Layouts:
    loader, found = environment.loader, {}
    for name in environment.list_templates():
        if loader:
            source, file, _ = loader.get_source(environment, name)
            found[name] = (source, file)
    return found
