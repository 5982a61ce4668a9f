"""One normal form for texts that differ in typography alone, with the way back to the original."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_letters, digits

#: Changes whenever some text gets another normal form: hashes of normal forms then change too.
NORMALISATION = 1

#: Characters that show nothing: Unicode's Default_Ignorable_Code_Point, without the few that
#: some scripts show (source: Unicode 16, DerivedCoreProperties).
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_SINGLE = "'\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u00b4`\u02bc\uff07"
_DOUBLE = (
    '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e\u301f\uff02\u300c\u300d\u300e\u300f'
)
_HYPHENS = "\u2010\u2011\u2212\ufe63\uff0d"
_EN_DASHES = "\u2012\u2013"
_EM_DASHES = "\u2014\u2015\u2e3a\u2e3b\ufe58"
#: Every mark that can open or close a quotation.
DOUBLE_MARKS, SINGLE_MARKS = frozenset(_DOUBLE), frozenset(_SINGLE)
#: What joins the parts of one word or of one range of figures.
HYPHENS = frozenset("-" + _HYPHENS)

_LETTERS = {
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_EN_DASHES, "\u2013"),
    **dict.fromkeys(_EM_DASHES, "\u2014"),
    **{chr(0xFB00 + at): plain for at, plain in enumerate(("ff", "fi", "fl", "ffi", "ffl"))},
    **{"\ufb05": "st", "\ufb06": "st", "\u2026": "\u2026"},
}
_WHITE = rf"\s{_INVISIBLE}"
#: What the first pass changes: white space that is no single space, signs with plain forms.
_FIRST = re.compile(
    rf"(?P<white> [{_WHITE}]+|[^\S ][{_WHITE}]*|[{_INVISIBLE}][{_WHITE}]*)"
    r"|(?P<dots>\.(?:[ \u00a0]?\.){2})"
    r"|(?P<dash>-{2,})"
    r"|(?P<mark>``|'')"
    rf"|(?P<letter>[{re.escape(''.join(_LETTERS))}])"
)
#: What the second changes: dashes with the spaces round them, and quotation marks.
_SECOND = re.compile(
    " ?[\u2013\u2014-](?: ?[\u2013\u2014-])+ ?| ?\u2014 ?| [\u2013-] |\u2013|['\"]"
)

#: Signs that are their own normal form, and what of them is not where it stands together.
_PLAIN = frozenset(f"{ascii_letters}{digits} .,;:!?-()%$&/+")
_TOGETHER = ("  ", "..", ". .", "--", "- ", " -")


@dataclass(frozen=True)
class Normal:
    """A text in normal form.

    `starts[i]` and `ends[i]` say from where to where in the original, counted in characters, the
    i-th character of `text` was written. `dashed` is the text with a long dash in the place of
    each that parts words and does not join them: "killed three\u2014two women".
    """

    dashed: str
    starts: Sequence[int]
    ends: Sequence[int]

    @cached_property
    def text(self) -> str:
        return self.dashed.replace("\u2014", "-")

    def original(self, start: int, end: int) -> tuple[int, int]:
        """From where to where in the original a part that is not empty was written."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str, dropped: Container[int] = frozenset()) -> Normal:
    """The normal form: two texts have the same one where they differ in typography alone.

    Quotation marks, dashes, ellipses, white space, ligatures and composed letters are made alike,
    invisible characters dropped; letters, digits and case stay (NFC, not NFKC, which would make
    102 of 10²). `dropped` holds positions of `text` that count as invisible.
    """
    composed = _composed(text)
    if _PLAIN.issuperset(text) and not any(signs in text for signs in _TOGETHER):
        return composed
    first = _rewritten(composed, _FIRST, lambda found: _plain(found, composed, dropped))
    return _rewritten(first, _SECOND, _signs)


def _plain(found: re.Match[str], composed: Normal, dropped: Container[int]) -> str:
    match found.lastgroup:
        case "white":
            return " " if any(sign.isspace() for sign in found[0]) else ""
        case "dots":
            return "\u2026"
        case "dash":
            return "\u2014"
    if composed.starts[found.start()] in dropped:
        return ""
    return '"' if found.lastgroup == "mark" else _LETTERS[found[0]]


def _signs(found: re.Match[str]) -> str:
    """A dash without spaces, or a mark: an apostrophe in a word, feet and inches, or a quote.

    Quotation marks within a quotation change their kind with the marks round it, so that all
    kinds are one.
    """
    if found[0] not in ("'", '"'):
        return "-" if found[0] == "\u2013" else "\u2014"
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    after = found.string[found.end() : found.end() + 1]
    if before.isdigit() or (found[0] == "'" and before.isalpha() and after.isalpha()):
        return found[0]
    return '"'


def _rewritten(
    source: Normal, pattern: re.Pattern[str], rewrite: Callable[[re.Match[str]], str]
) -> Normal:
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for found in pattern.finditer(source.dashed):
        begin, end = found.span()
        new = rewrite(found)
        if new == found[0]:
            continue
        pieces += (source.dashed[done:begin], new)
        starts.extend(source.starts[done:begin])
        ends.extend(source.ends[done:begin])
        starts.extend([source.starts[begin]] * len(new))
        ends.extend([source.ends[end - 1]] * len(new))
        done = end
    if not pieces:
        return source
    pieces.append(source.dashed[done:])
    starts.extend(source.starts[done:])
    ends.extend(source.ends[done:])
    return Normal("".join(pieces), starts, ends)


def _composed(text: str) -> Normal:
    """The text in NFC; cluster by cluster where that changes anything."""
    if unicodedata.is_normalized("NFC", text):
        return Normal(text, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    begin = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and _continues(text[at]):
            continue
        cluster = unicodedata.normalize("NFC", text[begin:at])
        pieces.append(cluster)
        starts.extend([begin] * len(cluster))
        ends.extend([at] * len(cluster))
        begin = at
    return Normal("".join(pieces), starts, ends)


def _continues(sign: str) -> bool:
    """Whether a character can compose with the one before: combining marks, Hangul vowels."""
    return bool(unicodedata.combining(sign)) or "\u1161" <= sign <= "\u11ff"
