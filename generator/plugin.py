"""The door to MkDocs: checks the content first, then hands the pages over as virtual files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext
from watchdog.observers.polling import PollingObserver

from generator.configuration import ConfigurationError, configuration, refuse_collisions
from generator.layout import LayoutError, layouts
from generator.pagefind import PagefindError
from generator.problems import ContentError
from generator.reading import parse_content
from generator.schema import refresh_schema
from generator.search.handwritten import handwritten_record
from generator.search.interface import interface
from generator.search.records import Record
from generator.search.shards import Searched, Shard, shard_names
from generator.site import Settings, Site, build_site
from generator.speed.chrome import Chromes
from generator.speed.company import pages_are_ours
from generator.speed.folder import KeptFolder
from generator.speed.indexing import Indexing, remove_indexes
from generator.speed.live import LiveSite, surroundings
from generator.speed.rebuilding import Rebuilds
from generator.speed.rendering import GeneratedPage, Links, named_in
from generator.words import LanguageError, read_words

log = get_plugin_logger("briefing")


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `site_config.yml`."""

    content = config_options.Type(str, default="content")
    articles = config_options.Type(str, default="articles")
    locale = config_options.Type(str, default="en")
    contact = config_options.Type(str, default="")
    accelerate = config_options.Type(bool, default=True)
    search = config_options.Type(bool, default=True)


class BriefingPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Makes the pages of a briefing from its content folder."""

    def __init__(self) -> None:
        self.serving = False
        self.site = Site(())
        self.problems: list[str] = []
        self.broken = False
        self.compiled = _CompiledTemplates()
        self.edit_uri_template: str | None = None
        self.links = Links()
        self.rebuilds = Rebuilds()
        self.folder = KeptFolder()
        self.live = LiveSite(processes=os.cpu_count() or 1)
        self.dirty = False
        self.chromes = Chromes()
        self.words = read_words()
        self.indexing = Indexing()
        self.searched = Searched()
        self.handwritten: dict[str, Record] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether MkDocs serves; having this event keeps the plugin between builds."""
        self.serving, self.dirty = command == "serve", dirty

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
        self.indexing.stop()
        self.handwritten = {}
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
        self.rebuilds.begin(config, wanted=self.config.accelerate and not self.dirty)

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
        named = named_in(config.nav)
        shown = [*self.problems, repr(self._search_field(config))]
        made = self.rebuilds.files(files, self.site, named, shown, serving=self.serving)
        if made is not None:
            self.links = made.links
            return made
        self.links = Links()
        for page in self.site.pages:
            file = File.generated(config, page.path, content=page.markdown)
            files.append(file)
            if config.nav is None or page.path in named:
                GeneratedPage(named.get(page.path), file, config, self.links)
        for data in self.site.files:
            files.append(File.generated(config, data.path, content=data.data))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make the other pages ours too, now that MkDocs has warned of those that `nav` misses."""
        own = {page.path for page in self.site.pages}
        for file in files.documentation_pages():
            if file.src_uri in own and type(file.page) is MkDocsPage:
                GeneratedPage(None, file, config, self.links)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Compile the theme's templates once and not again for every rebuild."""
        env.bytecode_cache = self.compiled
        if self.config.accelerate and pages_are_ours(config):
            self.chromes = Chromes()
            self.chromes.install(env)
        if self.problems:
            words = read_words()
            title = words.text("serve.broken" if self.broken else "serve.unproved")
            env.globals["briefing_problems"] = self.problems
            env.globals["briefing_problems_title"] = title
        env.globals["briefing_search"] = self._search_field(config)
        return env

    @event_priority(-100)  # after the search has seen the page
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Keep what the search has found on the page."""
        self.rebuilds.note_page(context, page)
        if not isinstance(page, GeneratedPage) and not _is_left_out(page):
            title = str(page.title or "")
            self.handwritten[page.url] = handwritten_record(page.url, title, page.content or "")
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Show the sitemap all pages, those too that stay as they are."""
        self.rebuilds.note_template(context)
        return context

    @event_priority(100)
    def _before_the_index(self, *, config: MkDocsConfig) -> None:
        self.rebuilds.finish()

    @event_priority(-100)
    def _after_the_index(self, *, config: MkDocsConfig) -> None:
        self.rebuilds.remember()
        site = Path(config.site_dir)
        if not self._searches(config):
            remove_indexes(site)
        elif self.serving:
            self.indexing.start(site, self._shards(), lambda error: log.error(str(error)))
        else:
            try:
                self.indexing.run(site, self._shards())
            except PagefindError as error:
                raise PluginError(str(error)) from error

    on_post_build = CombinedEvent(_before_the_index, _after_the_index)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no site put aside."""
        self.rebuilds.undo()

    def on_shutdown(self) -> None:
        self.indexing.stop()
        self.indexing.wait()
        self.rebuilds.undo()

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

    def _searches(self, config: MkDocsConfig) -> bool:
        """Whether the search is ours: it gives way to any other that the site lists."""
        others = {"search", "material/search"} & set(config.plugins)
        return bool(self.config.search and self.site.edition and not others)

    def _search_field(self, config: MkDocsConfig) -> dict[str, object] | None:
        """What the theme shows of our search; nothing where there is none."""
        edition = self.site.edition
        if edition is None or not self._searches(config):
            return None
        return interface(self.words, edition.addresses, shard_names(edition.briefing.count))

    def _shards(self) -> Callable[[], tuple[Shard, ...]]:
        """Makes the shards of this very build, whatever becomes of the next."""
        edition, words, pages = self.site.edition, self.words, tuple(self.handwritten.values())
        return lambda: self.searched.shards(edition, words, pages) if edition else ()

    def _make_site(self, config: MkDocsConfig) -> Site:
        root = Path(config.config_file_path).parent
        options = {**config, "edit_uri_template": self.edit_uri_template}
        chosen = configuration(root, options, self.config)
        files = self.folder.files(chosen.content)
        reading = self.folder.read(files, chosen.settings.content)
        content = reading.content if self.serving else reading.proved()
        self.problems = [str(problem) for problem in reading.unproved]
        if self.serving:
            refresh_schema(chosen.content, content)
            for problem in self.problems:
                log.warning(problem)
        environment = layouts(chosen.layouts)
        environment.bytecode_cache = self.compiled
        self.words = words = read_words(chosen.locale)
        if self.config.accelerate:
            around = surroundings(chosen.settings, words, environment)
            settings = chosen.settings
            site = self.live.build(content, files.digests, settings, words, environment, around)
        else:
            site = build_site(content, chosen.settings, words, environment)
        refuse_collisions(Path(config.docs_dir), site)
        return site


def _is_left_out(page: MkDocsPage) -> bool:
    """Whether a page written by hand is not to be found: it says so, or only leads to another."""
    options = page.meta.get("search")
    excluded = isinstance(options, dict) and bool(options.get("exclude"))
    return excluded or "redirect" in page.meta


def _empty_site() -> Site:
    """A site without content, in the package's own layouts and language."""
    return build_site(parse_content({}), Settings(), read_words(), layouts())


class _CompiledTemplates(BytecodeCache):
    """Compiled templates by key, for as long as the process lives; Jinja compares the sources."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()
