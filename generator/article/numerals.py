"""Reads numbers in digits or English words, and knows what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {
    "zero": 0,
    **{word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)},
    **{word: 10 * value for value, word in enumerate(_TENS, start=2)},
}
_BIG = {
    **{"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
    **{"lakh": 10**5, "crore": 10**7},
}
SCALES = {"hundred": 100, **_BIG}
#: Scales behind digits, with what other languages write and with abbreviations.
_BEHIND_DIGITS = {
    **SCALES,
    **dict.fromkeys(("millionen", "millones", "milhões", "milioni", "mio", "mln", "mn"), 10**6),
    **dict.fromkeys(("milliard", "milliarde", "milliarden", "mrd", "bn"), 10**9),
    **dict.fromkeys(("tn", "trn"), 10**12),
}
_SUFFIXES = {
    **{"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6},
    **{"b": 10**9, "bn": 10**9, "tn": 10**12, "trn": 10**12},
}
_MULTIPLES = {
    **dict.fromkeys(("double", "doubled", "doubles", "doubling", "twice", "twofold"), 2),
    **dict.fromkeys(("triple", "tripled", "triples", "tripling", "treble", "trebled"), 3),
    **{"thrice": 3, "quadruple": 4, "quadrupled": 4},
    **{f"{word}{dash}fold": value for word, value in _SMALL.items() for dash in ("", "-")},
}
_FRACTIONS = {
    **dict.fromkeys(("half", "halves", "halve", "halved", "halving"), 2),
    **{"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5},
    **{"sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10},
}
_GLYPHS = {
    **{"1/2": (1, 2), "1/3": (1, 3), "2/3": (2, 3), "1/4": (1, 4), "3/4": (3, 4)},
    **{"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)},
}
#: What can be counted by "a" or "the past": not seconds, because "a second contingent" is none.
_SPANS = "minute|hour|day|week|fortnight|month|year|decade|century"
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_BELOW_100 = rf"(?:(?:{_any_of(_TENS)})(?:[ -](?:{_any_of(_ONES)}))?|{_any_of((*_TEENS, *_ONES))})"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}|an?)[ -]hundred(?:(?:\ and\ |[ -]){_BELOW_100})?|{_BELOW_100})"
_IN_WORDS = (
    rf"(?:(?:{_BELOW_1000}|an?)[ -](?:{_any_of(_BIG)})"
    rf"(?:(?:,?\ and\ |,?\ ){_BELOW_1000}(?:[ -](?:{_any_of(_BIG)}))?)*|{_BELOW_1000}|zero)"
)
SCALE_WORD = _any_of(SCALES)
#: Signs of money that may be written against the digits.
_GLUED = r"(?<=\bSh)|(?<=\b[Kk][Ss]h)|(?<=\bRs)|(?<=\b[A-Z]{3})|(?<=\b[RN])"
#: Digits with a decimal comma or points between groups, as other languages write them, come first.
_DIGITS = (
    r"\d+,\d{1,2}(?![\d,])|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[ ']\d{3})+(?!\d)"
    r"|\d{1,15}(?:\.\d+)?"
)
#: A numeral in a text in normal form. The first group that took part says which kind it is.
NUMERAL = re.compile(
    rf"""
    (?P<scaled>\b(?P<share>(?:a\ )?half|(?:a\ )?quarter|three[ -]quarters)(?:(?:\ of)?\ an?\ |-)
        (?P<of>{SCALE_WORD})\b)
    | (?P<mixed>\b(?:(?P<whole>{_IN_WORDS}|\d+)\ and\ (?:an?|one)[ -](?P<rest>half|quarter|third)
        (?:\ (?P<mixedscale>{_any_of(_BIG)}))?
        | an?\ (?P<mixedunit>{_any_of(_BIG)})\ and\ a\ half))\b
    | (?P<one_and_a_half>\b(?:an?|one)\ (?=(?:{_SPANS})\ and\ a\ half\b))
    | (?P<halfunit>\bhalf\ an?(?=\ (?:{_SPANS})\b))
    | (?P<dozens>\b(?P<count>a\ half|half\ an?|an?|{_IN_WORDS}|\d+)\ dozen\b)
    | (?P<multiple>\b(?:{_any_of(_MULTIPLES)})\b)
    | (?P<fraction>\b(?:(?:an?|{_BELOW_100})[ -])?(?:{_any_of(_FRACTIONS)})\b)
    | (?P<written>\b{_IN_WORDS}\b)
    | (?P<written_fraction>(?<![\w/.])(?P<top>\d)/(?P<bottom>[2-9]|10)(?=\ of\b))
    | (?P<digits>(?:(?<![\w.,'#/+])|{_GLUED})(?:{_DIGITS}|\.\d+)
        (?P<glyph>[½¼¾]|\ (?:1/2|1/3|2/3|1/4|3/4)(?![\d/]))?)
      (?:(?P<suffix>(?:{_any_of(_SUFFIXES)}))(?![\w])|[ -](?P<scale>{_any_of(_BEHIND_DIGITS)})s?\b)?
    | (?P<sign>(?<!\w)[½¼¾⅓⅔])
    | (?P<single>\b(?:an?|another|the\ (?:past|last|coming|next)))(?=\ (?:{_SPANS})\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: A part of a whole: one in five, 3 out of 10; a span of time is no whole.
SHARE = re.compile(
    rf"\b(?P<some>{_BELOW_100}|\d{{1,3}}) (?:in|out of) (?:every )?"
    r"(?P<whole>(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a hundred"
    r"|\d{1,3}(?:,\d{3})*)\b)"
    r"(?!,?\d| (?:[a-z]+ )?(?:second|minute|hour|day|week|month|year|decade)s?\b|[a-z])",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(r"\b(?:no|any|some|every|each|the|this|that|which)[ -]$", re.IGNORECASE)
_AND_A_HALF = re.compile(rf"\b(?:{_SPANS}) and $", re.IGNORECASE)
_AFTER_ONE = re.compile(r" (?:of|another|by one|day(?! ago))\b|-off\b", re.IGNORECASE)
#: Words before a number that make it the name of something.
_LABELS = (
    "resolutions?|articles?|sections?|chapters?|paragraphs?|clauses?|no\\.?|nos\\.?|flight"
    "|room|pages?|routes?|highway|group of|part|phase|category|boeing|airbus|ftse|s&p|delmas"
    "|vision|division|channel|level|type|version|act|rule"
)
_LABEL = re.compile(
    rf"(?:\b(?:{_LABELS}) |(?<![A-Za-z])[A-Za-z]{{1,6}}-|\+\d[\d ]*)$", re.IGNORECASE
)
_METRES = re.compile(
    r" ?-? ?(?:high|long|wide|deep|tall|away|above|below|from|sprint|race|swim|hurdles)\b"
    r"| ?(?:[.,;)]|$)"
)


@dataclass(frozen=True)
class Numeral:
    """What a numeral can mean, the likeliest first.

    `foreign` is what digits mean where a point divides groups, as in German. `unit` is `times`,
    `fraction` or `metre` where the numeral itself says it ("double", "a third", "5m high"); `weak`
    marks words that are often no numbers ("one", "a year", "half").
    """

    values: tuple[Decimal, ...]
    unit: str = ""
    weak: bool = False
    foreign: Decimal | None = None


def numeral(match: re.Match[str]) -> Numeral | None:
    """What a match of `NUMERAL` means; None for an ordinal, a label or a part of a word."""
    kind = next(name for name in _READERS if match[name])
    if not match[0].isascii() and not set(match[0]) & set(_GLYPHS):
        return None  # letters that only look like ours when case is ignored
    return _READERS[kind](match)


def _scaled(match: re.Match[str]) -> Numeral:
    """A part of a round number: "half a million"."""
    share = match["share"].lower()
    part = Decimal("0.5") if "half" in share else Decimal("0.75" if "three" in share else "0.25")
    return Numeral((part * SCALES[match["of"].lower()],))


def _mixed(match: re.Match[str]) -> Numeral:
    """A number and a part: "two and a half million", "a million and a half"."""
    if match["mixedunit"]:
        return Numeral((Decimal("1.5") * _BIG[match["mixedunit"].lower()],))
    whole = match["whole"].lower()
    last = _BIG.get(whole.split(" ")[-1], 1)
    value = in_words(whole) + _PARTS[match["rest"].lower()] * last
    scale = match["mixedscale"]
    return Numeral((value * (_BIG[scale.lower()] if scale else 1),))


def _one_and_a_half(match: re.Match[str]) -> Numeral:
    """The "a" of "a year and a half"."""
    return Numeral((Decimal("1.5"),))


def _half(match: re.Match[str]) -> Numeral:
    """The part of "half an hour"."""
    return Numeral((Decimal("0.5"),))


def _dozens(match: re.Match[str]) -> Numeral:
    count = match["count"].lower()
    return Numeral((12 * (Decimal("0.5") if "half" in count else in_words(count)),))


def _multiple(match: re.Match[str]) -> Numeral:
    return Numeral((Decimal(_MULTIPLES[match[0].lower()]),), "times")


def _written_fraction(match: re.Match[str]) -> Numeral:
    return Numeral((Decimal(match["top"]) / Decimal(match["bottom"]),), "fraction")


def _sign(match: re.Match[str]) -> Numeral:
    top, bottom = _GLYPHS[match[0]]
    return Numeral((Decimal(top) / bottom,), "fraction")


def _single(match: re.Match[str]) -> Numeral:
    """The "a" of "a year"."""
    return Numeral((Decimal(1),), weak=True)


def _fraction(match: re.Match[str]) -> Numeral | None:
    """Parts: "two-thirds", "a third of", "by a third", "half"; "a third contingent" is none."""
    words, text = match[0].lower(), match.string
    count, _, name = words.replace("-", " ").rpartition(" ")
    plain = name.startswith(("hal", "quarter"))
    by = text[: match.start()].lower().endswith("by ")
    told_apart = name.endswith("s") or "-" in words or by or text.startswith(" of", match.end())
    if not plain and not (count and told_apart):
        return None
    if _AND_A_HALF.search(text[max(0, match.start() - 14) : match.start()]):
        return None  # read with the "a" of "a year and a half"
    if plain and not count and name in ("quarter", "quarters"):
        return None
    top = Decimal(1) if count in ("", "a", "an") else in_words(count)
    return Numeral((top / _FRACTIONS[name],), "fraction", weak=not count)


def _written(match: re.Match[str]) -> Numeral | None:
    words = match[0].lower()
    if words == "one":
        before = match.string[max(0, match.start() - 8) : match.start()]
        if _NOT_ONE.search(before) or _AFTER_ONE.match(match.string, match.end()):
            return None
    return Numeral((in_words(words),), weak=words == "one")


def in_words(words: str) -> Decimal:
    """The value of a number in small letters: "two hundred and seventeen", "a thousand", "12"."""
    if words.replace(",", "").isdigit():
        return Decimal(words.replace(",", ""))
    total, current = 0, 0
    for word in re.split(r"[ -]+", words.replace(" and ", " ").replace(",", "")):
        if word in ("a", "an"):
            current = 1
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _BIG:
            total, current = total + (current or 1) * _BIG[word], 0
        else:
            current += _SMALL[word]
    return Decimal(total + current)


def _digits(match: re.Match[str]) -> Numeral | None:
    text, rest = match.string, match["glyph"] or ""
    figure = match["digits"].removesuffix(rest)
    before = text[max(0, match.start() - 14) : match.start()]
    if _LABEL.search(before) or re.match(r"0\d", figure) or len(figure) > 20:
        return None
    value, foreign = _values(figure)
    if rest:
        top, bottom = _GLYPHS[rest.strip()]
        value += Decimal(top) / bottom
    if match["scale"]:
        scale = _BEHIND_DIGITS[match["scale"].lower()]
        return Numeral((value * scale,), foreign=foreign * scale if foreign else None)
    if match["suffix"]:
        return _with_suffix(match, value)
    return Numeral((value,), foreign=foreign)


def _with_suffix(match: re.Match[str], value: Decimal) -> Numeral:
    """The value of "5m": millions where money or people are counted, else perhaps metres."""
    suffix = match["suffix"].lower()
    many = value * _SUFFIXES[suffix]
    if suffix != "m":
        return Numeral((many,))
    if re.search(r"[$€£¥₹₦] ?$|[A-Za-z]$", match.string[: match.start()][-2:]) or not _METRES.match(
        match.string, match.end()
    ):
        return Numeral((many,))
    metres = re.match(r" ?-?[a-z]", match.string[match.end() :])
    return Numeral((value,), "metre") if metres else Numeral((many, value))


def _values(figure: str) -> tuple[Decimal, Decimal | None]:
    """What digits mean, and what they mean where a point divides groups of thousands."""
    if re.fullmatch(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+,\d{1,2}", figure):
        return Decimal(figure.replace(".", "").replace(",", ".")), None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figure):
        whole = Decimal(figure.replace(".", ""))
        return (whole, None) if figure.count(".") > 1 else (Decimal(figure), whole)
    return Decimal(re.sub(r"[, ']", "", figure)), None


_READERS: dict[str, Callable[[re.Match[str]], Numeral | None]] = {
    "scaled": _scaled,
    "mixed": _mixed,
    "one_and_a_half": _one_and_a_half,
    "halfunit": _half,
    "dozens": _dozens,
    "multiple": _multiple,
    "fraction": _fraction,
    "written": _written,
    "written_fraction": _written_fraction,
    "digits": _digits,
    "sign": _sign,
    "single": _single,
}
