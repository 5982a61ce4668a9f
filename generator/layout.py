"""Fills page layouts: a Jinja environment in which unescaped text cannot be written."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro

from generator.markdown import (
    Markdown,
    address,
    anchor,
    attribute,
    blockquote,
    finished,
    prose,
    struck,
    token,
)
from generator.problems import SetupError, did_you_mean

#: Operators that glue HTML-escaped text together, which is not Markdown-escaped text, and the tag
#: that switches escaping off.
_REFUSED = {
    nodes.Concat: "the operator ~",
    nodes.Add: "the operator +",
    nodes.Mod: "the operator %",
    nodes.Mul: "the operator *",
    nodes.ScopedEvalContextModifier: "the tag autoescape",
}


class LayoutError(SetupError):
    """A layout cannot be filled; the message names it and, where Jinja knows it, the line."""


class _Printing(CodeGenerator):
    """Prints what `finalize` makes of a value as it is, for that has been escaped already.

    Jinja would escape it once more, which changes nothing and takes longer than all our escaping.
    """

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, *_: object) -> None:
        self.write(")")


class _Calling(Context):
    """Calls what a layout calls; nothing that layouts can call asks for the context but macros.

    Jinja would look for that at every call. The tag call prints an answer without finalizing it, so
    that here it is finalized.
    """

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        if type(function) is Macro:
            return function(self.eval_ctx, *args, **kwargs)
        answer = function(*args, **kwargs)
        return _finalize(answer) if "caller" in kwargs else answer


class _Layouts(Environment):
    """An environment whose only filters are ours, and that refuses what goes round them."""

    code_generator_class = _Printing
    context_class = _Calling

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in template.find_all(tuple(_REFUSED)):
            what = _REFUSED[type(node)]
            message = f"{what} may not stand in a layout, because it can let unescaped text through"
            raise TemplateSyntaxError(message, node.lineno, name, filename)
        return template


def layouts(overrides: Path | None = None) -> Environment:
    """The package's layouts; those of the same name in the folder `overrides` come first.

    Raises LayoutError for a file there that replaces nothing. What begins with `_` may be the
    site's own, to be imported.
    """
    package: BaseLoader = PackageLoader("generator", "templates")
    own = [FileSystemLoader(overrides)] if overrides else []
    _refuse_strangers(overrides, package)
    environment = _Layouts(
        loader=ChoiceLoader([*own, package]),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters = {
        "address": address,
        "anchor": anchor,
        "attr": attribute,
        "token": token,
        "prose": prose,
        "blockquote": blockquote,
        "struck": struck,
        "count": len,
    }
    environment.globals = {}
    return environment


def _refuse_strangers(overrides: Path | None, package: BaseLoader) -> None:
    known = package.list_templates()
    for path in sorted(overrides.iterdir()) if overrides else ():
        if path.name not in known and not path.name.startswith(("_", ".")):
            hint = did_you_mean(path.name, known) or f"; the layouts are: {', '.join(known)}"
            raise LayoutError(f"{path} replaces no layout{hint}")


def _finalize(value: object) -> str:
    if isinstance(value, Markdown):  # most fields are
        return value.source
    if isinstance(value, Undefined):
        str(value)  # raises UndefinedError, which names what the layout asked for
    return finished(value)


def fill(environment: Environment, name: str, values: Mapping[str, Any]) -> str:
    """The Markdown of one layout.

    Layouts may indent and leave blank lines as they like: the dialect knows no indented syntax,
    and fields hold neither line ends nor white space at an edge that is not escaped. Raises
    LayoutError for whatever is wrong with the layout.
    """
    try:
        source = environment.get_template(f"{name}.md.j2").render(values)
    except TemplateSyntaxError as error:
        place = f"{error.filename or error.name}:{error.lineno}"
        raise LayoutError(f"{place}: {error.message}") from error
    except Exception as error:  # a layout of the site's own can fail in any way
        what = str(error) if isinstance(error, TemplateError) else _said(error)
        raise LayoutError(f"{_place_in_layout(error) or name}: {what}") from error
    lines = [line.strip(" \t") for line in source.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).rstrip("\n") + "\n"


def _said(error: Exception) -> str:
    """An error of Python's in words: a KeyError's own are only the key."""
    if isinstance(error, KeyError):
        return f"there is no word, page kind or field named {error}"
    return str(error) if isinstance(error, TypeError | ValueError) else repr(error)


def _place_in_layout(error: BaseException) -> str:
    """The file and line of the innermost layout in a traceback, as Jinja rewrote it."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    return f"{inside[-1].filename}:{inside[-1].lineno}" if inside else ""
