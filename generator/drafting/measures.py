"""Finds the measure of the registry that a figure may belong to, or proposes one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from generator.drafting.numbers import Counted
from generator.drafting.slug import plain, slug
from generator.model.registry import Registry

#: How many measures of the registry are offered for a figure.
_OFFERED = 3
#: Words that stand in the name of any measure.
_COMMON = frozenset(
    ("of", "in", "the", "a", "to", "for", "and", "on", "by", "time", "share", "number")
)


@dataclass
class Measures:
    """The measures of a registry, and those that a draft proposes beside them."""

    registry: Registry
    proposed: dict[str, dict[str, Any]] = field(default_factory=dict)
    _ids: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, figure: Counted) -> tuple[str, tuple[str, ...]]:
        """The id of a figure's measure, and ids of the registry that it may have instead.

        One of the registry is taken outright only where its name alone has all words of what is
        counted, and at least two.
        """
        words = _words(figure.noun)
        near = sorted(
            (
                (len(words & _words(measure.name)), id)
                for id, measure in self.registry.measures.items()
                if (measure.unit or "") == figure.unit and words & _words(measure.name)
            ),
            key=lambda one: (-one[0], one[1]),
        )
        all_words = [id for shared, id in near if shared == len(words) > 1]
        if len(all_words) == 1:
            return all_words[0], ()
        return self._proposed(figure), tuple(id for _, id in near[:_OFFERED])

    def _proposed(self, figure: Counted) -> str:
        key = (figure.noun.lower(), figure.unit, figure.kind)
        if key not in self._ids:
            name = figure.noun[:1].upper() + figure.noun[1:]
            id = slug(name, "counted", {*self.registry.measures, *self.proposed})
            self._ids[key] = id
            unit = {"unit": figure.unit} if figure.unit else {}
            self.proposed[id] = {"name": name, "kind": figure.kind, **unit}
        return self._ids[key]


def _words(name: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]+", plain(name))
    return frozenset(word.removesuffix("s") for word in found) - _COMMON
