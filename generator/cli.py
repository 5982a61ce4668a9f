"""The door to the command line: `briefing new`, `draft`, `check`, `verify`, `build` and others."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from difflib import unified_diff
from functools import wraps
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from generator import account
from generator.adding import added, fields_said
from generator.advice import advice
from generator.changes import lost_by_hand, unannounced_changes
from generator.configuration import (
    Configuration,
    ConfigurationError,
    configuration,
    plugin_options,
)
from generator.dates import Edtf, parse_date
from generator.drafting.blank import blank
from generator.drafting.draft import Draft, DraftError, Given
from generator.drafting.draft import draft as draft_of
from generator.drafting.folder import put_new, texts_in
from generator.files import read_files
from generator.formatting.folder import Formatted, format_file, format_text, yaml_files
from generator.history import HistoryError, names_at, read_files_at
from generator.layout import layouts
from generator.model.content import Content
from generator.model.registry import KINDS, Registry
from generator.planning import planned_pages
from generator.press import build_files
from generator.problems import ContentError, Problem, SetupError, did_you_mean
from generator.project import read_mkdocs_config, write_files, write_project
from generator.proving import prove, strangers, write_receipt
from generator.publishing import BusyError, publish
from generator.reading import Reading, Sources, parse_files, parse_registry, read_content
from generator.renaming import RENAMED, renamed
from generator.reporting import FORMATS, as_text, printable, with_lines
from generator.saving import save
from generator.schema import refresh_schema
from generator.speed.collecting import without_collecting
from generator.speed.output import carry_over
from generator.speed.pressing import build_site_by
from generator.speed.workers import Workers
from generator.texts import TextError, Texts, read_text
from generator.words import read_words

F = TypeVar("F", bound=Callable[..., Any])

_CONFIG = click.option(
    "--config-file",
    "-f",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("site_config.yml"),
    show_default=True,
    help="The site's configuration.",
)

_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For a person, a program (json), or marks in a review (github).",
)

_WORKERS = click.option(
    "--workers",
    metavar="WAY",
    help="Who shares the work: auto, serial, loky or dask:ADDRESS.  [default: the plugin's option,"
    " or auto]",
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
        except (HistoryError, SetupError, OSError) as error:
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
    "--since",
    metavar="REVISION",
    help="Refuse what was published at a git revision and is changed or gone without a word.",
)
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: date.today().isoformat(),
    help="The day that suggested corrections bear.  [default: today]",
)
@_WORKERS
@_FORMAT
@_says_what_is_wrong
@without_collecting()
def check(
    config_file: Path, since: str | None, on: datetime, workers: str | None, format_: str
) -> None:
    """Read all content and report every problem, each with its line."""
    chosen, mkdocs = _configured(config_file, workers)
    reading = read_content(chosen.content, chosen.settings.content, _workers(chosen))
    refresh_schema(chosen.content, reading.content)
    if since is not None:
        docs = str(mkdocs.get("docs_dir") or "docs")
        silent = list(_silent_edits(config_file.parent, since, reading, docs, on.date()))
        if silent:
            raise ContentError([*reading.unproved, *silent])
    content = reading.proved()
    if format_ != "text":
        click.echo(FORMATS[format_]([]))
        return
    read_words(chosen.locale)
    for line in advice(reading):
        click.echo(line)
    count = len(content.summaries)
    click.echo(f"{count} {'summary' if count == 1 else 'summaries'}: no problem found")
    if since is not None:
        click.echo(f"since {since}: nothing published was changed or removed without a word")


def _silent_edits(
    root: Path, since: str, reading: Reading, docs: str, on: date
) -> Iterator[Problem]:
    """What was published at a revision and is otherwise now, with nothing that says so."""
    before = _content_at(root, since, reading.folder)
    for file, path, message in unannounced_changes(before, reading.content, on):
        yield reading.problem(file, path, message)
    by_hand = {name for name in names_at(root, since, docs) if name.endswith(".md")}
    present = {path.relative_to(root / docs).as_posix() for path in (root / docs).rglob("*.md")}
    present |= {page.path for page in planned_pages(reading.content)}
    for name in lost_by_hand(by_hand, present):
        message = "this page was published and is gone; put it back, if only to say where to look"
        yield Problem(f"{docs}/{name}", 1, 1, "", message)


def _content_at(root: Path, revision: str, folder: str) -> Content:
    """The content at a revision; raises HistoryError where today's model cannot read it."""
    files: dict[str, bytes | str] = {**read_files_at(root, revision, folder)}
    try:
        return parse_files(files, f"{revision}:{folder}").content
    except ContentError as error:
        first = "\n  ".join(str(problem) for problem in error.problems[:3])
        raise HistoryError(
            f"the content at {revision!r} cannot be read as content is written today, so that"
            f" nothing can be held against it; name a later revision. It begins with:\n  {first}"
        ) from None


