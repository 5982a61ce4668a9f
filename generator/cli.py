"""The door to the command line: `briefing check`, `briefing build` and `briefing write`."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from generator.configuration import (
    Configuration,
    ConfigurationError,
    configuration,
    plugin_options,
)
from generator.layout import LayoutError, layouts
from generator.model.content import Content
from generator.problems import ContentError, Problem
from generator.project import read_mkdocs_config, write_project
from generator.publishing import BusyError, publish
from generator.reading import read_content
from generator.reporting import FORMATS, as_text, with_lines
from generator.schema import refresh_schema
from generator.site import build_pages
from generator.words import LanguageError, read_words

F = TypeVar("F", bound=Callable[..., Any])

_CONFIG = click.option(
    "--config-file",
    "-f",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("site_config.yml"),
    show_default=True,
    help="The site's configuration.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefing-site")
def main() -> None:
    """Check the summaries of a briefing site and write its pages."""


def _says_what_is_wrong(command: F) -> F:
    """Exit 1 with all problems of the content or the build, 2 with what is wrong about the call."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ContentError as error:
            root = kwargs["config_file"].parent
            _report(error.problems, kwargs.get("format_", "text"), root)
            sys.exit(1)
        except (BuildError, BusyError) as error:
            click.echo(f"briefing: {error}", err=True)
            sys.exit(1)
        except (ConfigurationError, LanguageError, LayoutError, OSError) as error:
            click.echo(f"briefing: {error}", err=True)
            sys.exit(2)

    return run  # type: ignore[return-value]


def _report(problems: Sequence[Problem], format_: str, root: Path) -> None:
    """A person reads standard error, lines and carets included; a program standard output."""
    if format_ != "text":
        click.echo(FORMATS[format_](problems))
        return
    at_terminal = sys.stderr.isatty()
    click.echo(with_lines(problems, root) if at_terminal else as_text(problems), err=True)
    count = len(problems)
    click.echo(f"{count} problem{'s' if count != 1 else ''} found", err=True)


@main.command()
@_CONFIG
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For a person, a program (json), or marks in a review (github).",
)
@_says_what_is_wrong
def check(config_file: Path, format_: str) -> None:
    """Read all content and report every problem, each with its line."""
    chosen, _ = _configured(config_file)
    content = read_content(chosen.content, chosen.settings.content)
    refresh_schema(chosen.content, content)
    if format_ != "text":
        click.echo(FORMATS[format_]([]))
        return
    read_words(chosen.locale)
    for line in _chosen_by_default(content):
        click.echo(line)
    count = len(content.summaries)
    click.echo(f"{count} {'summary' if count == 1 else 'summaries'}: no problem found")


@main.command()
@_CONFIG
@click.argument("folder", type=click.Path(path_type=Path))
@_says_what_is_wrong
def write(config_file: Path, folder: Path) -> None:
    """Write a complete MkDocs project into FOLDER, to be built without this plugin."""
    chosen, mkdocs = _configured(config_file)
    content = read_content(chosen.content, chosen.settings.content)
    words, environment = read_words(chosen.locale), layouts(chosen.layouts)
    pages = build_pages(content, chosen.settings, words, environment)
    count = write_project(folder, pages, mkdocs, config_file.parent)
    config = shlex.quote(str(folder / "mkdocs.yml"))
    click.echo(f"{count} pages written; build them with: mkdocs build -f {config}")


@main.command()
@_CONFIG
@click.option("--strict/--no-strict", default=True, show_default=True, help="Warnings are errors.")
@_says_what_is_wrong
def build(config_file: Path, strict: bool) -> None:
    """Build the site; the old one stays until the new one is whole."""
    chosen, mkdocs = _configured(config_file)
    read_content(chosen.content, chosen.settings.content)
    site = config_file.parent / str(mkdocs.get("site_dir") or "site")
    # not with --quiet: MkDocs then counts no warnings, and --strict passes a broken link
    arguments = ["--config-file", str(config_file), *(["--strict"] if strict else [])]

    def run_mkdocs(folder: Path, lock: IO[bytes]) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", *arguments]
        command += ["--site-dir", str(folder.resolve())]
        kept_open = {} if sys.platform == "win32" else {"pass_fds": [lock.fileno()]}
        done = subprocess.run(command, check=False, **kept_open)  # type: ignore[call-overload]
        if done.returncode:
            raise BuildError(f"MkDocs could not build the site; {site} is as it was")

    publish(site, run_mkdocs)
    click.echo(f"The site is in {site}; look at it with: {_look_at(site)}")


class BuildError(Exception):
    """MkDocs has said what is wrong; the message says what became of the site."""


def _look_at(site: Path) -> str:
    return f"python -m http.server 8080 --bind 127.0.0.1 --directory {shlex.quote(str(site))}"


def _configured(config_file: Path) -> tuple[Configuration, dict[str, Any]]:
    mkdocs = read_mkdocs_config(config_file)
    return configuration(config_file.parent, mkdocs, plugin_options(mkdocs)), mkdocs


def _chosen_by_default(content: Content) -> list[str]:
    """What the front page takes from the newest summary because home.yml leaves it out."""
    fields = ("title", "gist", "as_of", "key_numbers", "turning_points", "quote")
    left_out = [name for name in fields if not getattr(content.home, name)]
    if not left_out or not content.summaries:
        return []
    return [f"home.yml leaves out {', '.join(left_out)}: taken from the newest summary"]
