"""Tests of generator/receipts.py and rules/receipts.py: what is changed after it was verified."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from conftest import SMALL, small_files

from generator.model.summary import sha256_of
from generator.reading import parse_files
from generator.receipts import ReceiptError, parse_receipt, receipt_text

MAYOR = "summaries/mayor-closes-bridge.yml"
RECEIPT = "receipts/mayor-closes-bridge.json"


def unproved(files: dict[str, bytes]) -> list[str]:
    return [str(problem) for problem in parse_files(files).unproved]


def edited(old: str, new: str, name: str = MAYOR) -> dict[str, bytes]:
    files = small_files()
    text = files[name].decode()
    assert text.count(old) == 1, old
    return {**files, name: text.replace(old, new).encode()}


def forged(change, *, seal: bool = True) -> dict[str, bytes]:
    """The small site with its receipt changed by hand, and sealed as only the code should."""
    files = small_files()
    receipt = json.loads(files[RECEIPT])
    change(receipt)
    if seal:
        receipt.pop("seal")
        plain = {**receipt, "items": [{"fragment": None, **item} for item in receipt["items"]]}
        receipt["seal"] = sha256_of(plain)
    return {**files, RECEIPT: json.dumps(receipt).encode()}


def item(receipt: dict, id: str) -> dict:
    return next(one for one in receipt["items"] if one["id"] == id)


def test_what_was_verified_is_proved() -> None:
    assert unproved(small_files()) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("We could not wait.", "We could not have waited.", "quotes[1]"),  # a word
        ("speaker: ada-berg", "speaker: north-line", "quotes[1]"),
        ("value: 12500000", "value: 12600000", "numbers[1]"),
        ("comparator: at-least, ", "comparator: more-than, ", "numbers[1]"),
        ("certainty: estimated", "certainty: actual", "numbers[1]"),
        ("url: https://example.org/bridge?id=1&part=2", "url: https://example.org/", "article.url"),
        ("text: The Old Bridge is not safe.", "text: The bridge is not safe.", "what[1]"),
        ("exact: the council backs", "exact: council backs", "what[2]"),
        ("exact: read the Post", "exact: the Post", "article.outlet_basis[1]"),
        ("exact: on Tuesday", "exact: Tuesday", "left_out[1]"),
        (
            "event: bridge-closes, date: 2030-06-03",
            "event: bridge-closes, date: 2030-06-04",
            "when[1]",
        ),
    ],
)
def test_a_change_after_the_verification_is_refused_at_its_line(old, new, field) -> None:
    found = unproved(edited(old, new))
    line = next(
        number
        for number, text in enumerate(small_files()[MAYOR].decode().splitlines(), start=1)
        if old.splitlines()[0] in text
    )
    (problem,) = [one for one in found if f" {field}" in one]
    assert abs(int(problem.split(":")[1]) - line) <= 2, problem  # an item begins above its field
    assert "briefing verify" in problem


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("note: Counted from Monday.", "note: Counted from the Monday."),
        ("note: misread", "note: we misread it"),
        ("occasion: council-night", "medium: speech\n    occasion: council-night"),
        ("question: keep-the-bridge\n    holds", "holds"),
        ("because: two or three years on", "because: by its own words"),
        ("part_of: n-crossings, ", ""),
        ("because: the day matters to nobody", "because: nobody asks for it"),
        ("gist: |\n", "gist: |\n  Yes.\n\n"),
        ("title: Mayor closes", "title: The mayor closes"),
    ],
)
def test_a_change_of_what_no_article_says_needs_no_new_verification(old, new) -> None:
    if "medium" in new:  # how it was said is a claim; to which occasion it belongs is none
        assert unproved(edited(old, new))
        old, new = "    occasion: council-night\n", ""
    if "question" in old:
        new = "question: keep-the-bridge\n    holder: ada-berg\n    holds"
        assert unproved(edited(old, new))
        return
    assert unproved(edited(old, new)) == []


def test_a_unit_changed_in_the_registry_is_a_changed_number() -> None:
    (problem,) = unproved(edited("unit: EUR", "unit: USD", "registry/measures.yml"))
    assert " numbers[1]: was changed after it was verified on 2030-06-07" in problem


def test_an_item_taken_out_leaves_an_orphan_that_is_named() -> None:
    found = unproved(edited("  - {measure: traffic-share, value: 7.5, exact: 7.5 percent}\n", ""))
    (problem,) = found
    assert re.search(r"the receipt proves n-[0-9a-f]{6}, which no item has", problem)
    assert "--drop-lost" in problem


def test_an_item_added_is_not_among_what_was_verified() -> None:
    line = "  - {measure: traffic-share, value: 7.5, exact: 7.5 percent}\n"
    other = "  - {measure: steel, value: 100, exact: 100 of them}\n"
    (problem,) = unproved(edited(line, line + other))
    assert (
        " numbers[6]: is not among what was verified on 2030-06-07; run briefing verify" in problem
    )


def test_an_item_with_other_words_is_told_how_it_keeps_its_permalink() -> None:
    (problem,) = unproved(edited("exact: 7.5 percent", "exact: then carried 7.5 percent"))
    told = re.search(r"add the line  id: (n-\w+)  to keep its permalink", problem)
    assert told
    (lost,) = set(anchors(small_files())) - set(
        anchors(edited("exact: 7.5 percent", "exact: then carried 7.5 percent"))
    )
    assert told[1] == lost


def anchors(files: dict[str, bytes]) -> list[str]:
    summary = parse_files(files).content.summaries["mayor-closes-bridge"]
    return [number.anchor for number in summary.numbers]


def test_a_summary_without_a_receipt_is_not_verified_and_a_draft_needs_none() -> None:
    files = small_files()
    del files[RECEIPT]
    (problem,) = unproved(files)
    assert "is not verified: there is no receipts/mayor-closes-bridge.json" in problem
    files[MAYOR] = files[MAYOR] + b"status: draft\n"
    files["home.yml"] = b"title: T\n"
    assert unproved(files) == []


def test_an_item_that_says_why_it_is_not_verified_needs_no_proof() -> None:
    files = edited("exact: It is done,", "exact: It was done, unverified: We heard it.,")
    # the words were changed and nothing proves them, but the summary says so itself
    assert not [one for one in unproved(files) if " quotes[2]" in one]


def change_words(receipt: dict) -> None:
    """Forgery: the content is that of other words, the hash of the span is left."""
    item(receipt, "q-safe")["content"] = "0" * 64


def change_kind(receipt: dict) -> None:
    item(receipt, "q-safe")["kind"] = "statement"


def change_tier(receipt: dict) -> None:
    """Forgery: shortened words need not stand there whole."""
    item(receipt, "q-safe")["tier"] = "elided"


def change_span(receipt: dict) -> None:
    item(receipt, "q-safe")["span"] = hashlib.sha256(b"other words").hexdigest()


def change_tier_and_span(receipt: dict) -> None:
    """Forgery: words that nobody shortened, with the hash that they would have if they were."""
    proof = item(receipt, "n-cost")
    words = hashlib.sha256(b"at least 12.5 million euros").hexdigest()
    assert proof["span"] == words
    proof["tier"] = "elided"


@pytest.mark.parametrize("change", [change_words, change_kind, change_tier, change_span])
def test_a_forged_proof_is_refused_although_it_is_sealed(change) -> None:
    (problem,) = unproved(forged(change))
    assert " quotes[1]" in problem


def test_words_that_nobody_shortened_are_not_proved_as_shortened() -> None:
    (problem,) = unproved(forged(change_tier_and_span))
    assert " numbers[1]" in problem


def test_words_changed_together_with_their_content_hash_are_still_refused() -> None:
    files = edited("We could not wait.", "We could wait.")
    reading = parse_files(files)
    from generator.receipts import content_sha256

    quote = reading.content.summaries["mayor-closes-bridge"].quotes[0]

    def forge(receipt: dict) -> None:
        item(receipt, "q-safe")["content"] = content_sha256(quote, reading.content.registry)

    (problem,) = unproved({**forged(forge), MAYOR: files[MAYOR]})
    assert "quotes[1].exact: the receipt does not fit these words" in problem


@pytest.mark.parametrize(
    "change",
    [
        lambda receipt: receipt.update(verified="2030-06-08"),
        lambda receipt: receipt["article"].update(length=1),
        lambda receipt: receipt["article"].update(sha256="0" * 64),
        lambda receipt: receipt.update(verifier=0),
        lambda receipt: receipt["items"].pop(),
        lambda receipt: item(receipt, "q-safe")["places"][0].update(line=99),
        lambda receipt: item(receipt, "q-safe").update(verdict="passage"),
    ],
)
def test_a_receipt_changed_by_hand_is_none(change) -> None:
    found = unproved(forged(change, seal=False))
    assert found[0] == (
        "content/receipts/mayor-closes-bridge.json:1:1: was changed by hand, and only briefing"
        " verify writes it; delete it and run briefing verify"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no receipt, or was damaged"),
        (b"{}", "is no receipt, or was damaged"),
        (b"[" * 100_000, "is no receipt, or was damaged"),
        (b"\xff", "is no receipt, or was damaged"),
    ],
)
def test_what_is_no_receipt_is_refused(data, message) -> None:
    with pytest.raises(ReceiptError, match=message):
        parse_receipt(data)


def test_a_receipt_of_another_version_is_not_believed() -> None:
    found = unproved(forged(lambda receipt: receipt.update(normalisation=0)))
    assert "was written by another version of the verifier" in found[0]


def test_a_receipt_of_no_summary_is_named() -> None:
    files = small_files()
    files["receipts/nobody.json"] = files[RECEIPT]
    (problem,) = unproved(files)
    assert problem.startswith("content/receipts/nobody.json:1:1: belongs to no summary")


def test_a_receipt_is_written_as_it_was_read_a_line_for_each_item() -> None:
    text = small_files()[RECEIPT].decode()
    receipt = parse_receipt(text.encode())
    assert receipt_text(receipt) == text
    assert sum('"id"' in line for line in text.splitlines()) == len(receipt.items)


def test_a_receipt_holds_no_word_of_its_article() -> None:
    article = (SMALL.parent / "articles" / "mayor-closes-bridge.txt").read_text()
    receipt = json.loads(small_files()[RECEIPT])
    receipt["article"].pop("url")
    for one in receipt["items"]:
        one.pop("fragment", None)  # a link may name what it leads to
        one.pop("id")
    words = set(re.findall(r"[^\W\d_]{5,}", article.casefold()))
    held = set(re.findall(r"[^\W\d_]{5,}", json.dumps(receipt).casefold()))
    assert len(words) > 80
    assert not words & held


def test_a_receipt_from_before_coverage_was_recorded_keeps_its_seal() -> None:
    written = parse_receipt(small_files()["receipts/engineer-warns.json"])
    before = written.model_copy(update={"coverage": None})
    seal = sha256_of(before.model_dump(mode="json", exclude={"seal", "coverage"}))
    before = before.model_copy(update={"seal": seal})
    assert parse_receipt(receipt_text(before).encode()) == before
