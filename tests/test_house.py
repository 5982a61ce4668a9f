"""Tests of the house rules: who imports whom, what stands where, what the papers say."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from pathlib import Path

import yaml
from conftest import ROOT, tracked_texts

PACKAGE = ROOT / "generator"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}

#: Which rooms a room may enter. Whoever needs a new arrow draws it here, and it points down.
ALLOWED = {
    "__main__": "cli",
    "cli": "account advice calls changes configuration desk drafting files history layout model"
    " planning press problems project proving publishing reading reporting saving schema search"
    " speed starting texts upgrading words",
    "desk": "accepting adding calls configuration dates drafting files formatting model problems"
    " reading renaming saving schema texts",
    "calls": "configuration history problems project publishing reporting speed",
    "plugin": "addresses bundled configuration layout mending pagefind policy press problems"
    " reading reporting schema site speed texts unfinished words",
    "accepting": "adding model patching problems proposals reading renaming yamltree",
    "adding": "formatting model patching problems proposals reading validating yamltree",
    "proposals": "formatting patching problems reading yamltree",
    "renaming": "changes model patching problems reading receipts validating yamltree",
    "formatting": "files model problems validating yamltree",
    "patching": "problems yamltree",
    "saving": "problems",
    "advice": "briefing differences facts model reading resolving suggesting",
    "suggesting": "briefing facts intervals",
    "account": "problems proving reporting verify",
    "drafting": "article dates mapping model problems reading rules schema texts verify",
    "unfinished": "article facts mapping model problems proving reading receipts rules texts"
    " verify",
    "proving": "article mapping model problems reading receipts texts verify",
    "changes": "model planning problems",
    "history": "files",
    "project": "bundled configuration exports site",
    "starting": "addresses drafting markdown model problems proving reading saving schema texts",
    "upgrading": "model patching problems yamltree",
    "configuration": "addresses mapping model problems site",
    "speed": "briefing bundled configuration exports facts files indexes layout mapping model"
    " pagefind pages planning press problems reading resolving search site texts unfinished"
    " words",
    "pagefind": "",
    "policy": "",
    "bundled": "",
    "mending": "",
    "search": "addresses dates exports facts model pagefind words",
    "press": "addresses briefing exports facts layout markdown model pages planning resolving site"
    " words",
    "site": "exports",
    "planning": "addresses briefing model pages resolving",
    "addresses": "markdown",
    "pages": "addresses briefing charts dates differences exports facts happenings intervals model"
    " reckoning words",
    "exports": "addresses briefing dates facts model words",
    "words": "dates markdown model problems",
    "resolving": "briefing facts indexes model",
    "briefing": "dates facts happenings indexes model",
    "indexes": "facts happenings",
    "happenings": "dates facts",
    "facts": "dates model",
    "layout": "markdown problems",
    "publishing": "",
    "schema": "model",
    "reporting": "problems",
    "reading": "files mapping model problems receipts rules validating yamltree",
    "validating": "model problems yamltree",
    "rules": "article model problems receipts",
    "verify": "article facts model problems receipts reckoning resolving",
    "differences": "briefing dates facts intervals model reckoning",
    "charts": "dates facts intervals",
    "reckoning": "briefing dates facts intervals model",
    "intervals": "dates model",
    "receipts": "article model problems",
    "texts": "article model",
    "article": "model",
    "model": "dates problems",
    "yamltree": "problems remedies",
    "files": "",
    "mapping": "",
    "remedies": "",
    "markdown": "",
    "dates": "problems",
    "problems": "",
}


#: The rooms that know the command line.
COMMANDS = {"generator.cli", "generator.desk", "generator.calls"}

#: The doors that run a program, and which.
RUN_PROGRAMS = {
    "generator.cli": "MkDocs",
    "generator.history": "git",
    "generator.pagefind": "Pagefind",
}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def rooms_entered(module: str) -> set[str]:
    own = module.split(".")[1]
    entered = {name.split(".")[1] for name in imports_of(MODULES[module]) if "generator." in name}
    return entered - {own}


def test_rooms_are_entered_only_as_the_table_allows() -> None:
    for module in MODULES:
        if module != "generator":
            room = module.split(".")[1]
            assert rooms_entered(module) <= set(ALLOWED[room].split()), module


def test_the_table_has_no_circle_and_no_arrow_that_nobody_uses() -> None:
    order: list[str] = []
    rooms = {room: set(below.split()) for room, below in ALLOWED.items()}
    while rooms:
        free = sorted(room for room, below in rooms.items() if below <= set(order))
        assert free, f"a circle among {sorted(rooms)}"
        order += free
        for room in free:
            del rooms[room]
    for room, below in ALLOWED.items():
        used = set()
        for module in MODULES:
            if module.startswith(f"generator.{room}"):
                used |= rooms_entered(module)
        assert used == set(below.split()), room


#: The rooms that know MkDocs: its door, and what makes that fast.
KNOW_MKDOCS = {
    "plugin",
    *(f"speed.{name}" for name in ("around", "chrome", "company", "rebuilding", "rendering")),
    *(f"speed.{name}" for name in ("late", "searching", "sleeping", "theme")),
}


def test_only_the_plugin_knows_mkdocs_and_only_the_command_line_knows_click() -> None:
    for module, path in MODULES.items():
        names = {name.split(".")[0] for name in imports_of(path)}
        assert "mkdocs" not in names or module.removeprefix("generator.") in KNOW_MKDOCS, module
        assert "click" not in names or module in COMMANDS, module


def test_the_core_reads_no_clock_no_network_and_no_environment() -> None:
    banned = {"time", "random", "socket", "urllib.request", "requests", "subprocess"}
    for module, path in MODULES.items():
        names = imports_of(path)
        if module in RUN_PROGRAMS:
            names -= {"subprocess"}
        assert not banned & (names | {name.split(".")[0] for name in names}), module
        read = path.read_text()
        if module in COMMANDS:
            read = read.replace("default=lambda: date.today()", "")  # the day that receipts bear
        assert not re.search(r"\bos\.environ|getenv|\.now\(|\.today\(", read), module


def test_the_table_of_the_readme_says_what_was_measured() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from peers import Measured, overview
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    told = json.loads((ROOT / "benchmarks" / "results.json").read_text())
    readme = (ROOT / "README.md").read_text()
    assert overview(Measured(**one) for one in told["measured"]) in readme
    assert told["machine"]["date"] in readme


def test_every_module_says_in_one_sentence_what_no_other_says() -> None:
    said = {}
    for module, path in MODULES.items():
        docstring = ast.get_docstring(ast.parse(path.read_text()))
        assert docstring, module
        assert docstring.endswith("."), module
        assert "\n" not in docstring, module
        assert docstring not in said, (module, said.get(docstring))
        said[docstring] = module


def test_there_is_no_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not drawers & {name.split(".")[-1] for name in MODULES}


def test_every_nox_session_stands_in_contributing() -> None:
    sessions = re.findall(r"@nox\.session.*\ndef (\w+)", (ROOT / "noxfile.py").read_text())
    assert len(sessions) >= 4
    text = (ROOT / "CONTRIBUTING.md").read_text()
    for name in sessions:
        assert f"`nox -s {name}`" in text, name


def test_every_room_stands_on_the_map_of_the_house() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text()
    for room in ALLOWED:
        assert f"`{room}" in text or room == "__main__", room


def test_the_package_ships_every_file_it_needs_beside_its_code() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    assert set(setup["packages"]) == {*packages, "generator.theme"}
    patterns = setup["package-data"]["generator"]
    shipped = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    for path in PACKAGE.rglob("*"):
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts:
            assert path in shipped, path


def test_the_repository_names_no_machine_and_no_registry() -> None:
    wanted = r"/(?:home|root|opt|work)/|pypi\.org|npmjs|deb\.debian"
    for path in tracked_texts():
        if path != Path(__file__):
            assert not re.search(wanted, path.read_text()), path


def test_actions_are_pinned_and_may_only_read_but_for_what_runs_nothing_of_ours() -> None:
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        text = path.read_text()
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            writes = {name for name, may in job["permissions"].items() if may != "read"}
            assert writes <= {"pages", "id-token"}
            steps = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
            assert not writes or steps == ["actions/deploy-pages"]
        used = re.findall(r"uses: (\S+)", text)
        assert used
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)


def test_ci_runs_sessions_that_there_are() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text()
    named = set(re.findall(r"session: (\w+)", text))
    defined = set(re.findall(r"@nox\.session.*\ndef (\w+)", (ROOT / "noxfile.py").read_text()))
    assert named <= defined


def test_the_lock_holds_a_version_and_a_hash_of_everything_that_is_needed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    needed = [*project["dependencies"], *(name for extra in extras for name in extra)]
    locked = (ROOT / "requirements.lock").read_text()
    for requirement in needed:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        locked_as = name[0].lower().replace(".", "-")
        assert re.search(rf"(?m)^{locked_as}==\S+.*\\\n +--hash=sha256:", locked), requirement
