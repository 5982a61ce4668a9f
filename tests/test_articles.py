"""Tests against the articles themselves, where their texts are at hand: words held verbatim."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, tracked_texts

from generator.article.text import Text
from generator.model.summary import items_of
from generator.verify.coverage import coverage
from generator.verify.verdict import verify

#: Where the texts lie: a folder that git ignores, one named by the environment, one beside the
#: repository. Nobody else has them, so that elsewhere these tests have nothing to hold against.
FOLDERS = [
    ROOT / "articles",
    Path(os.environ.get("BRIEFING_ARTICLES", ROOT / "articles")),
    ROOT.parent / "shared" / "articles",
]
ARTICLES = next((folder for folder in FOLDERS if any(folder.glob("*.txt"))), None)

pytestmark = pytest.mark.skipif(ARTICLES is None, reason="the articles' texts are not at hand")

#: From how many words on a run of an article's words is a sentence of it rather than a phrase.
SENTENCE = 8


def folded(text: str) -> str:
    """Quotation marks, dashes and white space made alike; nothing else."""
    text = unicodedata.normalize("NFC", text)
    for kind, plain in (("‘’", "'"), ("“”", '"'), ("–—", "-")):
        text = re.sub(f"[{kind}]", plain, text)
    return " ".join(text.split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text).casefold())


def article_of(summary) -> str:
    assert ARTICLES is not None
    return (ARTICLES / summary.article.text).read_text()


def test_every_quote_and_every_piece_of_evidence_is_in_its_article(own_content) -> None:
    count = 0
    for key, summary in own_content.summaries.items():
        article = folded(article_of(summary))
        basis = (*summary.article.published_basis, *summary.article.outlet_basis)
        exact = [item.exact for _, item in items_of(summary)] + [one.exact for one in basis]
        for evidence in (*exact, *filter(None, [summary.article.headline])):
            assert folded(evidence) in article, f"{key}: {evidence}"
            count += 1
    assert count


def test_the_receipts_are_those_that_verification_writes(own_content) -> None:
    assert set(own_content.receipts) == set(own_content.summaries)
    for key, summary in own_content.summaries.items():
        receipt = own_content.receipts[key]
        done = verify(summary, own_content.registry, Text(article_of(summary)), receipt)
        assert done.proved, key
        found = coverage(done).recorded
        assert done.receipt(date(2030, 1, 1), receipt, found) is receipt, key


def test_nothing_an_article_gives_is_left_out_without_a_reason(own_content) -> None:
    left_out = 0
    for key, summary in own_content.summaries.items():
        done = verify(summary, own_content.registry, Text(article_of(summary)))
        assert coverage(done).missing == (), key
        left_out += len(summary.left_out)
    assert left_out <= 3


def test_every_quotation_of_an_article_is_in_its_summary(own_content) -> None:
    for key, summary in own_content.summaries.items():
        article = folded(article_of(summary))
        quoted = {folded(quote.exact).strip(".,") for quote in summary.quotes}
        marks = [match.start() for match in re.finditer('"', article)]
        assert len(marks) == 2 * len(summary.quotes), key  # a glued mark is a mark all the same
        for start, end in zip(marks[::2], marks[1::2], strict=True):
            assert article[start + 1 : end].strip(".,") in quoted, article[start : end + 1]


def test_evidence_is_no_whole_sentence_of_its_article(own_content) -> None:
    for key, summary in own_content.summaries.items():
        article = article_of(summary)
        spoken = re.split(r'["“”]', folded(article))
        sentences = {
            tuple(words(sentence))
            for part in spoken
            for sentence in re.split(r"(?<=[.!?;])\s+", part)
        }
        for _, item in items_of(summary):
            if item.prefix != "q":
                assert tuple(words(item.exact)) not in sentences, f"{key}: {item.exact}"


def test_no_sentence_of_an_article_stands_in_the_repository_but_what_people_said(
    own_content,
) -> None:
    runs: dict[tuple[str, ...], str] = {}
    allowed: set[tuple[str, ...]] = set()
    for summary in own_content.summaries.values():
        text = words(article_of(summary))
        runs |= {tuple(text[i : i + SENTENCE]): "" for i in range(len(text) - SENTENCE + 1)}
        kept = [item.exact for _, item in items_of(summary)]
        kept += [one.exact for one in summary.article.published_basis]
        for exact in (*kept, summary.article.headline or ""):
            said = words(exact)
            allowed |= {tuple(said[i : i + SENTENCE]) for i in range(len(said) - SENTENCE + 1)}
    for path in tracked_texts():
        text = words(path.read_text())
        for i in range(len(text) - SENTENCE + 1):
            run = tuple(text[i : i + SENTENCE])
            assert run not in runs or run in allowed, f"{path.relative_to(ROOT)}: {' '.join(run)}"
