"""References of a summary to the registry, checked where they stand against the ids it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from generator.problems import did_you_mean, shown


class RegistryId(str):
    """An id of the registry; `kinds` says in which of its files it may stand."""

    kinds: tuple[str, ...]

    def __new__(cls, text: str, kinds: tuple[str, ...]) -> RegistryId:
        made = super().__new__(cls, text)
        made.kinds = kinds
        return made

    def __getnewargs__(self) -> tuple[str, tuple[str, ...]]:  # type: ignore[override]
        return str(self), self.kinds


#: In a raw JSON Schema: the registry files of whose ids a text must be one.
REFERS = "x-refers-to"


@dataclass(frozen=True)
class Refers:
    """Marks a text as an id in one of the registry files named `kinds`, and checks that it is.

    The ids come with the validation context: `{"known": {kind: ids}}`, with None in place of the
    ids of a file that could not be read: what refers there is not wrong as well.
    """

    kinds: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", REFERS: list(self.kinds)}

    def _checked(self, text: str, info: ValidationInfo) -> RegistryId:
        known: dict[str, set[str] | None] = (info.context or {}).get("known", {})
        files = [known.get(kind, set()) for kind in self.kinds]
        ids = sorted(set().union(*(file for file in files if file)))
        if text not in ids and None not in files:
            names = " or ".join(f"registry/{kind}.yml" for kind in self.kinds)
            raise ValueError(
                f"{shown(text)} is not in {names}{did_you_mean(text, ids) or '; add it there'}"
            )
        return RegistryId(text, self.kinds)
