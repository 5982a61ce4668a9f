"""Sees a save at once where the system tells of it, and soon where it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.speed.output import state

#: How often, in seconds, files are looked at while the system is thought to tell of every save;
#: and how often once it has proved that it does not, as on some shared and virtual folders.
_SELDOM, _OFTEN = 2.0, 0.2

_Wanted = tuple[FileSystemEventHandler, str, bool]


class Watcher:
    """An observer, as MkDocs wants one, that has others watch the same paths.

    What one of them has passed on the others pass over, by how the file looks.
    """

    def __init__(self) -> None:
        self._wanted: dict[object, _Wanted] = {}
        self._observers: list[Any] = []
        self._looks_often = False
        self._seen: dict[str, object] = {}

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> object:
        """Have `handler` hear of every change beneath a path; to be called before the start."""
        key = (path, recursive)
        self._wanted[key] = (handler, path, recursive)
        return key

    def unschedule(self, key: object) -> None:
        """Watch there no longer; to be called before the start."""
        del self._wanted[key]

    def start(self) -> None:
        """Begin; a system that has no room for more watches counts as one that tells of nothing."""
        try:
            self._start(Observer(), self._note)
        except OSError:
            self._look_often()
        else:
            self._start(PollingObserver(timeout=_SELDOM), self._note_untold)

    def stop(self) -> None:
        """End soon."""
        for observer in self._observers:
            observer.stop()

    def join(self) -> None:
        """Wait for the end."""
        for observer in self._observers:
            observer.join()

    def _start(self, observer: Any, note: Callable[[FileSystemEvent], bool]) -> None:
        for handler, path, recursive in self._wanted.values():
            observer.schedule(_Changes(handler, note), path, recursive=recursive)
        observer.start()
        self._observers.append(observer)

    def _look_often(self) -> None:
        if not self._looks_often:
            self._looks_often = True
            self._start(PollingObserver(timeout=_OFTEN), self._note)

    def _note(self, event: FileSystemEvent) -> bool:
        """Whether nobody has passed this on."""
        path = str(event.dest_path or event.src_path)
        looks = state(Path(path))
        is_new = path not in self._seen or self._seen[path] != looks
        self._seen[path] = looks
        return is_new

    def _note_untold(self, event: FileSystemEvent) -> bool:
        is_new = self._note(event)
        if is_new and not event.is_directory:
            self._look_often()
        return is_new


class _Changes(FileSystemEventHandler):
    """Passes on what changes a file; to systems it is an event, too, that one was only opened."""

    def __init__(
        self, handler: FileSystemEventHandler, note: Callable[[FileSystemEvent], bool]
    ) -> None:
        self._handler, self._note = handler, note

    def _pass_on(self, event: FileSystemEvent) -> None:
        if self._note(event):
            self._handler.on_any_event(event)

    on_created = on_modified = on_moved = on_deleted = _pass_on
