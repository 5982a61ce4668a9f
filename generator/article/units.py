"""Knows the units of figures: money, shares, spans of time and measures, before or behind them."""

from __future__ import annotations

import re

from babel.core import get_global

#: Codes that are words or names as well.
_WORDS_TOO = {"TOP", "COP", "ALL", "TRY", "CUP", "SOS", "BOB", "GEL", "LAK", "MOP", "PEN", "ANG"}
#: The codes of all currencies (ISO 4217).
CURRENCIES: frozenset[str] = frozenset(get_global("all_currencies"))
_CODES = CURRENCIES - _WORDS_TOO
_DURATIONS = {
    **{word: word for word in ("second", "minute", "hour", "day", "week", "month", "year")},
    **{"decade": "decade", "century": "century", "centurie": "century"},
}
_SHORT = {
    **{"mins": "minute", "min": "minute", "hrs": "hour", "hr": "hour", "secs": "second"},
    **{"km": "kilometre", "cm": "centimetre", "mm": "millimetre", "kg": "kilogram"},
    **{"mph": "mile an hour", "kph": "kilometre an hour", "km/h": "kilometre an hour"},
    **{"MW": "megawatt", "GW": "gigawatt", "kW": "kilowatt", "ft": "foot"},
    **{"\u00b0C": "degree", "\u00b0F": "degree", "\u00b0": "degree"},
}
_MEASURES = {
    **dict.fromkeys(("kilometre", "kilometer"), "kilometre"),
    **dict.fromkeys(("centimetre", "centimeter"), "centimetre"),
    **dict.fromkeys(("metre", "meter"), "metre"),
    **dict.fromkeys(("kilo", "kilogram", "kilogramme"), "kilogram"),
    **dict.fromkeys(("litre", "liter"), "litre"),
    **dict.fromkeys(("foot", "feet"), "foot"),
    **{word: word for word in ("tonne", "ton", "mile", "acre", "hectare", "degree", "barrel")},
}
#: Units that a figure and a measure can disagree about.
KNOWN = frozenset(
    (*_DURATIONS.values(), *_MEASURES.values(), *_SHORT.values(), "percentage-point", "times")
)
_SIGNS = {
    **{"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₦": "naira"},
    **{"us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD"},
    **{"hk$": "HKD", "s$": "SGD", "r$": "BRL", "mex$": "MXN", "j$": "JMD", "tt$": "TTD"},
    **{"ksh": "KES", "sh": "shilling", "rs": "rupee", "r": "rand", "n": "naira"},
}
_MONEY = {
    **{word: word for word in ("dollar", "euro", "pound", "shilling", "yen", "yuan", "rupee")},
    **{word: word for word in ("naira", "rand", "gourde", "franc", "peso", "krona", "krone")},
    **{word: word for word in ("lira", "baht", "riyal", "dinar", "dirham", "rupiah", "ringgit")},
    **{"kroner": "krone", "kronor": "krona", "rouble": "ruble", "ruble": "ruble"},
}
_BETWEEN = (
    "consecutive|straight|more|full|whole|additional|further|calendar|working|business|long|extra"
)
_ROUNDED = r"(?:\+|[ -]odd\b|[ -]plus\b|\ or\ (?:more|so)\b)?"
_BEFORE = re.compile(
    r"(?:(?:\bUS \$|(?:\b[A-Za-z]{1,3})?\$)|[€£¥₹₦]|\b(?:K[Ss]h|Sh|Rs)\.?|\b[A-Z]{3}|\b[RN]) ?$"
)
_BEHIND = re.compile(
    rf"""
    {_ROUNDED}(?:
      \ ?(?P<percent>%|percent\b|per\ cent\b|pct\b|pc\b)(?P<points>[ -]points?\b)?
    | [ -]?(?P<percentage>percentage[ -]points?\b)
    | [ -]?(?:(?:{_BETWEEN})[ -])*(?P<duration>{"|".join(_DURATIONS)})s?\b(?<!second(?=-))
    | [ -](?P<people>(?:[A-Z][\w.]*\ ){{0,3}})(?P<money>{"|".join(_MONEY)})s?\b(?!\ of\b)
    | \ (?P<code>[A-Z]{{3}})\b
    | [ -]?(?P<times>times\b|x\b)
    | \ ?(?P<short>{"|".join(map(re.escape, sorted(_SHORT, key=len, reverse=True)))})(?!\w)
    | [ -]?(?P<measure>{"|".join(sorted(_MEASURES, key=len, reverse=True))})s?\b
    )
    """,
    re.VERBOSE,
)


def unit_before(text: str, start: int) -> tuple[str, int]:
    """The money whose sign stands before a figure, and where the sign begins.

    Money is `money:` with a code or an English word: `money:USD`, `money:dollar`. A dollar of a
    country that is not known is `money:?`.
    """
    found = _BEFORE.search(text[max(0, start - 7) : start])
    if found:
        sign = found[0].rstrip(" .").replace("US $", "US$")
        named = _SIGNS.get(sign.lower()) or (sign if sign in _CODES else "")
        if sign in ("R", "N") and not text[start - 1].isalpha():
            named = ""  # a letter by itself
        if named or sign.endswith("$"):
            return f"money:{named or '?'}", start - len(found[0])
    return "", start


def unit_behind(text: str, end: int) -> tuple[str, int]:
    """The unit that stands behind a figure, in the singular, and where it ends."""
    found = _BEHIND.match(text, end)
    unit = _unit(found) if found else ""
    return (unit, found.end()) if found and unit else ("", end)


def _unit(found: re.Match[str]) -> str:
    if found["percent"] or found["percentage"]:
        whole = found["percent"] and not found["points"]
        return "percent" if whole else "percentage-point"
    if found["money"]:
        people = found["people"].replace(".", "").replace("American", "US")
        return f"money:{people}{_MONEY[found['money']]}"
    if found["code"]:
        return f"money:{found['code']}" if found["code"] in _CODES else ""
    if found["times"]:
        return "times"
    word = found["duration"] or found["short"] or found["measure"]
    return {**_DURATIONS, **_SHORT, **_MEASURES}[word]
