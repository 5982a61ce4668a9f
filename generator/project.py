"""Writes to disk what is made: a complete MkDocs project, or the files for machines alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.bundled import OVER, own_theme, stylesheets, theme_sources
from generator.configuration import ConfigurationError, refuse_collisions
from generator.exports import dictionary
from generator.exports.file import FOLDER, File
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
    """The configuration of a written project: without our plugin and without our folders.

    Our search is made by our plugin, so that a written project has the theme's instead.
    """
    kept = {
        key: value for key, value in mkdocs.items() if key not in ("watch", "edit_uri_template")
    }
    listed = mkdocs.get("plugins") or []
    entries = [{name: listed[name]} for name in listed] if isinstance(listed, dict) else listed
    ours = any(map(_searches, entries)) and not any(map(_is_search, entries))
    if isinstance(listed, dict):
        others = {name: listed[name] for name in listed if name != "briefing"}
        kept["plugins"] = {"search": {}, **others} if ours else others
    else:
        kept["plugins"] = [
            *(["search"] if ours else []),
            *(entry for entry in entries if not _is_ours(entry)),
        ]
    kept["docs_dir"] = "docs"
    kept["site_dir"] = "site"
    return kept


def _is_ours(entry: object) -> bool:
    return entry == "briefing" or (isinstance(entry, dict) and "briefing" in entry)


def _searches(entry: object) -> bool:
    """Whether an entry is our plugin, and its search is not turned off."""
    options = entry["briefing"] if isinstance(entry, dict) and "briefing" in entry else None
    return _is_ours(entry) and not (isinstance(options, dict) and options.get("search") is False)


def _is_search(entry: object) -> bool:
    names = entry if isinstance(entry, dict) else [entry]
    return any(name in ("search", "material/search") for name in names)


def write_project(folder: Path, site: Site, mkdocs: Mapping[str, Any], root: Path) -> int:
    """Write `docs/`, the theme folder and `mkdocs.yml` into `folder`; return the count of pages.

    `root` is the folder to which paths in `mkdocs` refer. Everything is written beside `folder`
    first and then put in its place, so that a failure leaves it as it was. A folder that holds
    anything not written here, or that the project is made from, is refused with
    ConfigurationError.
    """
    docs = root / str(mkdocs.get("docs_dir") or "docs")
    config = plain_config(mkdocs)
    named = config.get("theme")
    theme = dict(named) if isinstance(named, dict) else {"name": named}
    custom = own_theme(root, theme.get("custom_dir"))
    for source in [docs, *([custom] if custom else [])]:
        if folder.resolve().is_relative_to(source.resolve()):
            raise ConfigurationError(f"{folder} lies in {source}, which is copied; name another")
    _refuse(folder, ours=_is_project(folder))
    refuse_collisions(docs, site)
    with _in_the_place_of(folder) as made:
        if docs.is_dir():
            shutil.copytree(docs, made / "docs")
        texts = {page.path: page.markdown.encode() for page in site.pages}
        _write(made / "docs", {**texts, **{file.path: file.data for file in site.files}})
        for source in theme_sources(theme.get("name"), custom):
            shutil.copytree(source, made / "theme", dirs_exist_ok=True)
            config["theme"] = {**theme, "custom_dir": "theme"}
        if theme.get("name") == OVER:
            config["extra_css"] = stylesheets(config.get("extra_css") or ())
        dumped = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
        (made / "mkdocs.yml").write_text(_MARK + dumped, encoding="utf-8")
    return len(site.pages)


def write_files(folder: Path, files: Iterable[File]) -> int:
    """Write the files for machines into `folder` and return their count.

    They stand there as in the site's folder `data/`. A folder that holds anything which an earlier
    writing did not is refused with ConfigurationError.
    """
    _refuse(folder, ours=_is_export(folder))
    named = {file.path.removeprefix(FOLDER): file.data for file in files}
    with _in_the_place_of(folder) as made:
        _write(made, named)
    return len(named)


@contextmanager
def _in_the_place_of(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, which takes its place when it was filled without an error."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        made = Path(beside) / "made"
        made.mkdir()
        yield made
        if folder.exists():
            folder.rename(Path(beside) / "before")
        made.rename(folder)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _refuse(folder: Path, *, ours: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(f"{folder} is a file; name a folder")
    if folder.is_dir() and any(folder.iterdir()) and not ours:
        raise ConfigurationError(
            f"{folder} holds other files; name an empty folder, or one written before"
        )


def _is_project(folder: Path) -> bool:
    config = folder / "mkdocs.yml"
    return config.is_file() and config.read_text(encoding="utf-8").startswith(_MARK)


def _is_export(folder: Path) -> bool:
    """Whether a folder holds nothing but what its dictionary names."""
    try:
        listed = json.loads((folder / dictionary.FILE.name).read_bytes())["files"]
        names = {str(name) for name in listed}
    except (OSError, ValueError, LookupError, TypeError):
        return False
    paths = [path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()]
    return {path.as_posix() for path in paths} <= names
