"""Puts a new site in the place of the old one, whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


class BusyError(Exception):
    """Another build of the same site is running."""


class Build(Protocol):
    """Builds a site into a folder, and raises where it cannot; `lock` is to stay open meanwhile."""

    def __call__(self, folder: Path, lock: IO[bytes]) -> None: ...


def publish(site: Path, build: Build) -> None:
    """Build beside `site` and then let the new site take its place.

    A build that fails, or is killed at any moment, leaves the old site as it was. What it left
    beside it is swept by the next one. Raises BusyError while another build runs, OSError where
    nothing can be written, and whatever `build` raises.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise OSError(errno.ENOTDIR, "the site's folder must be a real folder", str(site))
    with _locked(_beside(site, "lock")) as lock:
        _recover(site)
        new = _beside(site, "new")
        try:
            build(new, lock)
            _replace(site, new)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def _beside(site: Path, what: str) -> Path:
    return site.parent / f".{site.name}.{what}"


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    """Hold a lock that ends with the processes that hold the file open, however they end."""
    with path.open("ab") as file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(f"another build is writing {path.parent}; wait until it is done") from (
                error
            )
        yield file


def _recover(site: Path) -> None:
    """Complete or undo what a killed build left, and sweep the rest."""
    journal, old, new = (_beside(site, what) for what in ("journal", "old", "new"))
    if journal.exists() and not site.exists():
        # Killed between two renames. The journal is written when the new site is complete.
        (new if new.is_dir() else old).rename(site)
    journal.unlink(missing_ok=True)
    for leftover in (old, new):
        shutil.rmtree(leftover, ignore_errors=True)
        if leftover.exists():
            raise OSError(errno.EACCES, "a leftover cannot be removed", str(leftover))


def _replace(site: Path, new: Path) -> None:
    if not site.exists():
        new.rename(site)
        return
    if _exchange(site, new):
        return  # the old site is now where the new one was, and is swept there
    journal, old = _beside(site, "journal"), _beside(site, "old")
    partly = _beside(site, "journal-part")
    partly.write_text(json.dumps({"old": old.name, "new": new.name}), encoding="utf-8")
    partly.replace(journal)
    site.rename(old)
    new.rename(site)
    journal.unlink()
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can: Linux, renameat2(2)."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(one))
