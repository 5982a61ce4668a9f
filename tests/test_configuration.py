"""Tests of generator/configuration.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.addresses import edit_address
from generator.configuration import (
    ConfigurationError,
    configuration,
    plugin_options,
    refuse_collisions,
)
from generator.site import File, Page, Site


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


def test_layouts_lie_beside_the_configuration_or_where_it_says(tmp_path: Path) -> None:
    (tmp_path / "content" / "templates").mkdir(parents=True)
    (tmp_path / "ours").mkdir()
    assert configuration(tmp_path, {}, {"templates": "ours"}).layouts == tmp_path / "ours"
    with pytest.raises(ConfigurationError, match=r"templates: there is no folder .*/theirs"):
        configuration(tmp_path, {}, {"templates": "theirs"})
    (tmp_path / "templates").mkdir()
    with pytest.raises(ConfigurationError, match="move all of them into the first"):
        configuration(tmp_path, {}, {})
    (tmp_path / "content" / "templates").rmdir()
    assert configuration(tmp_path, {}, {}).layouts == tmp_path / "templates"


def test_words_of_the_site_lie_in_its_folder_locale(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert configuration(tmp_path, {}, {}).catalogues is None
    (tmp_path / "locale").mkdir()
    assert configuration(tmp_path, {}, {}).catalogues == tmp_path / "locale"


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


def test_options_that_are_none_and_a_file_that_only_inherits_say_what_to_write() -> None:
    with pytest.raises(ConfigurationError, match="write beneath it lines such as"):
        plugin_options({"plugins": [{"briefing": ["content"]}]})
    with pytest.raises(ConfigurationError, match=r"name the other with -f site_config\.yml"):
        plugin_options({"INHERIT": "site_config.yml"})
    assert plugin_options({"plugins": {"briefing": {"locale": "en_GB"}}}) == {"locale": "en_GB"}


def test_an_edit_template_is_joined_to_the_repository_and_tried_out(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    options = {"repo_url": "https://forge.example/a/b", "edit_uri_template": "edit/{path!q}"}
    template = configuration(tmp_path, options, {}).settings.edit_uri_template
    assert template == "https://forge.example/a/b/edit/{path!q}"
    assert edit_address(template, "a/b", "yml") == "https://forge.example/a/b/edit/a%2Fb.yml"
    with pytest.raises(
        ConfigurationError, match=r"it may hold \{path\}, \{path_noext\} and \{line\}"
    ):
        configuration(tmp_path, {"edit_uri_template": "edit/{branch}/{path}"}, {})


def test_a_line_of_a_summary_is_edited_in_an_editor_or_else_on_the_forge(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    def address(template: str, editor: str | None) -> str | None:
        options = {"edit_uri_template": template} if template else {}
        plugin = {} if editor is None else {"editor": editor}
        return configuration(tmp_path, options, plugin).edit_address("a", 34)

    file = f"{tmp_path.as_posix()}/content/summaries/a.yml"
    assert address("", None) == f"vscode://file{file}:34"
    assert address("", "idea://open?file={path}&line={line}") == f"idea://open?file={file}&line=34"
    forge = "https://forge.example/{path}"
    assert address(forge, "") == "https://forge.example/content/summaries/a.yml#L34"
    assert address(f"{forge}?at={{line!q}}", "").endswith("a.yml?at=34")
    assert address("", "") is None


@pytest.mark.parametrize(
    "editor", ["code {path}", "vscode://file/", "x://{path}:{column}", "x://{path}:{", "{path}"]
)
def test_an_editor_that_opens_no_file_is_refused(tmp_path: Path, editor: str) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ConfigurationError, match="opens no file; write such as vscode://"):
        configuration(tmp_path, {}, {"editor": editor})


@pytest.mark.parametrize("name", ["numbers.md", "numbers/index.md"])
def test_a_hand_written_page_may_not_have_the_address_of_a_generated_one(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("# Mine\n")
    page = Page("numbers.md", "N", "# N\n")
    with pytest.raises(ConfigurationError, match="stands where the page numbers"):
        refuse_collisions(tmp_path, Site((page,)))
    with pytest.raises(ConfigurationError, match="stands where the page numbers"):
        refuse_collisions(tmp_path, Site((Page("numbers/index.md", "N", "# N\n"),)))


def test_both_files_of_a_collision_are_named(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("# Mine\n")
    page = Page("articles/a.md", "A", "# A\n", "content/summaries/a.yml")
    with pytest.raises(
        ConfigurationError, match=r"articles/a\.md .* from content/summaries/a\.yml"
    ):
        refuse_collisions(tmp_path, Site((page,)))


def test_a_hand_written_file_may_not_stand_where_one_is_generated(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "quotes.csv").write_text("mine")
    with pytest.raises(ConfigurationError, match=r"stands where data/quotes\.csv is generated"):
        refuse_collisions(tmp_path, Site((), (File("data/quotes.csv", b""),)))


@pytest.mark.parametrize("contact", ["editors", "a@b@c", "javascript:x", "https://", "a b@c.org"])
def test_a_contact_that_is_no_address_is_refused(tmp_path: Path, contact: str) -> None:
    (tmp_path / "content").mkdir()
    with pytest.raises(ConfigurationError, match="is no address; write editors@example"):
        configuration(tmp_path, {}, {"contact": contact})


def test_a_site_url_ends_in_a_slash(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for given, prefix in (("https://a.example/b", "https://a.example/b/"), ("", ""), (None, "")):
        assert configuration(tmp_path, {"site_url": given}, {}).settings.site_url == prefix
