"""Tests of generator/upgrading.py, with steps of their own: the model has had no other yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import cli
from generator.configuration import ConfigurationError, configuration
from generator.model.version import MODEL
from generator.patching import Patch
from generator.problems import ContentError, Problem
from generator.upgrading import STEPS, Files, Step, UpgradeError, upgraded, with_model
from generator.yamltree import parse_yaml

SUMMARY = b"""\
# About the bridge.
headline: A bridge  # ours
gist: >-
  It is closed.
"""


def renaming(old: str, new: str) -> Callable[[Files], Files]:
    """A step that calls a field of every summary otherwise."""

    def change(files: Files) -> Files:
        made = {}
        for name, data in files.items():
            source = parse_yaml(data.decode(), name)
            patch = Patch(source)
            if name.startswith("summaries/") and isinstance(source.node, yaml.MappingNode):
                for key, _ in source.node.value:
                    if key.value == old:
                        patch.replace(key, new)
                made[name] = patch.text.encode()
        return made

    return change


TITLE = Step("headline: is called title:", renaming("headline", "title"))
BRIEF = Step("gist: is called brief:", renaming("gist", "brief"))


def test_there_is_a_step_to_every_model_but_the_first() -> None:
    assert len(STEPS) == MODEL - 1


def test_steps_are_taken_from_the_sites_model_on_and_comments_stay() -> None:
    files = {"summaries/a.yml": SUMMARY, "home.yml": b"title: Ours\n"}
    made, said = upgraded(files, 1, (TITLE, BRIEF))
    assert made == {
        "summaries/a.yml": SUMMARY.replace(b"headline", b"title").replace(b"gist", b"brief")
    }
    assert said == [TITLE.says, BRIEF.says]
    made, said = upgraded(files, 2, (TITLE, BRIEF))
    assert made == {"summaries/a.yml": SUMMARY.replace(b"gist", b"brief")}
    assert said == [BRIEF.says]
    assert upgraded(files, 3, (TITLE, BRIEF)) == ({}, [])


def test_what_cannot_be_read_or_would_not_be_yaml_is_refused() -> None:
    with pytest.raises(UpgradeError, match=r"summaries/a\.yml is a pipe"):
        upgraded({"summaries/a.yml": "is a pipe; only regular files are read"}, 1, (TITLE,))
    spoiling = Step("spoils it", lambda files: dict.fromkeys(files, b"title: [\n"))
    with pytest.raises(ContentError, match="this is not valid YAML"):
        upgraded({"summaries/a.yml": SUMMARY}, 1, (spoiling,))
    with pytest.raises(UpgradeError, match="knows 2 at most; update the package"):
        upgraded({}, 3, (TITLE,))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins:\n  - briefing  # us\n", "plugins:\n  - briefing: {model: 2}  # us\n"),
        ("plugins:\n  - briefing:\n", "plugins:\n  - briefing: {model: 2}\n"),
        ("plugins: [search, briefing]\n", "plugins: [search, briefing: {model: 2}]\n"),
        ("plugins:\n  - briefing: {}\n", "plugins:\n  - briefing: {model: 2}\n"),
        (
            "x: !ENV [A, b]\nplugins:\n  - briefing: {model: 1}  # 1\n",
            "x: !ENV [A, b]\nplugins:\n  - briefing: {model: 2}  # 1\n",
        ),
        (
            "plugins:\n  - search\n  - briefing:\n      # ours\n      locale: en_GB # how\n",
            "plugins:\n  - search\n  - briefing:\n      # ours\n      model: 2\n"
            "      locale: en_GB # how\n",
        ),
        ("plugins:\n  briefing:\n    model: 1\n", "plugins:\n  briefing:\n    model: 2\n"),
        (
            "plugins:\r\n  briefing:\r\n    a: b\r\n",
            "plugins:\r\n  briefing:\r\n    model: 2\r\n    a: b\r\n",
        ),
    ],
)
def test_the_configuration_says_the_model_and_keeps_all_else(before: str, after: str) -> None:
    assert with_model(before.encode(), 2).decode() == after


def test_a_configuration_without_the_plugin_says_what_to_write() -> None:
    with pytest.raises(UpgradeError, match="write model: 2 beneath the plugin briefing"):
        with_model(b"plugins: [search]\n", 2)


def test_a_site_of_another_model_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for said in ({}, {"model": 1}, {"model": None}):
        assert configuration(tmp_path, {}, said, known=1)
        with pytest.raises(ConfigurationError, match=r"reads model 2; run  briefing upgrade"):
            configuration(tmp_path, {}, said, known=2)
    with pytest.raises(ConfigurationError, match="knows model 1 at most; update the package"):
        configuration(tmp_path, {}, {"model": 2}, known=1)
    for none in (0, -1, "1", True, 1.0, [1]):
        with pytest.raises(ConfigurationError, match="is no model; write model: 1"):
            configuration(tmp_path, {}, {"model": none})


@pytest.fixture
def upgrade(small_site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_site)

    def call(*arguments: str, steps: tuple[Step, ...] = ()) -> Result:
        monkeypatch.setattr(cli, "STEPS", steps)
        return CliRunner().invoke(cli.main, ["upgrade", *arguments])

    return call


def contents() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_the_command_writes_all_files_and_says_what_it_did(upgrade) -> None:
    before = contents()
    done = upgrade("--dry-run", steps=(BRIEF,))
    assert done.exit_code == 0, done.output
    assert "-gist: " in done.stdout
    assert "+brief: " in done.stdout
    assert "+  - briefing: {model: 2, locale: en_GB}" in done.stdout
    assert contents() == before
    done = upgrade(steps=(BRIEF,))
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("gist: is called brief:\n")
    assert "the site is written for model 2; now run: briefing check" in done.stdout
    after = contents()
    changed = {path for path in after if after[path] != before[path]}
    summaries = {path for path in before if path.parent.name == "summaries"}
    assert changed == {*summaries, Path("site_config.yml")}
    for path in summaries:
        assert after[path] == re.sub(rb"(?m)^gist:", b"brief:", before[path])
    done = CliRunner().invoke(cli.main, ["check"])
    assert done.exit_code == 2
    assert "model: 2 is newer than this package" in done.stderr


def test_a_site_of_the_present_model_is_told_that_there_is_nothing_to_do(upgrade) -> None:
    upgrade()
    was = contents()
    for arguments in ([], ["--dry-run"]):
        done = upgrade(*arguments)
        said = f"content is of model {MODEL}, the present one: nothing to do\n"
        assert (done.exit_code, done.output) == (0, said)
    assert contents() == was


def test_a_step_that_fails_leaves_every_file_as_it_was(upgrade) -> None:
    def failing(files: Files) -> Files:
        raise ContentError([Problem("summaries/a.yml", 1, 1, "gist", "is no gist")])

    before = contents()
    done = upgrade(steps=(BRIEF, Step("fails", failing)))
    assert (done.exit_code, contents()) == (1, before)
    assert "summaries/a.yml:1:1: gist: is no gist" in done.stderr


def test_a_site_that_says_no_model_is_told_the_first(upgrade) -> None:
    done = upgrade()
    assert done.exit_code == 0, done.output
    assert "- briefing: {model: 1, locale: en_GB}" in Path("site_config.yml").read_text()
    before = contents()
    assert upgrade().exit_code == 0
    assert contents() == before
    assert CliRunner().invoke(cli.main, ["check"]).exit_code == 0
