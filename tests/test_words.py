"""Tests of generator/words.py."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from babel import Locale
from conftest import ROOT

from generator.dates import parse_date
from generator.differences.difference import Kind, Reason
from generator.markdown import Markdown
from generator.model.claims import correctable
from generator.model.fields import Certainty, Comparator, MeasureKind, Medium, Stance
from generator.model.receipt import Tier
from generator.model.registry import Measure
from generator.model.summary import Event, Number, Quote, Statement
from generator.pages import actor, numbers
from generator.pages.expectations import State
from generator.problems import ContentError
from generator.search.records import FACETS, KINDS
from generator.verify.coverage import Kind as Gap
from generator.words import LanguageError, read_words

WORDS = read_words("en_GB")
#: How far a fact is proved, and the sections of the page on checking.
STATES = ("verbatim", "shortened", "figure", "passage", "unverified", "unchecked")
SECTIONS = ("what", "tiers", "receipts", "limits", "yourself")
SOURCES = [
    *(ROOT / "generator" / "templates").glob("*.j2"),
    *(ROOT / "generator" / "pages").glob("*.py"),
    *(ROOT / "generator" / "search").glob("*.py"),
    *(ROOT / "generator" / "exports" / name for name in ("feeds.py", "linked.py")),
    ROOT / "generator" / "words.py",
    ROOT / "generator" / "press.py",
    ROOT / "generator" / "plugin.py",
]


def used_keys() -> set[str]:
    """The keys that layouts and pages name outright."""
    text = "\n".join(path.read_text() for path in SOURCES)
    return set(re.findall(r'["\']([a-z_]+\.[a-z_-]+)["\']', text))


def built_keys() -> set[str]:
    """The keys that layouts and pages build from a word of the model or of a page kind."""
    kinds = {
        "certainty": get_args(Certainty),
        "certainty_means": get_args(Certainty),
        "comparator": get_args(Comparator),
        "comparator_means": get_args(Comparator),
        "comparison": get_args(Comparator),
        "medium": get_args(Medium),
        "proof": STATES,
        "proof_means": STATES,
        "proof_tier": ("typography", "case"),
        **dict.fromkeys(("tier", "tier_all"), get_args(Tier)),
        "tally": ("quotes", "numbers", "passages"),
        **dict.fromkeys(("checking", "checking_text"), SECTIONS),
        "actor": ("person", "organisation"),
        "date": ("interval-from", "interval-until", "between-from", "between-until"),
        **dict.fromkeys(("quotes", "legend"), ("title", "deck")),
        **dict.fromkeys(
            ("people", "organisations", "places", "topics"), ("title", "deck", "empty")
        ),
        **dict.fromkeys(("measure_kind", "measure_means"), get_args(MeasureKind)),
        **dict.fromkeys(
            (
                "difference_kind",
                "difference_kinds",
                "difference_count",
                "difference_means",
                "difference_none",
            ),
            get_args(Kind),
        ),
        "reason": get_args(Reason),
        "stance": get_args(Stance),
        **dict.fromkeys(("expected", "expected_means"), get_args(State)),
        "fact_kind": ("q", "n", "s", "e"),
        "draft": ("todos", "proposed", "differing", "unproved"),
        "draft_gap": get_args(Gap),
        "subject": ("place", "topic"),
        "item": ("q", "n", "s", "e"),
        "search_any": FACETS,
        **dict.fromkeys(("search_kind", "search_one"), KINDS),
        "field": {
            field for kind in (Quote, Number, Statement, Event) for field in correctable(kind)
        },
        "list": {kind.name for kind in (*actor.LISTS, numbers.FIGURES, numbers.RECKONED)},
        **dict.fromkeys(("data_tool", "data_example"), ("pandas", "datasette", "sqlite")),
    }
    shapes = {"date.interval", "date.between"}
    return shapes | {f"{first}.{last}" for first, lasts in kinds.items() for last in lasts}


def test_every_word_that_is_used_is_in_the_catalogue() -> None:
    known = set(WORDS.messages)
    assert {key for key in used_keys() if not key.endswith((".po", ".md"))} - known == set()
    assert built_keys() - known == set()


def test_every_word_of_the_catalogue_is_used() -> None:
    assert set(WORDS.messages) - used_keys() - built_keys() == set()


def test_the_count_chooses_the_form() -> None:
    assert [WORDS.text("count.quotes", n=n) for n in (0, 1, 2)] == [
        "0 quotations",
        "1 quotation",
        "2 quotations",
    ]


def test_what_is_put_into_words_is_escaped_and_the_words_are_not() -> None:
    said = WORDS.say("fact.by", name="a*b <c>")
    assert said == Markdown("according to <bdi>a&#42;b &#60;c&#62;</bdi>")
    assert WORDS.say("fact.by", name=Markdown("[x](y)")) == Markdown("according to [x](y)")
    assert WORDS.say("article.headline") == Markdown("Headline&#58;")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024", "2024"),
        ("2024-09", "September 2024"),
        ("2024-09-22", "22 September 2024"),
        ("2024-09-22~", "about 22 September 2024"),
        ("2024-09?", "probably September 2024"),
        ("2024%", "probably about 2024"),
        ("2024-09/2024-11", "September to November 2024"),
        ("2024-09~/2024-11", "about September 2024 to November 2024"),
        ("2024/2024-11", "2024 to November 2024"),
        ("[2025-01-20..2025-12]", "between 20 January and December 2025"),
        ("2024/..", "from 2024 on"),
        ("../2024", "until 2024"),
        ("[2024-11-08..2025-01-19]", "between 8 November 2024 and 19 January 2025"),
        ("[2025-01-20..]", "20 January 2025 or later"),
        ("[..2025-01-20]", "20 January 2025 or earlier"),
        ("[2024-09-22,2024-09-21]", "21 September 2024 or 22 September 2024"),
    ],
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert WORDS.date(parse_date(date)) == words


@pytest.mark.parametrize(
    ("value", "to", "unit", "figure"),
    [
        ("600", None, None, "600"),
        ("3600", None, None, "3,600"),
        ("500000", None, None, "500,000"),
        ("300000000", None, "USD", "US$300 million"),
        ("12500000", None, "EUR", "€12.5 million"),
        ("1234567", None, None, "1,234,567"),
        ("20", None, "hour", "20 hours"),
        ("1", None, "year", "1 year"),
        ("1.10", None, "tonnes", "1.10 tonnes"),
        ("7.5", None, "percent", "7.5 per cent"),
        ("0.0004", None, "percent", "0.0004 per cent"),
        ("1.50", None, "hour", "1.50 hours"),
        ("2", "3", "week", "2 to 3 weeks"),
        ("10", "20", "USD", "US$10 to US$20"),
        ("1000000", "2000000", "EUR", "\u20ac1 million to \u20ac2 million"),
        ("300", None, "KES", "KES\xa0300"),
        ("-5", None, "USD", "-US$5"),
        ("1000000000000000", None, None, "1,000,000,000,000,000"),
        ("999000000000000", None, None, "999 trillion"),
        ("0.000001", None, None, "0.000001"),
        ("-5", None, None, "-5"),
        ("1000000000001", None, None, "1,000,000,000,001"),
    ],
)
def test_a_figure_loses_no_digit(value, to, unit, figure) -> None:
    measure = Measure(name="x", kind="stock", unit=unit)
    number = Number.model_construct(value=Decimal(value), to=Decimal(to) if to else None)
    assert WORDS.figure(number, measure) == figure


@pytest.mark.parametrize(
    ("locale", "value", "unit", "figure"),
    [
        ("de", "48500000", "EUR", "48,5 Millionen\xa0€"),
        ("de", "600000", "EUR", "600.000\xa0€"),
        ("de", "-5", "USD", "-5\xa0$"),
        ("de", "1.10", "KES", "1,10\xa0KES"),
        ("nl", "-600", "EUR", "€\xa0-600"),
        ("fr", "5", "USD", "5\xa0$US"),
    ],
)
def test_the_sign_of_a_currency_stands_where_the_language_has_it(
    locale: str, value: str, unit: str, figure: str
) -> None:
    words = replace(WORDS, locale=Locale.parse(locale))
    assert words.amount(Decimal(value), unit) == figure


def test_a_figure_inside_a_sentence_keeps_its_comparator() -> None:
    number = Number.model_construct(value=Decimal(3600), to=None, comparator="more-than")
    assert WORDS.comparison(number, Measure(name="x", kind="flow")) == "more than 3,600"


def test_another_region_writes_dates_its_own_way() -> None:
    assert read_words("en_US").date(parse_date("2024-09-22")) == "September 22, 2024"


def test_a_language_without_a_catalogue_is_an_error() -> None:
    with pytest.raises(LanguageError, match=r"no words for 'fr' \(there are: en\)"):
        read_words("fr")
    for locale in ("English", "xx_YY", ""):
        with pytest.raises(LanguageError, match="names no language"):
            read_words(locale)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ""), ("en-GB", ""), ("fr", "fr"), ("zh-Hant", "zh-Hant"), ('French "', "")],
)
def test_a_language_is_named_only_where_it_is_another(language: str, said: str) -> None:
    assert read_words("en_GB").foreign(language) == said


def catalogue(folder: Path, name: str, *entries: str, plural: str = "") -> Path:
    """A folder with a catalogue of the site's own."""
    folder.mkdir(exist_ok=True)
    head = f'"Plural-Forms: {plural};\\n"' if plural else ""
    text = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{head}\n\n'
    (folder / name).write_text(text + "\n\n".join(entries) + "\n")
    return folder


