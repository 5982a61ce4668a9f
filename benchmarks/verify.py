"""Prints how long 1,000 quotations take against one article of 100 kB: found ones and altered ones.

The article is made of words by a fixed recipe, so that every run measures the same work.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from generator.article.names import names
from generator.article.text import Text
from generator.verify.matching import find
from generator.verify.nearness import WordIndex, nearest

LETTERS = "abcdefghijklmnopqrstuvwxyz"
COUNT, LENGTH, RUNS = 1_000, 100_000, 5


def article(recipe: random.Random) -> tuple[str, list[str]]:
    """A text of `LENGTH` characters, half of it in quotation marks, and its quotations."""
    words = ["".join(recipe.choices(LETTERS, k=recipe.randint(2, 9))) for _ in range(3_000)]
    lines: list[str] = []
    quotations: list[str] = []
    while sum(map(len, lines)) < LENGTH:
        sentence = " ".join(recipe.choices(words, k=recipe.randint(12, 30))).capitalize()
        if len(lines) % 2:
            quotations.append(sentence)
            lines.append(f"\u201c{sentence},\u201d she said of {recipe.randint(2, 9_999)} men.")
        else:
            lines.append(f"{sentence}.")
    return "\n".join(lines), quotations


def altered(quotation: str) -> str:
    words = quotation.split()
    words[len(words) // 2] = "not"
    return " ".join(words)


def measured(work: Callable[[], object]) -> float:
    """The median seconds of several runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    raw, quotations = article(random.Random(7))
    several = (quotations * (COUNT // len(quotations) + 1))[:COUNT]
    changed = [altered(one) for one in several]

    def read() -> Text:
        text = Text(raw)
        _ = text.normal, text.quotations, text.figures
        return text

    text = read()
    assert all(find(one, text) for one in several)
    assert not any(find(one, text) for one in changed)

    def all_found() -> None:
        fresh = read()
        for one in several:
            find(one, fresh)

    def all_altered() -> None:
        fresh = read()
        index = WordIndex(fresh)
        for one in changed:
            if not find(one, fresh):
                nearest(one, fresh, index)

    print(f"{COUNT:,} quotations against {len(raw):,} characters, median of {RUNS} runs")
    for name, work in (
        ("reading the article", read),
        ("all found, article included", all_found),
        ("all altered, with the nearest passage", all_altered),
        ("names of the article", lambda: names(raw)),
    ):
        seconds = measured(work)
        print(f"{name:40} {seconds:6.2f} s  {1_000 * seconds / COUNT:6.2f} ms a quotation")


if __name__ == "__main__":
    main()
