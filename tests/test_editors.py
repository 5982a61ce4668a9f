"""Tests of what the repository holds for editors' programs: snippets and hooks."""

from __future__ import annotations

import json
import re
from typing import get_args

import yaml
from conftest import ROOT, small_files

from generator.formatting.formatted import formatted
from generator.model.fields import Certainty, Comparator
from generator.model.summary import Event, Number, Quote, Statement, Summary

SNIPPETS = json.loads((ROOT / ".vscode" / "briefing.code-snippets").read_text())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())


def filled(name: str) -> str:
    """A snippet as it stands when nothing is changed in it."""
    text = "\n".join(SNIPPETS[name]["body"])
    text = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    for part, value in (("YEAR", "2030"), ("MONTH", "05"), ("DATE", "03")):
        text = text.replace(f"$CURRENT_{part}", value)
    return text + "\n"


def test_the_snippets_are_items_of_the_model_in_form() -> None:
    lists = {"A quotation": "quotes", "A number": "numbers", "A statement": "what"}
    lists |= {"An event": "when", "A correction": "corrections"}
    kinds = {"quotes": Quote, "numbers": Number, "what": Statement, "when": Event}
    for name, field in lists.items():
        indented = "".join(f"  {line}\n" for line in filled(name).splitlines())
        text = f"{field}:\n{indented}"
        shown = formatted(text.encode(), Summary, name).decode()
        keys = re.findall(r"(?m)^ +(?:- )?([a-z_]+):", text)
        assert keys == re.findall(r"(?m)^ +(?:- )?([a-z_]+):", shown), name
        assert field == "corrections" or set(keys) <= set(kinds[field].model_fields), name
    retraction = filled("A retraction")
    assert formatted(retraction.encode(), Summary, "x").decode() == retraction


def test_the_snippets_offer_every_value_that_there_is() -> None:
    body = json.dumps(SNIPPETS)
    for values in (Comparator, Certainty):
        assert f"|{','.join(get_args(values))}|" in body


def test_the_hooks_run_commands_that_there_are_on_the_files_of_a_content_folder() -> None:
    entries = {hook["id"]: hook for hook in HOOKS}
    assert entries["briefing-check"]["entry"] == "briefing check"
    assert entries["briefing-check"]["pass_filenames"] is False
    assert entries["briefing-fmt"]["entry"] == "briefing fmt --check"
    for name in small_files():
        assert re.search(entries["briefing-check"]["files"], f"content/{name}"), name
        is_yaml = name.endswith(".yml")
        assert bool(re.search(entries["briefing-fmt"]["files"], f"content/{name}")) is is_yaml
    assert not re.search(entries["briefing-fmt"]["files"], "site_config.yml")