def said(key: str, *forms: str) -> str:
    if len(forms) == 1:
        return f'msgid "{key}"\nmsgstr "{forms[0]}"'
    lines = (f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    return f'msgid "{key}"\nmsgid_plural "{key}"\n' + "\n".join(lines)


def test_a_site_says_a_word_otherwise_and_the_others_stay(tmp_path: Path) -> None:
    words = read_words("en_GB", catalogue(tmp_path, "en.po", said("take.link", "Get link")))
    assert words.text("take.link") == "Get link"
    assert words.text("take.done") == WORDS.text("take.done")
    assert words.untranslated == []
    assert read_words("en_GB", tmp_path / "none").text("take.link") == "Copy link"


def test_another_language_needs_a_catalogue_and_nothing_else(tmp_path: Path) -> None:
    forms = [
        said("take.link", "Kopiuj odnośnik"),
        said("count.quotes", "{n} cytat", "{n} cytaty", "{n} cytatów"),
        "#, fuzzy\n" + said("take.done", "Może"),
        said("take.page", ""),
    ]
    plural = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
    words = read_words("pl", catalogue(tmp_path, "pl.po", *forms, plural=plural))
    assert [words.text("count.quotes", n=n) for n in (1, 2, 5, 22)] == [
        "1 cytat",
        "2 cytaty",
        "5 cytatów",
        "22 cytaty",
    ]
    assert words.date(parse_date("2024-09-22")) == "22 września 2024"
    assert words.text("take.done") == "Copied"
    assert words.text("count.numbers", n=1) == WORDS.text("count.numbers", n=1)
    assert words.text("count.numbers", n=5) == WORDS.text("count.numbers", n=5)
    assert set(words.untranslated) == set(WORDS.translatable) - {"take.link", "count.quotes"}
    signs = {key for key in WORDS.messages if key not in WORDS.translatable}
    assert {"sign.dot", "sign.link"} <= signs
    again = pickle.loads(pickle.dumps(words))
    assert again.text("count.quotes", n=5) == "5 cytatów"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([said("take.lnik", "x")], r"no page says 'take\.lnik'; did you mean 'take\.link'\?"),
        ([said("home.as_of", "newest")], r"home\.as_of: 'newest' is to hold \{date\}"),
        ([said("home.as_of", "{date} {x}")], r"is to hold \{date\}"),
        ([said("home.as_of", "{date")], r":6:1: home\.as_of: '\{date': "),
        ([said("home.as_of", "{date!r}")], r"is to hold \{date\}"),
        ([said("home.as_of", "{date.year}")], r"is to hold \{date\}"),
        ([said("count.quotes", "{n}", "{n}", "{n}")], "more translations than num_plurals"),
        ([said("count.quotes", "{n}", "")], r"count\.quotes: lacks a form; write msgstr\[0\] to"),
        (['msgid "take.link'], r"locale/en\.po:6:1: expected a text that begins and ends with"),
        ([said("take.link", "a"), 'msgstr "b'], r"locale/en\.po:9:1: expected a text"),
        ([said("take.link", 'a"b')], r"locale/en\.po:7:1: expected a text"),
        (['msgid "take.link"'], r"locale/en\.po:\d+:1: is no catalogue of words: missing msgstr"),
    ],
)
def test_a_catalogue_that_cannot_be_used_says_which_line_is_wrong(
    tmp_path: Path, entries, message
) -> None:
    with pytest.raises(ContentError, match=message):
        read_words("en", catalogue(tmp_path / "locale", "en.po", *entries))
