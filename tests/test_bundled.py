"""Tests of generator/bundled.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from mkdocs.utils import get_theme_dir

from generator.bundled import (
    own_theme,
    stylesheets,
    theme_folder,
    theme_folders,
    theme_language,
    theme_sources,
)

MATERIAL = get_theme_dir("material")


def test_in_the_repository_the_theme_is_the_folder_at_its_top() -> None:
    assert theme_folder() == ROOT / "theme"


def test_ours_lies_beneath_the_sites_own_and_over_the_installed_one(tmp_path: Path) -> None:
    ours, own = str(ROOT / "theme"), tmp_path / "theme"
    own.mkdir()
    assert theme_folders([MATERIAL, "mkdocs"], None) == [ours, MATERIAL, "mkdocs"]
    found = theme_folders([str(own), MATERIAL], own)
    assert found == [str(own), ours, MATERIAL]
    assert theme_folders(found, own) == found


def test_a_site_whose_theme_is_ours_has_it_once() -> None:
    ours = ROOT / "theme"
    assert theme_folders([str(ours), MATERIAL], ours) == [str(ours), MATERIAL]


def test_a_sites_own_theme_is_the_one_it_names_or_lies_in_the_usual_place(tmp_path: Path) -> None:
    assert own_theme(tmp_path, None) is None
    assert own_theme(tmp_path, "look") == tmp_path / "look"
    (tmp_path / "theme").mkdir()
    assert own_theme(tmp_path, None) == tmp_path / "theme"


def test_our_stylesheet_comes_first_once() -> None:
    ours = "assets/stylesheets/briefing.css"
    assert stylesheets([]) == [ours]
    assert stylesheets(["a.css"]) == [ours, "a.css"]
    assert stylesheets(["a.css", ours]) == ["a.css", ours]


@pytest.mark.parametrize(
    ("locale", "language"),
    [("en_GB", "en"), ("el", "el"), ("pt_BR", "pt-BR"), ("de-AT", "de"), ("qq", None)],
)
def test_material_speaks_the_language_of_the_site_where_it_knows_it(locale, language) -> None:
    assert theme_language(locale, ["nowhere", MATERIAL]) == language


def test_a_copy_of_another_theme_has_nothing_of_ours() -> None:
    assert theme_sources("material", None) == [ROOT / "theme"]
    assert theme_sources("readthedocs", Path("own")) == [Path("own")]
