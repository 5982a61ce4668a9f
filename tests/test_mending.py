"""Tests of generator/mending.py: nothing of Material's is left that HTML does not allow."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from jinja2 import DictLoader, Environment

from generator.mending import MENDS, MendedTemplates


def test_every_label_is_of_a_control_that_is_there_and_no_checkbox_completes(
    built_site: Path,
) -> None:
    labels = 0
    for path in built_site.rglob("*.html"):
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        for label in html.find_all("label", attrs={"for": True}):
            assert html.find("input", id=label["for"]), (path, label["for"])
            labels += label["for"] == "__toc"
        assert not html.select("input[type=checkbox][autocomplete]"), path
        assert not html.select("figure > :not(:first-child, figcaption)"), path
    assert labels  # on pages of the navigation


def test_a_template_is_mended_only_where_it_is_wrong_and_is_material_s() -> None:
    wrong = next(iter(MENDS["base.html"]))
    loader = MendedTemplates(DictLoader({"base.html": f"a {wrong} b", "main.html": wrong}))
    env = Environment(loader=loader, autoescape=True)
    assert env.get_template("base.html").render() == f"a {MENDS['base.html'][wrong]} b"
    assert env.get_template("main.html").render() == wrong
    assert env.list_templates() == ["base.html", "main.html"]
