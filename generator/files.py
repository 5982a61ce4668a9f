"""Opens the files of a content folder that the site is made from, and only what plainly is one."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

#: The largest file read; a summary of a long article has a hundredth of it.
LARGEST = 1_000_000

_FILES = ("home.yml", "differences.yml")
_FOLDERS = ("summaries", "registry")
_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def is_content(name: str) -> bool:
    """Whether a file of that name inside a content folder is one that editors write."""
    folder, _, file = name.rpartition("/")
    if folder:
        return folder in _FOLDERS and file.endswith(".yml") and not file.startswith(".")
    return name in _FILES


def read_files(folder: Path) -> dict[str, bytes | str]:
    """The YAML files and the receipts of a content folder by their names in it.

    In place of its bytes a file that is there and cannot be read has a text that says why. Hidden
    files, and those that editors leave beside the one they save, are none of ours.
    """
    found = {name: data for file in _FILES for name, data in _in_folder(folder, file)}
    for part in _FOLDERS:
        if (folder / part).is_dir():
            for name in sorted(os.listdir(folder / part)):
                found |= _in_folder(folder, f"{part}/{name}")
    for path in sorted((folder / "receipts").glob("*.json")):
        if not path.name.startswith("."):
            found[f"receipts/{path.name}"] = _read(path, path.lstat())
    return found


def _in_folder(folder: Path, name: str) -> Iterator[tuple[str, bytes | str]]:
    path = folder / name
    if path.name.startswith("."):
        return
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if path.suffix == ".yml":
        yield name, _read(path, status)
    elif path.suffix.lower() in (".yml", ".yaml"):
        if (path.parent / f"{path.stem}.yml").exists():
            yield name, f"stands beside {path.stem}.yml; keep one of them, with the ending .yml"
        else:
            yield name, f"files here end in .yml; rename it to {path.stem}.yml"
    elif stat.S_ISDIR(status.st_mode):
        yield name, "folders are not read here; move its files up, beside the others"


def _read(path: Path, status: os.stat_result) -> bytes | str:
    for is_kind, kind in _KINDS:
        if is_kind(status.st_mode):
            return f"is {kind}; only regular files are read, so put the file itself here"
    if status.st_size > LARGEST:
        return f"has {status.st_size:,} bytes; a file here has {LARGEST:,} at most"
    try:
        return path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
