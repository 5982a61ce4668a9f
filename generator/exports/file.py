"""A finished file of the site that is no page, and where such files lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

#: Where all of them lie, below the site's root; `briefing export` writes them without it.
FOLDER = "data/"


@dataclass(frozen=True)
class File:
    """A finished file for machines: its `path` below the site's root, and what it holds."""

    path: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """Equal where it holds the same."""
        return blake2b(self.data, digest_size=16).hexdigest()


def make_file(path: str, made_of: object, make: Callable[[], bytes]) -> File:
    """A file that holds what `make` makes; it rests on nothing but `made_of`."""
    return File(path, make())


#: Makes a file as `make_file` does; one that keeps files may have it already.
FileMaker = Callable[[str, object, Callable[[], bytes]], File]


@dataclass(frozen=True)
class Place:
    """Where a file lies that is made of everything: its `name` in the folder."""

    name: str

    @property
    def path(self) -> str:
        return f"{FOLDER}{self.name}"
