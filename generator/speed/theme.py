"""The theme's folders, searched without a walk through thousands of files that nobody publishes."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir


def list_less(theme: Theme) -> None:
    """Have the environments of a theme list no hidden files: MkDocs copies none of them.

    Material keeps its icons in a hidden folder, out of which templates take them by their names.
    """
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = _WithoutHidden(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]


def folders_before(theme: Theme) -> list[Path]:
    """The folders whose files go before those of the installed theme: the site's own, and ours."""
    installed = get_theme_dir(theme.name) if theme.name else theme.dirs[-1]
    return [Path(folder) for folder in theme.dirs[: theme.dirs.index(installed)]]


class _WithoutHidden(FileSystemLoader):
    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                within = os.path.relpath(folder, top).replace(os.sep, "/")
                prefix = "" if within == "." else f"{within}/"
                found.update(prefix + name for name in names if not name.startswith("."))
        return sorted(found)
