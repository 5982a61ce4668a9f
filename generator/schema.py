"""The model as JSON Schema, with which an editor completes and checks a summary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.model.content import Content
from generator.model.fields import EXAMPLES
from generator.model.references import REFERS
from generator.model.registry import Registry
from generator.model.summary import Summary

#: The first line of a summary, by which any editor that has yaml-language-server finds the schema.
MODELINE = "# yaml-language-server: $schema=../summary.schema.json\n"


def summary_schema(registry: Registry) -> dict[str, Any]:
    """The schema (2020-12) of `summaries/*.yml`, with the registry's ids under their names."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Written by `briefing check` and while serving; changes here are lost.",
        **Summary.model_json_schema(),
    }
    definitions = schema["$defs"]
    _fill(schema, registry, definitions)
    return schema


def schema_text(content: Content) -> str:
    """The schema as the text of its file; the same content gives the same text."""
    return json.dumps(summary_schema(content.registry), indent=1, ensure_ascii=False) + "\n"


def _fill(part: Any, registry: Registry, definitions: dict[str, Any]) -> None:
    """Put the registry's ids in the place of every reference, and examples beside every field."""
    if isinstance(part, list):
        for one in part:
            _fill(one, registry, definitions)
    if not isinstance(part, dict):
        return
    fields = part.get("properties", {})
    for name in fields.keys() & _wanted(part):
        if name in EXAMPLES:
            fields[name].setdefault("examples", [EXAMPLES[name]])
    _take_out_null(part)
    if isinstance(part.get("default"), list | dict):
        del part["default"]  # editors offer it as a value, and what is empty is left out in YAML
    for one in list(part.values()):
        _fill(one, registry, definitions)
    if kinds := part.pop(REFERS, None):
        part.pop("type")
        part.pop("examples", None)  # editors offer them as values, where only ids are any
        name = "-or-".join(kinds)
        part["$ref"] = f"#/$defs/{name}"
        definitions.setdefault(name, _ids(kinds, registry))


def _wanted(part: dict[str, Any]) -> set[str]:
    """The fields that a record must have, always or unless it has another."""
    choices = (one.get("required", ()) for one in part.get("anyOf", ()))
    return {*part.get("required", ()), *(name for names in choices for name in names)}


def _take_out_null(part: dict[str, Any]) -> None:
    """What the model leaves out is left out in YAML too: an empty field is an error there."""
    choices = [one for one in part.get("anyOf", ()) if one != {"type": "null"}]
    if len(choices) != len(part.get("anyOf", ())):
        part.pop("default", None)
        del part["anyOf"]
        part |= choices[0] if len(choices) == 1 else {"anyOf": choices}


def refresh_schema(folder: Path, content: Content) -> bool:
    """Write the schema into a content folder where it is not there or no longer right."""
    path, text = folder / "summary.schema.json", schema_text(content)
    try:
        if path.read_text(encoding="utf-8") == text:
            return False
    except (FileNotFoundError, UnicodeDecodeError):
        pass
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
    return True


def _ids(kinds: list[str], registry: Registry) -> dict[str, Any]:
    """One of the ids of some registry files, each with its name for whoever chooses."""
    records = {id: record for kind in kinds for id, record in getattr(registry, kind).items()}
    if not records:
        return {"enum": [], "description": "none in the registry"}
    ids = sorted(records)
    # `enumDescriptions` is no word of JSON Schema, but the one that editors show beside a value
    return {"enum": ids, "enumDescriptions": [records[id].name for id in ids]}
