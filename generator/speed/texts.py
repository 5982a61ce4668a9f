"""How the texts look against which drafts are held, so that a page says what was saved since."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

#: Stands before the name of an article's text among the files that a site is made from.
TEXT = "\0text "


def looks_of(names: Iterable[str], folder: Path) -> dict[str, bytes]:
    """How the texts in a folder look, by their names behind `TEXT`; a save makes it another way."""
    return {name: _look(folder / name.removeprefix(TEXT)) for name in names}


def _look(path: Path) -> bytes:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return b"none"
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}".encode()
