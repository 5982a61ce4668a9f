"""A digest of everything but its own Markdown that a page of the site rests on."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import meta

from generator.configuration import Configuration
from generator.site import Page
from generator.speed.theme import folders_before

_PACKAGE = Path(__file__).parent.parent
#: The name under which the package is installed, with the libraries that it asks for.
_DISTRIBUTION = "briefing-site"
_PATTERNS = ("not_in_nav", "exclude_docs", "draft_docs")
_APART = ("plugins", "theme", "hooks", "site_dir", *_PATTERNS)
#: What a theme can show that is another at every build.
_CLOCKS = (b"build_date_utc", b"update_date")


def digest_around(
    config: MkDocsConfig,
    files: Files,
    named: Mapping[str, str | None],
    generated: Mapping[str, Page],
    shown: Iterable[str],
) -> str:
    """Empty where pages may change by themselves.

    `named` are the pages of the navigation with the titles that it gives them, `generated` those
    of them that we make, `shown` what is printed on every page.
    """
    made = blake2b(digest_size=16)
    for piece in (_options(config), *shown):
        made.update(f"{piece}\0".encode("utf-8", "surrogatepass"))
    made.update(digest_of_code())
    for path, data in _files_in(*folders_before(config.theme)):
        if path.suffix == ".html" and any(clock in data for clock in _CLOCKS):
            return ""
        made.update(f"{path}\0{len(data)}\0".encode())
        made.update(data)
    for name, title in named.items():
        file = files.get_file_from_path(name)
        if name in generated:
            made.update(f"{name}\0{title or meta.get_data(generated[name].markdown)[1]}\0".encode())
        elif file:
            text, front = meta.get_data(file.content_string)
            made.update(f"{name}\0{title}\0{front}\0{'' if title else text}\0".encode())
    return made.hexdigest()


def _options(config: MkDocsConfig) -> str:
    """The options of MkDocs, its theme and its plugins."""
    plugins = {name: dict(plugin.config) for name, plugin in config.plugins.items()}
    others = {name: value for name, value in config.items() if name not in _APART}
    patterns = [
        (name, pattern.regex.pattern if pattern.regex else "", pattern.include)
        for name in _PATTERNS
        for pattern in (config[name].patterns if config[name] else ())
    ]
    return repr((sorted(others.items()), sorted(config.theme.items()), plugins, patterns))


def digest_beneath(chosen: Configuration) -> bytes:
    """A digest of all beside the content and the code that the Markdown of pages rests on."""
    made = blake2b(repr((chosen.locale, chosen.settings)).encode(), digest_size=16)
    own = [folder for folder in (chosen.layouts, chosen.catalogues) if folder]
    for path, data in _files_in(_PACKAGE / "templates", _PACKAGE / "locale", *own):
        made.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        made.update(data)
    return made.digest()


def _files_in(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    """All files in folders and the folders in them, with what they hold."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, path.read_bytes()


@cache
def digest_of_code() -> bytes:
    """A digest of the code, of Python and of the libraries; it stays while the process lives."""
    made = blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(_PACKAGE.rglob("*.py")):
        made.update(path.read_bytes())
    for asked in importlib.metadata.requires(_DISTRIBUTION) or ():
        name = re.split(r"[^\w.-]", asked, maxsplit=1)[0]
        with suppress(importlib.metadata.PackageNotFoundError):  # one that only tests need
            made.update(f"{name} {importlib.metadata.version(name)}\0".encode())
    return made.digest()
