"""The commands of an editor's desk, which write summaries, records and their form."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from babel.core import get_global

from generator.accepting import accepted
from generator.adding import added, fields_said
from generator.calls import CONFIG, configured, difference, label_of, says_what_is_wrong, workers_of
from generator.configuration import ConfigurationError
from generator.dates import Edtf, parse_date
from generator.drafting.blank import blank
from generator.drafting.draft import Draft, DraftError, Given
from generator.drafting.draft import draft as draft_of
from generator.drafting.folder import put_new, summed_up, texts_in
from generator.files import read_files
from generator.formatting.folder import Formatted, format_file, format_text, yaml_files
from generator.model.registry import KINDS, Registry
from generator.problems import ContentError, Problem, SetupError, did_you_mean
from generator.reading import Sources, parse_registry, read_content
from generator.renaming import RENAMED, renamed
from generator.saving import save
from generator.schema import refresh_schema
from generator.texts import TextError, read_text


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

#: What one entry of a draft's lists is called.
_FOUND = {
    "quotes": "quotation",
    "numbers": "number",
    "when": "date",
    "what": "statement",
    "who": "actor",
}

_STDOUT = click.option("--stdout", is_flag=True, help="Print it, and write no file.")


@click.command(short_help="Write an empty summary with comments.")
@CONFIG
@_CONTENT
@click.argument("name", metavar="ID|TITLE")
@_WRITTEN_BY
@_ADDED
@_STDOUT
@says_what_is_wrong
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


@click.command(short_help="Draft summaries of articles from their texts.")
@CONFIG
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
@says_what_is_wrong
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
    there is written over, and of a folder no text is drafted that has a summary.
    """
    folder, articles = _content_folder(config_file, content)
    sources = Sources(read_files(folder), str(folder))
    registry = _registry(sources)
    paths = list(texts_in(texts))
    there = {} if stdout else summed_up(sources)
    failed = 0
    hidden = len(paths) == 1 or not sys.stderr.isatty()
    with click.progressbar(paths, label="Drafting", file=sys.stderr, hidden=hidden) as bar:
        said = []
        for path in bar:
            if summary := there.get(_below(articles, path)):
                failed += path in texts
                said.append(
                    (f"{path} skipped: {summary} is there already and stays as it is", True)
                )
                continue
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
                said += [(f"{path}: {remark}", True) for remark in made.remarks]
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
    found = ", ".join(
        f"{count} {_FOUND[name]}{'s' * (count != 1)}" for name, count in made.counts.items()
    )
    return f"{written} written from {path}: {found}", False


def _below(articles: Path | None, path: Path) -> str:
    """The name of a text inside the articles folder; of one elsewhere, its own."""
    if articles and path.resolve().is_relative_to(articles.resolve()):
        return path.resolve().relative_to(articles.resolve()).as_posix()
    return path.name


def _content_folder(config_file: Path, content: Path | None) -> tuple[Path, Path | None]:
    """The content folder and that of the articles' texts, which without configuration is none."""
    if content and not config_file.exists():
        folder, articles = content, None
    else:
        chosen, _ = configured(config_file)
        folder, articles = content or chosen.content, chosen.articles
    if not folder.is_dir():
        raise ConfigurationError(f"there is no folder {folder}; name it with --content DIR")
    return folder, articles


def _registry(sources: Sources) -> Registry:
    """The registry of a content folder; raises ContentError where it cannot be read."""
    read = parse_registry(sources)
    if read.problems:
        raise ContentError(read.problems)
    return read.registry


@click.command(short_help="Put YAML into the one form.")
@CONFIG
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file would.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    default=Path("summaries/-.yml"),
    help="The file that standard input is, where PATHS is -.  [default: some summary]",
)
@says_what_is_wrong
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
        found.append(format_text(data, stdin_filename, label_of(stdin_filename, config_file)))
        if not (only_check or diff):
            sys.stdout.buffer.write(found[0].after)
            return
    else:
        for path in yaml_files(paths or [configured(config_file)[0].content]):
            try:
                found.append(format_file(path, label_of(path, config_file)))
            except ContentError as error:
                problems += error.problems
    changed = [one for one in found if not one.is_right]
    for one in changed:
        label = label_of(one.path, config_file)
        if diff:
            click.echo(difference(one.before, one.after, label, label), nl=False)
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


