"""Tests of generator/plugin.py: real MkDocs builds, and `serve` while an editor works."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import run_mkdocs
from likeness import normal

from generator.cli import main

#: How long a served page may take to become right before the test gives up, in seconds.
CEILING = 60


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_content_error_ends_the_build_and_leaves_the_site_as_it_was(small_site: Path) -> None:
    (small_site / "site").mkdir()
    (small_site / "site" / "index.html").write_text("the old site")
    (small_site / "content" / "home.yml").write_text("titel: x\n")
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 1
    assert "content/home.yml:1:1: titel: 'titel' is not a field here" in done.stderr
    assert "1 problem; nothing was built" in done.stderr
    assert contents(small_site / "site") == {"index.html": b"the old site"}


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("content/pages/numbers.md", "# Mine\n", "stands where the page numbers/index.md is"),
        ("content/templates/legend.md.j2", "{{ say('x') }}", "legend.md.j2:1: there is no word"),
        ("site_config.yml", "locale: de_DE", "there are no words for 'de_DE' (there are: en)"),
    ],
)
def test_whatever_else_ends_a_build_is_said_in_a_line(small_site, path, text, message) -> None:
    file = small_site / path
    file.parent.mkdir(exist_ok=True)
    before = file.read_text() if file.exists() else ""
    file.write_text(before.replace("locale: en_GB", text) if before else text)
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (small_site / "site").exists()


def test_what_no_receipt_proves_ends_a_plain_build(small_site: Path) -> None:
    path = small_site / "content" / "summaries" / "mayor-closes-bridge.yml"
    path.write_text(path.read_text().replace("value: 12500000", "value: 13500000"))
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 1
    assert "numbers[1]: was changed after it was verified on 2030-06-07" in done.stderr
    assert not (small_site / "site").exists()


def test_a_broken_link_in_a_hand_written_page_fails_a_strict_build(small_site: Path) -> None:
    with (small_site / "content" / "pages" / "about.md").open("a") as page:
        page.write("\n[gone](articles/engineer-warns.md#n-gone)\n")
    done = run_mkdocs(small_site, "build", "--strict")
    assert done.returncode == 1
    assert "does not contain an anchor '#n-gone'" in done.stderr


def unmended(page: bytes) -> bytes:
    """A page without what only our plugin can take off Material's templates."""
    return page.replace(b' autocomplete="off"', b"").replace(b' for="__toc"', b"")


def test_the_written_project_builds_to_the_same_pages(small_site: Path, monkeypatch) -> None:
    monkeypatch.chdir(small_site)
    assert CliRunner().invoke(main, ["write", "out"]).exit_code == 0
    config = small_site / "site_config.yml"  # a policy is what only our plugin can make
    config.write_text(config.read_text().replace("locale: en_GB", "locale: en_GB, policy: false"))
    for folder in (small_site, small_site / "out"):
        done = run_mkdocs(folder, "build", "--strict")
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
    ours, plain = contents(small_site / "site"), contents(small_site / "out" / "site")
    assert ours.keys() == plain.keys()
    pages = [name for name in ours if name.endswith(".html")]
    assert len(pages) > 15
    for name in pages:
        # what Material's search leaves of it where it has no value
        theirs = plain[name].replace(b" data-search-exclude>", b">")
        assert normal(unmended(ours[name])) == normal(unmended(theirs)), name
    index = "search/search_index.json"
    assert searchable(ours[index]) == searchable(plain[index])  # MkDocs lists files as they lie


def test_pages_link_by_relative_addresses_so_that_the_site_can_lie_under_a_path(
    built_site: Path,
) -> None:
    for path in built_site.rglob("*.html"):
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        if path.name != "404.html":
            for link in html.find_all(href=True):
                assert not link["href"].startswith("/"), path


def test_canonical_addresses_keep_the_path_of_the_site(small_site: Path) -> None:
    assert run_mkdocs(small_site, "build").returncode == 0
    html = BeautifulSoup((small_site / "site/numbers/index.html").read_bytes(), "html.parser")
    assert html.find("link", rel="canonical")["href"] == "https://site.example/bridge/numbers/"


def searchable(index: bytes) -> dict[str, object]:
    return {entry["location"]: entry for entry in json.loads(index)["docs"]}


