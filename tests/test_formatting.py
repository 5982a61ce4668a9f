"""Tests of generator/formatting/."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from conftest import ROOT, SMALL, small_files
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.formatting import formatted as room
from generator.formatting.folder import format_file, format_text, kind_of, yaml_files
from generator.formatting.formatted import formatted
from generator.formatting.scalars import WIDTH
from generator.model.registry import Measure
from generator.model.summary import Article, Event, Number, Quote, Statement, Summary
from generator.problems import ContentError, SetupError
from generator.reading import parse_content
from generator.yamltree import parse_yaml


def form(text: str, kind=Summary, **options) -> str:
    return formatted(text.encode(), kind, "a.yml", **options).decode()


def refused(text: str | bytes, kind=Summary) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ContentError) as error:
        formatted(data, kind, "a.yml")
    return str(error.value)


# What the form is


@pytest.mark.parametrize("path", sorted(ROOT.glob("content/**/*.yml")), ids=lambda path: path.name)
def test_the_content_of_this_site_is_in_form(path: Path) -> None:
    assert format_file(path, path.name).is_right


def test_fields_stand_in_the_model_s_order_and_unknown_ones_last() -> None:
    text = "where: [a]\nfoo: b\nwho: [c]\ngist: d\nadded: 2026-11-22\nbar: e\ntitle: f\n"
    keys = [line.partition(":")[0] for line in form(text).splitlines()]
    assert keys == ["title", "added", "gist", "who", "where", "foo", "bar"]


@pytest.mark.parametrize("kind", [Statement, Event, Quote, Number])
def test_every_field_of_an_item_has_its_place_about_the_article_s_words(kind) -> None:
    order = kind.written()
    assert sorted(order) == sorted(kind.model_fields)
    assert order[0] == "id"
    assert order[-4:] == ("note", "unverified", "retracted", "todo")
    assert order.index("by") + 2 == order.index("via") + 1 == order.index("exact")


def test_short_records_stand_on_one_line_and_longer_ones_on_several() -> None:
    role = "x" * 70
    text = f"who:\n- actor: a\n  role: b\n- {{role: {role}, note: {role}, actor: c}}\n- d\n"
    assert form(text) == (
        f"who:\n  - {{actor: a, role: b}}\n"
        f"  - actor: c\n    role: {role}\n    note: {role}\n  - d\n"
    )


def test_what_fits_into_a_line_fills_it_and_one_character_more_breaks_it() -> None:
    words = "a" * (WIDTH - len("topics: [, b]")) + ", b"
    assert form(f"topics: [{words}]") == f"topics: [{words}]\n"
    assert form(f"topics: [a{words}]") == f"topics:\n  - a{words[:-3]}\n  - b\n"
    text = "b " + "a" * (WIDTH - len("title: b "))
    assert form(f"title: {text}") == f"title: {text}\n"
    assert form(f"title: {text}a") == f"title: >-\n  {text}a\n"
    assert form(f"written_by: {text}") == f"written_by: >-\n  {text}\n"


def test_words_of_an_article_have_a_line_of_their_own_however_short() -> None:
    text = (
        "article: {published: 2024, outlet_basis: [{because: b, exact: a}]}\nquotes: [{exact: c}]\n"
    )
    assert form(text) == (
        "article:\n  published: 2024\n  outlet_basis:\n    - exact: a\n      because: b\n"
        "quotes:\n  - exact: c\n"
    )


def test_records_of_the_registry_stay_where_they_stood() -> None:
    text = "# All\nb: {name: B}\n# The first\na:\n  unit: day\n  kind: flow\n  name: A\n"
    assert form(text, Measure, is_registry=True) == (
        "# All\nb: {name: B}\n# The first\na: {name: A, kind: flow, unit: day}\n"
    )


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("'a'", "a"),
        ('"a, b"', "a, b"),
        ("'a: b'", '"a: b"'),
        ("'no'", '"no"'),
        ("'~'", '"~"'),
        ("'18'", "18"),
        ("2024-09", "2024-09"),
        ("'[2024..]'", '"[2024..]"'),
        ("'say \"a: b\"'", "'say \"a: b\"'"),
        ('"it\'s: b"', '"it\'s: b"'),
        ('"it\'s \\"a: b\\""', "'it''s \"a: b\"'"),
        ('"a\\tb"', '"a\\tb"'),
        ('"a\\u2028b"', '"a\\u2028b"'),
        ('"a #b"', '"a #b"'),
        ('""', '""'),
        ("", ""),
        ("'🌊 a'", "🌊 a"),
        ("|\n  a\n\n  b", "|\n  a\n\n  b"),
        ('"a\\n"', "|\n  a"),
        ('"a\\nb"', "|-\n  a\n  b"),
        ('"a\\n\\n"', '"a\\n\\n"'),
        ('" a\\nb"', '" a\\nb"'),
        ('"a \\nb"', '"a \\nb"'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(written: str, wanted: str) -> None:
    assert form(f"gist: {written}\n") == f"gist: {wanted}".rstrip() + "\n"


def test_a_text_of_many_words_is_folded_and_one_of_none_stays() -> None:
    words = "word " * 60
    assert all(len(line) <= WIDTH for line in form(f"gist: {words}").splitlines())
    assert form(f"gist: {'x' * 200}") == f"gist: {'x' * 200}\n"
    two = f'gist: "{words.strip()}\\n\\n{words.strip()}"'
    assert form(two).count("\n\n\n") == 1


# Comments and blank lines

COMMENTED = """\
# head

