"""Tests of generator/changes.py: what may change in silence, and what may not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from conftest import small_files

from generator.changes import lost_by_hand, unannounced_changes
from generator.reading import parse_content

MAYOR, ENGINEER = "summaries/mayor-closes-bridge.yml", "summaries/engineer-warns.yml"
FERRY, PEOPLE = "summaries/ferry-sinks.yml", "registry/people.yml"
MEASURES = "registry/measures.yml"
DAY = date(2030, 7, 1)
STEEL = "{measure: steel, value: 40, comparator: more-than"
CORRECTIONS = "corrections:\n"
UNDATED = "  - {event: bridge-closes, date: 2030-06-03, exact: closed on Monday}\n"


def edited(*edits: tuple[str, str, str]) -> dict[str, bytes]:
    """The small site's files with texts replaced, each of which stands once in its file."""
    found = small_files()
    for name, old, new in edits:
        text = found[name].decode()
        assert text.count(old) == 1, (name, old)
        found[name] = text.replace(old, new).encode()
    return found


def changes(
    after: dict[str, bytes], before: dict[str, bytes] | None = None
) -> list[tuple[str, tuple[str | int, ...], str]]:
    was = parse_content(before or small_files())
    return list(unannounced_changes(was, parse_content(after), DAY))


def renamed(old: str, new: str, files: dict[str, bytes], add: bytes = b"") -> dict[str, bytes]:
    """Files in which a summary has another name, and no receipt yet."""
    named = (f"summaries/{old}.yml", f"receipts/{old}.json")
    kept = {name: data for name, data in files.items() if name not in named}
    return {**kept, f"summaries/{new}.yml": files[named[0]] + add}


def test_nothing_changed_is_nothing_to_announce() -> None:
    assert changes(small_files()) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (MAYOR, "note: Counted from Monday.", "note: From Monday on."),
        (MAYOR, "    occasion: council-night\n", ""),
        (MAYOR, "because: two or three years on", "because: in some years"),
        (MAYOR, "part_of: n-crossings, ", ""),
        (MAYOR, "unverified: We heard it on the radio.", "unverified: It was on the radio."),
        (MAYOR, "gist: |\n  The mayor", "gist: |\n  The lady mayor"),
        (MAYOR, "note: misread", "note: we misread it"),
        (
            MAYOR,
            "question: keep-the-bridge\n    holds: against",
            "holds: against\n    question: other",
        ),
        (
            MAYOR,
            "value: 12500000, comparator: at-least, ",
            "comparator: at-least, value: 12500000, ",
        ),
        (
            MAYOR,
            "exact: |\n      We could not wait.\n\n",
            "exact: |2\n      We could not wait.\n\n",
        ),
        (MAYOR, "measure: lorries, value: 100", "measure: lorries, value: '100'"),
        (MAYOR, UNDATED, f"{UNDATED}  - {{text: Ferries run, exact: ferries of North Line}}\n"),
        (PEOPLE, "name: Ada Berg", "name: Ada Berg of Marsk"),
        ("registry/measures.yml", "name: Steel", "name: Iron"),
        ("registry/occasions.yml", "date: 2030-06-03", "date: 2030-06-02"),
        ("summaries/not-yet.yml", "title: Not yet", "title: Soon"),
        (ENGINEER, f"  - {STEEL}", f"\n\n  # more\n\n  - {STEEL}"),
        ("home.yml", "Who pays", "Who paid"),
    ],
)
def test_what_claims_nothing_may_change(name: str, old: str, new: str) -> None:
    before, after = small_files(), edited((name, old, new))
    for files in (before, after):
        files["registry/questions.yml"] += b"other: {name: Another}\n"
    assert changes(after, before) == []


