"""Tests of generator/exports/feeds.py: Atom and JSON Feed as their readers read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import feedparser
import pytest
import yaml
from conftest import SETTINGS, small_files
from hostile import HOSTILE, one_line
from test_exports import edited, files_of, full_files, small, with_retractions

from generator.exports import feeds
from generator.layout import layouts
from generator.press import build_files, build_site
from generator.reading import parse_content
from generator.words import read_words

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
PARTS = (
    "entry",
    "id",
    "title",
    "link",
    "published",
    "updated",
    "author",
    "name",
    "category",
    "content",
)
ALL = {"feed", "changes", "topics/bridge", "people/ada-berg", "people/tomas-lund"}


def stems(files: dict[str, bytes]) -> set[str]:
    return {name.removesuffix(".xml") for name in files if name.endswith(".xml")}


def items(files: dict[str, bytes], stem: str) -> list[dict[str, object]]:
    return json.loads(files[f"{stem}.json"])["items"]


def assert_atom(data: bytes) -> None:
    """What RFC 4287 demands of a feed and of its entries."""
    root = ElementTree.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated", ""))
        assert re.match("https?://", element.findtext(f"{ATOM}id", ""))
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        links = [(one.get("rel"), one.get("type")) for one in element.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))
        assert ("alternate", "text/html") in links
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    for entry in root.iter(f"{ATOM}entry"):
        assert MOMENT.fullmatch(entry.findtext(f"{ATOM}published", ""))
        assert entry.findtext(f"{ATOM}published", "") <= entry.findtext(f"{ATOM}updated", "")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    days = [entry.findtext(f"{ATOM}updated", "") for entry in root.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    assert not days or root.findtext(f"{ATOM}updated") == days[0]


@pytest.mark.parametrize("content", [small_files, with_retractions, dict])
def test_every_feed_is_what_its_format_demands(content) -> None:
    files = files_of(content())
    assert stems(files) >= {"feed", "changes"}
    for stem in stems(files):
        assert_atom(files[f"{stem}.xml"])
        feed = json.loads(files[f"{stem}.json"])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == f"https://site.example/bridge/data/{stem}.json"
        for item in feed["items"]:
            assert item["id"]
            assert item["content_text"]
            assert MOMENT.fullmatch(item["date_published"])
            assert MOMENT.fullmatch(item["date_modified"])


def test_a_reader_of_feeds_reads_them_without_complaint() -> None:
    for stem in ALL:
        read = feedparser.parse(small()[f"{stem}.xml"])
        assert not read.bozo, stem
        assert read.version == "atom10"
        listed = [(entry.id, entry.link, entry.title) for entry in read.entries]
        assert listed == [(one["id"], one["url"], one["title"]) for one in items(small(), stem)]


def test_there_is_a_feed_of_all_of_the_changes_of_each_topic_and_of_each_person() -> None:
    assert stems(small()) == ALL
    told = {stem: [str(one["url"]).split("/")[5] for one in items(small(), stem)] for stem in ALL}
    both = ["mayor-closes-bridge", "engineer-warns"]
    assert told == {
        "feed": both,
        "topics/bridge": both,
        "people/ada-berg": both,
        "people/tomas-lund": ["engineer-warns"],
        "changes": ["mayor-closes-bridge", "ferry-sinks", "engineer-warns", "engineer-warns"],
    }


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, "2030-06-06"),
        ({"updated": "2030-06-08"}, "2030-06-08"),
        ({"updated": "2030-06-05"}, "2030-06-06"),  # its correction is newer
        ({"updated": "2030-06-05", "corrections": []}, "2030-06-05"),
    ],
)
def test_an_entry_was_updated_when_its_summary_last_says_so(changes, day) -> None:
    files = files_of(edited("summaries/mayor-closes-bridge.yml", **changes))
    first = items(files, "feed")[0]
    assert first["date_published"] == "2030-06-05T00:00:00Z"
    assert first["date_modified"] == f"{day}T00:00:00Z"


def test_a_summary_that_moved_keeps_the_id_by_which_readers_know_it() -> None:
    moved = edited("summaries/mayor-closes-bridge.yml", former_ids=["bridge-shut", "bridge-closed"])
    first = items(files_of(moved), "feed")[0]
    assert first["id"] == "https://site.example/bridge/articles/bridge-shut/"
    assert first["url"] == "https://site.example/bridge/articles/mayor-closes-bridge/"
    before, after = (items(files, "changes")[0] for files in (small(), files_of(moved)))
    assert str(before["id"]).replace("mayor-closes-bridge", "bridge-shut") == after["id"]


def test_corrections_and_retractions_are_changes() -> None:
    told = {
        item["title"]: item["content_text"]
        for item in items(files_of(with_retractions()), "changes")
    }
    assert told == {
        "Retracted: Engineer warns of the Old Bridge": "It was a mistake.",
        "Retracted in part: Mayor closes the Old Bridge": "It was a mistake.",
        "Retracted: A ferry sinks": "The Gazette withdrew the article.",
        "Corrected: Mayor closes the Old Bridge": "period: “2029” is now “2029/2030”\n\nmisread",
    }


def test_one_correction_written_twice_is_one_change() -> None:
    name = "summaries/mayor-closes-bridge.yml"
    one = yaml.load(small_files()[name], yaml.BaseLoader)["corrections"]
    files = files_of(edited(name, corrections=[*one, *map(dict, one)]))
    assert items(files, "changes") == items(small(), "changes")


def test_a_feed_holds_the_newest_entries_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "NEWEST", 1)
    assert [item["title"] for item in items(files_of(small_files()), "feed")] == [
        "Mayor closes the Old Bridge"
    ]


def test_without_the_address_of_the_site_there_are_no_feeds_and_the_page_says_so() -> None:
    settings, words = replace(SETTINGS, site_url=""), read_words("en_GB")
    content = parse_content(small_files())
    assert not [file for file in build_files(content, settings, words) if "feed" in file.path]
    pages = {page.path: page for page in build_site(content, settings, words, layouts()).pages}
    assert "feeds need the address of the site" in pages["data/index.md"].markdown
    assert "feed_atom" not in pages["people/ada-berg.md"].markdown
    assert "jsonld" not in pages["index.md"].markdown


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_the_same_string_in_every_feed(text: str) -> None:
    files = full_files(text)
    several, one = (text, one_line(text))[not text.strip()], one_line(text)
    for stem in stems(files) - {"changes"}:
        root = ElementTree.fromstring(files[f"{stem}.xml"])
        entries = list(root.iter(f"{ATOM}entry"))
        assert entries
        for entry, item in zip(entries, items(files, stem), strict=True):
            assert entry.findtext(f"{ATOM}title") == item["title"] == one
            assert entry.findtext(f"{ATOM}content") == item["content_text"] == several
            assert entry.findtext(f"{ATOM}author/{ATOM}name") == one
            assert entry.find(f"{ATOM}category").get("label") == one
        assert {child.tag for entry in entries for child in entry.iter()} <= {
            f"{ATOM}{name}" for name in PARTS
        }
    told = [str(item["content_text"]) for item in items(files, "changes")]
    assert one in told  # why something was retracted
    corrected = [text for text in told if "is now" in text]
    assert corrected
    assert all(one in text for text in corrected)
