"""Feeds of what is new and what was changed: Atom 1.0 (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import partial
from xml.etree import ElementTree

from generator.briefing import Briefing
from generator.exports.edition import Edition
from generator.exports.file import FOLDER, File, FileMaker, make_file
from generator.exports.tables import Told, Withdrawn, change_id, corrections, retractions
from generator.exports.text import as_json
from generator.facts import SummaryFacts
from generator.model.summary import Summary
from generator.words import Words

#: How many entries a feed holds: the newest.
NEWEST = 50
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = datetime.date(1970, 1, 1)


@dataclass(frozen=True)
class Channel:
    """One feed before its entries: `stem` is its file without ending, below the folder of data.

    `kind` and `id` name the page of the same subject, where there is one; `name` is the subject's.
    """

    stem: str
    kind: str = "home"
    id: str = ""
    name: str = ""

    @property
    def atom(self) -> str:
        return f"{FOLDER}{self.stem}.xml"

    @property
    def json(self) -> str:
        return f"{FOLDER}{self.stem}.json"


@dataclass(frozen=True)
class Entry:
    """One entry; `id` stays for ever, `url` is where it is now."""

    id: str
    url: str
    title: str
    text: str
    author: str
    published: datetime.date
    updated: datetime.date
    tags: tuple[tuple[str, str], ...]


#: Makes the entry of a summary; one that keeps entries may have it already.
EntryMaker = Callable[[SummaryFacts, Edition], Entry]

SITE, CHANGES = Channel("feed"), Channel("changes", "changes")
#: The page kinds whose readers may want to follow the changes.
_CHANGING = (CHANGES.kind, "articles", "checking", "data")


def channels(briefing: Briefing) -> Iterator[Channel]:
    """The feeds of a site: of all, of the changes, of each topic and of each person."""
    yield from (SITE, CHANGES)
    for id in briefing.named("topics"):
        yield Channel(f"topics/{id}", "topic", id, briefing.record("topics", id).name)
    for id, actor in briefing.actors.items():
        if actor.kind == "person":
            yield Channel(f"people/{id}", "person", id, actor.name)


def channel_of(kind: str, id: str, name: str) -> Channel | None:
    """The feed that belongs to a page, by its kind, its id and the name of what it shows."""
    if kind in _CHANGING:
        return CHANGES
    folder = {"topic": "topics", "person": "people"}.get(kind)
    return Channel(f"{folder}/{id}", kind, id, name) if folder else None


def channel_title(channel: Channel, words: Words, site_name: str) -> str:
    """The title of a feed, as plain text."""
    if channel == CHANGES:
        return words.text("feed.changes", site=site_name)
    return words.text("feed.of", site=site_name, name=channel.name) if channel.name else site_name


def feed_paths(edition: Edition) -> Iterator[str]:
    """The paths of both formats of every feed, in the order of `feed_files`."""
    if edition.addresses.site_url:
        for channel in channels(edition.briefing):
            yield from (channel.atom, channel.json)


def feed_files(
    edition: Edition,
    words: Words,
    site_name: str,
    make_entry: EntryMaker,
    make: FileMaker = make_file,
    left_out: Container[str] = (),
) -> Iterator[File]:
    """Both formats of every feed; none where the site's address is unknown, as they need it.

    None is made whose path is among those `left_out`.
    """
    addresses = edition.addresses
    if not addresses.site_url:
        return
    name = site_name or addresses.site_url
    grouped = _entries(edition, make_entry)
    grouped[(CHANGES.kind, "")] = list(_changes(edition, words))
    newest = max((part.summary.added for part in edition.briefing.summaries), default=_NEVER)
    for channel in channels(edition.briefing):
        if channel.atom in left_out and channel.json in left_out:
            continue
        found = sorted(grouped[(channel.kind, channel.id)], key=lambda entry: entry.id)
        found.sort(key=lambda entry: (entry.updated, entry.published), reverse=True)
        known = channel.kind in addresses.paths
        feed = _Feed(
            title=channel_title(channel, words, name),
            site_name=name,
            language=language(words),
            page=addresses.public(*([channel.kind, channel.id] if known else ["home"])),
            atom=addresses.file(channel.atom),
            json=addresses.file(channel.json),
            updated=max((entry.updated for entry in found), default=newest),
            entries=tuple(found[:NEWEST]),
        )
        yield make(channel.atom, feed, partial(_as_atom, feed))
        yield make(channel.json, feed, partial(_as_json_feed, feed))


def _entries(edition: Edition, make_entry: EntryMaker) -> dict[tuple[str, str], list[Entry]]:
    """The summaries as entries, by the channels to which they belong."""
    grouped: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for part in edition.briefing.summaries:
        entry = make_entry(part, edition)
        grouped[(SITE.kind, SITE.id)].append(entry)
        for topic in part.topics:
            grouped[("topic", topic.id)].append(entry)
        for actor in part.actors.values():
            grouped[(actor.kind, actor.id)].append(entry)
    return grouped


def entry_of(part: SummaryFacts, edition: Edition) -> Entry:
    """A summary as an entry of the feeds."""
    summary = part.summary
    return Entry(
        id=_permanent(part.key, summary, edition),
        url=edition.article(part.key),
        title=summary.title,
        text=summary.gist,
        author=summary.written_by,
        published=summary.added,
        updated=changed(summary),
        tags=tuple((topic.id, topic.name) for topic in part.topics),
    )


def changed(summary: Summary) -> datetime.date:
    """The day on which a summary was last changed, as far as it says so itself."""
    return max(summary.days)


def _permanent(key: str, summary: Summary, edition: Edition) -> str:
    """The address under which a summary came first: readers of feeds know entries by it."""
    return edition.article(summary.former_ids[0] if summary.former_ids else key)


def _changes(edition: Edition, words: Words) -> Iterator[Entry]:
    summaries = dict(edition.summaries)
    for change in corrections(edition):
        one = change.record
        text = words.text("feed.correction", field=one.field, was=one.was, now=one.now)
        note = f"\n\n{one.note}" if one.note else ""
        title = words.text("feed.corrected", title=summaries[change.key].title)
        yield _change(change, summaries, edition, one.item, title, f"{text}{note}")
    for withdrawn in retractions(edition):
        what = "feed.retracted_part" if withdrawn.anchor else "feed.retracted"
        title = words.text(what, title=withdrawn.title)
        because = withdrawn.record.because
        yield _change(withdrawn, summaries, edition, withdrawn.anchor, title, because)


def _change(
    change: Told | Withdrawn,
    summaries: dict[str, Summary],
    edition: Edition,
    anchor: str,
    title: str,
    text: str,
) -> Entry:
    summary, day = summaries[change.key], change.record.date
    first = summary.former_ids[0] if summary.former_ids else change.key
    key, _, fragment = change_id(first, change).partition("#")
    return Entry(
        id=edition.article(key, fragment),
        url=edition.article(change.key, anchor),
        title=title,
        text=text,
        author=summary.written_by,
        published=day,
        updated=day,
        tags=(),
    )


def _midnight(day: datetime.date) -> str:
    """Our records know days, feeds want moments (RFC 3339): midnight, UTC."""
    return f"{day.isoformat()}T00:00:00Z"


@dataclass(frozen=True)
class _Feed:
    """All that a feed says.

    `page` is the address of the page of the same subject, or of the front page; `atom` and `json`
    are its own. `updated` is the newest entry's day; without entries, of which nothing is known,
    the newest summary's. RFC 4287 demands one even of an empty site, which gets the day on which
    Unix's time begins.
    """

    title: str
    site_name: str
    language: str
    page: str
    atom: str
    json: str
    updated: datetime.date
    entries: tuple[Entry, ...]


def _as_atom(feed: _Feed) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _add(root, "id", feed.atom)
    _add(root, "title", feed.title, type="text")
    _add(root, "updated", _midnight(feed.updated))
    _add(_add(root, "author"), "name", feed.site_name)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.atom)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        element = _add(root, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title, type="text")
        _add(element, "link", rel="alternate", type="text/html", href=entry.url)
        _add(element, "published", _midnight(entry.published))
        _add(element, "updated", _midnight(entry.updated))
        _add(_add(element, "author"), "name", entry.author)
        for term, label in entry.tags:
            _add(element, "category", term=term, label=label)
        _add(element, "content", entry.text, type="text")
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _as_json_feed(feed: _Feed) -> bytes:
    return as_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.page,
            "feed_url": feed.json,
            "language": feed.language,
            "authors": [{"name": feed.site_name}],
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def language(words: Words) -> str:
    """The language of the interface as BCP 47 writes it: `en-GB`."""
    return str(words.locale).replace("_", "-")


def _item(entry: Entry) -> dict[str, object]:
    tags = [label for _, label in entry.tags]
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": _midnight(entry.published),
        "date_modified": _midnight(entry.updated),
        "authors": [{"name": entry.author}],
        **({"tags": tags} if tags else {}),
    }


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element
