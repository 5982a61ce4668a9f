"""Tests of generator/files.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.files import LARGEST, read_files
from generator.problems import ContentError
from generator.reading import read_content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    (content / "summaries").mkdir(parents=True)
    (content / "registry").mkdir()
    return content


def refused(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    return str(caught.value)


def test_only_yaml_files_in_their_places_are_read(folder: Path) -> None:
    (folder / "home.yml").write_text("a")
    (folder / "summaries" / "x.yml").write_text("b")
    for name in (".x.yml.swp", ".#x.yml", "x.yml~", "#x.yml#", "4913", "README.md", ".hidden.yml"):
        (folder / "summaries" / name).write_text("not ours")
    assert read_files(folder) == {"home.yml": b"a", "summaries/x.yml": b"b"}


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert read_files(tmp_path) == {}


def test_another_ending_is_refused_rather_than_passed_over(folder: Path) -> None:
    (folder / "summaries" / "x.yaml").write_text("title: X\n")
    (folder / "summaries" / "Y.YML").write_text("title: Y\n")
    found = refused(folder)
    assert "content/summaries/x.yaml:1:1: files here end in .yml; rename it to x.yml" in found
    assert "content/summaries/Y.YML:1:1: files here end in .yml; rename it to Y.yml" in found


def test_two_endings_of_one_name_are_both_named(folder: Path) -> None:
    (folder / "summaries" / "x.yml").write_text("a")
    (folder / "summaries" / "x.yaml").write_text("b")
    assert read_files(folder)["summaries/x.yaml"] == (
        "stands beside x.yml; keep one of them, with the ending .yml"
    )


def test_a_name_that_a_terminal_would_act_on_is_shown_as_escapes(folder: Path) -> None:
    (folder / "summaries" / "a\u202e\x1b[2J.yml").write_text("title: A\n")
    found = refused(folder)
    assert "content/summaries/a\\u202e\\x1b[2J.yml:" in found
    assert found.replace("\n", "").isprintable()


def test_a_folder_of_summaries_is_refused_rather_than_passed_over(folder: Path) -> None:
    (folder / "summaries" / "2024").mkdir()
    assert "content/summaries/2024:1:1: folders are not read here" in refused(folder)


def test_what_is_no_regular_file_is_named_and_not_opened(folder: Path) -> None:
    summaries = folder / "summaries"
    (summaries / "folder.yml").mkdir()
    (summaries / "link.yml").symlink_to("/etc/hostname")
    (summaries / "dangling.yml").symlink_to("nowhere")
    os.mkfifo(summaries / "pipe.yml")
    found = refused(folder)
    for name, kind in (("folder", "a folder"), ("pipe", "a pipe")):
        assert f"content/summaries/{name}.yml:1:1: is {kind}; only regular files are read" in found
    assert found.count("is a symbolic link") == 2


def test_a_file_too_large_is_refused_unread(folder: Path) -> None:
    path = folder / "summaries" / "x.yml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "x.yml:1:1: has 1,000,001 bytes; a file here has 1,000,000 at most" in refused(folder)
