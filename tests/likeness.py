"""When two pieces of HTML say the same, however they spell it."""

from __future__ import annotations

from bs4 import BeautifulSoup, NavigableString, Tag


def normal(markup: str) -> object:
    """HTML but for the spelling of characters and the white space between tags."""
    return [of_node(node) for node in BeautifulSoup(markup, "html.parser").children if said(node)]


def said(node: object) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def of_node(node: object) -> object:
    if isinstance(node, NavigableString):
        return " ".join(str(node).split())
    assert isinstance(node, Tag)
    assert "markdown" not in node.attrs
    attributes = {
        name: "" if name == "data-search-exclude" else value for name, value in node.attrs.items()
    }
    return node.name, attributes, [of_node(child) for child in node.children if said(child)]
