"""Reads, when somebody asks, what the docstrings beneath a record's fields say of them."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


@cache
def meanings(kind: type[BaseModel]) -> Mapping[str, str]:
    """What the fields of a kind of record mean, by name; those without a docstring are left out.

    A field that a record inherits keeps its docstring; one that it writes anew does not.
    """
    said: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            said |= _of_classes(base.__module__).get(base.__name__, {})
    return {name: said[name] for name in kind.model_fields if said.get(name)}


@cache
def _of_classes(module: str) -> dict[str, dict[str, str]]:
    """The docstrings of all fields of a module's classes, empty where a field has none.

    Pydantic reads them too (`use_attribute_docstrings`), but at every start, even where nobody
    asks, and for each class through `inspect`: that took a third of the time to import the model.
    """
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {kind.name: dict(_fields(kind)) for kind in tree.body if isinstance(kind, ast.ClassDef)}


def _fields(kind: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, following in pairwise([*kind.body, ast.Pass()]):
        match statement, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(ast.Constant(str(text))):
                yield name, inspect.cleandoc(text)
            case ast.AnnAssign(target=ast.Name(id=name)), _:
                yield name, ""
