"""Writes a site of as many invented articles as asked for: texts, summaries and receipts.

`python benchmarks/corpus.py 1000 FOLDER` writes a repository that `mkdocs build` builds: people,
organisations, places, topics and measures grow with the square root of the number of articles.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from math import isqrt
from pathlib import Path
from random import Random
from typing import Any, Protocol

import yaml

from generator.proving import prove, write_receipt
from generator.reading import read_content
from generator.texts import Texts

ROOT = Path(__file__).parents[1]
#: The day on which everything was verified.
VERIFIED = date(2033, 6, 1)
_FIRST = date(2029, 1, 1)
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
_STANCES = ("for", "against", "conditional", "unclear")
_CERTAINTIES = ("actual", "actual", "actual", "planned", "expected")


@dataclass(frozen=True)
class Cast:
    """The ids of everything that the articles speak of."""

    people: list[str]
    bodies: list[str]
    outlets: list[str]
    places: list[str]
    topics: list[str]
    stocks: list[str]
    flows: list[str]
    events: list[str]
    occasions: list[str]
    questions: list[str]


def _word(recipe: Random) -> str:
    # no word of any language ends so, and none is a unit or a number
    return "".join(recipe.choices(_SYLLABLES, k=recipe.randint(2, 3))) + "vk"


def _words(recipe: Random, count: int) -> list[str]:
    return [_word(recipe) for _ in range(count)]


def cast(count: int, recipe: Random) -> tuple[Cast, dict[str, Any]]:
    """Who and what there is, and the registry that names it."""
    root = max(isqrt(count), 4)

    def ids(kind: str, many: int) -> list[str]:
        return [f"{kind}-{n}" for n in range(many)]

    found = Cast(
        ids("person", root),
        ids("body", root // 3 + 2),
        ids("outlet", root // 8 + 3),
        ids("place", root // 3 + 3),
        ids("topic", root // 3 + 2),
        ids("stock", root // 4 + 2),
        ids("flow", root // 8 + 1),
        ids("event", root * 2),
        ids("talk", root * 2),
        ids("question", root // 4 + 2),
    )

    def named(kind: list[str], pattern: str = "{}") -> dict[str, Any]:
        return {id: {"name": pattern.format(_word(recipe).capitalize())} for id in kind}

    registry: dict[str, Any] = {
        "people": {
            id: {
                "name": " ".join(word.capitalize() for word in _words(recipe, 2)),
                "aliases": [_word(recipe).capitalize()],
                "roles": [
                    {
                        "role": f"Member for {_word(recipe)}",
                        "organisation": found.bodies[n % len(found.bodies)],
                    }
                ],
            }
            for n, id in enumerate(found.people)
        },
        "organisations": named(found.bodies, "Council of {}") | named(found.outlets, "{} Post"),
        "places": named(found.places),
        "topics": named(found.topics, "The {} affair"),
        "measures": {
            **{id: {"name": f"Ships in {_word(recipe)}", "kind": "stock"} for id in found.stocks},
            **{
                id: {
                    "name": f"Ships arriving in {_word(recipe)}",
                    "kind": "flow",
                    "adds_to": found.stocks[n],
                }
                for n, id in enumerate(found.flows)
            },
        },
        "events": named(found.events, "The opening of {}"),
        "occasions": named(found.occasions, "at the meeting of {}"),
        "questions": named(found.questions, "Should {} be kept?"),
    }
    for id in found.places[1:]:
        registry["places"][id]["within"] = found.places[0]
    return found, registry


def article(n: int, count: int, cast: Cast) -> tuple[dict[str, Any], str]:
    """The summary of one invented article, and the article's text."""
    recipe = Random(f"article {n}")
    day = _FIRST + timedelta(days=n * 10 // 90 if count > 2_000 else n * 700 // count)
    people = recipe.sample(cast.people, 3)
    place = recipe.choice(cast.places)
    lines = [" ".join(_words(recipe, 8)).capitalize() + "."]

    def say(text: str) -> str:
        """Tell something in the article, with as many words around it as evidence needs."""
        around = " ".join(_words(recipe, 42))
        lines.append(f"{around.capitalize()}, {text}, {' '.join(_words(recipe, 6))}.")
        return text

    what = []
    for place_in_text in range(3):
        said = say(" ".join(_words(recipe, 6)))
        statement = {"text": f"Somebody says that {said}.", "exact": said}
        if place_in_text < 2:
            statement["by"] = people[place_in_text]
        if place_in_text == 0:
            statement["question"] = cast.questions[n % len(cast.questions)]
            statement["holds"] = recipe.choice(_STANCES)
        what.append(statement)
    quotes = []
    for speaker in people[:2]:
        words = " ".join(_words(recipe, 14)).capitalize()
        lines.append(f"\u201c{words},\u201d said {speaker.replace('-', ' ')}.")
        quotes.append({"speaker": speaker, "exact": words, "medium": "speech"})
    talk = n % len(cast.occasions)
    shared = " ".join(_words(Random(f"talk {talk}"), 12)).capitalize()
    if recipe.random() < 0.1:
        shared = f"{shared} {_word(recipe)}"
    lines.append(f"\u201c{shared},\u201d said {people[2].replace('-', ' ')}.")
    speaker = cast.people[talk % len(cast.people)]
    quotes.append({"speaker": speaker, "exact": shared, "occasion": cast.occasions[talk]})
    numbers = []
    for measure in (
        cast.stocks[n % len(cast.stocks)],
        recipe.choice(cast.flows),
    ):
        value = recipe.randint(10, 990)
        numbers.append(
            {"measure": measure, "value": value, "exact": say(f"{value} {_word(recipe)}")}
        )
        if measure.startswith("flow"):
            numbers[-1]["of"] = f"in week {n}"
            numbers[-1]["by"] = people[0]
    certainty = recipe.choice(_CERTAINTIES)
    happened = say(f"{_word(recipe)} opened {_word(recipe)}")
    when = [
        {
            "event": cast.events[n % len(cast.events)],
            "date": str(day + timedelta(days=30 if certainty != "actual" else -2)),
            "certainty": certainty,
            "exact": happened,
            "who": [people[0]],
        },
        {
            "text": f"A day of {_word(recipe)}",
            "date": str(day),
            "exact": say(f"a day of {_word(recipe)}"),
            "where": [place],
        },
    ]
    summary = {
        "title": " ".join(_words(recipe, 6)).capitalize(),
        "topics": sorted({cast.topics[n % len(cast.topics)], recipe.choice(cast.topics)}),
        "added": str(day + timedelta(days=1)),
        "written_by": "An Editor",
        "article": {"published": str(day), "outlet": recipe.choice(cast.outlets)},
        "gist": f"{' '.join(_words(recipe, 30)).capitalize()}.",
        "who": [*dict.fromkeys([*people, speaker, recipe.choice(cast.bodies)])],
        "where": [place],
        "what": what,
        "when": when,
        "quotes": quotes,
        "numbers": numbers,
    }
    return summary, "\n".join(lines) + "\n"


class Shape(Protocol):
    """How the names and the articles of a site are, where they are not as they come."""

    def registry(self, registry: dict[str, Any]) -> dict[str, Any]:
        """The registry, with other names beneath the same ids."""

    def article(self, n: int, summary: dict[str, Any], text: str) -> tuple[dict[str, Any], str]:
        """A summary and its article's text, both with other words in the same places."""


def write_corpus(count: int, folder: Path, shape: Shape | None = None) -> None:
    """Write the repository of a site of `count` articles into an empty or new `folder`."""
    found, registry = cast(count, Random("cast"))
    registry = shape.registry(registry) if shape else registry
    content, texts = folder / "content", folder / "articles"
    for made in (content / "registry", content / "summaries", content / "receipts", texts):
        made.mkdir(parents=True)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    def write(path: Path, value: Any) -> None:
        path.write_text(yaml.dump(value, Dumper=dumper, sort_keys=False), encoding="utf-8")

    for kind, records in registry.items():
        write(content / "registry" / f"{kind}.yml", records)
    for n in range(count):
        summary, text = article(n, count, found)
        summary, text = shape.article(n, summary, text) if shape else (summary, text)
        write(content / "summaries" / f"article-{n}.yml", summary)
        (texts / f"article-{n}.txt").write_text(text, encoding="utf-8")
    _receipts(content, texts)
    (content / "pages").mkdir()
    about = "# About\n\nAn invented site. Its [articles](articles/index.md).\n"
    (content / "pages" / "about.md").write_text(about, encoding="utf-8")
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    config = (ROOT / "site_config.yml").read_text(encoding="utf-8")
    # the layouts and the words are not here, so that they cannot be watched
    watched = "".join(line for line in config.splitlines(True) if not line.startswith("watch:"))
    watched += "watch: [site_config.yml, content, theme]\n"
    (folder / "site_config.yml").write_text(watched, encoding="utf-8")


def _receipts(content: Path, texts: Path) -> None:
    reading = read_content(content)
    for proving in prove(reading, [*reading.content.summaries], Texts(texts), VERIFIED):
        if proving.problems:
            sys.exit("\n".join(str(problem) for problem in proving.problems))
        write_receipt(content, proving)


def main() -> None:
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    write_corpus(count, folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    print(json.dumps({"articles": count, "files": len(files), "bytes": size}))


if __name__ == "__main__":
    main()
