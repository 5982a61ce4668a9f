"""Pages that are rendered when they are built and forgotten when they are written."""

from __future__ import annotations

from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.meta import get_data

from generator.site import Page
from generator.speed.rendering import GeneratedPage, Links


class MadeFile(File):
    """The file of a generated page; what it holds is read when somebody asks."""

    made: Page

    @property  # type: ignore[misc]
    def content_string(self) -> str:
        return self.made.markdown


def made_file(made: Page, config: MkDocsConfig) -> MadeFile:
    """The file of a page, at its path."""
    file = cast(MadeFile, MadeFile.generated(config, made.path, content=""))
    file.made = made
    return file


class LatePage(GeneratedPage):
    """A page of which memory holds little while others are built.

    MkDocs reads and renders all pages before it builds the first. This one then keeps its front
    matter alone; between `wake` and `rest` it is whole, and afterwards it knows what links can
    lead to.
    """

    def __init__(
        self, title: str | None, file: MadeFile, config: MkDocsConfig, links: Links
    ) -> None:
        super().__init__(title, file, config, links)
        self._where: tuple[MkDocsConfig, Files] | None = None
        self._ids: str | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        super().read_source(config)
        self.markdown = ""  # with None it would count as not read

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self._where, self.content = (config, files), ""

    def wake(self) -> None:
        """Be whole."""
        if self._where:
            self.markdown, _ = get_data(self.file.content_string)
            super().render(*self._where)

    def rest(self) -> None:
        """Be small again."""
        self._ids = "\0".join(self.present_anchor_ids or ())
        self._links.want(self.links_to_anchors or {})
        self.markdown, self.content, self.links_to_anchors = "", "", None
        self._anchors, self.toc = None, TableOfContents([])

    @property
    def present_anchor_ids(self) -> set[str] | None:  # type: ignore[override]
        if self._ids is not None and not self.content:
            return set(self._ids.split("\0"))
        return super().present_anchor_ids

    @property
    def has_dead_links(self) -> bool:
        if not self._links.have_dead:
            return False
        self.wake()
        found = super().has_dead_links
        self.rest()
        return found

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        if self._links.have_dead:
            self.wake()
            super().validate_anchor_links(files=files, log_level=log_level)
            self.rest()
