"""Fingerprints of answers: equal where nothing that a page could show of them differs."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import blake2b
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from generator.dates import Edtf
from generator.facts import Fact, SummaryFacts
from generator.model.registry import Registry

#: What is shown as it is written.
_PLAIN = (str, bytes, int, float, Decimal, datetime.date, Edtf, type(None))


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
        of_facts: WeakKeyDictionary[Fact, bytes],
    ) -> None:
        self._files = files
        self._of_parts = parts
        self._registry = registry
        self._of_facts = of_facts
        self._records: dict[str, bytes] = {}
        self._parts: dict[str, bytes] = {}

    def of(self, answer: object) -> bytes:
        """The fingerprint of an answer; raises TypeError for a kind of value it does not know."""
        made = blake2b(digest_size=16)
        for piece in self._pieces(answer):
            made.update(b"%d:" % len(piece))
            made.update(piece)
        return made.digest()

    def _pieces(self, value: object) -> Iterator[bytes]:
        if isinstance(value, _PLAIN):
            yield f"{type(value).__name__} {value!s}".encode("utf-8", "surrogatepass")
        elif isinstance(value, Fact):
            yield self.fact(value)
        elif isinstance(value, SummaryFacts):
            yield self.summary(value.key)
        elif isinstance(value, BaseModel):
            yield type(value).__name__.encode()
            yield value.model_dump_json().encode("utf-8", "surrogatepass")
        elif isinstance(value, Mapping):
            yield b"{%d" % len(value)
            for key, one in value.items():
                yield from self._pieces(key)
                yield from self._pieces(one)
        elif isinstance(value, tuple | list):
            yield b"[%d" % len(value)
            for one in value:
                yield from self._pieces(one)
        elif isinstance(value, set | frozenset):
            yield b"<%d" % len(value)
            yield from sorted(self.of(one) for one in value)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            yield from self._fields(value)
        else:
            raise TypeError(f"a {type(value).__name__} has no fingerprint")

    def _fields(self, value: object) -> Iterator[bytes]:
        yield type(value).__name__.encode()
        for field in dataclasses.fields(value):  # type: ignore[arg-type]
            yield from self._pieces(getattr(value, field.name))

    def fact(self, fact: Fact) -> bytes:
        """The fingerprint of one fact."""
        known = self._of_facts.get(fact)
        if known is None:
            known = self._of_facts[fact] = self.of([*self._fields(fact)])
        return known

    def summary(self, key: str) -> bytes:
        """The fingerprint of all that one summary says."""
        if key not in self._parts:
            made = blake2b(digest_size=16)
            for file in (f"summaries/{key}.yml", f"receipts/{key}.json"):
                made.update(self._files.get(file, b"none"))
            for record in sorted(self._of_parts[key].refers_to):
                made.update(self._record(record))
            self._parts[key] = made.digest()
        return self._parts[key]

    def _record(self, record: str) -> bytes:
        if record not in self._records:
            file, _, id = record.partition("/")
            self._records[record] = self.of((record, getattr(self._registry, file)[id]))
        return self._records[record]
