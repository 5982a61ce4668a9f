"""Tests of generator/exports/linked.py: what pages say in schema.org's words."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec_schemaorg.models as schema_org
import pytest
import yaml
from conftest import SETTINGS, pages_of, small_files
from hostile import HOSTILE, full_of, one_line
from many import many
from pyld import jsonld

from generator.exports.edition import Edition
from generator.exports.feeds import NEWEST
from generator.exports.linked import Subject, linked_data, script_safe
from generator.layout import layouts
from generator.planning import addresses
from generator.press import build_site
from generator.reading import parse_content
from generator.resolving import brief
from generator.words import read_words

SITE = "https://site.example/bridge/"
MAYOR = "articles/mayor-closes-bridge.md"
KINDS = {
    "index.md": "WebSite",
    MAYOR: "Article",
    "people/ada-berg.md": "Person",
    "organisations/north-line.md": "Organization",
    "data/index.md": "Dataset",
    "quotes.md": "CollectionPage",
    "places/marsk.md": "Place",
    "topics/bridge.md": "CollectionPage",
    "numbers/steel.md": "CollectionPage",
    "changes.md": "CollectionPage",
}
#: The vocabulary knows one class above each; schema.org has two above an observation.
ALSO = {"Observation": "QuantitativeValue"}
#: Where schema.org expects a thing and takes a text for it (https://schema.org/docs/datamodel.html).
TEXT_IS_ENOUGH = {"measurementQualifier"}
TEXTS = {"URL", "str", "bool", "int", "float", "date", "datetime", "time"}


def linked(files: dict[str, bytes]) -> dict[str, Any]:
    """The linked data of every page that has some, as programs read it."""
    found = {}
    for path, page in pages_of(files).items():
        front = yaml.load(page.markdown.split("---\n")[1], yaml.CSafeLoader)
        if "jsonld" in front:
            found[path] = json.loads(front["jsonld"])
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from nodes(one)


def of_type(page: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes(page) if node.get("@type") == kind]


def fact(page: dict[str, Any], anchor: str) -> dict[str, Any]:
    (found,) = [
        node
        for node in nodes(page)
        if node.get("@id", "").endswith(f"#{anchor}") and "@type" in node
    ]
    return found


def classes(kind: str) -> list[type]:
    names = [kind, *([ALSO[kind]] if kind in ALSO else [])]
    return [one for name in names for one in getattr(schema_org, name).__mro__]


def expected_of(kind: str, term: str) -> set[str] | None:
    """The types that schema.org expects of a property of a type; None where it has none such."""
    for one in classes(kind):
        annotations = inspect.get_annotations(one)
        if term in annotations:
            return set(re.findall(r"\w+", str(annotations[term])))
    return None


def assert_vocabulary(page: dict[str, Any]) -> None:
    """Every type is one, every property fits the type, every value fits the property."""
    for node in nodes(page):
        kind = node.get("@type")
        if kind is None:
            assert set(node) == {"@id"}
            continue
        for term, values in node.items():
            if term.startswith("@"):
                continue
            expected = expected_of(kind, term)
            assert expected is not None, f"{kind} has no {term}"
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, dict) and "@type" in value:
                    names = {one.__name__ for one in classes(value["@type"])}
                    assert names & expected, f"{kind}.{term}: {value['@type']}"
                elif not isinstance(value, dict):
                    assert expected & TEXTS or term in TEXT_IS_ENOUGH, f"{kind}.{term}: text"


def load_context(url: str, options: object) -> dict[str, Any]:
    assert url == "https://schema.org"
    context = {"@vocab": "https://schema.org/"}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context},
    }


def test_each_kind_of_page_is_what_it_is_in_schema_orgs_words() -> None:
    found = linked(small_files())
    assert {path: found[path]["@type"] for path in KINDS} == KINDS
    assert "how-to-read.md" not in found


def test_every_type_property_and_value_is_one_of_schema_orgs() -> None:
    for page in linked(small_files()).values():
        assert_vocabulary(page)


@pytest.mark.parametrize(
    ("node", "message"),
    [
        ({"@type": "Quotation", "spokenBy": "x"}, "Quotation has no spokenBy"),
        ({"@type": "Person", "headline": "x"}, "Person has no headline"),
        ({"@type": "Article", "hasPart": {"@type": "Observation"}}, "Article.hasPart: Observation"),
        ({"@type": "Quotation", "spokenByCharacter": "x"}, "Quotation.spokenByCharacter: text"),
    ],
)
def test_what_schema_org_does_not_know_would_be_seen(node, message) -> None:
    with pytest.raises(AssertionError, match=message):
        assert_vocabulary(node)


def test_every_page_expands_to_triples_with_absolute_ids_and_loses_nothing() -> None:
    for path, page in linked(small_files()).items():
        (expanded,) = jsonld.expand(page, {"documentLoader": load_context})
        ids = [node["@id"] for node in nodes(expanded) if "@id" in node]
        assert all(re.match(r"https?://|_:", id) for id in ids), path
        terms = {name for node in nodes(page) for name in node if not name.startswith("@")}
        kept = {name for node in nodes(expanded) for name in node if not name.startswith("@")}
        assert {f"https://schema.org/{term}" for term in terms} == kept, path


def test_every_fact_stands_under_its_permalink_with_whoever_said_it() -> None:
    page = linked(small_files())[MAYOR]
    assert page["@id"] == f"{SITE}articles/mayor-closes-bridge/"
    quote = fact(page, "q-safe")
    assert quote["text"] == "We could not wait.\n\nNot a day longer.\n"
    assert quote["spokenByCharacter"]["@id"] == f"{SITE}people/ada-berg/"
    (source,) = of_type(page, "NewsArticle")
    assert quote["isPartOf"] == {"@id": source["@id"]}
    claims = {claim["text"]: claim for claim in of_type(page, "Claim")}
    assert claims["The Old Bridge is not safe."]["author"]["name"] == "Ada Berg"
    assert "author" not in claims["The council backs her."]  # the article's own voice
    assert len({claim["@id"] for claim in claims.values()}) == 3


@pytest.mark.parametrize(
    ("anchor", "known"),
    [
        ("n-cost", {"minValue": 12500000, "unitText": "EUR"}),
        ("n-crossings", {"maxValue": 1000, "measurementQualifier": "nearly"}),
        ("n-8ea58e", {"minValue": 2, "maxValue": 3, "unitCode": "WEE"}),
        ("n-a241b3", {"value": 100, "observationDate": "2029-12"}),
        ("n-8d666e", {"value": 7.5, "unitCode": "P1"}),
    ],
)
def test_a_figure_says_no_more_than_its_comparator_lets_it(anchor, known) -> None:
    number = fact(linked(small_files())[MAYOR], anchor)
    assert known.items() <= number.items()
    values = {"value", "minValue", "maxValue"}
    assert values & set(number) == values & set(known)


@pytest.mark.parametrize(
    ("comparator", "term"),
    [
        ("exactly", "value"), ("about", "value"), ("more-than", "minValue"),
        ("at-least", "minValue"), ("less-than", "maxValue"), ("up-to", "maxValue"),
        ("nearly", "maxValue"),
    ],
)  # fmt: skip
def test_each_comparator_has_its_side(comparator: str, term: str) -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    files[name] = files[name].replace(
        b"comparator: more-than", f"comparator: {comparator}".encode()
    )
    files[name] = files[name].replace(b"exact: more than 40", b"exact: 40")
    (number,) = of_type(linked(files)["articles/engineer-warns.md"], "Observation")
    assert number[term] == 40
    qualifier = None if comparator == "exactly" else comparator.replace("-", " ")
    assert number.get("measurementQualifier") == qualifier


@pytest.mark.parametrize(("written", "told"), [("1.10", "1.10"), ("7.5", 7.5), ("-5", -5)])
def test_a_figure_that_a_number_would_change_is_told_as_text(written: str, told: object) -> None:
    files = small_files()
    name = "summaries/engineer-warns.yml"
    files[name] = files[name].replace(b"value: 40", b"value: " + written.encode())
    (number,) = of_type(linked(files)["articles/engineer-warns.md"], "Observation")
    assert number["minValue"] == told
    assert type(number["minValue"]) is type(told)


def test_a_date_that_is_vague_and_an_event_that_is_only_expected_are_not_told() -> None:
    found = linked(small_files())
    (source,) = of_type(found["articles/engineer-warns.md"], "NewsArticle")
    assert "datePublished" not in source  # one of two days
    assert "url" not in source
    assert of_type(found["articles/engineer-warns.md"], "Event") == []
    (closes,) = of_type(found[MAYOR], "Event")
    assert (closes["name"], closes["startDate"]) == ("The Old Bridge closes", "2030-06-03")
    council = next(one for one in of_type(found[MAYOR], "Claim") if "council" in one["text"])
    assert "dateCreated" not in council  # about June


def test_our_own_record_gives_its_days_and_its_corrections() -> None:
    page = linked(small_files())[MAYOR]
    days = [page[name] for name in ("dateCreated", "datePublished", "dateModified")]
    assert days == ["2030-06-05", "2030-06-05", "2030-06-06"]
    assert (page["author"]["name"], page["editor"]["name"]) == ("An Editor", "Another Editor")
    (correction,) = of_type(page, "CorrectionComment")
    assert correction["text"] == "period: “2029” is now “2029/2030”"
    assert correction["about"] == {"@id": f"{SITE}articles/mayor-closes-bridge/#n-crossings"}


def test_the_data_page_lists_every_table_for_download() -> None:
    page = linked(small_files())["data/index.md"]
    urls = {one["contentUrl"] for one in page["distribution"]}
    assert {
        f"{SITE}data/{name}" for name in ("quotes.csv", "quotes.json", "briefing.sqlite")
    } <= urls


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_the_same_string_and_never_ends_the_script(text: str) -> None:
    where = addresses(SETTINGS.site_url, SETTINGS.directory_urls)
    edition = Edition(brief(parse_content(full_of(text))), where)
    subjects = [
        Subject("article", "mayor-closes-bridge", text, text),
        Subject("person", "ada-berg", text, text),
        Subject("home", "", text, text),
        Subject("quotes", "", text, text),
    ]
    pages = []
    for subject in subjects:
        made = linked_data(subject, edition, read_words("en_GB"), text)
        assert made
        assert not re.search("[<>&]|[^\x20-\x7e]", made), subject
        pages.append(json.loads(made))
        assert_vocabulary(pages[-1])
    several, one = (text, one_line(text))[not text.strip()], one_line(text)
    article, person, *_ = pages
    assert (article["headline"], article["abstract"], person["name"]) == (one, several, one)
    assert {quote["text"] for quote in of_type(article, "Quotation")} == {several}
    assert {claim["text"] for claim in of_type(article, "Claim")} == {several}


def test_what_stands_in_a_script_holds_no_sign_of_html() -> None:
    made = script_safe({"a": "</script><!-- & \u2028\u2029 \U0001f4a5"})
    assert not set("<>&") & set(made)
    assert made.isascii()
    assert json.loads(made) == {"a": "</script><!-- & \u2028\u2029 \U0001f4a5"}


def test_the_pages_of_the_site_itself_use_schema_orgs_words_too(own_content) -> None:
    site = build_site(own_content, SETTINGS, read_words("en_GB"), layouts())
    fronts = [yaml.load(page.markdown.split("---\n")[1], yaml.CSafeLoader) for page in site.pages]
    found = [json.loads(front["jsonld"]) for front in fronts if "jsonld" in front]
    assert len(found) > 10
    for page in found:
        assert_vocabulary(page)


def test_the_page_of_somebody_in_many_articles_names_the_newest_of_them() -> None:
    told = linked(many(360))["people/ada.md"]["subjectOf"]
    assert len(told) == NEWEST
    assert told[0]["@id"].endswith("/article-0357/")
