"""Makes the site of a configuration out of what this process, or one before it, knows of it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.configuration import Configuration
from generator.problems import Problem
from generator.site import Site
from generator.speed.cache import (
    Cache,
    StoredPage,
    entry_of,
    pack,
    plain,
    stored,
    stored_file,
)
from generator.speed.compiled import CompiledTemplates
from generator.speed.folder import FolderFiles, KeptFolder
from generator.speed.output import replace as replace_file
from generator.speed.texts import TEXT, looks_of
from generator.speed.workers import Workers

# whoever changes nothing needs none of the rooms that make pages, and does not wait for them
if TYPE_CHECKING:
    from generator.press import Press
    from generator.reading import Reading
    from generator.search.shards import Searched
    from generator.speed.drafts import LiveDrafts
    from generator.speed.live import LiveSite

#: From how many pages on that were made again it is worth while to write down all that is known.
_MANY = 100


class Inputs(NamedTuple):
    """All that a site is made from: the digests of the content's files, and one of all else."""

    around: bytes
    files: Mapping[str, bytes]

    def digest(self, code: bytes) -> str:
        """One of all of them, and of the code."""
        made = blake2b(code + self.around, digest_size=16)
        for name, digest in sorted(self.files.items()):
            made.update(f"{name}\0".encode("utf-8", "surrogateescape") + digest)
        return made.hexdigest()


@dataclass(frozen=True)
class Made:
    """A site, what of it no receipt proves, and what its search field shows.

    `press` is what it was made with; where nobody had to make anything, to ask for it takes long.
    """

    site: Site
    unproved: tuple[Problem, ...]
    field: Mapping[str, Any]
    press: Callable[[], Press]
    searched: Callable[[], Searched] | None = None
    """What is known of its search, where it is kept from one process to the next."""
    is_new: bool = True
    inputs: str = ""
    """A digest of all that it was made from, where that is known."""


def search_field(press: Press) -> Mapping[str, Any]:
    """What the theme shows of the search, in plain values."""
    from generator.search.interface import interface
    from generator.search.shards import shard_names

    names = shard_names(press.briefing.count)
    return interface(press.words, press.addresses, names)


