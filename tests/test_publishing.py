"""Tests of generator/publishing.py: builds that are whole or not there, however they end."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import publishing
from generator.publishing import BusyError, publish


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def writes(text: str):
    def build(folder: Path, lock) -> None:
        folder.mkdir()
        (folder / "index.html").write_text(text)

    return build


@pytest.fixture(params=["exchange", "two renames"])
def way(request, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    return request.param


@pytest.fixture
def site(tmp_path: Path) -> Path:
    publish(tmp_path / "site", writes("old"))
    return tmp_path / "site"


def only_the_site_and_its_lock(site: Path) -> bool:
    return {path.name for path in site.parent.iterdir()} == {"site", ".site.lock"}


def test_a_new_site_takes_the_place_of_the_old_one_and_nothing_is_left(site: Path, way) -> None:
    publish(site, writes("new"))
    assert tree(site) == {"index.html": b"new"}
    assert only_the_site_and_its_lock(site)


def test_a_build_that_fails_leaves_the_old_site(site: Path, way) -> None:
    def fails(folder: Path, lock) -> None:
        writes("half")(folder, lock)
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        publish(site, fails)
    assert tree(site) == {"index.html": b"old"}
    assert only_the_site_and_its_lock(site)


def test_a_second_build_at_once_is_refused(site: Path) -> None:
    def builds_again(folder: Path, lock) -> None:
        with pytest.raises(BusyError, match="another build is writing"):
            publish(site, writes("second"))
        writes("first")(folder, lock)

    publish(site, builds_again)
    assert tree(site) == {"index.html": b"first"}


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ({"journal", "old", "new"}, b"new"),  # killed between the two renames
        ({"journal", "old"}, b"old"),
        ({"journal", "site", "old"}, b"site"),  # killed after the second
        ({"site", "new"}, b"site"),  # killed while building, or after the exchange
    ],
)
def test_the_next_build_completes_or_undoes_what_a_killed_one_left(
    tmp_path: Path, there, expected
) -> None:
    site = tmp_path / "site"
    for name in there - {"journal"}:
        folder = site if name == "site" else tmp_path / f".site.{name}"
        writes(name)(folder, None)
    if "journal" in there:
        (tmp_path / ".site.journal").write_text("{}")

    def fails(folder: Path, lock) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(site, fails)
    assert tree(site) == {"index.html": expected}
    assert only_the_site_and_its_lock(site)


def test_a_link_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to("elsewhere")
    with pytest.raises(OSError, match="must be a real folder"):
        publish(tmp_path / "site", writes("new"))


def briefing_build(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "build"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1900000000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(small_site: Path) -> None:
    home = small_site / "content" / "home.yml"
    sites = []
    for title in ("title: First", "title: Second"):
        home.write_text(home.read_text().replace(home.read_text().splitlines()[0], title))
        started = time.monotonic()
        process = briefing_build(small_site)
        output, _ = process.communicate(timeout=300)
        assert process.returncode == 0, output
        sites.append(tree(small_site / "site"))
        took = time.monotonic() - started
    assert sites[0] != sites[1]
    moments = random.Random(7)
    seen = set()
    for attempt in range(12):
        site = small_site / "site"
        shutil.rmtree(site)
        for name, data in sites[0].items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(data)
        process = briefing_build(small_site)
        time.sleep(moments.uniform(0, took) if attempt else took / 2)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        found = tree(site)
        assert found in sites
        seen.add(sites.index(found))
    process = briefing_build(small_site)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 0, output
    assert tree(small_site / "site") == sites[1]
    assert not [path for path in small_site.glob(".site.*") if path.name != ".site.lock"]
    assert 0 in seen


def test_a_build_leaves_its_site_its_lock_and_its_cache_and_nothing_else(small_site: Path) -> None:
    before = {path.name for path in small_site.iterdir()}
    output, _ = briefing_build(small_site).communicate(timeout=300)
    after = {path.name for path in small_site.iterdir()}
    assert after - before == {"site", ".site.lock", ".cache"}, output


def test_a_build_builds_on_the_site_before_and_writes_into_none_of_its_files(
    small_site: Path,
) -> None:
    site = small_site / "site"
    briefing_build(small_site).communicate(timeout=300)
    held = small_site / "held"
    shutil.copytree(site, held, copy_function=os.link)  # the same files by other names
    before = tree(held)
    path = small_site / "content" / "summaries" / "mayor-closes-bridge.yml"
    path.write_text(path.read_text().replace("gist: ", "gist: Now. ", 1))
    briefing_build(small_site).communicate(timeout=300)
    assert tree(held) == before
    now = tree(site)
    differ = {name for name in now if now[name] != before.get(name)}
    assert "articles/mayor-closes-bridge/index.html" in differ
    pages = [name for name in now if name.endswith(".html") and name != "404.html"]
    kept = {name for name in pages if (site / name).samefile(held / name)}
    assert kept
    assert kept.isdisjoint(differ)
    shutil.rmtree(small_site / ".cache")
    shutil.rmtree(site)
    briefing_build(small_site).communicate(timeout=300)
    assert tree(site) == now


def test_a_content_problem_and_a_strict_warning_leave_the_site_and_exit_1(small_site: Path) -> None:
    site = small_site / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    about = small_site / "content" / "pages" / "about.md"
    about.write_text("# About\n\n[gone](gone.md)\n")
    process = briefing_build(small_site)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "MkDocs could not build the site; site is as it was" in output
    (small_site / "content" / "home.yml").write_text("titel: x\n")
    process = briefing_build(small_site)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "'titel' is not a field here" in output
    assert tree(site) == {"index.html": b"old"}


def test_a_disk_that_takes_no_more_leaves_the_site_and_says_so(small_site: Path) -> None:
    site = small_site / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    limited = f"ulimit -f 50; exec {sys.executable} -m generator build"
    done = subprocess.run(
        ["bash", "-c", limited],
        cwd=small_site,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "File too large" in done.stderr
    assert "MkDocs could not build the site; site is as it was" in done.stderr
    assert tree(site) == {"index.html": b"old"}
    assert not (small_site / ".site.new").exists()


def test_a_place_that_cannot_be_written_is_named(small_site: Path) -> None:
    config = small_site / "site_config.yml"
    config.write_text(config.read_text() + "site_dir: /proc/nowhere/site\n")
    output, _ = (process := briefing_build(small_site)).communicate(timeout=300)
    assert process.returncode == 2
    assert "briefing: " in output
    assert "/proc/nowhere" in output
    assert "Traceback" not in output


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is Linux's")
def test_where_the_system_can_swap_the_site_is_never_moved_away(site: Path, monkeypatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise AssertionError(f"{self} was renamed")

    monkeypatch.setattr(Path, "rename", refuse)
    inode = site.stat().st_ino
    publish(site, writes("new"))
    assert tree(site) == {"index.html": b"new"}
    assert site.stat().st_ino != inode
