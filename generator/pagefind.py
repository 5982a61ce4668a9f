"""Runs Pagefind, which makes of documents an index that a browser can search in parts."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import IO, Any

#: The packages that carry the program; the extended one knows languages without spaces too.
_PACKAGES = ("pagefind_bin_extended", "pagefind_bin")


#: How many requests are made before their answers are read: these take some ten kilobytes.
_TOGETHER = 100
#: Pagefind's own interface, which we have no use for.
_INTERFACE = re.compile(r"pagefind-(?:\w+-)?ui\..*|pagefind-highlight\.js")
#: How the folder of every index begins, in the site's own.
FOLDER = "pagefind-"


class PagefindError(Exception):
    """There is no index; the message says what to do."""


class SupersededError(Exception):
    """Somebody does not want the index any more."""


def program() -> tuple[Path, str]:
    """Where Pagefind is, and which one: the package and its version."""
    for name in _PACKAGES:
        try:
            found = Path(import_module(name).get_executable())
            return found, f"{name} {version(name)}"
        except (ImportError, OSError, PackageNotFoundError):
            continue
    raise PagefindError(
        "the search cannot be made, because the program Pagefind is not installed; run"
        "  python -m pip install 'pagefind[bin]'  or write  search: false  beneath the plugin"
        " briefing in site_config.yml"
    )


def write_index(
    folder: Path,
    language: str,
    documents: Iterable[tuple[str, str]],
    unwanted: Event,
    there: Path | None = None,
) -> list[str]:
    """Write into `folder` the index of documents, each an address with HTML; return its files.

    What lies already in `there`, in whose place it is to come, is not written once more. Raises
    PagefindError, or SupersededError where `unwanted` is set meanwhile.
    """
    path, _ = program()
    try:
        with _Service(path, unwanted) as service:
            config = {"force_language": language, "keep_index_url": True}
            index = service.ask("NewIndex", config=config)["index_id"]
            service.ask_each(
                {"type": "AddFile", "index_id": index, "url": url, "file_contents": html}
                for url, html in documents
            )
            # files that it writes itself it calls written while some of them are still empty
            found = {
                file["path"]: base64.b64decode(file["content"])
                for file in service.ask("GetFiles", index_id=index)["files"]
            }
    except OSError as error:
        if unwanted.is_set():
            raise SupersededError from None
        raise PagefindError(f"the search cannot be made, because {path} fails: {error}") from error
    if f"wasm.{language}.pagefind" in found:
        found.pop("wasm.unknown.pagefind", None)  # for languages that have none of their own
    names = [name for name in found if not _INTERFACE.fullmatch(name)]
    for name in names:
        if there is None or not _holds(there / name, found[name]):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(found[name])
    return names


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


class _Service:
    """Pagefind's own protocol: JSON in base64, each message ended by a comma."""

    def __init__(self, path: Path, unwanted: Event) -> None:
        self._unwanted = unwanted
        self._process = subprocess.Popen(
            [str(path), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answers = self._read(self._process.stdout)

    def __enter__(self) -> _Service:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # what was still to be written to it
                    continue
        self._process.wait()

    def ask(self, request: str, **values: Any) -> dict[str, Any]:
        """The answer to one request."""
        self._say([{"type": request, **values}])
        return self._heard(request)

    def ask_each(self, requests: Iterable[dict[str, Any]]) -> None:
        """Make many requests of one sort, of which no answer but an error is of interest.

        It does not wait for an answer before the next request, but for so few at a time that they
        all have room where they wait to be read.
        """
        waiting = iter(requests)
        while together := list(islice(waiting, _TOGETHER)):
            self._say(together)
            for request in together:
                self._heard(request["type"])

    def _say(self, requests: Iterable[dict[str, Any]]) -> None:
        if self._unwanted.is_set():
            raise SupersededError
        messages = ({"message_id": 0, "payload": request} for request in requests)
        pipe = self._process.stdin
        if pipe is None:
            raise BrokenPipeError("it takes no requests")
        pipe.write(b"".join(base64.b64encode(json.dumps(one).encode()) + b"," for one in messages))
        pipe.flush()

    def _heard(self, request: str) -> dict[str, Any]:
        answer = next(self._answers, None)
        if answer is None:
            raise BrokenPipeError(f"it ended at the request {request}")
        found: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
        if found["type"] == "Error":
            raise PagefindError(f"the search cannot be made: {found.get('message')}")
        return found

    @staticmethod
    def _read(pipe: IO[bytes] | None) -> Iterator[bytes]:
        begun = b""
        while pipe and (piece := pipe.read1(65536)):  # type: ignore[attr-defined]
            *whole, begun = (begun + piece).split(b",")
            yield from whole
