"""What all commands of the command line share: their options, and how they say what is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from difflib import unified_diff
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.configuration import Configuration, configuration, plugin_options
from generator.history import HistoryError
from generator.problems import ContentError, Problem, SetupError
from generator.project import read_mkdocs_config
from generator.publishing import BusyError
from generator.reporting import FORMATS, as_text, printable, with_lines
from generator.speed.workers import Workers

F = TypeVar("F", bound=Callable[..., Any])

CONFIG = click.option(
    "--config-file",
    "-f",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("site_config.yml"),
    show_default=True,
    help="The site's configuration.",
)

FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For a person, a program (json), or marks in a review (github).",
)

WORKERS = click.option(
    "--workers",
    metavar="WAY",
    help="Who shares the work: auto, serial, loky or dask:ADDRESS.  [default: the plugin's option,"
    " or auto]",
)


class BuildError(Exception):
    """MkDocs has said what is wrong; the message says what became of the site."""


def says_what_is_wrong(command: F) -> F:
    """Exit 1 with all problems of the content or the build, 2 with what is wrong about the call."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except ContentError as error:
            root = kwargs.get("config_file", Path()).parent
            report(error.problems, kwargs.get("format_", "text"), root)
            sys.exit(1)
        except (BuildError, BusyError) as error:
            click.echo(f"briefing: {error}", err=True)
            sys.exit(1)
        except (HistoryError, SetupError, OSError) as error:
            click.echo(f"briefing: {error}", err=True)
            sys.exit(2)

    return run  # type: ignore[return-value]


def report(problems: Sequence[Problem], format_: str, root: Path) -> None:
    """A person reads standard error, lines and carets included; a program standard output."""
    if format_ != "text":
        click.echo(FORMATS[format_](problems))
        return
    at_terminal = sys.stderr.isatty()
    click.echo(with_lines(problems, root) if at_terminal else as_text(problems), err=True)
    count = len(problems)
    click.echo(f"{count} problem{'s' if count != 1 else ''} found", err=True)


def configured(
    config_file: Path, workers: str | None = None
) -> tuple[Configuration, dict[str, Any]]:
    """What the configuration says, and what was said in this call of who shares the work."""
    mkdocs = read_mkdocs_config(config_file)
    options = {**plugin_options(mkdocs), **({} if workers is None else {"workers": workers})}
    return configuration(config_file.parent, mkdocs, options), mkdocs


def workers_of(chosen: Configuration) -> Workers:
    """Whoever shares the work; raises WorkersError where nobody is there, however little it is."""
    found = Workers(chosen.way, os.cpu_count() or 1)
    found.ready()
    return found


def difference(before: bytes, after: bytes, one: str, other: str) -> str:
    """What a file says otherwise, line by line; what a terminal would act on is escaped."""
    was, now = (data.decode(errors="replace").split("\n") for data in (before, after))
    lines = unified_diff(was, now, one, other, lineterm="")
    return "".join(f"{printable(line)}\n" for line in lines)


def label_of(path: Path, config_file: Path) -> str:
    """A file's name in messages: from the configuration's folder, as all problems have it."""
    root = config_file.parent.absolute()
    whole = Path(os.path.abspath(path))
    return str(whole.relative_to(root)) if whole.is_relative_to(root) else str(path)
