"""The theme that the package brings along, beneath whatever a site has of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

#: The stylesheet that a site is shown with; the search and the scripts name their own.
STYLESHEET = "assets/stylesheets/briefing.css"
#: The theme that ours lies over, and has no meaning without.
OVER = "material"
#: Where a site has a theme of its own, if it names no other folder.
OWN = "theme"


def theme_folder() -> Path:
    """Where it lies: in the installed package, and in the repository beside it."""
    package = Path(__file__).parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent / "theme"


def own_theme(root: Path, named: object) -> Path | None:
    """The folder of a site's own theme: the one it names, or the usual one where that is there."""
    folder = root / str(named or OWN)
    return folder if named or folder.is_dir() else None


def theme_folders(folders: Iterable[str], own: Path | None) -> list[str]:
    """The folders of a theme with ours before them, and before ours the site's `own`, if any."""
    ours, first = theme_folder(), [str(own)] if own else []
    if not (own and own.is_dir() and own.samefile(ours)):
        first.append(str(ours))
    return [*first, *(folder for folder in folders if folder not in first)]


def stylesheets(named: Iterable[str]) -> list[str]:
    """The stylesheets of a site with ours before them, so that any of them can say otherwise."""
    listed = list(named)
    return listed if STYLESHEET in listed else [STYLESHEET, *listed]


def theme_language(locale: str, folders: Iterable[str]) -> str | None:
    """The language in which Material says its own words on a site of a locale, if it knows it."""
    whole = locale.replace("_", "-")
    for language in (whole, whole.partition("-")[0]):
        words = f"partials/languages/{language}.html"
        if any(Path(folder, words).is_file() for folder in folders):
            return language
    return None


def theme_sources(name: object, own: Path | None) -> list[Path]:
    """What a copy of a site's theme is made of; what is copied later goes over what is there."""
    return [*([theme_folder()] if name == OVER else []), *([own] if own else [])]
