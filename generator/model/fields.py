"""The kinds of value a field can hold, each with what it refuses and how it says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from generator.dates import FORMS, Edtf, parse_date
from generator.model.meanings import meanings
from generator.model.references import Refers
from generator.problems import shown

Certainty = Literal[
    "actual", "scheduled", "planned", "possible", "pledged", "expected", "estimated", "alleged"
]
Comparator = Literal["exactly", "about", "more-than", "at-least", "less-than", "up-to", "nearly"]
Medium = Literal["speech", "interview", "statement", "testimony", "post"]
MeasureKind = Literal["stock", "flow", "ratio", "duration"]
Stance = Literal["for", "against", "conditional", "unclear"]
Status = Literal["draft", "published", "retracted"]

#: What an id is made of.
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
#: Ids that would be an address of something else, the anchor of every page's title, or a file that
#: some systems cannot have.
RESERVED = {
    *("index", "404", "search", "assets", "tags", "title", "con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
}
#: The longest texts, in characters. A thousand times more took minutes to build.
LONGEST_LINE, LONGEST_PROSE = 1_000, 20_000
#: Longer ids make file names that some systems refuse.
_LONGEST_ID = 100
_ITEM_ID = re.compile(r"[qnse]-[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
_LINE_ENDS = re.compile("[\n\r\t\u2028\u2029]")


class Record(BaseModel):
    """A frozen record that knows no field but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler(schema)
        fields = handler.resolve_ref_schema(described).get("properties", {})
        for name, meaning in meanings(cls).items():
            fields[name]["description"] = " ".join(meaning.split())
        return described

    def __reduce__(self) -> tuple[Callable[..., Record], tuple[Any, ...]]:
        # what records of no private and no further fields consist of; pydantic's takes half more
        return _as_it_was, (type(self), vars(self), self.model_fields_set)

    @classmethod
    def written(cls) -> tuple[str, ...]:
        """The names of its fields, in the order in which a file has them."""
        return tuple(cls.model_fields)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values in some fields; what was once computed is computed anew."""
        copied = super().model_copy(update=update, deep=deep)
        for computed in vars(copied).keys() - type(copied).model_fields:
            del vars(copied)[computed]
        return copied


def _as_it_was(kind: type[Record], values: dict[str, Any], given: set[str]) -> Record:
    made = kind.__new__(kind)
    made.__setstate__(
        {
            "__dict__": values,
            "__pydantic_fields_set__": given,
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return made


def _text(text: str, longest: int) -> None:
    """What no text of any kind may be: empty, endless, or one that turns the text beside it."""
    if not text.strip():
        raise ValueError("is empty; write it, or leave the whole line out")
    if len(text) > longest:
        raise ValueError(f"has {len(text):,} characters; write {longest:,} at most")
    if "\u2069" in text and any(map(_closes_what_is_not_open, text.split("\n\n"))):
        raise ValueError(
            "holds the invisible character U+2069, which ends a change of writing direction, where"
            " none has begun; delete it"
        )


def _closes_what_is_not_open(text: str) -> bool:
    """Whether a U+2069 has no U+2066 to U+2068 before it.

    It would end the isolation that every field stands in, and with what follows turn the text
    beside the field. Source: Unicode Standard Annex 9; measured in Chromium.
    """
    depth = 0
    for sign in text:
        depth += (sign in "\u2066\u2067\u2068") - (sign == "\u2069")
        if depth < 0:
            return True
    return False


def _line(text: str) -> str:
    _text(text, LONGEST_LINE)
    if not text.isprintable() and _LINE_ENDS.search(text):
        raise ValueError("must stand on one line, without tabs")
    if text != text.strip():
        raise ValueError("has white space at its edge; remove it")
    return text


def _prose(text: str) -> str:
    _text(text, LONGEST_PROSE)
    return text


def is_id(text: str) -> bool:
    """Whether a text can be the id of a summary or of a record, and so a part of an address."""
    return bool(ID.fullmatch(text)) and len(text) <= _LONGEST_ID and text not in RESERVED


def _id(text: str) -> str:
    if not is_id(text):
        raise ValueError(
            f"{shown(text)} is not an id; write lower-case letters, digits and hyphens:"
            " port-au-prince"
        )
    return text


def _item_id(text: str) -> str:
    if not _ITEM_ID.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is not an item's id; write q- (quote), n- (number), s- (statement) or"
            " e- (event) and a word of lower-case letters: n-officers-in-haiti"
        )
    return text


def _item_address(text: str) -> str:
    summary, mark, item = text.partition("#")
    if not (mark and is_id(summary) and _ITEM_ID.fullmatch(item)):
        raise ValueError(
            f"{shown(text)} is not the address of an item; write summary#item:"
            " ruto-visits-haiti#n-air-travel"
        )
    return text


def _amount(value: object) -> Decimal:
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise ValueError(f"{shown(value)} is not a plain number; write digits: 3600 or 0.5")
    return Decimal(value)


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError(f"{shown(value)} is not a day; write year-month-day, such as 2026-11-22")


def _edtf(value: object) -> Edtf:
    if not isinstance(value, str):
        raise ValueError(
            f"expected a date, found a {type(value).__name__}; put a date that begins with a"
            ' bracket between quotes: "[2024-11-08..2025-01-19]"'
        )
    return parse_date(value)


def _text_file(text: str) -> str:
    parts = _line(text).split("/")
    if {"", ".", ".."} & set(parts) or "\\" in text or ":" in text:
        raise ValueError(
            f"{shown(text)} is no file inside the articles folder; write its name alone, or the"
            " folder in it and the name: 2024/ruto-visits-haiti.txt"
        )
    return text


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        parts.netloc.encode("idna")
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", text):
        raise ValueError(f"{shown(text)} is not a web address; write it with https:// in front")
    return text


@dataclass(frozen=True)
class _AsWritten:
    """A value that is made of a text by a function, and written as its `str`.

    Pydantic needs not look into its type, as it would into every dataclass at every field.
    """

    read: Callable[[object], object]

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(
            str, return_schema=core_schema.str_schema()
        )
        return core_schema.no_info_plain_validator_function(self.read, serialization=written)


def _in_yaml(types: list[str], pattern: str, **more: Any) -> WithJsonSchema:
    """The JSON Schema of a scalar, for editors, whose YAML readers guess a scalar's type."""
    return WithJsonSchema({"type": types, "pattern": pattern, **more})


