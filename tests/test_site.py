"""Tests of generator/site.py and generator/pages: a small site, page by page as files."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import get_args

import pytest
import yaml
from conftest import pages_of, small_files

from generator.differences.difference import Kind
from generator.planning import PAGE_KINDS
from generator.site import Page

GOLDEN = Path(__file__).parent / "golden"
#: What shows no view across articles.
NOT_VIEWS = ("articles", "people", "organisations", "how-", "data", "index")


#: A second small site, on a strike: every kind of difference, charts, sums and days.
VIEWS = Path(__file__).parent / "views"


def held_against(golden: Path, pages: dict[str, Page], *, write: bool) -> None:
    """Hold pages against the files of a folder, or write these anew."""
    if write:
        for stale in set(golden.rglob("*.md")) - {golden / path for path in pages}:
            stale.unlink()
        for path, page in pages.items():
            (golden / path).parent.mkdir(parents=True, exist_ok=True)
            (golden / path).write_text(page.markdown)
    assert set(pages) == {str(path.relative_to(golden)) for path in golden.rglob("*.md")}
    for path, page in pages.items():
        assert page.markdown == (golden / path).read_text(), path


def test_every_page_of_the_small_site_is_as_it_was_read_and_approved(
    small_pages, request: pytest.FixtureRequest
) -> None:
    held_against(GOLDEN, small_pages, write=request.config.getoption("--update-golden"))


def test_every_view_of_the_site_on_a_strike_is_as_it_was_read_and_approved(
    request: pytest.FixtureRequest,
) -> None:
    files = {str(path.relative_to(VIEWS)): path.read_bytes() for path in VIEWS.rglob("*.yml")}
    pages = pages_of(files)
    shown = {path: page for path, page in pages.items() if not path.startswith(NOT_VIEWS)}
    golden = Path(__file__).parent / "golden-views"
    held_against(golden, shown, write=request.config.getoption("--update-golden"))
    kinds = {*get_args(Kind)}
    assert {kind for kind in kinds if f'id="{kind}-' in shown["differences.md"].markdown} == kinds
    # those that are not comparable are no places where the articles differ
    assert "9 places where the articles differ" in pages["index.md"].markdown
    assert sum("<svg" in page.markdown for page in shown.values()) >= 3


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


@pytest.mark.parametrize("sign", ["\\", '"', "\xa0", "\u2028", "\ufeff", "💥", "é"])
def test_front_matter_keeps_every_sign_as_pyyaml_writes_it(sign: str) -> None:
    files = small_files()
    summary = yaml.safe_load(files["summaries/engineer-warns.yml"])
    gist = f"a{sign}b: #{sign}"
    files["summaries/engineer-warns.yml"] = yaml.safe_dump({**summary, "gist": gist}).encode()
    line = pages_of(files)["articles/engineer-warns.md"].markdown.splitlines()[2]
    shown = {"description": html.escape(" ".join(gist.split()))}
    dumped = yaml.safe_dump(shown, allow_unicode=True, default_style='"', width=float("inf"))
    assert line == dumped.rstrip("\n")


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


def test_what_nothing_speaks_of_any_more_keeps_its_page_and_its_former_addresses() -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    files[name] = files[name].replace(
        b"written_by: An Editor\n",
        b"written_by: An Editor\nstatus: retracted\n"
        b"retracted: {date: 2030-06-30, because: The paper withdrew it.}\n",
    )
    before, after = pages_of(small_files()), pages_of(files)
    assert before.keys() == after.keys()
    assert "Nothing on this site speaks of this any more" in after["people/tomas-lund.md"].markdown
    assert "tomas-lund" not in after["people/index.md"].markdown
    page = after["articles/engineer-warns.md"]
    assert page.title == "Retracted: Engineer warns of the Old Bridge"
    assert "The paper withdrew it" in page.markdown
    for path in set(after) - {"articles/engineer-warns.md", "changes.md"}:
        assert "Engineer warns" not in after[path].markdown, path


def test_a_retracted_number_or_quotation_is_struck_at_its_permalink_and_nowhere_counted() -> None:
    why = "retracted: {date: 2030-06-30, because: Misheard.}"
    files = edited(
        "summaries/mayor-closes-bridge.yml", b"value: 7.5,", f"value: 7.5, {why},".encode()
    )
    text = files["summaries/mayor-closes-bridge.yml"].decode()
    files["summaries/mayor-closes-bridge.yml"] = text.replace(
        "exact: It is done,", f"exact: It is done, {why},"
    ).encode()
    pages = {path: page.markdown.replace("&#46;", ".") for path, page in pages_of(files).items()}
    page = pages["articles/mayor-closes-bridge.md"]
    for struck in ("7.5 per cent", "It is done"):
        assert f"<del data-search-exclude><bdi>{struck}</bdi></del>" in page
        assert page.count(struck) == 1
    assert "1 of 1 quotation, 4 of 4 figures" in page
    assert not any("It is done" in text for path, text in pages.items() if "articles/" not in path)
    assert "Share of the traffic" not in pages["numbers/index.md"]
    assert re.search(r'class="b-entry b-retracted" id="n-[0-9a-f]{6}"', page)


def test_the_log_of_an_empty_site_says_that_it_is_empty() -> None:
    assert "Nothing has been published yet" in pages_of({})["changes.md"].markdown


def test_the_log_names_what_changed_in_words() -> None:
    files = edited(
        "summaries/mayor-closes-bridge.yml",
        b"corrections:\n",
        b"corrections:\n"
        b"  - {date: 2030-06-06, item: n-cost, field: by, was: nothing, now: ada-berg}\n"
        b"  - {date: 2030-06-06, item: n-cost, field: certainty, was: actual, now: estimated}\n"
        b"  - {date: 2030-06-09, item: n-cost, field: unit, was: USD, now: EUR}\n",
    )
    log = re.sub(r"</?(bdi|del|ins)[^>]*>|&#58;", "", pages_of(files)["changes.md"].markdown)
    assert "Whose word it is not given Ada Berg" in log
    assert "Certainty Given as fact Estimate" in log
    assert log.index("Unit USD EUR") < log.index("Certainty") < log.index("Whose word it is")


@pytest.mark.parametrize(
    ("file", "record", "page"),
    [
        ("places", b"marsk: {name: Marsk", "places"),
        ("topics", b"bridge: {name: The bridge", "topics"),
        ("measures", b"steel: {name: Steel", "numbers"),
    ],
)
def test_every_record_with_a_page_keeps_its_former_address(file, record, page) -> None:
    id = record.partition(b":")[0].decode()
    pages = pages_of(edited(f"registry/{file}.yml", record, record + b", former_ids: [was-so]"))
    moved = pages[f"{page}/was-so.md"]
    assert f'"redirect": "../{id}/"' in moved.markdown


def test_quotations_and_the_headline_are_marked_where_they_are_in_another_language() -> None:
    files = small_files()
    name = "summaries/mayor-closes-bridge.yml"
    files[name] = files[name].replace(b"\narticle:\n", b"\narticle:\n  language: fr\n")
    pages = pages_of(files)
    made = pages["articles/mayor-closes-bridge.md"].markdown
    assert made.count('<div class="b-said" lang="fr" markdown="1">\n\n> ') == 2
    assert '<span lang="fr"><bdi>Bridge shut</bdi></span>' in made
    assert 'lang="fr"' in pages["quotes.md"].markdown
    assert 'lang="fr"' not in pages["articles/engineer-warns.md"].markdown


def test_the_events_of_an_article_stand_by_date_and_keep_their_permalinks() -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    tree = yaml.safe_load(files[name])
    days = {"undated": None, "late": "2029-09", "early": "2029-01-05", "between": "2029-03-20"}
    tree["when"] = [
        {"id": f"e-{id}", "text": f"It is {id}.", "exact": "for weeks", "unverified": "a test"}
        | ({"date": day} if day else {})
        for id, day in days.items()
    ]
    files[name] = yaml.safe_dump(tree).encode()
    made = pages_of(files)["articles/engineer-warns.md"].markdown
    found = re.findall(r'class="b-event" id="e-(\w+)"', made)
    assert found == ["early", "between", "late", "undated"]
