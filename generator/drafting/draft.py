"""Puts a draft together of what was found in an article, and holds it against the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from generator.article.text import Text
from generator.dates import Edtf, parse_date
from generator.drafting.actors import Actor, Cast, cast
from generator.drafting.dates import Moment, dated, day_of
from generator.drafting.evidence import Evidence, quoted
from generator.drafting.known import Known
from generator.drafting.lead import passages
from generator.drafting.measures import Measures
from generator.drafting.numbers import Counted, Uncounted, counted
from generator.drafting.omissions import (
    BEYOND,
    NO_EVIDENCE,
    NO_KIND,
    NOT_PROVED,
    SEVERAL,
    TOO_MANY,
    TOO_MUCH,
    Omission,
    Omissions,
)
from generator.drafting.page import Page, Span
from generator.drafting.slug import slug
from generator.drafting.speakers import Speaker, Speakers
from generator.drafting.writing import Noted, written
from generator.model.registry import Registry
from generator.problems import Problem
from generator.reading import ParsedRegistry, parse_summary
from generator.schema import MODELINE
from generator.verify.verdict import verify

Fields = dict[str, Any]
Found = TypeVar("Found", Counted, Moment)

#: How many quotations, numbers and dates a draft holds at most; an article has a tenth.
MOST = 200
#: How much of a text is read, in characters: more than the longest articles have.
LONGEST = 60_000
#: How often what does not hold is taken out before the draft is given up.
_TRIES = 12
#: The lists of items that may be left out, with what one of them is.
_KINDS = {"quotes": "a quotation", "numbers": "a number", "when": "a date", "what": "a statement"}
_ITEM = re.compile(r"(?P<list>\w+)\[(?P<number>\d+)\]")

_HEAD = f"""{MODELINE}\
# A first version, drawn from the article's text by rules alone: nobody has read it yet.
# Hold each item against the article and mend it, then delete its line todo; what is wrong goes.
# With status: published no todo may be left, and what is proposed stands in the registry.
"""
_PROPOSED = (
    "Names that the registry does not have: move each to the file of registry/ that bears the"
    " list's name, or put the id of a record that is there in its place."
)

_UNDATED = "no date of publication found; draft again with --published YYYY-MM-DD"


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a draft cannot know of the article: `name` is its file's, `text` that in `articles/`.

    `published` is when it appeared; without it the text is asked.
    """

    name: str
    added: date
    written_by: str
    published: Edtf | None = None
    text: str | None = None


@dataclass(frozen=True)
class Draft:
    """A summary's id and YAML, how many items of each kind it has, and what it leaves out.

    `remarks` say what would make a better one.
    """

    id: str
    yaml: str
    counts: dict[str, int]
    left_out: tuple[Omission, ...] = ()
    remarks: tuple[str, ...] = ()


def draft(article: Text, given: Given, registry: Registry) -> Draft:
    """The first version of a summary: valid, and every word of it stands in the article.

    Of a text longer than `LONGEST` the beginning is read. Raises DraftError where nothing valid
    comes of it.
    """
    omissions = Omissions(article)
    if len(article.raw) > LONGEST:
        head = article.raw[:LONGEST].rpartition("\n")[0] or article.raw[:LONGEST]
        omissions.add("the rest of the text", BEYOND, len(head) + 1, len(head) + 1)
        article = Text(head)
    page = Page(article)
    headline = article.raw[slice(*page.headline)] if page.headline else None
    stem = re.sub(r"\.\w{1,5}$", "", given.name)
    id = slug(headline or stem, slug(stem, "article"))
    fields = _Drafting(page, given, registry, headline, omissions).fields(id)
    made = _proved(id, fields, article, registry, omissions)
    return made if given.published or page.day else replace(made, remarks=(_UNDATED,))


