"""The words of the interface: one catalogue, and dates, figures and names said with it."""

from __future__ import annotations

import datetime
import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from babel.numbers import format_compact_decimal, format_decimal, get_currency_symbol
from babel.units import format_unit

from generator.dates import Edtf, Point
from generator.markdown import Markdown, escape, finished
from generator.model.registry import Measure
from generator.model.summary import Number
from generator.problems import ContentError, Problem, SetupError, did_you_mean

#: Units that Babel can write out in any language, by the names a measure gives them.
_UNITS = {
    "percent": "concentr-percent",
    **{name: f"duration-{name}" for name in ("second", "minute", "hour", "day", "week", "month")},
    "year": "duration-year",
}
#: How many dates, and how many patterns, are kept in words: a site names the same ones all over.
_REMEMBERED = 4096
#: The context (msgctxt) of sentences of the data dictionary, which are keys themselves.
_DICTIONARY = "dictionary"
_QUALIFIERS = {"~": "date.about", "?": "date.uncertain", "%": "date.uncertain-about"}

#: What a pattern holds in the place of what is put into it.
_FIELD = re.compile(r"\{[^{}]*\}")
#: A line of a catalogue that is neither blank nor a comment.
_LINE = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]+\])?)\s+)?"(?:[^"\\]|\\.)*"')
#: A code of a language as browsers know it (BCP 47), as far as its form goes.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class Catalogue(NamedTuple):
    """A file of words as it was read: its `name` for messages, its `language`, its `data`."""

    name: str
    language: str
    data: bytes


class Message(NamedTuple):
    """The words of a key: its singular and plural forms, and which of them is said of a count.

    `language` is the one that they are in, which is English where nobody has translated them.
    """

    forms: tuple[str, ...]
    plural: Callable[[int], int]
    language: str


