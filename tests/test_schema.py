"""Tests of generator/schema.py: what editors' tools accept and refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from conftest import SMALL, small_files
from jsonschema import Draft202012Validator

from generator.reading import parse_content, read_content
from generator.schema import refresh_schema, schema_text, summary_schema

CASES = sorted((Path(__file__).parent / "cases").glob("summary--*.yml"))

#: Mistakes between fields or files, not in the shape of one: `briefing check` finds them.
BEYOND_SHAPE = {
    "actor-twice", "alleged-by-nobody", "answer-without-question", "basis-of-nothing",
    "comparator-missing", "correction-of-nothing", "event-says-nothing",
    "evidence-a-whole-sentence",
    "evidence-too-long", "id-of-another-kind", "isolation-ended", "left-out-too-long",
    "line-too-long",
    "not-among-the-actors", "part-of-itself", "part-of-nothing", "proposed-and-known",
    "proposed-in-a-published-one", "question-without-answer", "todo-in-a-published-one",
    "range-goes-down", "role-not-plain", "text-cut-by-a-comment", "two-items-with-one-id",
    "address-broken", "duration-without-beginning", "events-around-a-stock",
    "retracted-without-reason", "reason-without-retraction",
    "correction-of-no-field", "correction-to-something-else", "former-id-in-use",
}  # fmt: skip
#: Mistakes in the YAML itself, which an editor's YAML reader finds.
NO_YAML = {"not-yaml", "twice-the-same-key"}


class EditorsLoader(yaml.SafeLoader):
    """Reads scalars as editors' tools do, by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for kind, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    EditorsLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{pattern})$"), list(first)
    )


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = summary_schema(parse_content(small_files()).registry)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def load(text: str | bytes) -> object:
    return yaml.load(text, EditorsLoader)


@pytest.mark.parametrize("path", sorted((SMALL / "summaries").glob("*.yml")), ids=lambda p: p.stem)
def test_every_good_summary_is_accepted(validator, path: Path) -> None:
    assert [error.message for error in validator.iter_errors(load(path.read_bytes()))] == []


def test_the_sites_own_summaries_are_accepted(own_content) -> None:
    from conftest import ROOT

    own = Draft202012Validator(summary_schema(own_content.registry))
    for path in (ROOT / "content" / "summaries").glob("*.yml"):
        assert [error.message for error in own.iter_errors(load(path.read_bytes()))] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_mistake_of_shape_is_refused(validator, case: Path) -> None:
    name = case.stem.partition("--")[2]
    if name in NO_YAML:
        return
    assert validator.is_valid(load(case.read_bytes())) is (name in BEYOND_SHAPE)


def test_a_speaker_is_offered_with_the_name_of_everybody_who_can_speak() -> None:
    schema = summary_schema(parse_content(small_files()).registry)
    actors = schema["$defs"]["people-or-organisations"]
    offered = zip(actors["enum"], actors["enumDescriptions"], strict=True)
    assert dict(offered) == {
        "ada-berg": "Ada Berg",
        "tomas-lund": "Tomas Lund",
        "harbour-post": "Harbour Post",
        "marsk-council": "Marsk Council",
        "north-line": "North Line",
        "river-gazette": "River Gazette",
    }
    assert schema["$defs"]["Quote"]["properties"]["speaker"]["$ref"].endswith(
        "/people-or-organisations"
    )


def test_every_field_says_what_it_means_or_what_right_looks_like() -> None:
    schema = summary_schema(parse_content(small_files()).registry)
    assert (
        "left out: the article's own voice"
        in schema["$defs"]["Number"]["properties"]["by"]["description"]
    )
    assert schema["properties"]["added"]["examples"] == ["2026-11-22"]


def test_no_value_is_offered_that_is_none_of_this_sites() -> None:
    schema = summary_schema(parse_content(small_files()).registry)
    for definition in (schema, *schema["$defs"].values()):
        for name, field in definition.get("properties", {}).items():
            assert not isinstance(field.get("default"), list | dict), name
            assert "examples" not in field or "$ref" not in field, name


def test_the_same_content_gives_the_same_text_again() -> None:
    content = parse_content(small_files())
    assert schema_text(content) == schema_text(content)
    title = summary_schema(content.registry)["properties"]["title"]
    assert "default" not in title  # of another field that is a line as well


def test_the_file_is_written_when_it_changed_and_only_then(tmp_path: Path) -> None:
    content = parse_content(small_files())
    assert refresh_schema(tmp_path, content)
    assert not refresh_schema(tmp_path, content)
    files = small_files()
    files["registry/topics.yml"] += b"tolls: {name: Tolls}\n"
    assert refresh_schema(tmp_path, parse_content(files))
    written = json.loads((tmp_path / "summary.schema.json").read_text())
    assert written["$defs"]["topics"]["enum"][-1] == "tolls"
    assert written["$defs"]["topics"]["enumDescriptions"][-1] == "Tolls"
    assert [path.name for path in tmp_path.iterdir()] == ["summary.schema.json"]


def test_a_registry_without_records_offers_none(tmp_path: Path) -> None:
    schema = summary_schema(read_content(tmp_path).content.registry)
    assert schema["$defs"]["topics"]["enum"] == []
