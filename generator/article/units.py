"""Knows the units of figures: money, shares, spans of time and measures, before or behind them."""

from __future__ import annotations

import re

from babel.core import get_global

#: The codes of all currencies (ISO 4217).
CURRENCIES: frozenset[str] = frozenset(get_global("all_currencies"))
_DURATIONS = "second|minute|hour|day|week|month|year|decade|century"
_MEASURES = {
    **dict.fromkeys(("km", "kilometre", "kilometer"), "kilometre"),
    **dict.fromkeys(("m", "metre", "meter"), "metre"),
    **dict.fromkeys(("kg", "kilo", "kilogram", "kilogramme"), "kilogram"),
    **dict.fromkeys(("litre", "liter"), "litre"),
    **dict.fromkeys(("hectare", "ha"), "hectare"),
    **dict.fromkeys(("foot", "feet", "ft"), "foot"),
    **{"t": "tonne", "tonne": "tonne", "ton": "ton", "mile": "mile", "acre": "acre"},
    **{"degree": "degree", "barrel": "barrel"},
}
#: Units that a figure and a measure can disagree about.
KNOWN = frozenset((*_DURATIONS.split("|"), *_MEASURES.values()))
_SIGNS = {
    **{"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₦": "naira"},
    **{"us$": "USD", "a$": "AUD", "c$": "CAD", "ksh": "KES", "sh": "shilling"},
}
_MONEY = (
    "dollar|euro|pound|shilling|yen|yuan|rupee|naira|rand|gourde|franc|peso|real|krona|krone|lira"
)
_PEOPLES = r"US|U\.S\.|American|Canadian|Australian|Kenyan|Haitian|[A-Z][a-z]+an"
_BETWEEN = "consecutive|straight|more|full|whole|additional|further|calendar|working|long|extra"
_BEFORE = re.compile(
    r"(?:(?:\b(?:us|a|c))?\$|[€£¥₹₦]|\b(?:ksh|sh)\.?|\b[A-Z]{3}\b) ?$", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"""
    \ ?(?P<percent>%|percent\b|per\ cent\b|pct\b)(?P<points>[ -]points?\b)?
    | [ -]?(?P<percentage>percentage[ -]points?\b)
    | [ -]?(?:(?:{_BETWEEN})[ -])*(?P<duration>{_DURATIONS}|centurie)s?\b
    | [ -](?:(?P<people>{_PEOPLES})\ )?(?P<money>{_MONEY})s?\b
    | \ (?P<code>[A-Z]{{3}})\b
    | (?P<times>[ -]times\b)
    | [ -]?(?P<measure>{"|".join(sorted(_MEASURES, key=len, reverse=True))})s?\b
    """,
    re.VERBOSE,
)


def unit_before(text: str, start: int) -> tuple[str, int]:
    """The money whose sign stands before a figure, and where the sign begins.

    Money is `money:` with a code or an English word: `money:USD`, `money:dollar`.
    """
    found = _BEFORE.search(text[max(0, start - 5) : start])
    if found:
        sign = found[0].rstrip(" .")
        named = _SIGNS.get(sign.lower()) or (sign if sign in CURRENCIES else "")
        if named:
            return f"money:{named}", start - len(found[0])
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
    if found["duration"]:
        return found["duration"].replace("centurie", "century")
    if found["money"]:
        people = (found["people"] or "").replace(".", "").replace("American", "US")
        return f"money:{people} {found['money']}".replace(": ", ":")
    if found["code"]:
        return f"money:{found['code']}" if found["code"] in CURRENCIES else ""
    return "times" if found["times"] else _MEASURES[found["measure"]]
