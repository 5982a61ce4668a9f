"""Tests of generator/configuration.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.configuration import ConfigurationError, configuration, plugin_options


def test_the_content_folder_has_a_default_and_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no content folder .*/content; create"):
        configuration(tmp_path, {}, {})
    (tmp_path / "content").mkdir()
    assert configuration(tmp_path, {}, {}).content == tmp_path / "content"


def test_layouts_of_the_site_are_used_where_it_has_some(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    assert configuration(tmp_path, {}, {"content": "facts"}).layouts is None
    (tmp_path / "facts" / "templates").mkdir()
    found = configuration(tmp_path, {"edit_uri_template": "e/{path}"}, {"content": "facts"})
    assert found.layouts == tmp_path / "facts" / "templates"
    assert (found.settings.content, found.settings.edit_uri_template) == ("facts", "e/{path}")


@pytest.mark.parametrize(
    ("plugins", "options"),
    [
        (["search", "briefing"], {}),
        (["search", {"briefing": {"locale": "en_GB"}}], {"locale": "en_GB"}),
        ([{"briefing": None}], {}),
    ],
)
def test_the_plugins_options_are_found_as_yaml_gives_them(plugins, options) -> None:
    assert plugin_options({"plugins": plugins}) == options


def test_a_configuration_without_the_plugin_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="write under plugins:  - briefing"):
        plugin_options({"plugins": ["search"]})
