"""Tests of generator/accepting.py and generator/proposals.py."""

from __future__ import annotations

import re
from datetime import date

import pytest
from conftest import small_files
from test_adding import DRAFT, drafted

from generator.accepting import accepted
from generator.article.text import Text
from generator.drafting.draft import Given, draft
from generator.problems import ContentError, SetupError
from generator.proposals import NOTE
from generator.reading import parse_files

NAME = "summaries/a-draft.yml"


def after(files: dict[str, bytes], *arguments: object, **said: object) -> dict[str, bytes]:
    """The files with what was accepted, which are read without a problem."""
    made = accepted(files, "content", "a-draft", *arguments, **said)
    found = {**files, **made.files}
    parse_files(found)
    return found


def test_all_that_is_proposed_goes_into_the_registry_with_its_comments() -> None:
    files = drafted()
    found = after(files)
    assert found[NAME].endswith(b"todo: check}\n# what floats\n")
    assert b"propose" not in found[NAME]
    assert DRAFT.startswith(found[NAME].removesuffix(b"# what floats\n"))
    people, measures = found["registry/people.yml"], found["registry/measures.yml"]
    assert b"\n# she signs the letter\nzoe-quill: {name: Zoe Quill}\n" in people
    assert b"boats:  # all of them\n  name: Boats\n  kind: stock\n" in measures
    for name in ("people", "measures"):
        before = files[f"registry/{name}.yml"].decode().splitlines()
        assert [one for one in found[f"registry/{name}.yml"].decode().splitlines() if one in before]


def test_some_may_be_named_and_the_others_stay() -> None:
    found = after(drafted(), ["rafts", "zoe-quill"])
    assert b"proposed:\n  # what floats\n  measures:\n    boats:  # all" in found[NAME]
    assert b"rafts" not in found[NAME]
    made = accepted(drafted(), "content", "a-draft", ["rafts"])
    assert re.fullmatch(r"content/registry/measures\.yml:\d+: rafts added", made.said[0])


def test_one_may_be_taken_under_another_id_and_is_called_so_everywhere() -> None:
    found = after(drafted(), ["boats"], "vessels")
    assert b"{measure: vessels, value: 3," in found[NAME]
    assert b"boats:" not in found[NAME]
    assert b"\nvessels:  # all of them\n  name: Boats\n" in found["registry/measures.yml"]


def test_what_is_there_may_stand_in_the_place_of_what_is_proposed() -> None:
    files = drafted()
    found = after(files, ["zoe-quill"], "ada-berg")
    assert b"who: [ada-berg]" in found[NAME]
    assert b"zoe-quill" not in found[NAME]
    assert found["registry/people.yml"] == files["registry/people.yml"]


def test_what_another_summary_proposes_as_well_is_taken_out_there_too() -> None:
    files = drafted()
    files["summaries/b-draft.yml"] = DRAFT
    made = accepted(files, "content", "a-draft", ["rafts"])
    assert b"rafts" not in made.files["summaries/b-draft.yml"]
    assert made.said[-1] == "content/summaries/b-draft.yml: proposes rafts no more"
    files["summaries/b-draft.yml"] = DRAFT.replace(b"Rafts of", b"All rafts of")
    with pytest.raises(SetupError, match="propose rafts otherwise"):
        accepted(files, "content", "a-draft", ["rafts"])


@pytest.mark.parametrize(
    ("was", "now", "ids", "called", "message"),
    [
        (b"", b"", ["raft"], None, "proposes no 'raft'; did you mean 'rafts'?"),
        (b"", b"", [], "x", "--as belongs to one id"),
        (b"", b"", ["rafts"], "Rafts!", "is not an id"),
        (
            b"Zoe Quill}",
            b"Adda Berg}",
            [],
            None,
            "is called Ada Berg (content/registry/people.yml:1); if this is another, say"
            " --another; if it is the same: briefing accept a-draft zoe-quill --as ada-berg",
        ),
        (b"zoe-quill", b"ada-berg", [], None, "or take what is there by --as ada-berg"),
    ],
)
def test_what_cannot_be_accepted_says_what_to_do_instead(was, now, ids, called, message) -> None:
    files = drafted()
    files[NAME] = DRAFT.replace(was, now) if was else DRAFT
    with pytest.raises(SetupError, match=re.escape(message)):
        accepted(files, "content", "a-draft", ids, called)


def test_another_of_a_similar_name_may_be_accepted() -> None:
    files = {**drafted(), NAME: DRAFT.replace(b"Zoe Quill}", b"Adda Berg}")}
    after(files, is_another=True)


def test_what_makes_a_new_problem_or_stands_between_braces_is_refused() -> None:
    files = drafted()
    files[NAME] = DRAFT[: DRAFT.index(b"proposed:")] + (
        b"proposed: {people: {zoe-quill: {name: Z}}, measures: {boats: {name: B, kind: stock}}}\n"
    )
    with pytest.raises(ContentError, match="put it into form first, by briefing fmt"):
        accepted(files, "content", "a-draft")
    files = drafted()
    files[NAME] = DRAFT.replace(b"{name: Zoe Quill}", b"{name: Zoe Quill, former_ids: [ada-berg]}")
    with pytest.raises(ContentError, match="ada-berg"):
        accepted(files, "content", "a-draft")
    with pytest.raises(SetupError, match="proposes nothing"):
        accepted(small_files(), "content", "engineer-warns")
    with pytest.raises(SetupError, match=r"did you mean 'engineer-warns\.yml'"):
        accepted(small_files(), "content", "engineer-warn")


def test_the_note_of_a_draft_is_known_and_goes_with_all_that_was_proposed() -> None:
    given = Given(name="x.txt", added=date(2024, 5, 6), written_by="A")
    text = Text(
        "Reeds\n\n\u201cWe sail at noon and not before it,\u201d said Vera Holt, a skipper."
    )
    made = draft(text, given, parse_files(small_files()).content.registry).yaml
    assert f"\n{NOTE}" in made
    files = {**small_files(), NAME: made.encode()}
    assert "\n#" not in after(files)[NAME].decode().partition("\ntitle:")[2]


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    files = {**drafted(), NAME: b"\xef\xbb\xbf" + DRAFT.replace(b"\n", b"\r\n")}
    found = after(files)
    assert found[NAME].startswith(b"\xef\xbb\xbf# a draft\r\n")
    assert b"\r" not in found["registry/measures.yml"]
