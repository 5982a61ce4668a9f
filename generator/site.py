"""What a site is told, and what it consists of: settings in, finished pages and files out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from generator.exports.file import File


@dataclass(frozen=True)
class Settings:
    """What of the site's configuration the pages and the files for machines show.

    `edit_uri_template` is MkDocs' option: an address with `{path}` or `{path_noext}` in it, which
    becomes the path of a YAML file in the repository; `content` is the content folder's path there.
    `site_url`, `site_name` and `directory_urls` are MkDocs' options too. `contact` is where readers
    report errors: an address of mail, or a web address.
    """

    edit_uri_template: str | None = None
    content: str = "content"
    site_url: str = ""
    site_name: str = ""
    directory_urls: bool = True
    contact: str | None = None


@dataclass(frozen=True)
class Page:
    """A finished page: its `path` below the docs folder and its `markdown`, front matter included.

    `source` is the file to which it owes its address, where that is one of the content's.
    """

    path: str
    title: str
    markdown: str
    source: str = ""

    @cached_property
    def digest(self) -> str:
        """Equal where the Markdown is."""
        data = self.markdown.encode("utf-8", "surrogatepass")
        return blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True)
class Site:
    """Everything that is generated, in the order of `PAGE_KINDS`."""

    pages: tuple[Page, ...]
    files: tuple[File, ...] = ()
