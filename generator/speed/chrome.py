"""What the theme puts around a page, rendered once for all pages that it puts the same around."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.speed.rendering import GeneratedPage

#: In every stand-in for a text, so that what became of one is seen whatever a theme does to it.
_CORE = "stand1n"
#: What a text of the front matter can consist of. A filter that changes any such text changes this.
_TEXT = f"x{_CORE}%s &amp; &lt;i&gt; &quot;mM&#x27;  é"
_SLUG = f"x{_CORE}slug%d-of"
_HEADING_ID = f"x{_CORE}heading%d-of"
_STAND_INS = {
    **{name: _TEXT % name for name in ("title", "description", "feed_title")},
    "jsonld": f'{{"x{_CORE}jsonld": "mM </i> &amp; \\" é"}}',
    "updated": f"x{_CORE}updated",
}
_FEEDS = ("feed_atom", "feed_json")
_CONTENT = f'<h1>x{_CORE}content</h1>\n\n<p title="&amp;">"mM"  é&lt;</p>'
_HEADING = f"x{_CORE}headed%d &amp; &lt;i&gt; \"mM'  é"

#: An address of a page or the name of a feed, in which no filter finds anything to escape.
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*", re.ASCII)


@dataclass
class Chrome:
    """What stands around pages of one sort, in pieces between what is the page's own.

    `others` holds, until the chrome has proved right, the pages that were rendered truly.
    """

    pieces: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    first: tuple[dict[str, str], str] | None = None
    is_right: bool | None = None

    def joined(self, values: Mapping[str, str]) -> str:
        own = [values[name] for name in self.names]
        return "".join(part for pair in zip(self.pieces, [*own, ""], strict=True) for part in pair)

    def divide(self, rendered: str, stand_ins: Mapping[str, str]) -> bool:
        """Take the pieces out of a rendering of stand-ins; False where one was not left whole."""
        by_text = {text: name for name, text in stand_ins.items()}
        found = re.split("(" + "|".join(map(re.escape, by_text)) + ")", rendered)
        self.pieces, self.names = found[::2], [by_text[text] for text in found[1::2]]
        return not any(_CORE in piece.lower() for piece in self.pieces)


class Chromes:
    """The chromes of a build, and which of them have proved right.

    The first two pages of each are rendered truly and held against what the chrome makes of them.
    One that is wrong is not used; nor is any for a page that is in the navigation.
    """

    def __init__(self) -> None:
        self._chromes: dict[Hashable, Chrome] = {}
        self._in_nav: tuple[object, set[int]] = (None, set())
        self.joined = 0
        """How many pages came out of a chrome."""

    def install(self, env: Environment) -> None:
        """Have the templates of `env` use the chromes wherever one is rendered for a page."""
        chromes = self

        class Chromed(Template):
            def render(self, *args: Any, **kwargs: Any) -> str:
                context = dict(*args, **kwargs)
                return chromes.render(self.name, context, super().render)

        env.template_class = Chromed

    def render(
        self, template: str | None, context: dict[str, Any], render: Callable[..., str]
    ) -> str:
        """The same as `render(context)`."""
        page = context.get("page")
        if not isinstance(page, GeneratedPage) or self._is_in_nav(page, context["nav"]):
            return render(context)
        parts = _Parts(page)
        if not parts.is_plain():
            return render(context)
        chrome = self._chromes.setdefault((template, parts.key()), Chrome())
        if chrome.is_right and not parts.is_named_in(chrome):
            self.joined += 1
            return chrome.joined(parts.values)
        rendered = render(context)
        if chrome.is_right is None and chrome.first is None:
            chrome.first = (parts.values, rendered)
        elif chrome.is_right is None:
            stand_in = _stand_in(page, context["config"])
            of_stand_in = render({**context, "page": stand_in})
            is_whole = chrome.divide(of_stand_in, _Parts(stand_in).values)
            proofs = ((parts.values, rendered), *([chrome.first] if chrome.first else []))
            chrome.is_right = is_whole and all(chrome.joined(one) == true for one, true in proofs)
            chrome.first = None
        return rendered

    def _is_in_nav(self, page: Page, nav: Any) -> bool:
        if self._in_nav[0] is not nav:
            self._in_nav = (nav, {id(one) for one in nav.pages})
        return id(page) in self._in_nav[1]


class _Parts:
    """What of a page is its own (`values`), and what it has in common with others (`key`)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.folder, *self.slugs = page.file.src_uri.removesuffix(".md").split("/")
        self.headings = _own_headings(page.toc)
        meta = page.meta
        self.values = {name: str(meta[name]) for name in _STAND_INS if name in meta}
        self.values |= {
            name: posixpath.basename(str(meta[name])) for name in _FEEDS if name in meta
        }
        self.values |= {f"slug{place}": slug for place, slug in enumerate(self.slugs)}
        self.values["content"] = page.content or ""
        for place, heading in enumerate(self.headings):
            self.values |= {f"heading_id{place}": heading.id, f"heading{place}": heading.title}

    def is_plain(self) -> bool:
        """Whether nothing about the page is special enough to be rendered only truly."""
        values, page = self.values, self.page
        texts = [values.get(name, "") for name in ("title", "description", "feed_title")]
        names = [*self.slugs, *(values[name] for name in _FEEDS if name in values)]
        return (
            bool(self.slugs)
            and not page.is_index
            and page.title == page.meta.get("title")
            and "redirect" not in page.meta
            and "<h1" in values["content"]
            and all(html.escape(html.unescape(text)) == text for text in texts)
            and all(_NAME.fullmatch(name) for name in names)
            and all(_NAME.fullmatch(heading.id) for heading in self.headings)
        )

    def key(self) -> Hashable:
        page = self.page
        meta = {name: value for name, value in page.meta.items() if name not in _STAND_INS}
        meta |= {name: posixpath.dirname(str(meta[name])) for name in _FEEDS if name in meta}
        inclusion = page.file.inclusion
        toc = _entries(page.toc, set(map(id, self.headings)))
        return (self.folder, len(self.slugs), *sorted(self.values), repr(meta), toc, inclusion)

    def is_named_in(self, chrome: Chrome) -> bool:
        """Whether the chrome may link to this very page, or to what lies below it."""
        return any(
            f"/{slug}" in piece or f'"{slug}' in piece
            for slug in self.slugs
            for piece in chrome.pieces
        )


