"""Work shared out to copies of this process, where the system can make them."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")

#: Fewer items are not worth a process: to make one and to carry back its results takes as long as
#: some hundred pages.
FEW = 400

Dump = Callable[[Any], bytes]
Load = Callable[[bytes], Any]


def share_out(
    work: Callable[[Sequence[I]], R],
    items: Sequence[I],
    processes: int,
    dump: Dump = pickle.dumps,
    load: Load = pickle.loads,
) -> list[R]:
    """What `work` makes of the items, in as many portions as processes had a share.

    Everything that this process knows each copy knows too, and only results have to be carried
    back, by `dump` and `load`. Where something fails in a copy, its error is raised here. One
    process does all where there are few items, where the system cannot copy a process, and where
    other threads run, which a copy would lack while it waits for them.
    """
    alone = not hasattr(os, "fork") or threading.active_count() > 1 or len(items) < FEW
    count = 1 if alone else max(processes, 1)
    portions = [items[number::count] for number in range(count)]
    copies = [_start(work, portion, dump) for portion in portions[1:]]
    try:
        results = [work(portions[0])]
    finally:
        outcomes = [_end(*copy) for copy in copies]
    for failed, data in outcomes:
        if failed:
            raise load(data)
        results.append(load(data))
    return results


def _start(work: Callable[[Sequence[I]], R], items: Sequence[I], dump: Dump) -> tuple[int, int]:
    """Copy this process and let the copy work; return its id, and where it will write."""
    reading, writing = os.pipe()
    copy = os.fork()
    if copy:
        os.close(writing)
        return copy, reading
    # from here on in the copy, which may end in one way only
    try:
        os.close(reading)
        try:
            outcome = b"+" + dump(work(items))
        except BaseException as error:
            outcome = b"-" + dump(error)
        with open(writing, "wb") as pipe:
            pipe.write(outcome)
    finally:
        os._exit(0)


def _end(copy: int, reading: int) -> tuple[bool, bytes]:
    """Wait for a copy; return whether it failed, and its result or its error."""
    with open(reading, "rb") as pipe:
        outcome = pipe.read()
    os.waitpid(copy, 0)
    if not outcome:
        return True, pickle.dumps(RuntimeError("a worker ended without a result"))
    return outcome[:1] == b"-", outcome[1:]
