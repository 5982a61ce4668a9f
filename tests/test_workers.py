"""Tests of generator/speed/workers.py, pressing.py and pickling.py: work that others do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import SETTINGS, small_files
from many import many

from generator import account
from generator.article.text import Text
from generator.briefing import Briefing
from generator.cli import main
from generator.configuration import Configuration
from generator.layout import LayoutError, layouts
from generator.mapping import Way, in_turn, parse_way
from generator.pages.actor import quotes_of
from generator.planning import PAGE_KINDS, PlannedPage
from generator.press import Press, build_site
from generator.problems import ContentError
from generator.proving import prove
from generator.reading import parse_content, parse_files, read_content
from generator.resolving import brief
from generator.speed import workers
from generator.speed.following import FollowedBriefing, Question
from generator.speed.making import Maker
from generator.speed.pickling import dumps, loads
from generator.speed.pressing import build_site_by
from generator.speed.workers import Workers, WorkersError
from generator.texts import Texts
from generator.words import read_words

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system copies no process")

WORDS, LAYOUTS = read_words("en_GB"), layouts()


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a scheduler of Dask on this machine, with two workers."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs="CRITICAL",
    ) as found:
        yield found.scheduler_address


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other threads, though clusters and loky of other tests have left some behind."""
    monkeypatch.setattr(workers.threading, "active_count", lambda: 1)


