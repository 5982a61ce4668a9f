"""What one process leaves the next about a site, in one file that may go at any moment."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, contextmanager
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from generator.exports.file import File
from generator.site import Page

#: The longest line of front matter, which is left on the disk until somebody asks for it.
LONGEST = "jsonld"
#: How long, in seconds, to wait for another process that writes.
_PATIENCE = 5.0
#: How hard to pack: twice the work would save a tenth of the room.
_LEVEL = 1

_TABLES = """
CREATE TABLE IF NOT EXISTS parts (name TEXT, code BLOB, digest BLOB, data BLOB,
                                  PRIMARY KEY (name, code));
CREATE TABLE IF NOT EXISTS packed (digest TEXT PRIMARY KEY, markdown BLOB);
DROP TABLE IF EXISTS pages;
"""


class Cache:
    """A database with parts by their names, and the Markdown of pages by its digest.

    What was written by other code than `code` stands for is not read. What is damaged counts as
    not there, and where nothing can be written, nothing is.
    """

    def __init__(self, path: Path, code: bytes) -> None:
        self._path, self._code = path, code

    def read(self, name: str) -> bytes | None:
        """A part, whole as it was written, or None."""
        try:
            with self._opened() as database:
                found = database.execute(
                    "SELECT digest, data FROM parts WHERE name = ? AND code = ?",
                    (name, self._code),
                ).fetchone()
        except (OSError, sqlite3.Error):
            return None
        return found[1] if found and _digest(found[1]) == found[0] else None

    def page(self, digest: str) -> bytes | None:
        """The Markdown of a page, packed, or None."""
        try:
            with self._opened() as database:
                ask = "SELECT markdown FROM packed WHERE digest = ?"
                found = database.execute(ask, (digest,)).fetchone()
        except (OSError, sqlite3.Error):
            return None
        return found[0] if found else None

    def write(self, parts: Mapping[str, bytes], pages: Iterable[Page], *, sweep: bool) -> bool:
        """Put parts in the place of those of their names, all or none; return whether it could.

        With `sweep`, no pages stay but `pages`. Of a part those of other code go.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._opened() as database:
                _replace(database, self._code, parts, pages, sweep=sweep)
        except sqlite3.OperationalError:  # another process writes, or the disk is full
            return False
        except sqlite3.DatabaseError:  # it is damaged
            self._path.unlink(missing_ok=True)
            return False
        except OSError:
            return False
        return True

    @contextmanager
    def _opened(self) -> Any:
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as database, database:
            # what a killed process leaves half done the next one undoes; a power cut is worth no
            # waiting for the disk
            database.execute("PRAGMA synchronous = OFF")
            yield database


def _replace(
    database: sqlite3.Connection,
    code: bytes,
    parts: Mapping[str, bytes],
    pages: Iterable[Page],
    *,
    sweep: bool,
) -> None:
    for statement in _TABLES.split(";"):
        database.execute(statement)
    for name, data in parts.items():
        database.execute("DELETE FROM parts WHERE name = ? OR code <> ?", (name, code))
        row = (name, code, _digest(data), data)
        database.execute("INSERT INTO parts VALUES (?, ?, ?, ?)", row)
    wanted = {page.digest: page for page in pages}
    there = {digest for (digest,) in database.execute("SELECT digest FROM packed")}
    if sweep:
        gone = [(digest,) for digest in there - wanted.keys()]
        database.executemany("DELETE FROM packed WHERE digest = ?", gone)
    database.executemany(
        "INSERT INTO packed VALUES (?, ?)",
        ((one, pack(wanted[one])) for one in wanted.keys() - there),
    )


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def plain(data: bytes) -> Any:
    """A pickle in which nothing is but lists, mappings, numbers, bytes and texts."""
    return _Plain(BytesIO(data)).load()


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


class PackedPage(Page):
    """A page whose Markdown takes a fifth of its room, and is unpacked when somebody asks for it.

    `front` is its front matter as far as a site shows it of pages that stay as they are.
    """

    front: str
    packed: bytes

    @property
    def markdown(self) -> str:
        return zlib.decompress(self.packed).decode("utf-8", "surrogatepass")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Page):
            return NotImplemented
        own, others = ((one.path, one.title, one.source, one.digest) for one in (self, other))
        return own == others

    def __hash__(self) -> int:
        return hash((self.path, self.digest))


class StoredPage(PackedPage):
    """A packed page that lies in the cache until somebody asks for it."""

    _read: Callable[[StoredPage], bytes]

    @cached_property
    def packed(self) -> bytes:  # type: ignore[override]
        return self._read(self)


def packed(page: Page) -> PackedPage:
    """The same page, packed."""
    made = _page_of(PackedPage, entry_of(page))
    vars(made)["packed"] = pack(page)
    return made


def pack(page: Page) -> bytes:
    """The Markdown of a page as a `PackedPage` holds it."""
    if isinstance(page, PackedPage):
        return page.packed
    return zlib.compress(page.markdown.encode("utf-8", "surrogatepass"), _LEVEL)


#: What is kept of a page beside its Markdown: path, title, source, digest, front matter.
PageEntry = tuple[str, str, str, str, str]


def entry_of(page: Page) -> PageEntry:
    """What `stored` makes the page of again."""
    return page.path, page.title, page.source, page.digest, front_of(page)


def stored(entry: PageEntry, read: Callable[[StoredPage], bytes]) -> StoredPage:
    """A page out of its entry; `read` finds its Markdown, packed."""
    page = _page_of(StoredPage, entry)
    vars(page)["_read"] = read
    return page


_P = TypeVar("_P", bound=PackedPage)


def _page_of(kind: type[_P], entry: PageEntry) -> _P:
    page = object.__new__(kind)
    vars(page).update(zip(("path", "title", "source", "digest", "front"), entry, strict=True))
    return page


def front_of(page: Page) -> str:
    """The lines of a page's front matter without the longest."""
    if isinstance(page, PackedPage):
        return page.front
    front = page.markdown[: page.markdown.find("\n---\n", 3) + 1]
    start = front.find(f"\n{LONGEST}: ")
    end = front.find("\n", start + 1)
    return front if start < 0 else front[:start] + front[end:]


class StoredFile(File):
    """A file for machines that is made when somebody asks what it holds."""

    _make: Callable[[str], bytes]

    @cached_property
    def data(self) -> bytes:
        return self._make(self.path)


def stored_file(path: str, digest: str, make: Callable[[str], bytes]) -> StoredFile:
    """A file of which the digest is known."""
    file = object.__new__(StoredFile)
    vars(file).update(path=path, digest=digest, _make=make)
    return file
