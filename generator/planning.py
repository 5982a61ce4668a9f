"""The one list of page kinds, and which pages a briefing has of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from generator.addresses import Addresses, shelf_path
from generator.briefing import Briefing
from generator.model.content import Content
from generator.model.registry import Named
from generator.model.summary import Summary
from generator.pages import (
    actor,
    article,
    changes,
    checking,
    data,
    differences,
    drafts,
    expectations,
    home,
    lists,
    numbers,
    positions,
    sources,
    subjects,
    timeline,
)
from generator.pages.listing import ListKind, all_shelves, divided
from generator.pages.view import View
from generator.resolving import as_before_retractions, brief


@dataclass(frozen=True, eq=False)
class PageKind:
    """How one kind of page is made.

    `path` holds `{id}` where there are many; `ids` then lists them. `layout` names the template,
    `source` the file of the content folder to which the page owes its address: from there come the
    former ids that lead to it, and the name of what no page speaks of any more. `lists` are those
    on it that can grow too long for one page.
    """

    name: str
    path: str
    view: Callable[..., View]
    layout: str
    ids: Callable[[Briefing], Iterable[str]] | None = None
    source: str = ""
    lists: tuple[ListKind, ...] = ()


def _summaries(briefing: Briefing) -> Iterator[str]:
    return (one.key for one in briefing.listed)


def _drafts(briefing: Briefing) -> Iterable[str]:
    return briefing.drafts


def _retracted(briefing: Briefing) -> Iterable[str]:
    return briefing.retracted


def _actors(briefing: Briefing, kind: str) -> Iterator[str]:
    return (id for id, actor in briefing.actors.items() if actor.kind == kind)


_people = partial(_actors, kind="person")
_organisations = partial(_actors, kind="organisation")
_places = partial(subjects.named, kind="places")
_topics = partial(subjects.named, kind="topics")

PAGE_KINDS = (
    PageKind("home", "index.md", home.view, "home"),
    PageKind("articles", "articles/index.md", article.index, "articles", lists=(article.ARTICLES,)),
    PageKind(
        "article", "articles/{id}.md", article.view, "article", _summaries, "summaries/{id}.yml"
    ),
    PageKind(
        "retracted",
        "articles/{id}.md",
        article.retracted,
        "retracted",
        _retracted,
        "summaries/{id}.yml",
    ),
    PageKind("people", "people/index.md", actor.people, "actors"),
    PageKind(
        "person",
        "people/{id}.md",
        actor.view,
        "actor",
        _people,
        "registry/people.yml",
        lists=actor.LISTS,
    ),
    PageKind("organisations", "organisations/index.md", actor.organisations, "actors"),
    PageKind(
        "organisation",
        "organisations/{id}.md",
        actor.view,
        "actor",
        _organisations,
        "registry/organisations.yml",
        actor.LISTS,
    ),
    PageKind("timeline", "timeline.md", timeline.view, "timeline", lists=timeline.LISTS),
    PageKind("quotes", "quotes.md", lists.quotes, "quotes"),
    PageKind("numbers", "numbers/index.md", numbers.index, "numbers"),
    PageKind(
        "measure",
        "numbers/{id}.md",
        numbers.view,
        "measure",
        numbers.measured,
        "registry/measures.yml",
        (numbers.FIGURES, numbers.RECKONED),
    ),
    PageKind(
        "differences",
        "differences.md",
        differences.view,
        "differences",
        lists=(differences.DIFFERENCES,),
    ),
    PageKind("positions", "positions.md", positions.view, "positions", lists=(positions.ANSWERS,)),
    PageKind(
        "expectations",
        "expectations.md",
        expectations.view,
        "expectations",
        lists=(expectations.EXPECTED,),
    ),
    PageKind("sources", "sources.md", sources.view, "sources", lists=sources.LISTS),
    PageKind("places", "places/index.md", subjects.places, "subjects"),
    PageKind(
        "place",
        "places/{id}.md",
        subjects.place,
        "subject",
        _places,
        "registry/places.yml",
        lists=(subjects.PLACE_EVENTS, subjects.PLACE_ARTICLES),
    ),
    PageKind("topics", "topics/index.md", subjects.topics, "subjects"),
    PageKind(
        "topic",
        "topics/{id}.md",
        subjects.topic,
        "subject",
        _topics,
        "registry/topics.yml",
        lists=(subjects.TOPIC_ARTICLES,),
    ),
    PageKind("legend", "how-to-read.md", lists.legend, "legend"),
    PageKind("checking", "how-this-is-checked.md", checking.view, "checking", lists=checking.LISTS),
    PageKind("changes", "changes.md", changes.view, "changes", lists=(changes.DAYS,)),
    PageKind("data", "data/index.md", data.view, "data"),
)

#: What only whoever edits sees, while serving: no build has any of these pages.
DRAFT_KINDS = (
    PageKind("draft", "articles/{id}.md", drafts.view, "article", _drafts, "summaries/{id}.yml"),
    PageKind("drafts", "drafts.md", drafts.index, "drafts"),
)


@dataclass(frozen=True)
class PlannedPage:
    """A page that the site has: its `path`, and the `id` of what it shows, if its kind has many.

    It is `whole`; or a `shelf` of one of its lists, at an address below it; or `emptied`, where all
    that spoke of the record was retracted; or `moved`: at a former id, leading to the page of `id`.
    `key` is that of a list of which the page has several.
    """

    kind: PageKind
    id: str
    path: str
    state: Literal["whole", "shelf", "emptied", "moved"] = "whole"
    list: ListKind | None = None
    key: str = ""
    shelf: str = ""

    def __hash__(self) -> int:
        return hash(self.path)

    @property
    def ids(self) -> tuple[str, ...]:
        """What tells it from the others of its kind: its id, and the key of its list."""
        return tuple(id for id in (self.id, self.key) if id)


@dataclass(frozen=True)
class Former:
    """What of a page kind was published once: the `ids` of retracted things, and former ids.

    `moved` holds these by the id that each has now.
    """

    ids: frozenset[str] = frozenset()
    moved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def planned_pages(content: Content) -> tuple[PlannedPage, ...]:
    """All pages of the site, without making them."""
    return plan(brief(content), former(content))


def former(content: Content) -> dict[str, Former]:
    """What was published once, by the names of the page kinds.

    What was published stays reachable: a record of the registry whose only mentions were retracted
    keeps its page.
    """
    once = brief(as_before_retractions(content))
    return {kind.name: _former(kind, content, once) for kind in PAGE_KINDS if kind.ids}


def _former(kind: PageKind, content: Content, once: Briefing) -> Former:
    is_of_registry = kind.ids and kind.source.startswith("registry/")
    ids = frozenset(kind.ids(once)) if kind.ids and is_of_registry else frozenset()
    records = _records(content, kind).items()
    return Former(ids, {id: one.former_ids for id, one in records if one.former_ids})


def plan(
    briefing: Briefing, former: Mapping[str, Former], kinds: Iterable[PageKind] = PAGE_KINDS
) -> tuple[PlannedPage, ...]:
    """Every page of the kinds, each kind followed by those at its former ids."""
    known = ((kind, former.get(kind.name, Former())) for kind in kinds)
    return tuple(page for kind, once in known for page in pages_of(kind, briefing, once))


def pages_of(kind: PageKind, briefing: Briefing, former: Former) -> list[PlannedPage]:
    """The pages of one kind."""
    whole = list(kind.ids(briefing)) if kind.ids else [""]
    pages = []
    for id in whole:
        page = PlannedPage(kind, id, kind.path.format(id=id))
        pages += [page, *_shelves(page, briefing)]
    emptied = sorted(former.ids - set(whole))
    pages += (PlannedPage(kind, id, kind.path.format(id=id), "emptied") for id in emptied)
    pages += (
        PlannedPage(kind, id, kind.path.format(id=old), "moved")
        for id in (*whole, *emptied)
        for old in former.moved.get(id, ())
    )
    return pages


def _shelves(page: PlannedPage, briefing: Briefing) -> Iterator[PlannedPage]:
    for kind in page.kind.lists:
        for key in kind.keys(briefing) if kind.keys else [""]:
            shelved = replace(page, state="shelf", list=kind, key=key)
            for one in all_shelves(divided(briefing, kind, *shelved.ids)):
                yield replace(shelved, path=shelf_path(page.path, one.address), shelf=one.address)


def record_of(content: Content, kind: PageKind, id: str) -> Summary | Named:
    """The record to which a page owes its address."""
    return _records(content, kind)[id]


def _records(content: Content, kind: PageKind) -> Mapping[str, Summary | Named]:
    folder, _, file = kind.source.partition("/")
    if folder == "summaries":
        return content.summaries
    found: Mapping[str, Named] = getattr(content.registry, file.removesuffix(".yml"))
    return found


def addresses(site_url: str, directory_urls: bool) -> Addresses:
    """Where the pages of a site are: MkDocs' options `site_url` and `use_directory_urls`."""
    paths = {kind.name: kind.path for kind in (*PAGE_KINDS, *DRAFT_KINDS)}
    return Addresses(paths, site_url, directory_urls)
