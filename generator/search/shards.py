"""What is searched in parts, so that an edit touches one of them and the others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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
    """One part of what is searched, in the folder `name` of the site.

    `digest` stands for all that its index is made of, but for Pagefind itself. Its documents are
    made when somebody asks.
    """

    name: str
    language: str
    digest: str
    make: Callable[[], Iterable[Document]]

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(sorted(self.make(), key=lambda one: one.url))


def digest_of(documents: Iterable[Document]) -> bytes:
    """Equal where Pagefind makes the same of them."""
    made = blake2b(digest_size=16)
    for one in documents:
        for text in (one.url, one.html):
            data = text.encode("utf-8", "surrogatepass")
            made.update(len(data).to_bytes(8, "big"))
            made.update(data)
    return made.digest()


def shard_names(articles: int) -> tuple[str, ...]:
    """The folders of the shards of a site of so many articles."""
    count = 1 if articles <= UNDIVIDED else SHARDS
    return tuple(f"{FOLDER}{number}" for number in range(count))


def _shard_of(key: str, count: int) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big") % count


@dataclass
class Searched:
    """What of a site is searched; of summaries that stay it is known from build to build.

    `digests` are those of the documents of each summary, as long as the rest stands on which these
    rest: what facets are called, the language, and whether facts are found apart.
    """

    rests_on: tuple[dict[tuple[str, str], str], str, bool] | None = None
    digests: dict[SummaryFacts, bytes] = field(default_factory=dict)

    def shards(
        self, edition: Edition, words: Words, pages: Iterable[Record] = ()
    ) -> tuple[Shard, ...]:
        """The shards of an edition; `pages` are the records of pages written by hand."""
        summaries = edition.briefing.summaries
        labels, apart = Labels(edition), edition.briefing.count <= FACTS_APART
        names, language = shard_names(len(summaries)), words.locale.language

        def documents(part: SummaryFacts) -> tuple[Document, ...]:
            records = article_records(part, edition, words, labels, apart=apart)
            return tuple(map(document, records))

        rests_on = (labels.names, str(words.locale), apart)
        before = self.digests if rests_on == self.rests_on else {}
        fresh = {part: documents(part) for part in summaries if part not in before}
        digests = {
            part: digest_of(fresh[part]) if part in fresh else before[part] for part in summaries
        }
        self.rests_on, self.digests = rests_on, digests

        parts: dict[int, list[SummaryFacts]] = {number: [] for number in range(len(names))}
        for part in sorted(summaries, key=lambda part: part.key):
            parts[_shard_of(part.key, len(names))].append(part)
        others: dict[int, list[Document]] = {number: [] for number in range(len(names))}
        for one in map(document, (*subject_records(edition, labels), *pages)):
            others[_shard_of(one.key, len(names))].append(one)

        def shard(number: int) -> Shard:
            made = blake2b(language.encode(), digest_size=16)
            for part in parts[number]:
                made.update(digests[part])
            made.update(digest_of(others[number]))

            def make() -> Iterator[Document]:
                for part in parts[number]:
                    yield from fresh.get(part) or documents(part)
                yield from others[number]

            return Shard(names[number], language, made.hexdigest(), make)

        return tuple(map(shard, range(len(names))))