class _Published(click.ParamType[Edtf]):
    """A date in one of the forms that summaries may have."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Edtf:
        try:
            return parse_date(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


_CONTENT = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    help="The content folder.  [default: the plugin's option, or content]",
)

_ADDED = click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: date.today().isoformat(),
    help="The day that the summary says it was added.  [default: today]",
)

_WRITTEN_BY = click.option(
    "--written-by", metavar="NAME", default="A. Editor", show_default=True, help="Who writes it."
)

_STDOUT = click.option("--stdout", is_flag=True, help="Print it, and write no file.")


@main.command()
@_CONFIG
@_CONTENT
@click.argument("name", metavar="ID|TITLE")
@_WRITTEN_BY
@_ADDED
@_STDOUT
@_says_what_is_wrong
def new(
    config_file: Path,
    content: Path | None,
    name: str,
    written_by: str,
    on: datetime,
    stdout: bool,
) -> None:
    """Write an empty summary that says in comments what belongs where."""
    if not name.strip():
        raise click.UsageError("name it: briefing new ruto-visits-haiti")
    folder, _ = _content_folder(config_file, content)
    id, made = blank(name, on.date(), written_by)
    click.echo(made if stdout else f"{put_new(folder, id, made)} written", nl=not stdout)


@main.command()
@_CONFIG
@_CONTENT
@click.argument("texts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--published",
    type=_Published(),
    metavar="DATE",
    help="When the articles appeared; left out: what their pages say.",
)
@_WRITTEN_BY
@_ADDED
@_STDOUT
@_says_what_is_wrong
def draft(
    config_file: Path,
    content: Path | None,
    texts: tuple[Path, ...],
    published: Edtf | None,
    written_by: str,
    on: datetime,
    stdout: bool,
) -> None:
    """Draft summaries of articles from their TEXTS: files, or folders with files ending in .txt.

    Rules alone find quotations, numbers, names and dates. What they find waits for you: each item
    has a line todo until you have checked it, and a draft is not published. No summary that is
    there is written over.
    """
    folder, articles = _content_folder(config_file, content)
    registry = _registry(folder)
    paths = list(texts_in(texts))
    failed = 0
    hidden = len(paths) == 1 or not sys.stderr.isatty()
    with click.progressbar(paths, label="Drafting", file=sys.stderr, hidden=hidden) as bar:
        said = []
        for path in bar:
            given = Given(
                name=path.name,
                added=on.date(),
                written_by=written_by,
                published=published,
                text=_below(articles, path),
            )
            try:
                made = _in_form(draft_of(read_text(path), given, registry), folder)
                said.append(_shown(made, folder, path, stdout=stdout, several=len(paths) > 1))
                seen = sys.stderr.isatty()
                said += [(one.told(path, quoting=seen), True) for one in made.left_out]
            except (TextError, DraftError, SetupError) as error:
                failed += 1
                said.append((f"briefing: {error}", True))
    for line, err in said:
        click.echo(line, err=err)
    sys.exit(1 if failed else 0)


def _in_form(made: Draft, folder: Path) -> Draft:
    """A draft as `briefing fmt` would write it."""
    path = folder / "summaries" / f"{made.id}.yml"
    return replace(made, yaml=format_text(made.yaml.encode(), path, path.name).after.decode())


def _shown(
    made: Draft, folder: Path, path: Path, *, stdout: bool, several: bool
) -> tuple[str, bool]:
    """What is said of a draft, which is written unless it is printed itself."""
    if stdout:
        return (f"---\n{made.yaml}" if several else made.yaml).rstrip("\n"), False
    written = put_new(folder, made.id, made.yaml)
    found = ", ".join(f"{count} {name}" for name, count in made.counts.items())
    return f"{written} written from {path}: {found}", False


def _below(articles: Path | None, path: Path) -> str | None:
    """The name of a text inside the articles folder; of one elsewhere, its own."""
    if articles and path.resolve().is_relative_to(articles.resolve()):
        return path.resolve().relative_to(articles.resolve()).as_posix()
    return path.name


def _content_folder(config_file: Path, content: Path | None) -> tuple[Path, Path | None]:
    """The content folder and that of the articles' texts, which without configuration is none."""
    if content and not config_file.exists():
        folder, articles = content, None
    else:
        chosen, _ = _configured(config_file)
        folder, articles = content or chosen.content, chosen.articles
    if not folder.is_dir():
        raise ConfigurationError(f"there is no folder {folder}; name it with --content DIR")
    return folder, articles