@dataclass
class _Drafting:
    page: Page
    given: Given
    registry: Registry
    headline: str | None
    omissions: Omissions

    def fields(self, id: str) -> Fields:
        """All fields of the summary, in the order in which they are written."""
        article, skipped = self.page.article, self.page.beside_the_text
        self.cast: Cast = cast(article.raw, skipped, Known(self.registry))
        self.speakers = Speakers(self.page, self.cast)
        for start, end in self.cast.others:
            if article.raw[start:end] == self.page.author:
                continue
            self.omissions.add("a name", NO_KIND, start, end)
        for start, end in self.cast.unsure:
            self.omissions.add("a surname", SEVERAL, start, end)
        self.evidence = Evidence(article)
        self.measures = Measures(self.registry)
        self.words_of: list[Speaker] = self.speakers.all()
        of_article, published, found_day = self._article(id)
        self.appeared = published
        self._choose(published)
        quotes = list(self._quotes())
        what = list(self._statements())
        numbers = list(self._numbers())
        when = list(self._events())
        todo = "write the title and the gist in your own words; choose topics; say who wrote it"
        if found_day is None:
            todo += "; find out when the article appeared, and write article: published:"
        made: Fields = {
            "title": f"Draft of {of_article.get('headline', id)}",
            "status": "draft",
            "added": str(self.given.added),
            "written_by": self.given.written_by,
            "todo": todo,
            "article": of_article or None,
            "gist": "Still to be written: the article in two or three sentences of ours.",
            "who": [self._participant(actor) for actor in self.cast.actors.values()],
            "what": what,
            "when": when,
            "where": list(self.cast.places),
            "quotes": quotes,
            "numbers": numbers,
        }
        proposed = self._proposed()
        if proposed:
            made["proposed"] = Noted(_PROPOSED, proposed)
        return {key: value for key, value in made.items() if value not in (None, [], {})}

    def _article(self, id: str) -> tuple[Fields, date | None, Edtf | None]:
        """The fields of the article, the day it appeared, and the date of it."""
        made: Fields = {}
        if self.given.text and self.given.text != f"{id}.txt" and _is_text_name(self.given.text):
            made["text"] = self.given.text
        if self.headline and len(self.headline.split()) <= 40:
            made["headline"] = self.headline
        found, day = self.given.published, None
        if found:
            made["published"] = str(found)
        elif self.page.day and (day := day_of(self.page.article.raw[slice(*self.page.day)])):
            found = parse_date(day.isoformat())
            made["published"] = str(found)
            words = self.evidence.words(*self.page.day)
            if words and self.evidence.admits(*self.page.day):
                because = "a line of the page that holds nothing else"
                made["published_basis"] = [{"exact": words, "because": because}]
        if self.page.author:
            made["author"] = self.page.author
        exact_day = found.earliest if found and found.is_plain else None
        if found and found.earliest != found.latest:
            exact_day = None
        return made, exact_day, found

    def _choose(self, published: date | None) -> None:
        """Reserve the least evidence for each figure and date, so that long ones take no place."""
        own_day = self.page.day
        figures = counted(self.page.article)
        self.figures = [
            one
            for one in self._first("a number", figures, lambda one: (one.at, one.stop))
            if isinstance(one, Counted) and self._is_free("a number", one.at, one.stop)
        ]
        own_day = self.page.day
        moments = dated(self.page.article, published)
        self.moments = [
            one
            for one in self._first("a date", moments, lambda one: (one.start, one.end))
            if not (own_day and own_day[0] <= one.start < own_day[1])
            if self._is_free("a date", one.start, one.end)
        ]
        self.passages = list(passages(self.page))

    def _first(
        self, kind: str, found: Iterable[Any], place: Callable[[Any], Span]
    ) -> Iterator[Any]:
        """As many as a draft holds; the others, and what cannot be carried, are left out."""
        for number, one in enumerate(found):
            why = one.why if isinstance(one, Uncounted) else TOO_MANY
            if number >= MOST or isinstance(one, Uncounted):
                self._omit(kind, why, *place(one))
            else:
                yield one

    def _omit(self, kind: str, why: str, start: int, end: int) -> None:
        if not self._is_furniture(start):
            self.omissions.add(kind, why, start, end)

    def _is_free(self, kind: str, start: int, end: int) -> bool:
        """Whether a part is the article's own and may be shown; it is reserved then."""
        why = "" if self.evidence.words(start, end) else NO_EVIDENCE
        if not (why or self._is_furniture(start) or self.evidence.admits(start, end)):
            why = TOO_MUCH
        if why:
            self._omit(kind, why, start, end)
        return not why and not self._is_furniture(start)

    def _with_evidence(self, found: Iterable[Found]) -> Iterator[tuple[Found, str]]:
        """Figures or moments, each with the widest evidence for it that may be shown."""
        for one in found:
            for start, end in self._widths(one):
                exact = self.evidence.words(start, end)
                if exact and self.evidence.admits(start, end):
                    yield one, exact
                    break

    def _widths(self, one: Counted | Moment) -> Iterator[Span]:
        if isinstance(one, Moment):
            yield from self.evidence.wider(one.start, one.end, 2)
        else:
            yield from ((one.start, one.end), (one.at, one.end), (one.at, one.stop))

    def _quotes(self) -> Iterator[Fields]:
        article = self.page.article
        seen: set[tuple[str, str | None]] = set()
        for one, speaker in zip(article.quotations, self.words_of, strict=True):
            exact, whole = quoted(article, one.start, one.end, one.reopened)
            if not any(map(str.isalnum, exact)) or (exact, speaker.id) in seen:
                continue
            if self._is_furniture(one.start):
                continue
            if len(seen) == MOST:
                self._omit("a quotation", TOO_MANY, one.start, one.end)
                continue
            seen.add((exact, speaker.id))
            todo = "check the speaker"
            if not speaker.id:
                names = ", ".join(speaker.candidates)
                todo = "say who speaks" + (f"; perhaps {names}" if names else "")
            if not whole:
                todo += "; a part with signs that no page can show was left out"
            yield {
                **({"speaker": speaker.id} if speaker.id else {}),
                "exact": exact,
                "todo": todo,
            }

    def _numbers(self) -> Iterator[Fields]:
        seen: set[tuple[str, str]] = set()
        for one, exact in self._with_evidence(self.figures):
            measure, others = self.measures.of(one)
            if (measure, exact) not in seen:
                seen.add((measure, exact))
                yield self._number(one, measure, others, exact)

    def _number(self, one: Counted, measure: str, others: tuple[str, ...], exact: str) -> Fields:
        todo = "check the measure, the certainty and by"
        if others:
            todo += f"; perhaps measure: {' or '.join(others)}"
        if one.doubt:
            todo += f"; find out {one.doubt}"
        made: Fields = {"measure": measure, "value": format(one.value, "f")}
        if one.to is not None:
            made["to"] = format(one.to, "f")
        if one.comparator != "exactly":
            made["comparator"] = one.comparator
        if by := self._whose(one.at):
            made["by"] = by
        return {**made, "exact": exact, "todo": todo}

    def _events(self) -> Iterator[Fields]:
        seen: set[tuple[str, str]] = set()
        for one, exact in self._with_evidence(self.moments):
            if (exact, str(one.date)) not in seen:
                seen.add((exact, str(one.date)))
                yield self._event(one, exact)

    def _event(self, one: Moment, exact: str) -> Fields:
        made: Fields = {}
        todo = "write text: what happens, in your own words; or event: its id in the registry"
        if one.date is None and self.appeared:
            todo += "; find out the date: it is counted from another day"
        elif one.date is None:
            todo += "; the date needs the day on which the article appeared"
        else:
            made["date"] = str(one.date)
        if one.because:
            made["because"] = one.because
        if one.doubt:
            todo += f"; find out {one.doubt}"
        return {**made, "exact": exact, "todo": todo}

    def _statements(self) -> Iterator[Fields]:
        seen: set[str] = set()
        for start, end in self.passages:
            exact = self.evidence.words(start, end)
            if not exact or exact in seen:
                continue
            if not self.evidence.admits(start, end):
                self._omit("a statement", TOO_MUCH, start, end)
            else:
                seen.add(exact)
                by = self._whose(start)
                todo = "write text: what is asserted, in your own words; or delete the item"
                yield {**({"by": by} if by else {}), "exact": exact, "todo": todo}

    def _whose(self, at: int) -> str | None:
        """Whose word something is, by a name beside it."""
        article = self.page.article
        for one, speaker in zip(article.quotations, self.words_of, strict=True):
            if one.start <= at < one.end:
                return speaker.id
        return self.speakers.reporter(at)

    def _is_furniture(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.page.furniture)

    def _participant(self, actor: Actor) -> Fields | str:
        return {"actor": actor.id, "todo": "add the role that the article gives"}

    def _proposed(self) -> Fields:
        made: Fields = {}
        for kind, name in (("person", "people"), ("organisation", "organisations")):
            new = [one for one in self.cast.actors.values() if one.kind == kind and not one.known]
            if new:
                made[name] = {one.id: {"name": one.name} for one in new}
        if self.measures.proposed:
            made["measures"] = dict(self.measures.proposed)
        return made