@click.command(short_help="Give anything another id, in all files.")
@CONFIG
@click.argument("old")
@click.argument("new")
@click.option(
    "--kind", type=click.Choice(list(RENAMED)), help="What it is, where several are so called."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@says_what_is_wrong
def rename(config_file: Path, old: str, new: str, kind: str | None, dry_run: bool) -> None:
    """Call what is called OLD by the id NEW, in all files: a summary, a person, a measure ...

    Where readers may have had its address, OLD leads there still, by former_ids. Receipts go
    along. All files are written or none, and only if the content has no new problem.
    """
    chosen, _ = configured(config_file)
    reading = read_content(chosen.content, chosen.settings.content, workers_of(chosen))
    old = Path(old).stem if old.endswith(".yml") else old
    files = renamed(reading, old, new, kind)
    read = {name: data for name, data in reading.sources.files.items() if isinstance(data, bytes)}
    if dry_run:
        for name, data in sorted(files.items()):
            label = f"{reading.folder}/{name}"
            there = "/dev/null" if name not in read else label
            then = "/dev/null" if data is None else label
            click.echo(difference(read.get(name, b""), data or b"", there, then), nl=False)
        return
    folder = chosen.content
    before = {folder / name: data for name, data in read.items()}
    save(before, {folder / name: data for name, data in files.items()})
    for name, data in sorted(files.items()):
        deed = "removed" if data is None else "changed" if name in read else "written"
        click.echo(f"{reading.folder}/{name} {deed}")
    refresh_schema(folder, read_content(folder, reading.folder).content)


@click.command(short_help="Move what a draft proposes into the registry.")
@CONFIG
@click.argument("summary")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--as", "called", metavar="NEW", help="Another id for the one ID, or that of what is there."
)
@click.option("--another", is_flag=True, help="None is the one of a similar name.")
@says_what_is_wrong
def accept(
    config_file: Path, summary: str, ids: tuple[str, ...], called: str | None, another: bool
) -> None:
    """Move what SUMMARY proposes into the registry: all of it, or the records named.

    Comments go along. All files are written or none, and only if the content has no new problem.
    """
    chosen, _ = configured(config_file)
    files, shown_in = read_files(chosen.content), chosen.settings.content
    id = Path(summary).stem if summary.endswith(".yml") else summary
    made = accepted(files, shown_in, id, ids, called, is_another=another)
    _save(chosen.content, files, made.files)
    for line in made.said:
        click.echo(line)


def _save(folder: Path, files: Mapping[str, bytes | str], new: Mapping[str, bytes]) -> None:
    """Put new contents in the place of files of the content folder, of all or of none."""
    before = {folder / name: was for name in new if isinstance(was := files.get(name), bytes)}
    save(before, {folder / name: data for name, data in new.items()})


class _Kinds(click.Group):
    """A command for each kind of record, made when it is called: the meanings take a while."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in KINDS and (hint := did_you_mean(cmd_name, KINDS)):
            ctx.fail(f"No such command {cmd_name!r}{hint}")
        return _adding(cmd_name) if cmd_name in KINDS else None


@click.command(cls=_Kinds, short_help="Add a person, a place, a measure ... to the registry.")
def add() -> None:
    """Add a record to the registry: a person, an organisation, a place, a measure ..."""


def _adding(word: str) -> click.Command:
    """The command that adds one kind of record; its options are the fields of the model."""

    def command(config_file: Path, id: str, another: bool, **said: Any) -> None:
        chosen, _ = configured(config_file)
        files, shown_in = read_files(chosen.content), chosen.settings.content
        new = added(files, shown_in, word, id, said, is_another=another)
        _save(chosen.content, files, {new.name: new.data, **new.summaries})
        click.echo(f"{shown_in}/{new.name}:{new.line}: {id} added")
        for name in new.summaries:
            click.echo(f"{shown_in}/{name}: proposes {id} no more")
        unit = str(said.get("unit") or "")
        if unit.upper() != unit and unit.upper() in get_global("all_currencies"):
            click.echo(f"the unit {unit} is a word; did you mean the currency {unit.upper()}?")

    made = CONFIG(says_what_is_wrong(command))
    for one in reversed(list(fields_said(word))):
        made = click.option(
            f"--{one.option}",
            one.name,
            help=one.meaning + "  [required, unless a summary proposes it]" * one.is_required,
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
