"""Which plugins are at work beside ours, and whether one of them wants to see every page."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

#: What MkDocs calls a plugin for with one page at a time.
_PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)
#: The modules of plugins of which it is known what they do with a page.
_KNOWN = ("generator.", "material.plugins.search.", "mkdocs.contrib.search")


def pages_are_ours(config: MkDocsConfig) -> bool:
    """Whether nobody but us and the search changes pages, or takes note of each."""
    methods = [method for event in _PAGE_EVENTS for method in config.plugins.events[event]]
    homes = (getattr(method, "__module__", None) or "" for method in methods)
    return all(f"{home}.".startswith(_KNOWN) for home in homes)


def site_is_ours(config: MkDocsConfig) -> bool:
    """Whether nobody but us and the search has a hand in the build at all."""
    methods = [method for event in config.plugins.events.values() for method in event]
    homes = (getattr(method, "__module__", None) or "" for method in methods)
    return all(f"{home}.".startswith(_KNOWN[:2]) for home in homes)
