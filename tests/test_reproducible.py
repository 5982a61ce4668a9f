"""Tests that the same content gives the same bytes, wherever and whenever it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

WHERE = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"},
    {
        "TZ": "America/Los_Angeles",
        "LC_ALL": "C.UTF-8",
        "LANG": "de_DE.UTF-8",
        "PYTHONHASHSEED": "2",
    },
]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_builds_are_the_same_byte_for_byte(small_site: Path, tmp_path: Path) -> None:
    sites = []
    for number, variables in enumerate(WHERE):
        folder = tmp_path / ("a" * (number + 1)) / "checkout"
        shutil.copytree(small_site, folder)
        for path in folder.rglob("*"):
            os.utime(path, (number * 1e8, number * 1e8))
        done = subprocess.run(
            [sys.executable, "-m", "generator", "build"],
            cwd=folder,
            env={
                **os.environ,
                **variables,
                "SOURCE_DATE_EPOCH": "1900000000",
                "NO_MKDOCS_2_WARNING": "1",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        sites.append(tree(folder / "site"))
    one, other = sites
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
