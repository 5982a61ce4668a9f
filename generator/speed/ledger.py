"""What every page asked and was answered: an edit makes only those pages again it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.briefing import Briefing
from generator.mapping import Map, in_turn
from generator.planning import Former, PageKind, PlannedPage, pages_of
from generator.press import Press
from generator.site import Page
from generator.speed.following import FollowedBriefing, Question
from generator.speed.pressing import COST, Pressing, make_page
from generator.speed.sameness import same

_Questions = frozenset[Question]
#: What was published once of a page kind, and the pages of the kind.
_Plan = tuple[Former, tuple[PlannedPage, ...]]


@dataclass
class Ledger:
    """The pages of one build, with all questions that were asked for them.

    `pages` are by what was planned, `plans` what there is of each kind. `asked` holds the questions
    of each page and plan, and those of each question that rests on others; `answers` the answers.
    """

    pages: dict[PlannedPage, Page] = field(default_factory=dict)
    plans: dict[PageKind, _Plan] = field(default_factory=dict)
    asked: dict[PlannedPage | PageKind | Question, _Questions] = field(default_factory=dict)
    answers: dict[Question, Any] = field(default_factory=dict)
    made: int = 0
    """How many pages the build made; the others it took from the build before."""

    def swept(self) -> Ledger:
        """The ledger without questions that nobody asks any more."""
        asked: dict[PlannedPage | PageKind | Question, _Questions] = {
            key: found for key, found in self.asked.items() if not isinstance(key, Question)
        }
        waiting = {one for questions in asked.values() for one in questions}
        answers: dict[Question, Any] = {}
        while waiting:
            question = waiting.pop()
            if question not in answers:
                answers[question] = self.answers[question]
                if question in self.asked:
                    asked[question] = self.asked[question]
                    waiting |= asked[question]
        return Ledger(self.pages, self.plans, asked, answers, self.made)


def make_pages(press: Press, before: Ledger, map_: Map = in_turn) -> Ledger:
    """All pages of a site: those of the build before as they are, where no answer to them changed.

    Settings, words, layouts and code must be those of the build before. `map_` has the pages
    made, each by itself.
    """
    inquiry = _Inquiry(press.briefing, before)
    inquiry.find_changes()
    plans = {kind: inquiry.plan(kind, press.former) for kind in press.kinds}
    plan = [planned for (_, pages), _ in plans.values() for planned in pages]
    stale = [planned for planned in plan if not inquiry.leaves(planned)]
    pressing = Pressing(press, inquiry.answer)
    made = dict(zip(stale, map_(make_page, pressing, stale, cost=COST), strict=True))
    anew = [one for kind, (_, one) in plans.items() if one is not before.asked.get(kind)]
    found = inquiry.ledger((*anew, *(questions for _, questions in made.values())))
    found.made = len(made)
    for planned in before.pages:
        found.asked.pop(planned, None)
    for kind, (planned_pages, questions) in plans.items():
        found.plans[kind], found.asked[kind] = planned_pages, questions
    for planned in plan:
        page, questions = made.get(planned) or (before.pages[planned], before.asked[planned])
        found.pages[planned], found.asked[planned] = page, questions
    # after a small edit hardly a question is left over, and to look for it takes longer
    return found.swept() if len(made) > len(plan) // 10 else found


@dataclass
class _Inquiry:
    """Answers of one build, and what is known of them without working them out.

    `changed` are the questions of before whose answers are others now, as far as they rest on what
    is asked again: all of them, once `find_changes` was called.
    """

    briefing: Briefing
    before: Ledger
    asked: dict[Question, _Questions] = field(default_factory=dict)
    answers: dict[Question, Any] = field(default_factory=dict)
    changed: set[Question] = field(default_factory=set)
    settled: set[Question] = field(default_factory=set)

    def find_changes(self) -> None:
        """Ask again what the briefing itself knows, and then whatever rests on what changed."""
        resting = [one for one in self.before.asked if isinstance(one, Question)]
        for question in self.before.answers:
            if question not in self.before.asked:
                self._ask_again(question)
        fresh = set(self.changed)
        while fresh:
            touched = [one for one in resting if not self.before.asked[one].isdisjoint(fresh)]
            known = set(self.changed)
            for question in touched:
                self._ask_again(question)
            fresh = self.changed - known

    def _ask_again(self, question: Question) -> None:
        """Settle whether the answer to a question of before is another now."""
        if question in self.settled:
            return
        self.settled.add(question)
        try:
            answer = self._answer(question)
        except LookupError:
            self.changed.add(question)
            return
        before = self.before.answers[question]
        if same(answer, before):
            # what is not the object of before would have to be compared again at every build
            answer = before
        else:
            self.changed.add(question)
        self.answers[question] = answer

    def plan(self, kind: PageKind, former: Mapping[str, Former]) -> tuple[_Plan, _Questions]:
        """The pages of a kind, as they were planned before where no answer to that changed."""
        once, known = former.get(kind.name, Former()), self.before.plans.get(kind)
        if known and known[0] == once and self.before.asked[kind].isdisjoint(self.changed):
            return known, self.before.asked[kind]
        briefing = FollowedBriefing(self.answer)
        pages = tuple(pages_of(kind, briefing, once))
        return (once, pages), frozenset(briefing.asked)

    def leaves(self, planned: PlannedPage) -> bool:
        """Whether a page was made before and no answer to it changed."""
        # what stands at a former id asks nothing: the record it names is not followed
        followed = planned.state in ("whole", "shelf") and planned in self.before.pages
        return followed and self.before.asked[planned].isdisjoint(self.changed)

    def _stands(self, question: Question) -> bool:
        """Whether an answer of before rests on others alone, of which none has changed."""
        questions = self.before.asked.get(question)
        if questions is None:
            return False
        for one in questions:
            if one not in self.settled and not self._stands(one):
                self._ask_again(one)
            if one in self.changed:
                return False
        return True

    def answer(self, question: Question) -> Any:
        """The answer; raises what the briefing raises where there is none."""
        if question not in self.answers:
            stands = question not in self.changed and self._stands(question)
            answer = self.before.answers[question] if stands else self._answer(question)
            self.answers[question] = answer
        return self.answers[question]

    def _answer(self, question: Question) -> Any:
        """The answer, worked out anew."""
        if isinstance(question.ask, str):
            return getattr(self.briefing, question.ask)
        if not question.rests_on_others:
            return self.briefing.answer(question.ask, question.args)
        briefing = FollowedBriefing(self.answer)
        answer = question.ask(briefing, *question.args)
        self.asked[question] = frozenset(briefing.asked)
        return answer

    def ledger(self, asked: Iterable[_Questions]) -> Ledger:
        """What is known of all questions: those of before, and those that were `asked` now."""
        waiting = {one for questions in (*asked, *self.asked.values()) for one in questions}
        done: set[Question] = set()
        while waiting:
            question = waiting.pop()
            if question in done:
                continue
            done.add(question)
            self.answer(question)
            waiting |= self.asked.get(question, frozenset())
        gone = self.changed - self.answers.keys()
        found = Ledger(
            asked=dict(self.before.asked), answers={**self.before.answers, **self.answers}
        )
        for question, questions in self.asked.items():
            found.asked[question] = questions
        for question in gone:
            found.asked.pop(question, None)
            found.answers.pop(question, None)
        return found
