"""Builds of one site one after the other, each of which makes only the pages that differ."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from generator.site import Page, Site
from generator.speed import aside
from generator.speed.around import digest_around
from generator.speed.company import site_is_ours
from generator.speed.late import LatePage, MadeFile, made_file
from generator.speed.output import (
    PART,
    Output,
    manifest_of,
    remove,
    settle,
    state,
    states_in,
)
from generator.speed.rendering import GeneratedPage, Links
from generator.speed.searching import SearchEntries
from generator.speed.sleeping import ListedPage, SleepingFiles

_INDEX = "search/search_index.json"


class Rebuilds:
    """What the builds of one process know of each other; a process of its own reads it from disk.

    The methods are called in the order in which they stand, at the events of MkDocs.
    """

    def __init__(self) -> None:
        self._served: tuple[Output, dict[str, str]] | None = None
        self._build: _Build | None = None
        self._searched: dict[str, Any] = {}

    def begin(self, config: MkDocsConfig, *, wanted: bool) -> None:
        """Keep the site of the build before from being emptied, if this one can go on from it."""
        site = Path(config.site_dir)
        aside.put_back(site)
        self._build = None
        if wanted and config.nav is not None and site_is_ours(config):
            aside.put_aside(site)
            self._build = _Build(config, self._searched)

    def undo(self) -> None:
        """After an error, or at the end: no site stays put aside."""
        if self._build:
            aside.put_back(self._build.folder)

    def files(
        self,
        files: Files,
        site: Site,
        named: Mapping[str, str | None],
        shown: Iterable[str],
        *,
        serving: bool,
    ) -> SleepingFiles | None:
        """The files for MkDocs, pages that stay as they are asleep; None where that cannot be."""
        build = self._build
        if build is None:
            return None
        aside.put_back(build.folder)
        build.before = self._known(build, serving)
        build.serving = serving
        generated = {page.path: page for page in site.pages if page.path in named}
        around = digest_around(build.config, files, named, generated, shown)
        return build.files(files, site, named, around)

    def note_page(self, context: Any, page: MkDocsPage) -> None:
        """Take note of a page when the search has seen it, just before it is rendered."""
        if self._build:
            self._build.search.note(page)
            context["pages"] = self._build.all_pages

    def note_template(self, context: Any) -> None:
        if self._build:
            context["pages"] = _AllPages(self._build)

    def finish(self) -> None:
        """Put every page in its place and take away what is none any more.

        To be called before the search writes its index.
        """
        if self._build:
            self._build.finish()

    def remember(self) -> None:
        """Write down what the next build needs to know; to be called when all is written."""
        build, self._build = self._build, None
        if build is None:
            return
        output = build.output()
        if build.serving:
            self._served = (output, build.search.by_url)
        else:
            output.write(build.manifest)

    def _known(self, build: _Build, serving: bool) -> Output:
        if serving:
            output, entries = self._served or (Output(), {})
            build.search.by_url = dict(entries)
            build.found = dict(output.states)
            return output
        output = Output.read(build.manifest)
        build.found = states_in(build.folder) if build.folder.is_dir() else {}
        index = build.folder / _INDEX
        if build.search.plugin and (
            build.found.get(_INDEX, ()) != output.states.get(_INDEX)
            or not build.search.recall(index.read_text(encoding="utf-8"))
        ):
            return Output()
        return output


class _Build:
    """One build."""

    def __init__(self, config: MkDocsConfig, searched: dict[str, Any]) -> None:
        self.config = config
        self.directory_urls = config.use_directory_urls  # MkDocs takes its time over an option
        self.folder = Path(config.site_dir)
        self.manifest = manifest_of(self.folder, Path(config.config_file_path or "mkdocs.yml"))
        self.search = SearchEntries(config, searched)
        self.links = Links()
        self.serving = False
        self.before = Output()
        self.found: dict[str, tuple[int, int]] = {}
        self.around = ""
        self.site: Site = Site(())
        self.made: SleepingFiles
        self.all_pages: _AllPages

    def files(
        self,
        files: Files,
        site: Site,
        named: Mapping[str, str | None],
        around: str,
    ) -> SleepingFiles:
        self.site, self.around = site, around
        sleeping: dict[str, Page] = {}
        resting: set[str] = set()
        is_around = bool(around) and around == self.before.surroundings
        for page in site.pages:
            if is_around and self._is_as_before(self.place(page.path), page.digest):
                sleeping[page.path] = page
            else:
                files.append(made_file(page, self.config))
        for made in site.files:
            rests = self._is_as_before(made.path, made.digest)
            content = b"" if rests else made.data
            files.append(File.generated(self.config, made.path, content=content))
            if rests:
                resting.add(made.path)
        self.made = SleepingFiles(files, sleeping, resting, named, self.config, self.links)
        self.all_pages = _AllPages(self)
        own = {page.path for page in site.pages}
        for path in (named.keys() & own) - sleeping.keys():
            file = files.get_file_from_path(path)
            if isinstance(file, MadeFile):
                LatePage(named[path], file, self.config, self.links)
        for file in self.made.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            file.abs_dest_path += PART
        return self.made

    def _is_as_before(self, place: str, digest: str) -> bool:
        """Whether a file of the site lies there as it was written, out of the same as now."""
        was = self.before.states.get(place)
        is_there = was is not None and was == self.found.get(place)
        return is_there and self.before.keys.get(place) == digest

    def place(self, path: str) -> str:
        """Where in the site a page lies."""
        return _addressed(path, self.directory_urls)[0]

    def url(self, path: str) -> str:
        """The address of a page as the search knows it."""
        return _addressed(path, self.directory_urls)[1]

    def finish(self) -> None:
        if self.search.plugin:
            own = {page.path for page in self.site.pages}
            others = [file for file in self.made.documentation_pages() if file.src_uri not in own]
            urls = [file.page.url for file in others if file.page]
            urls += [self.url(page.path) for page in self.site.pages]
            self.search.hand_over(urls)
        inclusion = InclusionLevel.is_in_serve if self.serving else InclusionLevel.is_included
        for file in self.made.documentation_pages(inclusion=inclusion):
            settle(self.folder / file.dest_uri)
        remove(self.folder, self.found.keys() - self._expected())

    def _expected(self) -> set[str]:
        expected = {file.dest_uri for file in self.made}
        expected |= {self.place(page.path) for page in self.site.pages}
        templates = {*self.config.theme.static_templates, *self.config.extra_templates}
        index = {_INDEX} if self.search.plugin else set()
        return expected | templates | {"sitemap.xml.gz"} | index

    def output(self) -> Output:
        """What the build wrote."""
        if self.all_pages.was_asked:
            return Output()
        keys, states = {}, {}
        for page in self.site.pages:
            place = self.place(page.path)
            is_asleep = page.path in self.made.sleeping
            looks = self.before.states[place] if is_asleep else state(self.folder / place)
            if looks:
                states[place] = looks
                if is_asleep or self._is_sound(page.path):
                    keys[place] = page.digest
        keys |= {file.path: file.digest for file in self.site.files}
        for name in self._expected() - states.keys():
            looks = state(self.folder / name)
            if looks:
                states[name] = looks
        return Output(self.around, keys, states)

    def _is_sound(self, path: str) -> bool:
        """Whether MkDocs had no reason to warn of a page; it is to warn again at the next build."""
        file = self.made.get_file_from_path(path)
        page = file.page if file else None
        return (
            file is not None
            and (file.inclusion is InclusionLevel.NOT_IN_NAV or path in self.made.named)
            and isinstance(page, GeneratedPage)
            and not page.has_strange_links
            and not page.has_dead_links
        )


class _AllPages:
    """All pages for the template of one page, which tells whether that looked at them."""

    def __init__(self, build: _Build) -> None:
        self._build = build
        self.was_asked = False

    def __iter__(self) -> Iterator[Any]:
        self.was_asked = True
        return self.pages()

    def __len__(self) -> int:
        self.was_asked = True
        return len(list(self.pages()))

    def __getitem__(self, place: Any) -> Any:
        self.was_asked = True
        return list(self.pages())[place]

    def pages(self) -> Iterator[Any]:
        build = self._build
        own = {page.path for page in build.site.pages}
        for file in build.made.documentation_pages():
            if file.src_uri not in own:
                yield file
        site_url = build.config.site_url
        base = f"{site_url.rstrip('/')}/" if site_url else None
        for page in build.site.pages:
            if page.path in build.made.sleeping:
                yield ListedPage(page, build.url(page.path), build.made, base)
            else:
                yield build.made.get_file_from_path(page.path)


@cache
def _addressed(path: str, directory_urls: bool) -> tuple[str, str]:
    """Where in the site a page lies, and its address."""
    stem = path.removesuffix(".md")
    if not directory_urls or posixpath.basename(stem) == "index":
        place = f"{stem}.html"
    else:
        place = f"{stem}/index.html"
    return place, quote(place.removesuffix("index.html") if directory_urls else place)
