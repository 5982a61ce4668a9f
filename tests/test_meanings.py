"""Tests of generator/model/meanings.py: docstrings of fields, as pydantic itself reads them."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel

from generator.model.meanings import meanings
from generator.model.summary import Basis, LeftOut, Quote, Statement


class Bridge(BaseModel, use_attribute_docstrings=True):
    """A record."""

    PILLARS: ClassVar[int] = 2
    """How many pillars it has."""
    length: int
    """In metres,
    from bank to bank."""
    width: int
    name: str = "Old Bridge"
    """As it stands on maps."""
    "Nothing of a field."

    def opened(self) -> None:
        """When it was opened."""


class Drawbridge(Bridge, use_attribute_docstrings=True):
    """A record with fields of another."""

    length: int
    width: int
    """In metres."""
    lifts: bool
    """Whether it still does."""


def test_docstrings_are_those_that_pydantic_reads() -> None:
    for kind in (Bridge, Drawbridge):
        fields = kind.model_fields.items()
        as_read = {name: field.description for name, field in fields if field.description}
        assert meanings(kind) == as_read


def test_a_field_written_anew_means_what_is_said_there() -> None:
    assert meanings(LeftOut)["because"] != meanings(Basis)["because"]
    assert meanings(LeftOut)["exact"] == meanings(Basis)["exact"]
    assert meanings(Quote)["by"] == meanings(Statement)["by"]
