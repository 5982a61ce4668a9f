"""Lifts a site from the model that it is written for to the present one, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from generator.model.version import MODEL
from generator.patching import Patch
from generator.problems import ContentError, SetupError
from generator.yamltree import parse_yaml

#: The files of a content folder by their names in it.
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Step:
    """The way from one model to the next: what it does, for an editor, and how.

    `change` gets all files and answers with those that differ; it keeps comments, as `patching`
    does, and raises ContentError where a file is not as the model before has it.
    """

    says: str
    change: Callable[[Files], Files]


#: The first leads from model 1 to model 2, and so on.
STEPS: tuple[Step, ...] = ()


class UpgradeError(SetupError):
    """A site cannot be lifted; the message says why."""


def upgraded(
    files: Mapping[str, bytes | str], model: int, steps: Sequence[Step] = STEPS
) -> tuple[dict[str, bytes], list[str]]:
    """The files that differ in the present model, and what was done to them, step by step.

    In place of its bytes a file has a text that says why it cannot be read. Raises UpgradeError
    for such a one, and where a step leaves what is not YAML, and whatever a step raises.
    """
    if model > len(steps) + 1:
        raise UpgradeError(
            f"the site is written for model {model}, and this package knows {len(steps) + 1} at"
            " most; update the package"
        )
    now: dict[str, bytes] = {}
    for name, data in files.items():
        if isinstance(data, str):
            raise UpgradeError(f"{name} {data}")
        now[name] = data
    taken = steps[model - 1 :]
    for step in taken:
        now |= step.change(now)
    changed = {name: data for name, data in now.items() if files.get(name) != data}
    for name, data in changed.items():
        problems = parse_yaml(data.decode("utf-8-sig"), name).problems
        if name.endswith(".yml") and problems:
            raise ContentError(problems)
    return changed, [step.says for step in taken]


def with_model(configuration: bytes, model: int = MODEL) -> bytes:
    """A `site_config.yml` that says for which model the site is written, comments kept.

    Raises UpgradeError where the plugin `briefing` is not found in it.
    """
    source = parse_yaml(configuration.decode("utf-8-sig"), "site_config.yml")
    patch, line = Patch(source), f"model: {model}"
    plugins = _value(source.node, "plugins")
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for entry in entries:
        options = _value(entry, "briefing")
        if isinstance(entry, yaml.ScalarNode) and entry.value == "briefing":
            patch.replace(entry, f"briefing: {{{line}}}")
        elif isinstance(options, yaml.MappingNode):
            said = _value(options, "model")
            if isinstance(said, yaml.ScalarNode):
                patch.replace(said, str(model))
            else:
                patch.add_first(options, line)
        elif isinstance(options, yaml.ScalarNode) and not options.value:
            patch.insert(options.start_mark.index, f" {{{line}}}")
        else:
            continue
        return patch.text.encode()
    raise UpgradeError(f"write {line} beneath the plugin briefing by hand; it was not found")


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """What stands under a key, if a node is a mapping that has it."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)
