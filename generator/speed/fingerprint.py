"""Fingerprints of answers: equal where nothing that a page could show of them differs."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.dates import Edtf
from generator.facts import Card, Fact, SummaryFacts
from generator.model.registry import Registry

T = TypeVar("T", bound=Fact)

#: What is shown as it is written.
_PLAIN = (str, int, float, Decimal, datetime.date, Edtf, type(None))


class Fingerprints:
    """Fingerprints of answers about one content.

    `files` holds a digest of every file of the content folder by its name there, `parts` the facts
    of every summary. These are known by the digests of the summary's file and receipt and by the
    records of the registry behind them; a single fact by all that it is made of, which `of_facts`
    keeps from build to build.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        parts: Mapping[str, SummaryFacts],
        registry: Registry,
        of_facts: dict[Fact | Card, bytes],
    ) -> None:
        self._files = files
        self._of_parts = parts
        self._registry = registry
        self._of_facts = of_facts
        self._records: dict[str, bytes] = {}
        self._parts: dict[str, bytes] = {}

    def of(self, answer: object) -> bytes:
        """The fingerprint of an answer; raises TypeError for a kind of value it does not know."""
        pieces: list[bytes] = []
        self._add(answer, pieces)
        return _digest(pieces)

    def _add(self, value: object, pieces: list[bytes]) -> None:
        _adding(type(value))(self, value, pieces)  # type: ignore[arg-type]

    def _add_plain(self, value: object, pieces: list[bytes]) -> None:
        pieces.append(f"{type(value).__name__} {value!s}".encode("utf-8", "surrogatepass"))

    def _add_fact(self, value: Fact | Card, pieces: list[bytes]) -> None:
        pieces.append(self._of_facts.get(value) or self._fact(value))

    def _add_summary(self, value: SummaryFacts, pieces: list[bytes]) -> None:
        pieces.append(self.summary(value.key))

    def _add_record(self, value: BaseModel, pieces: list[bytes]) -> None:
        pieces.append(type(value).__name__.encode())
        pieces.append(value.model_dump_json().encode("utf-8", "surrogatepass"))

    def _add_list(self, value: tuple[Any, ...] | list[Any], pieces: list[bytes]) -> None:
        pieces.append(b"[%d" % len(value))
        for one in value:
            self._add(one, pieces)

    def _add_mapping(self, value: Mapping[Any, Any], pieces: list[bytes]) -> None:
        pieces.append(b"{%d" % len(value))
        for key, one in value.items():
            self._add(key, pieces)
            self._add(one, pieces)

    def _add_set(self, value: frozenset[Any], pieces: list[bytes]) -> None:
        pieces.append(b"<%d" % len(value))
        pieces += sorted(self.of(one) for one in value)

    def _add_fields(self, value: Any, pieces: list[bytes]) -> None:
        pieces.append(type(value).__name__.encode())
        for name in _field_names(type(value)):  # type: ignore[arg-type]
            self._add(getattr(value, name), pieces)

    def _fact(self, value: Fact | Card) -> bytes:
        pieces: list[bytes] = []
        self._add_fields(value, pieces)
        known = self._of_facts[value] = _digest(pieces)
        return known

    def same(self, before: Fact | None, fact: T) -> T:
        """The fact of before, if pages can show nothing of it that differs; or else the fact."""
        if not isinstance(before, type(fact)) or self.of(before) != self.of(fact):
            return fact
        del self._of_facts[fact]
        return before

    def summary(self, key: str) -> bytes:
        """The fingerprint of all that one summary says."""
        if key not in self._parts:
            files = (f"summaries/{key}.yml", f"receipts/{key}.json")
            # two summaries may hold the same, and are not the same
            pieces = [key.encode(), *(self._files.get(file, b"none") for file in files)]
            pieces += [self._record(record) for record in sorted(self._of_parts[key].refers_to)]
            self._parts[key] = _digest(pieces)
        return self._parts[key]

    def _record(self, record: str) -> bytes:
        if record not in self._records:
            file, _, id = record.partition("/")
            self._records[record] = self.of((record, getattr(self._registry, file)[id]))
        return self._records[record]


def _digest(pieces: list[bytes]) -> bytes:
    """A digest of pieces, in which their edges count."""
    made = blake2b(b" ".join(b"%d" % len(piece) for piece in pieces), digest_size=16)
    made.update(b":")
    made.update(b"".join(pieces))
    return made.digest()


#: How a value is taken apart: by the first of these kinds that it is of.
_TAKEN: tuple[tuple[tuple[type[Any], ...], Callable[[Fingerprints, Any, list[bytes]], None]], ...]
_TAKEN = (
    (_PLAIN, Fingerprints._add_plain),
    ((Fact, Card), Fingerprints._add_fact),
    ((SummaryFacts,), Fingerprints._add_summary),
    ((BaseModel,), Fingerprints._add_record),
    ((tuple, list), Fingerprints._add_list),
    ((Mapping,), Fingerprints._add_mapping),
    ((set, frozenset), Fingerprints._add_set),
)


@cache
def _adding(kind: type[object]) -> Callable[[Fingerprints, Any, list[bytes]], None]:
    for kinds, adds in _TAKEN:
        if issubclass(kind, kinds):
            return adds
    if dataclasses.is_dataclass(kind):
        return Fingerprints._add_fields
    raise TypeError(f"a {kind.__name__} has no fingerprint")


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
