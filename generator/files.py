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
    found = find_files(folder)
    return {name: read_file(folder / name, is_there) for name, is_there in found.items()}


def find_files(folder: Path) -> dict[str, os.stat_result | str]:
    """What is known of the same files without opening them, or why one is none of ours to open."""
    found = {name: is_there for file in _FILES for name, is_there in _in_folder(folder, "", file)}
    for part in _FOLDERS:
        if (folder / part).is_dir():
            for name in sorted(os.listdir(folder / part)):
                found |= _in_folder(folder, f"{part}/", name)
    receipts = f"{folder}/receipts"
    for name in sorted(os.listdir(receipts)) if os.path.isdir(receipts) else ():
        if name.endswith(".json") and not name.startswith("."):
            found[f"receipts/{name}"] = os.lstat(f"{receipts}/{name}")
    return found


def read_file(path: Path, is_there: os.stat_result | str) -> bytes | str:
    """The bytes of a file that was found, or why it cannot be read."""
    if isinstance(is_there, str):
        return is_there
    for is_kind, kind in _KINDS:
        if is_kind(is_there.st_mode):
            return f"is {kind}; only regular files are read, so put the file itself here"
    if is_there.st_size > LARGEST:
        return f"has {is_there.st_size:,} bytes; a file here has {LARGEST:,} at most"
    try:
        return path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _in_folder(folder: Path, part: str, name: str) -> Iterator[tuple[str, os.stat_result | str]]:
    if name.startswith("."):
        return
    path = f"{folder}/{part}{name}"
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return
    stem, ending = os.path.splitext(name)
    if ending == ".yml":
        yield f"{part}{name}", status
    elif ending.lower() in (".yml", ".yaml"):
        if os.path.exists(f"{folder}/{part}{stem}.yml"):
            message = f"stands beside {stem}.yml; keep one of them, with the ending .yml"
        else:
            message = f"files here end in .yml; rename it to {stem}.yml"
        yield f"{part}{name}", message
    elif stat.S_ISDIR(status.st_mode):
        yield f"{part}{name}", "folders are not read here; move its files up, beside the others"
