"""Tests of the site itself, as built: what content/ holds is on its pages and can be found."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import ROOT

from generator.configuration import plugin_options
from generator.markdown import paragraphs
from generator.model.summary import items_of
from generator.project import read_mkdocs_config
from generator.words import read_words

OPTIONS = plugin_options(read_mkdocs_config(ROOT / "site_config.yml"))
WORDS = read_words(str(OPTIONS.get("locale", "en")))


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "html.parser")


def text_of(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


@pytest.fixture(scope="module")
def search_index(built_site: Path) -> list[dict[str, str]]:
    """What Pagefind has written down of every record, behind its mark."""
    fragments = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in built_site.glob("pagefind-*/fragment/*")
    ]
    assert fragments
    return [{"location": one["url"], "text": " ".join(one["content"].split())} for one in fragments]


def found(index: list[dict[str, str]], place: str, words: str) -> bool:
    wanted = " ".join(words.split())
    return any(entry["location"].startswith(place) and wanted in entry["text"] for entry in index)


def test_every_quote_stands_on_its_page_with_its_speaker_and_in_the_search(
    built_site, own_content, search_index
) -> None:
    for key, summary in own_content.summaries.items():
        page = soup(built_site / "articles" / key / "index.html")
        for quote in summary.quotes:
            figure = page.find(id=quote.anchor)
            for part in paragraphs(quote.exact):
                assert " ".join(part.split()) in text_of(figure.find("blockquote"))
                assert found(search_index, f"articles/{key}/", part)
            speaker = own_content.registry.actor(quote.speaker).name
            assert speaker in text_of(figure.find("figcaption"))


def test_every_number_stands_on_its_page_with_its_figure_and_in_the_search(
    built_site, own_content, search_index
) -> None:
    numbers_page = text_of(soup(built_site / "numbers" / "index.html"))
    for key, summary in own_content.summaries.items():
        page = soup(built_site / "articles" / key / "index.html")
        for number in summary.numbers:
            measure = own_content.registry.measures[number.measure]
            figure = WORDS.figure(number, measure)
            shown = text_of(page.find(id=number.anchor))
            assert figure in shown
            assert measure.name in shown
            if number.comparator != "exactly":
                assert WORDS.text("comparator", number.comparator) in shown
            assert WORDS.text("certainty", number.certainty) in shown
            assert figure in numbers_page
            assert found(search_index, f"articles/{key}/", figure)


def test_every_statement_and_event_stands_on_its_page_under_its_permalink(
    built_site, own_content
) -> None:
    for key, summary in own_content.summaries.items():
        page = soup(built_site / "articles" / key / "index.html")
        for _, item in items_of(summary):
            assert page.find(id=item.anchor), f"{key}#{item.anchor}"
        for statement in summary.what:
            assert " ".join(statement.text.split()) in text_of(page.find(id=statement.anchor))


def test_every_summary_and_every_actor_can_be_found_and_opened(
    built_site, own_content, search_index
) -> None:
    for key, summary in own_content.summaries.items():
        assert found(search_index, f"articles/{key}/", summary.title)
        for entry in summary.who:
            kind = "people" if entry.actor in own_content.registry.people else "organisations"
            name = own_content.registry.actor(entry.actor).name
            assert found(search_index, f"{kind}/{entry.actor}/", name)
            assert (built_site / kind / entry.actor / "index.html").is_file()


def test_no_evidence_and_no_name_of_a_text_file_reaches_a_page(built_site, own_content) -> None:
    html = "\n".join(path.read_text() for path in built_site.rglob("*.html"))
    for summary in own_content.summaries.values():
        assert summary.article.text not in html
        said = " ".join(part.exact for part in summary.quotes)
        for _, item in items_of(summary):
            ours = [item.note or "", getattr(item, "text", None) or "", summary.gist]
            if item.prefix != "q" and item.exact not in said + " ".join(ours):
                assert item.exact not in html or len(item.exact.split()) < 5, item.exact


def test_every_article_page_has_an_edit_link_to_its_yaml(built_site, own_content) -> None:
    for key in own_content.summaries:
        link = soup(built_site / "articles" / key / "index.html").find("a", class_="b-edit")
        assert f"content/summaries/{key}" in link["href"]


def test_no_record_of_the_registry_is_unused(own_content) -> None:
    from generator.resolving import brief

    used = frozenset().union(*(part.refers_to for part in brief(own_content).summaries))
    named = set(own_content.home.turning_points)
    for kind in type(own_content.registry).model_fields:
        for id in getattr(own_content.registry, kind):
            assert f"{kind}/{id}" in used or id in named, f"{kind}/{id}"
