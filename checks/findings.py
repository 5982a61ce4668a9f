"""What a tool objects to on a page, gathered so that one cause on many pages is one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Finding(NamedTuple):
    """An objection: the page's address, on which screen it was seen, and what it is."""

    address: str
    seen: str
    said: str


def told(findings: Iterable[Finding], most: int = 40) -> str:
    """A line for each thing said, the most frequent first, with the first page where it is."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.said, []).append(finding)
    by_number = sorted(found.values(), key=len, reverse=True)
    lines = [
        f"  {len(same)} × {same[0].said}\n      /{same[0].address} {same[0].seen}"
        for same in by_number[:most]
    ]
    rest = len(by_number) - most
    return "\n".join([*lines, *([f"  … and {rest} more"] if rest > 0 else [])])
