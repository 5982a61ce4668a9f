"""A digest of everything but its own Markdown that a page of the site rests on."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import meta

_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "markdown", "pyromark")
_PATTERNS = ("not_in_nav", "exclude_docs", "draft_docs")
_APART = ("plugins", "theme", "hooks", "site_dir", *_PATTERNS)
#: What a theme can show that is another at every build.
_CLOCKS = (b"build_date_utc", b"update_date")


def digest_around(
    config: MkDocsConfig,
    files: Files,
    named: Mapping[str, str | None],
    generated: Mapping[str, str],
    shown: Iterable[str],
) -> str:
    """Empty where pages may change by themselves.

    `named` are the pages of the navigation with the titles that it gives them, `generated` the
    Markdown of those that we make, `shown` what is printed on every page.
    """
    made = blake2b(digest_size=16)
    for piece in (_options(config), *shown, sys.version, _code()):
        made.update(f"{piece}\0".encode("utf-8", "surrogatepass"))
    for name in _LIBRARIES:
        made.update(f"{name} {importlib.metadata.version(name)}\0".encode())
    if isinstance(config.theme.custom_dir, str):
        for path in sorted(Path(config.theme.custom_dir).rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                if path.suffix == ".html" and any(clock in data for clock in _CLOCKS):
                    return ""
                made.update(f"{path}\0{len(data)}\0".encode())
                made.update(data)
    for name, title in named.items():
        file = files.get_file_from_path(name)
        if name in generated:
            made.update(f"{name}\0{title or meta.get_data(generated[name])[1]}\0".encode())
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


@cache
def _code() -> str:
    made = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()