class Served:
    """A running `mkdocs serve`, and how to ask it for a page."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.folder = folder
        self.base = f"http://127.0.0.1:{port}/bridge/"
        self.log = folder / "serve.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
                cwd=folder,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.base + path, timeout=CEILING) as answer:
                return answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            return ""

    def until(self, true: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + CEILING
        while time.monotonic() < end:
            assert self.process.poll() is None, f"serve ended: {self.log.read_text()}"
            if true():
                return
            time.sleep(0.05)
        pytest.fail(f"{what} did not come about: {self.log.read_text()}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def served(small_site: Path) -> Iterator[Served]:
    server = Served(small_site)
    try:
        server.until(lambda: "</html>" in server.get(""), "the first page")
        yield server
    finally:
        server.stop()


def test_an_edit_shows_on_every_page_and_an_error_takes_none_of_them_away(served: Served) -> None:
    path = served.folder / "content" / "summaries" / "mayor-closes-bridge.yml"
    text = path.read_text()
    pages = ["articles/mayor-closes-bridge/", "numbers/", "people/ada-berg/", ""]

    def shown(figure: str) -> Callable[[], bool]:
        return lambda: all(f"{figure} million" in served.get(page) for page in pages)

    path.write_text(text.replace("value: 12500000", "value: 13000000"))
    served.until(shown("13"), "the first edit")

    path.write_text(text.replace("value: 12500000", "valeu: 14000000"))
    served.until(lambda: "'valeu' is not a field here" in served.log.read_text(), "the message")
    served.until(shown("13"), "the last good page")
    html = BeautifulSoup(served.get("numbers/"), "html.parser")
    assert "content/summaries/mayor-closes-bridge.yml:" in html.select_one(".b-problems").text

    path.write_text(text.replace("value: 12500000", "value: 15000000"))
    served.until(shown("15"), "the page after the mend")
    html = BeautifulSoup(served.get("numbers/"), "html.parser")
    assert "cannot be read" not in html.select_one(".b-problems").text
    assert "was changed after it was verified" in html.select_one(".b-problems").text
    assert html.select_one(".b-receipt-unchecked")

    path.write_text(text)
    served.until(lambda: "b-problems" not in served.get("numbers/"), "a page without problems")
    served.until(shown("12.5"), "the page as it was verified")

    html = BeautifulSoup(served.get("quotes/"), "html.parser")
    tabs = [" ".join(tab.get_text().split()) for tab in html.select(".md-tabs__link")]
    assert tabs[-3:] == [
        "Changes",
        "Use this data",
        "About",
    ]  # as `nav` names them, not as the pages do


def test_a_served_page_bears_no_policy_that_would_stop_its_reloading(served: Served) -> None:
    page = served.get("")
    assert "\nlivereload(" in page
    assert "Content-Security-Policy" not in page
    assert "Content-Security-Policy" not in served.get("_headers")


def test_while_serving_a_layout_or_a_page_in_the_way_takes_no_page_away(served: Served) -> None:
    layout = served.folder / "content" / "templates" / "legend.md.j2"
    layout.parent.mkdir()
    layout.write_text("{{ say('x') }}")
    served.until(lambda: "there is no word" in served.log.read_text(), "the message")
    served.until(lambda: "Bridge Briefing" in served.get("how-to-read/"), "the last good page")
    layout.write_text("# Ours\n")
    served.until(lambda: ">Ours<" in served.get("how-to-read/"), "the site's own layout")
    mine = served.folder / "content" / "pages" / "quotes.md"
    mine.write_text("# Mine\n")
    served.until(lambda: "stands where the page quotes.md" in served.log.read_text(), "the message")
    served.until(lambda: "Ada Berg" in served.get("quotes/"), "the last good page")


def test_while_serving_an_edit_of_whatever_the_site_overrides_is_seen(small_site: Path) -> None:
    config = small_site / "site_config.yml"
    text = config.read_text().replace("  custom_dir: theme\n", "").replace(", content, theme]", "]")
    config.write_text(text.replace("extra_css: [assets/stylesheets/briefing.css]\n", ""))
    shutil.rmtree(small_site / "theme")
    layout, partial, words = (
        small_site / name
        for name in ("templates/legend.md.j2", "theme/partials/footer.html", "locale/en.po")
    )
    for path in (layout, partial, words):
        path.parent.mkdir(parents=True)
        path.touch()
    server = Served(small_site)
    try:
        for number in range(2):
            layout.write_text(f"# Layout {number}\n\n{{{{ say('take.link') }}}}\n")
            partial.write_text(f"<footer>partial {number}</footer>")
            words.write_text(f'msgid "take.link"\nmsgstr "word {number}"\n')
            for what in (f"Layout {number}", f"<footer>partial {number}", f"word {number}"):
                server.until(lambda what=what: what in server.get("how-to-read/"), what)
        assert "assets/stylesheets/briefing.css" in server.get("how-to-read/")
        words.write_text('msgid "take.lnik"\nmsgstr "word"\n')
        told = "locale/en.po:1:1: take.lnik: no page says 'take.lnik'; did you mean 'take.link'?"
        server.until(lambda: told in server.log.read_text(), "the message")
        assert "word 1" in server.get("how-to-read/")
    finally:
        server.stop()


def test_while_serving_a_new_page_can_be_linked_to_and_a_lost_one_is_gone(served: Served) -> None:
    folder = served.folder / "content" / "summaries"
    text = (folder / "engineer-warns.yml").read_text()
    (folder / "another.yml").write_text(text.replace("title: Engineer", "title: Again engineer"))
    served.until(lambda: "Again engineer" in served.get("articles/another/"), "the new page")
    assert "../../articles/another/#" in served.get("people/tomas-lund/")
    (folder / "another.yml").unlink()
    served.until(lambda: "Again engineer" not in served.get("articles/another/"), "the loss")
    assert "another" not in served.get("people/tomas-lund/")
    assert "Doc file" not in served.log.read_text()  # how MkDocs names a broken link


def test_while_serving_the_feed_of_a_new_topic_is_there_and_that_of_a_lost_one_is_not(
    served: Served,
) -> None:
    topics = served.folder / "content" / "registry" / "topics.yml"
    summary = served.folder / "content" / "summaries" / "engineer-warns.yml"
    before = {path: path.read_text() for path in (topics, summary)}
    topics.write_text(f"{before[topics]}\nlocks: {{name: Locks}}\n")
    summary.write_text(before[summary].replace("topics: [", "topics: [locks, "))
    served.until(lambda: "Locks" in served.get("data/"), "the feed on the page")
    assert ">Engineer" in served.get("data/topics/locks.xml")
    summary.write_text(summary.read_text().replace("title: Engineer", "title: Again"))
    served.until(lambda: ">Again" in served.get("data/topics/locks.xml"), "another title")
    for path, text in before.items():
        path.write_text(text)
    served.until(lambda: "Locks" not in served.get("data/"), "the page without the feed")
    served.until(lambda: not served.get("data/topics/locks.xml"), "the loss of the feed")
    assert "Doc file" not in served.log.read_text()


def test_a_draft_is_shown_while_serving_and_listed_and_no_warning_is_made_of_it(
    served: Served,
) -> None:
    listed = BeautifulSoup(served.get("drafts/"), "html.parser")
    assert "Not yet to be seen" in listed.article.text
    shown = BeautifulSoup(served.get("articles/not-yet/"), "html.parser")
    assert "Draft: not published" in shown.find(role="note").text
    for page in ("", "articles/not-yet/", "numbers/"):
        foot = BeautifulSoup(served.get(page), "html.parser").find("nav", {"aria-label": "Drafts"})
        assert foot.a["href"].endswith("drafts/")
    for page in ("articles/", "sitemap.xml", "search/search_index.json", "data/feed.xml"):
        assert "not-yet" not in served.get(page)
        assert "drafts/" not in served.get(page) or page == "articles/"
    path = served.folder / "content" / "summaries" / "not-yet.yml"
    path.write_text(f"# a word\n{path.read_text()}todo: end it\n")
    served.until(lambda: "Line 7" in served.get("drafts/"), "what is to do, with its line")
    assert "end it" in served.get("articles/not-yet/")
    assert "WARNING" not in served.log.read_text()


def test_while_serving_an_article_knows_the_path_of_its_file(served: Served) -> None:
    html = BeautifulSoup(served.get("articles/engineer-warns/"), "html.parser")
    path = (served.folder / "content" / "summaries" / "engineer-warns.yml").as_posix()
    editor = html.find("meta", {"name": "briefing-editor"})["content"]
    assert editor == f"vscode://file{path}:{{line}}"
    lines = (served.folder / "content/summaries/engineer-warns.yml").read_text().split("\n")
    (number,) = html.select(".b-number[data-line]")
    assert "value: 40" in lines[int(number["data-line"]) - 1]
    assert not BeautifulSoup(served.get("numbers/"), "html.parser").select("[data-line]")


def test_the_published_page_knows_no_path_of_the_machine_that_built_it(small_site: Path) -> None:
    done = run_mkdocs(small_site, "build", "--strict")
    assert done.returncode == 0, done.stderr
    for path in (small_site / "site").rglob("*.html"):
        assert "briefing-editor" not in path.read_text()
        assert str(small_site) not in path.read_text()
        assert "Drafts" not in path.read_text()
    assert not (small_site / "site" / "drafts").exists()
    assert not (small_site / "site" / "articles" / "not-yet").exists()


def test_a_problem_is_shown_as_the_terminal_shows_it_and_leads_to_its_line(served: Served) -> None:
    path = served.folder / "content" / "summaries" / "mayor-closes-bridge.yml"
    text = path.read_text()
    path.write_text(text.replace("value: 12500000", "value: '</pre><b>x</b>\\t1'"))
    served.until(lambda: "b-problems" in served.get(""), "the problem")
    (shown,) = BeautifulSoup(served.get(""), "html.parser").select(".b-problems li")
    assert not shown.select("b")
    above, caret = shown.pre.text.split("\n")
    assert above[caret.index("^") :].startswith("'</pre><b>x</b>")
    line = next(n for n, one in enumerate(path.read_text().split("\n"), 1) if "</pre>" in one)
    assert shown.a["href"] == f"vscode://file{path.as_posix()}:{line}"
    assert shown.a["aria-label"].startswith("Edit content/summaries/mayor-closes-bridge.yml:")
    assert shown.a.text in served.log.read_text()
    config = served.folder / "content" / "templates" / "legend.md.j2"
    path.write_text(text)
    config.parent.mkdir()
    config.write_text("{{ say('x') }}")
    served.until(lambda: "there is no word" in served.get(""), "a problem without a place")
    (shown,) = BeautifulSoup(served.get(""), "html.parser").select(".b-problems li")
    assert not shown.select("a, pre")


def test_serve_starts_on_broken_content_says_so_on_the_page_and_recovers(small_site: Path) -> None:
    path = small_site / "content" / "home.yml"
    text = path.read_text()
    path.write_text('"<b>x</b>": 1\n')
    server = Served(small_site)
    try:
        server.until(lambda: "b-problems" in server.get(""), "the first page")
        html = BeautifulSoup(server.get("quotes/"), "html.parser")
        assert "content/home.yml:1:1: <b>x</b>:" in html.select_one(".b-problems").text
        assert not html.select(".b-problems b")
        path.write_text(text)
        server.until(lambda: "Marsk decides on its bridge" in server.get(""), "the mend")
        assert "b-problems" not in server.get("")
    finally:
        server.stop()


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def atomically(path: Path, text: str) -> None:
    """As many editors do: write a file beside it and rename it over the old one."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text)
    beside.replace(path)


