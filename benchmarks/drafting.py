"""Prints how much of what articles hold a draft finds (recall), and how much it finds is there.

The texts in `drafting/` are invented, with what they hold beside them; those in `blind/` are not
looked at while the rules are made better. `--articles DIR` adds the articles that the repository
sums up, from a folder with their texts: there the summaries say what they hold.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from generator.article.normal import normalise
from generator.article.text import Text
from generator.dates import parse_date
from generator.drafting.draft import Given, draft
from generator.drafting.page import Page
from generator.model.registry import Registry
from generator.model.summary import Summary
from generator.reading import parse_files, read_content

HERE = Path(__file__).parent
ADDED = datetime.date(2026, 11, 26)
RUNS = 5
#: The furniture of the one real article that has some, by hashes: the lines are not ours.
FURNITURE = {
    "001_a096af6028fcfc1e.txt": (
        *("7637b953", "9de1baf4", "635eb825", "f53d2d24", "d25c5254", "a694f1b0"),
        *("865658f8", "8037badd", "885f4a41", "2370de6d", "355f79f2", "b7cba957"),
    )
}


@dataclass
class Count:
    """How many there are, how many were found, and how many of these are there."""

    there: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def add(self, gold: Iterable[Any], found: Iterable[Any]) -> None:
        wanted, got = Counter(gold), Counter(found)
        both = (wanted & got).total()
        self.there, self.found = self.there + wanted.total(), self.found + got.total()
        self.right += both
        self.missed += map(str, (wanted - got).elements())
        self.extra += map(str, (got - wanted).elements())

    @property
    def line(self) -> str:
        recall = self.right / self.there if self.there else 1
        precision = self.right / self.found if self.found else 1
        return f"{recall:6.2f} {precision:9.2f}   {self.right} of {self.there}, {self.found} found"


def words(text: str) -> str:
    """Some words as they are compared: in normal form, without marks at the edges."""
    return normalise(text).text.strip("\"' .,;:!?")


def number(value: Any, to: Any = None, comparator: str = "exactly", unit: str = "") -> str:
    plain = [format(Decimal(str(one)).normalize(), "f") for one in (value, to) if one is not None]
    return f"{comparator} {'-'.join(plain)} {unit}".strip()


def point(date: Any) -> str:
    """The day, month or year that a date names, however open it is towards one side."""
    return re.sub(r"^\[?(?:\.\./?)?|[?~%]|/?\.\.\]?$|\]$", "", str(date)).replace("..", "/")


class Registered:
    """The names of a draft's or summary's ids."""

    def __init__(self, summary: Summary, registry: Registry) -> None:
        self.summary, self.registry = summary, summary.known_in(registry)

    def people(self) -> Iterator[str]:
        known = self.registry.people
        return (known[one.actor].name for one in self.summary.who if one.actor in known)

    def organisations(self) -> Iterator[str]:
        known = self.registry.organisations
        return (known[one.actor].name for one in self.summary.who if one.actor in known)

    def numbers(self) -> Iterator[str]:
        for one in self.summary.numbers:
            unit = self.registry.measures[one.measure].unit or ""
            yield number(one.value, one.to, one.comparator, unit)

    def speakers(self) -> dict[str, str]:
        """The speakers by the words that they say; of those whose speaker is known."""
        return {
            words(one.exact): self.registry.actor(one.speaker).name
            for one in self.summary.quotes
            if one.speaker
        }


def drafted(article: Text, name: str, registry: Registry, published: Any) -> Registered:
    given = Given(
        name=name,
        added=ADDED,
        written_by="A. Editor",
        published=parse_date(str(published)) if published else None,
    )
    made = draft(article, given, registry)
    kinds = type(registry).model_fields
    files: dict[str, bytes | str] = {
        f"registry/{kind}.yml": yaml.safe_dump(
            {id: one.model_dump(mode="json", exclude_defaults=True) for id, one in records.items()}
        ).encode()
        for kind in kinds
        if (records := getattr(registry, kind))
    }
    files[f"summaries/{made.id}.yml"] = made.yaml.encode()
    return Registered(parse_files(files).content.summaries[made.id], registry)


def dates_of(summary: Summary) -> Iterator[Any]:
    """The dates of a draft, that which the page itself bears among them."""
    if summary.article.published_basis:
        yield summary.article.published
    yield from (one.date for one in summary.when if one.date)


def lines_of(page: Page) -> Iterator[str]:
    return (page.article.raw[start:end].strip() for start, end in page.furniture)


class Half:
    """What was counted over some articles."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts: dict[str, Count] = {}
        self.beside, self.beside_right, self.wrong = 0, 0, 0
        self.unsaid: list[str] = []
        self.times: list[float] = []

    def count(self, kind: str, gold: Iterable[Any], found: Iterable[Any]) -> None:
        self.counts.setdefault(kind, Count()).add(gold, found)

    def speakers(self, gold: Iterable[tuple[str, str, bool]], made: dict[str, str]) -> None:
        for exact, name, beside in gold:
            said = made.get(words(exact))
            self.beside += beside
            self.beside_right += beside and said == name
            self.wrong += said is not None and said != name
            if said != name and (said or beside):
                self.unsaid.append(f"{words(exact)[:30]}: {name}, not {said}")

    def timed(self, raw: str, name: str, registry: Registry) -> None:
        given = Given(name=name, added=ADDED, written_by="A. Editor")
        for _ in range(RUNS):
            begin = time.perf_counter()
            draft(Text(raw), given, registry)
            self.times.append(time.perf_counter() - begin)

    def print(self, *, misses: bool) -> None:
        print(f"\n{self.name:<16} recall precision")
        for kind, count in self.counts.items():
            print(f"  {kind:<14} {count.line}")
            if misses and (count.missed or count.extra):
                print(f"      missed {count.missed}\n      extra {count.extra}")
        print(
            f"  speakers       {self.beside_right} of {self.beside} right where a name stands"
            f" beside; {self.wrong} wrong ones in all"
        )
        if misses and self.unsaid:
            print(f"      missed or wrong {self.unsaid}")
        print(f"  {1_000 * statistics.median(self.times):.0f} ms a draft (median)")


