"""The index of the search in a built site: made after a build, of the shards that differ."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, NamedTuple

from generator.pagefind import FOLDER, PagefindError, SupersededError, program, write_index
from generator.speed.afterwards import BREATH
from generator.speed.making import Made
from generator.speed.output import replace

# an index that stays needs none of the rooms that make records
if TYPE_CHECKING:
    from generator.search.shards import Searched, Shard

#: In each shard, out of what it was made and what then lay in it.
_MADE = "made.json"
#: What leads to all else in a shard, and therefore comes last to its place.
_ENTRY = "pagefind-entry.json"

Shards = Callable[[], Iterable["Shard"]]


class WrittenPage(NamedTuple):
    """A page written by hand: its address, its title, and the HTML of its content."""

    url: str
    title: str
    html: str


class Searchable:
    """What is searched of one build after the other: facts, and pages written by hand."""

    def __init__(self) -> None:
        self._searched: Searched | None = None

    def known(self, made: Made, pages: Iterable[WrittenPage]) -> str:
        """Equal where the shards are; nothing where they must be made to know that."""
        return _digest(repr((made.inputs, made.field, *pages))) if made.inputs else ""

    def shards(self, made: Made, pages: Iterable[WrittenPage]) -> Iterable[Shard]:
        """The shards of a build."""
        from generator.search.handwritten import handwritten_record
        from generator.search.shards import Searched

        press = made.press()
        self._searched = made.searched() if made.searched else self._searched or Searched()
        records = [handwritten_record(*page) for page in pages]
        return self._searched.shards(press.edition(press.briefing), press.words, records)


class Indexing:
    """Makes indexes, one at a time: whoever wants another stops the one that is being made.

    `indexed` names the shards that the last one had to make.
    """

    def __init__(self) -> None:
        self.indexed: tuple[str, ...] = ()
        self._unwanted = Event()
        self._thread: Thread | None = None
        self._placing = Lock()

    def stop(self) -> None:
        """Leave the site alone, from now on; what is being put in its place is done first."""
        with self._placing:
            self._unwanted.set()

    def wait(self) -> None:
        """Wait for what is being made in the background."""
        if self._thread:
            self._thread.join()

    def run(self, site: Path, shards: Shards, known: str = "") -> None:
        """Make the index of a site; raises PagefindError.

        Where the one that is there was made for the same `known`, it stays.
        """
        self.stop()
        self._unwanted = Event()
        self._make(site, shards, known, self._unwanted)

    def start(
        self,
        site: Path,
        shards: Shards,
        failed: Callable[[Exception], None],
        known: str = "",
    ) -> None:
        """Make it in the background; `failed` gets the error, if there is one."""
        self.stop()
        before, unwanted = self._thread, Event()
        self._unwanted = unwanted

        def make() -> None:
            if before:
                before.join()
            if unwanted.wait(BREATH):
                return
            try:
                self._make(site, shards, known, unwanted)
            except SupersededError:
                pass
            except Exception as error:
                if not unwanted.is_set():
                    failed(error)

        self._thread = Thread(target=make, name="search", daemon=True)
        self._thread.start()

    def _make(self, site: Path, shards: Shards, known: str, unwanted: Event) -> None:
        self.indexed, wanted = (), []
        _, by_whom = program()
        if known and _stands(site, f"{by_whom} {known}"):
            return
        beside = site.parent / f".{site.name}.search"
        shutil.rmtree(beside, ignore_errors=True)
        try:
            for shard in shards():
                if unwanted.is_set():
                    raise SupersededError
                wanted.append(shard.name)
                made_of = f"{by_whom} {shard.digest}"
                if _holds(site / shard.name, made_of):
                    with self._placing:
                        if not unwanted.is_set():  # the site may be put aside
                            _note(site / shard.name, made_of, f"{by_whom} {known}")
                    continue
                self.indexed += (shard.name,)
                new = beside / shard.name
                new.mkdir(parents=True)
                documents = ((one.url, one.html) for one in shard.documents)
                place = site / shard.name
                names = write_index(new, shard.language, documents, unwanted, place)
                with self._placing:
                    if unwanted.is_set():
                        raise SupersededError
                    _place(new, place, names)
                    _note(place, made_of, f"{by_whom} {known}")
            with self._placing:
                if not unwanted.is_set():
                    remove_indexes(site, wanted)
        except OSError as error:
            raise PagefindError(f"the search cannot be written: {error}") from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def remove_indexes(site: Path, but: Iterable[str] = ()) -> None:
    """Take away the shards that a site has of an earlier index, but for some."""
    kept = set(but)
    for folder in site.glob(f"{FOLDER}*"):
        if folder.name not in kept and folder.is_dir():
            shutil.rmtree(folder)


def _place(new: Path, shard: Path, names: Iterable[str]) -> None:
    """Put a shard in the place of the one before, so that at any moment a whole one is found.

    `names` are all its files, of which some lie there already. They change with what they hold, but
    for a few on the top, of which the entry leads to the others: it comes behind them, and what
    only the old one led to goes last.
    """
    if not shard.is_dir():
        shard.parent.mkdir(parents=True, exist_ok=True)
        new.rename(shard)
        return
    kept = set(names)
    (shard / _MADE).unlink(missing_ok=True)
    for name in sorted(kept, key=lambda name: (name == _ENTRY, name)):
        if (new / name).is_file():
            (shard / name).parent.mkdir(exist_ok=True)
            (new / name).replace(shard / name)
    for name in [name for name in _names_in(shard) if name not in kept]:
        (shard / name).unlink()


def _note(shard: Path, made_of: str, known: str) -> None:
    """Record out of what a shard is made, and for what the whole index."""
    made = {"of": made_of, "files": _files_in(shard), "known": known}
    replace(shard / _MADE, json.dumps(made).encode())


def _noted(shard: Path) -> dict[str, str]:
    """What was recorded of a shard, if nobody has changed it since."""
    try:
        made: dict[str, str] = json.loads((shard / _MADE).read_text(encoding="utf-8"))
        return made if made["files"] == _files_in(shard) else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _holds(shard: Path, made_of: str) -> bool:
    """Whether a shard was made of the same, and nobody has changed it since."""
    return _noted(shard).get("of") == made_of


def _stands(site: Path, known: str) -> bool:
    """Whether there is an index that was made for the same, and nobody has changed it since."""
    shards = sorted(site.glob(f"{FOLDER}*"))
    return bool(shards) and all(_noted(shard).get("known") == known for shard in shards)


def _files_in(shard: Path) -> str:
    """Stands for the names and sizes of the files in a shard, but for its own record."""
    found = (f"{name} {(shard / name).stat().st_size}" for name in _names_in(shard))
    return _digest("\0".join(sorted(found)))


def _names_in(shard: Path) -> Iterator[str]:
    """The files in a shard, but for its own record."""
    for folder, _, names in os.walk(shard):
        above = Path(folder).relative_to(shard)
        yield from ((above / name).as_posix() for name in names if name != _MADE)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
