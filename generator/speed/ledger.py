"""What every page asked and was answered: an edit makes only those pages again it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.briefing import Briefing
from generator.planning import PlannedPage
from generator.site import Page, Press
from generator.speed.fingerprint import Fingerprints
from generator.speed.following import FollowedBriefing, Question
from generator.speed.pickling import dumps, loads
from generator.speed.workers import share_out

#: The fingerprint of an answer that there is none any more.
_NONE = b"none"

_Questions = frozenset[Question]


@dataclass
class Ledger:
    """The pages of one build, with all questions that were asked for them.

    `pages` are by what was planned. `asked` holds the questions of each page, and those of each
    question that rests on others; `answers` the fingerprint of each answer, `values` the answer
    itself: what is the same object has the same fingerprint.
    """

    pages: dict[PlannedPage, Page] = field(default_factory=dict)
    asked: dict[PlannedPage | Question, frozenset[Question]] = field(default_factory=dict)
    answers: dict[Question, bytes] = field(default_factory=dict)
    values: dict[Question, Any] = field(default_factory=dict)
    made: int = 0
    """How many pages the build made; the others it took from the build before."""


def make_pages(
    press: Press, fingerprints: Fingerprints, before: Ledger, processes: int = 1
) -> Ledger:
    """All pages of a site: those of the build before as they are, where no answer to them changed.

    Settings, words, layouts and code must be those of the build before. Where there is much to
    make, several `processes` share the work.
    """
    inquiry = _Inquiry(press.briefing, fingerprints, before)
    plan = press.plan(FollowedBriefing(inquiry.answer))

    def make(portion: Sequence[PlannedPage]) -> list[tuple[PlannedPage, Page, _Questions]]:
        made = []
        for planned in portion:
            briefing = FollowedBriefing(inquiry.answer)
            page = press.page(planned, briefing)
            made.append((planned, page, frozenset(briefing.asked)))
        return made

    stale = [planned for planned in plan if not inquiry.leaves(planned)]
    made = {
        planned: (page, questions)
        for portion in share_out(make, stale, processes, dumps, loads)
        for planned, page, questions in portion
    }
    found = Ledger(made=len(made))
    for planned in plan:
        page, questions = made.get(planned) or (before.pages[planned], before.asked[planned])
        found.pages[planned], found.asked[planned] = page, questions
    waiting = {one for questions in found.asked.values() for one in questions}
    while waiting:
        question = waiting.pop()
        if question not in found.answers:
            found.answers[question] = inquiry.fingerprint(question)
            found.values[question] = inquiry.answer(question)
            if question.rests_on_others:
                found.asked[question] = inquiry.asked[question]
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

    def leaves(self, planned: PlannedPage) -> bool:
        """Whether a page was made before and no answer to it changed."""
        # what stands at a former id asks nothing: the record it names is not followed
        followed = planned.state in ("whole", "shelf") and planned in self.before.pages
        return followed and all(map(self.is_unchanged, self.before.asked[planned]))

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
            answer = self.answer(question)
        except LookupError:
            return _NONE
        if answer is self.before.values.get(question, _NONE):
            return self.before.answers[question]
        return self.fingerprints.of(answer)

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