def test_the_order_of_items_may_change() -> None:
    files = small_files()
    tree = yaml.load(files[MAYOR], yaml.BaseLoader)
    for name in ("what", "numbers", "quotes", "when"):
        tree[name].reverse()
    assert changes({**files, MAYOR: yaml.safe_dump(tree, sort_keys=True).encode()}) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "path", "line"),
    [
        (
            MAYOR,
            "We could not wait.",
            "We could no longer wait.",
            ("quotes", 0, "exact"),
            'item: q-safe, field: exact, was: "We could not wait. Not a day longer.",'
            ' now: "We could no longer wait. Not a day longer."}',
        ),
        (
            MAYOR,
            "value: 12500000",
            "value: 13500000",
            ("numbers", 0, "value"),
            'item: n-cost, field: value, was: "12500000", now: "13500000"}',
        ),
        (
            MAYOR,
            "comparator: at-least, ",
            "comparator: about, ",
            ("numbers", 0, "comparator"),
            'field: comparator, was: "at-least", now: "about"}',
        ),
        (
            MAYOR,
            "speaker: ada-berg\n",
            "speaker: marsk-council\n",
            ("quotes", 0, "speaker"),
            'field: speaker, was: "ada-berg", now: "marsk-council"}',
        ),
        (
            MAYOR,
            "period: 2029/2030}",
            "period: 2029}",
            ("numbers", 2, "period"),
            'field: period, was: "2029/2030", now: "2029"}',
        ),
        (
            MAYOR,
            "certainty: estimated",
            "certainty: actual",
            ("numbers", 0, "certainty"),
            'field: certainty, was: "estimated", now: "actual"}',
        ),
        (
            MAYOR,
            ", by: ada-berg}\n  - {measure: closing",
            "}\n  - {measure: closing",
            ("numbers", 0, "by"),
            'field: by, was: "ada-berg", now: "nothing"}',
        ),
        (
            "registry/measures.yml",
            "unit: EUR",
            "unit: USD",
            ("numbers", 0, "unit"),
            'item: n-cost, field: unit, was: "EUR", now: "USD"}',
        ),
        (
            ENGINEER,
            "retracted: {date: 2030-05-04, because: Divers have seen it.}",
            "note: Divers have seen it.",
            ("what", 1, "retracted"),
            'field: retracted, was: "2030-05-04, Divers have seen it.", now: "nothing"}',
        ),
    ],
)
def test_a_changed_claim_is_refused_with_the_line_to_paste(name, old, new, path, line) -> None:
    corrected = (MAYOR, 'was: "2029", now: 2029/2030', 'was: "2028", now: 2029')
    after = edited((name, old, new), *([corrected] if "period" in path else []))
    found = [one for one in changes(after) if "put it back:" not in one[2]]
    (problem,) = found
    assert problem[1] == path
    assert problem[2].endswith(line)
    assert "- {date: 2030-07-01, item: " in problem[2]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (MAYOR, "value: 12500000", "value: 13500000"),
        (MAYOR, "comparator: at-least, ", "comparator: about, "),
        (MAYOR, "speaker: ada-berg\n", "speaker: marsk-council\n"),
        ("registry/measures.yml", "unit: EUR", "unit: USD"),
        (MAYOR, "We could not wait.", 'We "could" not \\ \u202e wait.'),
        (
            ENGINEER,
            "retracted: {date: 2030-05-04, because: Divers have seen it.}",
            "note: Divers have seen it.",
        ),
    ],
)
def test_the_line_that_a_message_offers_is_what_it_takes(name, old, new) -> None:
    after = edited((name, old, new))
    ((file, _, message),) = changes(after)
    line = message.partition("corrections:  ")[2]
    assert line.isprintable()
    text = after[file].decode()
    after[file] = text.replace(CORRECTIONS, f"{CORRECTIONS}  {line}\n").encode()
    assert changes(after) == []


def with_correction(line: str, value: str = "13500000") -> dict[str, bytes]:
    return edited(
        (MAYOR, "value: 12500000", f"value: {value}"), (MAYOR, CORRECTIONS, CORRECTIONS + line)
    )


def entry(was: str, now: str, day: str = "2030-07-01", item: str = "n-cost") -> str:
    return f'  - {{date: {day}, item: {item}, field: value, was: "{was}", now: "{now}"}}\n'


def test_corrections_that_lead_step_by_step_are_announced_and_any_gap_is_not() -> None:
    steps = entry("12500000", "13000000") + entry("13000000", "13500000", "2030-07-02")
    assert changes(with_correction(steps)) == []
    gap = entry("12500000", "13000000") + entry("13200000", "13500000", "2030-07-02")
    assert len(changes(with_correction(gap))) == 1


def test_a_correction_with_another_old_value_announces_nothing() -> None:
    assert len(changes(with_correction(entry("12000000", "13500000")))) == 1


def test_a_correction_of_another_item_or_field_announces_nothing() -> None:
    other = entry("900", "1000", item="n-crossings")
    assert len(changes(with_correction(other))) == 1
    other = entry("12500000", "13500000").replace("value", "note").replace("13500000", "n")
    after = with_correction(other)
    after[MAYOR] = after[MAYOR].replace(b"{id: n-cost,", b"{id: n-cost, note: n,")
    assert len(changes(after)) == 1


