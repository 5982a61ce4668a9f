"""Rules that the receipts keep or break, and the table of them; what breaks one is unproved."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.content import Content
from generator.model.receipt import Proof, Receipt
from generator.model.summary import Basis, Item, Summary
from generator.problems import Path
from generator.receipts import Standing, kind_of, provable, standing
from generator.rules.site import BrokenAt

_AGAIN = "run briefing verify, or put it back as it was"
_NOT_PROVED: dict[Standing, str] = {
    "changed": f"was changed after it was verified on {{date}}; {_AGAIN}",
    "reworded": f"its words were changed after they were verified on {{date}}; {_AGAIN}",
    "forged": "the receipt does not fit these words, so that it was not written by briefing verify;"
    " run it",
}


def published_items_are_proved(content: Content, unread: set[str]) -> BrokenAt:
    for id, summary in content.summaries.items():
        if summary.status != "published" or id in unread:
            continue
        waiting = [(path, one) for path, one in provable(summary) if not one.unverified]
        receipt = content.receipts.get(id)
        if receipt is None and waiting:
            yield (
                f"summaries/{id}.yml",
                (),
                f"is not verified: there is no receipts/{id}.json; run briefing verify {id}",
            )
        elif receipt is not None:
            for path, message in _against(receipt, waiting, summary, content):
                yield f"summaries/{id}.yml", path, message


def _against(
    receipt: Receipt, waiting: list[tuple[Path, Item | Basis]], summary: Summary, content: Content
) -> Iterator[tuple[Path, str]]:
    """What a summary says that its receipt does not hold, and the reverse."""
    present = {one.anchor for _, one in provable(summary)}
    orphans = [proof for proof in receipt.items if proof.id not in present]
    for path, one in waiting:
        proof = receipt.proof(one.anchor)
        if proof is None:
            yield path, _unproved(one, orphans, receipt)
        elif (state := standing(one, proof, content.registry)) != "holds":
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


def addresses_are_those_verified(content: Content, unread: set[str]) -> BrokenAt:
    for id, receipt in content.receipts.items():
        summary = content.summaries.get(id)
        if summary and summary.status == "published" and summary.article.url != receipt.article.url:
            yield (
                f"summaries/{id}.yml",
                ("article", "url"),
                _NOT_PROVED["changed"].format(date=receipt.verified),
            )


#: The second argument names the receipts that could not be read and the summaries that could not.
RECEIPT_RULES: tuple[Callable[[Content, set[str]], BrokenAt], ...] = (
    published_items_are_proved,
    addresses_are_those_verified,
)
