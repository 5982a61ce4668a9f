"""The door to MkDocs: checks the content first, then hands the pages over as virtual files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from generator.configuration import ConfigurationError, configuration
from generator.problems import ContentError
from generator.reading import read_content
from generator.site import Page, build_pages
from generator.words import read_words

log = get_plugin_logger("briefing")


class Options(Config):
    """The plugin's options in `site_config.yml`."""

    content = config_options.Type(str, default="content")
    locale = config_options.Type(str, default="en")


class BriefingPlugin(BasePlugin[Options]):
    """Makes the pages of a briefing from its content folder."""

    def __init__(self) -> None:
        self.serving = False
        self.pages: tuple[Page, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether MkDocs serves; an event of this name also keeps the plugin between builds."""
        self.serving = command == "serve"

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all pages before MkDocs empties the site folder.

        A content error ends a build here, with `site/` as it was. While serving it is printed, and
        the last good pages stay: MkDocs answers no request after a failed rebuild.
        """
        try:
            self.pages = self._make_pages(config)
        except ContentError as error:
            for problem in error.problems:
                log.error(str(problem))
            remedy = f"{len(error.problems)} problem(s) in the content; nothing was built"
            if not (self.serving and self.pages):
                raise PluginError(remedy) from error
            log.error("Showing the pages as they were before. Mend the lines above and save.")
        except ConfigurationError as error:
            raise PluginError(str(error)) from error

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages; a hand-written page at the address of a generated one is an error."""
        for page in self.pages:
            if existing := files.get_file_from_path(page.path):
                raise PluginError(
                    f"{existing.abs_src_path} stands where the page {page.path} is generated;"
                    " rename it"
                )
            files.append(File.generated(config, page.path, content=page.markdown))
        return files

    def _make_pages(self, config: MkDocsConfig) -> tuple[Page, ...]:
        root = Path(config.config_file_path).parent
        chosen = configuration(root, config, self.config)
        content = read_content(chosen.content)
        return build_pages(content, chosen.settings, read_words(chosen.locale))
