"""Tests of generator/verify/matching.py and nearness.py: words found, and words that differ."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

from generator.article.text import Text
from generator.verify.matching import Match, find
from generator.verify.nearness import WordIndex, nearest

FOLDER = Path(__file__).parent / "articles"
SPOKEN: dict[str, list[str]] = yaml.safe_load((FOLDER / "quotations.yml").read_text())
TEXTS = {name: Text((FOLDER / name).read_text()) for name in SPOKEN}
QUOTES = [(name, quote) for name, quotes in SPOKEN.items() for quote in quotes]

ARTICLE = Text(
    "The US can't and won't go. Kenya's non-lethal force of 1,000 men, and 12 000 more, left."
    " \u201cWe will not \u2013 ever \u2013 support the \u2018old\u2019 mission,\u201d he said."
    " \u201cShould we leave?\u201d It was -5 degrees in 2024\u201325, .5 more than in 1:30."
    " The mission\u2014which began\u2014ended. Officers' pay rose by 10\u00b2, US-backed.\n"
    "\u201cParagraph one ends.\n"
    "\u201cParagraph two begins here,\u201d she said, \u201cand it goes on.\u201d"
)


def tiers(words: str, article: Text = ARTICLE) -> set[str]:
    return {match.tier for match in find(words, article)}


def spoken(words: str, article: Text) -> list[Match]:
    found = find(words, article)
    return [one for one in found if article.quotation_around(one.start, one.end)]


@pytest.mark.parametrize(("name", "quote"), QUOTES)
def test_what_somebody_said_stands_between_marks_of_its_article(name: str, quote: str) -> None:
    (match, *_) = spoken(quote, TEXTS[name])
    assert match.tier in ("exact", "typography")


def changes(quote: str):
    """Every one-word change of a quotation that leaves it other words than it had."""
    words = quote.split(" ")
    for at, word in enumerate(words):
        yield [*words[:at], "harbour" if word != "harbour" else "quay", *words[at + 1 :]]
        yield [*words[:at], "not", *words[at:]] if at else ["Harbour", *words]
        if 0 < at < len(words) - 1:
            yield [*words[:at], *words[at + 1 :]]
        if at and words[at - 1].casefold() != word.casefold():
            yield [*words[: at - 1], word, words[at - 1], *words[at + 1 :]]
        if re.fullmatch(r"\d+", word):
            yield [*words[:at], str(int(word) + 1), *words[at + 1 :]]
        modal = {"will": "may", "must": "can", "cannot": "can", "shall": "should", "can't": "can"}
        if word in modal:
            yield [*words[:at], modal[word], *words[at + 1 :]]


def test_every_one_word_change_of_every_quotation_is_caught() -> None:
    count = 0
    for name, quote in QUOTES:
        for changed in changes(quote):
            assert not find(" ".join(changed), TEXTS[name]), " ".join(changed)
            count += 1
    assert count >= 1_500


STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
VARIANTS = {
    "straight marks": lambda text: text.translate(STRAIGHT),
    "guillemets": lambda text: re.sub("[\u2018\u201c]", "\u2039", text),
    "curly apostrophes": lambda text: text.replace("'", "\u2019"),
    "prime marks": lambda text: re.sub("[\u2018\u2019']", "\u02bc", text),
    "hyphens for dashes": lambda text: text.replace("\u2013", "-"),
    "em dashes": lambda text: text.replace(" \u2013 ", "\u2014"),
    "double hyphens": lambda text: text.replace("\u2013", "--"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "broken lines": lambda text: text.replace(" ", "\n"),
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "soft hyphens": lambda text: re.sub(r"(\w\w)(\w\w)", "\\1\u00ad\\2", text),
    "zero-width spaces": lambda text: text.replace(" ", "\u200b "),
    "byte order marks": lambda text: "\ufeff" + text,
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("fi", "\ufb01").replace("fl", "\ufb02"),
    "one sign for three dots": lambda text: text.replace("...", "\u2026"),
    "spaced dots": lambda text: text.replace("...", ". . ."),
    "a full stop at the end": lambda text: text.rstrip(".,") + "." * (text[-1] not in "?!"),
    "no punctuation at the end": lambda text: text.rstrip(".,"),
    "a comma at the end": lambda text: text.rstrip(".,") + ("," if text[-1] not in "?!" else ""),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_typographic_variant_of_every_quotation_is_found(variant: str) -> None:
    for name, quote in QUOTES:
        varied = VARIANTS[variant](quote)
        (match, *_) = spoken(varied, TEXTS[name])
        assert match.tier in ("exact", "typography"), varied


def test_the_first_letter_may_be_large_or_small_and_no_other() -> None:
    for name, quote in QUOTES:
        other = quote[0].swapcase() + quote[1:]
        if quote[0].isalpha():
            assert tiers(other, TEXTS[name]) == {"case"}, other
    assert tiers("we will not") == {"case"}
    assert tiers("We Will not") == set()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Should we leave?", True),
        ("Should we leave", True),
        ("Should we leave.", False),  # it was a question
        ("000 men", False),
        ("1,000 men", True),
        ("000 more", False),
        ("12 000 more", True),
        ("000", False),
        ("lethal force", False),
        ("non-lethal force", True),
        ("backed", False),
        ("can", False),
        ("can't", True),
        ("Kenya", True),
        ("Ken", False),
        ("5 degrees", False),
        ("-5 degrees", True),
        ("5 more", False),
        ("2024", False),
        ("2024-25", True),
        ("30", False),
        ("10", False),
        ("10\u00b2", True),
        ("The mission", True),
        ("which began", True),
        ("\u2026", False),
        ("", False),
        (" . ", False),
    ],
)
def test_a_match_begins_and_ends_at_the_edge_of_a_word_or_a_number(words, found) -> None:
    assert bool(find(words, ARTICLE)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We will not [\u2026] support the \u2018old\u2019 mission", True),
        ("We will not ... support the 'old' mission,", True),
        ("We will not \u2026 mission", True),
        ("[w]e will not", True),
        ("[S]hould we leave?", True),
        ("We will not [now] support", True),
        ("Paragraph one \u2026 begins here", True),
        ("We will not [might] support", False),
        ("We will not [dis] support", False),
        ("\u2026 support the \u2018old\u2019 mission", True),
        ("the [whole] \u2018old\u2019 mission", True),
        ("We will \u2026 support the \u2018old\u2019 mission", False),  # not is left out
        ("We will [surely] support the \u2018old\u2019 mission", False),
        ("support the [not] \u2018old\u2019 mission", False),
        ("support the [3] \u2018old\u2019 mission", False),
        ("support the \u2018old\u2019 mission \u2026 We will not", False),  # out of order
        ("begins here \u2026 and it goes on", False),  # across the end of a quotation
        ("mission \u2026 Should we leave?", False),
        ("We will not \u2013 ever \u2013 [un]support", False),
        ("Should we leave, [\u2026] It was", False),
        ("support the \u2018old\u2019 mission [in 3 of 4 cases]", False),
        ("We [hundred] will not", False),
        ("We \u2026 not \u2026 ever \u2026 the \u2026 mission", False),  # shreds
        ("Should we \u2026 leave.", False),
    ],
)
def test_shortened_words_stand_in_order_and_mean_the_same(words, found) -> None:
    assert tiers(words) == ({"elided"} if found else set())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("S. troops", False),
        ("U.S. troops", True),
        ("That", False),
        ("That's", True),
        ("operation", True),
        ("Personnel", True),
        ("5 degrees is normal", False),
        ("Is it \u2018safe\u2019.", False),
    ],
)
def test_abbreviations_and_contractions_are_one_word(words, found) -> None:
    text = (
        "That's what U.S. troops of the operation.Personnel said: \u201c\u22125 degrees is normal. "
    )
    assert bool(find(words, Text(text + "Is it \u2018safe\u2019?\u201d"))) == found


def test_what_is_left_out_may_not_be_long() -> None:
    article = Text(f"We begin here {'and go on ' * 60}until we end.")
    assert not find("We begin here \u2026 until we end", article)
    assert find(
        "We begin here \u2026 until we end", Text(article.raw.replace("and go on ", "", 40))
    )


def test_a_negation_may_be_left_out_only_with_its_whole_sentence() -> None:
    said = "I came to say, and I do not say it lightly, that it works. It is not new. We go."
    article = Text(f"\u201c{said}\u201d")
    assert not find("I came to say [\u2026] that it works.", article)
    assert not find("I came to say, and I do [\u2026] We go.", article)
    assert find("that it works. [\u2026] We go.", article)


@pytest.mark.parametrize(
    "words",
    ["We are [for] the war", "We are \u2026 the war", "We [support] a plan", "We \u2026 a plan"],
)
def test_words_that_deny_are_not_left_out_alone(words: str) -> None:
    assert not find(words, Text("\u201cWe are against the war. We oppose a plan.\u201d"))


def test_an_ellipsis_that_the_article_has_itself_is_no_cut() -> None:
    article = Text("\u201c\u2026if I come back at all,\u201d he said.")
    assert tiers("\u2026if I come back at all", article) == {"exact"}
    assert tiers("...if I come back at all", article) == {"typography"}
    assert tiers("if I come back \u2026", article) == {"elided"}


def test_the_mark_that_begins_a_further_paragraph_may_be_copied_with_the_words() -> None:
    words = "Paragraph one ends.\n\n\u201cParagraph two begins here,"
    assert [one.tier for one in spoken(words, ARTICLE)] == ["typography"]


def test_all_places_are_kept_where_words_stand_several_times() -> None:
    article = Text("He said no. \u201cHe said no,\u201d she said. he said no")
    assert [one.start for one in find("He said no", article)] == [0, 13]


def test_a_quotation_reopened_in_each_paragraph_is_found_over_all_of_them() -> None:
    (match,) = spoken("Paragraph one ends. Paragraph two begins here,", ARTICLE)
    assert ARTICLE.raw[match.start : match.end].startswith("Paragraph one")


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("nobody should have to sleep in a car on the quay again", {"modal"}),
        ("The first boat carries 84 cars and 300 people", {"figure"}),
        ("The first boat carries four cars and 300 people", {"figure"}),
        ("What I can do is build a bridge with money that does not exist", {"negation", "modal"}),
        ("The county promised us a tunnel in my grandmother's time", set()),
        ("She is old but unsound", {"negation"}),
        ("and nobody shall have to sleep in a Car on the quay again", set()),
    ],
)
def test_what_was_changed_is_named(words, flags) -> None:
    article = TEXTS["ferry.txt"]
    near = nearest(words, article, WordIndex(article))
    assert near
    assert near.is_changed_form
    assert near.flags == flags


def test_the_difference_leads_word_by_word_from_one_to_the_other() -> None:
    article = TEXTS["ferry.txt"]
    near = nearest("it promised a brown school bus", article, WordIndex(article))
    assert near
    assert [change.ours for change in near.changes if not change.same] == [("brown",)]
    assert "".join(f" {word}" for change in near.changes for word in change.theirs) == (
        " it promised a school bus"
    )
    assert near.line == article.raw[: article.raw.index("school bus")].count("\n") + 1


def test_words_of_another_article_are_near_nothing() -> None:
    article = TEXTS["ferry.txt"]
    assert (
        nearest("Barley grows quietly wherever hail forgets", article, WordIndex(article)) is None
    )
    far = nearest(SPOKEN["harvest.txt"][2], article, WordIndex(article))
    assert far is None or not far.is_changed_form


def test_an_article_of_marks_alone_is_read_in_time_that_grows_evenly() -> None:
    for sign in ("\u201c", '"', "'", "\u2019 ", "a' ", "-", "\u2014", "1,", "A."):
        text = Text(sign * 20_000)
        assert find("nothing of it", text) == ()
