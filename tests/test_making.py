"""Tests of generator/speed/making.py and cache.py: a process goes on from what another left."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from many import many
from test_live import Editing, apply, edit, edits, same

from generator.configuration import Configuration
from generator.press import build_site
from generator.problems import ContentError
from generator.reading import read_content
from generator.site import Settings, Site
from generator.speed import making
from generator.speed.cache import Cache, StoredPage, entry_of, plain, stored
from generator.speed.making import Made, Maker

SETTINGS = Settings(site_url="https://example.org/b/")


class Processes:
    """A content folder on which one process after the other works, each with the same cache."""

    def __init__(self, folder: Path, count: int = 12) -> None:
        self.editing = Editing(folder / "content", many(count))
        self.cache = folder / ".cache" / "briefing.sqlite"
        self.chosen = Configuration(folder / "content", folder, None, "en_GB", SETTINGS)
        self.maker: Maker

    def run(self, code: bytes = b"code", *, serving: bool = False) -> Made:
        """What a new process makes, which then leaves what it knows."""
        self.maker = Maker(code, lambda _: b"around")
        made = self.maker.make(self.chosen, self.cache, serving=serving)
        self.maker.write()
        return made

    @property
    def made(self) -> int:
        """How many pages the last process made, with all that it had to know for them."""
        live = self.maker._live
        return live.ledger.made if live else 0

    def clean(self) -> Site:
        from generator.layout import layouts
        from generator.words import read_words

        content = read_content(self.chosen.content).content
        return build_site(content, SETTINGS, read_words("en_GB"), layouts())


@pytest.fixture
def processes(tmp_path: Path) -> Processes:
    found = Processes(tmp_path)
    found.run()
    return found


def retitle(tree: dict) -> None:
    tree.update(title="Another")


SUMMARY = "summaries/article-0007.yml"
NEW_TOPIC, FEED = {"locks": {"name": "Locks"}}, "data/topics/locks.xml"


def test_where_nothing_changed_the_next_process_knows_the_site_and_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr("generator.speed.folder._UNSETTLED", -(10**12))  # as if saved long ago
    processes = Processes(tmp_path)
    processes.run()
    monkeypatch.setattr("generator.speed.folder.read_file", refuse)
    site = processes.run().site
    assert processes.maker._live is None
    assert all(isinstance(page, StoredPage) for page in site.pages)
    monkeypatch.undo()
    same(site, processes.clean())


def test_it_is_known_whether_the_very_same_was_made_and_found_right(processes: Processes) -> None:
    def knows(code: bytes = b"code", around: bytes = b"around") -> bool:
        maker = Maker(code, lambda _: around)
        return maker.knows(processes.chosen, processes.cache)

    assert knows()
    assert not knows(code=b"other")
    assert not knows(around=b"other")
    good = (processes.editing.folder / SUMMARY).read_bytes()
    processes.editing.write(SUMMARY, b"title: [half")
    assert not knows()
    processes.editing.write(SUMMARY, good)
    assert knows()
    processes.cache.unlink()
    assert not knows()


def test_an_edit_makes_few_pages_in_the_next_process_too(tmp_path: Path) -> None:
    processes = Processes(tmp_path, 40)
    processes.run()
    edit(processes.editing, SUMMARY, retitle)
    site = processes.run().site
    assert 0 < processes.made < len(site.pages) // 2
    same(site, processes.clean())
    site = processes.run().site
    assert processes.made == 0
    same(site, processes.clean())


def test_what_follows_a_save_brings_the_files_for_machines_up_to_date_and_takes_none_away(
    processes: Processes, tmp_path: Path
) -> None:
    def lying() -> dict[str, bytes]:
        paths = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    def clean() -> dict[str, bytes]:
        return {file.path: file.data for file in processes.clean().files}

    folder, maker = tmp_path / "served", Maker(b"served", lambda _: b"around")
    for file in maker.make(processes.chosen, processes.cache, serving=True).site.files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)
    before = lying()
    assert before == clean()
    list(maker.rest(folder))
    assert lying() == before
    edit(processes.editing, SUMMARY, retitle)
    maker.make(processes.chosen, processes.cache, serving=True)
    list(maker.rest(folder))
    assert lying() == clean() != before


def test_a_feed_that_a_page_names_is_there_at_once_and_one_that_has_gone_is_not(
    processes: Processes, tmp_path: Path
) -> None:
    def paths(site: Site) -> list[str]:
        return [file.path for file in site.files]

    def feed(site: Site) -> bytes:
        return next(file.data for file in site.files if file.path == FEED)

    def make() -> Site:
        return maker.make(processes.chosen, processes.cache, serving=True).site

    maker, folder = Maker(b"served", lambda _: b"around"), tmp_path / "served"
    topics, summary = (processes.editing.folder / one for one in ("registry/topics.yml", SUMMARY))
    before = {path: path.read_bytes() for path in (topics, summary)}
    assert FEED not in paths(make())
    edit(processes.editing, "registry/topics.yml", lambda tree: tree.update(NEW_TOPIC))
    edit(processes.editing, SUMMARY, lambda tree: tree["topics"].append("locks"))
    clean, site = processes.clean(), make()
    assert paths(site) == paths(clean)
    assert feed(site) == feed(clean)
    assert [file.data for file in site.files] != [file.data for file in clean.files]  # the others
    edit(processes.editing, SUMMARY, retitle)  # before any other file could follow
    assert paths(make()) == paths(clean)
    list(maker.rest(folder))
    same(Site(clean.pages, make().files), Site(clean.pages, processes.clean().files))
    for path, data in before.items():
        path.write_bytes(data)
    assert FEED not in paths(make())


def test_to_undo_an_edit_needs_pages_that_the_site_had_no_more(processes: Processes) -> None:
    before = (processes.editing.folder / SUMMARY).read_bytes()
    edit(processes.editing, SUMMARY, retitle)
    processes.run()
    processes.editing.write(SUMMARY, before)
    same(processes.run().site, processes.clean())


def test_pages_that_no_process_needs_any_more_go(
    processes: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_MANY", 1)
    edit(processes.editing, SUMMARY, retitle)
    site = processes.run().site
    with sqlite3.connect(processes.cache) as database:
        kept = {digest for (digest,) in database.execute("SELECT digest FROM packed")}
    assert kept == {page.digest for page in site.pages}


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 2] = bytes(len(data) // 2 - len(data) // 3)
    path.write_bytes(data)


def of_another_sort(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE parts (something TEXT)")


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database" * 999),
        lambda path: path.write_bytes(path.read_bytes()[:9_000]),
        damaged,
        of_another_sort,
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_a_cache_that_is_harmed_is_none(
    processes: Processes, harm: Callable[[Path], object]
) -> None:
    harm(processes.cache)
    same(processes.run().site, processes.clean())
    edit(processes.editing, SUMMARY, retitle)
    same(processes.run().site, processes.clean())


def test_a_cache_that_goes_while_a_process_works_is_missed_by_nobody(processes: Processes) -> None:
    site = processes.run().site
    processes.cache.unlink()
    same(site, processes.clean())


def test_other_code_and_other_surroundings_make_everything_anew(processes: Processes) -> None:
    total = len(processes.clean().pages)
    processes.run(b"other code")
    assert processes.made == total
    processes.run(b"code")  # what the other wrote is not read, and does no harm
    assert processes.made == total
    processes.maker = Maker(b"code", lambda _: b"other")
    processes.maker.make(processes.chosen, processes.cache, serving=False)
    assert processes.made == total


def test_what_no_receipt_proves_every_process_says(processes: Processes) -> None:
    edit(processes.editing, SUMMARY, lambda tree: tree["quotes"][0].pop("unverified"))
    unproved = processes.run(serving=True).unproved
    assert unproved
    assert processes.run(serving=True).unproved == unproved
    with pytest.raises(ContentError):
        processes.run()


def test_a_process_that_is_killed_while_it_writes_leaves_the_cache_as_it_was(
    processes: Processes,
) -> None:
    killed = f"""
