"""What every page asked and was answered: an edit makes only those pages again it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.briefing import Briefing
from generator.planning import PlannedPage
from generator.site import Page, Press
from generator.speed.fingerprint import Fingerprints
from generator.speed.following import FollowedBriefing, Question

#: The fingerprint of an answer that there is none any more.
_NONE = b"none"


@dataclass
class Ledger:
    """The pages of one build, with all questions that were asked for them.

    `pages` are by what was planned. `asked` holds the questions of each page, and those of each
    question that rests on others; `answers` the fingerprint of each answer.
    """

    pages: dict[PlannedPage, Page] = field(default_factory=dict)
    asked: dict[PlannedPage | Question, frozenset[Question]] = field(default_factory=dict)
    answers: dict[Question, bytes] = field(default_factory=dict)
    values: dict[Question, Any] = field(default_factory=dict)
    made: int = 0
    """How many pages the build made; the others it took from the build before."""


def make_pages(press: Press, fingerprints: Fingerprints, before: Ledger) -> Ledger:
    """All pages of a site: those of the build before as they are, where no answer to them changed.

    Settings, words, layouts and code must be those of the build before.
    """
    inquiry = _Inquiry(press.briefing, fingerprints, before)
    found = Ledger()
    for planned in press.plan(FollowedBriefing(inquiry.answer)):
        # what stands at a former id asks nothing: the record it names is not followed
        questions = before.asked.get(planned) if planned.state in ("whole", "shelf") else None
        if questions is not None and all(inquiry.is_unchanged(one) for one in questions):
            found.pages[planned], found.asked[planned] = before.pages[planned], questions
        else:
            briefing = FollowedBriefing(inquiry.answer)
            found.pages[planned] = press.page(planned, briefing)
            found.asked[planned] = frozenset(briefing.asked)
            found.made += 1
    waiting = {one for questions in found.asked.values() for one in questions}
    while waiting:
        question = waiting.pop()
        if question not in found.answers:
            found.answers[question] = inquiry.fingerprint(question)
            if question.rests_on_others:
                found.asked[question] = inquiry.asked[question]
                found.values[question] = inquiry.answer(question)
                waiting |= found.asked[question]
    return found


@dataclass
class _Inquiry:
    """Answers of one build, and what is known of them without working them out."""

    briefing: Briefing
    fingerprints: Fingerprints
    before: Ledger
    asked: dict[Question, frozenset[Question]] = field(default_factory=dict)
    values: dict[Question, Any] = field(default_factory=dict)
    known: dict[Question, bytes] = field(default_factory=dict)

    def is_unchanged(self, question: Question) -> bool:
        return self.before.answers.get(question) == self.fingerprint(question)

    def fingerprint(self, question: Question) -> bytes:
        if question not in self.known:
            self.known[question] = self._fingerprint(question)
        return self.known[question]

    def _fingerprint(self, question: Question) -> bytes:
        if self._stands(question):
            return self.before.answers[question]
        try:
            return self.fingerprints.of(self.answer(question))
        except LookupError:
            return _NONE

    def _stands(self, question: Question) -> bool:
        """Whether an answer rests on others alone that are the same as before."""
        questions = self.before.asked.get(question) if question.rests_on_others else None
        if not questions or not all(self.is_unchanged(one) for one in questions):
            return False
        self.asked[question] = questions
        self.values[question] = self.before.values[question]
        return True

    def answer(self, question: Question) -> Any:
        """The answer; raises what the briefing raises where there is none."""
        if isinstance(question.ask, str):
            return getattr(self.briefing, question.ask)
        if not question.rests_on_others:
            return self.briefing.answer(question.ask, question.args)
        if question not in self.values and not self._stands(question):
            briefing = FollowedBriefing(self.answer)
            self.values[question] = question.ask(briefing, *question.args)
            self.asked[question] = frozenset(briefing.asked)
        return self.values[question]