def test_a_correction_after_a_published_one_is_announced() -> None:
    newer = "  - {date: 2030-07-01, item: n-crossings, field: period, was: 2029/2030, now: 2031}\n"
    after = edited((MAYOR, "period: 2029/2030}", "period: 2031}"))
    after[MAYOR] = after[MAYOR].replace(b"former_ids", newer.encode() + b"former_ids")
    assert changes(after) == []


def test_a_correction_of_another_item_to_the_same_value_announces_nothing() -> None:
    other = "{date: 2030-07-01, item: n-crossings, field: certainty, was: estimated, now: actual}"
    after = edited(
        (MAYOR, "certainty: estimated, ", ""), (MAYOR, CORRECTIONS, f"{CORRECTIONS}  - {other}\n")
    )
    ((_, path, _),) = changes(after)
    assert path == ("numbers", 0, "certainty")


def test_a_correction_to_another_value_than_the_present_announces_nothing() -> None:
    content = parse_content(with_correction(entry("12500000", "13000000"), "13000000"))
    mayor = content.summaries["mayor-closes-bridge"]
    cost = mayor.numbers[0].model_copy(update={"value": Decimal(13500000)})
    mayor = mayor.model_copy(update={"numbers": (cost, *mayor.numbers[1:])})
    summaries = {**content.summaries, "mayor-closes-bridge": mayor}
    after = content.model_copy(update={"summaries": summaries})
    ((_, path, _),) = unannounced_changes(parse_content(small_files()), after, DAY)
    assert path == ("numbers", 0, "value")


def test_an_old_correction_cannot_be_used_again() -> None:
    there, back = entry("12500000", "13500000"), entry("13500000", "12500000")
    before = with_correction(there + back, "12500000")
    again = with_correction(back + there)  # on one day, the last in the list is the newest
    ((_, path, _),) = changes(again, before)
    assert path == ("numbers", 0, "value")
    assert changes(with_correction(there + back + there), before) == []


def test_a_published_correction_cannot_be_taken_out() -> None:
    line = '  - {date: 2030-06-06, item: n-crossings, field: period, was: "2029",'
    line += " now: 2029/2030, note: misread}\n"
    ((file, path, message),) = changes(edited((MAYOR, CORRECTIONS + line, "")))
    assert (file, path) == (MAYOR, ("corrections",))
    assert message.endswith('field: period, was: "2029", now: "2029/2030"}')


def test_an_item_taken_out_is_refused_and_one_retracted_is_not() -> None:
    gone = "  - {measure: traffic-share, value: 7.5, exact: 7.5 percent}\n"
    ((file, path, message), page) = changes(edited((MAYOR, gone, "")))
    assert (file, path) == (MAYOR, ("numbers",))
    assert page[0] == MEASURES  # nothing is left of the measure
    assert message.startswith("the item n-")
    assert "('7.5 percent') was published and is gone; put it back" in message
    assert "retracted: {date: 2030-07-01, because: ...}" in message
    kept = gone.replace("}\n", ", retracted: {date: 2030-06-30, because: Misheard.}}\n")
    assert changes(edited((MAYOR, gone, kept))) == []


def test_an_item_without_an_id_that_changed_is_told_the_id_it_had() -> None:
    anchor = parse_content(small_files()).summaries["engineer-warns"].numbers[0].anchor
    after = edited((ENGINEER, STEEL, STEEL.replace("40", "41")))
    ((file, path, message),) = changes(after)
    assert (file, path) == (ENGINEER, ("numbers", 0))
    assert f"seems to be {anchor} changed, which was published and is gone" in message
    line = message.partition("corrections:  ")[2].partition(". If it is another")[0]
    text = after[ENGINEER].decode().replace("{measure: steel", f"{{id: {anchor}, measure: steel")
    after[ENGINEER] = text.replace(CORRECTIONS, f"{CORRECTIONS}  {line}\n").encode()
    assert changes(after) == []


def test_a_new_item_that_is_another_is_not_taken_for_the_one_that_is_gone() -> None:
    gone = "  - {measure: traffic-share, value: 7.5, exact: 7.5 percent}\n"
    other = "  - {measure: closing-time, value: 10, exact: every ten minutes, of: ferries}\n"
    ((_, path, message), page) = changes(edited((MAYOR, gone, other)))
    assert path == ("numbers",)
    assert page[0] == MEASURES  # nothing is left of the measure
    assert "was published and is gone; put it back" in message


