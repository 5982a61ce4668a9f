"""A briefing that notes what is asked of it, so that it is known what an answer rests on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

from generator.briefing import Briefing


class Question(NamedTuple):
    """A query with its arguments, or an attribute of a briefing by its name."""

    ask: Callable[..., Any] | str
    args: tuple[Hashable, ...] = ()

    @property
    def rests_on_others(self) -> bool:
        """Whether it is worked out of other answers; what a briefing itself knows is not."""
        return not isinstance(self.ask, str) and "." not in self.ask.__qualname__


class FollowedBriefing(Briefing):
    """A briefing whose answers come from `answerer`, with every question noted in `asked`."""

    answerer: Callable[[Question], Any]
    asked: set[Question]

    def __init__(self, answerer: Callable[[Question], Any]) -> None:
        vars(self).update(answerer=answerer, asked=set())

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__") or name in _OWN or callable(vars(Briefing).get(name)):
            return super().__getattribute__(name)
        return self._answer(Question(name))

    def answer(self, ask: Callable[..., Any], args: tuple[Hashable, ...]) -> Any:
        return self._answer(Question(ask, args))

    def _answer(self, question: Question) -> Any:
        self.asked.add(question)
        return self.answerer(question)


_OWN = frozenset({"answerer", "asked", "_answer"})
