"""The door to MkDocs: checks the content first, then hands the pages over as virtual files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from watchdog.observers.polling import PollingObserver

from generator.configuration import ConfigurationError, configuration, refuse_collisions
from generator.layout import LayoutError, layouts
from generator.problems import ContentError
from generator.reading import parse_content, read_content
from generator.schema import refresh_schema
from generator.site import Settings, Site, build_site
from generator.words import LanguageError, read_words

log = get_plugin_logger("briefing")


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `site_config.yml`."""

    content = config_options.Type(str, default="content")
    articles = config_options.Type(str, default="articles")
    locale = config_options.Type(str, default="en")
    contact = config_options.Type(str, default="")


class BriefingPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Makes the pages of a briefing from its content folder."""

    def __init__(self) -> None:
        self.serving = False
        self.site = Site(())
        self.problems: list[str] = []
        self.broken = False
        self.compiled = _CompiledTemplates()
        self.edit_uri_template: str | None = None
        self.kept = _Kept({})

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether MkDocs serves; having this event keeps the plugin between builds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the edit links over: MkDocs would lead to generated files that nobody can edit."""
        self.edit_uri_template = config.edit_uri_template
        config.edit_uri_template = None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all pages before MkDocs empties the site folder.

        A problem ends a build here, with `site/` as it was. While serving it is printed and shown
        above the last good pages, or above an empty site where there are none yet: MkDocs answers
        no request after a failed rebuild.
        """
        self.problems, self.broken = [], False
        try:
            self.site = self._make_site(config)
        except ContentError as error:
            self._go_on([str(problem) for problem in error.problems], error)
        except (ConfigurationError, LanguageError, LayoutError) as error:
            self._go_on([str(error)], error)
        except Exception as error:
            if not self.serving:
                raise
            self._go_on([f"unexpected {error!r}: please report it"], error)

    def _go_on(self, problems: list[str], error: Exception) -> None:
        for problem in problems:
            log.error(problem)
        if not self.serving:
            count = len(problems)
            raise PluginError(f"{count} problem{'s' * (count != 1)}; nothing was built") from error
        self.problems, self.broken = problems, True
        if self.site.pages:
            log.error("Showing the pages as they were before. Mend the lines above and save.")
        else:
            log.error("Showing an empty site. Mend the lines above and save.")
            self.site = _empty_site()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and the files for machines as virtual files."""
        self.kept = _Kept(self.kept.renderings if self.serving else {})
        titles = _titles_in(config.nav)
        for page in self.site.pages:
            file = File.generated(config, page.path, content=page.markdown)
            files.append(file)
            if self.serving:
                _KeptPage(titles.get(page.path), file, config, self.kept)
        for made in self.site.files:
            files.append(File.generated(config, made.path, content=made.data))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compile the theme's templates once and not again for every rebuild."""
        env.bytecode_cache = self.compiled
        if self.problems:
            words = read_words()
            title = words.text("serve.broken" if self.broken else "serve.unproved")
            env.globals["briefing_problems"] = self.problems
            env.globals["briefing_problems_title"] = title
        return env

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """See a save after a fifth of a second; MkDocs looks every half and then waits a tenth."""
        watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=0.2)
        server.build_delay = 0.05
        for path in watched:
            server.watch(path)
        return server

    def _make_site(self, config: MkDocsConfig) -> Site:
        root = Path(config.config_file_path).parent
        options = {**config, "edit_uri_template": self.edit_uri_template}
        chosen = configuration(root, options, self.config)
        reading = read_content(chosen.content, chosen.settings.content)
        content = reading.content if self.serving else reading.proved()
        self.problems = [str(problem) for problem in reading.unproved]
        if self.serving:
            refresh_schema(chosen.content, content)
            for problem in self.problems:
                log.warning(problem)
        environment = layouts(chosen.layouts)
        environment.bytecode_cache = self.compiled
        words = read_words(chosen.locale)
        site = build_site(content, chosen.settings, words, environment)
        refuse_collisions(Path(config.docs_dir), site)
        return site


def _empty_site() -> Site:
    """A site without content, in the package's own layouts and language."""
    return build_site(parse_content({}), Settings(), read_words(), layouts())


def _titles_in(nav: object) -> dict[str, str]:
    """The titles that MkDocs' option `nav` gives to pages, by their paths."""
    if isinstance(nav, list):
        return {path: title for entry in nav for path, title in _titles_in(entry).items()}
    titles: dict[str, str] = {}
    for title, place in nav.items() if isinstance(nav, dict) else ():
        titles |= {place: title} if isinstance(place, str) else _titles_in(place)
    return titles


@dataclass
class _Kept:
    """What pages rendered to before, by path: what they were made of, and the result."""

    renderings: dict[str, tuple[object, dict[str, Any], dict[str, dict[str, str]]]]
    _surroundings: object = None

    def surroundings(self, config: MkDocsConfig, files: Files) -> object:
        """All but its Markdown that a page's rendering rests on, asked once a build."""
        if self._surroundings is None:
            options = (config.markdown_extensions, config.mdx_configs, config.use_directory_urls)
            self._surroundings = (repr(options), frozenset(files.src_uris))
        return self._surroundings


class _KeptPage(MkDocsPage):
    """A page that is not rendered again while all that it is made of stays.

    Only while serving: most pages stay when one line is edited, and Python-Markdown takes a third
    of the time of a rebuild.
    """

    _RESULTS = ("content", "toc", "_title_from_render", "present_anchor_ids")

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, kept: _Kept) -> None:
        super().__init__(title, file, config)
        self._kept = kept

    def render(self, config: MkDocsConfig, files: Files) -> None:
        path = self.file.src_uri
        made_of = (self.markdown, self._kept.surroundings(config, files))
        before, results, links = self._kept.renderings.get(path, (None, {}, {}))
        if before == made_of:
            self.__dict__.update(results)
            by_path = {name: files.get_file_from_path(name) for name in links}
            self.links_to_anchors = {
                target: links[name] for name, target in by_path.items() if target
            }
            return
        super().render(config, files)
        results = {name: getattr(self, name) for name in self._RESULTS}
        links = {target.src_uri: found for target, found in (self.links_to_anchors or {}).items()}
        self._kept.renderings[path] = (made_of, results, links)


class _CompiledTemplates(BytecodeCache):
    """Compiled templates by key, for as long as the process lives; Jinja compares the sources."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()
