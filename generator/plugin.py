"""The door to MkDocs: checks the content first, then hands the pages over as virtual files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from textwrap import dedent
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment, Template
from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from generator.addresses import LINE
from generator.bundled import OVER, own_theme, stylesheets, theme_folders, theme_language
from generator.configuration import (
    EDITOR,
    Configuration,
    configuration,
    refuse_collisions,
    site_folders,
)
from generator.mending import MendedTemplates
from generator.pagefind import PagefindError
from generator.policy import HEADERS_FILE, headers_file, policy_of
from generator.problems import ContentError, Problem, SetupError
from generator.reporting import excerpt
from generator.site import Settings, Site
from generator.speed import sitemap
from generator.speed.afterwards import Afterwards
from generator.speed.around import digest_beneath, digest_of_code
from generator.speed.chrome import Chromes
from generator.speed.collecting import keep_for_good, without_collecting
from generator.speed.company import pages_are_ours
from generator.speed.indexing import Indexing, Searchable, WrittenPage, remove_indexes
from generator.speed.late import LatePage, MadeFile
from generator.speed.making import Made, Maker, search_field
from generator.speed.output import cache_of
from generator.speed.rebuilding import Rebuilds
from generator.speed.rendering import GeneratedPage, Links, named_in
from generator.speed.theme import folders_before, list_less
from generator.speed.watching import Watcher

log = get_plugin_logger("briefing")

#: The page that lists drafts.
DRAFTS = "drafts.md"


class Options(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `site_config.yml`."""

    model = config_options.Optional(config_options.Type(int))
    content = config_options.Type(str, default="content")
    articles = config_options.Type(str, default="articles")
    locale = config_options.Type(str, default="en")
    templates = config_options.Type(str, default="")
    contact = config_options.Type(str, default="")
    accelerate = config_options.Type(bool, default=True)
    search = config_options.Type(bool, default=True)
    policy = config_options.Type(bool, default=True)
    workers = config_options.Type(str, default="auto")
    editor = config_options.Type(str, default=EDITOR)


class BriefingPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Makes the pages of a briefing from its content folder."""

    def __init__(self) -> None:
        self.serving = False
        self.site = Site(())
        self.chosen: Configuration | None = None
        self.problems: list[Problem | str] = []
        self.told: list[Mapping[str, Any]] = []
        self.broken = False
        self.edit_uri_template: str | None = None
        self.links = Links()
        self.rebuilds = Rebuilds()
        self.maker = Maker(digest_of_code(), digest_beneath, processes=os.cpu_count() or 1)
        self.dirty = False
        self.chromes = Chromes()
        self.afterwards = Afterwards()
        self.made: list[tuple[Configuration, Made]] = []
        self.indexing = Indexing()
        self.searchable = Searchable()
        self.handwritten: dict[str, WrittenPage] = {}
        self.headers: File | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether MkDocs serves; having this event keeps the plugin between builds."""
        self.serving, self.dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the edit links over: MkDocs would lead to generated files that nobody can edit."""
        self.edit_uri_template = config.edit_uri_template
        config.edit_uri_template = None
        if self._has_policy():
            # The key under which Material keeps what a reader chose. By default it is the way from
            # a page to the first, in a script that would need a hash for each depth of folders.
            config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
        if config.theme.name == OVER:
            own = own_theme(Path(config.config_file_path).parent, config.theme.custom_dir)
            config.theme.dirs = theme_folders(config.theme.dirs, own)
            config.extra_css = stylesheets(config.extra_css)
            if config.theme["language"] == "en":  # nobody has chosen, or chosen what is the default
                found = theme_language(self.config.locale, config.theme.dirs)
                config.theme["language"] = found or "en"
        if self.config.accelerate:
            list_less(config.theme)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all pages before MkDocs empties the site folder.

        A problem ends a build here, with `site/` as it was. While serving it is printed and shown
        above the last good pages, or above an empty site where there are none yet: MkDocs answers
        no request after a failed rebuild.
        """
        self.problems, self.broken = [], False
        self.afterwards.end()
        self.indexing.stop()
        self.handwritten = {}
        try:
            with without_collecting():
                self.site = self._make_site(config)
                keep_for_good()
        except ContentError as error:
            self._go_on([*error.problems], error)
        except SetupError as error:
            self._go_on([str(error)], error)
        except Exception as error:
            if not self.serving:
                raise
            self._go_on([f"unexpected {error!r}: please report it"], error)
        self.rebuilds.begin(config, wanted=self.config.accelerate and not self.dirty)

    def _go_on(self, problems: list[Problem | str], error: Exception) -> None:
        for problem in problems:
            log.error(str(problem))
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
        self.headers = self._add_headers(files, config)
        self.told = [_told(problem, config, self.chosen) for problem in self.problems]
        made = self._add_made(files, config)
        listed = made.src_uris.get(DRAFTS)
        if listed and self.serving:  # no `nav` needs to know of what only editors see
            listed.inclusion = InclusionLevel.NOT_IN_NAV
        return made

    def _add_made(self, files: Files, config: MkDocsConfig) -> Files:
        named = named_in(config.nav)
        shown = [
            repr(one) for one in (*self.told, self._search_field(config), self._drafts(config))
        ]
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
                if isinstance(file, MadeFile):
                    LatePage(None, file, config, self.links)
                else:
                    GeneratedPage(None, file, config, self.links)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme what it shows, and compile its templates once for all rebuilds."""
        env.bytecode_cache = self.maker.compiled
        if env.loader:
            env.loader = MendedTemplates(env.loader)
        if self.config.accelerate and pages_are_ours(config):
            self.chromes = Chromes()
            self.chromes.install(env)
        if self.problems:
            from generator.words import read_words

            words = read_words()
            env.globals["briefing_problems"] = self.told
            env.globals["briefing_problems_title"] = words.text(
                "serve.broken" if self.broken else "serve.unproved"
            )
            env.globals["briefing_problems_edit"] = partial(words.text, "serve.edit")
        if self.made:
            config.extra.setdefault("not_found", self.made[0][1].field["not_found"])
        if self.serving:
            env.globals["briefing_drafts"] = self._drafts(config)
            if self.chosen and self.chosen.editor:
                env.globals["briefing_editor"] = partial(self.chosen.edit_address, line=LINE)
        field = env.globals["briefing_search"] = self._search_field(config)
        if self._has_policy():
            policy = policy_of(_bare_page(env, config), compiles=field is not None)
            env.globals["briefing_policy"] = policy.text()
            if self.headers:
                styles, scripts = files.css_files(), files.javascript_files()
                paths = [file.dest_uri for file in (*styles, *scripts)]
                shards = field["script"]["shards"] if field else ()
                self.headers.content_string = headers_file(policy, paths, shards)
        return env

    @event_priority(100)
    def _before_the_search(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if isinstance(page, LatePage):
            page.wake()
        return context

    @event_priority(-100)
    def _after_the_search(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Keep what the search has found on the page."""
        self.rebuilds.note_page(context, page)
        if not isinstance(page, GeneratedPage) and not _is_left_out(page):
            title = str(page.title or "")
            self.handwritten[page.url] = WrittenPage(page.url, title, page.content or "")
        return context

    on_page_context = CombinedEvent(_before_the_search, _after_the_search)

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Let go of what has been rendered."""
        if isinstance(page, LatePage):
            page.rest()
        return output

    def on_pre_template(
        self, template: Template, *, template_name: str, config: MkDocsConfig
    ) -> Template:
        """Write a sitemap of thousands of pages by a shorter way."""
        if self.config.accelerate and template_name == sitemap.NAME:
            return sitemap.without_template(template)
        return template

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
        self._index(config)
        if not self.config.accelerate or self.broken:
            return
        if self.serving:
            steps = chain(map(_refresh_schema, self.made), self.maker.rest(Path(config.site_dir)))
            failed = partial(_say_error, "The files for machines are those of before")
            self.afterwards.start(steps, failed)
        else:
            self.maker.write()

    def _index(self, config: MkDocsConfig) -> None:
        """Bring the index of the search up to date; while serving no page waits for it."""
        site = Path(config.site_dir)
        if not self._searches(config):
            remove_indexes(site)
            return
        ((_, made),) = self.made
        pages = tuple(self.handwritten.values())
        shards = partial(self.searchable.shards, made, pages)
        if self.serving:
            failed = partial(_say_error, "The search is that of before")
            self.indexing.start(site, shards, failed)
            return
        try:
            self.indexing.run(site, shards, self.searchable.known(made, pages))
        except PagefindError as error:
            raise PluginError(str(error)) from error

    on_post_build = CombinedEvent(_before_the_index, _after_the_index)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no site put aside."""
        self.rebuilds.undo()

    def on_shutdown(self) -> None:
        self.afterwards.end()
        self.indexing.stop()
        self.indexing.wait()
        self.rebuilds.undo()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """See a save at once; MkDocs looks every half second and then waits a tenth."""
        root = Path(config.config_file_path).parent
        watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
        for path in watched:
            server.unwatch(path)
        folders = [*site_folders(root, self.config), *folders_before(config.theme)]
        watched += [str(folder) for folder in folders if folder.is_dir()]
        server.observer = Watcher()  # type: ignore[assignment]
        server.build_delay = 0.02
        for path in watched:
            server.watch(path)
        return server

    def _searches(self, config: MkDocsConfig) -> bool:
        """Whether the search is ours: it gives way to any other that the site lists."""
        others = {"search", "material/search"} & set(config.plugins)
        return bool(self.config.search and self.made and not others)

    def _search_field(self, config: MkDocsConfig) -> Mapping[str, Any] | None:
        """What the theme shows of our search; nothing where there is none."""
        return self.made[0][1].field if self._searches(config) else None

    def _drafts(self, config: MkDocsConfig) -> Mapping[str, str] | None:
        """The title and address of the page that lists drafts, where there is one."""
        found = next((page for page in self.site.pages if page.path == DRAFTS), None)
        if found is None or not self.serving:
            return None
        address = DRAFTS.removesuffix(".md") + ("/" if config.use_directory_urls else ".html")
        return {"title": found.title, "url": address}

    def _has_policy(self) -> bool:
        """Whether pages bear a policy; while serving, MkDocs adds a script of its own to each."""
        return self.config.policy and not self.serving

    def _add_headers(self, files: Files, config: MkDocsConfig) -> File | None:
        """The file of headers, to be filled when the theme is there; the site's own goes before."""
        if not self._has_policy() or files.get_file_from_path(HEADERS_FILE):
            return None
        file = File.generated(config, HEADERS_FILE, content="")
        files.append(file)
        return file

    def _make_site(self, config: MkDocsConfig) -> Site:
        root = Path(config.config_file_path).parent
        options = {**config, "edit_uri_template": self.edit_uri_template}
        chosen = self.chosen = configuration(root, options, self.config)
        if self.config.accelerate:
            cache = cache_of(Path(config.config_file_path))
            if self.serving:  # at another address, which pages name
                cache = cache.with_suffix(".serve.sqlite")
            made = self.maker.make(chosen, cache, serving=self.serving)
        else:
            made = _made_plainly(chosen, serving=self.serving)
        self.problems = list(made.unproved)
        if self.serving and not self.made:  # before anybody watches the folder
            _refresh_schema((chosen, made))
        self.made = [(chosen, made)]
        if self.serving:
            for problem in self.problems:
                log.warning(problem)
        refuse_collisions(Path(config.docs_dir), made.site)
        return made.site


