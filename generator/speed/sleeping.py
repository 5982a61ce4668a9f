"""The files of a build of which most pages sleep: MkDocs meets them only where it asks for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from generator.site import Page
from generator.speed.cache import LONGEST, front_of
from generator.speed.late import MadeFile, made_file
from generator.speed.output import replace
from generator.speed.rendering import GeneratedPage, Links

#: A line of front matter that YAML reads as it stands.
_PLAIN_TEXT = re.compile(r'"[\w-]+": "([^"\\\n]*)"')


class SleepingFiles(Files):
    """MkDocs' files, and pages that stay as they are: found by their paths, but not listed."""

    def __init__(
        self,
        files: Files,
        sleeping: Mapping[str, Page],
        resting: Collection[str],
        named: Mapping[str, str | None],
        config: MkDocsConfig,
        links: Links,
    ) -> None:
        """`resting` are the other files that stay as they are.

        `named` are the pages of the navigation with the titles that it gives them.
        """
        super().__init__(files)
        self.sleeping, self.resting, self.named = sleeping, resting, named
        self._woken: dict[str, File] = {}
        self._config, self.links = config, links

    def get_file_from_path(self, path: str) -> File | None:
        """The file of that path; a page that sleeps wakes for it."""
        if path not in self.sleeping and path not in self.src_uris:
            path = PurePath(path).as_posix()
        if path in self.sleeping and path not in self._woken:
            file = made_file(self.sleeping[path], self._config)
            in_nav = path in self.named
            file.inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
            _WokenPage(self.named.get(path), file, self._config, self.links, self)
            self._woken[path] = file
        return self._woken.get(path) or self.src_uris.get(path)

    def __contains__(self, path: str) -> bool:
        return self.get_file_from_path(path) is not None

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Write those that differ from what lies in the site."""
        for file in self:
            if file.src_uri in self.resting or file.is_documentation_page():
                continue
            if inclusion(file.inclusion):
                replace(Path(file.abs_dest_path), file.content_bytes)


class _WokenPage(GeneratedPage):
    """A page that is not built.

    It tells where it is, what of it can be linked to, and what a navigation shows of it.
    """

    def __init__(
        self, title: str | None, file: MadeFile, config: MkDocsConfig, links: Links, files: Files
    ) -> None:
        self._front = _FrontMatter(file.made)
        super().__init__(title, file, config, links)
        self._all = (config, files)

    @property
    def meta(self) -> MutableMapping[str, Any]:
        return self._front

    @meta.setter
    def meta(self, found: MutableMapping[str, Any]) -> None:
        """Leave it as it is: MkDocs starts with none, and reads it for pages that it builds."""

    @property
    def title(self) -> str | None:
        title: str | None = vars(self).get("given_title") or self._front.get("title")
        return title

    @title.setter
    def title(self, given: str | None) -> None:
        vars(self)["given_title"] = given

    @property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        return _Anchors(self)

    def rendered_anchor_ids(self) -> set[str]:
        """What the page can be linked to at, found by rendering it."""
        if self.content is None:
            config, files = self._all
            self.read_source(config)
            self.render(config, files)
        return super().present_anchor_ids or set()


class _Anchors(set[str]):
    """The anchors of a page that sleeps: most can be seen in its source."""

    def __init__(self, page: _WokenPage) -> None:
        super().__init__()
        self._page = page

    def __contains__(self, anchor: object) -> bool:
        written = (f' id="{anchor}"', f" {{#{anchor}}}\n")
        source = self._page.file.content_string
        return any(one in source for one in written) or anchor in self._page.rendered_anchor_ids()


class ListedPage:
    """A page in the list of all pages that a template gets: an entry, and the page of the entry.

    It knows its address and its front matter, and wakes for anything else.
    """

    def __init__(self, made: Page, url: str, files: SleepingFiles, base: str | None) -> None:
        """`base` is what the address of a page has before its `url`."""
        self._made, self._files = made, files
        self.url = url
        self.canonical_url = None if base is None else base + url
        self.meta = _FrontMatter(made)

    @property
    def page(self) -> ListedPage:
        return self

    @cached_property
    def _file(self) -> File:
        file = self._files.get_file_from_path(self._made.path)
        if file is None:
            raise LookupError(self._made.path)
        return file

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._file.page if hasattr(self._file.page, name) else self._file, name)


class _FrontMatter(MutableMapping[str, Any]):
    """Front matter that is read line by line, as far as it is asked for."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._front = front_of(page)

    def __getitem__(self, name: str) -> Any:
        if name == LONGEST:
            return self._whole[name]
        for start in (f'\n"{name}": ', f"\n{name}: "):
            at = self._front.find(start)
            if at >= 0:
                line = self._front[at + 1 : self._front.index("\n", at + 1)]
                plain = _PLAIN_TEXT.fullmatch(line)
                return plain[1] if plain else yaml.safe_load(line)[name]
        raise KeyError(name)

    def get(self, name: str, default: Any = None) -> Any:
        """A field, or the default: to see that it is nowhere takes less time than an error."""
        return super().get(name, default) if name in self._front or name == LONGEST else default

    @cached_property
    def _whole(self) -> dict[str, Any]:
        markdown = self._page.markdown
        found: dict[str, Any] = yaml.safe_load(markdown[4 : markdown.find("\n---\n", 3)])
        return found

    def __setitem__(self, name: str, value: Any) -> None:
        raise TypeError("the page is not built")

    def __delitem__(self, name: str) -> None:
        raise TypeError("the page is not built")

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def __bool__(self) -> bool:
        return bool(self._front)
