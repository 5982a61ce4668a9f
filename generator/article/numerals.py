"""Reads numbers in digits or English words, and knows what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 10 * value for value, word in enumerate(_TENS, start=2)},
}
SCALES = {
    **{"hundred": 100, "thousand": 1_000},
    **{"million": 10**6, "billion": 10**9, "trillion": 10**12},
}
_SUFFIXES = {
    **{"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6},
    **{"b": 10**9, "bn": 10**9, "tn": 10**12},
}
#: Suffixes that are units too (5m: metres): with a sign of money before it only the other holds.
DOUBTFUL = frozenset({"m", "b"})
_MULTIPLES = {
    **dict.fromkeys(("double", "doubled", "doubles", "doubling", "twice", "twofold"), 2),
    **dict.fromkeys(("triple", "tripled", "triples", "tripling", "treble", "trebled"), 3),
    **{"thrice": 3, "threefold": 3, "quadruple": 4, "quadrupled": 4, "fourfold": 4, "tenfold": 10},
}
_FRACTIONS = {
    **dict.fromkeys(("half", "halves", "halve", "halved", "halving"), 2),
    **{"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5},
    **{"sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10},
}
_GLYPHS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
#: What can be counted by "a" or "the past": not seconds, because "a second contingent" is none.
_SPANS = "minute|hour|day|week|fortnight|month|year|decade|century"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WORD, SCALE_WORD = _any_of(_SMALL), _any_of(SCALES)
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\ and\ "
#: Digits with a decimal comma or points between groups, as other languages write them, come first.
_DIGITS = (
    r"\d+,\d{1,2}(?![\d,])|\d{1,3}(?:\.\d{3}){2,}"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ ']\d{3})+(?!\d)|\d+(?:\.\d+)?"
)
#: A numeral in a text in normal form. The first group that took part says which kind it is.
NUMERAL = re.compile(
    rf"""
    (?P<scaled>\b(?P<share>half|(?:a\ )?quarter|three[ -]quarters)(?:\ of)?\ an?
        \ (?P<of>{SCALE_WORD})\b)
    | (?P<dozens>\b(?P<count>half\ an?|an?|{_WORD}|\d+)\ dozen\b)
    | (?P<multiple>\b(?:{_any_of(_MULTIPLES)})\b)
    | (?P<fraction>\b(?:(?:an?|{_WORD})[ -])?(?:{_any_of(_FRACTIONS)})\b)
    | (?P<written>\b(?:an?\ (?:{SCALE_WORD})|(?:{_WORD}))
        (?:(?:[ -]|{_AND})(?:{_WORD}|{SCALE_WORD}))*\b)
    | (?P<digits>(?<![\w.,'#])(?:{_DIGITS})(?P<glyph>[½¼¾])?)
      (?:(?P<suffix>{_any_of(_SUFFIXES)})\b|[ -](?P<scale>{SCALE_WORD})s?\b)?
    | (?P<sign>(?<!\w)[½¼¾⅓⅔])
    | (?P<single>\b(?:an?|another|the\ (?:past|last|coming|next)))(?=\ (?:{_SPANS})\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: A part of a whole: one in five, 3 out of 10.
SHARE = re.compile(
    rf"\b(?P<some>{_WORD}|\d{{1,2}}) (?:in|out of) (?:every )?(?P<whole>{_WORD}|\d{{1,3}})\b",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(r"\b(?:no|any|some|every|each|the|this|that|which)[ -]$", re.IGNORECASE)
_AFTER_ONE = re.compile(r" (?:of|another|by one|day(?! ago))\b|-off\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:Resolution|Article|Section|Chapter|No\.?|Number|Flight|Room|Page|Route|Group of|Part)"
    r" |[A-Za-z]-)$"
)


@dataclass(frozen=True)
class Numeral:
    """What a numeral can mean, the likeliest first.

    `unit` is `times` or `fraction` where the word says it ("double", "a third"); `weak` marks
    words that are often no numbers ("one", "a year", "half").
    """

    values: tuple[Decimal, ...]
    unit: str = ""
    weak: bool = False


def numeral(match: re.Match[str]) -> Numeral | None:
    """What a match of `NUMERAL` means; None for an ordinal, a label or a part of a word."""
    kind = next(name for name in _READERS if match[name])
    return _READERS[kind](match)


def _scaled(match: re.Match[str]) -> Numeral:
    """A part of a round number: "half a million"."""
    share = {"half": "0.5", "three quarters": "0.75", "three-quarters": "0.75"}
    part = Decimal(share.get(match["share"].lower(), "0.25"))
    return Numeral((part * SCALES[match["of"].lower()],))


def _dozens(match: re.Match[str]) -> Numeral:
    count = match["count"].lower()
    return Numeral((12 * (Decimal("0.5") if count[0] == "h" else in_words(count)),))


def _multiple(match: re.Match[str]) -> Numeral:
    return Numeral((Decimal(_MULTIPLES[match[0].lower()]),), "times")


def _sign(match: re.Match[str]) -> Numeral:
    top, bottom = _GLYPHS[match[0]]
    return Numeral((Decimal(top) / bottom,), "fraction")


def _single(match: re.Match[str]) -> Numeral:
    """The "a" of "a year"."""
    return Numeral((Decimal(1),), weak=True)


def _fraction(match: re.Match[str]) -> Numeral | None:
    """Parts: "two-thirds", "a third of", "half"; "a third contingent" is an ordinal."""
    words = match[0].lower()
    count, _, name = words.replace("-", " ").rpartition(" ")
    plain = name.startswith(("hal", "quarter"))
    told_apart = name.endswith("s") or "-" in words or match.string.startswith(" of", match.end())
    if not (plain or told_apart) or (not count and name.endswith("s") and name != "halves"):
        return None
    if not plain and not count:
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
    if words.isdigit():
        return Decimal(words)
    total, current = 0, 0
    for word in re.split(r"[ -]+", words.replace(" and ", " ")):
        if word in ("a", "an"):
            current = 1
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total, current = total + (current or 1) * SCALES[word], 0
        elif current % 10 or (current % 100 and _SMALL[word] >= 10):
            break  # two numbers beside each other: "five six"
        else:
            current += _SMALL[word]
    return Decimal(total + current)


def _digits(match: re.Match[str]) -> Numeral | None:
    figure, text = match["digits"].rstrip("½¼¾"), match.string
    value, *others = _values(figure)
    if _LABEL.search(text[: match.start()][-12:]) or re.match(r"0\d", figure):
        return None
    if match["glyph"]:
        top, bottom = _GLYPHS[match["glyph"]]
        value += Decimal(top) / bottom
    if re.search(r"(?<![^ (])-$", text[: match.start()][-2:]):
        value, others = -value, []
    if match["scale"]:
        return Numeral((value * SCALES[match["scale"].lower()],))
    if match["suffix"]:
        suffix = match["suffix"].lower()
        many = value * _SUFFIXES[suffix]
        return Numeral((value, many) if suffix in DOUBTFUL else (many,))
    return Numeral((value, *others))


def _values(figure: str) -> list[Decimal]:
    """What digits can mean: points and spaces may stand between groups, a comma for the point."""
    if re.fullmatch(r"\d+,\d{1,2}", figure):
        return [Decimal(figure.replace(",", "."))]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figure):
        whole = Decimal(figure.replace(".", ""))
        return [whole] if figure.count(".") > 1 else [Decimal(figure), whole]
    return [Decimal(re.sub(r"[, ']", "", figure))]


_READERS: dict[str, Callable[[re.Match[str]], Numeral | None]] = {
    "scaled": _scaled,
    "dozens": _dozens,
    "multiple": _multiple,
    "fraction": _fraction,
    "written": _written,
    "digits": _digits,
    "sign": _sign,
    "single": _single,
}
