"""Writes a small working site for another subject, with one invented summary in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from unicodedata import category
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from packaging.requirements import InvalidRequirement, Requirement

from generator.addresses import edit_address
from generator.drafting.writing import scalar
from generator.markdown import escape
from generator.model.version import MODEL
from generator.problems import SetupError, did_you_mean
from generator.proving import prove, write_receipt
from generator.reading import read_content
from generator.saving import save
from generator.schema import refresh_schema
from generator.texts import Texts

#: What a folder may hold in which a site is started.
_MAY_BE_THERE = frozenset((".git", ".venv"))

#: Where the files of a new site stand, by their names in the package: there no name is hidden, for
#: what is hidden some programs leave out. Those that end in .j2 are filled in.
_FILES = {
    "site_config.yml": "site_config.yml.j2",
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md.j2",
    "requirements.txt": "requirements.txt.j2",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    "articles/library-stays-open.txt": "articles/library-stays-open.txt",
    "content/home.yml": "content/home.yml.j2",
    "content/pages/about.md": "content/pages/about.md.j2",
    "content/summaries/library-stays-open.yml": "content/summaries/library-stays-open.yml.j2",
    **{
        f"content/registry/{kind}.yml": f"content/registry/{kind}.yml"
        for kind in ("people", "organisations", "places", "topics", "measures", "events")
    },
}
#: What publishes it, by the forge's name.
_PUBLISHING = {
    "github": {".github/workflows/publish.yml": "publish.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab-ci.yml"},
}


class StartError(SetupError):
    """A site cannot be started so; the message says what to say instead."""


@dataclass(frozen=True)
class Forge:
    """Where a site's repository lies: its edit page, where it publishes, where errors are told.

    `name` is that of one of FORGES, if it is one.
    """

    edit: str
    site_url: str = "https://example.org/briefing/"
    contact: str = ""
    name: str = ""


@dataclass(frozen=True)
class _Kind:
    """A kind of forge: its host, and its addresses below that of a repository."""

    host: str
    edit: str
    pages: str
    issues: str


#: The forges whose addresses are known, by the names that they may be given by.
FORGES: Mapping[str, _Kind] = {
    "github": _Kind("github.com", "edit", "https://{owner}.github.io/{name}/", "issues/new"),
    "gitlab": _Kind("gitlab.com", "-/edit", "https://{owner}.gitlab.io/{name}/", "-/issues/new"),
    "codeberg": _Kind(
        "codeberg.org", "_edit", "https://{owner}.codeberg.page/{name}/", "issues/new"
    ),
}
#: What pip can fetch: an archive, or a repository of one of the systems that it knows.
_ADDRESS = r"((git|hg|svn|bzr)\+)?(https?://[^\s/]+|ssh://[^\s/]+|file://)/\S+"
_PART = r"[A-Za-z0-9][\w.-]*"


def forge_of(said: str, repository: str) -> Forge:
    """A forge by its name, with OWNER/NAME of the repository; or by an address.

    The address is that of the repository at one of FORGES, or anywhere that of its edit page, with
    `{path}` in it. Raises StartError for anything else.
    """
    said = said.strip()
    if "{" in said:
        return Forge(_edit_page(said))
    kind, host = FORGES.get(said.lower()), ""
    if by_git := re.fullmatch(r"(?:[\w.-]+@)([\w.-]+):/*([^\s:]+)", said, re.ASCII):
        host, repository = by_git[1], by_git[2]
    elif "://" in said:
        host, repository = urlsplit(said).hostname or "", urlsplit(said).path
    if host:
        kind = next((one for one in FORGES.values() if one.host == host), None)
        repository = repository.strip("/").removesuffix(".git")
        if kind is None:
            edit = f"https://{host}/{repository}"
            raise StartError(
                f"{host} is no forge known here; give the address of the page on which it edits a"
                f" file, with {{path}} in the place of the file's path: of GitLab"
                f" {edit}/-/edit/main/{{path}}, of Forgejo or Gitea {edit}/_edit/main/{{path}}"
            )
    if kind is None:
        raise StartError(
            f"{said!r} is no forge known here{did_you_mean(said.lower(), FORGES)}; write"
            f" {', '.join(FORGES)}, the address of the"
            " repository there, or of an edit page such as https://forge.example/edit/{path}"
        )
    if not re.fullmatch(f"{_PART}(/{_PART})+", repository, re.ASCII):
        raise StartError(f"{repository!r} is no repository; write OWNER/NAME")
    owner, _, name = repository.rpartition("/")
    address = f"https://{kind.host}/{repository}"
    return Forge(
        edit=f"{address}/{kind.edit}/main/{{path}}",
        site_url=kind.pages.format(owner=owner.partition("/")[0].lower(), name=name),
        contact=f"{address}/{kind.issues}",
        name=next(name for name, one in FORGES.items() if one is kind),
    )


def _edit_page(said: str) -> str:
    """The address of an edit page, tried out."""
    try:
        is_one = edit_address(said, "a", "yml") != edit_address(said, "b", "yml")
    except KeyError as error:
        name = error.args[0]
        raise StartError(f"the edit page {said!r} has no {{{name}}}; write {{path}}") from None
    except (ValueError, IndexError) as error:
        raise StartError(
            f"the edit page {said!r} cannot be filled ({error}); write {{path}} where the file's"
            " path belongs"
        ) from None
    if not re.fullmatch(r"https?://[^\s/]+/\S*", said):
        raise StartError(f"the edit page {said!r} is no web address; write https://...")
    if not is_one:
        raise StartError(f"the edit page {said!r} names no file; write {{path}} where it belongs")
    return said


def name_of(folder: Path) -> str:
    """What a repository of a folder may be called."""
    return re.sub(r"[^\w-]+", "-", folder.absolute().name, flags=re.ASCII).strip("-") or "briefing"


def requirement_of(name: str, version: str, direct_url: str | None) -> str:
    """What pip is told to install to get this package again.

    `direct_url` is what pip has written down of where it came from (PEP 610).
    """
    if not direct_url:
        return f"{name}=={version}"
    came = json.loads(direct_url)
    url = str(came["url"])
    if "vcs_info" in came:
        url = f"{came['vcs_info']['vcs']}+{url}@{came['vcs_info']['commit_id']}"
    # pip before 24.1 refuses a name before an address without a host
    return url if _is_local(url) else f"{name} @ {url}"


def engine_of(said: str) -> str:
    """A line of `requirements.txt`, as somebody has said it; raises StartError for anything else.

    It is a requirement, or an address without a name before it.
    """
    said = said.strip()
    if re.fullmatch(_ADDRESS, said):
        return said
    try:
        url = Requirement(said).url or ""
    except InvalidRequirement:
        raise StartError(
            f"{said!r} is nothing that pip can install; write briefing-site==1.2, or an address"
            " such as git+https://forge.example/briefing-site.git@v1.2"
        ) from None
    if url and not re.fullmatch(_ADDRESS, url):
        raise StartError(f"{url!r} is no address; write one such as git+https://forge.example/it")
    if _is_local(url) and "+" in url:
        raise StartError(f"pip before 24.1 takes no name before such an address; write {url}")
    return said


def is_here_only(engine: str) -> bool:
    """Whether a line of `requirements.txt` names what lies on this machine."""
    return _is_local(engine.rpartition(" @ ")[2])


def _is_local(url: str) -> bool:
    return bool(re.match(r"(\w+\+)?file:", url))


def start(
    folder: Path, title: str, subject: str, forge: Forge, engine: str, on: date
) -> tuple[Path, ...]:
    """Write a site into an empty folder, and the receipt of its example; return the files' paths.

    White space in `title` and `subject` becomes single spaces. `engine` is the line of
    `requirements.txt`; the example says that it was added `on` that day. Raises StartError where
    the folder holds anything, or a title cannot be one.
    """
    title, subject = in_a_line("title", title), in_a_line("subject", subject)
    refuse_folder(folder)
    values = {
        "title": title,
        "subject": subject,
        "description": f"What news articles say about {subject}, each quotation and number with"
        " its source",
        "forge": forge,
        "engine": engine,
        "is_here_only": is_here_only(engine),
        "model": MODEL,
        "on": on.isoformat(),
    }
    made = _filled({**_FILES, **_PUBLISHING.get(forge.name, {})}, values)
    save({}, {folder / path: data for path, data in made.items()})
    content = folder / "content"
    reading = read_content(content, "content")
    refresh_schema(content, reading.content)
    for proving in prove(reading, list(reading.content.summaries), Texts(folder / "articles"), on):
        write_receipt(content, proving)
    return tuple(folder / path for path in made)


def refuse_folder(folder: Path) -> None:
    """Raise StartError where a site cannot be started in a folder."""
    if folder.exists() and not folder.is_dir():
        raise StartError(f"{folder} is a file; name a folder")
    if folder.is_dir() and any(path.name not in _MAY_BE_THERE for path in folder.iterdir()):
        raise StartError(f"{folder} holds files already; name an empty folder, or a new one")


def in_a_line(what: str, text: str) -> str:
    """A title or a subject with single spaces; raises StartError for one that cannot be."""
    line = " ".join(text.split())
    if not line:
        raise StartError(f"the {what} is empty; say one, in a few words")
    if any(category(sign) in ("Cc", "Cs") for sign in line):
        raise StartError(f"the {what} {line!r} holds characters that no page can show")
    return line


def _readable(text: str) -> str:
    """Text inside a line of Markdown that people read in a file, too: what means nothing stays."""
    return re.sub(r"([\\`*_{}\[\]<>#&|~!$])", r"\\\1", text)


def _filled(named: Mapping[str, str], values: Mapping[str, object]) -> dict[str, bytes]:
    environment = Environment(
        loader=PackageLoader("generator", "starter"),
        autoescape=False,  # noqa: S701 - what is written is YAML and Markdown; the filters quote
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"scalar": scalar, "md": escape, "readme": _readable}
    package, made = files("generator").joinpath("starter"), {}
    for path, name in named.items():
        if name.endswith(".j2"):
            made[path] = environment.get_template(name).render(values).encode()
        else:
            made[path] = package.joinpath(name).read_bytes()
    return made
