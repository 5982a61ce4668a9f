"""Puts new contents in the place of files, of all of them or of none."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.problems import SetupError


def save(read: Mapping[Path, bytes], contents: Mapping[Path, bytes | None]) -> None:
    """Give files their new contents; None takes a file away.

    `read` holds what stood in them when the new contents were made: where somebody has saved one
    of them since, nothing is written and SetupError says so. Each file is replaced in one step;
    where one of them cannot be written, those before it are put back and OSError is raised.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            if data is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                parts[path] = part = path.parent / f".{path.name}.part"
                part.write_bytes(data)
                if path.exists():
                    shutil.copymode(path, part)
        for path in contents:
            if (path.read_bytes() if path.exists() else None) != read.get(path):
                raise SetupError(f"{path} was saved by somebody meanwhile; run this again")
        _replace(read, contents, parts)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _replace(
    read: Mapping[Path, bytes],
    contents: Mapping[Path, bytes | None],
    parts: Mapping[Path, Path],
) -> None:
    done: list[Path] = []
    try:
        for path in [*parts, *(path for path in contents if path not in parts)]:
            if path in parts:
                parts[path].replace(path)
            else:
                path.unlink()
            done.append(path)
    except OSError:
        for path in done:
            if path in read:
                path.write_bytes(read[path])
            else:
                path.unlink()
        raise
