"""Shorter ways to write a record or a list in YAML, read as what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True)
class Shorthand:
    """Reads a bare text as the record `{key: text}`."""

    key: str

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._spelled_out, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        whole = handler(schema)
        record = handler.resolve_ref_schema(whole)
        return {"anyOf": [record["properties"][self.key], whole]}

    def _spelled_out(self, value: object) -> object:
        return {self.key: value} if isinstance(value, str) else value


@dataclass(frozen=True)
class OneOrMore:
    """Reads a bare text as a list with that one entry."""

    def __get_pydantic_core_schema__(
        self, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}

    def _listed(self, value: object) -> object:
        return [value] if isinstance(value, str) else value
