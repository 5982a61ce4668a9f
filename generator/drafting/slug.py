"""Makes an id of a name: its letters without marks, small, joined by hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from generator.model.fields import is_id

#: Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    {
        **{"ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ß": "ss", "ı": "i"},
        **{"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"},
    }
)
#: The longest id that is made of a name, in characters; the model allows more.
_LONGEST = 60
_APOSTROPHES = re.compile("['\u2019\u02bc]")


def plain(name: str) -> str:
    """A name in small letters without the marks that some write and others leave out."""
    taken_apart = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold()
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign))


def slug(name: str, otherwise: str, taken: Container[str] = ()) -> str:
    """The id; `otherwise` where nothing of the name can stand in one, with a number where taken.

    The id of "Søren Kjærgaard" is `soren-kjaergaard`.
    """
    words = re.findall(r"[a-z0-9]+", plain(_APOSTROPHES.sub("", name[:1000])))
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    made = "-".join(words)[:_LONGEST].strip("-")
    made = made if is_id(made) else otherwise
    number, first = 2, made
    while made in taken:
        made, number = f"{first}-{number}", number + 1
    return made
