"""A site that is built again and again in one process, each time from what the last one left."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment

from generator.facts import SummaryFacts
from generator.model.content import Content
from generator.resolving import merge, resolved
from generator.site import Press, Settings, Site
from generator.speed.fingerprint import Fingerprints
from generator.speed.ledger import Ledger, make_pages
from generator.words import Words


@dataclass
class LiveSite:
    """The last build of a site; `ledger.made` tells how many of its pages it had to make."""

    ledger: Ledger = field(default_factory=Ledger)
    surroundings: Hashable = None
    parts: dict[str, tuple[bytes, SummaryFacts]] = field(default_factory=dict)

    def build(
        self,
        content: Content,
        files: Mapping[str, bytes],
        settings: Settings,
        words: Words,
        environment: Environment,
        surroundings: Hashable,
    ) -> Site:
        """The same as `build_site` makes; `files` holds a digest of every file of the content.

        `surroundings` stands for everything else that the pages rest on: the settings, the words,
        the layouts and the code.
        """
        if surroundings != self.surroundings:
            self.ledger = Ledger()
        parts = resolved(content)
        fingerprints = Fingerprints(files, parts, content.registry)
        self.parts = self._same_as_before(parts, fingerprints)
        briefing = merge((part for _, part in self.parts.values()), content)
        press = Press(content, briefing, settings, words, environment)
        self.ledger = make_pages(press, fingerprints, self.ledger)
        self.surroundings = surroundings
        return Site(tuple(self.ledger.pages.values()), press.files())

    def _same_as_before(
        self, parts: Mapping[str, SummaryFacts], fingerprints: Fingerprints
    ) -> dict[str, tuple[bytes, SummaryFacts]]:
        """The facts of the build before where they are the same: a fact equals itself alone."""
        kept = {}
        for key, part in parts.items():
            known = fingerprints.summary(key)
            print_before, before = self.parts.get(key, (b"", part))
            kept[key] = (known, before if print_before == known else part)
        return kept
