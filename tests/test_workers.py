"""Tests of generator/speed/workers.py and pickling.py: work that copies of the process do."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from conftest import SETTINGS
from many import many

from generator.briefing import Briefing
from generator.layout import layouts
from generator.pages.actor import quotes_of
from generator.planning import PAGE_KINDS, PlannedPage
from generator.press import Press, build_site
from generator.reading import parse_content
from generator.resolving import brief
from generator.speed import workers
from generator.speed.folder import KeptFolder
from generator.speed.following import FollowedBriefing, Question
from generator.speed.live import LiveSite
from generator.speed.pickling import dumps, loads
from generator.speed.workers import share_out
from generator.words import read_words

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system copies no process")


def squares(numbers: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [number * number for number in numbers]


@needs_fork
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_item_is_worked_on_once_by_as_many_processes_as_are_wanted(processes: int) -> None:
    shared = share_out(squares, range(900), processes)
    assert sorted(one for _, found in shared for one in found) == [n * n for n in range(900)]
    assert len({process for process, _ in shared}) == processes


def test_few_items_stay_in_this_process() -> None:
    assert share_out(squares, [2, 3], 4) == [(os.getpid(), [4, 9])]


@needs_fork
def test_an_error_in_a_copy_is_raised_here() -> None:
    def refuse_odd(numbers: Sequence[int]) -> None:
        if any(number % 2 for number in numbers):
            raise LookupError("odd")

    with pytest.raises(LookupError, match="odd"):
        share_out(refuse_odd, range(900), 2)


@needs_fork
def test_a_copy_that_dies_is_no_result() -> None:
    here = os.getpid()

    def die(_: Sequence[int]) -> None:
        if os.getpid() != here:
            os._exit(1)

    with pytest.raises(RuntimeError, match="ended without a result"):
        share_out(die, range(900), 2)


def test_planned_pages_and_questions_come_back_as_they_were() -> None:
    content = parse_content(many(150))
    briefing = brief(content)
    press = Press(content, briefing, SETTINGS, read_words("en_GB"), layouts())
    plan = press.plan()
    assert {planned.state for planned in plan} == {"whole", "shelf"}
    for planned in plan:
        again: PlannedPage = loads(dumps(planned))
        assert again == planned
        assert again.kind is planned.kind
        assert again.list is planned.list
        followed = FollowedBriefing(lambda question: question_answer(briefing, question))
        press.page(planned, followed)
        assert loads(dumps(followed.asked)) == followed.asked


def question_answer(briefing: Briefing, question: Question) -> object:
    if isinstance(question.ask, str):
        return getattr(briefing, question.ask)
    return briefing.answer(question.ask, question.args)


def test_a_query_is_pickled_by_its_name() -> None:
    question = Question(quotes_of.__wrapped__, ("ada",))
    assert b"quotes_of" in dumps(question)
    assert loads(dumps(question)) == question
    assert {kind.name for kind in PAGE_KINDS} >= {"person", "timeline"}


@needs_fork
def test_pages_that_copies_make_are_those_that_one_process_makes(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workers, "FEW", 10)
    files = many(40)
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    words, environment, kept = read_words("en_GB"), layouts(), KeptFolder()
    live = LiveSite(processes=2)
    for _ in range(2):
        found = kept.files(tmp_path)
        content = kept.read(found).content
        site = live.build(content, found.digests, SETTINGS, words, environment, "")
        assert site == build_site(content, SETTINGS, words, environment)
    assert live.ledger.made == 0
