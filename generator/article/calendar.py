"""Finds the words of an English text that name a day, a month, a year or a time near another."""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DAYS = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_YEARS = rf"{_YEAR}(?:[/-](?:{_YEAR}|\d\d))?"
#: What stands before a bare year.
_BEFORE_YEAR = (
    r"in|since|until|till|from|during|by|early|late|mid|year|before|after|of|and|to|between|the"
)
#: What follows a number that looks like a year and is none: "in 2000 villages".
_COUNTED = r"[,.]\d| [a-z]+s\b| (?:million|billion|people|men|women)\b"
_PART_OF_DAY = "night|morning|evening|afternoon"
_CALENDAR = re.compile(
    "|".join(
        (
            r"\b\d{4}-\d{2}(?:-\d{2})?\b",
            r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b",
            rf"(?:(?:{_DAYS})day,? )?(?:\b(?:early|mid|late)[ -])?(?:{_DAY}(?: of)? )?"
            rf"\b(?:{_MONTHS})\b\.?(?:(?: the)? {_DAY}\b(?!,\d))?(?:,? {_YEAR}\b(?![,.]\d))?",
            rf"\b(?i:{_BEFORE_YEAR})[ -]{_YEARS}s?\b(?!{_COUNTED})",
            rf"\({_YEARS}\)",
            r"\b\d{1,2}(?::\d\d)(?: ?[ap]\.?m\b\.?)?",
            r"\b\d{1,2} ?[ap]\.?m\b\.?",
        )
    )
)
_BEFORE_DAY = "last|next|this|on|by|since|early|late|earlier|later"
_BEFORE_SPAN = (
    "last|next|this|the past|the same|the following|the previous|that|earlier this|later this"
)
_SPANS = "week(?:end)?|month|year|spring|summer|autumn|fall|winter|morning|night|evening"
_COUNT = r"a|one|two|three|four|five|six|\d+"
_RELATIVE = re.compile(
    "|".join(
        (
            rf"\b(?:(?:{_BEFORE_DAY}) )?(?:{_DAYS})day(?: (?:{_PART_OF_DAY}))?\b",
            rf"\b(?:{_BEFORE_SPAN}) (?:{_SPANS})\b",
            r"\bover the weekend\b|\b(?:today|yesterday|tomorrow|tonight)\b",
            rf"\b(?:{_COUNT}) (?:days?|weeks?|months?|years?) (?:ago|earlier|later)\b",
        )
    ),
    re.IGNORECASE,
)
#: "May" and "March" begin sentences as verbs too.
_AMBIGUOUS = re.compile(r"(?:May|March|Mar|Sun)\.?")


@lru_cache(maxsize=4)
def dates(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where days, months, years and clock times stand in a text in normal form."""
    found = []
    for match in _CALENDAR.finditer(text):
        words = match[0].strip()
        if _AMBIGUOUS.fullmatch(words) and not _names_a_month(text, match.start()):
            continue
        found.append(match.span())
    return tuple(found)


def moments(text: str) -> tuple[tuple[int, int], ...]:
    """The same with the times that another day gives their meaning: today, last week."""
    found = sorted([*dates(text), *(match.span() for match in _RELATIVE.finditer(text))])
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _names_a_month(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].lower()
    return bool(re.search(rf"\b(?:{_BEFORE_YEAR}|next|last|this)[ -]$", before))
