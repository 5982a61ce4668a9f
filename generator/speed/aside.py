"""Puts a built site where MkDocs does not find it to empty it, and back again."""

from __future__ import annotations

import shutil
from pathlib import Path


def put_aside(site: Path) -> bool:
    """Rename the site's folder; False where there is none, or it cannot be renamed."""
    if site.is_symlink() or not site.is_dir():
        return False
    try:
        site.rename(_aside(site))
    except OSError:  # a file in it is open, where the system minds
        return False
    return True


def put_back(site: Path) -> None:
    """Undo `put_aside`, whether this process called it or one that was killed.

    A site that was built meanwhile stays, and what was put aside goes.
    """
    aside = _aside(site)
    if not aside.is_dir():
        return
    if site.is_dir() and not any(site.iterdir()):
        site.rmdir()
    if site.exists():
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.rename(site)


def _aside(site: Path) -> Path:
    return site.parent / f".{site.name}.aside"
