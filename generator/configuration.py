"""What `site_config.yml` tells the generator, read the same way by both doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.site import Settings


class ConfigurationError(Exception):
    """The site's configuration cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Configuration:
    """The content folder, the language and what the pages show of the configuration.

    `layouts` is a folder of layouts that replace the package's, where the site has one.
    """

    content: Path
    layouts: Path | None
    locale: str
    settings: Settings


def configuration(
    root: Path, mkdocs: Mapping[str, Any], plugin: Mapping[str, Any]
) -> Configuration:
    """The configuration of the repository at `root`.

    `mkdocs` holds MkDocs' options, `plugin` those of the plugin `briefing`: `content` (a folder,
    by default `content`) and `locale` (a language, with a region or without, by default `en`).
    """
    name = str(plugin.get("content") or "content")
    content = root / name
    if not content.is_dir():
        raise ConfigurationError(
            f"there is no content folder {content}; create it, or set the option content: of the"
            " plugin briefing in site_config.yml"
        )
    layouts = content / "templates"
    edit = mkdocs.get("edit_uri_template")
    return Configuration(
        content=content,
        layouts=layouts if layouts.is_dir() else None,
        locale=str(plugin.get("locale") or "en"),
        settings=Settings(
            edit_uri_template=str(edit) if edit else None,
            content=name,
        ),
    )


def plugin_options(mkdocs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of the plugin `briefing` in a configuration as it stands in YAML.

    Raises ConfigurationError where the plugin is not listed.
    """
    for entry in mkdocs.get("plugins") or []:
        if entry == "briefing":
            return {}
        if isinstance(entry, dict) and "briefing" in entry:
            return entry["briefing"] or {}
    raise ConfigurationError("the plugin is missing; write under plugins:  - briefing")
