"""What `site_config.yml` tells the generator, read the same way by both doors."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from generator.addresses import LINE, edit_address, editor_address
from generator.mapping import Way, parse_way
from generator.model.version import MODEL
from generator.problems import SetupError
from generator.site import Settings, Site

#: Where a site has layouts and words of its own, beside its configuration.
_LAYOUTS, _CATALOGUES = "templates", "locale"
#: The address with which Visual Studio Code opens a file.
EDITOR = "vscode://file/{path}:{line}"


class ConfigurationError(SetupError):
    """The site's configuration cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Configuration:
    """The content folder, the language and what the pages show of the configuration.

    `articles` is the folder of the articles' texts, which need not be there; `layouts` is a folder
    of layouts and `catalogues` one of words that go before the package's, where the site has one.
    `way` says who shares the work. `editor` is the address that opens a file on this machine, with
    `{path}` and `{line}` in it, or empty where the site wants none.
    """

    content: Path
    articles: Path
    layouts: Path | None
    locale: str
    settings: Settings
    way: Way = field(default_factory=Way)
    catalogues: Path | None = None
    editor: str = EDITOR

    def editor_address(self, path: Path, line: int | str) -> str | None:
        """The address that opens a file at a line in an editor, if the site has one."""
        return (
            editor_address(self.editor, path.absolute().as_posix(), line) if self.editor else None
        )

    def edit_address(self, id: str, line: int | str) -> str | None:
        """Where a line of a summary is edited: in an editor, else on the forge, if there is one."""
        local = self.editor_address(self.content / "summaries" / f"{id}.yml", line)
        template, stem = self.settings.edit_uri_template, f"{self.settings.content}/summaries/{id}"
        if local or not template:
            return local
        found = edit_address(template, stem, "yml", line)
        return found if edit_address(template, stem, "yml", LINE) != found else f"{found}#L{line}"


def configuration(
    root: Path, mkdocs: Mapping[str, Any], plugin: Mapping[str, Any], known: int = MODEL
) -> Configuration:
    """The configuration of the repository at `root`.

    `mkdocs` holds MkDocs' options, `plugin` those of the plugin `briefing`: `content`, `articles`
    and `templates` (folders, by default of those names), `locale` (a language, with a region or
    without, by default `en`), `contact` (where readers report errors), `workers` (who shares
    the work, by default `auto`) and `editor` (what opens a file while serving). Words of the site's
    own lie in the folder `locale`. `model` is the model that the content is written for, and
    `known` the one that we read; raises ConfigurationError where that is another, and for whatever
    else cannot be used.
    """
    _refuse_model(model_of(plugin), known)
    name = str(plugin.get("content") or "content")
    content = root / name
    if not content.is_dir():
        raise ConfigurationError(
            f"there is no content folder {content}; create it, or set the option content: of the"
            " plugin briefing in site_config.yml"
        )
    catalogues = root / _CATALOGUES
    edit = mkdocs.get("edit_uri_template")
    return Configuration(
        content=content,
        articles=root / str(plugin.get("articles") or "articles"),
        layouts=_layouts(root, content, str(plugin.get("templates") or "")),
        locale=str(plugin.get("locale") or "en"),
        settings=Settings(
            edit_uri_template=_edit_template(edit, mkdocs.get("repo_url")) if edit else None,
            content=name,
            site_url=_with_slash(mkdocs.get("site_url")),
            site_name=str(mkdocs.get("site_name") or ""),
            directory_urls=mkdocs.get("use_directory_urls") is not False,
            contact=_contact(plugin.get("contact")),
        ),
        way=_way(plugin.get("workers")),
        catalogues=catalogues if catalogues.is_dir() else None,
        editor=_editor(plugin.get("editor")),
    )


def site_folders(root: Path, plugin: Mapping[str, Any]) -> list[Path]:
    """The folders, there or not, that an editor of the site may change beside its pages."""
    names = (plugin.get("content") or "content", plugin.get("templates") or _LAYOUTS, _CATALOGUES)
    return [root / str(name) for name in names]


def model_of(plugin: Mapping[str, Any]) -> int:
    """The model for which a site is written; one that does not say is of the first."""
    said = plugin.get("model")
    if said is None:
        return 1
    if type(said) is not int or said < 1:
        raise ConfigurationError(f"model: {said!r} is no model; write model: {MODEL}")
    return said


def _refuse_model(model: int, known: int) -> None:
    if model > known:
        raise ConfigurationError(
            f"model: {model} is newer than this package, which knows model {known} at most; update"
            " the package to the version that requirements.txt names, or a later one"
        )
    if model < known:
        raise ConfigurationError(
            f"the site is written for model {model}, and this package reads model {known}; run"
            "  briefing upgrade  (with --dry-run it only shows what it would change)"
        )


