"""A finished file of the site that is no page, and where such files lie."""

from __future__ import annotations

from dataclasses import dataclass

#: Where all of them lie, below the site's root; `briefing export` writes them without it.
FOLDER = "data/"


@dataclass(frozen=True)
class File:
    """A finished file for machines: its `path` below the site's root, and what it holds."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Place:
    """Where a file lies that is made of everything: its `name` in the folder."""

    name: str

    @property
    def path(self) -> str:
        return f"{FOLDER}{self.name}"
