"""Tests of generator/speed/rebuilding.py: a site built again is the site built anew."""

from __future__ import annotations

import gzip
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import mkdocs.commands.build
import pytest
from conftest import ROOT, run_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator.speed.late import LatePage
from generator.speed.rebuilding import Rebuilds

GENERATED = "articles/engineer-warns/index.html"


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a site; what is compressed without the moment of its compression."""
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    found["sitemap.xml.gz"] = gzip.decompress(found["sitemap.xml.gz"])
    return found


LAYOUTS = ROOT / "generator" / "templates"


class Repository:
    """A site's repository, and which pages its last build rendered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.built: list[str] = []

    def build(self, site: str = "site", *, accelerate: bool = True, strict: bool = False) -> None:
        """Build as a process of its own does: with nothing in memory."""
        self.built.clear()
        config = load_config(
            str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / site), strict=strict
        )
        config.plugins["briefing"].config.accelerate = accelerate
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs.commands.build.build(config)
        finally:
            config.plugins.on_shutdown()

    def is_as_built_anew(self) -> bool:
        rendered = list(self.built)
        shutil.rmtree(self.folder / "anew", ignore_errors=True)
        self.build("anew", accelerate=False)
        self.built[:] = rendered
        one, other = contents(self.site), contents(self.folder / "anew")
        assert one.keys() == other.keys()
        assert [name for name in one if one[name] != other[name]] == []
        return True

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))


@pytest.fixture
def repository(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    found = Repository(small_site)
    build_page = mkdocs.commands.build._build_page

    def noting(page, *args, **kwargs):
        found.built.append(page.file.src_uri)
        return build_page(page, *args, **kwargs)

    monkeypatch.setattr(mkdocs.commands.build, "_build_page", noting)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return found


def test_both_paths_build_the_same_site_byte_for_byte(small_site: Path) -> None:
    for accelerate in ("true", "false"):
        config = (small_site / "site_config.yml").read_text()
        config = config.replace("locale: en_GB", f"locale: en_GB, accelerate: {accelerate}")
        (small_site / "plain.yml").write_text(config)
        options = ("--config-file", "plain.yml", "--site-dir", accelerate)
        for _ in range(2):
            done = run_mkdocs(small_site, "build", "--strict", *options)
            assert done.returncode == 0, done.stderr
    assert contents(small_site / "true") == contents(small_site / "false")


def test_where_nothing_changed_nothing_is_built_but_what_stands_in_the_navigation(
    repository: Repository,
) -> None:
    repository.build()
    everything = set(repository.built)
    before = {path: path.stat().st_mtime_ns for path in repository.site.rglob("*.html")}
    repository.build()
    assert set(repository.built) < everything
    assert not any(path.count("/") and "index" not in path for path in repository.built)
    after = {path: path.stat().st_mtime_ns for path in repository.site.rglob("*.html")}
    assert {path.name for path in after if before[path] != after[path]} <= {"404.html"}
    assert repository.is_as_built_anew()


def a_title(site: Repository) -> None:
    site.edit("content/summaries/engineer-warns.yml", "title: Engineer", "title: An engineer")


def a_name(site: Repository) -> None:
    site.edit("content/registry/people.yml", "name: Tomas Lund", "name: Thomas Lund")


def a_new_summary(site: Repository) -> None:
    for folder, ending in (("summaries", "yml"), ("receipts", "json")):
        path = site.folder / "content" / folder / f"engineer-warns.{ending}"
        shutil.copy(path, path.with_name(f"another.{ending}"))


def a_lost_summary(site: Repository) -> None:
    (site.folder / "content" / "summaries" / "another.yml").unlink()
    (site.folder / "content" / "receipts" / "another.json").unlink()


def the_home_page(site: Repository) -> None:
    path = site.folder / "content" / "home.yml"
    path.write_text(path.read_text().replace("decides", "will decide"))


def a_page_by_hand(site: Repository) -> None:
    path = site.folder / "content" / "pages" / "about.md"
    path.write_text(path.read_text() + "\nMore.\n\n[one](articles/engineer-warns.md)\n")


def the_theme(site: Repository) -> None:
    site.edit("theme/main.html", "{% block announce %}", "{% block announce %}Hello")


def a_partial_of_the_theme(site: Repository) -> None:
    path = site.folder / "theme" / "partials" / "copyright.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text("{{ page.title if page }}")


def a_style(site: Repository) -> None:
    path = site.folder / "theme" / "assets" / "stylesheets" / "briefing.css"
    path.write_text(path.read_text() + "/* more */")


def the_configuration(site: Repository) -> None:
    site.edit("site_config.yml", "site_name: ", "site_name: The ")


def the_navigation(site: Repository) -> None:
    site.edit("site_config.yml", "- Home:", "- Start:")


def a_layout(site: Repository) -> None:
    path = site.folder / "content" / "templates" / "article.md.j2"
    path.parent.mkdir()
    path.write_text("# Ours\n\n[x](../people/ada-berg.md#gone)\n")


EDITS = [
    a_title,
    a_name,
    a_new_summary,
    the_home_page,
    a_lost_summary,
    a_page_by_hand,
    the_theme,
    a_partial_of_the_theme,
    a_style,
    the_configuration,
    the_navigation,
    a_layout,
]


def test_after_every_edit_the_site_is_as_built_anew(repository: Repository) -> None:
    repository.build()
    for edit in EDITS:
        edit(repository)
        repository.build()
        assert repository.is_as_built_anew(), edit.__name__


@pytest.mark.parametrize("edit", [a_title, a_name, a_page_by_hand])
def test_an_edit_builds_few_pages(
    edit: Callable[[Repository], None], repository: Repository
) -> None:
    repository.build()
    everything = len(repository.built)
    repository.build()
    standing = set(repository.built)
    edit(repository)
    repository.build()
    assert len(set(repository.built) - standing) < (everything - len(standing)) / 2


def without(path: Path) -> None:
    path.unlink()


def changed(path: Path) -> None:
    path.write_text(path.read_text().upper())


def changed_in_size(path: Path) -> None:
    path.write_text("x")


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        (GENERATED, without),
        (GENERATED, changed),
        ("about/index.html", changed_in_size),
        ("search/search_index.json", without),
        ("search/search_index.json", changed),
        ("data/quotes.csv", changed),
    ],
)
def test_what_somebody_else_did_to_the_site_is_undone(
    name: str, spoil: Callable[[Path], None], repository: Repository
) -> None:
    repository.build()
    spoil(repository.site / name)
    repository.build()
    assert repository.is_as_built_anew()


