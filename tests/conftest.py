"""What several tests need: the small invented site, and one real build of the site itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from generator.layout import layouts
from generator.press import build_site
from generator.reading import parse_content, read_content
from generator.site import Page, Settings, Site
from generator.words import read_words

#: The same cases at every run, however slow the machine; `nox -s fuzz` looks for new ones.
settings.register_profile("tests", deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("BRIEFING_HYPOTHESIS", "tests"))

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small" / "content"
SETTINGS = Settings(
    edit_uri_template="https://forge.example/edit/{path}?plain=1",
    site_url="https://site.example/bridge/",
    site_name="Bridge Briefing",
    contact="errors@site.example",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden pages anew, to be read"
    )


def small_files() -> dict[str, bytes]:
    """The small site's files by their names inside the content folder."""
    paths = [*SMALL.rglob("*.yml"), *SMALL.rglob("*.json")]
    return {str(path.relative_to(SMALL)): path.read_bytes() for path in paths}


def site_of(files: dict[str, bytes]) -> Site:
    """The site of a content folder given as file contents."""
    return build_site(parse_content(files), SETTINGS, read_words("en_GB"), layouts())


def pages_of(files: dict[str, bytes]) -> dict[str, Page]:
    """The pages of a content folder given as file contents, by their paths."""
    return {page.path: page for page in site_of(files).pages}


def run_mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a folder, as a person would."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def tracked_texts() -> list[Path]:
    """The repository's text files, as git knows them, those not yet added included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    endings = {".py", ".yml", ".md", ".j2", ".po", ".html", ".toml", ".css", ".txt", ".json"}
    paths = [ROOT / name for name in listed if Path(name).suffix in endings]
    return [path for path in paths if path.is_file()]


@pytest.fixture
def small_pages() -> dict[str, Page]:
    return pages_of(small_files())


@pytest.fixture(scope="session")
def own_content():
    return read_content(ROOT / "content").proved()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, built strictly into a folder of its own."""
    site = tmp_path_factory.mktemp("built") / "site"
    done = run_mkdocs(ROOT, "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return site


def copy_small_site(folder: Path) -> Path:
    """The small site as an adopter would have it: configuration, theme and content."""
    shutil.copytree(SMALL.parent, folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    (folder / "mkdocs.yml").write_text("INHERIT: site_config.yml\n")
    return folder


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    return copy_small_site(tmp_path / "repository")