# What makes pages is imported where it is needed: an edited stylesheet need not wait for it.


def _made_plainly(chosen: Configuration, *, serving: bool) -> Made:
    from generator.layout import layouts
    from generator.press import draft_pages, press_of, site_of
    from generator.reading import read_content
    from generator.texts import Texts
    from generator.unfinished import unfinished
    from generator.words import read_words

    reading = read_content(chosen.content, chosen.settings.content)
    content = reading.content if serving else reading.proved()
    words, environment = read_words(chosen.locale, chosen.catalogues), layouts(chosen.layouts)
    press = press_of(content, chosen.settings, words, environment)
    site = site_of(press)
    if serving:
        ids = [id for id, one in content.summaries.items() if one.status == "draft"]
        lacking = {one.key: one for one in unfinished(reading, ids, Texts(chosen.articles))}
        pages = draft_pages(press, lacking, chosen.edit_address)
        site = Site((*site.pages, *pages), site.files)
    return Made(site, reading.unproved, search_field(press), lambda: press)


def _refresh_schema(of: tuple[Configuration, Made]) -> None:
    from generator.schema import refresh_schema

    chosen, made = of
    if made.is_new:
        refresh_schema(chosen.content, made.press().content)


def _told(
    problem: Problem | str, config: MkDocsConfig, chosen: Configuration | None
) -> Mapping[str, Any]:
    """What the theme shows of a problem: its place and the lines there, if it has one, and more."""
    if isinstance(problem, str):
        return {"place": "", "message": problem, "excerpt": "", "url": None}
    root = Path(config.config_file_path).parent
    file = root / problem.file
    return {
        "place": f"{problem.file}:{problem.line}:{problem.column}",
        "message": f"{problem.field}: {problem.message}" if problem.field else problem.message,
        "excerpt": dedent("\n".join(excerpt(problem, root))),
        "url": chosen.editor_address(file, problem.line) if chosen and file.is_file() else None,
    }


def _bare_page(env: Environment, config: MkDocsConfig) -> str:
    """A page with all that the theme puts around pages, and without any text of the content."""
    file = File.generated(config, "index.md", content="")
    MkDocsPage("", file, config)  # for themes that look at all pages
    context = get_context(Navigation([], []), Files([file]), config, base_url="")
    return env.get_template("404.html").render(context)


def _say_error(what: str, error: Exception) -> None:
    log.error(f"{what}: {error if isinstance(error, PagefindError) else repr(error)}")


def _is_left_out(page: MkDocsPage) -> bool:
    """Whether a page written by hand is not to be found: it says so, or only leads to another."""
    options = page.meta.get("search")
    excluded = isinstance(options, dict) and bool(options.get("exclude"))
    return excluded or "redirect" in page.meta


def _empty_site() -> Site:
    """A site without content, in the package's own layouts and language."""
    from generator.layout import layouts
    from generator.press import build_site
    from generator.reading import parse_content
    from generator.words import read_words

    return build_site(parse_content({}), Settings(), read_words(), layouts())
