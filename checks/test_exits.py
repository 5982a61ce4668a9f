"""Checks that what `briefing write` writes builds in MkDocs' successors, with the same articles.

Run by `nox -s exits`, which installs them: they are no dependencies of the project.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parent.parent
BUILDERS = {
    "mkdocs": ["mkdocs", "build", "--strict", "--config-file", "mkdocs.yml"],
    "properdocs": ["properdocs", "build", "--strict", "--config-file", "mkdocs.yml"],
    "zensical": ["zensical", "build", "--strict", "--config-file", "mkdocs.yml"],
}


def project_of(builder: str, folder: Path, root: Path) -> Path:
    """The project that a site's repository writes, as a builder has built it."""
    project = folder / builder
    commands = [[sys.executable, "-m", "generator", "write", str(project)], BUILDERS[builder]]
    for command, place in zip(commands, (root, project), strict=True):
        done = subprocess.run(
            command,
            cwd=place,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return project


def built(builder: str, folder: Path) -> dict[str, str]:
    """The words of every page of the site, by its address, as a builder makes them."""
    project = project_of(builder, folder, ROOT)
    pages = {}
    for path in sorted((project / "site").rglob("index.html")):
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        for sign in html.select(".headerlink"):
            sign.decompose()
        body = html.select_one(".b")
        assert body, path
        pages[str(path.relative_to(project / "site"))] = " ".join(body.get_text(" ").split())
    return pages


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built("mkdocs", tmp_path_factory.mktemp("expected"))


@pytest.mark.parametrize("builder", ["properdocs", "zensical"])
def test_another_builder_makes_the_same_pages_with_the_same_words(
    builder: str, expected: dict[str, str], tmp_path: Path
) -> None:
    found = built(builder, tmp_path)
    assert found.keys() == expected.keys()
    assert [address for address in expected if found[address] != expected[address]] == []
    assert sum(address.startswith("articles/") for address in expected) > 1


@pytest.mark.parametrize("builder", list(BUILDERS))
def test_a_former_address_leads_on_whoever_builds_it(builder: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "small", tmp_path / "small")
    shutil.copytree(ROOT / "theme", tmp_path / "small" / "theme")
    site = project_of(builder, tmp_path, tmp_path / "small") / "site"
    page = site / "articles" / "bridge-shut" / "index.html"
    html = BeautifulSoup(page.read_bytes(), "html.parser")
    (refresh,) = html.find_all("meta", attrs={"http-equiv": "refresh"})
    assert refresh["content"] == "0; url=../mayor-closes-bridge/"
    addresses = [link["href"] for link in html.find_all("link", rel="canonical")]
    assert addresses == ["https://site.example/bridge/articles/mayor-closes-bridge/"]
    sitemap = (site / "sitemap.xml").read_text()
    assert "mayor-closes-bridge" in sitemap
    assert "bridge-shut" not in sitemap
