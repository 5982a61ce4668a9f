"""Measures programs from outside: seconds and memory of a run, and the wait until a server shows.

It reads Linux's /proc. Run as a program, it is the small process that starts what is measured:
Linux counts what a parent holds as held by its child, so the parent must hold next to nothing.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

#: How often a server is asked for a page, and how long at most, in seconds.
ASK_EVERY, GIVE_UP = 0.01, 600.0
#: How often the memory of several processes at once is added up, in seconds.
_LOOK_EVERY = 0.1


class MeasuringError(Exception):
    """What was to be measured did not do what it was to do; the message ends with its output."""


@dataclass(frozen=True)
class Run:
    """What one run of a program took, or of several programs one after the other."""

    seconds: float
    memory_mb: float

    def __add__(self, after: Run) -> Run:
        return Run(self.seconds + after.seconds, max(self.memory_mb, after.memory_mb))


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    """This one's, but that Python keeps what it has compiled, as it does wherever it may."""
    found = {**os.environ, **(more or {})}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def timed(command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None) -> Run:
    """Measure a command that runs in `folder`, once nothing written before waits for the disk.

    The memory is the highest that all of its processes held at once; of one process alone it is
    exact, of several it is looked at ten times a second.
    """
    os.sync()
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        done = subprocess.run(
            [sys.executable, "-S", __file__, str(report), *command],
            cwd=folder,
            env=_environment(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            said = done.stdout.decode(errors="replace")[-4_000:]
            raise MeasuringError(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
        return Run(**json.loads(report.read_text()))


class Aside:
    """Puts folders out of the way at once, and deletes them only when all is measured.

    Deleting thousands of files keeps the disk busy for long after the deleting has ended. They wait
    in a new folder inside of `place`, which must lie on the disk of what is put there, and where
    nothing that is measured looks.
    """

    def __init__(self, place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix="aside-", dir=place))
        self._count = 0

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder)

    def put(self, folder: Path) -> None:
        """Take a folder away, if there is one."""
        if folder.exists():
            folder.rename(self._folder / str(self._count))
            self._count += 1


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


class Server:
    """A server that was started, until `serving` ends it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def shown_after(self, address: str, marker: str) -> float:
        """The seconds from now until the page at `address` holds `marker`."""
        start = time.perf_counter()
        while time.perf_counter() - start < GIVE_UP:
            if self._process.poll() is not None:
                raise MeasuringError(f"it ended with {self._process.returncode}")
            try:
                with urllib.request.urlopen(address, timeout=GIVE_UP) as answer:
                    if marker in answer.read().decode(errors="replace"):
                        return time.perf_counter() - start
            except (OSError, HTTPException):
                pass  # it does not listen yet, or is writing this page
            time.sleep(ASK_EVERY)
        raise MeasuringError(f"{address} did not show {marker!r} within {GIVE_UP:.0f} s")

    def rest(self) -> None:
        """Wait until the server has done what it does after an edit: it uses less than half a core.

        Some look at every file all the time, so that none of them comes to rest completely.
        """
        before, start = -1.0, time.perf_counter()
        while time.perf_counter() - start < GIVE_UP:
            now = sum(map(_processor_seconds, _tree(self._process.pid)))
            if before >= 0 and now - before < 0.5:
                return
            before = now
            time.sleep(1)


@contextmanager
def serving(
    command: Sequence[str], folder: Path, address: str, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start a server in `folder`, wait until it shows `address` and rests; end it afterwards."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(env),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        server = Server(process)
        try:
            server.shown_after(address, "")
            server.rest()
            yield server
        except MeasuringError as error:
            said.seek(0)
            end = said.read()[-4_000:].decode(errors="replace")
            raise MeasuringError(f"{' '.join(command)}: {error}\n{end}") from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _tree(pid: int) -> list[int]:
    """A process and all that it has started, as far as they still run."""
    found = [pid]
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            with suppress(OSError):  # it has just ended
                found += map(int, children.read_text().split())
    return found


def _processor_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _share_kb(pid: int) -> int:
    """What a process holds, of which it holds only its share where others hold it too."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _measure(command: Sequence[str]) -> tuple[Run, int]:
    """A run of a command as its parent sees it, and how it ended."""
    highest, over = 0, Event()
    start = time.perf_counter()
    process = subprocess.Popen(command)

    def look() -> None:
        nonlocal highest
        while not over.wait(_LOOK_EVERY):
            if len(tree := _tree(process.pid)) > 1:
                highest = max(highest, sum(map(_share_kb, tree)))

    looking = Thread(target=look)
    looking.start()
    ended = process.wait()
    seconds = time.perf_counter() - start
    over.set()
    looking.join()
    alone = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Run(seconds, max(alone, highest) * 1024 / 1e6), ended


if __name__ == "__main__":
    run, status = _measure(sys.argv[2:])
    Path(sys.argv[1]).write_text(json.dumps(asdict(run)))
    sys.exit(status)