def _proved(
    id: str, fields: Fields, article: Text, registry: Registry, omissions: Omissions
) -> Draft:
    """The draft without any item that is not valid, or whose words do not stand in the article."""
    known = {kind: set(getattr(registry, kind)) for kind in type(registry).model_fields}
    records = ParsedRegistry(registry, known, ())
    problems: tuple[Problem, ...] = ()
    for _ in range(_TRIES):
        text = _HEAD + written(fields)
        parsed = parse_summary(f"summaries/{id}.yml", text.encode(), None, records)
        problems = parsed.problems
        wrong = {_item(problem.field) for problem in problems}
        if parsed.summary and not problems:
            done = verify(parsed.summary, registry, article)
            wrong = {
                (str(one.path[0]), int(one.path[1])) for one in done.failed if len(one.path) == 2
            }
            if done.too_much_evidence:
                wrong |= _least_needed(fields)
            if not wrong:
                counts = {
                    name: len(fields.get(name, ()))
                    for name in ("quotes", "numbers", "when", "what", "who")
                }
                return Draft(id, text, counts, omissions.all())
        for name, number in wrong:
            if name in _KINDS and number < len(fields.get(name, ())):
                exact = fields[name][number]["exact"]
                start = max(0, article.raw.find(exact))
                omissions.add(_KINDS[name], NOT_PROVED, start, start + len(exact))
        fields = _used(_without(fields, wrong))
    raise DraftError(f"no valid draft came of it: {problems[0] if problems else 'words not found'}")


