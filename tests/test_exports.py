"""Tests of generator/exports: the tables and their formats, whole and letter by letter."""

from __future__ import annotations

import csv
import json
import sqlite3
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO

import pandas as pd
import pytest
import yaml
from conftest import SETTINGS, small_files
from hostile import HOSTILE, full_of, one_line

from generator.addresses import Addresses
from generator.exports.columns import TYPES, columns_of
from generator.exports.edition import Edition
from generator.exports.tables import TABLES
from generator.exports.text import row_of
from generator.model.fields import Record
from generator.model.registry import Registry
from generator.model.summary import Item, Summary
from generator.planning import addresses
from generator.press import build_files
from generator.problems import ContentError
from generator.reading import parse_content
from generator.resolving import brief
from generator.words import read_words

ITEMS = {"quotes", "numbers", "events", "statements"}
FIELDS = [(table, model) for table in TABLES for model in table.models]


def files_of(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files for machines of a content folder, by their names in `data/`."""
    made = build_files(parse_content(files), SETTINGS, read_words("en_GB"))
    assert all(file.path.startswith("data/") for file in made)
    return {file.path.removeprefix("data/"): file.data for file in made}


@cache
def full_files(text: str) -> dict[str, bytes]:
    """The files of a site full of one string."""
    return files_of(full_of(text))


@cache
def small() -> dict[str, bytes]:
    return files_of(small_files())


def rows(files: dict[str, bytes], table: str) -> list[dict[str, object]]:
    return json.loads(files[f"{table}.json"])


def edited(name: str, **changes: object) -> dict[str, bytes]:
    files = small_files()
    record = yaml.load(files[name], yaml.BaseLoader) | changes
    return {**files, name: yaml.safe_dump(record, default_style='"').encode()}


def with_retractions() -> dict[str, bytes]:
    """The small site, with one summary retracted and one quotation of the other."""
    retracted = {"date": "2030-07-01", "because": "It was a mistake."}
    files = edited("summaries/engineer-warns.yml", status="retracted", retracted=retracted)
    name = "summaries/mayor-closes-bridge.yml"
    mayor = yaml.load(files[name], yaml.BaseLoader)
    mayor["quotes"][0]["retracted"] = retracted
    files[name] = yaml.safe_dump(mayor, default_style='"').encode()
    files["home.yml"] = files["home.yml"].replace(b"quote: mayor-closes-bridge#q-safe\n", b"")
    return files


# What the tables hold


@pytest.mark.parametrize(("table", "model"), FIELDS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_field_of_the_model_is_a_column_or_says_where_it_is_told(table, model) -> None:
    names = {column.name.removeprefix("article_") for column in table.columns}
    assert set(model.model_fields) <= names | set(table.aside), table.name


def test_only_fields_that_there_are_are_told_elsewhere() -> None:
    for table in TABLES:
        fields = {name for model in table.models for name in model.model_fields}
        assert set(table.aside) <= fields, table.name


def test_there_is_a_table_for_every_kind_of_item_and_every_file_of_the_registry() -> None:
    told = {model for _, model in FIELDS}
    assert set(Item.__subclasses__()) <= told
    registry = {field.annotation.__args__[1] for field in Registry.model_fields.values()}
    assert registry <= told
    assert Summary in told


def test_a_field_of_which_no_column_can_be_made_is_an_error_and_not_forgotten() -> None:
    class Strange(Record):
        inner: Registry

    with pytest.raises(TypeError, match=r"Strange\.inner needs columns of its own"):
        list(columns_of(Strange, lambda row: row, {}))


def test_every_table_and_column_says_what_it_means_in_one_sentence_or_more() -> None:
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert table.columns[0].name == "id"
        for column in table.columns:
            assert column.meaning.strip().endswith("."), f"{table.name}.{column.name}"
            assert column.type in TYPES


def test_the_dictionary_names_every_table_column_and_file_there_is() -> None:
    files = small()
    found = json.loads(files["dictionary.json"])
    assert found["files"] == sorted(files)
    assert {one["name"]: one["rows"] for one in found["tables"]} == {
        table.name: len(rows(files, table.name)) for table in TABLES
    }
    for one in found["tables"]:
        listed = [column["name"] for column in one["columns"]]
        header = next(csv.reader(StringIO(files[f"{one['name']}.csv"].decode())))
        assert header == listed
        assert all(list(row) == listed for row in rows(files, one["name"]))


def test_an_item_carries_its_address_its_names_and_the_bounds_of_its_dates() -> None:
    number = next(row for row in rows(small(), "numbers") if row["anchor"] == "n-cost")
    assert number["id"] == "mayor-closes-bridge#n-cost"
    assert number["url"] == "https://site.example/bridge/articles/mayor-closes-bridge/#n-cost"
    assert (number["measure_name"], number["unit"]) == ("Cost of the new bridge", "EUR")
    assert (number["by"], number["by_name"]) == ("ada-berg", "Ada Berg")
    assert (number["as_of"], number["proved"]) == ("2030-06-04", "figure")
    lorries = next(row for row in rows(small(), "numbers") if row["measure"] == "lorries")
    assert lorries["part_of"] == "mayor-closes-bridge#n-crossings"
    bounds = [lorries[f"as_of{end}"] for end in ("", "_earliest", "_latest")]
    assert bounds == ["2029-12", "2029-12-01", "2029-12-31"]
    opens = next(row for row in rows(small(), "events") if row["title"] == "A new bridge opens")
    assert (opens["date_earliest"], opens["date_latest"]) == ("2032-01-01", "2033-12-31")
    closes = next(row for row in rows(small(), "events") if row["event"] == "bridge-closes")
    assert (closes["title"], closes["who"]) == ("The Old Bridge closes", ["north-line"])
    quote = rows(small(), "quotes")[0]
    assert (quote["role"], quote["medium"], quote["date"]) == (
        "Mayor of Marsk",
        "speech",
        "2030-06-03",
    )


def test_an_open_end_of_a_date_is_empty() -> None:
    role = next(row for row in rows(small(), "roles") if row["role"] == "Mayor of Marsk")
    assert (role["during_earliest"], role["during_latest"]) == ("2030-06-01", None)


@pytest.mark.parametrize("value", ["1.10", "0.000001", "999999999999999.999999", "-5", "0"])
def test_a_figure_keeps_every_digit_in_every_format(value: str) -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    files[name] = files[name].replace(b"value: 40", b"value: " + value.encode())
    made = files_of(files)
    number = next(row for row in rows(made, "numbers") if row["measure"] == "steel")
    assert number["value"] == value
    assert Decimal(value) == Decimal(str(number["value"]))
    assert f",{value}," in made["numbers.csv"].decode()
    with opened(made) as database:
        query = "SELECT value FROM numbers WHERE measure = 'steel'"
        assert database.execute(query).fetchall() == [(value,)]


def test_drafts_and_what_only_they_name_are_not_exported() -> None:
    files = small_files()
    files["registry/people.yml"] += b"\nsecret-source: {name: Secret Source}\n"
    files["registry/topics.yml"] += b"scandal: {name: Scandal}\n"
    name = "summaries/not-yet.yml"
    files[name] += b"topics: [scandal]\nwho: [secret-source]\n"
    for path, data in files_of(files).items():
        for word in (b"Not yet to be seen", b"Secret Source", b"Scandal", b"secret-source"):
            assert word not in data, path


def test_what_was_retracted_stands_among_the_retractions_and_nowhere_else() -> None:
    files = files_of(with_retractions())
    summaries = {row["id"]: row for row in rows(files, "summaries")}
    gone = summaries["engineer-warns"]
    assert (gone["status"], gone["gist"], gone["topics"]) == ("retracted", None, [])
    assert summaries["mayor-closes-bridge"]["status"] == "published"
    assert {row["summary"] for table in ITEMS for row in rows(files, table)} == {
        "mayor-closes-bridge"
    }
    assert "q-safe" not in {row["anchor"] for row in rows(files, "quotes")}
    told = [(row["summary"], row["item"], row["because"]) for row in rows(files, "retractions")]
    assert told == [
        ("engineer-warns", None, "It was a mistake."),
        ("ferry-sinks", None, "The Gazette withdrew the article."),
        ("mayor-closes-bridge", "q-safe", "It was a mistake."),
    ]
    for path, data in files.items():
        for word in (b"We could not wait", b"carries too much"):
            assert word not in data, path


def test_a_part_of_a_retracted_number_names_no_number_that_is_not_there() -> None:
    files = small_files()
    name = "summaries/mayor-closes-bridge.yml"
    mayor = yaml.load(files[name], yaml.BaseLoader)
    mayor["numbers"][2]["retracted"] = {"date": "2030-07-01", "because": "Miscounted."}
    made = files_of({**files, name: yaml.safe_dump(mayor, default_style='"').encode()})
    lorries = next(row for row in rows(made, "numbers") if row["measure"] == "lorries")
    assert lorries["part_of"] is None
    assert_whole(made)


# The formats


def opened(files: dict[str, bytes]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(files["briefing.sqlite"])
    return connection


def assert_whole(files: dict[str, bytes]) -> None:
    """SQLite finds no fault, and its rows are those of the JSON."""
    database = opened(files)
    try:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.row_factory = sqlite3.Row
        for table in TABLES:
            found = [dict(row) for row in database.execute(f'SELECT * FROM "{table.name}"')]
            assert found == [flat(table.name, row) for row in rows(files, table.name)]
    finally:
        database.close()


def flat(table: str, row: dict[str, object]) -> dict[str, object]:
    """A row as the dictionary says it stands where there are no lists."""
    columns = {column.name: column for one in TABLES if one.name == table for column in one.columns}
    between = {"ids": " ", "lines": "\n"}
    return {
        name: between[columns[name].type].join(value) or None if isinstance(value, list) else value
        for name, value in row.items()
    }


def assert_csv(files: dict[str, bytes]) -> None:
    """The CSV holds the same rows, with nothing for nothing."""
    for table in TABLES:
        text = files[f"{table.name}.csv"].decode()
        read = list(csv.DictReader(StringIO(text, newline="")))
        expected = [flat(table.name, row) for row in rows(files, table.name)]
        assert [{name: value or None for name, value in row.items()} for row in read] == expected


@pytest.mark.parametrize("content", [small_files, with_retractions, dict])
def test_all_formats_of_all_tables_hold_the_same_rows(content) -> None:
    files = files_of(content())
    assert_whole(files)
    assert_csv(files)


@pytest.mark.parametrize("content", [small_files, with_retractions, dict])
def test_the_page_on_the_data_counts_the_rows_that_the_files_hold(content) -> None:
    edition = Edition(brief(parse_content(content())), Addresses({}))
    files = files_of(content())
    counted = {table.name: table.size(edition) for table in TABLES}
    assert counted == {table.name: len(rows(files, table.name)) for table in TABLES}
    assert content is dict or all(counted[name] for name in ("quotes", "grounds", "summaries"))


def test_the_database_has_keys_references_and_plain_types_only() -> None:
    with opened(small()) as database:
        for table in TABLES:
            described = database.execute(f'PRAGMA table_info("{table.name}")').fetchall()
            assert {kind for _, _, kind, *_ in described} == {"TEXT"}
            assert [name for _, name, _, _, _, key in described if key] == ["id"]
        references = {
            (one[3], one[2]) for one in database.execute("PRAGMA foreign_key_list(quotes)")
        }
        assert references >= {("speaker", "actors"), ("summary", "summaries")}
        assert ("nearly", 1000.0) in set(
            database.execute("SELECT comparator, value_real FROM series")
        )


def test_a_reference_that_leads_nowhere_would_be_seen() -> None:
    database = opened(small())
    database.execute("DELETE FROM actors WHERE id = 'ada-berg'")
    assert database.execute("PRAGMA foreign_key_check").fetchall() != []
    database.close()


def test_a_spreadsheet_reader_finds_the_line_ends_of_the_standard() -> None:
    data = small()["quotes.csv"]
    assert data.startswith(b"id,summary,")
    assert data.endswith(b"\r\n")
    assert b"\r\n" in data.split(b"\n", 1)[0] + b"\n"


def test_pandas_reads_every_table() -> None:
    for table in TABLES:
        expected = rows(small(), table.name)
        names = [column.name for column in table.columns]
        read = pd.read_csv(BytesIO(small()[f"{table.name}.csv"]), dtype=str, keep_default_na=False)
        assert list(read.columns) == names
        assert len(read) == len(expected)
        loaded = pd.read_json(BytesIO(small()[f"{table.name}.json"]), dtype=False)
        assert len(loaded) == len(expected)
        if expected:
            assert list(loaded.columns) == names
            assert list(loaded["id"]) == [row["id"] for row in expected]


def test_pandas_calculates_with_the_numbers() -> None:
    numbers = pd.read_csv(BytesIO(small()["numbers.csv"]), dtype=str, keep_default_na=False)
    shares = numbers[numbers["measure"] == "traffic-share"]
    assert list(pd.to_numeric(shares["value"])) == [7.5]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_the_same_string_in_every_table_and_format(text: str) -> None:
    files = full_files(text)
    several, one = (text, one_line(text))[not text.strip()], one_line(text)
    quotes = rows(files, "quotes")
    assert {row["exact"] for row in quotes} == {several}
    assert {row["gist"] for row in rows(files, "summaries")} == {several, None}  # None: retracted
    assert {row["title"] for row in rows(files, "summaries")} == {one}
    assert {row["name"] for row in rows(files, "actors")} == {one}
    assert_whole(files)
    assert_csv(files)
    read = pd.read_csv(BytesIO(files["quotes.csv"]), dtype=str, keep_default_na=False)
    assert set(read["exact"]) == {several}
    assert set(read["summary_title"]) == {one}


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\r", "\x0b", "\x7f", "\x85", "\ufffe", "\ud800"])
def test_signs_that_xml_or_csv_cannot_hold_are_refused_before_any_file_is_made(sign: str) -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    shown = json.dumps(f"a{sign}b").encode()
    files[name] = files[name].replace(
        b"title: Engineer warns of the Old Bridge", b"title: " + shown
    )
    with pytest.raises(ContentError):
        parse_content(files)


def test_the_same_content_gives_the_same_bytes() -> None:
    assert files_of(small_files()) == small()


def test_the_database_does_not_say_which_version_of_sqlite_wrote_it() -> None:
    assert small()["briefing.sqlite"][96:100] == bytes(4)


def test_the_page_counts_the_rows_that_the_files_have() -> None:
    briefing = brief(parse_content(with_retractions()))
    counting = Edition(briefing, Addresses({}))
    telling = Edition(briefing, addresses(SETTINGS.site_url, SETTINGS.directory_urls))
    for table in TABLES:
        assert len(list(table.records(counting))) == len(
            [row_of(table, record, telling) for record in table.records(telling)]
        )
