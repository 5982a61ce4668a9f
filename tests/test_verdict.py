"""Tests of generator/verify/verdict.py, saying.py, arithmetic.py and coverage.py."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from conftest import SMALL, small_files

from generator.article.text import Text
from generator.reading import parse_content, parse_files
from generator.receipts import receipt_text
from generator.verify.coverage import coverage
from generator.verify.nearness import WordIndex, nearest
from generator.verify.saying import passage, problems_of
from generator.verify.verdict import Verification, verify

TEXT = (SMALL.parent / "articles" / "mayor-closes-bridge.txt").read_text()
DAY = datetime.date(2030, 6, 7)
MAYOR = "summaries/mayor-closes-bridge.yml"


def verified(old: str = "", new: str = "", text: str = TEXT) -> Verification:
    files = small_files()
    summary = files[MAYOR].decode()
    assert summary.count(old) == 1 or not old
    files[MAYOR] = summary.replace(old, new).encode() if old else summary.encode()
    content = parse_content(files)
    return verify(content.summaries["mayor-closes-bridge"], content.registry, Text(text))


def problems(done: Verification) -> list[tuple[str, str]]:
    return [
        (".".join(map(str, path)), message.partition(";")[0])
        for path, message, _ in problems_of(done, len)
    ]


def test_a_summary_that_says_what_its_article_says_is_proved() -> None:
    done = verified()
    assert done.proved
    assert problems(done) == []
    assert {one.tier for one in done.checked if one.matches} == {"exact", "typography"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "We could not wait.", "We could wait.",
            ("quotes.0.exact", "differs from the article (a negation changed)"),
        ),
        (
            "exact: It is done,", "exact: closed on Monday,",
            ("quotes.1.exact", "not found between quotation marks: the article has these words"
             " outside of them"),
        ),
        (
            "exact: the council backs", "exact: a wholly invented remark",
            ("what.1.exact", "not found in the article"),
        ),
        ("value: 7.5", "value: 8.5", (
            "numbers.4.value", "differs: the words give another figure")),
        ("comparator: at-least, ", "comparator: about, ", (
            "numbers.0.comparator", "the article says 'at least'")),
        ("measure: traffic-share", "measure: bridge-cost", (
            "numbers.4.value", "the article counts in another unit (percent)")),
        ("exact: 7.5 percent", "exact: of all traffic", (
            "numbers.4.exact", "not found: no figure stands in these words")),
        ("exact: read the Post", "exact: read the Herald", (
            "article.outlet_basis.0.exact", "differs from the article")),
    ],
)  # fmt: skip
def test_what_the_article_does_not_say_is_refused_at_its_field(old, new, expected) -> None:
    done = verified(old, new)
    assert not done.proved
    assert problems(done) == [expected]


def test_an_exact_figure_with_a_comparator_is_refused() -> None:
    done = verified("value: 7.5, exact", "value: 7.5, comparator: about, exact")
    assert problems(done) == [("numbers.4.comparator", "the article gives the figure as exact")]


def test_a_difference_is_shown_word_by_word() -> None:
    (failed,) = verified("We could not wait.", "We could wait.").failed
    ours, theirs = passage(failed)
    assert ours == "here:    We could {} wait. Not a day longer"
    assert theirs.startswith("article: We could {not} wait. Not a day longer (line ")


@pytest.mark.parametrize(
    ("words", "ours", "theirs"),
    [
        ("can hold back the river", "can hold back {the} river", "can hold back {a} river"),
        ("hold back a river or sea", "hold back a river {or sea}", 'hold back a river {,"}'),
        (
            "can hold back a river, said the director",
            "can hold back a river, {} said {} the director",
            'can hold back a river, {"} said {Karel Lund,} the director',
        ),
        ("They sink (and fall)", "{They} sink (and fall", "{We} sink (and fall"),
    ],
)
def test_the_passage_beside_changed_words_is_no_longer_than_they_are(
    words: str, ours: str, theirs: str
) -> None:
    article = Text(
        "No dam can hold back a river,” said Karel Lund, the director. “We sink (and fall).”"
    )
    near = nearest(words, article, WordIndex(article))
    assert near
    checked = replace(verified().checked[0], nearest=near)
    assert list(passage(checked)) == [f"here:    {ours}", f"article: {theirs} (line 1)"]


def test_evidence_may_show_a_fifth_of_what_stands_outside_of_quotations() -> None:
    done = verified(text="no longer safe " + TEXT[:900])
    assert done.evidence > Fraction(1, 50)
    short = "It was no longer safe, the council backs her: closed on Monday."
    over = verified(text=short)
    assert over.too_much_evidence
    words = len(short.split())
    shown = over.evidence * words
    assert shown.denominator == 1
    lines = {path: number for number, path in enumerate(one.path for one in over.checked)}
    [said] = [
        message for path, message, _ in problems_of(over, lambda at: lines[at[:-1]]) if not path
    ]
    found = re.fullmatch(
        r"its evidence shows \d\d% of the article's words outside quotations, and may show 20%:"
        r" (\d+) words too many; shorten some to .* the longest first: (.*)",
        said,
    )
    assert found
    assert Fraction(shown - int(found[1]), words) <= Fraction(1, 5)
    assert Fraction(shown - int(found[1]) + 1, words) > Fraction(1, 5)
    named = re.findall(r"line (\d+) \((\d+) words\)", found[2])
    sizes = [len(over.checked[int(line)].one.exact.split()) for line, _ in named]
    assert sizes == [int(size) for _, size in named] == sorted(sizes, reverse=True)
    others = [one for one in over.checked if one.matches and one.kind != "quote"]
    assert sizes[0] == max(len(one.one.exact.split()) for one in others)


def test_words_inside_of_quotations_are_no_evidence_that_counts() -> None:
    text = "\u201cIt was no longer safe, and the council backs that.\u201d " + "word " * 50
    done = verified(text=text)
    assert done.evidence == 0


def test_a_receipt_that_says_the_same_stays_and_with_it_its_day() -> None:
    done = verified()
    first = done.receipt(DAY, None)
    later = DAY + datetime.timedelta(days=9)
    assert verified().receipt(later, first) is first
    other = verified("note: misread", "note: x").receipt(later, first)
    assert other is first
    assert verified(text=TEXT + "\nMore.").receipt(later, first).verified == later


def test_the_committed_receipt_is_the_one_that_verification_writes() -> None:
    done = verified()
    written = receipt_text(done.receipt(DAY, None, coverage(done).recorded)).encode()
    assert written == small_files()["receipts/mayor-closes-bridge.json"]


def test_an_id_that_was_pinned_and_is_gone_is_lost_until_it_is_let_go() -> None:
    before = verified().receipt(DAY, None)
    files = small_files()
    line = b"  - {measure: traffic-share, value: 7.5, exact: 7.5 percent}\n"
    files[MAYOR] = files[MAYOR].replace(line, b"")
    content = parse_content(files)
    arguments = (content.summaries["mayor-closes-bridge"], content.registry, Text(TEXT), before)
    done = verify(*arguments)
    (lost,) = done.lost
    assert not done.proved
    [first, *_] = problems_of(done, len)
    assert f"add the line  id: {lost}  to keep its permalink" in first[1]
    assert verify(*arguments, dropped=[lost]).proved


def test_an_excused_item_is_no_problem_and_has_no_proof() -> None:
    done = verified()
    (excused,) = [one for one in done.checked if one.excused]
    assert excused.outcome == "not-found"
    assert excused.one.anchor not in {one.id for one in done.receipt(DAY, None).items}


def test_a_quotation_within_a_longer_one_says_so() -> None:
    receipt = verified("We could not wait.\n\n      Not a day longer.", "could not wait").receipt(
        DAY, None
    )
    (quote,) = [one for one in receipt.items if one.id == "q-safe"]
    assert not quote.places[0].whole
    (whole,) = [one for one in verified().receipt(DAY, None).items if one.id == "q-safe"]
    assert whole.places[0].whole


def test_sums_and_spans_are_notes() -> None:
    assert list(verified().notes) == [
        "Lorries a day: 100, against Crossings a day (nearly 1000): fits"
    ]
    over = verified("value: 1000, comparator: nearly", "value: 90, comparator: nearly")
    assert over.notes[0].endswith("Crossings a day (nearly 90): does not come to the same")
    span = verified("to: 3, exact", "to: 3, period: 2030-06-03/2030-06-20, exact")
    assert "which spans 17 to 17 days: fits" in span.notes[-1]
    late = verified("to: 3, exact", "to: 3, period: 2030-06-03/2030-07-20, exact")
    assert "which spans 47 to 47 days: does not fit" in late.notes[-1]
    assert late.proved


def test_several_portions_of_one_measure_are_added_up() -> None:
    more = "  - {measure: lorries, value: 1, of: in summer, exact: 100 of them lorries}\n"
    line = "  - {measure: traffic-share, value: 7.5, exact: 7.5 percent}\n"
    files = small_files()
    files[MAYOR] = files[MAYOR].replace(
        line.encode(), more.encode() + more.replace("summer", "spring").encode()
    )
    content = parse_content(files)
    done = verify(content.summaries["mayor-closes-bridge"], content.registry, Text(TEXT))
    assert "Lorries a day: 1 + 1 = 2, by our sum" in done.notes


def missing(done: Verification) -> list[tuple[str, str]]:
    return [(one.kind, done.article.raw[one.start : one.end]) for one in coverage(done).missing]


def test_what_the_summary_leaves_out_is_listed_and_the_furniture_is_not() -> None:
    done = verified()
    left = missing(done)
    assert ("number", "12.5 million") not in left
    assert ("date", "on Tuesday") not in left  # left out with a reason
    assert ("date", "on Monday") not in left
    assert ("number", "ten") in left
    assert not [one for one in left if "Subscribe" in one[1] or one[1] == "3"]
    whole = coverage(done)
    assert whole.percent == pytest.approx(100 * (1 - len(whole.missing) / len(whole.passages)))


def test_a_quotation_number_name_or_date_taken_out_is_missed() -> None:
    assert ("quotation", "It is done,") in missing(verified("exact: It is done,", "exact: is,"))
    number = "  - {measure: traffic-share, value: 7.5, exact: 7.5 percent}\n"
    assert ("number", "7.5") in missing(verified(number, ""))
    event = "  - {event: bridge-closes, date: 2030-06-03, exact: closed on Monday}\n"
    assert ("date", "on Monday") in missing(verified(event, ""))
    text = TEXT.replace("Shopkeepers on", "Gudrun Holm and the shopkeepers on")
    assert ("name", "Gudrun Holm") in missing(verified(text=text))


def test_what_is_left_out_with_a_reason_is_not_missed() -> None:
    assert ("number", "ten") in missing(verified())
    exact = "exact: on Tuesday, because"
    done = verified(exact, exact.replace("on Tuesday", "every ten minutes"))
    assert ("number", "ten") not in missing(done)
    assert ("date", "on Tuesday") in missing(done)


def test_half_a_quotation_is_not_carried() -> None:
    done = verified("We could not wait.\n\n      Not a day longer.", "We could not wait.")
    assert [kind for kind, _ in missing(done)].count("quotation") == 1


def test_verification_needs_no_receipt_and_no_file() -> None:
    reading = parse_files(
        {name: data for name, data in small_files().items() if "receipts" not in name}
    )
    assert reading.content.receipts == {}


def test_a_long_quotation_in_another_script_has_a_link_or_none() -> None:
    words = "\u6211\u4eec\u4e0d\u4f1a\u79bb\u5f00" * 40
    files = small_files()
    files[MAYOR] = files[MAYOR].replace(b"exact: It is done,", f"exact: {words},".encode())
    content = parse_content(files)
    text = TEXT.replace("It is done", words)
    done = verify(content.summaries["mayor-closes-bridge"], content.registry, Text(text))
    assert done.proved
    assert done.receipt(DAY, None).items
