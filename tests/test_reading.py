"""Tests of generator/reading.py and generator/rules.py: a bad file beside its exact message."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import small_files

from generator.dates import parse_date
from generator.problems import ContentError
from generator.reading import (
    Sources,
    parse_content,
    parse_files,
    parse_registry,
    parse_summary,
    read_content,
)
from generator.rules.site import SITE_RULES
from generator.rules.summary import SUMMARY_RULES

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
#: What a case's name begins with, and the file of the small site in whose place it stands.
PLACES = {
    "summary": "summaries/case.yml",
    "home": "home.yml",
    "differences": "differences.yml",
}


def problems_of(files: dict[str, bytes]) -> str:
    try:
        parse_content(files)
    except ContentError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_bad_file_is_refused_with_the_message_beside_it(
    case: Path, request: pytest.FixtureRequest
) -> None:
    kind = case.stem.partition("--")[0]
    files = {**small_files(), PLACES.get(kind, f"registry/{kind}.yml"): case.read_bytes()}
    expected = case.with_suffix(".txt")
    found = problems_of(files) + "\n"
    if request.config.getoption("--update-golden"):
        expected.write_text(found)
    assert found == expected.read_text()


def test_every_rule_is_broken_by_some_case() -> None:
    tables = {"SUMMARY_RULES": SUMMARY_RULES, "SITE_RULES": SITE_RULES}
    rules = {rule: name for name, table in tables.items() for rule in table}
    broken = set()
    for case in CASES:
        kind = case.stem.partition("--")[0]
        files = {**small_files(), PLACES.get(kind, f"registry/{kind}.yml"): case.read_bytes()}
        for rule, name in rules.items():
            without = tuple(other for other in tables[name] if other is not rule)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(f"generator.reading.{name}", without)
                if problems_of(files) != case.with_suffix(".txt").read_text().strip("\n"):
                    broken.add(rule.__name__)
    # a case's file has a name of its own, so that one rule has a test of its own
    assert {rule.__name__ for rule in rules} - broken == {"file_name_is_an_id"}


def test_a_file_whose_name_is_no_id_is_refused() -> None:
    files = small_files()
    files["summaries/Mayor closes.yml"] = files["summaries/engineer-warns.yml"]
    assert "the file's name 'Mayor closes' becomes the page's address" in problems_of(files)


def test_all_problems_of_all_files_come_in_one_run_sorted() -> None:
    files = small_files()
    files["summaries/a.yml"] = b"title: A\n"
    files["summaries/b.yml"] = b"title: B\nadded: yesterday\n"
    files["registry/places.yml"] = b"marsk: {nam: Marsk}\nold-bridge: {name: Old Bridge}\n"
    lines = problems_of(files).splitlines()
    assert {line.split(":")[0] for line in lines} == {
        "content/registry/places.yml",
        "content/summaries/a.yml",
        "content/summaries/b.yml",
    }
    assert lines == sorted(lines)


def test_a_summary_that_cannot_be_read_is_not_also_called_missing_by_the_front_page() -> None:
    files = small_files()
    files["summaries/mayor-closes-bridge.yml"] += b"extra: field\n"
    lines = problems_of(files).splitlines()
    assert len(lines) == 1
    assert "'extra' is not a field here" in lines[0]


def test_a_duration_whose_measure_cannot_be_read_is_not_wrong_as_well() -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    told = b"measure: steel, from_event: bridge-closes,"
    assert files[name].count(b"measure: steel,") == 1
    files[name] = files[name].replace(b"measure: steel,", told)
    files["registry/measures.yml"] = files["registry/measures.yml"].replace(b"name:", b"nam:")
    lines = problems_of(files).splitlines()
    assert lines
    assert all("'nam' is not a field here" in line for line in lines)


def test_a_file_the_registry_does_not_know_is_refused() -> None:
    found = problems_of({**small_files(), "registry/peoples.yml": b"a: {name: A}\n"})
    assert "the registry has no such file; did you mean 'people'?" in found


def test_a_file_that_is_not_utf8_is_refused_with_its_line() -> None:
    found = problems_of({**small_files(), "home.yml": b"title: a\ngist: caf\xe9\n"})
    assert found == (
        "content/home.yml:2:1: the file is not UTF-8; save it again with that encoding"
    )


def test_shorthands_and_defaults_are_read() -> None:
    content = parse_content(small_files())
    mayor = content.summaries["mayor-closes-bridge"]
    assert [entry.actor for entry in mayor.who] == ["ada-berg", "north-line", "marsk-council"]
    assert content.registry.people["tomas-lund"].roles[0].role == "Engineer"
    assert (mayor.numbers[1].comparator, mayor.numbers[1].certainty) == ("exactly", "actual")
    assert mayor.article.published == parse_date("2030-06-04")


def test_a_byte_order_mark_is_read_and_a_folder_without_content_is_empty(tmp_path: Path) -> None:
    files = small_files()
    files["home.yml"] = b"\xef\xbb\xbf" + files["home.yml"]
    assert parse_content(files).home.title == "Marsk decides on its bridge"
    assert read_content(tmp_path).content.summaries == {}


def test_what_came_of_a_summary_is_the_same_after_it_was_pickled() -> None:
    files = small_files()
    registry = pickle.loads(pickle.dumps(parse_registry(Sources(files))))
    name, receipt = "summaries/mayor-closes-bridge.yml", "receipts/mayor-closes-bridge.json"
    parsed = parse_summary(name, files[name], files[receipt], registry)
    again = pickle.loads(pickle.dumps(parsed))
    content = parse_files(files).content
    assert again == parsed
    assert again.summary == content.summaries["mayor-closes-bridge"]
    assert again.receipt == content.receipts["mayor-closes-bridge"]
    assert again.summary.quotes[0].speaker.kinds == ("people", "organisations")


def test_a_derived_id_changes_with_the_fact_and_not_with_a_note() -> None:
    number = parse_content(small_files()).summaries["engineer-warns"].numbers[0]
    assert number.anchor.startswith("n-")
    assert number.model_copy(update={"note": "other"}).anchor == number.anchor
    assert number.model_copy(update={"value": Decimal(41)}).anchor != number.anchor
    assert number.model_copy(update={"id": "n-steel"}).anchor == "n-steel"


def test_an_item_is_the_same_record_whether_or_not_its_id_was_asked_for() -> None:
    asked, never = (parse_content(small_files()).summaries["engineer-warns"] for _ in "ab")
    assert asked.numbers[0].anchor
    vars(never.numbers[0]).pop("anchor", None)
    vars(never.numbers[0]).pop("content_sha256", None)
    assert asked == never
    assert hash(asked.numbers[0]) == hash(never.numbers[0])
    assert asked.model_dump() == never.model_dump()
    assert asked.model_dump_json() == never.model_dump_json()
    assert repr(asked) == repr(never)
    assert "anchor" not in vars(asked.numbers[0].model_copy(deep=True))


def test_three_bad_files_among_ten_thousand_are_the_three_that_are_named() -> None:
    good = b"title: A\nadded: 2030-06-05\nwritten_by: An Editor\ngist: G\n"
    files = {f"summaries/s{number}.yml": good for number in range(10_000)}
    for number in (17, 4711, 9999):
        files[f"summaries/s{number}.yml"] = good.replace(b"gist", b"gits")
    lines = problems_of(files).splitlines()
    assert {line.split(":")[0] for line in lines} == {
        "content/summaries/s17.yml",
        "content/summaries/s4711.yml",
        "content/summaries/s9999.yml",
    }


def test_a_registry_file_that_cannot_be_read_is_the_only_problem() -> None:
    files = {**small_files(), "registry/topics.yml": b"bridge: [\n"}
    (line,) = problems_of(files).splitlines()
    assert line.startswith("content/registry/topics.yml:")


def test_a_registry_file_of_comments_alone_has_no_records() -> None:
    files = {**small_files(), "registry/questions.yml": b"# none yet\n"}
    (line,) = [line for line in problems_of(files).splitlines() if "engineer" not in line][:1]
    assert "'keep-the-bridge' is not in registry/questions.yml; add it there" in line


def test_a_misspelt_key_is_not_also_called_missing() -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    files[name] = files[name].replace(b"measure: steel", b"mesure: steel")
    (line,) = problems_of(files).splitlines()
    assert "'mesure' is not a field here; did you mean 'measure'?" in line


@pytest.mark.parametrize(
    ("exact", "comparator"),
    [
        ("more than 40 tonnes", "more-than"),
        ("over 100 children", "more-than"),
        ("barely a year", "about"),
        ("nearly half of it", "nearly"),
        ("some $40 million", "about"),
        ("at least forty", "at-least"),
        ("met under one roof", None),
        ("talks over a bridge, 40 tonnes", None),
        ("moreover 40", None),
    ],
)
def test_a_word_before_the_figure_must_be_in_the_summary_too(exact, comparator) -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    text = (
        files[name]
        .decode()
        .replace("comparator: more-than, exact: more than 40 tonnes of steel", f"exact: {exact!r}")
    )
    files[name] = text.encode()
    found = problems_of(files)
    assert (f"add the line comparator: {comparator}" in found) if comparator else not found


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "java&#115;cript:alert(1)", "JaVaScRiPt:x", "data:text/html,x"),
        *("//example.org/x", "example.org", "ftp://example.org/", "https://", "http://[x", "/x"),
        *("https://example.org/a b", "https://example.org\\n", "vbscript:x", "file:///etc/x"),
    ],
)
def test_an_address_that_is_none_of_the_web_is_refused(url: str) -> None:
    files = small_files()
    files["summaries/case.yml"] = (
        f'title: T\nadded: 2030-06-05\nwritten_by: E\ngist: G\narticle: {{url: "{url}"}}\n'
    ).encode()
    assert "is not a web address; write it with https:// in front" in problems_of(files)


def test_a_retracted_item_leads_no_front_page() -> None:
    files = small_files()
    summary = files["summaries/mayor-closes-bridge.yml"].decode()
    files["summaries/mayor-closes-bridge.yml"] = summary.replace(
        "  - id: q-safe\n",
        "  - id: q-safe\n    retracted: {date: 2030-07-01, because: She was misheard.}\n",
    ).encode()
    assert "'q-safe' of mayor-closes-bridge.yml is retracted; take it out" in problems_of(files)