_TEXT = ["string", "number", "boolean"]
_POINT = r"\d{4}(-\d{2}(-\d{2})?)?[?~%]?"
_DATE_PATTERN = (
    rf"^({_POINT}|{_POINT}/({_POINT}|\.\.)|\.\./{_POINT}"
    rf"|\[{_POINT}\.\.({_POINT})?\]|\[\.\.{_POINT}\]|\[{_POINT}( *, *{_POINT})+\])$"
)

_DATE_EXAMPLES = [form.partition(" (")[0].strip('"') for form in FORMS]

#: One line of text.
Line = Annotated[str, AfterValidator(_line), _in_yaml(_TEXT, r"^\S([^\n\t]*\S)?$")]
#: Text that may run over several lines; a blank line begins a new paragraph.
Prose = Annotated[str, AfterValidator(_prose), _in_yaml(_TEXT, r"\S")]
#: Words of the article, character for character.
Exact = Annotated[str, AfterValidator(_prose), _in_yaml(_TEXT, r"\S")]
#: A file inside the articles folder.
TextFile = Annotated[str, AfterValidator(_text_file), _in_yaml(["string"], r"^[^\s/\\:][^\\:]*$")]
#: The permalink of an item: `q-`, `n-`, `s-` or `e-`, then words and hyphens.
ItemId = Annotated[str, AfterValidator(_item_id), _in_yaml(["string"], f"^{_ITEM_ID.pattern}$")]
#: An item of any summary: `summary-id#item-id`.
ItemAddress = Annotated[
    str,
    AfterValidator(_item_address),
    _in_yaml(["string"], f"^{ID.pattern}#{_ITEM_ID.pattern}$"),
]
#: An id that a file or a registry key can have.
Id = Annotated[str, AfterValidator(_id), _in_yaml(_TEXT, f"^{ID.pattern}$")]
#: A plain decimal number; digits and at most one point.
Amount = Annotated[
    Decimal, BeforeValidator(_amount), _in_yaml(["number", "string"], f"^{_AMOUNT.pattern}$")
]
#: A day of our own records, year-month-day.
Day = Annotated[
    date, BeforeValidator(_day), _in_yaml(["string"], r"^\d{4}-\d{2}-\d{2}$", format="date")
]
#: A date in one of the closed list of EDTF forms.
EdtfDate = Annotated[
    Edtf,
    _AsWritten(_edtf),
    _in_yaml(["string", "integer"], _DATE_PATTERN, examples=_DATE_EXAMPLES),
]
#: An address on the web, http or https.
Url = Annotated[str, AfterValidator(_url), _in_yaml(["string"], r"^https?://\S+$", format="uri")]

ActorId = Annotated[str, Refers(("people", "organisations"))]
OrganisationId = Annotated[str, Refers(("organisations",))]
PlaceId = Annotated[str, Refers(("places",))]
TopicId = Annotated[str, Refers(("topics",))]
MeasureId = Annotated[str, Refers(("measures",))]
EventId = Annotated[str, Refers(("events",))]
OccasionId = Annotated[str, Refers(("occasions",))]
QuestionId = Annotated[str, Refers(("questions",))]

#: What right looks like, for a field that was left out; printed by errors.
EXAMPLES = {
    "title": "Ruto visits Kenyan police in Haiti unannounced",
    "name": "William Ruto",
    "added": "2026-11-22",
    "written_by": "A. Editor",
    "gist": "Kenya's president flew to Port-au-Prince ...",
    "text": "Joint patrols have freed a number of places from gangs.",
    "exact": "a few words, copied from the article",
    "because": "what follows from these words",
    "actor": "william-ruto",
    "speaker": "william-ruto",
    "role": "President of Kenya",
    "measure": "travel-time",
    "value": "20",
    "kind": "duration",
    "date": "2026-11-22",
    "item": "n-air-travel",
    "field": "value",
    "was": "18",
    "now": "20",
}