def test_a_summary_that_is_a_draft_again_or_gone_is_refused() -> None:
    draft = edited((ENGINEER, "added: 2030-05-02", "added: 2030-05-02\nstatus: draft"))
    problems = changes(draft)
    assert problems[0][:2] == (ENGINEER, ("status",))
    assert "write status: retracted and retracted: {date: 2030-07-01" in problems[0][2]
    gone = small_files()
    del gone[ENGINEER], gone["receipts/engineer-warns.json"]
    problems = changes(gone)
    assert problems[0][:2] == (ENGINEER, ())
    assert "add to the new file the line  former_ids: [engineer-warns]" in problems[0][2]
    # whose pages have nothing to show
    assert [one[0] for one in problems[1:]] == [PEOPLE, MEASURES]


def test_a_summary_renamed_is_compared_with_what_it_was() -> None:
    files = renamed("engineer-warns", "engineer-speaks", small_files())
    ((file, path, message), *more) = changes(files)
    assert (file, path, more) == ("summaries/engineer-speaks.yml", (), [])
    assert message.endswith("add the line  former_ids: [engineer-warns]")
    led = renamed("engineer-warns", "spoke", small_files(), b"former_ids: [engineer-warns]\n")
    assert changes(led) == []
    text = led["summaries/spoke.yml"].replace(b"The bridge carries", b"The bridge bears")
    ((file, path, _),) = changes({**led, "summaries/spoke.yml": text})
    assert (file, path) == ("summaries/spoke.yml", ("what", 0))


def test_a_former_id_stays_one() -> None:
    ((file, path, message),) = changes(edited((MAYOR, "former_ids: [bridge-shut]\n", "")))
    assert (file, path) == (MAYOR, ("former_ids",))
    assert "articles/bridge-shut.md was published and led here" in message
    ((file, path, message),) = changes(
        edited(("registry/organisations.yml", ", former_ids: [the-post]", ""))
    )
    assert (file, path) == ("registry/organisations.yml", ("harbour-post", "former_ids"))
    assert message.endswith("former_ids: [the-post]")


def test_a_record_renamed_leads_there_or_is_refused() -> None:
    edits = [
        (ENGINEER, "who: [ada-berg, tomas-lund]", "who: [ada-berg, tom-lund]"),
        (ENGINEER, "by: tomas-lund", "id: s-much, by: tom-lund"),
        (PEOPLE, "tomas-lund:", "tom-lund:"),
    ]
    before = edited((ENGINEER, "by: tomas-lund", "id: s-much, by: tomas-lund"))
    ours = [one for one in changes(edited(*edits), before) if one[0] == PEOPLE]
    ((_, _, message),) = ours
    assert message.endswith(
        "give the record that took its place the line  former_ids: [tomas-lund]"
    )
    edits[2] = (PEOPLE, "tomas-lund:\n", "tom-lund:\n  former_ids: [tomas-lund]\n")
    assert changes(edited(*edits), before) == []


def test_a_retracted_summary_keeps_every_page_and_may_not_come_back() -> None:
    retracted = edited(
        (
            ENGINEER,
            "added: 2030-05-02",
            "added: 2030-05-02\nstatus: retracted\n"
            "retracted: {date: 2030-06-30, because: The paper withdrew it.}",
        )
    )
    assert changes(retracted) == []
    assert [one[:2] for one in changes(small_files(), retracted)] == [(ENGINEER, ("status",))]
    emptied = dict(retracted)
    emptied[ENGINEER] = emptied[ENGINEER].replace(b"value: 40", b"value: 41")
    assert changes(emptied, retracted) == []  # nothing of it is shown


def test_a_person_nobody_names_any_more_is_missed() -> None:
    after = edited(
        (ENGINEER, "who: [ada-berg, tomas-lund]", "who: [ada-berg]"),
        (ENGINEER, "{text: The bridge carries too much., by: tomas-lund,", "{text: X,"),
    )
    problems = [one for one in changes(after) if one[0] == PEOPLE]
    ((_, path, message),) = problems
    assert path == ("tomas-lund",)
    assert "nothing speaks of tomas-lund any more; name it again" in message


def test_a_hand_written_page_may_become_a_folder_and_not_vanish() -> None:
    before = ["about.md", "guide/index.md", "README.md"]
    assert list(lost_by_hand(before, ["about/index.md", "guide.md", "index.md"])) == []
    assert list(lost_by_hand(before, ["index.md", "about.md"])) == ["guide/index.md"]
