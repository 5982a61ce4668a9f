"""The kinds of page that a built site has, each with the pages by which it is judged."""

from __future__ import annotations

import re
from pathlib import Path


def pages_of(folder: Path) -> dict[str, list[str]]:
    """The addresses of pages by kind, below the site's; pages that only lead on are left out.

    Pages are of one kind where they lie in the same folder, equally deep.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for path in sorted(folder.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        if not re.search(r'http-equiv="?refresh', text):
            *within, _ = path.relative_to(folder).parts
            kind = "/".join([*within[:1], *("*" for _ in within[1:])]) or "home"
            address = "".join(f"{name}/" for name in within)
            found.setdefault(kind, []).append((len(text), address))
    kinds = {kind: [address for _, address in sorted(pages)] for kind, pages in found.items()}
    return {**kinds, "404": ["no-such-page/"]}


def sample_of(folder: Path) -> list[str]:
    """Of each kind the shortest page and the longest, in which most can go wrong."""
    pages = pages_of(folder).values()
    return [address for kind in pages for address in dict.fromkeys([kind[0], kind[-1]])]
