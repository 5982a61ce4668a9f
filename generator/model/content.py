"""Everything an editor wrote, checked and in one value."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from generator.model.differences import Differences
from generator.model.fields import Record
from generator.model.home import Home
from generator.model.receipt import Proof, Receipt
from generator.model.registry import Registry
from generator.model.summary import Summary


class Content(Record):
    """The summaries by id (their file's stem), their receipts, the registry and the front page.

    `differences` holds what editors say about differences between articles, `proofs` of every
    receipt what holds for the summary as it is now, by the ids of its items. `lines` are those of
    each summary's file on which its items begin, in the order of `items_of`.
    """

    summaries: dict[str, Summary]
    registry: Registry
    home: Home = Home()
    differences: Differences = Differences()
    receipts: dict[str, Receipt]
    proofs: dict[str, Mapping[str, Proof]]
    lines: dict[str, tuple[int, ...]] = Field(default_factory=dict)