def _registry(folder: Path) -> Registry:
    """The registry of a content folder; raises ContentError where it cannot be read."""
    read = parse_registry(Sources(read_files(folder), str(folder)))
    if read.problems:
        raise ContentError(read.problems)
    return read.registry


@main.command()
@_CONFIG
@click.argument("summaries", nargs=-1)
@click.option(
    "--articles",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="BRIEFING_ARTICLES",
    show_envvar=True,
    help="The folder of the articles' texts.  [default: the plugin's option, or articles]",
)
@click.option(
    "--text",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The text of the one summary named.",
)
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: date.today().isoformat(),
    help="The day that new receipts bear.  [default: today]",
)
@click.option("--dry-run", is_flag=True, help="Say what is proved, and write no receipt.")
@click.option("--drop-lost", is_flag=True, help="Let go of proofs whose items are gone.")
@click.option("--coverage", is_flag=True, help="List what the summaries leave out, too.")
@click.option(
    "--coverage-at-least",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Fail where a summary carries less of its article.",
)
@_WORKERS
@_FORMAT
@_says_what_is_wrong
def verify(
    config_file: Path,
    summaries: tuple[str, ...],
    articles: Path | None,
    text: Path | None,
    on: datetime,
    dry_run: bool,
    drop_lost: bool,
    coverage: bool,
    coverage_at_least: float | None,
    workers: str | None,
    format_: str,
) -> None:
    """Hold the words and numbers of SUMMARIES (all, if none is named) against their articles.

    Where everything of a summary is proved, its receipt is written. Words of an article are shown
    at a terminal only.
    """
    chosen, _ = _configured(config_file, workers)
    map_ = _workers(chosen)
    reading = read_content(chosen.content, chosen.settings.content, map_)
    texts = Texts(articles or chosen.articles)
    ids = _named(summaries, reading.content)
    if text and len(ids) != 1:
        raise click.UsageError("--text belongs to one summary; name it: briefing verify ID --text")
    if not text and not texts.folder.is_dir():
        raise ConfigurationError(
            f"there is no folder {texts.folder} with the articles' texts; name it with --articles"
        )
    found = []
    for proving in prove(
        reading,
        ids,
        texts,
        on.date(),
        only=text,
        drop_lost=drop_lost,
        coverage_at_least=coverage_at_least,
        map_=map_,
    ):
        found.append(proving)
        if not dry_run:
            write_receipt(chosen.content, proving)
    strange = [] if text or summaries else strangers(reading, texts)
    problems = [problem for proving in found for problem in proving.problems]
    if format_ == "json":
        click.echo(account.as_json(found, strange))
    elif format_ == "github":
        click.echo(FORMATS[format_](problems))
    else:
        seen = sys.stdout.isatty()
        for line in account.lines(found, strange, coverage=coverage, at_terminal=seen):
            click.echo(line)
        if problems:
            shown = account.at_terminal(found, config_file.parent)
            click.echo(shown if sys.stderr.isatty() else as_text(problems), err=True)
    sys.exit(1 if problems else 0)


def _named(summaries: Sequence[str], content: Content) -> list[str]:
    """The ids of the summaries meant, which may be given as their files."""
    ids = [Path(name).stem if name.endswith(".yml") else name for name in summaries]
    for id in ids:
        if id not in content.summaries:
            hint = did_you_mean(id, content.summaries)
            raise click.UsageError(f"there is no summary {id!r}{hint}")
    return ids or list(content.summaries)


