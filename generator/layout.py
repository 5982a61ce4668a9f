"""Fills page layouts: a Jinja environment in which unescaped text cannot be written."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
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
    meta,
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
from generator.problems import Problem, SetupError, did_you_mean

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
    """A layout cannot be filled: `what` is wrong in a `file`, at a `line` where Jinja knows it."""

    def __init__(self, what: str, file: str, line: int | None = None) -> None:
        super().__init__(what, file, line)
        self.what, self.file, self.line = what, file, line

    def __str__(self) -> str:
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.what}"


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
        for node in template.find_all(nodes.Filter):
            if node.name not in self.filters:
                message = (
                    f"there is no filter {node.name}: text is escaped by itself, and what could go"
                    f" round that is left out; the filters are: {', '.join(sorted(self.filters))}"
                )
                raise TemplateSyntaxError(message, node.lineno, name, filename)
        return template


def layouts(overrides: Path | None = None) -> Environment:
    """The package's layouts; those of the same name in the folder `overrides` come first.

    Raises LayoutError for a file there that replaces nothing. What begins with `_` may be the
    site's own, to be imported.
    """
    package: BaseLoader = PackageLoader("generator", "templates")
    own = [FileSystemLoader(overrides)] if overrides else []
    for stranger in _strangers(overrides, package):
        raise stranger
    environment = _environment(ChoiceLoader([*own, package]))
    return environment


def _environment(loader: BaseLoader) -> Environment:
    environment = _Layouts(
        loader=loader,
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


def _strangers(overrides: Path | None, package: BaseLoader) -> Iterator[LayoutError]:
    known = package.list_templates()
    for path in sorted(overrides.iterdir()) if overrides else ():
        if path.name not in known and not path.name.startswith(("_", ".")):
            hint = did_you_mean(path.name, known) or f"; the layouts are: {', '.join(known)}"
            yield LayoutError(f"replaces no layout{hint}", str(path))


def packed_layout(name: str) -> tuple[str, bytes]:
    """One of the package's layouts, with its file's name; raises LayoutError for no such one."""
    package, file = PackageLoader("generator", "templates"), f"{name.removesuffix('.md.j2')}.md.j2"
    known = package.list_templates()
    if file not in known:
        hint = did_you_mean(file, known) or f"; the layouts are: {', '.join(known)}"
        raise LayoutError(f"there is no such layout{hint}", name)
    source, _, _ = package.get_source(_environment(package), file)
    return file, source.encode()


def flaws(overrides: Path, shown_in: str) -> Iterator[Problem]:
    """What is wrong with the layouts of a site's own, whatever they are filled with.

    These are strangers, what Jinja cannot read or we refuse, and names that no layout knows.
    `shown_in` is the folder's name in problems.
    """
    package = PackageLoader("generator", "templates")
    strange = list(_strangers(overrides, package))
    for one in strange:
        yield Problem(f"{shown_in}/{Path(one.file).name}", 1, 1, "", one.what)
    environment = _environment(ChoiceLoader([FileSystemLoader(overrides), package]))
    packed = (package.get_source(environment, name)[0] for name in package.list_templates())
    known = {name for text in packed for name in _undeclared(environment.parse(text))}
    passed_over = {Path(one.file).name for one in strange}
    for path in sorted(overrides.glob("*.j2")):
        if path.name in passed_over or path.name.startswith("."):
            continue
        try:
            source = path.read_text(encoding="utf-8")
            environment.compile(source, path.name)
        except UnicodeDecodeError:
            message = "the file is not UTF-8; save it again with that encoding"
            yield Problem(f"{shown_in}/{path.name}", 1, 1, "", message)
            continue
        except TemplateSyntaxError as error:
            yield Problem(f"{shown_in}/{path.name}", error.lineno, 1, "", error.message or "")
            continue
        for name, line in _undeclared(environment.parse(source)).items():
            if name not in known:
                hint = did_you_mean(name, known) or "; layouts use: " + ", ".join(sorted(known))
                message = f"no layout is given anything named {name!r}{hint}"
                yield Problem(f"{shown_in}/{path.name}", line, 1, "", message)


def _undeclared(template: nodes.Template) -> dict[str, int]:
    """The names that a layout is to be given, each with the line on which it first stands."""
    wanted = meta.find_undeclared_variables(template)
    lines: dict[str, int] = {}
    for node in template.find_all(nodes.Name):
        if node.name in wanted and node.ctx == "load":
            lines[node.name] = min(node.lineno, lines.get(node.name, node.lineno))
    return lines


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
        place = error.filename or error.name or name
        raise LayoutError(error.message or "cannot be read", place, error.lineno) from error
    except Exception as error:  # a layout of the site's own can fail in any way
        what = str(error) if isinstance(error, TemplateError) else _said(error)
        raise LayoutError(what, *(_place_in_layout(error) or (name,))) from error
    lines = [line.strip(" \t") for line in source.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).rstrip("\n") + "\n"


def _said(error: Exception) -> str:
    """An error of Python's in words: a KeyError's own are only the key."""
    if isinstance(error, KeyError):
        return f"there is no word, page kind or field named {error}"
    return str(error) if isinstance(error, TypeError | ValueError) else repr(error)


def _place_in_layout(error: BaseException) -> tuple[str, int | None] | None:
    """The file and line of the innermost layout in a traceback, as Jinja rewrote it."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".j2")]
    return (inside[-1].filename, inside[-1].lineno) if inside else None