def _own_headings(toc: Iterable[AnchorLink]) -> list[AnchorLink]:
    """The headings of a page whose words are its own: its title, and those that hold no other.

    Themes write what holds others a second time, as an attribute.
    """
    found = []
    for one in toc:
        if one.level == 1 or not one.children:
            found.append(one)
        found += _own_headings(one.children)
    return found


def _entries(toc: Iterable[AnchorLink], own: set[int]) -> tuple[tuple[Any, ...], ...]:
    return tuple(
        (*(() if id(one) in own else (one.id, one.title)), one.level, _entries(one.children, own))
        for one in toc
    )


def _with_stand_ins(toc: Iterable[AnchorLink], own: Mapping[int, int]) -> list[AnchorLink]:
    made = []
    for one in toc:
        link = copy(one)
        if id(one) in own:
            link.id, link.title = _HEADING_ID % own[id(one)], _HEADING % own[id(one)]
        link.children = _with_stand_ins(one.children, own)
        made.append(link)
    return made


def _stand_in(page: Page, config: MkDocsConfig) -> Page:
    """A page as this one with stand-ins for everything of its own."""
    folder, *slugs = page.file.src_uri.split("/")
    path = "/".join([folder, *(_SLUG % place for place in range(len(slugs)))])
    file = File(f"{path}.md", None, page.file.dest_dir, page.file.use_directory_urls)
    file.inclusion, file.generated_by = page.file.inclusion, page.file.generated_by
    made = Page(None, file, config)
    made.active, made.markdown, made.content = True, page.markdown, _CONTENT
    made.meta = {
        **page.meta,
        **{name: _STAND_INS[name] for name in _STAND_INS if name in page.meta},
    }
    for name in _FEEDS:
        if name in page.meta:
            folder = posixpath.dirname(str(page.meta[name]))
            made.meta[name] = posixpath.join(folder, f"x{_CORE}{name}")
    own = {id(heading): place for place, heading in enumerate(_own_headings(page.toc))}
    made.toc = TableOfContents(_with_stand_ins(page.toc, own))
    return made