def with_a_backup(path: Path, text: str) -> None:
    """As Vim does: move the old file away, write the new one, delete the old."""
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    path.write_text(text)
    backup.unlink()


def with_a_swap_file(path: Path, text: str) -> None:
    swap = path.with_name(f".{path.name}.swp")
    swap.write_bytes(b"\0\1\2")
    path.write_text(text)
    swap.unlink()


def with_a_lock(path: Path, text: str) -> None:
    """As Emacs does: a link that leads nowhere stands beside the file while it is open."""
    lock = path.with_name(f".#{path.name}")
    lock.symlink_to("somebody@nowhere:1")
    path.write_text(text)
    lock.unlink()


def half_first(path: Path, text: str) -> None:
    path.write_text(text[: len(text) // 2])
    time.sleep(0.5)
    path.write_text(text)


def deleted_and_written_anew(path: Path, text: str) -> None:
    path.unlink()
    time.sleep(0.5)
    path.write_text(text)


def thirty_times(path: Path, text: str) -> None:
    for number in range(30):
        path.write_text(text.replace("title: Mayor", f"title: Draft {number}"))
    path.write_text(text)


def test_every_way_of_saving_ends_in_the_right_page_and_idleness_in_none(served: Served) -> None:
    ways = [in_place, atomically, with_a_backup, with_a_swap_file, with_a_lock]
    ways += [half_first, deleted_and_written_anew, thirty_times]
    path = served.folder / "content" / "summaries" / "mayor-closes-bridge.yml"
    text = path.read_text()
    for number, way in enumerate(ways):
        saved = text.replace("title: Mayor closes", f"title: Mayor number {number} closes")
        way(path, saved)
        served.until(
            lambda shown=f"Mayor number {number} closes": shown in served.get("articles/"),
            way.__name__,
        )
    served.until(lambda: "b-problems" not in served.get(""), "a page without problems")
    before = served.log.read_text().count("Building documentation")
    time.sleep(3)
    assert served.log.read_text().count("Building documentation") == before
