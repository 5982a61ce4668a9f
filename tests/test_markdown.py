"""Tests of generator/markdown.py: what Python-Markdown makes of hostile text is that text."""

from __future__ import annotations

import string
from collections.abc import Callable

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from conftest import ROOT
from hostile import HOSTILE
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.markdown import (
    Markdown,
    address,
    anchor,
    attribute,
    blockquote,
    escape,
    finished,
    inline,
    joined,
    paragraphs,
    prose,
    token,
)

EXTENSIONS = yaml.safe_load((ROOT / "site_config.yml").read_text())["markdown_extensions"]

ALLOWED = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t" + string.punctuation),
    min_size=1,
)
TEXTS = ALLOWED | st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join)


def render(source: str) -> BeautifulSoup:
    html = markdown.markdown(source, extensions=EXTENSIONS)
    return BeautifulSoup(html, "html.parser", preserve_whitespace_tags={"bdi"})


def tags(soup: BeautifulSoup) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((tag.name, tuple(sorted(tag.attrs))) for tag in soup.find_all(True))


def body(soup: BeautifulSoup) -> str:
    return soup.find("bdi").get_text()


#: Where layouts put a field: Markdown around the field, and how to read it back from the HTML.
CONTEXTS: dict[str, tuple[Callable[[str], str], Callable[[BeautifulSoup], str]]] = {
    "heading": (lambda text: f"# {inline(text).source} {anchor('title').source}", body),
    "heading without id": (lambda text: f"# {inline(text).source}", body),
    "paragraph": (lambda text: inline(text).source, body),
    "after words": (lambda text: f"Said {inline(text).source}, today", body),
    "emphasis": (lambda text: f"**{inline(text).source}**", body),
    "link": (lambda text: f"[{inline(text).source}](../a.md#b)", body),
    "emphasised link": (lambda text: f"**[{inline(text).source}](a.md)**, x", body),
    "list": (lambda text: f"- {inline(text).source}\n- x", body),
    "table": (lambda text: f"| a | b |\n|---|---|\n| {inline(text).source} | x |", body),
    "span": (lambda text: f'<span class="x">{inline(text).source}</span>', body),
    "block": (lambda text: f'<div markdown="1">\n\n{inline(text).source}\n\n</div>', body),
    "nested block": (
        lambda text: f'<div markdown="1">\n\n<p markdown="1">{inline(text).source}</p>\n\n</div>',
        body,
    ),
    "attribute": (
        lambda text: f'<a href="#x" title="{attribute(text).source}">x</a>',
        lambda soup: soup.find("a")["title"],
    ),
}


@pytest.mark.parametrize("context", CONTEXTS)
@settings(max_examples=max(750, settings.default.max_examples))  # over 10,000 in all contexts
@given(text=TEXTS)
@example(text="\n")
@example(text="\t")
def test_text_comes_out_as_that_text_and_adds_no_element(context: str, text: str) -> None:
    place, read_back = CONTEXTS[context]
    soup = render(place(text))
    assert read_back(soup) == text
    assert tags(soup) == tags(render(place("harmless")))


@pytest.mark.parametrize("text", HOSTILE)
def test_each_known_syntax_is_only_text_in_every_context(text: str) -> None:
    for place, read_back in CONTEXTS.values():
        soup = render(place(text))
        assert read_back(soup) == text
        assert tags(soup) == tags(render(place("harmless")))


@pytest.mark.parametrize("wrap", [prose, blockquote])
@given(text=TEXTS)
def test_prose_keeps_its_paragraphs_and_their_text(wrap, text: str) -> None:
    soup = render(wrap(text).source)
    assert [tag.get_text() for tag in soup.find_all("bdi")] == paragraphs(text)
    assert {tag.name for tag in soup.find_all(True)} <= {"p", "bdi", "blockquote"}
    assert len(soup.find_all("p")) == len(paragraphs(text))


def test_paragraphs_are_divided_by_blank_lines_alone() -> None:
    assert paragraphs("a\nb\n\n  c\n \n\nd\n") == ["a\nb", "  c", "d\n"]
    assert paragraphs("a\n\n\u00a0\n\nb") == ["a", "\u00a0", "b"]


@given(text=TEXTS)
def test_no_text_but_ids_and_class_names_can_stand_in_the_attribute_of_a_block(text: str) -> None:
    try:
        source = token(text).source
    except ValueError:
        return
    soup = render(f'<div id="{source}" markdown="1">\n\nx\n\n</div>')
    assert soup.find("div")["id"] == text
    assert tags(soup) == [("div", ("id",)), ("p", ())]


@pytest.mark.parametrize("text", ["", " a", "a.b", "a_b", 'a"', "&lt;", "é", "A"])
def test_anything_else_in_the_attribute_of_a_block_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no id or class name"):
        token(text)


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/\u00e9?q=\u00fc", "https://example.org/%C3%A9?q=%C3%BC"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/{x}|`^\\", "https://example.org/%7Bx%7D%7C%60%5E%5C"),
    ],
)
def test_a_web_address_is_percent_encoded_in_its_attribute(url: str, href: str) -> None:
    soup = render(f'<a href="{address(url).source}">x</a>')
    assert soup.find("a")["href"] == href
    assert tags(soup) == [("a", ("href",)), ("p", ())]


def test_words_stay_readable_in_the_source() -> None:
    assert escape("Port-au-Prince, 20 hours") == "Port-au-Prince, 20 hours"
    assert escape("-a") == "&#45;a"


def test_finished_markdown_cannot_be_mixed_into_text() -> None:
    made = Markdown("**x**")
    with pytest.raises(TypeError, match="no text"):
        str(made)
    with pytest.raises(TypeError):
        f"{made}"
    with pytest.raises(TypeError):
        "a" + made
    assert not isinstance(made, str)
    assert finished(made) == Markup("**x**")
    assert joined([made, inline("a*")], Markdown(", ")).source == "**x**, <bdi>a&#42;</bdi>"


@pytest.mark.parametrize("value", [None, True, 1.5, ["a"], {"a": "b"}, object()])
def test_only_text_markdown_and_whole_numbers_show(value: object) -> None:
    with pytest.raises(TypeError, match="a template printed"):
        finished(value)


def test_the_site_enables_no_extension_beyond_those_tried_here() -> None:
    assert EXTENSIONS == ["attr_list", "md_in_html", "tables", "toc"]


def test_the_reading_back_would_notice_an_element() -> None:
    soup = render("<bdi>a <b>b</b></bdi>")
    assert isinstance(soup.find("b"), Tag)
    assert tags(soup) != tags(render(inline("a b").source))
