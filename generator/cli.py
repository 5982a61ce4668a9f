"""The door to the command line: `briefing new`, `draft`, `check`, `verify`, `build` and others."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from importlib.metadata import distribution
from pathlib import Path
from typing import IO, Any

import click

from generator import account, desk
from generator.advice import advice
from generator.calls import (
    CONFIG,
    FORMAT,
    WORKERS,
    BuildError,
    configured,
    difference,
    label_of,
    says_what_is_wrong,
    workers_of,
)
from generator.changes import lost_by_hand, unannounced_changes
from generator.configuration import (
    Configuration,
    ConfigurationError,
    model_of,
    plugin_options,
    site_folders,
)
from generator.drafting.doubts import doubts
from generator.files import read_files
from generator.history import HistoryError, names_at, read_files_at
from generator.layout import LayoutError, flaws, layouts, packed_layout
from generator.model.content import Content
from generator.model.summary import todos_of
from generator.planning import planned_pages
from generator.press import build_files, press_of
from generator.problems import ContentError, Problem, SetupError, did_you_mean
from generator.project import read_mkdocs_config, write_files, write_project
from generator.proving import prove, strangers, write_receipt
from generator.publishing import publish
from generator.reading import Reading, parse_files, read_content
from generator.reporting import FORMATS, as_text
from generator.saving import save
from generator.schema import refresh_schema
from generator.search.interface import not_found
from generator.speed.around import digest_beneath, digest_of_code
from generator.speed.collecting import without_collecting
from generator.speed.making import Maker
from generator.speed.output import cache_of, carry_over
from generator.speed.pressing import build_site_by
from generator.starting import (
    FORGES,
    StartError,
    engine_of,
    forge_of,
    in_a_line,
    is_here_only,
    name_of,
    refuse_folder,
    requirement_of,
)
from generator.starting import start as start_site
from generator.texts import Texts
from generator.upgrading import STEPS, upgraded, with_model
from generator.words import Words, catalogue_for, read_words

DISTRIBUTION = "briefing-site"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=DISTRIBUTION)
def main() -> None:
    """Check the summaries of a briefing site and write its pages."""


for _command in (desk.new, desk.draft, desk.fmt, desk.rename, desk.add, desk.accept):
    main.add_command(_command)


@main.command(short_help="Report every problem, each with its line.")
@CONFIG
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
@WORKERS
@FORMAT
@says_what_is_wrong
@without_collecting()
def check(
    config_file: Path, since: str | None, on: datetime, workers: str | None, format_: str
) -> None:
    """Read all content, layouts and words, and report every problem, each with its line."""
    chosen, mkdocs = configured(config_file, workers)
    words, beside = _words_and_flaws(chosen, config_file)
    try:
        reading = read_content(chosen.content, chosen.settings.content, workers_of(chosen))
    except ContentError as error:
        raise ContentError([*error.problems, *beside]) from None
    refresh_schema(chosen.content, reading.content)
    if since is not None:
        docs = str(mkdocs.get("docs_dir") or "docs")
        silent = list(_silent_edits(config_file.parent, since, reading, docs, on.date()))
        if silent:
            raise ContentError([*_told_once(reading.unproved, silent), *beside])
    if beside:
        raise ContentError([*reading.unproved, *beside])
    content = reading.proved()
    if words and chosen.layouts:
        _try_layouts(chosen, config_file, content, words)
    if format_ != "text":
        click.echo(FORMATS[format_]([]))
        return
    for line in (*advice(reading), *(_untranslated(words) if words else ())):
        click.echo(line)
    click.echo(f"{_counted(content)}: no problem found")
    if since is not None:
        click.echo(f"since {since}: nothing published was changed or removed without a word")


def _told_once(unproved: Sequence[Problem], silent: Sequence[Problem]) -> Iterator[Problem]:
    """Both, but of an item that was changed without a word not also that no receipt proves it."""

    def item(problem: Problem) -> tuple[str, str]:
        return problem.file, problem.field.partition("]")[0]

    edited, waiting = {item(one) for one in silent}, {item(one) for one in unproved}
    yield from (one for one in unproved if item(one) not in edited)
    for one in silent:
        # in front, because the line to paste ends the message
        first = "is not verified as it is: run briefing verify; " * (item(one) in waiting)
        yield replace(one, message=first + one.message)


def _counted(content: Content) -> str:
    """How many summaries there are, and what the drafts among them wait for."""
    count = len(content.summaries)
    said = f"{count} {'summary' if count == 1 else 'summaries'}"
    drafts = [one for one in content.summaries.values() if one.status == "draft"]
    if not drafts:
        return said
    to_do = sum(1 for one in drafts for _ in todos_of(one))
    proposed = sum(one.proposed.count for one in drafts if one.proposed)
    waiting = [f"{to_do} to do"] * bool(to_do) + [f"{proposed} proposed"] * bool(proposed)
    some = f"{len(drafts)} draft{'s' * (len(drafts) != 1)}"
    return f"{said} ({some}{': ' * bool(waiting)}{', '.join(waiting)})"


def _words_and_flaws(
    chosen: Configuration, config_file: Path
) -> tuple[Words | None, list[Problem]]:
    """The words of a site, if they can be read, and what is wrong with them and its layouts."""
    found: list[Problem] = []
    if chosen.layouts:
        found += flaws(chosen.layouts, label_of(chosen.layouts, config_file))
    try:
        return read_words(chosen.locale, chosen.catalogues), found
    except ContentError as error:
        return None, [*found, *error.problems]


def _try_layouts(chosen: Configuration, config_file: Path, content: Content, words: Words) -> None:
    """Raise ContentError where a layout of the site's own makes no page of what the site says.

    One page of each kind is tried.
    """
    press = press_of(content, chosen.settings, words, layouts(chosen.layouts))
    ones = {(page.kind.name, page.state, bool(page.list)): page for page in press.plan()}
    found = []
    for planned in ones.values():
        try:
            press.page(planned)
        except LayoutError as error:
            file = label_of(Path(error.file), config_file)
            found.append(Problem(file, error.line or 1, 1, "", error.what))
    if found:
        raise ContentError(found)


def _untranslated(words: Words) -> Iterator[str]:
    """What is said in English on a site in another language."""
    if keys := words.untranslated:
        some = ", ".join(keys[:3])
        yield (
            f"locale: {len(keys)} of {len(words.translatable)} words of the interface are said in"
            f" English, such as {some}; translate them in locale/{words.locale.language}.po"
        )


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


@main.command(short_help="Hold words and numbers against the articles.")
@CONFIG
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
@WORKERS
@FORMAT
@says_what_is_wrong
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

    Where everything of a summary is proved, its receipt is written. A warning, which changes none
    of that, says where rules doubt a speaker or find a quotation cut. Words of an article are shown
    at a terminal only.
    """
    chosen, _ = configured(config_file, workers)
    map_ = workers_of(chosen)
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
    verified = {proving.id: proving.verification for proving in found if proving.verification}
    doubtful = doubts(reading, verified, map_)
    if format_ == "json":
        click.echo(account.as_json(found, strange, doubtful))
    elif format_ == "github":
        click.echo(FORMATS[format_](problems))
    else:
        seen = sys.stdout.isatty()
        told = account.lines(found, strange, doubtful, coverage=coverage, at_terminal=seen)
        for line in told:
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


