"""Leaves out Python's search for objects that hold each other, where none that do are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep Python from searching while many objects are made that refer to none before them.

    Records and facts are such: they go when nobody holds them any more. The search would go
    through all of them again and again as they become more: two fifths of the time to read
    10,000 summaries, and it never found anything.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