import os, sqlite3
from pathlib import Path
from generator.site import Page
from generator.speed import cache
class Killing(dict):
    def items(self):
        yield "head", b"half"
        os._exit(9)
cache.Cache(Path({str(processes.cache)!r}), b"code").write(Killing(), [], sweep=True)
"""
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == 9
    site = processes.run().site
    assert processes.made == 0
    same(site, processes.clean())


def test_what_changes_nothing_imports_nothing_that_makes_pages() -> None:
    program = "import generator.plugin, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    loaded = set(done.stdout.decode().split())
    heavy = {"pydantic", "babel.messages.pofile", "rapidfuzz", "generator.press"}
    assert not heavy & loaded
    assert "generator.speed.making" in loaded


def test_a_part_is_no_way_to_have_code_run(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no plain value"):
        plain(b"cos\nsystem\n(S'true'\ntR.")
    from generator.speed.pickling import loads

    with pytest.raises(Exception, match="none of ours"):
        loads(b"cos\nsystem\n(S'true'\ntR.")


def test_a_stored_page_is_the_page_and_knows_its_front_matter_without_being_read(
    processes: Processes,
) -> None:
    for page in processes.clean().pages:
        kept = stored(entry_of(page), lambda _: pytest.fail("it was read"))
        assert (kept.path, kept.title, kept.source, kept.digest) == (
            page.path,
            page.title,
            page.source,
            page.digest,
        )
        assert kept.front.startswith("---\n")
        assert "jsonld" not in kept.front
        assert entry_of(kept) == entry_of(page)


def test_where_nothing_can_be_written_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache.sqlite", b"")
    assert not cache.write({"head": b""}, [], sweep=False)
    assert cache.read("head") is None


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate))  # to shrink takes minutes
@given(
    done=st.lists(st.lists(edits(), min_size=1, max_size=3), min_size=1, max_size=5),
    many_pages=st.sampled_from([1, 30, 100]),
)
def test_whatever_is_edited_the_next_process_builds_what_a_clean_one_does(
    tmp_path_factory: pytest.TempPathFactory,
    done: list[list[tuple[str, tuple]]],
    many_pages: int,
) -> None:
    processes = Processes(tmp_path_factory.mktemp("edited"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(making, "_MANY", many_pages)
        processes.run()
        for together in done:
            for kind, value in together:
                apply(processes.editing, kind, value)
            same(processes.run(serving=False).site, processes.clean())
