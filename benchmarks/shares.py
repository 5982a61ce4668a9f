"""Prints what each step takes for a summary of a site, and what sharing the steps out gains.

`python benchmarks/shares.py FOLDER` measures in a folder that `corpus.py` wrote, each step for
itself; with `--ways serial,auto,loky,dask:ADDRESS` also whole steps by the clock, for each way.
"""

from __future__ import annotations

import argparse
import gc
import os
import pickle
import resource
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from generator.briefing import Briefing
from generator.files import read_files
from generator.layout import layouts
from generator.mapping import Map, in_turn, parse_way
from generator.press import Press
from generator.proving import prove
from generator.reading import (
    Sources,
    merged,
    parse_files,
    parse_one,
    parse_registry,
    summary_file,
)
from generator.resolving import brief, merge, resolved
from generator.site import Settings
from generator.speed.pickling import dumps
from generator.speed.pressing import build_site_by
from generator.speed.workers import Workers
from generator.texts import Texts
from generator.words import read_words

T = TypeVar("T")

SETTINGS = Settings(site_url="https://example.org/")
#: So many summaries are verified: each takes as long as twenty to read.
VERIFIED = 200


def memory() -> float:
    """The most that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def step(name: str, count: int, work: Callable[[], T]) -> T:
    """Do a step and print its seconds of processor time, and milliseconds a summary."""
    start = time.process_time()
    found = work()
    seconds = time.process_time() - start
    each = f"{1_000 * seconds / count:7.2f} ms each"
    print(f"{name:44} {seconds:7.2f} s {each} {memory():7.0f} MB so far")
    return found


def by_steps(folder: Path) -> None:
    """Every step of a build in this process, what it takes and what it would send."""
    files = read_files(folder / "content")
    sources = Sources(files)
    names = sources.within("summaries")
    count = len(names)
    shared = (parse_registry(sources), "content")
    parse_one(shared, summary_file(files, names[0]))  # the first time is not like the others
    items = [summary_file(files, name) for name in names]
    parsed = step("map: read and check", count, lambda: in_turn(parse_one, shared, items))
    reading = step("merge: the content", count, lambda: merged(sources, shared[0], parsed))
    content = reading.content
    texts, few = Texts(folder / "articles"), list(content.summaries)[:VERIFIED]
    proofs = step(
        f"map: verify ({len(few)} of them)",
        len(few),
        lambda: list(prove(reading, few, texts, date(2031, 6, 1))),
    )
    del proofs
    parts = step("map that is not shared: resolve", count, lambda: resolved(content))
    words = read_words("en_GB")

    def one_briefing() -> Briefing:
        briefing = merge(parts.values(), content)
        _ = briefing.indexes, briefing.actors, briefing.happenings
        return briefing

    briefing = step("merge: indexes", count, one_briefing)
    press = Press(content, briefing, SETTINGS, words, layouts())
    plan = step("merge: which pages there are", count, press.plan)
    pages = step("map: make pages", count, lambda: [press.page(planned) for planned in plan])
    made = step("merge: files for machines", count, lambda: tuple(press.files()))
    sent = step("to send: pickle the content", count, lambda: dumps(content))
    step("to send: unpickle it", count, lambda: pickle.loads(sent))
    step("to send: resolve it there", count, lambda: brief(content))
    back = step("to bring back: pickle what was read", count, lambda: dumps(parsed))
    step("to bring back: unpickle it", count, lambda: pickle.loads(back))
    of_pages = sum(len(page.markdown) for page in pages)
    kilobytes = {
        "files read": sum(map(len, files.values())),
        "pages": of_pages,
        "files for machines": sum(len(file.data) for file in made),
        "content to each worker": len(sent),
    }
    print(f"{count:,} summaries, {len(pages):,} pages")
    for name, size in kilobytes.items():
        print(f"{name:44} {size / 1_000 / count:7.1f} kB a summary")


def by_ways(folder: Path, ways: Sequence[str]) -> None:
    """Whole steps by the clock, with each way's second run: by then its processes are there."""
    files = read_files(folder / "content")
    reading = parse_files(files)
    few, texts = list(reading.content.summaries)[:VERIFIED], Texts(folder / "articles")
    words = read_words("en_GB")

    def verified(map_: Map) -> Any:
        return list(prove(reading, few, texts, date(2031, 6, 1), map_=map_))

    steps: dict[str, Callable[[Map], Any]] = {
        "read and check": lambda map_: parse_files(files, map_=map_),
        f"verify {len(few)}": verified,
        "make the site": lambda map_: build_site_by(
            map_, reading.content, SETTINGS, words, layouts()
        ),
    }
    for name, work in steps.items():
        for way in ways:
            workers = Workers(parse_way(way), os.cpu_count() or 1)
            for _ in range(2):
                start = time.perf_counter()
                work(workers)
                seconds = time.perf_counter() - start
            print(f"{name:20} {way:32} {seconds:7.2f} s by the clock")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ways", default="", help="serial,auto,loky,dask:ADDRESS")
    asked = parser.parse_args()
    gc.disable()
    by_ways(asked.folder, asked.ways.split(",")) if asked.ways else by_steps(asked.folder)


if __name__ == "__main__":
    main()
