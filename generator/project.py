"""Writes a complete MkDocs project to disk, which any builder of such projects can build."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.configuration import ConfigurationError
from generator.site import Page

_MARK = "# Written by `briefing write`; changes here are lost at the next writing.\n"
_OURS = ("docs", "theme")


def read_mkdocs_config(path: Path) -> dict[str, Any]:
    """A MkDocs configuration as plain values; raises ConfigurationError where it is none."""
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigurationError(
            f"there is no {path}; run this where it lies, or name it with --config-file"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from None
    if not isinstance(loaded, dict):
        raise ConfigurationError(f"{path} holds no options; expected lines such as site_name: ...")
    return loaded


def plain_config(mkdocs: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration of a written project: without our plugin and without our folders."""
    kept = {
        key: value for key, value in mkdocs.items() if key not in ("watch", "edit_uri_template")
    }
    kept["plugins"] = [
        entry
        for entry in mkdocs.get("plugins") or []
        if entry != "briefing" and not (isinstance(entry, dict) and "briefing" in entry)
    ]
    kept["docs_dir"] = "docs"
    kept["site_dir"] = "site"
    return kept


def write_project(
    folder: Path, pages: Iterable[Page], mkdocs: Mapping[str, Any], root: Path
) -> int:
    """Write `docs/`, the theme folder and `mkdocs.yml` into `folder`; return the count of pages.

    `root` is the folder to which paths in `mkdocs` refer. A folder that holds anything not written
    here is refused with ConfigurationError.
    """
    _make_room(folder)
    docs = root / str(mkdocs.get("docs_dir") or "docs")
    if docs.is_dir():
        shutil.copytree(docs, folder / "docs")
    count = 0
    for page in pages:
        target = folder / "docs" / page.path
        if target.exists():
            raise ConfigurationError(f"{docs / page.path} stands where a page is generated")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown, encoding="utf-8", newline="\n")
        count += 1
    config = plain_config(mkdocs)
    theme = config.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        shutil.copytree(root / theme["custom_dir"], folder / "theme")
        config["theme"] = {**theme, "custom_dir": "theme"}
    dumped = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(_MARK + dumped, encoding="utf-8")
    return count


def _make_room(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(f"{folder} is a file; name a folder")
    if folder.is_dir() and any(folder.iterdir()):
        config = folder / "mkdocs.yml"
        if not (config.is_file() and config.read_text(encoding="utf-8").startswith(_MARK)):
            raise ConfigurationError(
                f"{folder} holds other files; name an empty folder, or one written before"
            )
    for name in _OURS:
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
