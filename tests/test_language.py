"""Tests that another language needs a catalogue alone: no English word of ours is left."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from conftest import ROOT, run_mkdocs

from generator.exports.columns import TYPES
from generator.exports.tables import TABLES

#: Every word of ours stands between these two, and what is put between our words does not.
OPEN, CLOSE = "\N{LEFT WHITE SQUARE BRACKET}", "\N{RIGHT WHITE SQUARE BRACKET}"
#: A language with letters of its own, in which Babel writes dates and Material its words: whatever
#: is written in Latin letters is then a word of ours, or of the content.
LANGUAGE = "el"
#: Names of files and of what they hold, which are the same everywhere.
NAMES = ("dictionary.json", "briefing.sqlite", *TYPES)
_OURS = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_LATIN = re.compile(r"[A-Za-z]{2,}")
#: What nobody reads, or a program, and what of a page's head is shown elsewhere.
_UNREAD = ["script", "style", "code", "pre"]
_SAID = ("og:title", "og:description", "og:site_name")
#: Attributes that are read out or shown.
_SHOWN = ("alt", "aria-label", "aria-description", "content", "label", "placeholder", "title")
_TAKEN = ("data-link", "data-citation", "data-page", "data-done")


def bracketed(pattern: str) -> str:
    """A message in the pseudo-language."""
    said = []
    for literal, name, _, _ in Formatter().parse(pattern):
        for paragraph in re.split(r"(\n+)", literal.replace("{", "{{").replace("}", "}}")):
            said.append(f"{OPEN}{paragraph}{CLOSE}" if paragraph.strip() else paragraph)
        said.append(f"{{{name}}}" if name else "")
    return "".join(said)


def write_catalogue(folder: Path) -> None:
    """A catalogue of all words, made out of the English one, in a site's own folder."""
    with (ROOT / "generator" / "locale" / "en.po").open("rb") as file:
        catalogue = read_po(file, locale=LANGUAGE)
    for message in catalogue:
        if message.id:
            forms = message.string
            several = isinstance(forms, tuple | list)
            message.string = tuple(map(bracketed, forms)) if several else bracketed(forms)
    for sentence in dictionary():
        catalogue.add(sentence, bracketed(sentence), context="dictionary")
    folder.mkdir()
    with (folder / f"{LANGUAGE}.po").open("wb") as file:
        write_po(file, catalogue)


def dictionary() -> set[str]:
    """The sentences of the data dictionary, which are English in the catalogue of no language."""
    columns = (column.meaning for table in TABLES for column in table.columns)
    return {*TYPES.values(), *(table.meaning for table in TABLES), *columns}


def texts(html: BeautifulSoup) -> Iterator[str]:
    """All that a page says: to be seen, to be heard, and in what its scripts will show."""
    for node in html.find_all(string=True):
        if not isinstance(node, PreformattedString) and not node.find_parent(_UNREAD):
            yield str(node)
    for tag in html.find_all(True):
        for name in (*_SHOWN, *(_TAKEN if "b-take" in tag.get("class", ()) else ())):
            if tag.get(name) and not (name == "content" and tag.get("property") not in _SAID):
                yield str(tag[name])
    for script in html.select("dialog script[type='application/json']"):
        yield from strings(json.loads(script.string)["words"])
        yield from (word for _, *words in json.loads(script.string)["kinds"] for word in words)


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from strings(one)


def words_of(texts: Iterator[str]) -> set[str]:
    return {word for text in texts for word in _LATIN.findall(text)}


@pytest.fixture
def translated(small_site: Path) -> Path:
    """The small site in the pseudo-language, with the words of its own configuration taken out."""
    write_catalogue(small_site / "locale")
    config = small_site / "site_config.yml"
    text = config.read_text().replace("locale: en_GB", f"locale: {LANGUAGE}")
    text = re.sub(r"(?m)^  - [A-Z][^:]*: ", "  - \N{GREEK CAPITAL LETTER OMEGA}: ", text)
    config.write_text(text.replace("  - search\n", ""))
    done = run_mkdocs(small_site, "build", "--strict")
    assert done.returncode == 0, done.stderr
    return small_site


def test_no_english_word_of_ours_is_left_on_any_page(translated: Path) -> None:
    files = [*(translated / "content").rglob("*.yml"), *(translated / "content").rglob("*.json")]
    content = words_of(text for path in files for text in strings(yaml.safe_load(path.read_text())))
    content |= words_of(path.stem for path in files)
    content |= words_of(path.read_text() for path in (translated / "content").rglob("*.md"))
    content |= words_of(iter(["Bridge Briefing", *NAMES, *(table.name for table in TABLES)]))
    left: dict[str, set[str]] = {}
    pages = sorted((translated / "site").rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        assert html.html["lang"] == LANGUAGE, path
        for text in texts(html):
            unsaid = text
            while _OURS.search(unsaid):
                unsaid = _OURS.sub(" ", unsaid)
            for word in words_of(iter([unsaid])) - content:
                left.setdefault(word, set()).add(f"{path.relative_to(translated)}: {text.strip()}")
    assert not left, "\n".join(f"{word}: {min(where)[:300]}" for word, where in left.items())
