"""Finds the words of an English text that name a day, a month, a year or a time near another."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.article.comparators import comparators
from generator.article.units import unit_before, unit_behind

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DAYS = "Mon|Tues|Wednes|Thurs|Fri|Satur|Sun"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SEVERAL_DAYS = rf"{_DAY}(?:(?: and | to | or |[-/]|, ){_DAY})?"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_YEARS = rf"{_YEAR}(?:[/-](?:{_YEAR}|\d\d))?"
_PART_OF_DAY = "night|morning|evening|afternoon"
_CALENDAR = re.compile(
    "|".join(
        (
            r"(?P<date>\b\d{4}[-/]\d{2}(?:[-/]\d{2})?\b)",
            r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b",
            rf"(?:(?:{_DAYS})day,? )?(?:\b(?:early|mid|late)[ -])?(?:\b{_SEVERAL_DAYS}(?: of)? )?"
            rf"\b(?:{_MONTHS})\b\.?(?:(?: the)? {_SEVERAL_DAYS}\b(?!,\d| [a-z]+s\b))?"
            rf"(?:,? {_YEAR}\b(?![,.]\d))?",
            r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?",
            r"\b\d{1,2}-\d{1,2} ?[ap]\.?m\b\.?",
            r"\b\d{1,2}:\d\d\b",
            r"\b\d{1,2}(?:[.:]?\d\d)? (?:GMT|UTC|EST|o'clock)|\b\d{4} hrs",
            r"\b(?:9/11|24/7)\b",
            rf"(?P<year>\b(?<![\d.,$€£#-]){_YEARS}s?\b(?![,.]\d|%|-[a-z]))",
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
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|by|from|of|last|next|this|during|early|late|mid|before|after|the)[ -]$",
    re.IGNORECASE,
)
#: What stands before a year that is not one of our own age ("in 1804,").
_BEFORE_OLD_YEAR = re.compile(
    r"\b(?:in|since|until|by|from|of|early|late|mid|before|after|year|during|to|and)[ -]$",
    re.IGNORECASE,
)
#: What stands behind such a year, and behind no number: nothing that could be counted.
_BEHIND_YEAR = re.compile(
    r" (?:and|or|but|by|when|with|for|at|after|before|as|who|which|the|he|she|it|they|was|were"
    r"|had)\b"
)
#: Things that are counted by the thousand: what stands before them is no year.
_COUNTED = re.compile(
    r" (?:[A-Za-z]+ ){0,2}(?:people|men|women|children|officers?|police|policemen|troops|soldiers"
    r"|personnel|members|famil(?:y|ies)|households?|houses|homes|farms|villages|towns|schools"
    r"|students|pupils|workers|jobs|employees|visitors|passengers|patients|cases|deaths|dead"
    r"|victims|migrants|refugees|protesters|prisoners|inmates|voters|votes|seats|cars|vehicles"
    r"|lorries|tonnes|tons|barrels|shares|copies|units|residents|civilians|fighters|rebels"
    r"|places|times|others|reservists|recruits|islanders|names)\b"
)


@lru_cache(maxsize=4)
def dates(text: str) -> tuple[tuple[int, int], ...]:
    """From where to where days, months, years and clock times stand in a text in normal form."""
    return tuple(match.span() for match in _CALENDAR.finditer(text) if _is_date(text, match))


def _is_date(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if match["year"]:
        return _is_year(text, start, end)
    if _AMBIGUOUS.fullmatch(match[0].strip()):
        return bool(_BEFORE_MONTH.search(text[max(0, start - 8) : start]))
    return True


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits without a comma are a year, and count nothing.

    Of our own age they are one unless something counted follows them, or a unit, or "more than"
    stands before; older ones only behind a word such as "in".
    """
    if unit_before(text, start)[0] or unit_behind(text, end)[0] or _COUNTED.match(text, end):
        return False
    said = comparators(text, start, end, end, mere=False)[1].lower()
    if said and said not in ("over", "around", "about", "under", "just", "only", "some"):
        return False
    if text[start : start + 2] in ("19", "20"):
        return True
    before = text[max(0, start - 8) : start]
    counts = text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha()
    return bool(_BEFORE_OLD_YEAR.search(before)) and (
        not counts or bool(_BEHIND_YEAR.match(text, end))
    )


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
