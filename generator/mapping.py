"""Work done item by item, each by itself, so that it does not matter who does which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar, get_args

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")
S = TypeVar("S")

WayName = Literal["auto", "serial", "loky", "dask"]

_WRITE = "write auto, serial, loky, or dask: and a scheduler's address (dask:tcp://127.0.0.1:8786)"


@dataclass(frozen=True)
class Way:
    """Who does the work: `auto` for copies of this process, where that pays; this one, `serial`.

    `loky` are further processes on this machine, `dask` the workers of the cluster whose scheduler
    has the `address`.
    """

    name: WayName = "auto"
    address: str = ""


def parse_way(text: str) -> Way:
    """A way as options name it; raises ValueError, with what can be written, for anything else."""
    name, colon, address = text.partition(":")
    for known in get_args(WayName):
        if name == known and (address.strip() if name == "dask" else not colon):
            return Way(known, address.strip())
    raise ValueError(f"{text!r} names nobody who could do the work; {_WRITE}")


class Map(Protocol):
    """What `work` makes of every item, in the order of the items.

    `work` is a pure function of a module: what it makes rests on `shared` and its item alone, so
    that whoever is sent both can do it. The error raised is that of the first item that has one.
    `cost` is about how many milliseconds an item takes.
    """

    def __call__(
        self, work: Callable[[S, I], R], shared: S, items: Sequence[I], /, *, cost: float
    ) -> list[R]: ...


def in_turn(
    work: Callable[[S, I], R], shared: S, items: Sequence[I], /, *, cost: float = 0
) -> list[R]:
    """All by this process, one after the other."""
    return [work(shared, item) for item in items]