def plugin_options(mkdocs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of the plugin `briefing` in a configuration as it stands in YAML.

    Raises ConfigurationError where the plugin is not listed, or its options are no options.
    """
    listed = mkdocs.get("plugins") or []
    entries = [{name: listed[name]} for name in listed] if isinstance(listed, dict) else listed
    for entry in entries:
        if entry == "briefing":
            return {}
        if isinstance(entry, dict) and "briefing" in entry:
            options = entry["briefing"] or {}
            if isinstance(options, dict):
                return options
            raise ConfigurationError(
                "the options of the plugin briefing are no list; write"
                " beneath it lines such as  content: content"
            )
    if "INHERIT" in mkdocs:
        raise ConfigurationError(
            f"this configuration only inherits; name the other with -f {mkdocs['INHERIT']}"
        )
    raise ConfigurationError("the plugin is missing; write under plugins:  - briefing")


def refuse_collisions(docs: Path, site: Site) -> None:
    """Raise ConfigurationError where something written by hand has a generated one's address."""
    # file systems that take Index.md for index.md say so themselves, but there are many pages
    standing = {
        Path(folder, name).relative_to(docs).as_posix().casefold()
        for folder, folders, names in os.walk(docs, followlinks=True)
        for name in (*folders, *names)
    }
    for file in site.files:
        if file.path.casefold() in standing and (docs / file.path).exists():
            raise ConfigurationError(
                f"{docs / file.path} stands where {file.path} is generated; rename it"
            )
    for page in site.pages:
        stem = page.path.removesuffix(".md")
        other = (
            f"{stem.removesuffix('/index')}.md" if stem.endswith("/index") else f"{stem}/index.md"
        )
        for name in (page.path, other):
            if name.casefold() in standing and (docs / name).is_file():
                origin = f" from {page.source}" if page.source else ""
                raise ConfigurationError(
                    f"{docs / name} stands where the page {page.path} is generated"
                    f"{origin}; rename it"
                )


def _layouts(root: Path, content: Path, named: str) -> Path | None:
    """The folder of the site's own layouts: the one it names, or one in either usual place."""
    if named:
        if not (root / named).is_dir():
            raise ConfigurationError(
                f"templates: there is no folder {root / named}; create it, or take the option out"
            )
        return root / named
    found = [folder for folder in (root / _LAYOUTS, content / _LAYOUTS) if folder.is_dir()]
    if len(found) > 1:
        raise ConfigurationError(
            f"layouts lie in both {found[0]} and {found[1]}; move all of them into the first"
        )
    return found[0] if found else None


def _edit_template(template: object, repo_url: object) -> str:
    """MkDocs' `edit_uri_template`, joined to `repo_url` where it is relative, and tried out."""
    text = str(template)
    if repo_url:
        text = urljoin(f"{str(repo_url).rstrip('/')}/", text)
    try:
        edit_address(text, "a", "yml")
    except (KeyError, ValueError, IndexError) as error:
        raise ConfigurationError(
            f"edit_uri_template: {text!r} cannot be filled ({error}); it may hold {{path}},"
            " {path_noext} and {line}, each with !q for an address within an address"
        ) from None
    return text


def _editor(template: object) -> str:
    """The address that opens a file in an editor, tried out."""
    text = EDITOR if template is None else str(template)
    if not text:
        return text
    with suppress(KeyError, ValueError, IndexError, AttributeError):
        editor_address(text, "/a", 1)
        if "{path}" in text and re.fullmatch(r"[a-z][a-z0-9+.-]*://\S+", text):
            return text
    raise ConfigurationError(
        f"editor: {text!r} opens no file; write such as {EDITOR}, or"
        " idea://open?file={path}&line={line}; with '' there are no links to an editor"
    )


def _with_slash(site_url: object) -> str:
    """MkDocs' `site_url` as a prefix of paths, or nothing where there is none."""
    return f"{str(site_url).rstrip('/')}/" if site_url else ""


def _way(workers: object) -> Way:
    """Who shares the work; whoever names nobody leaves it to us."""
    try:
        return parse_way(str(workers)) if workers is not None else Way()
    except ValueError as error:
        raise ConfigurationError(f"workers: {error}") from None


def _contact(contact: object) -> str | None:
    """Where readers report errors: one address of mail, or one on the web."""
    if not contact:
        return None
    text = str(contact)
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?|[^\s@/:?#]+@[^\s@/:?#]+", text):
        raise ConfigurationError(
            f"contact: {text!r} is no address; write editors@example.org, or a web address such as"
            " https://forge.example/site/issues/new"
        )
    return text
