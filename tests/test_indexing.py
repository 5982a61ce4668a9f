"""Tests of generator/speed/indexing.py: only what differs is made, and nothing half is served."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import mkdocs.commands.build
import pytest
from conftest import SETTINGS, small_files
from many import many
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from test_plugin import Served

from generator import pagefind
from generator.exports.edition import Edition
from generator.pagefind import PagefindError
from generator.planning import addresses
from generator.reading import parse_content
from generator.resolving import brief
from generator.search.documents import Document
from generator.search.shards import Searched, Shard
from generator.speed import indexing
from generator.speed.indexing import Indexing, remove_indexes
from generator.words import read_words

WORDS = read_words("en_GB")


def shards_of(files: dict[str, bytes]) -> tuple[Shard, ...]:
    edition = Edition(brief(parse_content(files)), addresses(SETTINGS.site_url, True))
    return Searched().shards(edition, WORDS)


def shard(*words: str) -> Shard:
    """A shard of a page for each of some words."""
    made = [
        Document(f"{word}/", word, f"<html><body data-pagefind-body><p>{word}</p></body></html>")
        for word in words
    ]
    return Shard("pagefind-0", "en", " ".join(words), lambda: made)


def files_of(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_only_the_shards_that_differ_are_indexed_again(tmp_path: Path) -> None:
    site, made = tmp_path / "site", Indexing()
    files = many(120)
    made.run(site, lambda: shards_of(files))
    assert made.indexed == ("pagefind-0", "pagefind-1", "pagefind-2")
    before = files_of(site)
    made.run(site, lambda: shards_of(files))
    assert made.indexed == ()
    assert files_of(site) == before
    name = "summaries/article-0007.yml"
    files[name] = files[name].replace(b"What article 7 says.", b"Quite another gist.")
    made.run(site, lambda: shards_of(files))
    assert len(made.indexed) == 1
    changed = {path for path, data in files_of(site).items() if before.get(path) != data}
    assert {path.split("/")[0] for path in changed} == set(made.indexed)
    assert list(tmp_path.iterdir()) == [site]


def test_an_index_that_was_changed_takes_up_no_other_files(tmp_path: Path) -> None:
    made, site = Indexing(), tmp_path / "site"
    made.run(site, lambda: [shard("one", "two")])
    made.run(site, lambda: [shard("two", "three")])
    anew = tmp_path / "anew"
    made.run(anew, lambda: [shard("two", "three")])
    fragments = {path for path in files_of(site) if "fragment" in path}
    assert fragments == {path for path in files_of(anew) if "fragment" in path}
    assert len(fragments) == 2
    entry = json.loads((site / "pagefind-0" / "pagefind-entry.json").read_text())
    assert (site / "pagefind-0" / f"pagefind.{entry['languages']['en']['hash']}.pf_meta").is_file()


def test_what_an_index_holds_already_is_not_written_once_more(tmp_path: Path) -> None:
    made, site = Indexing(), tmp_path / "site"
    made.run(site, lambda: [shard("one", "two")])
    before = {path: path.stat().st_ino for path in site.rglob("*.pf_fragment")}
    made.run(site, lambda: [shard("two", "three")])
    now = {path: path.stat().st_ino for path in site.rglob("*.pf_fragment")}
    kept = before.keys() & now.keys()
    assert len(kept) == 1
    assert all(before[path] == now[path] for path in kept)


def lost(folder: Path) -> None:
    next(folder.glob("fragment/*")).unlink()


def cut(folder: Path) -> None:
    next(folder.glob("index/*")).write_bytes(b"x")


def unknown(folder: Path) -> None:
    (folder / "made.json").write_text("{")


@pytest.mark.parametrize("spoil", [lost, cut, unknown])
def test_a_shard_that_somebody_spoilt_is_made_again(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    made = Indexing()
    made.run(tmp_path / "site", lambda: [shard("one")])
    spoil(tmp_path / "site" / "pagefind-0")
    made.run(tmp_path / "site", lambda: [shard("one")])
    assert made.indexed == ("pagefind-0",)


def test_another_pagefind_makes_every_shard_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Indexing()
    made.run(tmp_path / "site", lambda: [shard("one")])
    path, _ = pagefind.program()
    monkeypatch.setattr(indexing, "program", lambda: (path, "another"))
    made.run(tmp_path / "site", lambda: [shard("one")])
    assert made.indexed == ("pagefind-0",)


def test_a_build_that_is_newer_supersedes_one_that_still_runs(tmp_path: Path) -> None:
    site, made, failures = tmp_path / "site", Indexing(), []
    begun, go_on = Event(), Event()

    def slow() -> list[Shard]:
        begun.set()
        assert go_on.wait(30)
        return [shard("old")]

    made.start(site, slow, failures.append)
    assert begun.wait(30)
    made.start(site, lambda: [shard("new")], failures.append)
    assert not site.exists()
    go_on.set()
    made.wait()
    assert failures == []
    (fragment,) = (site / "pagefind-0" / "fragment").iterdir()
    made.run(tmp_path / "other", lambda: [shard("new")])
    assert (tmp_path / "other" / "pagefind-0" / "fragment" / fragment.name).is_file()


def test_after_stop_nothing_is_put_into_the_site(tmp_path: Path) -> None:
    made, failures = Indexing(), []
    begun, go_on = Event(), Event()

    def slow() -> list[Shard]:
        begun.set()
        assert go_on.wait(30)
        return [shard("one")]

    made.start(tmp_path / "site", slow, failures.append)
    assert begun.wait(30)
    made.stop()
    go_on.set()
    made.wait()
    assert list(tmp_path.iterdir()) == []
    assert failures == []


def test_whoever_reads_meanwhile_finds_a_whole_index(tmp_path: Path) -> None:
    """The entry names a file, and that file is there, whenever somebody looks."""
    made, site, missing = Indexing(), tmp_path / "site", []
    made.run(site, lambda: [shard("word0")])
    done = Event()

    def read() -> None:
        folder = site / "pagefind-0"
        while not done.is_set():
            text = (folder / "pagefind-entry.json").read_text()
            hash = json.loads(text)["languages"]["en"]["hash"]
            still = (folder / "pagefind-entry.json").read_text() == text
            if not (folder / f"pagefind.{hash}.pf_meta").is_file() and still:
                missing.append((folder / "pagefind-entry.json").read_text() == text)

    reader = Thread(target=read)
    reader.start()
    for number in range(1, 8):
        made.run(site, lambda number=number: [shard(f"word{number}")])
    done.set()
    reader.join()
    assert not any(missing)


def test_a_program_that_is_missing_or_fails_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Indexing()
    with monkeypatch.context() as patched:
        patched.setattr(pagefind, "program", lambda: (Path("/bin/false"), "x"))
        with pytest.raises(PagefindError, match="the search cannot be made, because /bin/false"):
            made.run(tmp_path / "site", lambda: [shard("one")])
    monkeypatch.setattr(pagefind, "_PACKAGES", ("no_such_package",))
    with pytest.raises(PagefindError, match=r"pip install 'pagefind\[bin\]'"):
        made.run(tmp_path / "site", lambda: [shard("one")])
    failures: list[Exception] = []
    made.start(tmp_path / "site", lambda: [shard("one")], failures.append)
    made.wait()
    assert [type(error) for error in failures] == [PagefindError]
    assert list(tmp_path.iterdir()) == []


def test_indexes_that_no_page_asks_for_are_taken_away(tmp_path: Path) -> None:
    made = Indexing()
    made.run(tmp_path, lambda: [shard("one"), replace(shard("two"), name="pagefind-1")])
    made.run(tmp_path, lambda: [shard("one")])
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind-0"]
    remove_indexes(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def searching_site(small_site: Path) -> Path:
    config = small_site / "site_config.yml"
    config.write_text(config.read_text().replace("  - search\n", ""))
    return small_site


def build(folder: Path):
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs.commands.build.build(config)
    finally:
        config.plugins.on_shutdown()
    return config.plugins["briefing"]


def test_a_build_that_goes_on_from_a_site_leaves_its_index_and_joins_pages(
    searching_site: Path,
) -> None:
    first = build(searching_site)
    assert first.indexing.indexed == ("pagefind-0",)
    assert first.chromes.joined > 0
    before = files_of(searching_site / "site" / "pagefind-0")
    assert build(searching_site).indexing.indexed == ()
    assert files_of(searching_site / "site" / "pagefind-0") == before
    about = searching_site / "content" / "pages" / "about.md"
    about.write_text(f"{about.read_text()}\n\nThe word zanzibar.\n")
    assert build(searching_site).indexing.indexed == ("pagefind-0",)
    about.write_text(f"---\nsearch: {{exclude: true}}\n---\n{about.read_text()}")
    assert build(searching_site).indexing.indexed == ("pagefind-0",)


def test_a_site_that_takes_the_place_of_another_has_its_index_where_that_is_the_same(
    searching_site: Path,
) -> None:
    command = [sys.executable, "-m", "generator", "build"]
    index = searching_site / "site" / "pagefind-0"
    seen = []
    for _ in range(2):
        subprocess.run(command, cwd=searching_site, check=True, capture_output=True)
        seen.append({path: path.stat().st_ino for path in index.rglob("*") if path.is_file()})
    assert seen[0] == seen[1]


def test_a_build_whose_search_cannot_be_made_fails_and_says_why(
    searching_site: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(pagefind, "_PACKAGES", ("no_such_package",))
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        build(searching_site)
    assert "python -m pip install 'pagefind[bin]'" in caplog.text


def test_while_serving_the_index_follows_every_save(searching_site: Path) -> None:
    server = Served(searching_site)
    try:
        server.until(lambda: server.get("pagefind-0/pagefind-entry.json") != "", "the index")
        first = server.get("pagefind-0/pagefind-entry.json")
        path = searching_site / "content" / "summaries" / "mayor-closes-bridge.yml"
        path.write_text(path.read_text().replace("title: Mayor", "title: Zanzibar"))
        server.until(
            lambda: server.get("pagefind-0/pagefind-entry.json") not in ("", first), "the next one"
        )
        assert "Traceback" not in server.log.read_text()
    finally:
        server.stop()


def test_the_small_site_is_indexed_the_same_whatever_the_order_of_its_files() -> None:
    files = small_files()
    backwards = dict(reversed(files.items()))
    assert [one.digest for one in shards_of(files)] == [one.digest for one in shards_of(backwards)]