@main.command()
@_CONFIG
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file would.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    default=Path("summaries/-.yml"),
    help="The file that standard input is, where PATHS is -.  [default: some summary]",
)
@_says_what_is_wrong
def fmt(
    config_file: Path, paths: tuple[Path, ...], only_check: bool, diff: bool, stdin_filename: Path
) -> None:
    """Put the YAML of PATHS (files or folders; all content, if none is named) into form.

    Fields stand in the model's order, short records on one line, long texts over several; comments
    stay with what they stand above or beside. A file is written only if it still says the same.
    With - it goes from standard input to standard output.
    """
    found: list[Formatted] = []
    problems: list[Problem] = []
    if paths == (Path("-"),):
        data = sys.stdin.buffer.read()
        found.append(format_text(data, stdin_filename, _label(stdin_filename, config_file)))
        if not (only_check or diff):
            sys.stdout.buffer.write(found[0].after)
            return
    else:
        for path in yaml_files(paths or [_configured(config_file)[0].content]):
            try:
                found.append(format_file(path, _label(path, config_file)))
            except ContentError as error:
                problems += error.problems
    changed = [one for one in found if not one.is_right]
    for one in changed:
        label = _label(one.path, config_file)
        if diff:
            click.echo(_difference(one.before, one.after, label, label), nl=False)
        elif only_check:
            click.echo(f"{label} is not in form")
        else:
            save({one.path: one.before}, {one.path: one.after})
            click.echo(f"{label} put into form")
    if not diff:
        click.echo(_count_of_forms(len(changed), len(found), only_check=only_check))
    if problems:
        raise ContentError(problems)
    sys.exit(1 if only_check and changed else 0)


