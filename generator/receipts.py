"""Writes and reads receipts, and holds them against what a summary says now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import ValidationError

from generator.article.normal import NORMALISATION
from generator.article.phrase import Phrase
from generator.model.receipt import Kind, Proof, Receipt, Tier
from generator.model.registry import Registry
from generator.model.summary import Basis, Item, Number, Summary, items_of, sha256_of
from generator.problems import Path

#: Changes whenever something is proved in another way than before.
VERIFIER = 1

KINDS: dict[str, Kind] = {"q": "quote", "n": "number", "s": "statement", "e": "event"}

#: Whether a proof still holds: it does; the item has other words now; it claims something else
#: of them; the receipt does not fit the words it claims to prove, so that somebody wrote it.
Standing = Literal["holds", "reworded", "changed", "forged"]


_AGAIN = "delete it and run briefing verify"


class ReceiptError(ValueError):
    """A receipt cannot be used; the message says why."""


def provable(summary: Summary) -> Iterator[tuple[Path, Item | Basis]]:
    """Everything of a summary that has words of its article, with its path."""
    yield from items_of(summary)
    for name in ("published_basis", "outlet_basis"):
        for position, basis in enumerate(getattr(summary.article, name)):
            yield ("article", name, position), basis
    for position, left in enumerate(summary.left_out):
        yield ("left_out", position), left


def kind_of(one: Item | Basis) -> Kind:
    """What a receipt calls it."""
    return KINDS[one.prefix] if isinstance(one, Item) else "basis"


def content_sha256(one: Item | Basis, registry: Registry) -> str:
    """The hash of what a fact claims; for a number with the unit in which its measure counts."""
    if isinstance(one, Number):
        return sha256_of({**one.content, "unit": registry.measures[one.measure].unit})
    return one.content_sha256


def words_sha256(parts: Iterable[str], tier: Tier) -> str:
    """The hash of words in normal form, without what the tier lets differ."""
    words = "\n".join(parts)
    loose = tier in ("case", "elided")
    return hashlib.sha256((words.casefold() if loose else words).encode()).hexdigest()


def standing(one: Item | Basis, proof: Proof, registry: Registry) -> Standing:
    """Whether a proof holds for an item as it is written now."""
    phrase, elided = Phrase(one.exact), proof.tier == "elided"
    # shortened words were found part by part, or whole where only their edge was cut
    readings = [[phrase.core], *([[part.words for part in phrase.parts]] if elided else [])]
    same_words = elided <= phrase.is_shortened and any(
        proof.span == words_sha256(words, proof.tier) for words in readings
    )
    if proof.content != content_sha256(one, registry):
        return "changed" if same_words else "reworded"
    return "holds" if same_words and proof.kind == kind_of(one) else "forged"


def sealed(fields: dict[str, Any]) -> Receipt:
    """The receipt of these fields, with its seal."""
    made = Receipt.model_validate({**fields, "seal": "0" * 64})
    return made.model_copy(update={"seal": _seal(made)})


def receipt_text(receipt: Receipt) -> str:
    """A receipt as the text of its file: one line for each item, so that changes show as lines."""
    plain = receipt.model_dump(mode="json", exclude_none=True)
    items = plain.pop("items")
    lines = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in items)
    head = json.dumps(plain, ensure_ascii=False, indent=1)[:-2]
    listed = f"[\n{lines}\n ]" if items else "[]"
    return f'{head},\n "items": {listed}\n}}\n'


def parse_receipt(data: bytes) -> Receipt:
    """Read a receipt; raise ReceiptError where it is none, is older, or was changed by hand."""
    try:
        receipt = Receipt.model_validate_json(data)
    except ValidationError:
        raise ReceiptError(f"is no receipt, or was damaged; {_AGAIN}") from None
    if receipt.normalisation != NORMALISATION or receipt.verifier > VERIFIER:
        raise ReceiptError(f"was written by another version of the verifier; {_AGAIN}")
    if receipt.seal != _seal(receipt):
        raise ReceiptError(f"was changed by hand, and only briefing verify writes it; {_AGAIN}")
    return receipt


def _seal(receipt: Receipt) -> str:
    # receipts of before counts were recorded keep their seals
    later = {"coverage"} if receipt.coverage is None else set()
    return sha256_of(receipt.model_dump(mode="json", exclude={"seal", *later}))
