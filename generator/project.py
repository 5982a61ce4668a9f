"""Writes a complete MkDocs project to disk, which any builder of such projects can build."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.configuration import ConfigurationError, refuse_collisions
from generator.site import Site

_MARK = "# Written by `briefing write`; changes here are lost at the next writing.\n"


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
    listed = mkdocs.get("plugins") or []
    if isinstance(listed, dict):
        kept["plugins"] = {name: listed[name] for name in listed if name != "briefing"}
    else:
        kept["plugins"] = [entry for entry in listed if not _is_ours(entry)]
    kept["docs_dir"] = "docs"
    kept["site_dir"] = "site"
    return kept


def _is_ours(entry: object) -> bool:
    return entry == "briefing" or (isinstance(entry, dict) and "briefing" in entry)


def write_project(folder: Path, site: Site, mkdocs: Mapping[str, Any], root: Path) -> int:
    """Write `docs/`, the theme folder and `mkdocs.yml` into `folder`; return the count of pages.

    `root` is the folder to which paths in `mkdocs` refer. Everything is written beside `folder`
    first and then put in its place, so that a failure leaves it as it was. A folder that holds
    anything not written here, or that the project is made from, is refused with
    ConfigurationError.
    """
    docs = root / str(mkdocs.get("docs_dir") or "docs")
    config = plain_config(mkdocs)
    theme = config.get("theme")
    custom = (
        root / theme["custom_dir"] if isinstance(theme, dict) and theme.get("custom_dir") else None
    )
    _refuse(folder, [docs, *([custom] if custom else [])])
    refuse_collisions(docs, site)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        made = Path(beside) / "project"
        made.mkdir()
        if docs.is_dir():
            shutil.copytree(docs, made / "docs")
        texts = {page.path: page.markdown.encode() for page in site.pages}
        for path, data in {**texts, **{file.path: file.data for file in site.files}}.items():
            target = made / "docs" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if custom:
            shutil.copytree(custom, made / "theme")
            config["theme"] = {**theme, "custom_dir": "theme"}  # type: ignore[dict-item]
        dumped = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
        (made / "mkdocs.yml").write_text(_MARK + dumped, encoding="utf-8")
        if folder.exists():
            folder.rename(Path(beside) / "before")
        made.rename(folder)
    return len(site.pages)


def _refuse(folder: Path, sources: Iterable[Path]) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(f"{folder} is a file; name a folder")
    for source in sources:
        if folder.resolve().is_relative_to(source.resolve()):
            raise ConfigurationError(f"{folder} lies in {source}, which is copied; name another")
    if folder.is_dir() and any(folder.iterdir()):
        config = folder / "mkdocs.yml"
        if not (config.is_file() and config.read_text(encoding="utf-8").startswith(_MARK)):
            raise ConfigurationError(
                f"{folder} holds other files; name an empty folder, or one written before"
            )
