"""Tests of generator/adding.py."""

from __future__ import annotations

import re

import pytest
from conftest import small_files
from hypothesis import given
from hypothesis import strategies as st

from generator.adding import added, fields_said
from generator.model.registry import KINDS, kind_in
from generator.problems import ContentError, SetupError
from generator.reading import parse_files


def new(files: dict, word: str, id: str, **said) -> tuple[str, int]:
    another = said.pop("another", False)
    made = added(files, "content", word, id, {"name": "Some Name", **said}, is_another=another)
    parse_files({**files, made.name: made.data})
    return made.data.decode(), made.line


def test_a_record_stands_in_the_order_of_the_ids_and_its_line_is_said() -> None:
    for id, line in (("aaa", 1), ("beta", 7), ("zoe", 10)):
        text, found = new(small_files(), "person", id)
        assert found == line
        assert text.splitlines()[line - 1] == f"{id}: {{name: Some Name}}"


PLACES = b"# All\r\nb: {name: B} # first\r\n# about d\r\nd:\r\n  name: D"


def test_comments_and_everything_else_stay_where_they_are() -> None:
    files = {
        "registry/places.yml": b"# All\r\nb: {name: B} # first\r\n# about d\r\nd:\r\n  name: D"
    }
    text, line = new(files, "place", "c")
    assert line == 3
    assert text == (
        "# All\r\nb: {name: B} # first\r\nc: {name: Some Name}\r\n# about d\r\nd:\r\n  name: D"
    )
    text, line = new(files, "place", "e")
    assert text.endswith("  name: D\r\ne: {name: Some Name}")
    text, _ = new(files, "place", "a")
    assert text.startswith("# All\r\na: {name: Some Name}\r\nb:")


@pytest.mark.parametrize("data", [None, b"", b"# Places\n", b"# Places"])
def test_a_file_that_is_not_there_or_empty_is_begun(data: bytes | None) -> None:
    files = {} if data is None else {"registry/places.yml": data}
    text, line = new(files, "place", "a")
    assert text.endswith("a: {name: Some Name}\n")
    assert text.splitlines()[line - 1].startswith("a:")


def test_roles_are_said_in_a_word_or_in_full() -> None:
    roles = ("Mayor: acting", "{role: Clerk, organisation: marsk-council}")
    text, _ = new(small_files(), "person", "zoe", roles=roles, aliases=("Z",))
    assert 'roles:\n    - "Mayor: acting"\n    - {role: Clerk, organisation: marsk-council}' in text


@pytest.mark.parametrize(
    ("word", "id", "said", "message"),
    [
        ("person", "Zoe", {}, "is not an id; write lower-case letters"),
        ("person", "ada-berg", {}, "ada-berg is there already: content/registry/people.yml:1"),
        ("person", "north-line", {}, "is there already: content/registry/organisations.yml"),
        ("organisation", "the-post", {}, "is a former id of harbour-post"),
        ("person", "x", {"name": "ada bergh"}, "ada-berg is called so"),
        ("person", "x", {"name": "Adda Berg"}, "is called Ada Berg"),
        ("place", "x", {"within": "mars"}, "within: 'mars' is not in registry/places.yml; did you"),
        (
            "measure",
            "x",
            {"kind": "flow", "adds_to": "crossings"},
            "only a flow can add to a stock",
        ),
        ("measure", "x", {}, "kind: is missing"),
        ("person", "x", {"roles": ("{role: [",)}, "this is not valid YAML"),
    ],
)
def test_what_is_wrong_is_refused_and_said(word, id, said, message) -> None:
    with pytest.raises(SetupError, match=re.escape(message)):
        new(small_files(), word, id, **said)


def test_another_of_a_similar_name_can_be_added_and_one_of_the_same_cannot() -> None:
    new(small_files(), "person", "x", name="Adda Berg", another=True)
    with pytest.raises(SetupError, match="is called so"):
        new(small_files(), "person", "x", name="Ada Berg", another=True)


def test_a_file_that_cannot_be_read_stays_and_is_said_with_its_line() -> None:
    for data in (b"a: [\n", b"{a: {name: A}}\n", b"a: {name: A}\na: {name: B}\n"):
        with pytest.raises(ContentError, match=r"registry/places\.yml"):
            new({"registry/places.yml": data}, "place", "b")


def test_what_a_summary_lacks_can_be_added_while_it_lacks_it() -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    files[name] = files[name].replace(b"tomas-lund", b"tove-lund")
    made = added(files, "content", "person", "tove-lund", {"name": "Tove Strand"})
    parse_files({**files, made.name: made.data})


DRAFT = b"""# a draft
title: Draft
status: draft
added: 2024-05-06
written_by: A. Editor
article: {published: 2024-05-06}
gist: None yet.
who: [zoe-quill]
numbers:
  - {measure: boats, value: 3, exact: three boats, todo: check}
# Names that the registry does not have: move each to the file of registry/ that bears the list's
# name, or put the id of a record that is there in its place.
proposed:
  people:
    # she signs the letter
    zoe-quill: {name: Zoe Quill}
  # what floats
  measures:
    boats:  # all of them
      name: Boats
      kind: stock
    rafts: {name: Rafts of reed, kind: stock}
"""


def drafted(**replaced: str) -> dict[str, bytes]:
    return {**small_files(), "summaries/a-draft.yml": DRAFT}


def test_what_is_added_takes_in_what_summaries_propose_under_that_id() -> None:
    files = drafted()
    made = added(files, "content", "person", "zoe-quill", {"roles": ("Clerk",)})
    after = {**files, made.name: made.data, **made.summaries}
    content = parse_files(after).content
    assert content.registry.people["zoe-quill"].name == "Zoe Quill"
    assert b"# she signs the letter\nzoe-quill:\n  name: Zoe Quill\n  roles: [Clerk]" in made.data
    assert made.summaries["summaries/a-draft.yml"] == DRAFT.replace(
        b"  people:\n    # she signs the letter\n    zoe-quill: {name: Zoe Quill}\n", b""
    )


def test_two_proposals_that_differ_are_told_apart_by_whoever_adds() -> None:
    files = drafted()
    files["summaries/b-draft.yml"] = DRAFT.replace(b"name: Boats", b"name: Barges")
    with pytest.raises(SetupError, match=r"another name; say it with --name"):
        added(files, "content", "measure", "boats", {})
    made = added(files, "content", "measure", "boats", {"name": "Boats"})
    assert made.summaries.keys() == {"summaries/a-draft.yml", "summaries/b-draft.yml"}
    parse_files({**files, made.name: made.data, **made.summaries})
    with pytest.raises(SetupError, match=r"a-draft\.yml:16 proposes zoe-quill as one of people"):
        added(files, "content", "organisation", "zoe-quill", {"name": "Quill"})


def test_every_field_of_every_kind_can_be_said() -> None:
    for word, folder in KINDS.items():
        said = {one.name: one for one in fields_said(word)}
        assert said.keys() == kind_in(folder).model_fields.keys() - {"former_ids"}
        assert all(one.meaning for one in said.values())
    kind = {one.name: one for one in fields_said("measure")}["kind"]
    assert kind.is_required
    assert kind.choices == ("stock", "flow", "ratio", "duration")


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_any_name_is_written_as_it_was_said_or_refused(name: str, aliases: list[str]) -> None:
    files = small_files()
    try:
        made = added(files, "content", "person", "x", {"name": name, "aliases": tuple(aliases)})
    except SetupError:
        return
    person = parse_files({**files, made.name: made.data}).content.registry.people["x"]
    assert person.name == name
