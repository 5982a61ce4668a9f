"""Makes a record of what stands in a file, or says in an editor's words why it is none."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model.fields import EXAMPLES, Record
from generator.problems import ContentError, Path, Problem, did_you_mean, shown
from generator.yamltree import Source, Tree, unknown_key

R = TypeVar("R", bound=Record)

#: The ids that each file of the registry has; None where it could not be read.
KnownIds = Mapping[str, Set[str] | None]

_EMPTY = "is empty; write it, or leave the whole line out"
_EXPECTED = {
    "string_type": "expected text",
    "tuple_type": "expected a list: each entry on a line of its own, with a hyphen in front",
    "dict_type": "expected fields, each on a line of its own: key: value",
    "model_type": "expected fields, each on a line of its own: key: value",
    "model_attributes_type": "expected fields, each on a line of its own: key: value",
}


def record(kind: type[R], tree: Tree, known: KnownIds, source: Source, path: Path = ()) -> R:
    """The record that stands at `path` of a file; raises ContentError with all its problems."""
    try:
        return kind.model_validate(tree, context={"known": known})
    except ValidationError as error:
        raise ContentError(
            _problem(source, path, details, kind)
            for details in _without_echoes(error.errors(include_url=False))
        ) from None


def _without_echoes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without a missing field where the same record has one of nearly its name."""
    strangers = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    return [
        error
        for error in errors
        if error["type"] != "missing"
        or not any(
            stranger[:-1] == error["loc"][:-1]
            and did_you_mean(str(stranger[-1]), [str(error["loc"][-1])])
            for stranger in strangers
        )
    ]


def _problem(source: Source, path: Path, details: ErrorDetails, kind: type[Record]) -> Problem:
    """Say one of pydantic's errors in an editor's words."""
    inside = tuple(details["loc"])
    at = (*path, *inside)
    found, error = details["input"], details["type"]
    if error == "extra_forbidden":
        known = list(_model_at(kind, inside[:-1]).model_fields)
        return source.problem(at, unknown_key(str(inside[-1]), known), at_key=True)
    if error == "missing":
        name = str(inside[-1])
        return source.problem(at, f"is missing; add a line such as {name}: {EXAMPLES[name]}")
    if found == "":
        return source.problem(at, _EMPTY)
    if error == "literal_error":
        return source.problem(at, _not_one_of(str(found), details))
    if error in _EXPECTED:
        return source.problem(at, f"{_EXPECTED[error]}; found {_name_of(found)}")
    cause = details.get("ctx", {}).get("error")
    return source.problem(at, str(cause) if cause else details["msg"])


def _not_one_of(found: str, details: ErrorDetails) -> str:
    expected = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
    return f"{shown(found)} is not one of: {expected}{did_you_mean(found, expected.split(', '))}"


def _name_of(found: object) -> str:
    if isinstance(found, dict):
        return "fields"
    return "a list" if isinstance(found, list) else f"the text {shown(found)}"


def _model_at(kind: type[BaseModel], path: Path) -> type[BaseModel]:
    """The record type to which the field at `path` belongs."""
    for part in path:
        if isinstance(part, str):
            kind = model_in(kind.model_fields[part].annotation) or kind
    return kind


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The record type that a field of that annotation holds, one or several of, if it does."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)