class DraftError(Exception):
    """No draft can be made of a text; the message says why."""


def _is_text_name(name: str) -> bool:
    """Whether `article: text:` can hold a file's name."""
    return name.isprintable() and name == name.strip() and not set(name) & set("\\:")


def _least_needed(fields: Fields) -> set[tuple[str, int]]:
    """The last third of the statements, dates or numbers, where evidence shows too much.

    Words may stand elsewhere first than where they were taken from, and count there.
    """
    name = next((one for one in ("what", "when", "numbers") if fields.get(one)), "")
    count = len(fields.get(name, ()))
    return {(name, at) for at in range(count - (count + 2) // 3, count)}


def _item(name: str) -> tuple[str, int]:
    found = _ITEM.match(name)
    return (found["list"], int(found["number"]) - 1) if found else ("", 0)


def _without(fields: Fields, wrong: set[tuple[str, int]]) -> Fields:
    made = dict(fields)
    for name in {name for name, _ in wrong if isinstance(made.get(name), list)}:
        kept = [one for at, one in enumerate(made[name]) if (name, at) not in wrong]
        if kept:
            made[name] = kept
        else:
            del made[name]
    return made


def _used(fields: Fields) -> Fields:
    """The fields without measures that no number has any more."""
    if "proposed" not in fields:
        return fields
    proposed = dict(fields["proposed"].value)
    counted = {one["measure"] for one in fields.get("numbers", ())}
    measures = {id: one for id, one in proposed.pop("measures", {}).items() if id in counted}
    proposed |= {"measures": measures} if measures else {}
    rest = {key: value for key, value in fields.items() if key != "proposed"}
    return {**rest, "proposed": Noted(_PROPOSED, proposed)} if proposed else rest