def _tried(of: Callable[[Any], object]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that refuses at once what cannot be, so that only that is asked for again."""

    def callback(_: click.Context, __: click.Parameter, value: Any) -> Any:
        try:
            if value is not None:
                of(value)
        except StartError as error:
            raise click.BadParameter(str(error)) from None
        return value

    return callback


@main.command(short_help="Start a site for a subject of your own.")
@click.argument(
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    callback=_tried(refuse_folder),
    is_eager=True,
)
@click.option(
    "--title",
    prompt="Title of the site",
    help="What the site is called.",
    callback=_tried(partial(in_a_line, "title")),
)
@click.option(
    "--subject",
    callback=_tried(partial(in_a_line, "subject")),
    prompt="Subject, as in: what news articles say about ...",
    help="What its articles are about, in a few words.",
)
@click.option(
    "--forge",
    callback=_tried(lambda said: forge_of(said, "your-name/site")),
    prompt=f"Forge ({', '.join(FORGES)}, or the address of an edit page, with {{path}} in it)",
    help="Where its repository lies: "
    f"{', '.join(FORGES)}, its address there, or that of an edit page with {{path}} in it.",
)
@click.option(
    "--repository",
    metavar="OWNER/NAME",
    help="The repository at that forge.  [default: your-name/ and the folder's name]",
)
@click.option(
    "--engine",
    metavar="REQUIREMENT",
    callback=_tried(engine_of),
    help="What pip installs this package from.  [default: what it was installed from]",
)
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: date.today().isoformat(),
    help="The day that the example bears.  [default: today]",
)
@says_what_is_wrong
def start(
    folder: Path,
    title: str,
    subject: str,
    forge: str,
    repository: str | None,
    engine: str | None,
    on: datetime,
) -> None:
    """Start a small working site in the empty folder DIR, for a subject of your own."""
    ours = distribution(DISTRIBUTION)
    found = requirement_of(ours.name, ours.version, ours.read_text("direct_url.json"))
    named = engine_of(engine) if engine else found
    chosen = forge_of(forge, repository or f"your-name/{name_of(folder)}")
    written = start_site(folder, title, subject, chosen, named, on.date())
    click.echo(f"{len(written)} files written into {folder}; its README.md says how to go on")
    if is_here_only(named):
        click.echo(
            "requirements.txt names this package as it lies on this machine, which no other can"
            " install (nor a workflow that publishes); before you publish name its repository"
            " there:\n  git+https://forge.example/briefing-site.git@v1.2"
        )


@main.command(short_help="Copy a layout to where the site changes it.")
@CONFIG
@click.argument("name")
@says_what_is_wrong
def layout(config_file: Path, name: str) -> None:
    """Copy the package's layout NAME to where the site has its own, to be changed there.

    NAME is that of a kind of page, such as article or legend.
    """
    chosen, mkdocs = configured(config_file)
    folder = chosen.layouts or site_folders(config_file.parent, plugin_options(mkdocs))[1]
    file, data = packed_layout(name)
    _copy(folder / file, data, config_file)
    click.echo("it goes before the package's from now on, also when that is updated")


@main.command(short_help="Write the catalogue of a language.")
@CONFIG
@click.argument("language")
@says_what_is_wrong
def words(config_file: Path, language: str) -> None:
    """Write the catalogue of LANGUAGE (en, fr ...) into locale/, to be changed there."""
    _, mkdocs = configured(config_file)
    file, data = catalogue_for(language)
    path = site_folders(config_file.parent, plugin_options(mkdocs))[2] / file
    _copy(path, data, config_file)
    if file == "en.po":
        click.echo("keep the words that you change, and delete the others: those are updated")
    else:
        click.echo(f"write the words behind msgstr, and locale: {language} in site_config.yml")


def _copy(path: Path, data: bytes, config_file: Path) -> None:
    """Write a file that is not there yet, and say so."""
    label = label_of(path, config_file)
    if path.exists():
        raise SetupError(f"{label} is there already; delete or rename it to have ours again")
    save({}, {path: data})
    click.echo(f"{label} written")


@main.command(short_help="Lift a site to the present model.")
@CONFIG
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@says_what_is_wrong
def upgrade(config_file: Path, dry_run: bool) -> None:
    """Lift a site to the present model, after an update of the package that asks for it.

    All files are written or none; comments stay where they were.
    """
    options = plugin_options(read_mkdocs_config(config_file))
    content = config_file.parent / str(options.get("content") or "content")
    files, configuration = read_files(content), config_file.read_bytes()
    lifted, said = upgraded(files, model_of(options), STEPS)
    before = {content / name: data for name, data in files.items() if isinstance(data, bytes)}
    before[config_file] = configuration
    changed = {content / name: data for name, data in lifted.items()}
    if (with_line := with_model(configuration, len(STEPS) + 1)) != configuration:
        changed[config_file] = with_line
    if not changed:
        click.echo(f"content is of model {len(STEPS) + 1}, the present one: nothing to do")
        return
    if dry_run:
        for path, data in changed.items():
            name = label_of(path, config_file)
            click.echo(difference(before.get(path, b""), data, name, name), nl=False)
        return
    save(before, changed)
    for line in (*said, *(f"{label_of(path, config_file)} changed" for path in changed)):
        click.echo(line)
    click.echo(f"the site is written for model {len(STEPS) + 1}; now run: briefing check")


@main.command(short_help="Write a MkDocs project that needs no plugin.")
@CONFIG
@click.argument("folder", type=click.Path(path_type=Path))
@WORKERS
@says_what_is_wrong
def write(config_file: Path, folder: Path, workers: str | None) -> None:
    """Write a complete MkDocs project into FOLDER, to be built without this plugin."""
    chosen, mkdocs = configured(config_file, workers)
    map_ = workers_of(chosen)
    content = read_content(chosen.content, chosen.settings.content, map_).proved()
    words, environment = read_words(chosen.locale, chosen.catalogues), layouts(chosen.layouts)
    site = build_site_by(map_, content, chosen.settings, words, environment)
    extra = {"not_found": not_found(words), **(mkdocs.get("extra") or {})}
    count = write_project(folder, site, {**mkdocs, "extra": extra}, config_file.parent)
    config = shlex.quote(str(folder / "mkdocs.yml"))
    click.echo(f"{count} pages written; build them with: mkdocs build -f {config}")


@main.command(short_help="Write tables, database and feeds into a folder.")
@CONFIG
@click.argument("folder", type=click.Path(path_type=Path))
@says_what_is_wrong
def export(config_file: Path, folder: Path) -> None:
    """Write the site's files for machines into FOLDER: tables, database, feeds, dictionary.

    They are those that the site publishes in its folder data/: FOLDER/quotes.csv.
    """
    chosen, _ = configured(config_file)
    content = read_content(chosen.content, chosen.settings.content, workers_of(chosen)).proved()
    count = write_files(
        folder, build_files(content, chosen.settings, read_words(chosen.locale, chosen.catalogues))
    )
    click.echo(f"{count} files written; dictionary.json says what they hold")


@main.command(short_help="Build the site, whole or not at all.")
@CONFIG
@click.option("--strict/--no-strict", default=True, show_default=True, help="Warnings are errors.")
@says_what_is_wrong
def build(config_file: Path, strict: bool) -> None:
    """Build the site; the old one stays until the new one is whole."""
    chosen, mkdocs = configured(config_file)
    if not Maker(digest_of_code(), digest_beneath).knows(chosen, cache_of(config_file)):
        read_content(chosen.content, chosen.settings.content, workers_of(chosen)).proved()
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


def _look_at(site: Path) -> str:
    return f"python -m http.server 8080 --bind 127.0.0.1 --directory {shlex.quote(str(site))}"
