"""Tests of generator/differences: what must be reported as which kind, and what must not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from generator.briefing import Briefing
from generator.differences.computing import differences, idle_notes
from generator.differences.difference import Difference
from generator.pages import expectations
from generator.pages.positions import positions_of
from generator.reading import parse_content
from generator.resolving import brief
from generator.words import read_words

REGISTRY = {
    "people": {
        "ada": {
            "name": "Ada",
            "roles": [{"role": "Mayor", "organisation": "bureau", "during": "../2030-06"}],
        },
        "tom": {"name": "Tom"},
    },
    "organisations": {
        "council": {"name": "Council"},
        "bureau": {"name": "Bureau", "part_of": "council"},
    },
    "measures": {
        "there": {"name": "Guards there", "kind": "stock"},
        "coming": {"name": "Guards coming", "kind": "flow", "adds_to": "there"},
        "hurt": {"name": "People hurt", "kind": "flow"},
        "hurt-too": {"name": "Peoples hurt", "kind": "flow"},
        "wait": {"name": "Wait", "kind": "duration", "unit": "day"},
        "weeks": {"name": "Weeks of waiting", "kind": "duration", "unit": "week"},
    },
    "events": {
        "leaving": {"name": "They leave", "before": "landing"},
        "landing": {"name": "They land"},
        "visit": {"name": "She visits"},
    },
    "occasions": {"speech": {"name": "at the bridge"}, "other-speech": {"name": "at home"}},
    "questions": {"keep-it": {"name": "Keep the bridge?"}},
}


def summary(published: str | None = "2030-05-01", **lists: list[dict[str, Any]]) -> dict[str, Any]:
    """A summary with these items, each with evidence of its own."""
    for name, items in lists.items():
        for position, item in enumerate(items):
            item.setdefault("exact", f"words {name} {position}")
    article = {"published": published} if published else {}
    head = {"title": "T", "added": "2030-06-01", "written_by": "E", "gist": "G"}
    who = [{"actor": actor, "role": "R"} for actor in ("ada", "tom", "council")]
    return {**head, "article": article, "who": who, **lists}


def files_of(*summaries: dict[str, Any], **files: object) -> dict[str, bytes]:
    content: dict[str, object] = {f"registry/{kind}.yml": REGISTRY[kind] for kind in REGISTRY}
    content |= {f"summaries/{chr(97 + n)}.yml": one for n, one in enumerate(summaries)}
    content |= {f"{name}.yml": value for name, value in files.items()}
    return {name: yaml.safe_dump(value).encode() for name, value in content.items()}


def briefing_of(*summaries: dict[str, Any], **files: object) -> Briefing:
    return brief(parse_content(files_of(*summaries, **files)))


def found(*summaries: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.kind, one.sort) for one in differences(briefing_of(*summaries))]


def number(measure: str, value: int, **more: object) -> dict[str, Any]:
    return {"measure": measure, "value": value, **more}


def stock(value: int, **more: object) -> list[dict[str, Any]]:
    return [number("there", value, **more)]


FIGURES = [
    # two articles, one date: they cannot both be right
    ("conflict", [(stock(600), "2030-05-01"), (stock(400), "2030-05-01")]),
    ("conflict", [(stock(600, comparator="more-than"), "2030-05"), (stock(400), "2030-05")]),
    ("conflict", [(stock(600, comparator="at-least"), "2030-05"), (stock(599), "2030-05")]),
    ("conflict", [(stock(600, comparator="more-than"), "2030-05"), (stock(600), "2030-05")]),
    ("conflict", [(stock(10, to=20), "2030-05"), (stock(21, to=30), "2030-05")]),
    ("conflict", [(stock(100, comparator="about"), "2030-05"), (stock(201), "2030-05")]),
    ("conflict", [(stock(100, comparator="nearly"), "2030-05"), (stock(100), "2030-05")]),
    # either can be right, or the same is said
    (None, [(stock(600), "2030-05"), (stock(600), "2030-05")]),
    (None, [(stock(600, comparator="more-than"), "2030-05"), (stock(817), "2030-05")]),
    (None, [(stock(600, comparator="at-least"), "2030-05"), (stock(600), "2030-05")]),
    (None, [(stock(10, to=20), "2030-05"), (stock(20, to=30), "2030-05")]),
    (None, [(stock(100, comparator="about"), "2030-05"), (stock(112), "2030-05")]),
    # a later figure
    ("update", [(stock(600), "2030-05-01"), (stock(400), "2030-06-01")]),
    ("update", [(stock(600, comparator="more-than"), "2030-05"), (stock(900), "2030-06")]),
    ("update", [(stock(600, as_of="2029"), "2030-05"), (stock(400, as_of="2030"), "2030-05")]),
    (None, [(stock(600), "2030-05-01"), (stock(600), "2030-06-01")]),
    # dates too wide, or missing, to say that both hold at once
    ("not-comparable", [(stock(600), "2030"), (stock(400), "2030-05")]),
    ("not-comparable", [(stock(600), None), (stock(400), "2030-05")]),
    ("not-comparable", [(stock(600), "2030-04~"), (stock(400), "2030-06-01/2030-12")]),
    ("not-comparable", [(stock(600), "2030-05-01?"), (stock(400), "2031-05-01")]),
    ("not-comparable", [(stock(600), "2030-05-01~"), (stock(400), "2030-05-20")]),
    ("not-comparable", [([number("hurt", 3, period="2029/..")], None),
                        ([number("hurt", 5, period="2029/..")], None)]),
    ("not-comparable", [([number("hurt", 3, period="2029~")], "2030"),
                        ([number("hurt", 5, period="2029~")], "2030")]),
    (None, [(stock(0, comparator="about"), "2030-05"), (stock(1), "2030-05")]),
    # planned is no count, a part no whole
    ("not-comparable", [(stock(1000, certainty="planned"), "2030"), (stock(600), "2030")]),
    (None, [(stock(600, certainty="planned"), "2030"), (stock(600), "2030")]),
    ("not-comparable", [(stock(90, of="at the gate"), "2030-05"), (stock(600), "2030-05")]),
    ("not-comparable", [([number("hurt", 3, period="2029")], "2030"),
                        ([number("hurt", 5, period="2029/2030")], "2030")]),
    ("conflict", [([number("hurt", 3, period="2029")], "2030"),
                  ([number("hurt", 5, period="2029")], "2030")]),
    # portions of a flow are no versions of each other, but two tellings of one are
    (None, [([number("hurt", 3, of="in May")], "2030"),
            ([number("hurt", 5, of="in June")], "2030")]),
    ("conflict", [([number("hurt", 3, of="in May", as_of="2030-05")], "2030"),
                  ([number("hurt", 5, of="In  May", as_of="2030-05")], "2030")]),
    # one article with itself
    ("inner", [([*stock(600), *stock(400)], "2030-05-01")]),
    (None, [([*stock(600), *stock(400, certainty="planned")], "2030-05-01")]),
    (None, [([*stock(600, as_of="2029"), *stock(400)], "2030-05-01")]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "articles"), FIGURES)
def test_two_figures_of_one_measure_are_to_each_other(kind, articles) -> None:
    told = [
        summary(published, numbers=[dict(one) for one in items]) for items, published in articles
    ]
    assert found(*told) == ([(kind, "number")] if kind else [])


def arrivals(*values: int) -> list[dict[str, Any]]:
    return [number("coming", value, of=f"group {n}") for n, value in enumerate(values)]


def test_a_flow_and_its_stock_are_not_comparable_and_the_sum_stands_beside() -> None:
    one = summary(numbers=[*arrivals(400, 200, 217), *stock(600, comparator="more-than")])
    (only,) = differences(briefing_of(one))
    assert (only.kind, only.reasons) == ("not-comparable", ("stock-and-flow",))
    assert [(str(reckoned.total), reckoned.fits) for reckoned in only.sums] == [("817", True)]
    assert len(only.sides) == 4


@pytest.mark.parametrize(
    ("there", "coming", "agrees"),
    [
        (stock(600), arrivals(400, 200), True),
        (stock(700), arrivals(400, 200), False),
        (stock(700), [number("coming", 400, of="a", comparator="more-than"), *arrivals(200)], True),
        (stock(700), [number("coming", 400, of="a", to=500), *arrivals(200)], True),
        (stock(900, of="at the gate"), arrivals(400, 200), True),  # no stock of all of them
        (
            stock(600, as_of="2030-05-01"),
            [
                number("coming", 400, of="early", as_of="2030-04-01"),
                number("coming", 200, of="later", as_of="2030-07-01"),
            ],
            False,
        ),
        (
            stock(400, as_of="2030-05-01"),
            [
                number("coming", 400, of="early", as_of="2030-04-01"),
                number("coming", 200, of="later", as_of="2030-07-01"),
            ],
            True,
        ),
    ],
)
def test_arrivals_are_reckoned_against_the_stock_and_never_called_wrong(
    there, coming, agrees
) -> None:
    one = summary(numbers=[*map(dict, coming), *map(dict, there)])
    told = differences(briefing_of(one))
    assert "inner" not in {one.kind for one in told}
    (reckoned,) = [found for one in told for found in one.sums]
    assert reckoned.agrees == agrees


def test_parts_in_another_unit_are_not_added_up() -> None:
    part = number("wait", 500, part_of="n-all")
    assert found(summary(numbers=[number("hurt", 100, id="n-all"), part])) == []


def test_all_figures_of_one_time_stand_on_the_sides_of_their_conflict() -> None:
    told = [summary("2030-05", numbers=stock(value)) for value in (600, 600, 400)]
    (only,) = differences(briefing_of(*told))
    assert (only.kind, len(only.sides)) == ("conflict", 3)


@pytest.mark.parametrize(
    ("whole", "parts", "kind"),
    [
        (100, [{"value": 101}], "inner"),
        (100, [{"value": 100, "comparator": "more-than"}], None),
        (100, [{"value": 99, "comparator": "more-than"}], None),
        (100, [{"value": 101, "comparator": "up-to"}], None),
        (100, [{"value": 60}, {"value": 50}], None),  # women, and those in the capital
        (100, [{"value": 30}], None),
    ],
)
def test_a_part_may_not_be_more_than_its_whole(whole, parts, kind) -> None:
    items = [
        {"measure": "there", "part_of": "n-all", "of": f"part {place}", **part}
        for place, part in enumerate(parts)
    ]
    bare = [{name: part[name] for name in part if name != "of"} for part in items[:1]]
    for given in (items, bare):
        if kind or given is not bare or len(parts) == 1:
            one = summary(numbers=[number("there", whole, id="n-all"), *map(dict, given)])
            assert found(one) == ([(kind, "number")] if kind else [])


def waited(days: int, **more: str) -> dict[str, Any]:
    return number("wait", days, from_event="leaving", to_event="visit", **more)


def dated(event: str, date: str, **more: str) -> dict[str, Any]:
    return {"event": event, "date": date, **more}


@pytest.mark.parametrize(
    ("days", "events", "kind"),
    [
        (10, [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11")], None),
        (13, [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11")], "conflict"),
        (11, [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11")], None),  # both counted
        (9, [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11")], None),  # neither
        (13, [dated("leaving", "2030-05-01~"), dated("visit", "2030-05-11")], None),
        (13, [dated("leaving", "2030-05-01?"), dated("visit", "2030-05-11")], None),
        # whoever left before landing on the 3rd may have left on the 1st
        (10, [dated("landing", "2030-05-03"), dated("visit", "2030-05-11")], "not-comparable"),
        (8, [dated("landing", "2030-05-03"), dated("visit", "2030-05-11")], None),
        (5, [dated("landing", "2030-05-03"), dated("visit", "2030-05-11")], "conflict"),
        (10, [dated("landing", "2030-05"), dated("visit", "2030-05-11")], None),
        (10, [dated("visit", "2030-05-11")], None),
        (10, [dated("leaving", "2030-05-11"), dated("visit", "2030-05-01")], "conflict"),
        (10, [dated("leaving", "2030-05/.."), dated("visit", "2030-05-11")], None),
        (
            10,
            [dated("landing", "2030-05-03", certainty="planned"), dated("visit", "2030-05-11")],
            None,
        ),
    ],
)
def test_a_duration_is_held_against_the_dates_of_its_events(days, events, kind) -> None:
    told = differences(briefing_of(summary(numbers=[waited(days)]), summary(when=events)))
    assert [one.kind for one in told] == ([kind] if kind else [])
    if kind == "not-comparable":
        assert told[0].reasons == ("beginning",)
        assert told[0].span is not None
        assert told[0].span.other


def test_one_of_several_dates_that_fits_is_enough() -> None:
    events = [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11")]
    others = [dated("leaving", "2030-05-04")]
    for days, told in ((7, []), (10, []), (13, [("conflict", "number")])):
        waits = summary(numbers=[waited(days)])
        found_of = found(waits, summary(when=[*map(dict, events)]), summary(when=[*others]))
        assert [one for one in found_of if one[1] == "number"] == told


def test_a_vague_date_does_not_excuse_what_an_exact_one_excludes() -> None:
    events = [dated("landing", "2030-05-03"), dated("visit", "2030-05-11")]
    vague = summary(when=[dated("landing", "2030~")])
    told = differences(briefing_of(summary(numbers=[waited(10)]), summary(when=events), vague))
    assert [one.reasons for one in told] == [("beginning",)]


def test_dates_derived_beside_the_duration_prove_nothing_about_it() -> None:
    because = {"because": "12 days before"}
    events = [dated("leaving", "2030-05-01", **because), dated("visit", "2030-05-11", **because)]
    assert found(summary(numbers=[waited(12)], when=events)) == []
    plain = [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11", **because)]
    assert found(summary(numbers=[waited(12)], when=plain)) == [("inner", "number")]


EVENTS = [
    ("conflict", dated("visit", "2030-05-01"), dated("visit", "2030-05-02")),
    (None, dated("visit", "2030-05"), dated("visit", "2030-05-02")),
    (None, dated("visit", "2030-05-01~"), dated("visit", "2030-05-20")),
    ("conflict", dated("visit", "2030-05-01~"), dated("visit", "2030-07-20")),
    (None, dated("visit", "2030-05-01?"), dated("visit", "2030-07-20")),
    (None, dated("visit", "2030-05-01"), {"event": "visit"}),
    (None, dated("visit", "2030-05-01"), dated("landing", "2030-05-02")),
    ("conflict", dated("visit", "[2030-01-01,2030-12-31]"), dated("visit", "2030-06-15")),
    (None, dated("visit", "[2030-01-01,2030-12-31]"), dated("visit", "2030-12-31")),
    ("not-comparable", dated("visit", "2030-05-01", certainty="estimated"),
     dated("visit", "2030-06-05")),
    ("update", dated("visit", "2030-05-01", certainty="scheduled"), dated("visit", "2030-05-02")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "other"), EVENTS)
def test_two_tellings_of_one_event_are_to_each_other(kind, one, other) -> None:
    told = found(summary(when=[dict(one)]), summary(when=[dict(other)]))
    assert told == ([(kind, "event")] if kind else [])


def test_a_date_set_anew_by_a_later_article_is_an_update() -> None:
    ahead = {"certainty": "scheduled"}
    first = summary("2030-01-01", when=[dated("visit", "2030-05-01", **ahead)])
    second = summary("2030-02-01", when=[dated("visit", "2030-06-01", **ahead)])
    same_day = summary("2030-01-01", when=[dated("visit", "2030-06-01", **ahead)])
    assert found(first, second) == [("update", "event")]
    assert found(first, same_day) == [("conflict", "event")]


def said(text: str, speaker: str = "ada", occasion: str | None = "speech") -> list[dict[str, Any]]:
    quote = {"speaker": speaker, "exact": text}
    return [{**quote, "occasion": occasion} if occasion else quote]


LONG = "we will rebuild the old bridge before winter"
WORDINGS = [
    # a condition that the other article leaves out
    (True, f"If the council agrees, then {LONG},", f"I am here. W{LONG[1:]}. Trust me,"),
    # another word in between, or at the end
    (True, f"Then {LONG}.", f"Then {LONG.replace('before', 'after')}."),
    (True, f"{LONG} with stone. Trust me.", f"{LONG}. Trust me."),
    (True, f"Now {LONG}, if he lets us.", f"Now {LONG}. Trust me."),
    (True, f"{LONG} with stone.", f"{LONG} with steel."),
    # the same, cut where a quotation begins or breaks off, or cut openly
    (False, f"If the council agrees, then {LONG}.", f"{LONG}."),
    (False, f"{LONG} with stone and with steel.", f"{LONG},"),
    (False, f"Then {LONG}.", f"Then … {LONG}."),
    (False, f"Then {LONG}.", f"“Then” {LONG}!"),
    (False, f"{LONG} in the Spring.", f"{LONG} in the spring."),
    (False, f"{LONG} for us all.", f"{LONG.replace(' before', ' …')} for us all."),
    (False, f"{LONG} for us all.", f"{LONG.replace(' before', ' [...]')} for us all."),
    (True, f"{LONG} for us all.", f"{LONG.replace(' before', '')} for us all."),
    (False, "The mayor’s bridge is the pride of us.", "The mayor's bridge is the pride of us."),
    (False, f"If the council agrees, then {LONG}.", f"W{LONG[1:]}."),  # cut, with a capital
    (False, f"This is ours; {LONG}.", f"This is ours. W{LONG[1:]}."),
    (False, f"Now {LONG} for us all.", f"Now {LONG}..."),
    (False, f"Now {LONG} for us all.", f"Now {LONG}\u2026."),
    (False, f"Now {LONG} in ten days.", f"Now {LONG} in 10 days."),
    (False, f"Now {LONG}.", f"Now {LONG[:-3]}\u00adter."),
    (True, f"Now {LONG} for $5.", f"Now {LONG} for €5."),
    (True, f"Now {LONG} by 5% now.", f"Now {LONG} by 5 now."),
    (True, f"Now {LONG} at −5 degrees.", f"Now {LONG} at 5 degrees."),
    (False, f"{LONG} with stone.", f"{LONG}."),  # cut, with a full stop
    (False, f"[N]ow {LONG} for them.", f"Now {LONG.replace('we will', 'we wil[l]')} for them."),
    (False, f"Now {LONG} for [them] all here.", f"Now {LONG} for us all here."),
    (False, f"They [the crews] think {LONG}.", f"They think {LONG}."),
    (False, f"Mr. Berg says {LONG} for the U.N.", f"Mr Berg says {LONG} for the UN"),
    (False, f"Now {LONG} at 1,000 old-time harbours.", f"Now {LONG} at 1000 old time harbours."),
    (False, f"It is ours: {LONG}. We organise.", f"It is ours — {LONG}. We organize."),
    (False, f"Now {LONG} for the caf\u00e9 alone.", f"Now {LONG} for the cafe\u0301 alone."),
    (False, f"Now {LONG} to organise all.", f"Now {LONG} to organize all."),
    (False, f"Now {LONG} on foot. Now {LONG} by car.", f"Now {LONG} by car."),
    # too little in common
    (False, "This is the future of the mission.", "High are the costs of the mission."),
    (False, "We pay.", "They pay."),
]  # fmt: skip


@pytest.mark.parametrize(("differs", "one", "other"), WORDINGS)
def test_two_quotations_of_one_speech_are_held_word_against_word(differs, one, other) -> None:
    told = found(summary(quotes=said(one)), summary(quotes=said(other)))
    assert told == ([("wording", "quote")] if differs else [])
    assert found(summary(quotes=said(other)), summary(quotes=said(one))) == told


def test_only_the_same_speaker_at_the_same_occasion_in_another_article_is_compared() -> None:
    one, other = f"If he agrees, then {LONG}.", f"Yes. W{LONG[1:]}."
    assert found(summary(quotes=said(one)), summary(quotes=said(other, "tom"))) == []
    assert (
        found(summary(quotes=said(one)), summary(quotes=said(other, "ada", "other-speech"))) == []
    )
    assert found(summary(quotes=said(one)), summary(quotes=said(other, "ada", None))) == []
    assert found(summary(quotes=[*said(one), *said(other)])) == []


def test_what_differs_is_marked_on_one_side_and_missed_on_the_other() -> None:
    told = differences(
        briefing_of(
            summary(quotes=said(f"If the council agrees, then {LONG}, dear friends,")),
            summary(quotes=said(f"I am here. W{LONG[1:]} at last, dear friends.")),
        )
    )
    ((one, other),) = told[0].wordings
    assert [(part.text, part.state) for part in one.segments] == [
        ("If the council agrees, then", "own"),
        (f" {LONG}, ", "shared"),
        ("", "missing"),
        ("dear friends,", "shared"),
    ]
    assert [(part.text, part.state) for part in other.segments] == [
        ("", "missing"),
        (f"W{LONG[1:]} ", "shared"),
        ("at last,", "own"),
        (" dear friends.", "shared"),
    ]


def held(stance: str, **more: str) -> list[dict[str, Any]]:
    return [{"text": "X", "question": "keep-it", "holds": stance, **more}]


ADA = {"by": "ada"}
POSITIONS = [
    ("conflict", ("2030-05", held("for", **ADA)), ("2030-05", held("against", **ADA))),
    ("conflict", ("2030-05", held("for", **ADA)),
     ("2030-05", held("against", by="tom", holder="ada"))),
    ("update", ("2030-05", held("for", **ADA)), ("2030-06", held("against", **ADA))),
    ("update", ("2030", held("for", date="2029", **ADA)), ("2030", held("against", **ADA))),
    ("not-comparable", ("2030-05", held("for", **ADA)), ("2030-05", held("conditional", **ADA))),
    ("not-comparable", ("2030", held("for", **ADA)), ("2030", held("against", **ADA))),
    (None, ("2030-05", held("for", **ADA)), ("2030-05", held("for", **ADA))),
    (None, ("2030-05", held("for", **ADA)), ("2030-05", held("unclear", **ADA))),
    (None, ("2030-05", held("for", **ADA)), ("2030-05", held("against", by="tom"))),
    (None, ("2030-05", held("for", by="ada", holder="tom")), ("2030-05", held("against", **ADA))),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "other"), POSITIONS)
def test_two_answers_to_one_question_are_to_each_other(kind, one, other) -> None:
    told = found(
        *(summary(date, what=[dict(item) for item in items]) for date, items in (one, other))
    )
    assert told == ([(kind, "position")] if kind else [])


def test_an_article_whose_actor_answers_both_ways_is_inconsistent() -> None:
    both = [*held("for", **ADA), *held("against", **ADA)]
    assert found(summary("2030-05", what=both)) == [("inner", "position")]


def test_what_was_retracted_differs_from_nothing() -> None:
    gone = {"retracted": {"date": "2030-06-02", "because": "misread"}}
    assert found(summary(numbers=stock(600)), summary(numbers=stock(400, **gone))) == []


def noted(**note: object) -> Difference:
    one = summary(numbers=stock(600, id="n-x"))
    other = summary(numbers=stock(400, id="n-y"))
    notes = {"notes": [{"between": ["a#n-x", "b#n-y"], **note}]}
    (only,) = differences(briefing_of(one, other, differences=notes))
    return only


def test_an_editors_note_stands_by_the_difference_that_has_its_items() -> None:
    assert noted(note="One counts recruits.").note is not None
    assert noted(explained="One counts recruits.").note is not None


def test_a_note_stands_by_the_difference_with_the_fewest_others() -> None:
    one = summary(numbers=[*stock(600, id="n-x"), *stock(1000, certainty="planned")])
    other = summary(numbers=[*stock(400, id="n-y"), *stock(900, certainty="planned")])
    notes = {"notes": [{"between": ["a#n-x", "b#n-y"], "note": "Look."}]}
    told = differences(briefing_of(one, other, differences=notes))
    assert [(one.kind, bool(one.note), len(one.sides)) for one in told][:2] == [
        ("conflict", True, 4),
        ("not-comparable", False, 4),
    ]


def test_a_note_on_no_difference_is_found_idle() -> None:
    same = [summary(numbers=stock(600, id="n-x")), summary(numbers=stock(600, id="n-y"))]
    notes = {"notes": [{"between": ["a#n-x", "b#n-y"], "note": "Old."}]}
    briefing = briefing_of(*same, differences=notes)
    assert [note.note for note in idle_notes(briefing)] == ["Old."]


def test_every_difference_has_an_id_of_its_own() -> None:
    numbers = [
        number("wait", 5, from_event="leaving", to_event="visit"),
        *arrivals(4, 2),
        *stock(9),
    ]
    events = [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11")]
    clash = [*stock(7), *numbers]
    told = differences(briefing_of(summary(numbers=clash, when=events), summary(numbers=stock(1))))
    anchors = [one.anchor for one in told]
    assert len(anchors) > 3
    assert len(anchors) == len(set(anchors))


def test_an_organisations_positions_are_those_of_its_people_while_they_have_a_role_in_it() -> None:
    told = briefing_of(
        summary("2030-05", what=held("for", by="ada")),
        summary("2031-05", what=held("against", by="ada")),
        summary("2030-05", what=held("against", by="tom")),
        summary("2030-06", what=held("unclear", by="tom", holder="council")),
    )
    of = {id: [fact.item.holds for fact in positions_of(told, id)] for id in ("council", "ada")}
    assert of == {"council": ["for", "unclear"], "ada": ["for", "against"]}
    assert positions_of(told, "bureau") == positions_of(told, "council")[:1]


def test_a_figure_of_a_month_is_held_against_every_day_of_it() -> None:
    days = [("2030-05", 600), ("2030-05-02", 600), ("2030-05-10", 400)]
    told = [summary(day, numbers=stock(value)) for day, value in days]
    kinds = {one.kind: len(one.sides) for one in differences(briefing_of(*told))}
    assert kinds == {"conflict": 2, "update": 2}


def test_the_voices_of_two_articles_are_no_change_of_mind() -> None:
    assert (
        found(summary("2030-05", what=held("for")), summary("2030-06", what=held("against"))) == []
    )


def test_a_planned_time_is_held_against_nothing() -> None:
    events = [dated("leaving", "2030-05-01"), dated("visit", "2030-05-11")]
    assert found(summary(numbers=[waited(30, certainty="planned")]), summary(when=events)) == []


def test_a_later_figure_takes_the_place_of_the_last_one_before_it() -> None:
    days = [("2030-01-01", 600), ("2030-02-01", 600), ("2030-03-01", 400)]
    (only,) = differences(briefing_of(*(summary(day, numbers=stock(n)) for day, n in days)))
    assert (only.kind, [fact.key for fact in only.sides]) == ("update", ["b", "c"])


def test_alleged_and_told_dates_say_why_they_are_not_comparable() -> None:
    alleged = dated("visit", "2030-05-01", certainty="alleged", by="ada")
    told = [summary(when=[alleged]), summary(when=[dated("visit", "2030-06-05")])]
    (only,) = differences(briefing_of(*told))
    assert (only.kind, only.reasons) == ("not-comparable", ("certainty",))


def visit(published: str, date: str, certainty: str = "scheduled") -> dict[str, Any]:
    return summary(published, when=[dated("visit", date, certainty=certainty)])


def planned(date: str) -> dict[str, Any]:
    return summary("2030-01-01", numbers=stock(1000, certainty="planned", as_of=date))


@pytest.mark.parametrize(
    ("state", "as_of", "told"),
    [
        # the newest article sets the day, whatever its file is called
        (
            "ahead",
            "2030-06-01",
            [visit("2030-01-01", "2030-05-01"), visit("2030-03-01", "2030-09")],
        ),
        (
            "ahead",
            "2030-06-01",
            [visit("2030-03-01", "2030-09"), visit("2030-01-01", "2030-05-01")],
        ),
        ("overdue", "2030-06-01", [visit("2030-01-01", "2030-05-01")]),
        ("perhaps", "2030-06-01", [visit("2030-01-01", "2030-05-31~")]),
        ("perhaps", "2031-06-01", [visit("2030-01-01", "2030-05-31?")]),
        ("perhaps", "2030-06-01~", [visit("2030-01-01", "2030-05-31")]),
        ("ahead", "2030-06-01", [visit("2030-01-01", "2031/..")]),
        (
            "told",
            "2030-06-01",
            [visit("2030-01-01", "2030-05"), visit("2031", "2030", "estimated")],
        ),
        (
            "told",
            "2031-02-01",
            [planned("2030-12"), summary("2031", numbers=stock(9, as_of="2030-12"))],
        ),
        (
            "overdue",
            "2031-02-01",
            [planned("2030-12"), summary("2031", numbers=stock(9, as_of="2029"))],
        ),
    ],
)
def test_what_was_to_come_is_due_or_not(state, as_of, told) -> None:
    shown = expectations.view(briefing_of(*told, home={"as_of": as_of}), read_words()).values
    assert [name for name, found in shown["groups"] if found.size] == [state]


def test_a_part_in_one_article_is_no_version_of_the_whole_in_another() -> None:
    whole, part = number("there", 100, id="n-all"), number("there", 30, part_of="n-all")
    told = differences(
        briefing_of(
            summary("2030-05", numbers=stock(100)), summary("2030-05", numbers=[whole, part])
        )
    )
    assert {(one.kind, one.reasons) for one in told} == {("not-comparable", ("scope",))}


@pytest.mark.parametrize(("until", "told"), [("16", []), ("19", [("conflict", "number")])])
def test_weeks_are_given_rounded(until, told) -> None:
    two = number("weeks", 2, from_event="leaving", to_event="visit")
    events = [dated("leaving", "2030-05-01"), dated("visit", f"2030-05-{int(until) + 1}")]
    assert found(summary(numbers=[two]), summary(when=events)) == told


@pytest.mark.parametrize("first", [(600, 500), (500, 600)])
def test_every_figure_of_the_last_date_before_is_held_against_the_next(first) -> None:
    told = [summary("2030-05-01", numbers=stock(value)) for value in first]
    kinds = found(*told, summary("2030-06-01", numbers=stock(600)))
    assert kinds == [("conflict", "number"), ("update", "number")]
