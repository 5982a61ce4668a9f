"""Tests of generator/layout.py and of the layouts themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from generator.layout import LayoutError, fill, flaws, layouts

LAYOUTS = sorted((ROOT / "generator" / "templates").glob("*.j2"))
HOSTILE = "*a* <b>"
SHOWN = "<bdi>&#42;a&#42; &#60;b&#62;</bdi>"


def filled(tmp_path: Path, layout: str, **values: object) -> str:
    (tmp_path / "legend.md.j2").write_text(layout)
    return fill(layouts(tmp_path), "legend", values)


@pytest.mark.parametrize(
    "layout",
    [
        "{{ text }}",
        "{% set same = text %}{{ same }}",
        "{% for one in [text] %}{{ one }}{% endfor %}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(text) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ text }}{% endcall %}",
        "{% set block %}{{ text }}{% endset %}{{ block }}",
        "{{ text if text else text }}",
        "{{ {'a': text}['a'] }}",
        "{% block b %}{{ text }}{% endblock %}",
        "{% call same(text) %}{% endcall %}",
        "{% macro m() %}{{ caller(text) }}{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}",
        "{% for one in [text] recursive %}{{ one }}{% endfor %}",
    ],
)
def test_text_is_escaped_however_a_layout_reaches_it(tmp_path: Path, layout: str) -> None:
    def same(text: str, caller: object = None) -> str:
        return text

    assert filled(tmp_path, layout, text=HOSTILE, same=same) == SHOWN + "\n"


@pytest.mark.parametrize(
    "layout",
    [
        "{{ text ~ text }}",
        "{{ text + text }}",
        "{{ '%s' % text }}",
        "{{ text * 2 }}",
        "{% autoescape false %}{{ text }}{% endautoescape %}",
        *[f"{{{{ text | {name} }}}}" for name in ("safe", "e", "escape", "forceescape", "urlize")],
        *[f"{{{{ [text] | {name} }}}}" for name in ("join", "first", "string", "format", "upper")],
        "{% filter upper %}{{ text }}{% endfilter %}",
    ],
)
def test_what_could_go_round_the_escaping_is_refused(tmp_path: Path, layout: str) -> None:
    with pytest.raises(LayoutError, match=r"legend\.md\.j2:1: "):
        filled(tmp_path, layout, text=HOSTILE)


def test_a_mistake_in_a_layout_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"legend\.md\.j2:2: the operator ~ may not stand"):
        filled(tmp_path, "\n{{ text ~ text }}", text="x")
    with pytest.raises(LayoutError, match=r"legend\.md\.j2:3: 'txet' is undefined"):
        filled(tmp_path, "a\n\n{{ txet }}", text="x")
    with pytest.raises(LayoutError, match=r"legend\.md\.j2:1: a template printed a NoneType"):
        filled(tmp_path, "{{ text }}", text=None)


@pytest.mark.parametrize(
    ("layout", "message"),
    [
        ("{{ say('hello') }}", "there is no word, page kind or field named 'hello'"),
        ("{{ say.x.y }}", "has no attribute|is undefined"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
    ],
)
def test_a_layout_that_fails_in_any_other_way_is_named_too(tmp_path, layout, message) -> None:
    with pytest.raises(LayoutError, match=rf"legend\.md\.j2:1: .*({message})"):
        filled(tmp_path, layout, say={}.__getitem__)


def test_a_file_that_replaces_no_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "quote.md.j2").write_text("x")
    with pytest.raises(LayoutError, match=r"did you mean 'quotes\.md\.j2'"):
        layouts(tmp_path)


@pytest.mark.parametrize(
    ("layout", "line", "message"),
    [
        ("a\n{{ title | safe }}", 2, "no filter safe: text is escaped by itself, .* are: address,"),
        ("{% if %}", 1, "Expected an expression"),
        ("{% if a %}\n", 1, "Unexpected end of template"),
        ("\n{{ title ~ title }}", 2, "the operator ~ may not stand in a layout"),
        (
            "{% if title %}\n{{ nope.x }}{% endif %}",
            2,
            "anything named 'nope'; layouts use",
        ),
        ("{{ titel }}", 1, "named 'titel'; did you mean 'title'"),
    ],
)
def test_what_is_wrong_with_a_layout_is_found_without_a_page(tmp_path, layout, line, message):
    (tmp_path / "legend.md.j2").write_text(layout)
    [found] = flaws(tmp_path, "templates")
    assert (found.file, found.line) == ("templates/legend.md.j2", line)
    assert re.search(message, found.message), found.message


def test_all_layouts_are_looked_at_and_ours_have_no_flaw(tmp_path: Path) -> None:
    for path in LAYOUTS:
        (tmp_path / path.name).write_text(path.read_text())
    assert list(flaws(tmp_path, "templates")) == []
    (tmp_path / "legnd.md.j2").write_text("{{ nope }}")
    (tmp_path / "actor.md.j2").write_bytes(b"\xff")
    (tmp_path / "_own.md.j2").write_text("{% macro m(x) %}{{ x }}{{ nope }}{% endmacro %}")
    found = {one.file: one.message for one in flaws(tmp_path, "layouts")}
    assert found.keys() == {f"layouts/{n}.md.j2" for n in ("legnd", "actor", "_own")}
    assert "replaces no layout; did you mean 'legend.md.j2'?" in found["layouts/legnd.md.j2"]


def test_indentation_and_blank_lines_of_a_layout_do_not_reach_the_page(tmp_path: Path) -> None:
    layout = "\n\n    {{ text }}   \n\n\n\n\t- a\n"
    assert filled(tmp_path, layout, text="  x\n") == "<bdi>&#32;&#32;x&#10;</bdi>\n\n- a\n"


def test_a_site_replaces_a_layout_by_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "legend.md.j2").write_text("Ours")
    assert fill(layouts(tmp_path), "legend", {}) == "Ours\n"


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.name)
def test_inside_an_attribute_every_field_is_marked_as_one(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    for tag in re.findall(r"<[a-z{][^<>]*?(?:\"[^\"]*\"[^<>]*?)*>", source):
        for field in re.findall(r"\{\{(.*?)\}\}", tag):
            inline = ["| attr", "| address", "| token", "_url("]
            kinds = ["| token"] if 'markdown="1"' in tag else inline
            marked = any(kind in field for kind in kinds)
            assert marked or field.strip() in ("address", "line_address"), f"{path.name}: {tag}"


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.name)
def test_layouts_hold_no_word_of_the_interface_and_no_style(path: Path) -> None:
    source = re.sub(r"\{[#%{].*?[#%}]\}", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", source)
    assert not re.search("[A-Za-z]{2}", text), f"{path.name} says something itself"
    assert "style=" not in source
    assert "<script" not in source