def test_what_does_not_belong_to_the_site_goes_but_for_what_is_hidden(
    repository: Repository,
) -> None:
    repository.build()
    strange = repository.site / "strange" / "deep" / "file.txt"
    strange.parent.mkdir(parents=True)
    strange.write_text("x")
    (repository.site / "articles" / "x.html.part").write_text("half")
    (repository.site / ".htaccess").write_text("x")
    repository.build()
    assert not (repository.site / "strange").exists()
    assert (repository.site / ".htaccess").read_text() == "x"
    (repository.site / ".htaccess").unlink()
    assert repository.is_as_built_anew()


@pytest.mark.parametrize("event", ["on_pre_build", "on_files", "on_env", "on_post_page"])
def test_a_build_that_is_killed_costs_no_page_and_leaves_nothing_behind(
    event: str, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    repository.build()
    a_title(repository)
    place, name = (
        (mkdocs.utils, "clean_directory")
        if event == "on_pre_build"
        else (mkdocs.commands.build, "get_navigation")
        if event == "on_files"
        else (mkdocs.commands.build, "_build_theme_template")
        if event == "on_env"
        else (mkdocs.utils, "write_file")
    )

    def kill(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(place, name, kill)
        patched.setattr("generator.speed.rebuilding.Rebuilds.undo", lambda _self: None)
        with pytest.raises(Killed):
            repository.build()
    repository.build()
    assert repository.is_as_built_anew()
    assert not [path.name for path in repository.folder.iterdir() if path.name.endswith(".aside")]
    assert not list(repository.site.rglob("*.part"))


def test_an_error_in_the_content_leaves_the_site_where_it_is(repository: Repository) -> None:
    repository.build()
    before = contents(repository.site)
    repository.edit("content/home.yml", "title", "titel")
    with pytest.raises(Abort):
        repository.build()
    assert contents(repository.site) == before


def test_an_error_of_another_kind_leaves_the_site_where_it_is(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.build()
    before = contents(repository.site)

    def fail(*_args, **_kwargs):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(mkdocs.commands.build, "get_files", fail)
        with pytest.raises(RuntimeError):
            repository.build()
    assert contents(repository.site) == before


HOOKS = {
    "on_page_content": "html.replace('Lund', 'LUND')",
    "on_post_page": "html + '<!-- seen -->'",
    "on_page_context": "html.update(base_url='/x/')",
    "on_files": "html.remove(html.get_file_from_path('articles/engineer-warns.md'))",
}


@pytest.mark.parametrize("event", list(HOOKS))
def test_beside_another_plugin_every_page_is_built(event: str, repository: Repository) -> None:
    (repository.folder / "hook.py").write_text(
        f"def {event}(html, **kwargs):\n    return {HOOKS[event]}\n"
    )
    with (repository.folder / "site_config.yml").open("a") as config:
        config.write("hooks: [hook.py]\n")
    repository.build()
    everything = list(repository.built)
    repository.build()
    assert repository.built == everything
    assert repository.is_as_built_anew()


@pytest.mark.parametrize(
    "shown",
    [
        "{{ pages | length }}",
        "{% for entry in pages %}{{ entry.page.meta.updated }} {{ entry.page.title }}{% endfor %}",
        "{{ pages[-1].src_uri }}",
    ],
)
def test_a_theme_may_show_all_pages_on_every_page(shown: str, repository: Repository) -> None:
    repository.edit("theme/main.html", "{% block announce %}", "{% block announce %}" + shown)
    repository.build()
    everything = list(repository.built)
    a_new_summary(repository)
    repository.build()
    assert len(repository.built) > len(everything)
    assert repository.is_as_built_anew()


def test_a_theme_that_shows_the_day_of_the_build_builds_every_page(repository: Repository) -> None:
    repository.edit(
        "theme/main.html", "{% block announce %}", "{% block announce %}{{ build_date_utc }}"
    )
    repository.build()
    everything = list(repository.built)
    repository.build()
    assert repository.built == everything


@pytest.mark.parametrize("anchor", ["n-gone", "q-carries"])
def test_links_by_hand_into_a_page_that_stays_are_held_against_it(
    anchor: str, repository: Repository, caplog: pytest.LogCaptureFixture
) -> None:
    repository.build()
    html = (repository.site / GENERATED).read_text()
    is_there = f'id="{anchor}"' in html
    with (repository.folder / "content" / "pages" / "about.md").open("a") as page:
        page.write(f"\n[x](articles/engineer-warns.md#{anchor})\n")
    for _ in range(2):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            if is_there:
                repository.build(strict=True)
            else:
                with pytest.raises(Abort):
                    repository.build(strict=True)
        assert ("does not contain an anchor" in caplog.text) is not is_there


@pytest.mark.parametrize(
    "line", ["[x](gone.md)", "[x](../people/ada-berg.md#gone)", "[x](files/)", "[x](/y.md)"]
)
def test_what_mkdocs_warns_of_in_a_page_it_warns_of_again(
    line: str, repository: Repository
) -> None:
    path = repository.folder / "content" / "templates" / "article.md.j2"
    path.parent.mkdir()
    path.write_text((LAYOUTS / path.name).read_text())
    repository.build(strict=True)
    with path.open("a") as layout:
        layout.write(f"\n\n{line}\n")
    for _ in range(3):
        with pytest.raises(Abort):
            repository.build(strict=True)


def test_a_page_that_the_navigation_leaves_out_is_named_at_every_build(
    repository: Repository,
) -> None:
    repository.edit("site_config.yml", "/people/*", "/none/*")
    for _ in range(3):
        with pytest.raises(Abort):
            repository.build(strict=True)


def test_what_is_known_of_the_build_before_may_be_lost_or_spoilt(repository: Repository) -> None:
    repository.build()
    (known,) = repository.folder.glob(".cache/briefing/*.json")
    for text in ("", "{}", '{"surroundings": 1, "keys": [], "states": {"a": 1}}', None):
        if text is None:
            known.unlink()
        else:
            known.write_text(text)
        repository.build()
        assert repository.is_as_built_anew()


def test_a_generated_page_that_leads_astray_is_told_of_at_each_build(
    repository: Repository, caplog: pytest.LogCaptureFixture
) -> None:
    layout = (LAYOUTS / "article.md.j2").read_text()
    own = repository.folder / "content" / "templates" / "article.md.j2"
    own.parent.mkdir(exist_ok=True)
    own.write_text(
        layout.replace("# {{ title }}", "[x](engineer-warns.md#n-gone)\n\n# {{ title }}")
    )
    told = []
    for accelerate in (True, True, False):
        caplog.clear()
        with caplog.at_level(logging.WARNING), pytest.raises(Abort):
            repository.build(accelerate=accelerate, strict=True)
        told.append(sorted(one for one in caplog.messages if "n-gone" in one))
    assert len(told[0]) > 1
    assert told[0] == told[1] == told[2]


def test_pages_hold_nothing_of_what_was_written(repository: Repository) -> None:
    held = []

    def look(self: Rebuilds) -> None:
        held.extend(
            (file.page.content, file.page.markdown, list(file.page.toc))
            for file in self._build.made.documentation_pages()
            if isinstance(file.page, LatePage)
        )
        finish(self)

    finish = Rebuilds.finish
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Rebuilds, "finish", look)
        repository.build()
    assert len(held) > 10
    assert set(map(repr, held)) == {repr(("", "", []))}
