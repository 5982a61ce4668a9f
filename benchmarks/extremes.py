"""Names and articles as few expect them: very long, of one letter, incomplete, right to left.

`python benchmarks/extremes.py 500 FOLDER` writes a repository of them that `mkdocs build` builds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from corpus import VERIFIED, write_corpus

#: The invented words of the corpus, however they begin.
_WORD = re.compile(r"[A-Za-z]+vk\b")
_HEBREW = dict(zip("abdefgiklmnoprstuv", "אבדהפגיכלמנעפרסתוק", strict=True))
_ARABIC = dict(zip("abdefgiklmnoprstuv", "ابدهفغيكلمنعبرستوق", strict=True))
#: Letters of several alphabets, so that no two names of one letter are the same.
_LETTERS = [chr(code) for first, last in (("A", "Z"), ("Α", "Ρ"), ("Б", "Я"), ("Ա", "Ֆ"))
            for code in range(ord(first), ord(last) + 1)]  # fmt: skip
_LISTS = ("who", "what", "when", "where", "quotes", "numbers")

Summary = dict[str, Any]


def in_hebrew(words: str) -> str:
    """The same with every invented word in Hebrew letters."""
    return _WORD.sub(lambda word: "".join(_HEBREW[letter] for letter in word[0].lower()), words)


def in_arabic(words: str) -> str:
    """The same with every invented word in Arabic letters."""
    return _WORD.sub(lambda word: "".join(_ARABIC[letter] for letter in word[0].lower()), words)


def drawn_out(words: str) -> str:
    """The same with every third invented word, by its letters, longer than a phone is wide."""
    return _WORD.sub(lambda word: _drawn_out(word[0]), words)


def _drawn_out(word: str) -> str:
    return word[:-2] * 12 + "vk" if sum(map(ord, word.lower())) % 3 == 0 else word


def _everywhere(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_everywhere(one, change) for one in value]
    if isinstance(value, dict):
        return {name: _everywhere(one, change) for name, one in value.items()}
    return value


class Extremes:
    """Takes one extreme after the other; of each sort of record, the first is as it comes."""

    def registry(self, registry: dict[str, Any]) -> dict[str, Any]:
        made = deepcopy(registry)
        letters = iter(_LETTERS * 20)
        for kind, records in made.items():
            for n, record in enumerate(records.values()):
                record["name"] = _name(n, record["name"], letters)
                if kind == "people":
                    record["roles"][0]["role"] = _name(n + 1, record["roles"][0]["role"], letters)
        return made

    def article(self, n: int, summary: Summary, text: str) -> tuple[Summary, str]:
        made = deepcopy(summary)
        change = (None, drawn_out, None, None, in_hebrew, in_arabic)[n % 6]
        if change:
            made, text = _everywhere(made, change), change(text)
        if n % 6 == 1:
            made["title"] = " ".join([made["title"]] * 6)[:400].strip()
            made["gist"] = " ".join([made["gist"]] * 5)
            made["what"][0]["text"] = " ".join([made["what"][0]["text"]] * 8)
        elif n % 6 == 2:
            # everything is missing in the first, and one thing after the other in those after it
            gone = n // 6 % (len(_LISTS) + 1)
            for place, name in enumerate(_LISTS):
                if name != "who" and gone in {0, place}:
                    del made[name]
            if gone == 0:
                del made["who"], made["topics"], made["article"]
        elif n % 6 == 3:
            made |= {"title": _LETTERS[n % len(_LETTERS)], "gist": "B", "written_by": "C"}
            for item in (*made["what"], *(one for one in made["when"] if "text" in one)):
                item["text"] = "D"
        elif n % 6 in {4, 5}:
            made["article"]["language"] = "he" if n % 6 == 4 else "ar"
        why = {"date": str(VERIFIED), "because": f"It was misread: {summary['title']}."}
        if n % 41 == 40:
            made |= {"status": "retracted", "retracted": why}
        elif n % 17 == 16 and made.get("quotes"):
            made["quotes"][0]["retracted"] = why
        return made, text


def _name(n: int, name: str, letters: Iterator[str]) -> str:
    """Another name, of the `n`th of six sorts."""
    return (
        name,
        drawn_out(" ".join([name] * 8)),
        next(letters),
        in_hebrew(name),
        in_arabic(f"{name} {name}"),
        f"{name[:-2] * 8}",
    )[n % 6]


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), Path(sys.argv[2]), Extremes())