class Maker:
    """Makes one site again and again.

    `code` and `around` are digests: of all that makes pages, and of all beside the content that
    they are made from.
    """

    def __init__(
        self, code: bytes, around: Callable[[Configuration], bytes], processes: int = 1
    ) -> None:
        self._code, self._around, self._processes = code, around, processes
        self._chosen: Configuration | None = None
        self._cache: Cache | None = None
        self._folder = KeptFolder()
        self._live: LiveSite | None = None
        self._drafts: LiveDrafts | None = None
        self._shows_drafts = False
        self._last: tuple[Inputs, Made] | None = None
        self._written: Inputs | None = None
        self._made_since = _MANY
        self.compiled = CompiledTemplates()

    def make(self, chosen: Configuration, cache: Path, *, serving: bool) -> Made:
        """The site as it is now; raises what reading, checking and filling layouts raise.

        While serving, drafts have pages, what no receipt proves is told, and the files for machines
        are those of before, where there are any, until `rest` brings them up to date.
        """
        if self._chosen is None:
            self._open(cache)
        self._chosen, self._shows_drafts = chosen, serving
        files, inputs = self._inputs(chosen)
        if self._last and self._last[0] == inputs:
            return self._last[1]
        return self._make(chosen, files, inputs, serving)

    def knows(self, chosen: Configuration, cache: Path) -> bool:
        """Whether an earlier process made the site of the very same, and found all of it right."""
        self._open(cache)
        return self._last is not None and self._last[0] == self._inputs(chosen)[1]

    def _open(self, cache: Path) -> None:
        self._cache = Cache(cache, self._code)
        self._recall()

    def _inputs(self, chosen: Configuration) -> tuple[FolderFiles, Inputs]:
        files = self._folder.files(chosen.content)
        return files, Inputs(self._around(chosen), {**files.digests, **self._looks(chosen)})

    def _looks(self, chosen: Configuration) -> dict[str, bytes]:
        """How the texts look now against which drafts were held, if any were."""
        names = (
            [name for name in self._last[0].files if name.startswith(TEXT)] if self._last else ()
        )
        return looks_of(names, chosen.articles)

    def rest(self, folder: Path) -> Iterator[None]:
        """What no save is to wait for, step by step: files for machines, and the cache."""
        if self._last and self._live is None:
            self._knowing()  # so that the first edit need not wait for it
            yield
        elif self._live and self._live.has_old_files and self._last:
            for file in self._live.make_files():
                replace_file(folder / file.path, file.data)
                _ = file.digest  # so that the next build need not wait for it
                yield
            inputs, made = self._last
            site = Site(made.site.pages, self._live.files)
            self._last = (inputs, replace(made, site=site))
            yield
        if self._made_since >= _MANY:
            self.write()

    def write(self) -> None:
        """Leave what is known to the next process."""
        if self._cache is None or self._last is None:
            return
        inputs, made = self._last
        parts: dict[str, bytes] = {}
        if self.compiled.has_more:
            parts["compiled"] = pickle.dumps(self.compiled.code)
        if inputs != self._written and not made.unproved:  # what is, the next is to tell, too
            pages = [entry_of(page) for page in made.site.pages]
            files = [(file.path, file.digest) for file in made.site.files]
            head = (tuple(inputs), self._folder.looks, made.field, pages, files)
            parts["head"] = pickle.dumps(head)
        if self._live and self._made_since >= _MANY:
            from generator.speed.pickling import dumps

            drafts = self._drafts.state(entry_of) if self._drafts else None
            parts["state"] = dumps((self._folder.state(), self._live.state(entry_of), drafts))
        if parts and self._cache.write(
            # what was known before may need pages that there are no more, to go on from them
            parts,
            made.site.pages,
            sweep="state" in parts,
        ):
            self._written, self.compiled.has_more = inputs, False
            if "state" in parts:
                self._made_since = 0

    def _recall(self) -> None:
        """Take what an earlier process left, as far as that is needed where nothing changed."""
        if self._cache is None:
            return
        compiled, head = self._cache.read("compiled"), self._cache.read("head")
        if compiled is not None:
            self.compiled.code = plain(compiled)
        if head is None:
            return
        inputs, looks, field, pages, files = plain(head)
        self._folder.looks = looks
        site = Site(
            tuple(stored(entry, self._packed) for entry in pages),
            tuple(stored_file(path, digest, self._data) for path, digest in files),
        )
        self._written = Inputs(*inputs)
        self._last = (
            self._written,
            Made(
                site,
                (),
                field,
                self._press,
                lambda: self._knowing().searched,
                is_new=False,
                inputs=self._written.digest(self._code),
            ),
        )

    def _make(
        self, chosen: Configuration, files: FolderFiles, inputs: Inputs, serving: bool
    ) -> Made:
        """The site of other inputs than before."""
        from generator.layout import layouts
        from generator.words import read_words

        live = self._knowing()
        live.map_ = workers = Workers(chosen.way, self._processes)
        reading = self._folder.read(files, chosen.settings.content, workers)
        content = reading.content if serving else reading.proved()
        environment = layouts(chosen.layouts)
        environment.bytecode_cache = self.compiled
        site = live.build(
            content,
            files.digests,
            chosen.settings,
            read_words(chosen.locale, chosen.catalogues),
            environment,
            inputs.around,
            files_later=serving,
        )
        self._made_since += live.ledger.made
        if self._shows_drafts:
            site, inputs = self._with_drafts(site, live, reading, files, inputs)
        press = live.press
        if press is None:
            raise RuntimeError("nothing was made")
        made = Made(
            site,
            reading.unproved,
            search_field(press),
            lambda: press,
            lambda: live.searched,
            inputs=inputs.digest(self._code),
        )
        self._last = (inputs, made)
        return made

    def _with_drafts(
        self,
        site: Site,
        live: LiveSite,
        reading: Reading,
        files: FolderFiles,
        inputs: Inputs,
    ) -> tuple[Site, Inputs]:
        """The site with the pages of drafts, and with their texts among what it is made from."""
        from generator.speed.drafts import LiveDrafts

        chosen = self._chosen
        if chosen is None:
            raise RuntimeError("nothing was chosen")
        self._drafts = drafts = self._drafts or LiveDrafts()
        surroundings = (inputs.around, str(chosen.content), chosen.editor)
        pages = drafts.build(live, reading, files.digests, chosen, surroundings)
        self._made_since += drafts.ledger.made
        made_of = Inputs(inputs.around, {**files.digests, **drafts.looks})
        return Site((*site.pages, *pages), site.files), made_of

    def _knowing(self) -> LiveSite:
        """The live site, with all that an earlier process knew."""
        from generator.speed.live import LiveSite
        from generator.speed.pickling import loads

        if self._live is None:
            self._live = LiveSite()
            state = self._cache.read("state") if self._cache else None
            if state is not None:
                of_folder, of_site, of_drafts = loads(state)
                self._folder.restore(of_folder)
                self._live.restore(of_site, lambda entry: stored(entry, self._packed))
                if of_drafts:
                    from generator.speed.drafts import LiveDrafts

                    self._drafts = LiveDrafts()
                    self._drafts.restore(of_drafts, lambda entry: stored(entry, self._packed))
                self._made_since = 0
        return self._live

    def _packed(self, page: StoredPage) -> bytes:
        found = self._cache.page(page.digest) if self._cache else None
        if found is not None:
            return found
        # somebody has deleted the cache, or another process has put others into it
        return next(pack(one) for one in self._anew.pages if one.path == page.path)

    def _press(self) -> Press:
        _ = self._again
        if self._live is None or self._live.press is None:
            raise RuntimeError("nothing was made")
        return self._live.press

    def _data(self, path: str) -> bytes:
        return next(file.data for file in self._again.files if file.path == path)

    @cached_property
    def _again(self) -> Site:
        """The site as it is, made out of what is known."""
        if self._chosen is None:
            raise RuntimeError("nothing was made before")
        files = self._folder.files(self._chosen.content)
        inputs = Inputs(self._around(self._chosen), files.digests)
        return self._make(self._chosen, files, inputs, serving=False).site

    @cached_property
    def _anew(self) -> Site:
        """The site as if nothing were known of it."""
        self._live, self._drafts, self._cache, self._folder = None, None, None, KeptFolder()
        vars(self).pop("_again", None)
        return self._again
