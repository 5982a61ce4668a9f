"""Tests of generator/renaming.py, patching.py and saving.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT, small_files

from generator.files import read_files
from generator.model.registry import Registry
from generator.problems import SetupError
from generator.reading import parse_files
from generator.renaming import RENAMED, renamed
from generator.saving import save


def after(files: dict, old: str, new: str, kind: str | None = None) -> dict:
    changes = renamed(parse_files(files), old, new, kind)
    return {name: data for name, data in {**files, **changes}.items() if data is not None}


def everything_of(files: dict) -> list[tuple[str, str]]:
    content = parse_files(files).content
    ids = [("summary", id) for id in content.summaries]
    folders = {folder: kind for kind, folder in RENAMED.items()}
    for folder in Registry.model_fields:
        ids += [(folders[folder], id) for id in getattr(content.registry, folder)]
    return ids


OWN = read_files(ROOT / "content")


@pytest.mark.parametrize("files", [small_files(), OWN], ids=["small", "own"])
def test_everything_can_be_renamed_and_back_and_nothing_else_changes(files: dict) -> None:
    for kind, old in everything_of(files)[:: 1 if len(files) < 20 else 7]:
        new = "quite-another"
        there = after(files, old, new, kind)
        reading = parse_files(there)
        assert not reading.unproved
        text = b"\n".join(data for name, data in there.items() if name.startswith("summaries/"))
        pattern = rf"(?m)^ *(- )?(actor|by|speaker|measure|event|who|question): {old}$"
        if kind not in ("summary", "place", "event"):
            assert not re.search(pattern.encode(), text)
        back = after(there, new, old, kind)
        assert not parse_files(back).unproved
        assert back.keys() == files.keys()


def test_a_renamed_person_keeps_permalinks_receipts_comments_and_the_old_address() -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    files[name] = b"# Tomas tomas-lund\r\n" + files[name].replace(b"\n", b"\r\n")
    before = parse_files(files).content
    there = after(files, "tomas-lund", "tom-lund")
    content = parse_files(there).content
    was, now = (one.summaries["engineer-warns"] for one in (before, content))
    assert [item.anchor for item in now.what] == [item.anchor for item in was.what]
    assert content.registry.people["tom-lund"].former_ids == ("tomas-lund",)
    assert content.proofs["engineer-warns"].keys() == before.proofs["engineer-warns"].keys()
    assert there[name].startswith(b"# Tomas tomas-lund\r\n")
    assert there[name].count(b"\n") == there[name].count(b"\r\n")
    anchor = was.what[0].anchor
    wanted = files[name].replace(b"by: tomas-lund", b"by: tom-lund")
    wanted = wanted.replace(b"[ada-berg, tomas-lund]", b"[ada-berg, tom-lund]")
    wanted = wanted.replace(b"{text: The bridge", f"{{id: {anchor}, text: The bridge".encode())
    assert there[name] == wanted


def test_a_renamed_summary_takes_its_receipt_and_its_text_and_is_named_so_elsewhere() -> None:
    there = after(small_files(), "mayor-closes-bridge", "bridge-shut")
    assert "summaries/mayor-closes-bridge.yml" not in there
    assert "receipts/bridge-shut.json" in there
    summary = parse_files(there).content.summaries["bridge-shut"]
    assert summary.former_ids == ("mayor-closes-bridge",)
    assert summary.article.text == "mayor-closes-bridge.txt"
    assert b"mayor-closes-bridge#" not in there["home.yml"]
    assert b"bridge-shut#" in there["home.yml"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nobody", "x", "nothing is called 'nobody'"),
        ("ada-brg", "x", "did you mean 'ada-berg'"),
        ("the-post", "x", "the organisation is called harbour-post now"),
        ("ada-berg", "Ada", "'Ada' is not an id; write lower-case"),
        ("ada-berg", "con", "is not an id"),
        ("ada-berg", "ada-berg", "called ada-berg already"),
        ("ada-berg", "tomas-lund", "tomas-lund is taken"),
        ("ada-berg", "north-line", "it is in registry/organisations.yml"),
        ("north-line", "the-post", "the-post is a former id of harbour-post"),
        ("mayor-closes-bridge#n-cost", "n-x", "an item's id is its permalink"),
    ],
)
def test_what_cannot_be_renamed_is_refused_with_what_is_right(old, new, message) -> None:
    with pytest.raises(SetupError, match=re.escape(message)):
        renamed(parse_files(small_files()), old, new)


def test_an_id_of_several_things_must_be_told_apart() -> None:
    with pytest.raises(SetupError, match=r"a summary and a event.*say which, by --kind"):
        renamed(parse_files(OWN), "ruto-visits-haiti", "x")


def test_files_are_saved_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, gone = (tmp_path / name for name in ("one", "other", "gone"))
    read = {one: b"1", other: b"2", gone: b"3"}
    for path, data in read.items():
        path.write_bytes(data)
    with pytest.raises(SetupError, match="saved by somebody meanwhile"):
        save({**read, other: b"old"}, {one: b"x", other: b"y"})
    assert [path.read_bytes() for path in read] == [b"1", b"2", b"3"]

    def fails(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda path, missing_ok=False: missing_ok or fails(path))
        with pytest.raises(PermissionError):
            save(read, {one: b"x", gone: None})
    assert one.read_bytes() == b"1"
    assert gone.read_bytes() == b"3"
    save(read, {one: b"x", gone: None, tmp_path / "folder" / "new": b"n"})
    assert one.read_bytes() == b"x"
    assert not gone.exists()
    assert (tmp_path / "folder" / "new").read_bytes() == b"n"
    assert not list(tmp_path.rglob("*.part"))


def test_a_renaming_that_would_leave_something_unproved_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.renaming._Renaming.receipts", lambda *_: {})
    with pytest.raises(SetupError, match="nothing was written, because the content would then"):
        renamed(parse_files(small_files()), "ada-berg", "ada-lind")


def test_a_renaming_that_would_lose_a_permalink_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.renaming._Renaming.with_ids", lambda _, name, text: text)
    with pytest.raises(SetupError, match="nothing was written, because the content would then"):
        renamed(parse_files(small_files()), "tomas-lund", "tom-lund")
