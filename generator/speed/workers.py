"""Work shared out: to copies of this process, to further processes, or to a cluster of machines."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from generator.mapping import Map, Way, WayName, in_turn
from generator.problems import SetupError
from generator.speed.collecting import without_collecting

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")
S = TypeVar("S")

#: Less work, in milliseconds, is done here. To share it between two halves it at best. Against that
#: stands for a copy some 5 ms to make it, and a third of what reading takes to carry records back;
#: for processes of loky and a cluster the seconds until they have imported this project, and that
#: all that is shared is sent. `python benchmarks/shares.py` prints what each way takes.
PAYS: dict[WayName, float] = {"auto": 400, "loky": 3_000, "dask": 3_000}
#: How long a scheduler may take to answer, in seconds.
_PATIENCE = 5

#: What became of a portion: what was made of its items up to the first error, and the error.
_Done = tuple[list[Any], BaseException | None]


class WorkersError(SetupError):
    """The work could not be shared out as it was asked for; the message says what to do."""


@dataclass(frozen=True)
class Workers(Map):
    """Does work the way that was asked for: what comes of it is the same.

    Of `auto`, the copies know all that this process knows: nothing but results has to be carried,
    which is why that is not left to joblib. There are no copies where the system makes none, nor
    where other threads run, which a copy would lack while it waits for them.
    """

    way: Way = field(default_factory=Way)
    processes: int = 1

    def __call__(
        self, work: Callable[[S, I], R], shared: S, items: Sequence[I], /, *, cost: float
    ) -> list[R]:
        name = self.way.name
        if name == "serial" or len(items) * cost < PAYS[name]:
            return in_turn(work, shared, items)
        if name == "auto":
            return _put_together(_by_copies(work, shared, items, self.processes), len(items))
        return _put_together(self._by_joblib(work, shared, items), len(items))

    def ready(self) -> None:
        """Raise WorkersError where nobody could do any work; that is found out without any."""
        with self._backend(b""):
            pass

    def _by_joblib(
        self, work: Callable[[S, I], R], shared: S, items: Sequence[I]
    ) -> Sequence[_Done]:
        """What became of the portions; `shared` is sent to each worker once, as bytes."""
        from joblib import Parallel, delayed

        from generator.speed.around import digest_of_code
        from generator.speed.pickling import dumps

        sent = dumps(shared)
        with self._backend(sent) as count:
            portions = _portions(items, count)
            tasks = (
                delayed(_done_elsewhere)(work, sent, dumps(portion), digest_of_code())
                for portion in portions
            )
            # one portion a worker: whoever gets a second one would have to unpack `shared` again
            parallel = Parallel(n_jobs=count, batch_size=1, pre_dispatch="all")
            try:
                outcomes = list(parallel(tasks))
            except Exception as error:  # those of the work itself come back as outcomes
                raise WorkersError(
                    f"the workers failed, not the work ({_first_line(error)}); each needs this"
                    f" project, installed as it is here; workers: serial does without them"
                ) from error
        if None in outcomes:
            raise WorkersError(
                f"a worker at {self.way.address} has other code, or another Python, than this"
                " process; install there what is installed here"
            )
        return [_unpacked(outcome) for outcome in outcomes if outcome is not None]

    @contextmanager
    def _backend(self, sent: bytes) -> Iterator[int]:
        """Have joblib send work the way that was asked for; gives how many portions to make."""
        if self.way.name == "loky":
            from joblib import parallel_config

            with parallel_config("loky"):
                yield self.processes
        elif self.way.name == "dask":
            with _cluster(self.way.address) as client:
                from joblib import parallel_config

                scatter = [sent] if sent else None
                with parallel_config("dask", client=client, scatter=scatter):
                    yield sum(client.ncores().values())
        else:
            yield self.processes


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    """A connection to a cluster of Dask that has workers."""
    if importlib.util.find_spec("distributed") is None:
        raise WorkersError(
            "workers on a cluster need Dask, which is not installed here;"
            " install it with: python -m pip install -e '.[dask]'"
        )
    from distributed import Client

    client, said = None, ""
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        said = _first_line(error)
    if client is None:
        # The client that failed ends itself when Python finds it. If that were while another one
        # starts, which holds what it needs for it, both would wait for ever.
        gc.collect()
        raise WorkersError(
            f"no scheduler of Dask answers at {address} ({said}); start one with:"
            " dask scheduler; and its workers with: dask worker ADDRESS --nthreads 1"
        )
    with client:
        if not client.ncores():
            raise WorkersError(
                f"the scheduler at {address} has no workers; start some with:"
                f" dask worker {address} --nthreads 1"
            )
        yield client


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0] or type(error).__name__


def _portions(items: Sequence[I], count: int) -> list[Sequence[I]]:
    """As many portions, each of items from everywhere: what lies together is often alike."""
    count = max(min(count, len(items)), 1)
    return [items[number::count] for number in range(count)]


def _put_together(done: Sequence[_Done], count: int) -> list[Any]:
    """The results of all portions in the order of their items."""
    failed = [
        (number + len(made) * len(done), error)
        for number, (made, error) in enumerate(done)
        if error is not None
    ]
    if failed:
        raise min(failed, key=lambda one: one[0])[1]
    found: list[Any] = [None] * count
    for number, (made, _) in enumerate(done):
        found[number :: len(done)] = made
    return found


def _done(work: Callable[[S, I], R], shared: S, items: Sequence[I]) -> _Done:
    made: list[R] = []
    try:
        made.extend(work(shared, item) for item in items)
    except Exception as error:
        return made, error
    return made, None


def _packed(done: _Done) -> bytes:
    """What became of a portion, to be carried to the process that asked for it."""
    from generator.speed.pickling import dumps

    made, error = done
    if error is None:
        return b"+" + dumps(made)
    return b"-" + pickle.dumps((len(made), _carried(error)))


def _carried(error: BaseException) -> BaseException:
    """An error as it comes out elsewhere, or what it says where it would not come out."""
    try:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        again = None
    if type(again) is type(error) and str(again) == str(error):
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")


def _unpacked(outcome: bytes) -> _Done:
    # by this code, moments ago: these may hold more kinds of value than a file is trusted with
    with without_collecting():
        found = pickle.loads(memoryview(outcome)[1:])  # noqa: S301
    if outcome[:1] == b"+":
        return found, None
    count, error = found
    return [None] * count, error


def _done_elsewhere(
    work: Callable[[S, I], R], shared: bytes, items: bytes, code: bytes
) -> bytes | None:
    """What became of a portion that was sent here; None where that was by other code."""
    from generator.speed.around import digest_of_code

    if code != digest_of_code():
        return None
    with without_collecting():
        unpacked = pickle.loads(shared), pickle.loads(items)  # noqa: S301
    return _packed(_done(work, *unpacked))


def _by_copies(
    work: Callable[[S, I], R], shared: S, items: Sequence[I], processes: int
) -> Sequence[_Done]:
    alone = not hasattr(os, "fork") or threading.active_count() > 1
    importlib.import_module("generator.speed.pickling")  # here, and not again in each copy
    portions = _portions(items, 1 if alone else processes)
    copies = [_start(partial(_done, work, shared, portion)) for portion in portions[1:]]
    try:
        own = _done(work, shared, portions[0])
    finally:
        outcomes = [_end(*copy) for copy in copies]
    return [own, *map(_unpacked, outcomes)]


def _start(work: Callable[[], _Done]) -> tuple[int, int]:
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
            outcome = _packed(work())
        except BaseException as error:
            outcome = _packed(([], error))
        with open(writing, "wb") as pipe:
            pipe.write(outcome)
    finally:
        os._exit(0)


def _end(copy: int, reading: int) -> bytes:
    """Wait for a copy; return what became of its portion."""
    with open(reading, "rb") as pipe:
        outcome = pipe.read()
    os.waitpid(copy, 0)
    return outcome or _packed(([], RuntimeError("a worker ended without a result")))
