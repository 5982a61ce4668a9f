"""Where everything can be reached: pages from each other and from outside, passages, sources."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from generator.markdown import Markdown, address, attribute

#: The one slash before a path, which is none of `file://`.
_SLASH_BEFORE = re.compile(r"(?<!/)/(?=\{path\})")


@dataclass(frozen=True)
class Addresses:
    """The addresses of a site's pages and files.

    `paths` gives for each page kind the path of its Markdown file, with `{id}` where there are
    many. `site_url` is where the site is published, with a slash at its end, or empty.
    """

    paths: Mapping[str, str]
    site_url: str = ""
    directory_urls: bool = True

    def path(self, kind: str, id: str = "", shelf: str = "") -> str:
        """The path of the Markdown file of a page, or of a shelf of it, below the docs folder."""
        return shelf_path(self.paths[kind].format(id=id), shelf)

    def relative(
        self, page: str, kind: str, id: str = "", anchor: str = "", shelf: str = ""
    ) -> Markdown:
        """The address of a page from another, as MkDocs wants it: relative, to the `.md` file."""
        target = _relative(page, self.path(kind, id, shelf))
        return Markdown(f"{target}#{anchor}" if anchor else target)

    def relative_file(self, page: str, path: str) -> Markdown:
        """The address of a file of the site from a page, relative as MkDocs wants it."""
        return Markdown(_relative(page, path))

    def public(self, kind: str, id: str = "", anchor: str = "") -> str:
        """The address of a page, or of a fact on it, from outside.

        Without a `site_url` it is the same below the site's own root.
        """
        fragment = f"#{anchor}" if anchor else ""
        return f"{self.file(self.built(self.path(kind, id)))}{fragment}"

    def built(self, path: str) -> str:
        """Where MkDocs puts the page of a Markdown file, below the site's root."""
        stem = path.removesuffix(".md")
        if stem == "index" or stem.endswith("/index"):
            return stem.removesuffix("index") + ("" if self.directory_urls else "index.html")
        return f"{stem}/" if self.directory_urls else f"{stem}.html"

    def from_built(self, page: str, target: str) -> str:
        """The address of a built page from another, both by their Markdown files' paths."""
        goal = self.built(target)
        relative = posixpath.relpath(goal or ".", posixpath.dirname(self.built(page)) or ".")
        return f"{relative}/" if not goal or goal.endswith("/") else relative

    def file(self, path: str) -> str:
        """The address of a file of the site from outside."""
        return f"{self.site_url}{path}"


def shelf_path(page: str, shelf: str) -> str:
    """The path of a shelf of a page, below the page's own; without a shelf the page's own."""
    return f"{page.removesuffix('.md').removesuffix('/index')}/{shelf}.md" if shelf else page


def _relative(page: str, target: str) -> str:
    return _from_folder(posixpath.dirname(page), target)


@lru_cache(maxsize=4096)
def _from_folder(folder: str, target: str) -> str:
    """The way to a file from a folder, which is the same from every page in that folder."""
    return posixpath.relpath(target, folder or ".")


def passage_address(url: str, fragment: str | None) -> Markdown:
    """The address of an article, with the text directive that leads to a passage of it."""
    if not fragment:
        return address(url)
    before, _, own = url.partition("#")
    return address(f"{before}#{own}:~:{fragment}")


#: In an address, where whoever follows it puts the line.
LINE = "{line}"


class _Quoting(Formatter):
    """MkDocs' conversion `!q` beside Python's own: percent-encoded, slashes too."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion != "q":
            return super().convert_field(value, conversion)
        return value if value == LINE else quote(value, safe="")


def edit_address(template: str, stem: str, ending: str, line: int | str = 1) -> str:
    """A filled `edit_uri_template`; raises what `str.format` raises for one that cannot be.

    `line` may be `LINE`; an address without a line stays without one.
    """
    return _Quoting().format(template, path=f"{stem}.{ending}", path_noext=stem, line=str(line))


def editor_address(template: str, path: str, line: int | str) -> str:
    """The address that opens a file on this machine in an editor, at a line or at `LINE`.

    `path` is absolute, with slashes. It is percent-encoded, and where the template has a slash
    before it already, that is its first; raises what `str.format` raises for a template that
    cannot be filled.
    """
    joined = _SLASH_BEFORE.sub("", template) if path.startswith("/") else template
    return joined.format(path=quote(path, safe="/:"), line=line)


def report_address(contact: str, subject: str, fact: str) -> Markdown:
    """Where a reader reports an error: a mail, or a form, that names the fact's address.

    `contact` is an address of mail, or a web address, to which both are added as `title` and
    `body`: so GitHub and Forgejo name the fields of a new issue.
    """
    if "://" not in contact:
        words = urlencode({"subject": subject, "body": fact}, quote_via=quote)
        return attribute(f"mailto:{quote(contact, safe='@+')}?{words}")
    parts = urlsplit(contact)
    words = urlencode({"title": subject, "body": fact}, quote_via=quote)
    query = f"{parts.query}&{words}" if parts.query else words
    return attribute(urlunsplit(parts._replace(query=query)))
