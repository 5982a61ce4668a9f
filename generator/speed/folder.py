"""A content folder that is read again and again: only the files that differ since."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.files import find_files, read_file
from generator.mapping import Map, in_turn

# whoever reads nothing anew need not wait for what reads
if TYPE_CHECKING:
    from generator.reading import ParsedRegistry, ParsedSummary, Reading

#: Clocks of file systems tick slowly: a file that was saved so shortly before it was read, in
#: nanoseconds, may be saved once more and look the same. What is so much older than another that
#: was there already was read later than that.
_UNSETTLED = 100_000_000

_Look = tuple[int, ...]


class FolderFiles(Mapping[str, bytes | str]):
    """The files of a content folder as they were found, each opened when it is asked for.

    `digests` has one of every file, equal where the bytes are.
    """

    def __init__(
        self, folder: Path, found: Mapping[str, os.stat_result | str], digests: dict[str, bytes]
    ) -> None:
        self._folder = folder
        self._found = found
        self.digests = digests

    def __getitem__(self, name: str) -> bytes | str:
        return read_file(self._folder / name, self._found[name])

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class KeptFolder:
    """What is known of a content folder from one reading to the next."""

    def __init__(self) -> None:
        self.looks: dict[str, tuple[_Look, bytes]] = {}
        self._registry: tuple[object, ParsedRegistry] | None = None
        self._summaries: dict[str, tuple[object, ParsedSummary]] = {}

    def files(self, folder: Path) -> FolderFiles:
        """Its files as they are now."""
        found = find_files(folder)
        files = FolderFiles(folder, found, {})
        looks = {name: _look(is_there) for name, is_there in found.items()}
        settled = max((look[0] for look in looks.values() if look), default=0) - _UNSETTLED
        before, self.looks = self.looks, {}
        for name, look in looks.items():
            look_before, digest = before.get(name, (None, b""))
            if look is None or look != look_before:
                digest = _digest(files[name])
            if look is not None and look[0] < settled:
                self.looks[name] = (look, digest)
            files.digests[name] = digest
        return files

    def read(self, files: FolderFiles, shown_in: str = "content", map_: Map = in_turn) -> Reading:
        """The same as `parse_files` makes of these files; raises what it raises."""
        from generator.reading import (
            COST,
            Sources,
            merged,
            parse_one,
            parse_registry,
            receipt_of,
            summary_file,
        )

        sources, digests = Sources(files, shown_in), files.digests
        of_registry = (shown_in, *((name, digests[name]) for name in sources.within("registry")))
        if self._registry is None or self._registry[0] != of_registry:
            self._registry, self._summaries = (of_registry, parse_registry(sources)), {}
        registry = self._registry[1]
        made_of = {
            name: (digests[name], digests.get(receipt_of(name)))
            for name in sources.within("summaries")
        }
        before, known = self._summaries, (None, None)
        changed = [name for name in made_of if before.get(name, known)[0] != made_of[name]]
        found = [summary_file(files, name) for name in changed]
        anew = dict(
            zip(changed, map_(parse_one, (registry, shown_in), found, cost=COST), strict=True)
        )
        self._summaries = {
            name: (of, anew[name]) if name in anew else before[name] for name, of in made_of.items()
        }
        return merged(sources, registry, [one for _, one in self._summaries.values()])

    def state(self) -> tuple[Any, ...]:
        """What `restore` needs of all that was read."""
        return self._registry, self._summaries

    def restore(self, state: tuple[Any, ...]) -> None:
        """Know what was read of another folder, whose `state` it was; what differs is read anew."""
        self._registry, self._summaries = state


def _look(is_there: os.stat_result | str) -> _Look | None:
    """What differs of a file when somebody saves it; None where it was not even looked at."""
    if isinstance(is_there, str):
        return None
    return (
        max(is_there.st_mtime_ns, is_there.st_ctime_ns),
        is_there.st_mtime_ns,
        is_there.st_size,
        is_there.st_ino,
        is_there.st_mode,
    )


def _digest(data: bytes | str) -> bytes:
    if isinstance(data, str):
        return b"unread " + data.encode("utf-8", "surrogateescape")
    return blake2b(data, digest_size=16).digest()
