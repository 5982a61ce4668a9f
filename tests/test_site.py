"""Tests of generator/site.py and generator/pages: a small site, page by page as files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from conftest import pages_of, small_files

from generator.site import PAGE_KINDS

GOLDEN = Path(__file__).parent / "golden"


def test_every_page_of_the_small_site_is_as_it_was_read_and_approved(
    small_pages, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--update-golden"):
        for stale in set(GOLDEN.rglob("*.md")) - {GOLDEN / path for path in small_pages}:
            stale.unlink()
        for path, page in small_pages.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_text(page.markdown)
    golden = {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.md")}
    assert set(small_pages) == golden
    for path, page in small_pages.items():
        assert page.markdown == (GOLDEN / path).read_text(), path


def changed(files: dict[str, bytes]) -> set[str]:
    before, after = pages_of(small_files()), pages_of(files)
    assert before.keys() == after.keys()
    return {path for path in before if before[path].markdown != after[path].markdown}


def edited(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    files = small_files()
    assert files[name].count(old) == 1
    return {**files, name: files[name].replace(old, new)}


def test_an_edited_number_shows_on_its_page_the_numbers_page_and_the_home_page() -> None:
    files = edited("summaries/mayor-closes-bridge.yml", b"value: 12500000", b"value: 13500000")
    assert changed(files) == {
        "articles/mayor-closes-bridge.md",
        "numbers/index.md",
        "numbers/bridge-cost.md",
        "index.md",
        "people/ada-berg.md",  # she gives the figure
        "articles/index.md",  # it is not verified any more
        "how-this-is-checked.md",
        "sources.md",
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "record"),
    [
        (
            "summaries/engineer-warns.yml",
            b"title: Engineer warns",
            b"title: Engineer speaks",
            "summaries/engineer-warns",
        ),
        ("registry/people.yml", b"name: Tomas Lund", b"name: Tom Lund", "people/tomas-lund"),
        ("registry/people.yml", b"role: Mayor", b"role: Lady Mayor", "people/ada-berg"),
        ("registry/measures.yml", b"name: Steel", b"name: Iron", "measures/steel"),
        ("registry/events.yml", b"name: The Old", b"name: The old", "events/bridge-closes"),
        ("registry/occasions.yml", b"before the", b"facing the", "occasions/council-night"),
        ("registry/topics.yml", b"The bridge", b"Bridges", "topics/bridge"),
        ("registry/places.yml", b"{name: Marsk}", b"{name: Marsk Town}", "places/marsk"),
        ("home.yml", b"Who pays", b"Who paid", "home"),
    ],
)
def test_a_page_that_an_edit_changes_names_the_edited_record(name, old, new, record) -> None:
    touched = changed(edited(name, old, new))
    assert touched
    pages = pages_of(small_files())
    for path in touched:
        assert record in pages[path].made_from, path


def test_addresses_are_those_that_the_list_of_page_kinds_gives(small_pages) -> None:
    patterns = [re.escape(kind.path).replace(r"\{id\}", "[a-z0-9-]+") for kind in PAGE_KINDS]
    for path in small_pages:
        assert sum(bool(re.fullmatch(pattern, path)) for pattern in patterns) >= 1
    assert {kind.layout for kind in PAGE_KINDS} >= {"home", "article", "actor", "timeline"}


def test_every_link_between_pages_leads_to_a_page_and_a_fact_on_it(small_pages) -> None:
    for path, page in small_pages.items():
        for target, anchor in re.findall(r"\]\(([^)#]+\.md)(?:#([^)]*))?\)", page.markdown):
            found = (Path("/") / path).parent.joinpath(target).resolve().relative_to("/")
            assert str(found) in small_pages, f"{path}: {target}"
            if anchor:
                wanted = (f'id="{anchor}"', f"{{#{anchor}}}")
                text = small_pages[str(found)].markdown
                assert any(one in text for one in wanted), f"{path}: #{anchor}"


def test_every_item_of_a_summary_has_its_permalink_on_the_article_page(small_pages) -> None:
    page = small_pages["articles/mayor-closes-bridge.md"].markdown
    anchors = re.findall(r'id="([qnse]-[^"]+)"', page)
    assert len(anchors) == len(set(anchors)) == 3 + 3 + 2 + 5
    assert {f'href="#{anchor}"' in page for anchor in anchors} == {True}


def test_title_and_description_are_html_in_front_matter_whatever_they_hold() -> None:
    hostile = 'Shut </title><script>x</script> "a" \\ & \U0001f4a5'
    files = small_files()
    summary = yaml.safe_load(files["summaries/engineer-warns.yml"])
    files["summaries/engineer-warns.yml"] = yaml.safe_dump(
        {**summary, "title": hostile, "gist": hostile}, allow_unicode=True
    ).encode()
    page = pages_of(files)["articles/engineer-warns.md"]
    assert page.title == hostile
    front = yaml.safe_load(page.markdown.split("---\n")[1])
    escaped = "Shut &lt;/title&gt;&lt;script&gt;x&lt;/script&gt; &quot;a&quot; \\ &amp; \U0001f4a5"
    assert front["title"] == front["description"] == escaped
    assert front["hide"] == ["navigation", "toc", "path"]


def test_a_site_without_any_summary_has_its_pages_and_says_so() -> None:
    pages = pages_of({})
    assert len(pages) == sum(kind.ids is None for kind in PAGE_KINDS)
    assert "No summary has been published yet" in pages["index.md"].markdown


def test_the_front_page_leads_with_the_newest_article_where_the_editor_says_nothing() -> None:
    pages = pages_of({**small_files(), "home.yml": b"gist: Ours.\n"})
    home = pages["index.md"]
    assert home.title == "Mayor closes the Old Bridge"
    assert "12.5" in home.markdown.replace("&#46;", ".")
    assert "We could not wait" in home.markdown


def test_a_heading_with_a_field_has_an_id_of_its_own(small_pages) -> None:
    for path, page in small_pages.items():
        for line in page.markdown.splitlines():
            if line.startswith("#") and "<bdi>" in line and not line.startswith("## <bdi>20"):
                assert re.search(r" \{#[a-z0-9-]+\}$", line), f"{path}: {line}"


def test_the_address_of_an_article_is_percent_encoded_where_it_is_a_link() -> None:
    files = edited(
        "summaries/mayor-closes-bridge.yml", b"bridge?id=1&part=2", "br\u00fccke".encode()
    )
    page = pages_of(files)["articles/mayor-closes-bridge.md"].markdown
    assert "br&#37;C3&#37;BCcke" in page
    assert "br\u00fccke</bdi>" in page
