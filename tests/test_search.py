"""Tests of generator/search/: what is found, under which facets, and that it is really there."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from threading import Event
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, SETTINGS, run_mkdocs, small_files
from hostile import HOSTILE, full_of

from generator.exports.edition import Edition
from generator.pagefind import write_index
from generator.planning import addresses
from generator.reading import parse_content
from generator.resolving import brief
from generator.search import shards
from generator.search.documents import document
from generator.search.handwritten import handwritten_record
from generator.search.interface import interface
from generator.search.records import FACETS, KINDS, Labels, Record, article_records
from generator.search.shards import Searched, digest_of, shard_names
from generator.words import read_words

WORDS = read_words("en_GB")
HOSTILE_MARKUP = (
    '</p></h2><script>alert(1)</script><h2 id="x" data-pagefind-ignore>&lt;b&gt; &amp;amp;'
)


def edition_of(files: dict[str, bytes], *, directory_urls: bool = True) -> Edition:
    return Edition(brief(parse_content(files)), addresses(SETTINGS.site_url, directory_urls))


def found_in(folder: Path) -> list[dict]:
    """What Pagefind kept of each record of an index."""
    pages = []
    for path in folder.glob("fragment/*"):
        data = gzip.decompress(path.read_bytes())
        pages.append(json.loads(data.removeprefix(b"pagefind_dcd")))
    return pages


def indexed(edition: Edition, folder: Path) -> dict[str, dict]:
    pages = []
    for shard in Searched().shards(edition, WORDS):
        documents = [(one.url, one.html) for one in shard.documents]
        write_index(folder / shard.name, shard.language, documents, Event())
        pages += found_in(folder / shard.name)
    return {page["url"]: page for page in pages}


def test_whatever_is_found_stands_where_it_leads_and_every_fact_is_found(
    built_site: Path, own_content
) -> None:
    pages = found_in(built_site / "pagefind-0")
    ids: dict[str, set[str]] = {}
    for page in pages:
        url, _, anchor = page["url"].partition("#")
        path = built_site / url / "index.html"
        if url not in ids:
            html = BeautifulSoup(path.read_bytes(), "html.parser")
            ids[url] = {tag["id"] for tag in html.find_all(id=True)}
        leads_to = {one["id"] for one in page["anchors"] if one["element"] == "h2"}
        assert {anchor, *leads_to} - {""} <= ids[url], page["url"]
    edition = Edition(brief(own_content), addresses("", directory_urls=True))
    facts = {
        f"articles/{part.key}/#{fact.anchor}"
        for part in edition.briefing.summaries
        for fact in part.facts
    }
    urls = Counter(page["url"] for page in pages)
    assert facts <= set(urls)
    assert set(urls.values()) == {1}
    assert {f"articles/{part.key}/" for part in edition.briefing.summaries} <= set(urls)
    named = {f"people/{id}/" for id, one in edition.briefing.actors.items() if one.kind == "person"}
    assert named <= set(urls)
    assert "about/" in urls
    for unlisted in ("", "people/", "quotes/", "timeline/", "numbers/", "changes/"):
        assert unlisted not in urls


def test_addresses_are_those_of_files_where_the_site_has_no_folders(tmp_path: Path) -> None:
    found = indexed(edition_of(small_files(), directory_urls=False), tmp_path)
    assert "people/ada-berg.html" in found
    assert "articles/engineer-warns.html" in found
    assert any(url.startswith("articles/mayor-closes-bridge.html#q-") for url in found)


def test_a_quotation_is_found_with_its_words_its_speaker_and_under_its_facets(
    tmp_path: Path,
) -> None:
    edition = edition_of(small_files())
    found = indexed(edition, tmp_path)
    quotes = 0
    for part in edition.briefing.summaries:
        for fact in part.quotes:
            page = found[f"articles/{part.key}/#{fact.anchor}"]
            assert f"“{' '.join(fact.item.exact.split())}”" in page["content"]
            assert page["content"].startswith(fact.speaker.name)
            assert page["filters"]["kind"] == ["quote"]
            assert fact.speaker.name in page["filters"][fact.speaker.kind]
            assert page["filters"]["topic"] == [topic.name for topic in part.topics]
            assert set(page["filters"]) <= {*FACETS}
            quotes += 1
        page = found[f"articles/{part.key}/"]
        assert page["meta"]["title"] == part.summary.title
        assert page["filters"]["kind"] == ["article"]
        anchors = [one["id"] for one in page["anchors"] if one["element"] == "h2"]
        assert anchors == [fact.anchor for fact in part.facts]
    assert quotes > 1
    kinds = {kind for page in found.values() for kind in page["filters"]["kind"]}
    assert kinds == set(KINDS) - {"page"}


def test_a_person_is_found_by_another_name_too(tmp_path: Path) -> None:
    edition = edition_of(small_files())
    found = indexed(edition, tmp_path)
    aliases = [
        (id, alias)
        for id, person in edition.briefing.people.items()
        if f"people/{id}/" in found
        for alias in person.aliases
    ]
    assert aliases
    for id, alias in aliases:
        assert alias in found[f"people/{id}/"]["content"]


@pytest.mark.parametrize("text", [HOSTILE_MARKUP, *HOSTILE])
def test_text_stays_text_in_what_pagefind_is_given(text: str) -> None:
    words = " ".join(text.split())
    record = Record("x/", "x", text, f"{text}\n\n{text}", {"person": (text,)})
    html = BeautifulSoup(document(record).html, "html.parser")
    assert {tag.name for tag in html.find_all()} <= {"html", "body", "h1", "p", "meta"}
    assert html.h1.get_text() == words
    assert all(part in words for part in (tag.get_text() for tag in html.find_all("p")))
    facet = html.find("meta", attrs={"data-pagefind-filter": True})
    assert facet["content"] == words.replace("&", "&amp;")  # Pagefind resolves it once more


def test_text_that_looks_like_markup_is_found_as_text(tmp_path: Path) -> None:
    found = indexed(edition_of(full_of(HOSTILE_MARKUP)), tmp_path)
    shown = " ".join(HOSTILE_MARKUP.split())
    article = found["articles/engineer-warns/"]
    assert article["meta"]["title"] == shown
    quotes = [page for url, page in found.items() if "#q-" in url]
    assert quotes
    for page in quotes:
        assert f"“{shown}”" in page["content"]
        assert any(name.startswith(shown) for name in page["filters"]["person"])
        # a hit that ended early, or one that began another, would have other places
        assert [one["element"] for one in page["anchors"]] == ["p", "p", "h2"]


def test_two_people_of_one_name_are_two_in_the_facet() -> None:
    files = small_files()
    people = files["registry/people.yml"].decode()
    files["registry/people.yml"] = people.replace("name: Tomas Lund", "name: Ada Berg").encode()
    labels = Labels(edition_of(files)).names
    both = {labels["person", "ada-berg"], labels["person", "tomas-lund"]}
    assert both == {"Ada Berg (ada-berg)", "Ada Berg (tomas-lund)"}


def test_beyond_a_thousand_articles_an_article_stands_for_its_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "FACTS_APART", 1)
    edition = edition_of(small_files())
    assert edition.briefing.count > 1
    found = indexed(edition, tmp_path)
    assert not [url for url in found if "#" in url]
    part = edition.briefing.of("engineer-warns")
    page = found["articles/engineer-warns/"]
    assert page["filters"]["kind"][0] == "article"
    assert {"statement", "number"} <= set(page["filters"]["kind"])
    anchors = [one["id"] for one in page["anchors"] if one["element"] == "h2"]
    assert anchors == [fact.anchor for fact in part.facts]


def test_documents_are_made_of_summaries_that_differ_and_where_somebody_asks_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched, edition = Searched(), edition_of(small_files())
    searched.shards(edition, WORDS)
    known = dict(searched.digests)
    made: list[str] = []

    def noted(part, *others, **options):
        made.append(part.key)
        return article_records(part, *others, **options)

    monkeypatch.setattr(shards, "article_records", noted)
    (shard,) = searched.shards(edition, WORDS)
    assert (made, searched.digests) == ([], known)
    assert sorted({one.key for one in shard.documents} & {*made}) == sorted(made)
    assert sorted(made) == sorted(part.key for part in edition.briefing.summaries)
    made.clear()
    searched.shards(edition, read_words("en_US"))
    assert sorted(made) == sorted(part.key for part in edition.briefing.summaries)


def test_a_page_by_hand_is_found_by_its_words_without_its_scripts() -> None:
    record = handwritten_record(
        "about/", "A &amp; <em>b</em>", "<h1>A</h1><p>o<b>n</b>e</p><script>no()</script>&lt;p&gt;"
    )
    assert record.title == "A & b"
    assert record.text.split() == ["A", "one", "<p>"]
    assert record.filters == {"kind": ("page",)}


def test_small_sites_have_one_shard_and_large_ones_several() -> None:
    assert shard_names(shards.UNDIVIDED) == ("pagefind-0",)
    assert len(shard_names(shards.UNDIVIDED + 1)) == shards.SHARDS


def test_a_digest_tells_apart_whatever_differs() -> None:
    (shard,) = Searched().shards(edition_of(small_files()), WORDS)
    first, *others = shard.documents
    differing = [
        (first, *others),
        others,
        (replace(first, url=f"{first.url}x"), *others),
        (replace(first, html=f"{first.html} "), *others),
    ]
    assert len({digest_of(documents) for documents in differing}) == len(differing)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("summaries/mayor-closes-bridge.yml", b"title: Mayor", b"title: Zanzibar"),
        ("registry/people.yml", b"Tomas Lund", b"Tom Lund"),
        ("registry/topics.yml", b"name: ", b"name: Zanzibar "),
    ],
)
def test_what_differs_in_the_content_is_another_shard(
    name: str, before: bytes, after: bytes
) -> None:
    searched, files = Searched(), small_files()
    first = searched.shards(edition_of(files), WORDS)
    assert before in files[name]
    files[name] = files[name].replace(before, after)
    second = searched.shards(edition_of(files), WORDS)
    assert [one.digest for one in first] != [one.digest for one in second]
    again = Searched().shards(edition_of(files), WORDS)
    assert [one.digest for one in again] == [one.digest for one in second]
    (hand,) = Searched().shards(
        edition_of(files), WORDS, [Record("a/", "a", "A", "By hand.", filters={})]
    )
    assert hand.digest not in {one.digest for one in second}


def test_without_a_script_the_field_leads_to_pages_that_there_are(built_site: Path) -> None:
    shown = interface(WORDS, addresses("", directory_urls=True), ("pagefind-0",))
    for name in ("404.html", "index.html", "articles/us-signals-new-force/index.html"):
        html = BeautifulSoup((built_site / name).read_bytes(), "html.parser")
        (field,) = html.select(".b-search-open")
        assert html.find(id=field["href"].removeprefix("#")).name == "dialog"
        links = html.select(".b-search-browse a")
        assert len(links) == len(shown["lists"])
        for link in links:
            target = link["href"].removeprefix("/haiti-briefing/")
            root = built_site if name == "404.html" else (built_site / name).parent
            assert (root / target / "index.html").is_file(), (name, target)
        scripts = html.select("#b-search script, script[type=module]")
        assert [tag.get("type") for tag in scripts if not tag.get("src")] == ["application/json"]


def test_one_line_of_configuration_brings_materials_own_search(small_site: Path) -> None:
    config = small_site / "site_config.yml"
    text = config.read_text()
    assert "  - search\n" in text
    ours = text.replace("  - search\n", "")
    neither = ours.replace("{locale: en_GB}", "{locale: en_GB, search: false}")
    for written, has_ours, has_theirs in ((ours, True, False), (text, False, True)) * 2 + (
        (neither, False, False),
    ):
        config.write_text(written)
        done = run_mkdocs(small_site, "build", "--strict")
        assert done.returncode == 0, done.stderr
        site = small_site / "site"
        page = (site / "articles" / "engineer-warns" / "index.html").read_text()
        assert (site / "pagefind-0" / "pagefind-entry.json").is_file() == has_ours
        assert ('class="b-search"' in page) == has_ours
        assert ("javascripts/search.js" in page) == has_ours
        assert (site / "search" / "search_index.json").is_file() == has_theirs
        assert ('data-md-component="search"' in page) == has_theirs


def test_the_repository_uses_its_own_search() -> None:
    assert "  # - search  #" in (ROOT / "site_config.yml").read_text()


def test_a_document_names_the_article_of_a_fact_without_having_it_found() -> None:
    within = 'Ferries "back" <i>&amp; 50%</i>  – soon'
    made = document(Record("x/#q-1", "x", "", "", {}, within=within)).html
    (note,) = BeautifulSoup(made, "html.parser").select('[id^="within-"]')
    assert unquote(note["id"].removeprefix("within-")) == " ".join(within.split())
    assert "Ferries" not in BeautifulSoup(made, "html.parser").get_text()