@dataclass(frozen=True)
class Words:
    """A language: the messages of its catalogues by their keys, and Babel's `locale`."""

    locale: Locale
    messages: Mapping[str, Message]
    catalogues: tuple[Catalogue, ...]
    meanings: Mapping[str, str]

    def meaning(self, sentence: str) -> str:
        """A sentence of the data dictionary, which is English where no catalogue translates it."""
        return self.meanings.get(sentence, sentence)

    def __reduce__(self) -> tuple[Callable[..., Words], tuple[str, tuple[Catalogue, ...]]]:
        return words_of, (str(self.locale), self.catalogues)

    @property
    def translatable(self) -> list[str]:
        """The keys under which there are words: signs are the same in every language."""
        return [
            key
            for key, message in self.messages.items()
            if any(sign.isalpha() for sign in _FIELD.sub("", message.forms[-1]))
        ]

    @property
    def untranslated(self) -> list[str]:
        """The keys whose words are English, in a language that is not."""
        own = self.locale.language
        return [key for key in self.translatable if self.messages[key].language != own]

    def foreign(self, language: str) -> str:
        """A language's code where it is another than this one, for a reader's voice; or nothing."""
        own = language.partition("-")[0].lower()
        return "" if own == self.locale.language or not _LANGUAGE.fullmatch(language) else language

    def text(self, *key: str, **values: str | int) -> str:
        """The words of a key as plain text; `n` chooses between singular and plural.

        The key's parts are joined by dots: `text("certainty", "planned")`.
        """
        return self._pattern(key, values.get("n")).format(**values)

    def say(self, *key: str, **values: object) -> Markdown:
        """The words of a key as Markdown; text put into them is escaped, Markdown is kept."""
        first, others = _parsed(self._pattern(key, values.get("n") if values else None))
        if not others:
            return first
        said = [first.source]
        for name, literal in others:
            said += (finished(values[name]), literal)
        return Markdown("".join(said))

    def _pattern(self, key: tuple[str, ...], n: object) -> str:
        forms, plural, _ = self.messages[".".join(key)]
        return forms[plural(n)] if isinstance(n, int) and len(forms) > 1 else forms[0]

    @cached_property
    def date(self) -> Callable[[Edtf], str]:
        """A date in words: "about 22 September 2024", "between June and December 2025"."""
        return lru_cache(maxsize=_REMEMBERED)(self._date)

    def _date(self, when: Edtf) -> str:
        said = [self._point(point) if point else "" for point in when.points]
        if when.shape == "point":
            return said[0]
        if when.shape == "choice":
            return self._choice(said)
        if not said[0] or not said[1]:
            side = "until" if not said[0] else "from"
            return self.text(f"date.{when.shape}-{side}", date=said[0] or said[1])
        first, last = when.points
        if first and last and _year_said_once(first, last):
            said[0] = self._point(first, with_year=False)
        return self.text(f"date.{when.shape}", first=said[0], last=said[1])

    def _choice(self, said: list[str]) -> str:
        text = said[0]
        for other in said[1:]:
            text = self.text("date.choice", first=text, last=other)
        return text

    def _point(self, point: Point, *, with_year: bool = True) -> str:
        day = point.earliest
        if point.day:
            full = format_date(day, "long", self.locale)
            text = full if with_year else format_skeleton("MMMMd", day, locale=self.locale)
        elif point.month:
            full = format_skeleton("yMMMM", day, locale=self.locale)
            text = full if with_year else format_date(day, "LLLL", self.locale)
        else:
            text = format_skeleton("y", day, locale=self.locale)
        if point.qualifier:
            return self.text(_QUALIFIERS[point.qualifier], date=text)
        return text

    @cached_property
    def day(self) -> Callable[[datetime.date], str]:
        """A day of our own records in words."""
        return lru_cache(maxsize=_REMEMBERED)(
            partial(format_date, format="long", locale=self.locale)
        )

    @cached_property
    def hash(self) -> Callable[[str], Markdown]:
        """The beginning and the end of a SHA-256 in hexadecimal digits."""
        return lru_cache(maxsize=_REMEMBERED)(
            lambda sha256: self.say("proof.hash", first=sha256[:8], last=sha256[-6:])
        )

    def tick(self, when: datetime.date, *, by_month: bool) -> str:
        """A beginning of a month or a year, as an axis names it."""
        return format_skeleton("yMMM" if by_month else "y", when, locale=self.locale)

    def figure(self, number: Number, measure: Measure) -> str:
        """The figure with its unit: "600", "$300 million", "20 hours", "2 to 3 times"."""
        if number.to is None:
            return self.amount(number.value, measure.unit)
        high = self.amount(number.to, measure.unit)
        currency = measure.unit in get_global("all_currencies")
        low = self.amount(number.value, measure.unit if currency else None)
        return self.text("number.range", low=low, high=high)

    def comparison(self, number: Number, measure: Measure) -> str:
        """The figure with its comparator, to stand inside a sentence: "more than 3,600"."""
        return self.text("comparison", number.comparator, figure=self.figure(number, measure))

    def amount(self, value: Decimal, unit: str | None) -> str:
        """A value with its unit: "600", "US$300 million", "20 hours"."""
        return self._amount_written(str(value), unit)

    @cached_property
    def _amount_written(self) -> Callable[[str, str | None], str]:
        """The same by its digits, because 1.10 equals 1.1 and is written otherwise."""
        return lru_cache(maxsize=_REMEMBERED)(
            lambda digits, unit: self._with_unit(Decimal(digits), unit)
        )

    def _with_unit(self, value: Decimal, unit: str | None) -> str:
        if unit is None:
            return self._amount(value)
        if unit in get_global("all_currencies"):
            return self._money(value, unit)
        if unit in _UNITS:
            return format_unit(value, _UNITS[unit], format=_pattern(value), locale=self.locale)
        return f"{self._amount(value)} {unit}"

    def _money(self, value: Decimal, currency: str) -> str:
        """The sign of the currency stands where the language has it: "€600" or "600 €"."""
        symbol = get_currency_symbol(currency, locale=self.locale)
        pattern = self.locale.currency_formats["standard"]
        before, after = pattern.prefix[value < 0], pattern.suffix[value < 0]
        gap = "\N{NO-BREAK SPACE}"
        if before.endswith("¤") and symbol[-1].isalpha():
            before += gap
        if after.startswith("¤") and symbol[0].isalpha():
            after = gap + after
        return f"{before}{self._amount(abs(value))}{after}".replace("¤", symbol)

    def _amount(self, value: Decimal) -> str:
        """Digits, or from a million up "300 million" where that loses nothing."""
        size = len(str(abs(int(value)))) - 1
        shift = Decimal(10) ** (size // 3 * 3)
        if 6 <= size < 15 and value * 1000 % shift == 0:
            return format_compact_decimal(
                value, format_type="long", locale=self.locale, fraction_digits=3
            )
        return format_decimal(value, format=_pattern(value), locale=self.locale)


def _pattern(value: Decimal) -> str:
    """A number pattern that shows each decimal as it was written: 1.10 stays 1.10."""
    places = max(0, -int(value.as_tuple().exponent))
    return "#,##0" + ("." + "0" * places if places else "")


def _year_said_once(first: Point, last: Point) -> bool:
    """Whether the first of two points can leave its year to the second."""
    exact = not (first.qualifier or last.qualifier)
    return exact and bool(first.month and last.month) and first.year == last.year


@lru_cache(maxsize=_REMEMBERED)
def _parsed(pattern: str) -> tuple[Markdown, tuple[tuple[str, str], ...]]:
    """Words as Markdown: those before the first field, then each field with the words after it."""
    literals, names = [""], []
    for literal, name, _, _ in Formatter().parse(pattern):
        literals[-1] += _literal(literal)
        if name:
            names.append(name)
            literals.append("")
    return Markdown(literals[0]), tuple(zip(names, literals[1:], strict=True))


def _literal(text: str) -> str:
    """Our own words between two fields; the spaces at their edges stay spaces."""
    words = text.strip(" ")
    before, _, after = text.partition(words) if words else (text, "", "")
    return f"{before}{escape(words)}{after}"


class LanguageError(SetupError):
    """The site's language cannot be used; the message says which can."""


def read_words(locale: str = "en", own: Path | None = None) -> Words:
    """Read the words of a language: English, over it the package's catalogue of that language.

    `locale` may name a region: `en_GB`. `own` is a folder of catalogues of the site's own, which
    go before the package's and may hold a few words or all. What none of them has is said in
    English. Raises LanguageError where there is no such language or no catalogue of it, and
    ContentError where a catalogue cannot be used.
    """
    try:
        language = Locale.parse(locale, sep="_" if "_" in locale else "-")
    except (UnknownLocaleError, ValueError):
        raise LanguageError(f"{locale!r} names no language; write such as en_GB") from None
    name, package = f"{language.language}.po", files("generator").joinpath("locale")
    english = Catalogue("en.po", "en", package.joinpath("en.po").read_bytes())
    places: list[Traversable] = [package] if language.language != "en" else []
    found = [
        Catalogue(
            f"{own.name}/{name}" if own and place == own else str(place.joinpath(name)),
            language.language,
            place.joinpath(name).read_bytes(),
        )
        for place in (*places, *([own] if own else []))
        if place.joinpath(name).is_file()
    ]
    if not found and language.language != "en":
        known = ", ".join(sorted(entry.name.removesuffix(".po") for entry in package.iterdir()))
        raise LanguageError(
            f"there are no words for {locale!r} (there are: {known}); for another language copy"
            f" {package.joinpath('en.po')} to locale/{name} beside site_config.yml, and translate"
            " that"
        )
    return words_of(str(language), (english, *found))


def catalogue_for(locale: str) -> tuple[str, bytes]:
    """The catalogue of a language to be filled in, with its file's name.

    It is empty, and says above each key what it is in English; that of English is the package's
    own. Raises LanguageError where there is no such language.
    """
    try:
        language = Locale.parse(locale, sep="_" if "_" in locale else "-").language
    except (UnknownLocaleError, ValueError):
        raise LanguageError(f"{locale!r} names no language; write such as fr") from None
    package = files("generator").joinpath("locale")
    english, own = package.joinpath("en.po").read_bytes(), package.joinpath(f"{language}.po")
    if own.is_file():
        return own.name, own.read_bytes()
    made = Catalog(locale=language)
    for message in read_po(BytesIO(english), locale="en"):
        if message.id:
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            made.add(
                message.id,
                auto_comments=[*message.auto_comments, *(f"English: {form}" for form in said)],
                user_comments=message.user_comments,
                context=message.context,
            )
    written = BytesIO()
    write_po(written, made, width=0, omit_header=True)
    head = (
        '# Write the words behind msgstr; what is left empty is said in English.\nmsgid ""\nmsgstr'
        f' ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {language}\\n"\n'
        f'"Plural-Forms: {made.plural_forms}\\n"\n\n'
    )
    return f"{language}.po", head.encode() + written.getvalue()


@lru_cache(maxsize=8)
def words_of(locale: str, catalogues: tuple[Catalogue, ...]) -> Words:
    """The words of catalogues, of which the first is complete and each later one goes before it.

    To parse one takes as long as a hundred pages. Raises ContentError for one that cannot be
    parsed, has a key that the first has not, or loses what is put into the words.
    """
    first, *others = catalogues
    messages, meanings, _ = _parsed_catalogue(first)
    for catalogue in others:
        said, meant, lines = _parsed_catalogue(catalogue)
        found = ((key, _refused(key, said[key], messages)) for key in said)
        wrong = [Problem(catalogue.name, lines[key], 1, key, what) for key, what in found if what]
        if wrong:
            raise ContentError(wrong)
        messages |= said
        meanings |= meant
    known = MappingProxyType(messages), catalogues, MappingProxyType(meanings)
    return Words(Locale.parse(locale), *known)


def _parsed_catalogue(
    catalogue: Catalogue,
) -> tuple[dict[str, Message], dict[str, str], dict[str, int]]:
    """The messages of a catalogue, the sentences of the data dictionary that it translates, lines.

    What is not translated, or only guessed at, is left out.
    """
    language, data = catalogue.language, catalogue.data
    # an end of a text that is missing would take its last sign away, and nobody would be told
    wrong = [
        Problem(catalogue.name, number, 1, "", _NO_LINE)
        for number, line in enumerate(data.decode(errors="replace").split("\n"), 1)
        if line.strip() and not line.strip().startswith("#") and not _LINE.fullmatch(line.strip())
    ]
    if wrong:
        raise ContentError(wrong)
    try:
        catalog = read_po(BytesIO(data), locale=language, abort_invalid=True)
        plural = gettext.c2py(catalog.plural_expr)
    except PoFileError as error:
        what = str(error).removesuffix(f" on {error.lineno}")
        raise _no_catalogue(catalogue, what, error.lineno + 1) from None
    except UnicodeDecodeError as error:
        line = data[: data.find(error.object)].count(b"\n") + 1
        raise _no_catalogue(catalogue, str(error), line) from None
    except ValueError as error:
        line = data[: max(data.find(b"Plural-Forms"), 0)].count(b"\n") + 1
        raise _no_catalogue(catalogue, str(error), line) from None
    messages, meanings, lines = {}, {}, {}
    for message in catalog:
        string = message.string or ""
        said = (string,) if isinstance(string, str) else tuple(string)
        if message.id and any(said) and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            lines[key] = message.lineno or 1
            if not all(said):
                what = f"lacks a form; write msgstr[0] to msgstr[{len(said) - 1}]"
                raise ContentError([Problem(catalogue.name, lines[key], 1, key, what)])
            if message.context == _DICTIONARY:
                meanings[key] = said[0]
            else:
                messages[key] = Message(said, plural, language)
    return messages, meanings, lines


_NO_LINE = (
    'expected a text that begins and ends with ", behind msgid, msgstr, msgid_plural, msgctxt or'
    ' alone, and each " within it as \\": such as  msgstr "Copy link"'
)


def _no_catalogue(catalogue: Catalogue, what: str, line: int) -> ContentError:
    return ContentError([Problem(catalogue.name, line, 1, "", f"is no catalogue of words: {what}")])


def _refused(key: str, message: Message, known: Mapping[str, Message]) -> str:
    """Why words are refused that nobody would ever see, or a page could not be made with."""
    if key not in known:
        return f"no page says {key!r}{did_you_mean(key, known)}"
    wanted = set().union(*map(_fields, known[key].forms))
    for form in message.forms:
        try:
            there = _fields(form)
        except ValueError as error:
            return f"{form!r}: {error}; write each brace that stands for itself twice"
        if there - wanted or wanted - there - {"n"}:
            should = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "nothing in braces"
            return f"{form!r} is to hold {should}"
    return ""


def _fields(pattern: str) -> set[str]:
    """The names in braces, in whose place something is put."""
    return {
        name + (f":{form}" if form else "") + (f"!{how}" if how else "")
        for _, name, form, how in Formatter().parse(pattern)
        if name is not None
    }