# about what
what: # beside what
  # about the item
  - question: q # beside the question
    # about the words
    exact: b
    # about the text
    text: a
    # behind the item
  # behind the list

# about who
who: [a, # beside a
  # about b
  b] # beside the list
# about the title
title: t


added: "2026-11-22" #beside
gist: > # beside the gist
  c
# the end
"""


def test_comments_stay_with_what_they_stand_above_and_beside() -> None:
    assert (
        form(COMMENTED)
        == """\
# head

# about the title
title: t

added: 2026-11-22  # beside
gist: |  # beside the gist
  c

# about who
who:  # beside the list
  - a  # beside a
  # about b
  - b
# about what
what:  # beside what
  # about the item
  # about the text
  - text: a
    # about the words
    exact: b
    question: q  # beside the question
    # behind the item
  # behind the list
# the end
"""
    )


# Whatever is written

_SIGNS = st.sampled_from(
    [
        *"abcABC019 .,:;-?!'\"#&*[]{}|>%@`~=/\\",
        " ",
        " ",
        "\n",
        "\t",
        "’",
        "é",
        "🌊",
        ": ",
        " #",
        "\u200d",
    ]
)
_TEXTS = st.one_of(
    st.lists(_SIGNS, max_size=30).map("".join),
    st.lists(st.sampled_from(["a", "word", "and,", "longer-words", "so:"]), max_size=60).map(
        " ".join
    ),
    st.sampled_from(["no", "null", "2024-09", "---", "- a", "a: b", "? a", "!x", "true", "18"]),
)
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]*")


@st.composite
def _written(draw, value, indent: int, path: str, notes: list[str], flow: bool = False) -> str:
    """A value as somebody may have written it, behind its key or hyphen, and comments."""
    if isinstance(value, str):
        return draw(_scalars(value, flow))
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    if flow or not pairs or draw(st.booleans()):
        return draw(_between_brackets(pairs, isinstance(value, dict), path, notes, indent, flow))
    if isinstance(value, dict):
        pairs = draw(st.permutations(pairs))
    lines = [""]
    for key, one in pairs:
        at = f"{path}/{key}"
        lead = "-" if isinstance(key, int) else f"{key}:"
        lines += draw(_remarks(at, indent, notes))
        part = draw(_written(one, indent + draw(st.integers(1, 4)), at, notes))
        beside = ""
        if "\n" not in part and draw(st.booleans()):
            beside = f" # {_note(at, notes)}"
        lines.append(" " * indent + f"{lead} {part}{beside}".rstrip(" "))
    return "\n".join(lines)


@st.composite
def _between_brackets(
    draw, pairs, is_mapping: bool, path: str, notes, indent: int, inside: bool
) -> str:
    is_long = not inside and draw(st.booleans())
    parts = []
    for key, one in pairs:
        at = f"{path}/{key}"
        part = draw(_written(one, indent, at, notes, flow=True))
        part = f"{key}: {part}" if is_mapping else part
        lines = draw(_remarks(at, indent + 1, notes)) if is_long else []
        parts.append("\n".join(["", *lines, " " * (indent + 1) + part]) if is_long else part)
    opening, closing = "{}" if is_mapping else "[]"
    return opening + ", ".join(parts) + closing


@st.composite
def _remarks(draw, at: str, indent: int, notes: list[str]) -> list[str]:
    lines = [""] * draw(st.sampled_from([0, 0, 0, 1, 3]))
    if draw(st.integers(0, 3)) == 0:
        lines.append(" " * indent + f"# {_note(at, notes)}")
    return lines


def _note(at: str, notes: list[str]) -> str:
    notes.append(f"{len(notes)} on {at}")
    return notes[-1]


@st.composite
def _scalars(draw, text: str, flow: bool) -> str:
    if _PLAIN.fullmatch(text) and draw(st.booleans()):
        return text
    quoted = "".join(
        sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08X}" for sign in text
    )
    single = text.replace("'", "''")
    if draw(st.booleans()) and text.isprintable():
        return f"'{single}'"
    return f'"{quoted}"'


def _records(kind, **parts):
    texts = {name: _TEXTS for name in kind.model_fields if name not in parts}
    return st.fixed_dictionaries({}, optional={**texts, **parts})


_TREES = _records(
    Summary,
    article=_records(Article),
    who=st.lists(_TEXTS | st.fixed_dictionaries({"actor": _TEXTS, "role": _TEXTS}), max_size=3),
    topics=st.lists(_TEXTS, max_size=9),
    what=st.lists(_records(Statement), max_size=3),
    when=st.lists(_records(Event, who=st.lists(_TEXTS, max_size=3)), max_size=2),
    quotes=st.lists(_records(Quote), max_size=2),
    corrections=st.lists(st.fixed_dictionaries({"was": _TEXTS, "now": _TEXTS}), max_size=2),
).filter(bool)


@st.composite
def _files(draw) -> tuple[object, str, list[str]]:
    notes: list[str] = []
    tree = draw(_TREES)
    pairs = draw(st.permutations(list(tree.items())))
    lines: list[str] = []
    for key, value in pairs:
        lines += draw(_remarks(f"/{key}", 0, notes))
        lines.append(f"{key}: {draw(_written(value, 2, f'/{key}', notes))}".rstrip(" "))
    if draw(st.booleans()):
        lines.append(f"# {_note('/', notes)}.")
    return tree, "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"])), notes


@given(_files(), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_what_is_written_anyhow_says_the_same_in_form_and_is_then_left_alone(
    file, line_end: str, mark: str
) -> None:
    tree, text, notes = file
    source = parse_yaml(text, "a.yml")
    if source.problems:
        assert refused(text)
        return
    assert source.tree == tree
    data = (mark + text.replace("\n", line_end)).encode()
    result = formatted(data, Summary, "a.yml")
    assert formatted(result, Summary, "a.yml") == result
    shown = result.decode().replace("\r\n", "\n")
    assert parse_yaml(shown, "a.yml").tree == tree
    assert shown.endswith("\n")
    assert not shown.startswith("\n")
    for note in notes:
        assert len(re.findall(rf"# {note}\.?\n", shown)) == 1
    assert _ruamel(shown) == tree


@given(_files())
def test_a_comment_is_found_above_or_beside_what_it_stood_above_or_beside(file) -> None:
    _, text, notes = file
    if parse_yaml(text, "a.yml").problems:
        return
    lines = [line.strip() for line in form(text).splitlines() if line]
    header = text[: re.search(r"(?m)^[a-z]", text).start()]
    for note in notes:
        key = note.rpartition("/")[2]
        if not key:
            assert lines[-1] == f"# {note}."
            continue
        at = next(at for at, line in enumerate(lines) if line.endswith(f"# {note}"))
        is_above = lines[at] == f"# {note}"
        if is_above and lines[at] in header:
            continue
        while lines[at].startswith("# "):
            at += 1
        # above the hyphen stands what stood above the first field behind it
        wanted = ("- ",) if key.isdigit() else (f"{key}:", f"- {key}:", f"- {{{key}:")
        assert lines[at].startswith(wanted), note


# What is refused, and what is left alone


def test_what_cannot_be_read_is_said_with_its_line() -> None:
    assert refused('title: a\ngist: "b\n').startswith("a.yml:3:1: this is not valid YAML")
    assert "stands twice" in refused("title: a\ntitle: b\n")
    assert "not UTF-8" in refused(b"title: \xff\n")
    assert "expected fields" in refused("- a\n")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "{}\n"])
def test_a_file_that_holds_nothing_stays_as_it_is(text: str) -> None:
    assert form(text) == text


def test_a_result_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("title: b\n# c\n", "title: a\n", "title: [\n"):
        monkeypatch.setattr(room, "written", lambda *_, wrong=wrong, **__: wrong)
        assert "would not say the same" in refused("title: a # c\n")


def test_line_ends_stay_and_a_byte_order_mark_goes() -> None:
    data = "\ufefftitle:  a\r\ngist: b".encode()
    assert formatted(data, Summary, "a.yml") == b"title: a\r\ngist: b\r\n"


def test_an_item_that_a_correction_or_the_front_page_names_gets_its_id(tmp_path: Path) -> None:
    text = (SMALL / "summaries" / "engineer-warns.yml").read_text()
    content = parse_content(small_files())
    items = content.summaries["engineer-warns"]
    statement, number = items.what[0].anchor, items.numbers[0].anchor
    text += f"  - {{date: 2030-05-03, item: {statement}, field: by, was: x, now: tomas-lund}}\n"
    folder = tmp_path / "summaries"
    folder.mkdir()
    path = folder / "engineer-warns.yml"
    (tmp_path / "home.yml").write_text(f"key_numbers: [engineer-warns#{number}]\n")
    result = format_text(text.encode(), path, "x").after.decode()
    assert f"  - id: {statement}\n    text: The bridge" in result
    assert f"  - id: {number}\n    measure: steel" in result
    assert result.count("id: ") == 3
    assert format_text(result.encode(), path, "x").is_right


def test_only_our_own_files_are_put_into_form(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="not a file that can be put into form"):
        kind_of(tmp_path / "other.yml")
    with pytest.raises(SetupError, match="holds no summaries"):
        yaml_files([tmp_path])
    with pytest.raises(SetupError, match="there is no"):
        yaml_files([tmp_path / "no.yml"])
    assert len(yaml_files([SMALL])) == len(list(SMALL.rglob("*.yml")))
    assert yaml_files([SMALL / "summaries"]) == sorted((SMALL / "summaries").glob("*.yml"))
    link = tmp_path / "home.yml"
    link.symlink_to(SMALL / "home.yml")
    with pytest.raises(ContentError, match="symbolic link"):
        format_file(link, "home.yml")


def _ruamel(text: str) -> object:
    """What another reader of YAML finds, taking every scalar for text."""
    reader = YAML(typ="safe", pure=True)
    return _plain(reader.compose(io.StringIO(text)))


def _plain(node) -> object:
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_plain(one) for one in node.value]
    return {_plain(key): _plain(value) for key, value in node.value}