@pytest.fixture(params=["serial", "auto", "loky", "dask"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Way:
    """Each way to share work out, as if work paid however little there is."""
    monkeypatch.setattr(workers, "PAYS", dict.fromkeys(workers.PAYS, 0))
    request.getfixturevalue("alone")
    name = request.param
    return Way(name, request.getfixturevalue("cluster") if name == "dask" else "")


def everybody(way: Way, processes: int = 2) -> Workers:
    return Workers(way, processes)


AUTO = Way("auto")


def square(process: int, number: int) -> tuple[int, int, bool]:
    return number * number, os.getpid(), os.getpid() == process


def work_on(numbers: Sequence[int], workers: Workers, cost: float = 1) -> list[tuple]:
    return workers(square, os.getpid(), numbers, cost=cost)


@needs_fork
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_item_is_worked_on_once_by_as_many_processes_as_are_wanted(
    alone: None, processes: int
) -> None:
    done = work_on(range(901), everybody(AUTO, processes))
    assert [found for found, _, _ in done] == [n * n for n in range(901)]
    assert len({process for _, process, _ in done}) == processes


def test_each_way_does_the_work_where_it_says_and_gives_it_back_in_order(way: Way) -> None:
    done = work_on(range(7), everybody(way))
    assert [found for found, _, _ in done] == [n * n for n in range(7)]
    here = {"serial": 7, "auto": 4, "loky": 0, "dask": 0}
    assert sum(was_here for _, _, was_here in done) == here[way.name]
    assert len({process for _, process, _ in done}) == (1 if way.name == "serial" else 2)


@pytest.mark.parametrize("name", ["auto", "loky", "dask"])
def test_less_work_than_pays_stays_here_and_reaches_nobody(
    name: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(workers, "_by_copies", refuse)
    monkeypatch.setattr(Workers, "_backend", refuse)
    few = everybody(Way(name, "tcp://127.0.0.1:1"))
    count = round(workers.PAYS[name])
    assert all(here for _, _, here in work_on(range(count - 1), few, cost=1))
    assert all(here for _, _, here in work_on(range(count // 20 - 1), few, cost=20))
    with pytest.raises(AssertionError, match="somebody was asked"):
        work_on(range(count), few, cost=1)


@needs_fork
def test_no_process_is_copied_while_other_threads_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.threading, "active_count", lambda: 2)
    assert all(here for _, _, here in work_on(range(900), everybody(AUTO)))


def test_nothing_that_shares_work_out_is_imported_before_there_is_some() -> None:
    code = (
        "import sys, generator.cli, generator.plugin;"
        "print(sorted({'joblib', 'distributed', 'dask'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def refuse_some(refused: tuple[int, ...], number: int) -> int:
    if number in refused:
        raise LookupError(f"{number} is refused")
    return number


@pytest.mark.parametrize("refused", [(3, 4), (4, 5), (0, 1), (6,)])
def test_the_error_of_the_first_item_that_has_one_is_raised_here(
    way: Way, refused: tuple[int, ...]
) -> None:
    with pytest.raises(LookupError, match=f"^{refused[0]} is refused$"):
        everybody(way)(refuse_some, refused, range(7), cost=1)


class OddError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")
        self.nobody_else_has = threading.Lock()


def refuse_oddly(_: None, number: int) -> int:
    raise OddError(number, number)


def test_an_error_that_cannot_be_carried_says_what_it_was() -> None:
    made, error = workers._unpacked(workers._packed(workers._done(refuse_oddly, None, [5])))
    assert (made, str(error)) == ([], "OddError: 5 5")
    problems = ContentError(read_problems()).problems
    carried = workers._carried(ContentError(problems))
    assert isinstance(carried, ContentError)
    assert carried.problems == problems != ()


def read_problems() -> tuple:
    with pytest.raises(ContentError) as caught:
        parse_files({"home.yml": b"titel: x"})
    return caught.value.problems


@needs_fork
def test_a_copy_that_dies_is_no_result(alone: None) -> None:
    here = os.getpid()
    with pytest.raises(RuntimeError, match="ended without a result"):
        everybody(AUTO)(die_elsewhere, here, range(900), cost=1)


def die_elsewhere(here: int, _: int) -> None:
    if os.getpid() != here:
        os._exit(1)


def broken_files() -> dict[str, bytes]:
    """The files of many summaries, every seventh with problems of its own."""
    files = many(30)
    for number in range(0, 30, 7):
        name = f"summaries/article-{number:04}.yml"
        files[name] = files[name].replace(b"value: ", b"value: about ").replace(b"gist:", b"gits:")
    files["summaries/article-0011.yml"] = b"\xff"
    return files


def test_each_way_reads_the_same(way: Way) -> None:
    for files in (many(30), small_files()):
        alone, shared = parse_files(files), parse_files(files, map_=everybody(way))
        assert shared.content == alone.content
        assert list(shared.content.summaries) == list(alone.content.summaries)
        for id, summary in alone.content.summaries.items():
            assert shared.content.summaries[id].model_fields_set == summary.model_fields_set
        assert shared.unproved == alone.unproved


def test_each_way_finds_the_same_problems(way: Way) -> None:
    with pytest.raises(ContentError) as alone:
        parse_files(broken_files(), "facts")
    with pytest.raises(ContentError) as shared:
        parse_files(broken_files(), "facts", everybody(way))
    assert shared.value.problems == alone.value.problems
    assert len(alone.value.problems) > 10


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(data)
    return folder


def test_each_way_makes_the_same_bytes(way: Way, tmp_path: Path) -> None:
    own = tmp_path / "layouts"
    own.mkdir()
    (own / "legend.md.j2").write_text("A layout of the site's own.\n")
    for files in (many(30), small_files()):
        content = parse_content(files)
        alone = build_site(content, SETTINGS, WORDS, layouts(own))
        made = build_site_by(everybody(way), content, SETTINGS, WORDS, layouts(own))
        assert made == alone
        assert {page.path: page.digest for page in made.pages} == {
            page.path: page.digest for page in alone.pages
        }
        assert [file.data for file in made.files] == [file.data for file in alone.files]
        assert any("of the site's own" in page.markdown for page in made.pages)


def test_each_way_a_layout_that_fails_says_the_same(way: Way, tmp_path: Path) -> None:
    (tmp_path / "article.md.j2").write_text("fine\n{{ nothing }}\n")
    said = []
    for map_ in (in_turn, everybody(way)):
        with pytest.raises(LayoutError) as caught:
            build_site_by(map_, parse_content(many(9)), SETTINGS, WORDS, layouts(tmp_path))
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert f"{tmp_path / 'article.md.j2'}:2" in said[0]


def test_each_way_a_live_site_is_the_same_and_goes_on_from_it(way: Way, tmp_path: Path) -> None:
    folder = written(tmp_path / "content", many(30))
    chosen = Configuration(folder, tmp_path, None, "en_GB", SETTINGS, way)
    maker = Maker(b"code", lambda _: b"around", processes=2)
    for edit in (b"", b"# edited\n"):
        path = folder / "summaries" / "article-0003.yml"
        path.write_bytes(edit + path.read_bytes().replace(b"Article 3", b"Another"))
        made = maker.make(chosen, tmp_path / "cache", serving=False)
        content = read_content(folder).content
        assert made.site == build_site(content, SETTINGS, WORDS, LAYOUTS)
    live = maker._live
    assert live is not None
    assert live.ledger.made < len(made.site.pages)


def test_each_way_proves_the_same(way: Way, small_site: Path) -> None:
    path = small_site / "content" / "summaries" / "engineer-warns.yml"
    path.write_text(path.read_text().replace("value: 40", "value: 41"))
    folder, texts = small_site / "content", Texts(small_site / "articles")
    alone, shared = (
        list(prove(reading, list(reading.content.summaries), texts, date(2031, 1, 1), map_=map_))
        for map_ in (in_turn, everybody(way))
        for reading in [read_content(folder)]
    )
    for found in (alone, shared):
        assert [one.id for one in found] == [one.id for one in alone]
        assert [one.receipt for one in found] == [one.receipt for one in alone]
        assert account.as_json(found, []) == account.as_json(alone, [])
        for seen in (False, True):
            lines = list(account.lines(found, [], coverage=True, at_terminal=seen))
            assert lines == list(account.lines(alone, [], coverage=True, at_terminal=seen))
        assert account.at_terminal(found, small_site) == account.at_terminal(alone, small_site)
    assert sum(one.verification is not None for one in alone) == 2
    assert any(one.problems for one in alone)


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


def test_a_text_is_carried_without_what_was_read_from_it() -> None:
    text = Text("\u201cWe shall,\u201d she said.")
    _ = text.normal, text.quotations
    assert vars(loads(dumps(text))) == {"raw": text.raw}


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("auto", Way("auto")),
        ("serial", Way("serial")),
        ("loky", Way("loky")),
        ("dask:tcp://127.0.0.1:8786", Way("dask", "tcp://127.0.0.1:8786")),
        ("dask: tls://a.example:1", Way("dask", "tls://a.example:1")),
    ],
)
def test_a_way_is_read_as_options_name_it(text: str, way: Way) -> None:
    assert parse_way(text) == way


@pytest.mark.parametrize("text", ["", "fork", "dask", "dask:", "loky:4", "serial:", "Auto", "4"])
def test_a_way_that_there_is_not_is_refused_with_those_that_there_are(text: str) -> None:
    with pytest.raises(ValueError, match=r"auto, serial, loky, or dask: .*dask:tcp://127\.0\.0\.1"):
        parse_way(text)


def call(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "-f", str(site / "site_config.yml")])


def test_commands_share_work_out_as_they_are_told(
    small_site: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(workers, "PAYS", dict.fromkeys(workers.PAYS, 0))
    backend = Workers._backend

    def noted(self: Workers, sent: bytes) -> object:
        asked.append((self.way.name, bool(sent)))
        return backend(self, sent)

    monkeypatch.setattr(Workers, "_backend", noted)
    wanted = ("--workers", f"dask:{cluster}")
    alone, shared = small_site / "alone", small_site / "shared"
    assert call(small_site, "check", *wanted).stdout == "4 summaries (1 draft): no problem found\n"
    assert call(small_site, "write", str(alone), "--workers", "serial").exit_code == 0
    assert call(small_site, "write", str(shared), *wanted).exit_code == 0
    options = ("--date", "2031-01-01", "--articles", str(small_site / "articles"))
    assert call(small_site, "verify", *options, *wanted).exit_code == 0
    # once each to see that it is there; then to read, to read and make pages, to read, verify
    # and doubt
    assert [sent for name, sent in asked if name == "dask"] == [
        *(False, True), *(False, True, True), *(False, True, True, True)
    ]  # fmt: skip
    paths = [path.relative_to(alone) for path in alone.rglob("*") if path.is_file()]
    assert len(paths) > 40
    assert all((alone / path).read_bytes() == (shared / path).read_bytes() for path in paths)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            "four",
            "workers: 'four' names nobody who could do the work; write auto, serial, loky, or",
        ),
        ("dask:tcp://127.0.0.1:1", "no scheduler of Dask answers at tcp://127.0.0.1:1"),
        ("dask:nowhere", "no scheduler of Dask answers at nowhere"),
        ("dask:x://a:1", "no scheduler of Dask answers at x://a:1"),
    ],
)
def test_whoever_asks_for_workers_that_there_are_not_is_told_what_to_do(
    small_site: Path, monkeypatch: pytest.MonkeyPatch, option: str, message: str
) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0.5)
    for command in (["check"], ["verify"], ["write", str(small_site / "out")]):
        done = call(small_site, *command, "--workers", option)
        assert done.exit_code == 2
        assert f"briefing: {message}" in done.stderr
        assert isinstance(done.exception, SystemExit)
    path = small_site / "site_config.yml"
    named = f'briefing: {{workers: "{option}"}}'
    path.write_text(path.read_text().replace("briefing: {locale: en_GB}", named))
    done = call(small_site, "check")
    assert (done.exit_code, message in done.stderr) == (2, True)


def test_without_dask_a_cluster_is_refused_with_how_to_install_it(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers.importlib.util, "find_spec", lambda _: None)
    done = call(small_site, "check", "--workers", "dask:tcp://127.0.0.1:8786")
    assert done.exit_code == 2
    assert "python -m pip install -e '.[dask]'" in done.stderr


def test_a_cluster_without_workers_is_refused() -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty:
        address = empty.scheduler_address
        with pytest.raises(WorkersError, match=f"has no workers; .* dask worker {address}"):
            Workers(Way("dask", address)).ready()


def test_a_worker_with_other_code_does_no_work(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.speed.around.digest_of_code", lambda: b"other")
    with pytest.raises(WorkersError, match="has other code"):
        work_on(range(9), everybody(Way("dask", cluster)), cost=1e6)


def end_here(_: None, __: int) -> None:
    os._exit(1)


def test_workers_that_end_are_no_error_of_the_work() -> None:
    with pytest.raises(WorkersError, match="the workers failed, not the work"):
        everybody(Way("loky"))(end_here, None, range(4), cost=1e6)
