"""What a build wrote and out of what, so that the next one writes only what differs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from generator.pagefind import FOLDER

#: Names that end so are pages not yet in their place.
PART = ".part"
#: Hidden names that end so are folders that take a site's place.
NEW = ".new"


@dataclass
class Output:
    """The files of a site by their paths in it.

    `keys` tells out of what a page was made and is missing where it must be made again in any
    case; `states` how a file looked when it had been written. `surroundings` stands for all that
    every page rests on.
    """

    surroundings: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    states: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Output:
        """What `write` wrote; nothing where that cannot be read."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            states = {
                name: (int(size), int(time)) for name, (size, time) in found["states"].items()
            }
            return cls(str(found["surroundings"]), dict(found["keys"]), states)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return cls()

    def write(self, path: Path) -> None:
        """Write it down, where that is possible."""
        with suppress(OSError):
            replace(path, json.dumps(vars(self), separators=(",", ":")).encode())


def manifest_of(site: Path, config_file: Path) -> Path:
    """Where it stands what a build wrote into a site's folder, or into one that takes its place."""
    name = site.name
    if name.startswith(".") and name.endswith(NEW):
        name = name.removeprefix(".").removesuffix(NEW)
    place = blake2b(str(site.resolve().with_name(name)).encode(), digest_size=8).hexdigest()
    return cache_of(config_file).with_suffix(f".{place}.json")


def cache_of(config_file: Path) -> Path:
    """Where the builds of a configuration leave each other what they know; it can be deleted."""
    return config_file.parent / ".cache" / "briefing" / f"{config_file.name}.sqlite"


def carry_over(site: Path, new: Path, config_file: Path) -> None:
    """Let a new folder begin with what lies in the site, to be built on.

    Nothing in the site changes: what is written there file by file, and not in place, is the same
    file in both folders, and of all else the new folder has a copy.
    """
    output = Output.read(manifest_of(site, config_file))
    found = states_in(site) if site.is_dir() else {}
    new.mkdir()
    for name in output.states.keys() & found.keys():
        if output.states[name] == found[name]:
            _take(site / name, new / name, linked=name in output.keys)
    for path in site.glob(f"{FOLDER}*/**/*"):
        if path.is_file():
            _take(path, new / path.relative_to(site), linked=True)


def _take(path: Path, to: Path, *, linked: bool) -> None:
    """Have a file in another place too: the same, or where that cannot be, a copy."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        if not linked:
            raise OSError
        os.link(path, to)
    except OSError:  # or the system knows no files with two names
        shutil.copy2(path, to)


def replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and only if it holds anything else."""
    try:
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    part.write_bytes(data)
    part.replace(path)


def settle(path: Path) -> None:
    """Put a page in its place that was written as a part beside it, or take away the one there."""
    part = path.with_name(path.name + PART)
    if not part.is_file():  # it was left out, because it is empty
        path.unlink(missing_ok=True)
    elif path.is_file() and path.read_bytes() == part.read_bytes():
        part.unlink()
    else:
        part.replace(path)


def state(path: Path) -> tuple[int, int] | None:
    """How a file looks from outside: its size and when it was written."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def states_in(folder: Path) -> dict[str, tuple[int, int]]:
    """How all files in a folder look; those on its top that are hidden are nobody's.

    The folders of the search are left to whoever makes its index.
    """
    found: dict[str, tuple[int, int]] = {}
    folders = [("", str(folder))]
    while folders:
        above, path = folders.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                name = above + entry.name
                if not above and entry.name.startswith((".", FOLDER)):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{name}/", entry.path))
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[name] = (status.st_size, status.st_mtime_ns)
    return found


def remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files, and the folders that hold nothing any more."""
    for name in names:
        path = folder / name
        path.unlink(missing_ok=True)
        for above in path.relative_to(folder).parents[:-1]:
            try:
                (folder / above).rmdir()
            except OSError:  # something is left in it
                break
