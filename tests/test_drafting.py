"""Tests of generator/drafting/ and of `briefing new` and `draft`."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import small_files
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article.text import Text
from generator.cli import main
from generator.dates import parse_date
from generator.drafting.blank import blank
from generator.drafting.draft import LONGEST, Draft, Given, draft
from generator.drafting.writing import scalar, written
from generator.formatting.folder import format_file
from generator.model.registry import Registry
from generator.model.summary import Quote, Summary, items_of
from generator.reading import parse_content, parse_files
from generator.schema import MODELINE
from generator.verify.verdict import verify
from generator.yamltree import parse_yaml

EMPTY = Registry(**{name: {} for name in Registry.model_fields})
ARTICLE = """\
Ferry to Marsk sails again

By Nora Field

Published: 12 March 2030

The ferry to Marsk sailed again on Monday with more than 400 passengers, the Harbour Board said.

"Nobody drowned, and nobody will," said Ada Borg, who sold 12 boats last year.

"We were afraid," he said.

Nobody at the quay could say how long the new timetable would last, or who was to pay for the
fuel that the old engine burns on its way across the strait.

Share this article
"""


def made_of(text: str, registry: Registry = EMPTY, published: str | None = None) -> Draft:
    day = parse_date(published) if published else None
    given = Given(
        name="a-text.txt",
        added=datetime.date(2030, 3, 13),
        written_by="A. Editor",
        published=day,
    )
    return draft(Text(text), given, registry)


def summary_of(made: Draft) -> Summary:
    files: dict[str, bytes | str] = {f"summaries/{made.id}.yml": made.yaml.encode()}
    return parse_files(files).content.summaries[made.id]


def drafted(text: str, published: str | None = None) -> Summary:
    return summary_of(made_of(text, published=published))


def test_a_speaker_is_taken_only_from_a_name_beside_the_quotation() -> None:
    first, second = drafted(ARTICLE).quotes
    assert first.speaker == "ada-borg"
    assert second.speaker is None
    assert second.todo == "say who speaks; perhaps ada-borg"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“So be it,” said the mayor of Marsk, Ada Borg.", "ada-borg"),
        ("Ada Borg, who was there, said: “So be it.”", "ada-borg"),
        ("“So be it,” Mr Lund told the Marsk Post.", "lund"),
        ("Ada Borg called the bridge “a disgrace”.", "ada-borg"),
        ("“So be it,” the Marsk Port Authority said in a statement.", "marsk-port-authority"),
        ("“So be it,” she said, and Ada Borg nodded.", None),
        ("Ada Borg left. “So be it.”", None),
        ("“So be it.” Ada Borg said nothing else to the others.", None),
        ("After a walk with Anna Borg, the mayor said: “So be it.”", None),
        ("A deal with Anna Borg that mediators said was “so be it”.", None),
        ("Anna Borg's lawyer said: “So be it.”", None),
        ("“So be it,” said a friend of Anna Borg.", None),
        ("“So be it,” said a lawyer for Anna Borg.", None),
        ("“So be it,” said a former employee of Marsk Council.", None),
        ("“So be it,” said a researcher at the Marsk Institute.", None),
        ("“So be it,” said a spokesman for Marsk Council.", "marsk-council"),
        ("A spokeswoman for Marsk Council said it was “so be it”.", "marsk-council"),
        ("“So be it,” Marsk Council officials said.", "marsk-council"),
        ("“So be it,” said the mayor of Marsk, Anna Borg.", "anna-borg"),
        ("“So be it,” said Anna Borg of Marsk Council.", "anna-borg"),
        ("“So be it,” said Marsk Council's director, Anna Borg.", "anna-borg"),
        ("Marsk Council's director, Anna Borg, said: “So be it.”", "anna-borg"),
        ("Anna Borg, the director of Marsk Council, said: “So be it.”", "anna-borg"),
        ("“So be it,” the lawyer for Anna Borg said.", None),
        ("“So be it,” his wife told Anna Borg.", None),
        ("“So be it,” Anna Borg was told.", None),
        ("“So be it,” Anna Borg told Tom Lund.", "anna-borg"),
        ("He told Anna Borg: “So be it.”", None),
        ("Asked by Anna Borg, a diver said: “So be it.”", None),
        ("“So be it,” one official said of Anna Borg.", None),
        ("According to Anna Borg, it is “so be it”.", "anna-borg"),
        ("“So be it,” according to a report by Anna Borg.", None),
        ("Anna Borg heard that Tom Lund had said “so be it”.", "tom-lund"),
        ("Tom Lund accused Anna Borg of saying “so be it”.", None),
        ("Anna Borg, who works with Tom Lund, said: “So be it.”", "anna-borg"),
        ("Marsk Council said in a letter to Anna Borg that it was “so be it”.", "marsk-council"),
        ("Anna Borg is “so be it”, said her brother, Tom Lund.", "tom-lund"),
        ("A report on Anna Borg said she was “so be it”.", None),
        ("Critics of Anna Borg say she is “so be it”.", None),
        ("Supporters call Anna Borg “so be it”.", None),
        ("Tom Lund called Anna Borg “so be it”.", "tom-lund"),
        ("The judge told Anna Borg that she was “so be it”.", None),
        ("In a video seen by Marsk Council, a man says “so be it”.", None),
        ("Anna Borg's brother, Tom Lund, said: “So be it.”", "tom-lund"),
        ("Anna Borg, quoting her mother, said: “So be it.”", "anna-borg"),
        ("Anna Borg, 44, of Marsk, told the court: “So be it.”", "anna-borg"),
        ("“So be it,” Anna Borg, from Marsk, told the BBC.", "anna-borg"),
        ("“So be it,” Ms Anna Borg, who is on leave, wrote in an email to staff.", "anna-borg"),
        ("Writing on social media, Anna Borg said: “So be it.”", "anna-borg"),
        ("Anna Borg added that it was “so be it” and left.", "anna-borg"),
        ("Anna Borg wrote on her page that it was “so be it”.", "anna-borg"),
        ("In a letter to Anna Borg, the council said it was “so be it”.", None),
        ("“So be it,” said a visibly shaken Anna Borg.", "anna-borg"),
        ("“So be it,” said Ms Borg's husband, Tom Lund.", "tom-lund"),
        ("“So be it,” says Anna Borg's son.", None),
        ("“So be it,” Anna Borg's son said.", None),
        ("“So be it,” said the report by Marsk Council.", "marsk-council"),
        ("A report by Marsk Council said it was “so be it”.", "marsk-council"),
        ("A document seen by Marsk Council said it was “so be it”.", None),
        ("A source close to Anna Borg said: “So be it.”", None),
        ("Anna Borg denied a claim that she was “so be it”.", None),
        ("Prosecutors said Anna Borg had told friends it was “so be it”.", "anna-borg"),
        ("Anna Borg said Tom Lund was “so be it”.", "anna-borg"),
        ("Anna Borg said that the judge had called Tom Lund “so be it”.", None),
        ("Anna Borg, through her lawyer, said: “So be it.”", "anna-borg"),
        ("Through Anna Borg, Tom Lund said: “So be it.”", "tom-lund"),
        ("Anna Borg and Tom Lund said in a joint statement: “So be it.”", None),
        ("“So be it,” Anna Borg and Tom Lund said.", None),
        ("“So be it,” said Anna Borg and Tom Lund.", None),
        ("Anna Borg told Tom Lund's inquiry it was “so be it”.", "anna-borg"),
        ("“So be it,” reads a sign outside Marsk Council.", None),
        ("“So be it,” read a banner held by Anna Borg.", None),
        ("A sign near Anna Borg's house reads “so be it”.", None),
        ("Anna Borg owns a boat called “So Be It”.", None),
        ("Anna Borg wrote the novel “So Be It”.", None),
        ("Anna Borg's book, called “So Be It”, won a prize.", None),
        ("The film “So Be It”, by Anna Borg, won a prize.", None),
        ("Tom Lund's song “So Be It” was sung by Anna Borg.", None),
        ("“So be it”: Anna Borg on the bridge", None),
        ("Anna Borg: “So be it”", "anna-borg"),
        ("The so-called “So Be It” gang shot at Anna Borg, police said.", None),
        ("Police said Anna Borg was part of the “So Be It” gang.", None),
        ("Anna Borg announced the “So Be It” plan.", None),
        ("Anna Borg confirmed the “So Be It” plan on Monday.", None),
    ],
)
def test_who_says_what(sentence: str, speaker: str | None) -> None:
    assert drafted(f"A line before it.\n\n{sentence}\n").quotes[0].speaker == speaker


def test_a_second_quotation_in_a_sentence_has_the_speaker_of_the_first() -> None:
    quotes = drafted("“It leaks,” said Ada Borg. “It always has.”\n").quotes
    assert [quote.speaker for quote in quotes] == ["ada-borg", "ada-borg"]


def test_a_surname_that_two_people_have_is_nobodys() -> None:
    text = "Ada Borg met Tom Borg, a baker.\n\n“So be it,” Borg said.\n"
    assert drafted(text).quotes[0].speaker is None


def test_numbers_have_comparator_unit_counted_thing_and_evidence() -> None:
    summary = drafted(
        "The works cost almost £2.5m, and more than 400 men built it in 12 weeks.\n" * 1
    )
    assert summary.proposed
    read = [
        (
            str(one.value),
            one.comparator,
            summary.proposed.measures[one.measure].name,
            summary.proposed.measures[one.measure].unit,
        )
        for one in summary.numbers
    ]
    assert read[0][:2] == ("2500000", "nearly")
    assert read[0][3] == "GBP"
    assert ("400", "more-than", "Men", None) in read


def test_what_is_counted_ends_with_its_plural() -> None:
    summary = drafted(
        "The club said that 312 residents bought shares and 9 police officers came.\n"
    )
    assert summary.proposed
    assert {one.name for one in summary.proposed.measures.values()} == {
        "Residents",
        "Police officers",
    }


def test_what_is_counted_does_not_stand_on_the_next_line() -> None:
    summary = drafted(
        "The gusts came from the west and reached 97mph\n\nFerries stayed at the quay.\n"
    )
    assert summary.proposed
    assert [one.name for one in summary.proposed.measures.values()] == ["Miles an hour"]


def test_a_company_that_owns_something_is_no_person() -> None:
    summary = drafted("The pub closed when its owner, Greene Taverns, sold it to Mr Tom Lund.\n")
    assert summary.proposed
    assert [one.name for one in summary.proposed.people.values()] == ["Tom Lund"]


def proposed(text: str) -> tuple[list[str], list[str]]:
    """The people and organisations that the registry does not have."""
    found = drafted(f"A line before it.\n\n{text}\n").proposed
    people = found.people.values() if found else ()
    organisations = found.organisations.values() if found else ()
    return [one.name for one in people], [one.name for one in organisations]


@pytest.mark.parametrize(
    ("sentence", "people", "organisations"),
    [
        ("Neighbour Ottoline Brask told us so.", ["Ottoline Brask"], []),
        ("Rival Marsk Lines sank.", [], ["Marsk Lines"]),
        ("It fell, said its barrister, Ottoline Brask KC, then.", ["Ottoline Brask"], []),
        ("At Brask Water, 9 miles away, it rained.", [], []),
        ("In came Ottoline Brask, 9, and sat down.", ["Ottoline Brask"], []),
        ("They asked Lund & Brask for it.", [], ["Lund & Brask"]),
        ("They asked Friends of Marsk Quay for it.", [], ["Friends of Marsk Quay"]),
        ("They asked the Divers and Sailors Union for it.", [], ["Divers and Sailors Union"]),
        ("They asked Marsk Fire and Rescue for it.", [], ["Marsk Fire and Rescue"]),
        ("They asked Anna Borg and Marsk Council.", ["Anna Borg"], ["Marsk Council"]),
        ("TideRail has stopped.", [], ["TideRail"]),
        ("He drove to McKellen at night.", [], []),
        ("They asked the White House for it.", [], ["White House"]),
        ("They asked the charity Gulls Ashore for it.", [], ["Gulls Ashore"]),
        ("They asked Gulls Ashore, the firm behind it.", [], ["Gulls Ashore"]),
        ("They asked the bakers' union, Gull Crust.", [], ["Gull Crust"]),
        ("They sold shares in Gull Crust.", [], ["Gull Crust"]),
        ("They asked Gull Crust's chief executive.", [], ["Gull Crust"]),
        (
            "They asked the Coroner's Office of Marsk County.",
            [],
            ["Coroner's Office of Marsk County"],
        ),
        (
            "It fell, said Anna Borg of the University of Marsk.",
            ["Anna Borg"],
            ["University of Marsk"],
        ),
        ("They asked Doctors Without Borders for it.", [], ["Doctors Without Borders"]),
        ("They asked the United States for it.", [], []),
        ("MARSK QUAY (FN) — They asked nobody for it at all.", [], []),
        ("Interpol knows of it.", [], ["Interpol"]),
        ("They asked Tarn Brask and S.K. Lund for it.", ["Tarn Brask", "S.K. Lund"], []),
        ("They asked the Marsk Sailors' Union for it.", [], ["Marsk Sailors' Union"]),
        ("They asked the Marsk General Hospital.", [], ["Marsk General Hospital"]),
    ],
)
def test_who_is_named(sentence: str, people: list[str], organisations: list[str]) -> None:
    assert proposed(sentence) == (people, organisations)


def test_an_age_is_no_time_and_an_hour_of_the_day_no_number() -> None:
    summary = drafted(
        "The crews had been out since four. A 19-year-old diver was lost in the dark water beneath"
        " the quay, where nobody had seen him go, said those who came back without him.\n"
    )
    assert summary.proposed
    (number,) = summary.numbers
    measure = summary.proposed.measures[number.measure]
    assert (int(number.value), measure.name, measure.unit) == (19, "Age", "year")


def test_dates_are_counted_from_the_day_on_the_page() -> None:
    summary = drafted(ARTICLE)
    assert str(summary.article.published) == "2030-03-12"
    assert summary.article.author == "Nora Field"
    assert [str(event.date) for event in summary.when] == ["2030-03-11", "2029"]


def test_a_month_with_a_point_ends_no_sentence() -> None:
    text = "The ferry sank on Feb. 27 in the strait off Marsk with all that it had on board then.\n"
    assert [str(event.date) for event in drafted(text, "2030-03-12").when] == ["2030-02-27"]


def test_before_dawn_is_not_ahead_and_before_a_day_is() -> None:
    for words, day in (("before dawn on Sunday", "2030-03-10"), ("before Sunday", "2030-03-17")):
        text = f"They came {words} with a boat that had been lying in the sand for a long time.\n"
        (event,) = drafted(text, "2030-03-12").when
        assert day in str(event.date)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("On Thursday the harbour board will vote on it.", "2030-03-14"),
        ("The quay is to close on Monday.", "2030-03-18"),
        ("The quay is due to be closed on Monday.", "2030-03-18"),
        ("The board plans to close the quay on Monday.", "2030-03-18"),
        ("Talks are expected to begin on Monday.", "2030-03-18"),
        ("The board said it would close the quay on Monday.", "2030-03-18"),
        ("The quay, which closed in May, will reopen on Monday.", "2030-03-18"),
        ("She said the vote on Monday will be close.", "2030-03-18"),
        ("The strike began on Monday, and will be long.", "2030-03-11"),
        ("The board said on Monday that it would close the quay.", "2030-03-11"),
        ("On Monday the board said it would close the quay.", "2030-03-11"),
        ("The quay has been closed by police on Monday.", "2030-03-11"),
        ("The ferry sank on Monday, and will be raised.", "2030-03-11"),
        ("The ferry to Marsk ran aground last Monday.", "2030-03-11"),
    ],
)
def test_the_tense_of_its_clause_tells_whether_a_weekday_was_to_come(
    sentence: str, day: str
) -> None:
    text = f"A line before it.\n\n{sentence} Nobody at the quay could say what it was for.\n" * 2
    event = drafted(text, "2030-03-12").when[-1]
    assert str(event.date) == day
    assert "whether the day had passed" not in (event.todo or "")


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks open on Monday.",
        "Monday's storm will be long remembered.",
        "They were to leave on Monday.",
        "The quay is closed on Monday.",
        "They were told to leave on Monday.",
        "They asked to be let in on Monday.",
        "On Tuesday the board will vote.",
    ],
)
def test_where_no_verb_tells_a_weekday_is_unsure_and_says_so(sentence: str) -> None:
    text = f"A line before it.\n\n{sentence} Nobody at the quay could say what it was for.\n" * 2
    event = drafted(text, "2030-03-12").when[-1]
    assert str(event.date).endswith("?")
    assert "find out whether the day had passed or was to come" in (event.todo or "")


def test_without_a_day_of_the_article_a_weekday_stays_undated_and_says_why() -> None:
    (event,) = drafted(
        "The ferry to Marsk sailed again on Monday with a full deck of people.\n"
    ).when
    assert event.date is None
    assert "needs the day on which the article appeared" in (event.todo or "")


def test_the_day_given_counts_before_that_of_the_page() -> None:
    assert str(drafted(ARTICLE, published="2030-03-20").when[0].date) == "2030-03-18"


@pytest.mark.parametrize(
    "line",
    [
        "Published: 12 March 2030, 09:12 | Updated: 14 March 2030, 16:40",
        "Updated: 14 March 2030, 16:40 | Published: 13/03/2030",
        "Last updated on 14/03/2030 at 16:40\nPublished: 12.03.2030\nPublished: 12 March 2030",
        "Posted 03/12/2030\n12 March 2030",
        "Tuesday 12 March 2030",
    ],
)
def test_the_day_of_publication_stands_beside_times_and_later_versions(line: str) -> None:
    published = "2030-03-13" if "13/03" in line else "2030-03-12"
    made = made_of(ARTICLE.replace("Published: 12 March 2030", line))
    assert str(summary_of(made).article.published) == published
    assert made.remarks == ()


def test_a_day_in_numbers_that_can_be_read_in_two_ways_is_none() -> None:
    made = made_of(ARTICLE.replace("12 March 2030", "03/04/2030"))
    assert summary_of(made).article.published is None
    assert made.remarks == (
        "no date of publication found; draft again with --published YYYY-MM-DD",
    )


def test_no_year_is_taken_from_what_somebody_says() -> None:
    told = "The ferry to Marsk has not sailed since 3 February, and nobody knows the reason why.\n"
    for words, date in (("“It sank in 1998,” said Ada Borg.", None), ("It sank in 1998.", "1998")):
        found = drafted(f"A line before it.\n\n{words}\n\n{told}").when
        last = next(event for event in found if "February" in event.exact)
        assert (str(last.date)[:4] if last.date else None) == date


def test_draft_says_where_it_found_no_date_of_publication(run) -> None:
    Path("ferry.txt").write_text(ARTICLE.replace("Published: 12 March 2030\n", ""))
    done = run("draft", "ferry.txt", "--stdout")
    assert "ferry.txt: no date of publication found; draft again with --published" in done.stderr
    done = run("draft", "ferry.txt", "--stdout", "--published", "2030-03-12")
    assert "no date of publication" not in done.stderr


HEADLINE = "Ferry to Marsk sails again"


@pytest.mark.parametrize(
    "above",
    [
        "Facebook Twitter WhatsApp Copy link",
        "Facebook\nX\nWhatsApp\nE-mail",
        "Share on: Facebook | LinkedIn | Bluesky",
        "Island and coast",
        "Marsk",
    ],
)
def test_the_headline_is_no_row_of_buttons_and_no_section(above: str) -> None:
    assert drafted(f"{above}\n{ARTICLE}").article.headline == HEADLINE


def test_a_row_of_buttons_is_no_headline_where_no_by_line_follows() -> None:
    for above in ("Facebook Twitter WhatsApp Copy link", "Facebook\nX\nWhatsApp"):
        text = f"{above}\n{ARTICLE}".replace("By Nora Field\n", "")
        assert made_of(text).id == "ferry-to-marsk-sails-again"


def test_of_two_lines_above_the_by_line_the_longer_one_explains_the_headline() -> None:
    below = f"{HEADLINE}\n\nIslanders had waited for it through all of a long winter"
    assert drafted(ARTICLE.replace(HEADLINE, below)).article.headline == HEADLINE


def test_who_wrote_an_article_takes_no_part_in_it() -> None:
    for line in ("By Ann Lund", "By Ann Brask, Island Reporter"):
        made = made_of(ARTICLE.replace("By Nora Field", line).replace("Ada Borg", "she"))
        summary = summary_of(made)
        assert not summary.who or all("ann" not in one.actor for one in summary.who)
        assert not any("Ann" in one.words for one in made.left_out)
        assert "perhaps" not in "".join(one.todo or "" for one in summary.quotes)


def test_an_author_who_is_named_in_the_article_is_not_left_out() -> None:
    text = ARTICLE.replace("By Nora Field", "By Brask Skerry") + "\nBrask Skerry was there.\n"
    assert not [one for one in left_out(text) if one[1] == "a name"]


def test_furniture_is_dropped_and_the_headline_kept() -> None:
    summary = drafted(ARTICLE)
    assert summary.article.headline == "Ferry to Marsk sails again"
    assert "Share this article" not in made_of(ARTICLE).yaml


def test_names_are_matched_with_the_registry_by_alias_and_misspelling() -> None:
    registry = parse_content(small_files()).registry
    made = made_of("Mayor Ada Berg met Thomas Lund of the Harbour Post on the quay.\n", registry)
    assert "actor: ada-berg" in made.yaml
    assert "actor: tomas-lund" in made.yaml
    assert "actor: harbour-post" in made.yaml
    assert "\nproposed:" not in made.yaml


def test_those_whom_the_registry_describes_take_part_and_never_speak() -> None:
    files = small_files()
    files["registry/organisations.yml"] += (
        b"divers: {name: Local divers in Marsk}\n"
        b"fuel-minister: {name: Minister of Fuel (unnamed)}\n"
        b"the-wharf: {name: The Wharf}\n"
    )
    registry = parse_content(files).registry
    text = (
        "A line before it.\n\nThey asked local divers for help at the wharf, and the minister of"
        " fuel came.\n\n“So be it,” local divers said.\n"
    )
    summary = parse_files(
        {**files, "summaries/of-a-text.yml": made_of(text, registry).yaml.encode()}
    ).content.summaries["of-a-text"]
    assert [one.actor for one in summary.who] == ["divers", "fuel-minister"]
    assert [quote.speaker for quote in summary.quotes] == [None]
    assert "fuel-minister" not in made_of("Minister of Fuel Ada Borg came.\n", registry).yaml


def test_another_person_with_the_same_surname_is_new() -> None:
    registry = parse_content(small_files()).registry
    assert "otto-berg:" in made_of("Dr Otto Berg, a surgeon, left the town.\n", registry).yaml


def test_a_draft_is_called_by_its_headline_whatever_its_id() -> None:
    assert drafted(ARTICLE).title == "Draft of Ferry to Marsk sails again"


REST = "Nobody at the quay could say how long that would last, or who was to pay for it.\n" * 6


def test_a_statement_begins_behind_that_and_ends_with_no_pronoun() -> None:
    said = "The Harbour Board said on Monday that the ferry would be mended by June and sail.\n"
    shown = [one.exact for one in drafted(f"A line before it.\n\n{said}\n{REST}").what]
    assert "the ferry would be mended" in shown
    loose = "The divers raised what they had lost there in the dark.\n"
    shown = [one.exact for one in drafted(f"A line before it.\n\n{loose}\n{REST}").what]
    assert "The divers raised what" in shown


@pytest.mark.parametrize(
    "words", ["less than a year earlier", "less than a month before", "twice as fast as the tram"]
)
def test_a_time_before_another_and_twice_are_no_figures(words: str) -> None:
    text = f"A line before it.\n\nThe ferry had sailed {words}.\n\n{REST}"
    assert drafted(text, "2030-03-12").numbers == ()


def test_what_is_counted_from_another_day_waits_for_none_of_the_articles() -> None:
    text = f"A line before it.\n\nThe ferry had sailed a year earlier.\n\n{REST}"
    for published, wanted in (("2030-03-12", "from another day"), (None, "needs the day")):
        (event,) = drafted(text, published).when
        assert wanted in (event.todo or "")


def test_every_item_of_a_draft_waits_for_a_person() -> None:
    summary = drafted(ARTICLE)
    items = [item for _, item in items_of(summary)]
    assert items
    assert all(item.todo for item in items)
    assert all(entry.todo for entry in summary.who)
    assert summary.todo
    assert summary.status == "draft"


def test_no_word_of_the_article_becomes_ours() -> None:
    summary = drafted(ARTICLE)
    assert not any(getattr(item, "text", None) for _, item in items_of(summary))


def test_evidence_is_no_more_than_a_fifth_even_where_all_is_figures() -> None:
    text = "Of 12 men 13 women saw 14 boys on 15 May 1999 and 16 girls in June 1998.\n" * 2
    made = made_of(text)
    assert verify(summary_of(made), EMPTY, Text(text)).proved


HOSTILE = [
    '- {a: b}\n&x *y !!python/object\n"---\n...: # x" said Bob Smith, 12% of @`|>?\n%YAML 1.2\n',
    '"null", said Ann Lee. "no," said Ann Lee. "1e3," said Ann Lee. "2024-01-01," said Ann Lee.',
    "\u202eabc \u2067def\u2069 said Bob Smith, \u201c\u2069evil\u2066\u201d he said 12 men.\n",
    "He said \u201cshe told me \u2018he said \u201cyes\u201d to 12 men\u2019 and left\u201d",
    "Ann Lee said: \u201cnot closed, 400 officers",
    "Hello \x00 world said \u201cyes \x07 and \x1b[31m no\u201d Bob Smith.\n",
    "\ufeffTitle\r\n\r\n\u201cOne.\r\n\r\n\u201cTwo,\u201d said Ann Lee.\r\n",
    "\u05e9\u05dc\u05d5\u05dd \u201c\u05e2\u05d5\u05dc\u05dd\u201d 12 \u2028 \x85",
    "no line end, 12 men",
    '"' * 2_000,
    "1 " * 2_000,
]


def holds(text: str) -> Summary:
    """The summary drafted of a text, which is valid and proved against what was read of it."""
    summary = drafted(text)
    read = text if len(text) <= LONGEST else text[:LONGEST]
    assert verify(summary, EMPTY, Text(read)).proved
    return summary


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_comes_out_as_itself_and_is_proved(text: str) -> None:
    holds(text)


def test_words_that_yaml_takes_for_something_else_are_quoted_as_they_are() -> None:
    assert [quote.exact for quote in drafted(HOSTILE[1]).quotes] == [
        "null",
        "no",
        "1e3",
        "2024-01-01",
    ]


_SIGNS = "\"\u201c\u201d'\u2018\u2019\n\t:#-{}[]|>%@`&*!\\\x00\u2069\ufb01"
_WORDS = ["\r\n", "$5bn", "Ann Lee", "31 February", "9" * 20, "between 5 and 10", "one in five"]
_PIECES = st.sampled_from([*ARTICLE.split(" "), *_SIGNS, *_WORDS])


@settings(max_examples=150)
@given(st.lists(_PIECES, min_size=1, max_size=60))
def test_no_mixture_of_words_and_signs_makes_a_draft_that_is_wrong(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if text.strip():
        holds(text)


def test_of_a_text_without_end_the_beginning_is_read() -> None:
    late = "“Too late,” said Ada Borg.\n"
    summary = drafted(ARTICLE + "Nothing at all happened here.\n" * 40_000 + late)
    assert [quote.exact for quote in summary.quotes] == [
        "Nobody drowned, and nobody will",
        "We were afraid",
    ]


def left_out(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.kind, one.words) for one in made_of(text).left_out]


def test_what_a_draft_leaves_out_is_named_with_its_line() -> None:
    text = "A line before it.\n\nThey sailed by Brask Skerry and 5,000 trillion gulls.\n"
    assert left_out(text)[:2] == [
        (3, "a name", "Brask Skerry"),
        (3, "a number", "5,000 trillion"),
    ]
    text = "Anna Borg met Tom Borg.\n\nThen Borg left, who was late.\n"
    assert (3, "a surname", "Borg") in left_out(text)


def test_of_figures_beyond_a_fifth_of_the_article_each_is_named() -> None:
    text = "Of 12 men 13 women saw 14 boys and 16 girls.\n"
    shown = len(summary_of(made_of(text)).numbers)
    assert 0 < shown < 4
    assert [kind for _, kind, _ in left_out(text)].count("a number") == 4 - shown


def test_what_lies_beyond_the_longest_text_is_named() -> None:
    text = "Nothing at all happened here.\n" * 40_000
    assert (LONGEST // 30 + 1, "the rest of the text", "") in left_out(text)


def test_the_words_of_what_is_left_out_are_for_a_terminal_alone() -> None:
    (one,) = made_of("A line before it.\n\nThey sailed by Brask Skerry.\n").left_out[:1]
    path = Path("articles/skerry.txt")
    assert one.told(path, quoting=True) == (
        "articles/skerry.txt:3: left out a name 'Brask Skerry': nothing beside it says whether it"
        " is a person, an organisation or a place"
    )
    assert "Brask" not in one.told(path, quoting=False)


def test_of_words_with_signs_that_no_page_can_show_the_longest_part_is_kept() -> None:
    (quote,) = holds("“Yes \x07 and no, no, no,” said Ada Borg.\n").quotes
    assert quote.exact == "and no, no, no"
    assert "a part with signs that no page can show was left out" in (quote.todo or "")


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"])))
def test_a_scalar_reads_back_as_the_text_in_every_reader(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}\n") == {"a": text}


@given(st.text(min_size=1, max_size=300, alphabet="ab -:#'\"\u201c\n\u00a0"))
def test_a_long_field_reads_back_as_the_text(text: str) -> None:
    if text.strip():
        assert parse_yaml(written({"exact": text}), "x.yml").tree == {"exact": text}


def test_an_empty_summary_is_valid_and_every_example_in_it_is_a_field() -> None:
    id, made = blank("The bridge: open at last", datetime.date(2030, 3, 13), "A. Editor")
    assert id == "the-bridge-open-at-last"
    assert summary_of(Draft(id, made, {})).title == "The bridge: open at last"
    filled = re.sub(r"(?m)^# (?=[a-z_]+:|  )", "", made)
    tree = yaml.safe_load(filled)
    assert tree.keys() <= Summary.model_fields.keys()
    assert {"who", "what", "when", "where", "quotes", "numbers"} <= tree.keys()
    assert tree["quotes"][0].keys() <= Quote.model_fields.keys()


@pytest.fixture
def run(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_site)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return call


def test_draft_writes_a_summary_that_check_and_verify_pass(run) -> None:
    Path("articles").mkdir(exist_ok=True)
    Path("articles/ferry.txt").write_text(ARTICLE)
    done = run("draft", "articles/ferry.txt", "--date", "2030-03-13")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(
        "content/summaries/ferry-to-marsk-sails-again.yml written from articles/ferry.txt:"
        " 2 quotations"
    )
    assert run("check").exit_code == 0
    done = run("verify", "ferry-to-marsk-sails-again", "--dry-run")
    assert done.exit_code == 0, done.stderr


def test_draft_says_on_standard_error_what_it_left_out_without_its_words(run) -> None:
    Path("ferry.txt").write_text(ARTICLE.replace("the quay", "Brask Skerry"))
    done = run("draft", "ferry.txt", "--stdout")
    assert "ferry.txt:13: left out a name: nothing beside it says" in done.stderr
    assert "Brask" not in done.stderr + done.stdout


def test_draft_writes_nothing_over(run) -> None:
    Path("ferry.txt").write_text(ARTICLE)
    assert run("draft", "ferry.txt").exit_code == 0
    path = Path("content/summaries/ferry-to-marsk-sails-again.yml")
    path.write_text("mine")
    done = run("draft", "ferry.txt")
    assert done.exit_code == 1
    assert "is there already and stays as it is" in done.stderr
    assert path.read_text() == "mine"


def test_draft_skips_in_a_folder_what_has_a_summary_whatever_that_is_called(run) -> None:
    Path("articles").mkdir(exist_ok=True)
    for name in ("ferry", "bridge", "tram"):
        Path(f"articles/{name}.txt").write_text(ARTICLE.replace("Ferry", name.title()))
    assert run("draft", "articles/ferry.txt").exit_code == 0
    summaries = Path("content/summaries")
    done = run("rename", "ferry-to-marsk-sails-again", "ferry-is-back")
    assert done.exit_code == 0, done.stderr
    (summaries / "bridge.yml").write_text("not: a summary")
    done = run("draft", "articles")
    assert done.exit_code == 0, done.stderr
    assert "articles/ferry.txt skipped: content/summaries/ferry-is-back.yml is" in done.stderr
    assert "articles/bridge.txt skipped: content/summaries/bridge.yml is there" in done.stderr
    assert not (summaries / "ferry-to-marsk-sails-again.yml").exists()
    assert not (summaries / "bridge-to-marsk-sails-again.yml").exists()
    assert (summaries / "tram-to-marsk-sails-again.yml").exists()
    assert run("draft", "articles/ferry.txt").exit_code == 1
    assert run("draft", "articles/ferry.txt", "--stdout").exit_code == 0


def test_what_is_written_leads_an_editor_to_the_schema(run) -> None:
    Path("ferry.txt").write_text(ARTICLE)
    for done in (run("draft", "ferry.txt", "--stdout"), run("new", "ferry", "--stdout")):
        assert done.stdout.startswith(MODELINE)


def test_draft_prints_what_it_would_write(run) -> None:
    Path("ferry.txt").write_text(ARTICLE)
    done = run("draft", "ferry.txt", "--stdout", "--content", "content")
    assert done.exit_code == 0
    assert yaml.safe_load(done.stdout)["status"] == "draft"
    assert not Path("content/summaries/ferry-to-marsk-sails-again.yml").exists()


def test_draft_takes_a_folder_and_says_which_texts_it_could_not_read(run) -> None:
    Path("texts").mkdir()
    Path("texts/ferry.txt").write_text(ARTICLE)
    Path("texts/empty.txt").write_text("\n")
    Path("texts/latin.txt").write_bytes(b"caf\xe9")
    done = run("draft", "texts", "missing.txt")
    assert done.exit_code == 1
    assert "ferry-to-marsk-sails-again.yml written" in done.stdout
    assert "empty.txt is empty; put the article's text into it" in done.stderr
    assert "latin.txt is not UTF-8 (at byte 3); save it again with that encoding" in done.stderr
    assert "missing.txt cannot be read: No such file or directory" in done.stderr


def test_a_folder_without_texts_and_a_date_that_is_none_are_wrong_calls(run) -> None:
    Path("texts").mkdir()
    done = run("draft", "texts")
    assert (done.exit_code, "has no text in it" in done.stderr) == (2, True)
    Path("ferry.txt").write_text(ARTICLE)
    done = run("draft", "ferry.txt", "--published", "yesterday")
    assert (done.exit_code, "is not a date in a known form" in done.stderr) == (2, True)
    done = run("draft", "ferry.txt", "--content", "nowhere")
    assert (done.exit_code, "there is no folder nowhere" in done.stderr) == (2, True)


def test_new_writes_an_empty_summary_once(run) -> None:
    done = run("new", "ferry-sails")
    assert (done.exit_code, done.stdout) == (0, "content/summaries/ferry-sails.yml written\n")
    assert run("check").exit_code == 0
    assert run("new", "ferry-sails").exit_code == 2


def test_a_line_above_says_nothing_of_when_a_sentence_happens() -> None:
    made = drafted(
        "Ferries go back to work\n\nBy Ada Berg\n12 March 2031\n\n"
        "The Harbour Board on Tuesday approved the plan for new ferries in the bay, and heard"
        " from people of the island who had come over in the old ones to speak against it.\n"
    )
    assert [str(one.date) for one in made.when] == ["2031-03-11"]


def test_what_the_command_line_writes_is_in_form(tmp_path: Path) -> None:
    (tmp_path / "summaries").mkdir()
    text = tmp_path / "plan.txt"
    text.write_text(ARTICLE)
    done = CliRunner().invoke(main, ["draft", str(text), "--content", str(tmp_path)])
    assert done.exit_code == 0, done.output
    (written,) = (tmp_path / "summaries").iterdir()
    assert format_file(written, "").is_right
