"""A site of as many summaries as asked for, on a handful of people, measures and questions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import yaml

_NAMES = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus")


def many(count: int) -> dict[str, bytes]:
    """The files of a content folder with `count` summaries of invented articles, unverified."""
    registry = {
        "people": {name.lower(): {"name": f"{name} Berg", "roles": ["Member"]} for name in _NAMES},
        "organisations": {"post": {"name": "Harbour Post"}},
        "places": {"marsk": {"name": "Marsk"}, "pier": {"name": "Pier", "within": "marsk"}},
        "topics": {"bridge": {"name": "The bridge"}},
        "measures": {
            "ships": {"name": "Ships in the harbour", "kind": "stock"},
            "arriving": {"name": "Ships arriving", "kind": "flow", "adds_to": "ships"},
        },
        "events": {f"event-{n}": {"name": f"Event {n}"} for n in range(20)},
        "occasions": {f"talk-{n}": {"name": f"at talk {n}"} for n in range(20)},
        "questions": {"keep": {"name": "Should the bridge be kept?"}},
    }
    files: dict[str, Any] = {f"registry/{kind}.yml": record for kind, record in registry.items()}
    for n in range(count):
        files[f"summaries/article-{n:04}.yml"] = _summary(n)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return {name: yaml.dump(value, Dumper=dumper).encode() for name, value in files.items()}


def _summary(n: int) -> dict[str, Any]:
    day = str(date(2029, 1, 1) + timedelta(days=n % 700))
    name = _NAMES[n % len(_NAMES)].lower()
    stance = ("for", "against", "conditional", "unclear")[n // 7 % 4]
    why = {"unverified": "invented"}
    return {
        "title": f"Article {n}",
        "topics": ["bridge"],
        "added": "2031-01-01",
        "written_by": "An Editor",
        "article": {"published": day, "outlet": "post"},
        "gist": f"What article {n} says.",
        "who": [name],
        "where": ["pier"],
        "what": [
            {
                "text": f"Claim {n}.", "by": name, "exact": f"claim {n}",
                "question": "keep", "holds": stance, **why,
            }
        ],
        "quotes": [
            {
                "speaker": name, "occasion": f"talk-{n % 20}", **why,
                "exact": f"We shall keep the old bridge, whatever the {n % 9} others say.",
            }
        ],
        "numbers": [
            {"measure": "ships", "value": 100 + n % 50, "exact": f"{100 + n % 50} ships", **why},
            {"measure": "arriving", "value": 1 + n % 5, "of": f"in week {n}",
             "exact": f"{1 + n % 5} ships", **why},
        ],
        "when": [
            {"event": f"event-{n % 20}", "date": day, "exact": f"on day {n}", "who": [name],
             "certainty": ("actual", "scheduled")[n % 2], **why}
        ],
    }  # fmt: skip