def invented(half: Half, folder: Path, registry: Registry) -> None:
    for path in sorted(folder.glob("*.txt")):
        gold = yaml.safe_load(path.with_suffix(".yml").read_text())
        article = Text(path.read_text())
        published = None if Page(article).day else gold["published"]
        made = drafted(article, path.name, registry, published)
        quotes = gold["quotes"]
        half.count(
            "quotations",
            (words(one["exact"]) for one in quotes),
            (words(one.exact) for one in made.summary.quotes),
        )
        half.speakers(
            ((one["exact"], one["speaker"], one.get("beside", False)) for one in quotes),
            made.speakers(),
        )
        half.count("people", gold["people"], made.people())
        half.count(
            "organisations", map(bare, gold["organisations"]), map(bare, made.organisations())
        )
        half.count("numbers", (number(**one) for one in gold["numbers"]), made.numbers())
        named = [one for one in gold["dates"] if "date" in one]
        half.count(
            "dates",
            (point(one["date"]) for one in named),
            (point(one) for one in dates_of(made.summary)),
        )
        half.count("furniture", gold["furniture"], lines_of(Page(article)))
        half.timed(article.raw, path.name, registry)


def short(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:8]


def bare(name: str) -> str:
    return name.removeprefix("The ")


def real(half: Half, folder: Path) -> None:
    content = read_content(HERE.parent / "content").content
    for summary in content.summaries.values():
        name = summary.article.text or ""
        article = Text((folder / name).read_bytes().decode())
        gold = Registered(summary, content.registry)
        made = drafted(article, name, content.registry, None)
        half.count(
            "quotations",
            (words(one.exact) for one in summary.quotes),
            (words(one.exact) for one in made.summary.quotes),
        )
        half.speakers(
            ((exact, name, True) for exact, name in gold.speakers().items()), made.speakers()
        )
        half.count("people", gold.people(), made.people())
        half.count("organisations", gold.organisations(), made.organisations())
        half.count("numbers", gold.numbers(), made.numbers())
        half.count("furniture", FURNITURE.get(name, ()), map(short, lines_of(Page(article))))
        half.timed(article.raw, name, content.registry)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, help="the folder with the real articles' texts")
    parser.add_argument("--misses", action="store_true", help="list them, but not the blind ones")
    options = parser.parse_args()
    empty = Registry(**{name: {} for name in Registry.model_fields})
    for name in ("open", "blind"):
        half = Half(name)
        invented(half, HERE / "drafting" / name, empty)
        half.print(misses=options.misses and name != "blind")
    if options.articles:
        half = Half("the real ones")
        real(half, options.articles)
        half.print(misses=options.misses)


if __name__ == "__main__":
    main()
