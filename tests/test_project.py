"""Tests of generator/project.py."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from generator.configuration import ConfigurationError
from generator.project import plain_config, read_mkdocs_config, write_project
from generator.site import Page, Site

PAGE = Page("articles/a.md", "A", "# A\n")
CONFIG = {"site_name": "S", "docs_dir": "pages", "theme": {"name": "material", "custom_dir": "t"}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.md").write_text("# About\n")
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "main.html").write_text("x")
    return tmp_path


def test_a_written_project_is_complete_and_needs_no_plugin_of_ours(root: Path) -> None:
    config = {**CONFIG, "plugins": ["search", {"briefing": {}}], "watch": ["content"]}
    assert write_project(root / "out", Site((PAGE,)), config, root) == 1
    written = yaml.safe_load((root / "out" / "mkdocs.yml").read_text())
    assert written["plugins"] == ["search"]
    assert "watch" not in written
    assert (root / "out" / "docs" / "articles" / "a.md").read_text() == "# A\n"
    assert (root / "out" / "docs" / "about.md").is_file()
    assert (root / "out" / written["theme"]["custom_dir"] / "main.html").is_file()


@pytest.mark.parametrize("theme", ["material", {"name": "material"}])
def test_a_site_without_a_theme_of_its_own_takes_ours_along(root: Path, theme: object) -> None:
    config = {"docs_dir": "pages", "theme": theme, "extra_css": ["own.css"]}
    write_project(root / "out", Site(()), config, root)
    written = yaml.safe_load((root / "out" / "mkdocs.yml").read_text())
    assert written["theme"] == {"name": "material", "custom_dir": "theme"}
    assert written["extra_css"] == ["assets/stylesheets/briefing.css", "own.css"]
    for name in ("main.html", "assets/stylesheets/briefing.css"):
        assert (root / "out" / "theme" / name).read_bytes() == (ROOT / "theme" / name).read_bytes()
    (root / "theme").mkdir()
    (root / "theme" / "main.html").write_text("ours")
    write_project(root / "out", Site(()), config, root)
    assert (root / "out" / "theme" / "main.html").read_text() == "ours"
    assert (root / "out" / "theme" / "assets").is_dir()


def test_a_theme_that_is_not_material_gets_nothing_of_ours(root: Path) -> None:
    write_project(root / "out", Site(()), {"docs_dir": "pages", "theme": "readthedocs"}, root)
    written = yaml.safe_load((root / "out" / "mkdocs.yml").read_text())
    assert written["theme"] == "readthedocs"
    assert not (root / "out" / "theme").exists()


def test_writing_again_takes_away_what_is_no_longer_there(root: Path) -> None:
    write_project(root / "out", Site((PAGE,)), CONFIG, root)
    write_project(root / "out", Site(()), CONFIG, root)
    assert not (root / "out" / "docs" / "articles").exists()


def test_a_folder_with_anything_else_in_it_is_left_alone(root: Path) -> None:
    (root / "mine").mkdir()
    (root / "mine" / "about.md").write_text("# Mine\n")
    with pytest.raises(ConfigurationError, match="holds other files"):
        write_project(root / "mine", Site((PAGE,)), CONFIG, root)
    assert (root / "mine" / "about.md").read_text() == "# Mine\n"


def test_a_hand_written_page_at_the_address_of_a_generated_one_is_refused(root: Path) -> None:
    clash = Page("about.md", "A", "# A\n")
    with pytest.raises(ConfigurationError, match=r"about\.md stands where the page about"):
        write_project(root / "out", Site((clash,)), CONFIG, root)


def test_an_option_that_is_not_ours_is_kept() -> None:
    assert plain_config({"site_name": "S", "nav": ["a.md"]})["nav"] == ["a.md"]


@pytest.mark.parametrize(
    ("text", "message"),
    [(None, "there is no"), ("a: [", "cannot be read"), ("- a", "holds no options")],
)
def test_a_configuration_that_cannot_be_read_says_why(tmp_path: Path, text, message) -> None:
    if text is not None:
        (tmp_path / "c.yml").write_text(text)
    with pytest.raises(ConfigurationError, match=message):
        read_mkdocs_config(tmp_path / "c.yml")


@pytest.mark.parametrize("place", ["pages/out", "t/out", "pages"])
def test_a_folder_that_is_copied_cannot_be_written_into(root: Path, place: str) -> None:
    with pytest.raises(ConfigurationError, match=r"which is copied; name another"):
        write_project(root / place, Site((PAGE,)), CONFIG, root)
    assert not (root / "pages" / "out").exists()


def test_a_writing_that_fails_leaves_the_folder_as_it_was(root: Path) -> None:
    write_project(root / "out", Site((PAGE,)), CONFIG, root)
    bad = Page("articles", "A", "a file where a folder is")
    with pytest.raises(OSError, match="articles"):
        write_project(
            root / "out",
            Site(
                (
                    PAGE,
                    bad,
                )
            ),
            CONFIG,
            root,
        )
    assert (root / "out" / "docs" / "articles" / "a.md").read_text() == "# A\n"
    assert sorted(path.name for path in root.iterdir()) == ["out", "pages", "t"]


def test_plugins_may_be_a_mapping() -> None:
    assert plain_config({"plugins": {"search": {}, "briefing": {}}})["plugins"] == {"search": {}}
