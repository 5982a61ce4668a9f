"""Asks git for the content folder as it stood at a revision."""

from __future__ import annotations

import posixpath
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.files import is_content

#: How long git may take, in seconds.
_PATIENCE = 120
_REGULAR = {"100644", "100755"}


class HistoryError(Exception):
    """The revision cannot be read; the message says why and what to do."""


def read_files_at(root: Path, revision: str, content_folder: str) -> dict[str, bytes]:
    """The YAML files of a content folder at a revision, by their names in it.

    `content_folder` is its path from `root`. Receipts are left out: whoever asks for the past
    wants to know what was published, not whether it was proved. Raises HistoryError.
    """
    found = dict(_listed(root, revision, content_folder))
    if not found:
        raise HistoryError(
            f"there is no folder {content_folder} at {revision!r}; name a revision that has it"
        )
    wanted = {name: blob for name, blob in found.items() if is_content(name)}
    return dict(zip(wanted, _blobs(root, list(wanted.values())), strict=True))


def names_at(root: Path, revision: str, folder: str) -> set[str]:
    """The names of the regular files below a folder at a revision; none where it was not there."""
    return {name for name, _ in _listed(root, revision, folder)}


def _listed(root: Path, revision: str, folder: str) -> Iterator[tuple[str, str]]:
    """Each regular file below a folder at a revision: its name in it, and git's name of its data.

    Links, submodules and whatever else git can hold are none of ours.
    """
    path = posixpath.normpath(folder.replace("\\", "/"))
    inside = "" if path == "." else f"{path}/"
    listed = _git(
        root, "ls-tree", "-r", "-z", _commit(root, revision), *(["--", inside] if inside else [])
    )
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, _, name = entry.partition("\t")
        if about.split(" ")[0] in _REGULAR and name.startswith(inside):
            yield name.removeprefix(inside), about.split(" ")[2]


def _commit(root: Path, revision: str) -> str:
    """The full name of a revision's commit, which no option or path can be taken for."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    unknown = f"there is no revision {revision!r} here"
    if revision.startswith("-") or not revision.isprintable():
        raise HistoryError(f"{unknown}; write the name of a tag, a branch or a commit")
    try:
        peeled = f"{revision}^{{commit}}"
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", peeled)
    except HistoryError:
        if shallow:
            raise HistoryError(
                f"{unknown}, and this clone is shallow: it lacks most of its history. Run"
                " git fetch --unshallow --tags; in a GitHub workflow give actions/checkout the"
                " line fetch-depth: 0"
            ) from None
        raise HistoryError(f"{unknown}; git tag and git log list those there are") from None
    return found.decode().split()[-1]


def _blobs(root: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The data of git's objects, in their order."""
    asked = "".join(f"{name}\n" for name in names).encode()
    answer = _git(root, "cat-file", "--batch", stdin=asked)
    at = 0
    for _ in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split(b" ")[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git answers; its arguments are fixed but for names that were checked before."""
    try:
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 - whichever git the editor uses
            cwd=root,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except FileNotFoundError:
        raise HistoryError(
            "git cannot be found; install it: only git knows how the content stood before"
        ) from None
    except subprocess.TimeoutExpired:
        raise HistoryError(f"git has not answered for {_PATIENCE} seconds; try again") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise HistoryError(
            f"git cannot be asked how the content stood before: {said or 'it gave no reason'}; run"
            " this inside the site's git repository"
        )
    return done.stdout
