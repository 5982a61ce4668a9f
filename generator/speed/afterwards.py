"""Work that follows a build in a thread of its own, and ends as soon as another build begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, Thread

#: For how long nothing is begun after a build, in seconds: threads share one interpreter, and the
#: page that somebody waits for is to be served first.
BREATH = 0.3


class Afterwards:
    """At most one such work at a time."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._ended = Event()

    def start(self, steps: Iterator[object], failed: Callable[[Exception], None]) -> None:
        """Go through `steps` in the background; `failed` is told of an error in one of them."""
        self.end()
        self._ended = ended = Event()

        def work() -> None:
            if ended.wait(BREATH):
                return
            try:
                for _ in steps:
                    if ended.is_set():
                        return
            except Exception as error:
                failed(error)

        self._thread = Thread(target=work, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Wait for the step that is being done, and leave out those that follow."""
        self._ended.set()
        self.wait()

    def wait(self) -> None:
        """Wait until all is done."""
        if self._thread:
            self._thread.join()
            self._thread = None