@main.command()
@_CONFIG
@click.argument("old")
@click.argument("new")
@click.option(
    "--kind", type=click.Choice(list(RENAMED)), help="What it is, where several are so called."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@_says_what_is_wrong
def rename(config_file: Path, old: str, new: str, kind: str | None, dry_run: bool) -> None:
    """Call what is called OLD by the id NEW, in all files: a summary, a person, a measure ...

    Where readers may have had its address, OLD leads there still, by former_ids. Receipts go
    along. All files are written or none, and only if the content has no new problem.
    """
    chosen, _ = _configured(config_file)
    reading = read_content(chosen.content, chosen.settings.content, _workers(chosen))
    old = Path(old).stem if old.endswith(".yml") else old
    files = renamed(reading, old, new, kind)
    read = {name: data for name, data in reading.sources.files.items() if isinstance(data, bytes)}
    if dry_run:
        for name, data in sorted(files.items()):
            label = f"{reading.folder}/{name}"
            there = "/dev/null" if name not in read else label
            then = "/dev/null" if data is None else label
            click.echo(_difference(read.get(name, b""), data or b"", there, then), nl=False)
        return
    folder = chosen.content
    before = {folder / name: data for name, data in read.items()}
    save(before, {folder / name: data for name, data in files.items()})
    for name, data in sorted(files.items()):
        deed = "removed" if data is None else "changed" if name in read else "written"
        click.echo(f"{reading.folder}/{name} {deed}")
    refresh_schema(folder, read_content(folder, reading.folder).content)


class _Kinds(click.Group):
    """A command for each kind of record, made when it is called: the meanings take a while."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _adding(cmd_name) if cmd_name in KINDS else None


@main.command(cls=_Kinds)
def add() -> None:
    """Add a record to the registry: a person, an organisation, a place, a measure ..."""


def _adding(word: str) -> click.Command:
    """The command that adds one kind of record; its options are the fields of the model."""

    def command(config_file: Path, id: str, another: bool, **said: Any) -> None:
        chosen, _ = _configured(config_file)
        files, shown_in = read_files(chosen.content), chosen.settings.content
        new = added(files, shown_in, word, id, said, is_another=another)
        was, path = files.get(new.name), chosen.content / new.name
        save({path: was} if isinstance(was, bytes) else {}, {path: new.data})
        click.echo(f"{shown_in}/{new.name}:{new.line}: {id} added")

    made = _CONFIG(_says_what_is_wrong(command))
    for one in reversed(list(fields_said(word))):
        made = click.option(
            f"--{one.option}",
            one.name,
            help=one.meaning,
            required=one.is_required,
            multiple=one.is_many,
            type=click.Choice(one.choices) if one.choices else str,
        )(made)
    made = click.option("--another", is_flag=True, help="It is not the one of a similar name.")(
        made
    )
    return click.command(word, help=f"Add the {word} ID.")(click.argument("id")(made))


def _count_of_forms(changed: int, all_: int, *, only_check: bool) -> str:
    files = f"{all_} file{'' if all_ == 1 else 's'}"
    if not changed:
        return f"{files}: all in form" if all_ != 1 else f"{files}: in form"
    if only_check:
        return f"{changed} of {files} not in form; briefing fmt writes them so"
    return f"{changed} of {files} written"


def _difference(before: bytes, after: bytes, one: str, other: str) -> str:
    """What a file says otherwise, line by line; what a terminal would act on is escaped."""
    was, now = (data.decode(errors="replace").split("\n") for data in (before, after))
    lines = unified_diff(was, now, one, other, lineterm="")
    return "".join(f"{printable(line)}\n" for line in lines)


def _label(path: Path, config_file: Path) -> str:
    """A file's name in messages: from the configuration's folder, as all problems have it."""
    root = config_file.parent.absolute()
    whole = Path(os.path.abspath(path))
    return str(whole.relative_to(root)) if whole.is_relative_to(root) else str(path)


@main.command()
@_CONFIG
@click.argument("folder", type=click.Path(path_type=Path))
@_WORKERS
@_says_what_is_wrong
def write(config_file: Path, folder: Path, workers: str | None) -> None:
    """Write a complete MkDocs project into FOLDER, to be built without this plugin."""
    chosen, mkdocs = _configured(config_file, workers)
    map_ = _workers(chosen)
    content = read_content(chosen.content, chosen.settings.content, map_).proved()
    words, environment = read_words(chosen.locale), layouts(chosen.layouts)
    site = build_site_by(map_, content, chosen.settings, words, environment)
    count = write_project(folder, site, mkdocs, config_file.parent)
    config = shlex.quote(str(folder / "mkdocs.yml"))
    click.echo(f"{count} pages written; build them with: mkdocs build -f {config}")


@main.command()
@_CONFIG
@click.argument("folder", type=click.Path(path_type=Path))
@_says_what_is_wrong
def export(config_file: Path, folder: Path) -> None:
    """Write the site's files for machines into FOLDER: tables, database, feeds, dictionary.

    They are those that the site publishes in its folder data/: FOLDER/quotes.csv.
    """
    chosen, _ = _configured(config_file)
    content = read_content(chosen.content, chosen.settings.content, _workers(chosen)).proved()
    count = write_files(folder, build_files(content, chosen.settings, read_words(chosen.locale)))
    click.echo(f"{count} files written; dictionary.json says what they hold")


@main.command()
@_CONFIG
@click.option("--strict/--no-strict", default=True, show_default=True, help="Warnings are errors.")
@_says_what_is_wrong
def build(config_file: Path, strict: bool) -> None:
    """Build the site; the old one stays until the new one is whole."""
    chosen, mkdocs = _configured(config_file)
    read_content(chosen.content, chosen.settings.content, _workers(chosen)).proved()
    site = config_file.parent / str(mkdocs.get("site_dir") or "site")
    # not with --quiet: MkDocs then counts no warnings, and --strict passes a broken link
    arguments = ["--config-file", str(config_file), *(["--strict"] if strict else [])]

    def run_mkdocs(folder: Path, lock: IO[bytes]) -> None:
        carry_over(site, folder, config_file)
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


def _configured(
    config_file: Path, workers: str | None = None
) -> tuple[Configuration, dict[str, Any]]:
    """What the configuration says, and what was said in this call of who shares the work."""
    mkdocs = read_mkdocs_config(config_file)
    options = {**plugin_options(mkdocs), **({} if workers is None else {"workers": workers})}
    return configuration(config_file.parent, mkdocs, options), mkdocs


def _workers(chosen: Configuration) -> Workers:
    """Whoever shares the work; raises WorkersError where nobody is there, however little it is."""
    found = Workers(chosen.way, os.cpu_count() or 1)
    found.ready()
    return found
