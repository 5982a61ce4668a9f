"""Runs Pagefind, which makes of documents an index that a browser can search in parts."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import IO, Any

#: The packages that carry the program; the extended one knows languages without spaces too.
_PACKAGES = ("pagefind_bin_extended", "pagefind_bin")


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
    folder: Path, language: str, documents: Iterable[tuple[str, str]], unwanted: Event
) -> None:
    """Write into `folder` the index of documents, each an address with HTML.

    Raises PagefindError, or SupersededError where `unwanted` is set meanwhile.
    """
    path, _ = program()
    try:
        with _Service(path, unwanted) as service:
            config = {"force_language": language, "keep_index_url": True}
            index = service.ask("NewIndex", config=config)["index_id"]
            for url, html in documents:
                service.ask("AddFile", index_id=index, url=url, file_contents=html)
            service.ask("WriteFiles", index_id=index, output_path=str(folder))
    except OSError as error:
        if unwanted.is_set():
            raise SupersededError from None
        raise PagefindError(f"the search cannot be made, because {path} fails: {error}") from error
    general = folder / "wasm.unknown.pagefind"  # for languages that have none of their own
    for file in (*folder.glob("pagefind-*ui.*"), folder / "pagefind-highlight.js", general):
        if file != general or (folder / f"wasm.{language}.pagefind").is_file():
            file.unlink(missing_ok=True)


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
        if self._unwanted.is_set():
            raise SupersededError
        message = {"message_id": 0, "payload": {"type": request, **values}}
        pipe = self._process.stdin
        if pipe is None:
            raise BrokenPipeError("it takes no requests")
        pipe.write(base64.b64encode(json.dumps(message).encode()) + b",")
        pipe.flush()
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
