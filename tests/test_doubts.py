"""Tests of generator/drafting/doubts.py and mouths.py, and of generator/verify/cuts.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.article.text import Text
from generator.cli import main
from generator.drafting.doubts import doubts
from generator.problems import Problem
from generator.reading import parse_files
from generator.verify.verdict import verify

WARNED = "the words beside it name Karel Ostrander (karel-ostrander), and the speaker is Marijke"
REGISTRY = {
    "people": {
        "karel-ostrander": {"name": "Karel Ostrander"},
        "marijke-dool": {"name": "Marijke Dool"},
        "piet-dool": {"name": "Piet Dool"},
    },
    "organisations": {"quay-board": {"name": "Quay Board"}},
}


def summary_with(*quotes: tuple[str, str]) -> str:
    """A draft that proposes all who are named, with quotations and their speakers."""
    made = {
        "title": "A quay",
        "status": "draft",
        "added": "2030-03-13",
        "written_by": "A. Editor",
        "article": {"text": "quay.txt"},
        "gist": "Somebody speaks of a quay.",
        "who": [id for records in REGISTRY.values() for id in records],
        "quotes": [{"speaker": speaker, "exact": exact} for exact, speaker in quotes],
        "proposed": REGISTRY,
    }
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False)


def doubted(article: str, *quotes: tuple[str, str]) -> tuple[Problem, ...]:
    reading = parse_files({"summaries/quay.yml": summary_with(*quotes).encode()})
    content = reading.content
    done = verify(content.summaries["quay"], content.registry, Text(article))
    assert done.proved
    return doubts(reading, {"quay": done})["quay"]


def mouths(article: str, speaker: str = "marijke-dool") -> list[str]:
    return [one.message for one in doubted(article, ("Nothing holds back the sea", speaker))]


NAMES = "Karel Ostrander met Marijke Dool.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "“Nothing holds back the sea,” said Karel Ostrander, who dredges the quay.",
        "“Nothing holds back the sea,” Ostrander said on Monday.",
        "Karel Ostrander, the dredger, told the Quay Board: “Nothing holds back the sea.”",
    ],
)
def test_another_name_beside_a_quotation_is_a_doubt_about_its_speaker(sentence: str) -> None:
    (message,) = mouths(NAMES + sentence)
    assert message.startswith(WARNED)
    assert mouths(NAMES + sentence, "karel-ostrander") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“Nothing holds back the sea,” she said.",
        "“Nothing holds back the sea.” Karel Ostrander left.",
        "“Nothing holds back the sea,” said a friend of Karel Ostrander.",
        "“Nothing holds back the sea,” said Karel Ostrander, reading what she had written.",
        "“Nothing holds back the sea,” Karel Ostrander said on behalf of Marijke Dool.",
        "“I heard her say: ‘Nothing holds back the sea’,” said Karel Ostrander.",
        "“Nothing holds back the sea,” said Marijke Dool. “Nothing holds back the sea,” said"
        " Karel Ostrander.",
        "“Nothing holds back the sea,” said Piet Dool.",
        "“Nothing holds back the sea,” said the Quay Board.",
    ],
)
def test_where_the_rules_are_not_certain_no_speaker_is_doubted(sentence: str) -> None:
    assert mouths(NAMES + sentence) == []


def test_a_spokesman_may_speak_for_an_organisation() -> None:
    text = NAMES + "“Nothing holds back the sea,” said Karel Ostrander."
    assert mouths(text, "quay-board") == []


SENTENCE = "“It is true. Nobody will lose a mooring, and no boat a berth. Wait,” he said."


@pytest.mark.parametrize(
    ("exact", "where", "turned"),
    [
        ("lose a mooring", "before and behind", True),
        ("will lose a mooring, and no boat a berth.", "before", True),
        ("Nobody will lose a mooring", "behind", True),
        ("a mooring, and no boat a berth. Wait,", "before", True),
        ("It is", "behind", False),
    ],
)
def test_a_quotation_cut_out_of_its_sentence_is_a_doubt(
    exact: str, where: str, turned: bool
) -> None:
    (one,) = doubted(SENTENCE, (exact, "piet-dool"))
    assert f"has more words between the marks {where} these" in one.message
    assert ("a negation among them" in one.message) == turned
    assert (one.field, one.line) == ("quotes[1].exact", 15)


@pytest.mark.parametrize(
    "exact",
    [
        "It is true.",
        "It is true",
        "Nobody will lose a mooring, and no boat a berth.",
        "Nobody will lose a mooring, and no boat a berth. Wait,",
        "Nobody will lose a mooring …",
        "… no boat a berth",
        "Nobody will lose … mooring, and no boat a berth.",
        "Wait",
    ],
)
def test_whole_sentences_and_marked_cuts_are_none(exact: str) -> None:
    assert doubted(SENTENCE, (exact, "piet-dool")) == ()


def test_words_that_stand_whole_somewhere_are_not_cut() -> None:
    text = SENTENCE + "\n\n“Lose a mooring,” he said, and meant “lose a mooring”."
    assert doubted(text, ("lose a mooring", "piet-dool")) == ()


def test_whole_words_of_somebody_else_within_a_quotation_are_not_cut() -> None:
    text = "“I heard her say ‘lose a mooring’ to nobody,” he said."
    assert doubted(text, ("lose a mooring", "piet-dool")) == ()


def test_verify_warns_with_the_line_and_proves_all_the_same(
    small_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_site)
    Path("articles").mkdir(exist_ok=True)
    Path("articles/quay.txt").write_text(
        NAMES + "“Nothing holds back the sea,” said Karel Ostrander.\n"
    )
    summary = summary_with(("Nothing holds back the sea,", "marijke-dool"))
    Path("content/summaries/quay.yml").write_text(summary)
    done = CliRunner().invoke(main, ["verify", "quay", "--dry-run"])
    assert done.exit_code == 0, done.stderr
    line = summary.split("\n").index("- speaker: marijke-dool") + 1
    assert f"  warning: content/summaries/quay.yml:{line}:" in done.stdout
    assert WARNED in done.stdout
    assert "; proved" in done.stdout
    done = CliRunner().invoke(main, ["verify", "quay", "--dry-run", "--format", "json"])
    (warning,) = json.loads(done.stdout)["summaries"]["quay"]["warnings"]
    assert (warning["line"], warning["field"]) == (line, "quotes[1].speaker")
