"""Prints what the text boundary costs: escaping itself, and Python-Markdown with its references.

Run from the repository: `python benchmarks/boundary.py`. Times are medians of five runs.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import markdown
import yaml

from generator.layout import layouts
from generator.markdown import escape
from generator.press import build_site
from generator.reading import read_content
from generator.site import Settings
from generator.words import read_words

ROOT = Path(__file__).parent.parent
EXTENSIONS = yaml.safe_load((ROOT / "site_config.yml").read_text())["markdown_extensions"]
REFERENCE = re.compile(r"&#\d+;")


def milliseconds(action: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    content = read_content(ROOT / "content").content
    pages = build_site(content, Settings(), read_words(), layouts()).pages
    sources = [page.markdown.split("---\n", 2)[2] for page in pages]
    plain = [REFERENCE.sub("x", source) for source in sources]
    fields = [part for source in sources for part in re.findall(r"<bdi>(.*?)</bdi>", source)]

    def convert(texts: list[str]) -> None:
        for text in texts:
            markdown.Markdown(extensions=EXTENSIONS).convert(text)

    references = sum(len(REFERENCE.findall(source)) for source in sources) / len(pages)
    rows = {
        "fields a page": len(fields) / len(pages),
        "references a page": references,
        "escape, ms a page": milliseconds(lambda: [escape(f) for f in fields]) / len(pages),
        "Python-Markdown, ms a page": milliseconds(lambda: convert(sources)) / len(pages),
        "the same with letters for references": milliseconds(lambda: convert(plain)) / len(pages),
    }
    for name, value in rows.items():
        print(f"{name:40} {value:8.2f}")


if __name__ == "__main__":
    main()
