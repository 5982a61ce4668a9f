"""Tests of generator/article/furniture.py: which lines of a copied page are not the article's."""

from __future__ import annotations

from generator.article.furniture import furniture

PAGE = """\
Skip to content
Marsk Evening Echo
Top stories
Weather
The ferry that came back from the strait
15:40
The ferry came back on Monday with all that had been on board.
We use cookies to make this page better. Read more about cookies.
The baker sells cookies to everybody who waits at the quay for it.
A gull on the quay. Image source: Harbour Post
Related stories
How the ferry was lost
Who owns the strait
The captain sold the ferry to a cousin of his before it sank.
The price of a ferry
Sign up for our newsletter and get the strait in your inbox.
© 2030 The Marsk Echo. The Echo is not responsible for the content of external sites.
"""


def test_what_belongs_to_the_page_is_told_from_the_article() -> None:
    page = {PAGE[start:end] for start, end in furniture(PAGE)}
    own = [line for line in PAGE.splitlines() if line not in page]
    assert own == [
        "The ferry that came back from the strait",
        "The ferry came back on Monday with all that had been on board.",
        "The baker sells cookies to everybody who waits at the quay for it.",
        "The captain sold the ferry to a cousin of his before it sank.",
        "The price of a ferry",
    ]


def test_the_name_of_a_paper_is_no_furniture_within_the_article() -> None:
    text = "The strait is frozen over\nThe Echo was the first that told of it.\nThe Marsk Echo\n"
    assert furniture(text) == ()
