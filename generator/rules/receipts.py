"""Rules that the receipts keep or break, and the table of them; what breaks one is unproved."""

from __future__ import annotations

from collections.abc import Callable

from generator.model.receipt import Proof, Receipt
from generator.model.registry import Registry
from generator.model.summary import Basis, Item, Summary
from generator.problems import Path
from generator.receipts import Standing, kind_of, provable, standing
from generator.rules.summary import Broken

_AGAIN = "run briefing verify, or put it back as it was"
_NOT_PROVED: dict[Standing, str] = {
    "changed": f"was changed after it was verified on {{date}}; {_AGAIN}",
    "reworded": f"its words were changed after they were verified on {{date}}; {_AGAIN}",
    "forged": "the receipt does not fit these words, so that it was not written by briefing verify;"
    " run it",
}


def published_items_are_proved(
    id: str, summary: Summary, receipt: Receipt | None, registry: Registry
) -> Broken:
    if summary.status != "published":
        return
    waiting = [(path, one) for path, one in provable(summary) if not one.unverified]
    if receipt:
        yield from _against(receipt, waiting, summary, registry)
    elif waiting:
        yield (
            (),
            f"is not verified: there is no receipts/{id}.json; run briefing verify {id}",
        )


def _against(
    receipt: Receipt, waiting: list[tuple[Path, Item | Basis]], summary: Summary, registry: Registry
) -> Broken:
    """What a summary says that its receipt does not hold, and the reverse."""
    present = {one.anchor for _, one in provable(summary)}
    orphans = [proof for proof in receipt.items if proof.id not in present]
    for path, one in waiting:
        proof = receipt.proof(one.anchor)
        if proof is None:
            yield path, _unproved(one, orphans, receipt)
        elif (state := standing(one, proof, registry)) != "holds":
            at = path if state == "changed" else (*path, "exact")
            yield at, _NOT_PROVED[state].format(date=receipt.verified)
    for proof in orphans:
        if proof.kind != "basis":
            yield (
                (),
                f"the receipt proves {proof.id}, which no item has; put the item back, or run"
                " briefing verify --drop-lost",
            )


def _unproved(one: Item | Basis, orphans: list[Proof], receipt: Receipt) -> str:
    """That an item has no proof; where it may be one whose words were changed, how it stays it."""
    same = next((proof for proof in orphans if proof.kind == kind_of(one)), None)
    if same is None or isinstance(one, Basis) or one.id:
        if same:
            orphans.remove(same)
        return f"is not among what was verified on {receipt.verified}; run briefing verify"
    orphans.remove(same)
    return (
        f"is not among what was verified on {receipt.verified}. If it is {same.id} with other"
        f" words, add the line  id: {same.id}  to keep its permalink; then run briefing verify"
        " (with --drop-lost, if it is another)"
    )


def its_address_is_that_verified(
    id: str, summary: Summary, receipt: Receipt | None, registry: Registry
) -> Broken:
    if receipt and summary.status == "published" and summary.article.url != receipt.article.url:
        yield ("article", "url"), _NOT_PROVED["changed"].format(date=receipt.verified)


#: What each rule is told of the receipt is None where there is none.
RECEIPT_RULES: tuple[Callable[[str, Summary, Receipt | None, Registry], Broken], ...] = (
    published_items_are_proved,
    its_address_is_that_verified,
)
