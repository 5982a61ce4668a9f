"""What is searched in parts, so that an edit touches one of them and the others stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from generator.exports.edition import Edition
from generator.facts import SummaryFacts
from generator.pagefind import FOLDER
from generator.search.documents import Document, document
from generator.search.records import Labels, Record, article_records, subject_records
from generator.words import Words

#: Up to how many articles each fact is a record of its own. Pagefind writes a file for each record:
#: beyond, an article is one, and its facts are found as places in it.
FACTS_APART = 1_000
#: Up to how many articles there is one shard. A reader's browser asks for a handful of files more
#: with each shard, and to index so little again takes no time.
UNDIVIDED = 100
#: How many shards there are beyond.
SHARDS = 3


@dataclass(frozen=True)
class Shard:
    """One part of what is searched, in the folder `name` of the site."""

    name: str
    language: str
    documents: tuple[Document, ...]

    @cached_property
    def digest(self) -> str:
        """Stands for all that the shard's index is made of, but for Pagefind itself."""
        made = blake2b(self.language.encode(), digest_size=16)
        for one in self.documents:
            for text in (one.url, one.html):
                data = text.encode("utf-8", "surrogatepass")
                made.update(len(data).to_bytes(8, "big"))
                made.update(data)
        return made.hexdigest()


def shard_names(articles: int) -> tuple[str, ...]:
    """The folders of the shards of a site of so many articles."""
    count = 1 if articles <= UNDIVIDED else SHARDS
    return tuple(f"{FOLDER}{number}" for number in range(count))


def _shard_of(key: str, count: int) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big") % count


@dataclass
class Searched:
    """What of a site is searched; the documents of summaries that stay are kept between builds."""

    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    locale: str = ""
    apart: bool = True
    kept: dict[SummaryFacts, tuple[Document, ...]] = field(default_factory=dict)

    def shards(
        self, edition: Edition, words: Words, pages: Iterable[Record] = ()
    ) -> tuple[Shard, ...]:
        """The shards of an edition; `pages` are the records of pages written by hand."""
        count = edition.briefing.count
        names = shard_names(count)
        filled: dict[int, list[Document]] = {number: [] for number in range(len(names))}
        for one in (*self._documents(edition, words), *map(document, pages)):
            filled[_shard_of(one.key, len(names))].append(one)
        language = words.locale.language
        return tuple(
            Shard(names[number], language, tuple(sorted(found, key=lambda one: one.url)))
            for number, found in filled.items()
        )

    def _documents(self, edition: Edition, words: Words) -> Iterator[Document]:
        labels, apart = Labels(edition), edition.briefing.count <= FACTS_APART
        rests_on = (labels.names, str(words.locale), apart)
        before = self.kept if rests_on == (self.labels, self.locale, self.apart) else {}
        self.labels, self.locale, self.apart = rests_on
        self.kept = {}
        for part in edition.briefing.summaries:
            made = before.get(part)
            if made is None:
                records = article_records(part, edition, words, labels, apart=apart)
                made = tuple(map(document, records))
            self.kept[part] = made
            yield from made
        yield from map(document, subject_records(edition, labels))
