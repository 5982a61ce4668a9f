"""Tests of the package as others install it: a wheel by itself, and a site that lies elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

ARTICLE = (ROOT / "generator" / "templates" / "article.md.j2").read_text()
#: What pip runs, without its isolation, which would ask a network for what is here already.
MAKE = "import sys; from setuptools import build_meta as b; getattr(b, sys.argv[1])(sys.argv[2])"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program without this repository on its way to modules, and without a network."""
    environment = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    proxies = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
    return subprocess.run(
        command,
        cwd=cwd,
        env={**environment, **proxies, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, made out of the source distribution of what git knows."""
    folder = tmp_path_factory.mktemp("packed")
    listed = run("git", "ls-files", "-co", "--exclude-standard", cwd=ROOT).stdout.splitlines()
    for name in listed:
        if (ROOT / name).is_file():
            (folder / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / "tree" / name)
    for what, place in (("build_sdist", folder / "tree"), ("build_wheel", folder / "source")):
        done = run(sys.executable, "-c", MAKE, what, folder, cwd=place)
        assert done.returncode == 0, done.stderr
        if what == "build_sdist":
            # patches of Python 3.11 before the fourth know no filter, later ones warn without
            known = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            with tarfile.open(next(folder.glob("*.tar.gz"))) as tree:
                tree.extractall(folder, **known)
            next(folder.glob("briefing_site-*/")).rename(folder / "source")
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def programs(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment of its own, with the wheel and what is installed here."""
    folder = tmp_path_factory.mktemp("environment")
    done = run(sys.executable, "-m", "venv", folder, cwd=folder)
    assert done.returncode == 0, done.stderr
    found = run(folder / "bin" / "python", "-c", SITE, cwd=folder).stdout.strip()
    # the libraries that are installed here, but not the repository: what makes it one is left out
    (Path(found) / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--no-index", "--no-deps"]
    done = run(*pip, "--ignore-installed", packed, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "bin"


SITE = "import sysconfig; print(sysconfig.get_path('purelib'))"


def test_the_wheel_holds_all_that_the_repository_has_of_theme_layouts_and_words(
    packed: Path,
) -> None:
    with zipfile.ZipFile(packed) as wheel:
        names = set(wheel.namelist())
    for folder, place in ((ROOT / "theme", "generator/theme"), (ROOT / "generator", "generator")):
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"{place}/{path.relative_to(folder).as_posix()}" in names
    assert all(name.startswith(("generator/", "briefing_site-")) for name in names)
    assert len([name for name in names if "/licenses/" in name]) == 3


def test_a_site_elsewhere_is_started_built_and_overrides_what_it_likes(
    programs: Path, tmp_path: Path
) -> None:
    where = run(
        programs / "python", "-c", "import generator; print(generator.__file__)", cwd=tmp_path
    )
    assert Path(where.stdout.strip()).is_relative_to(programs.parent)
    given = ["--title", "Tide", "--subject", "the tide", "--forge", "github"]
    done = run(programs / "briefing", "start", "tide", *given, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "tide"

    def built(name: str) -> BeautifulSoup:
        done = run(programs / "briefing", "build", cwd=site)
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
        return BeautifulSoup((site / "site" / name).read_bytes(), "html.parser")

    article = "articles/library-stays-open/index.html"
    html = built(article)
    assert html.select_one("link[href$='assets/stylesheets/briefing.css']")
    for name in ("stylesheets/briefing.css", "fonts/LICENSE-newsreader.txt", "images/favicon.svg"):
        assert (site / "site" / "assets" / name).read_bytes() == (
            ROOT / "theme" / "assets" / name
        ).read_bytes()
    assert html.select_one("#b-search")

    (site / "templates").mkdir()
    (site / "templates" / "article.md.j2").write_text(
        ARTICLE + "\n\nOurs: {{ say('take.link') }}\n"
    )
    (site / "theme" / "partials").mkdir(parents=True)
    (site / "theme" / "partials" / "footer.html").write_text("<footer>Our footer</footer>")
    (site / "locale").mkdir()
    (site / "locale" / "en.po").write_text('msgid "take.link"\nmsgstr "<b>Our</b> *word*"\n')
    html = built(article)
    assert html.footer.get_text() == "Our footer"
    assert html.article.find_all("p")[-1].get_text() == "Ours: <b>Our</b> *word*"
    assert not html.article.find("b")
    assert html.select_one("link[href$='assets/stylesheets/briefing.css']")


def test_an_edit_of_what_the_site_overrides_is_seen_by_the_next_build(
    programs: Path, tmp_path: Path
) -> None:
    given = ["--title", "Tide", "--subject", "the tide", "--forge", "github"]
    assert run(programs / "briefing", "start", "tide", *given, cwd=tmp_path).returncode == 0
    site = tmp_path / "tide"
    for folder in ("templates/_own", "theme/partials", "locale"):
        (site / folder).mkdir(parents=True)
    layout = "{% from '_own/said.md.j2' import said %}" + ARTICLE
    layout += "\n\n{{ said() }} {{ say('take.link') }}\n"
    (site / "templates" / "article.md.j2").write_text(layout)
    files = {
        "layout": (
            site / "templates" / "_own" / "said.md.j2",
            "{%% macro said() %%}%s{%% endmacro %%}",
        ),
        "theme": (site / "theme" / "partials" / "footer.html", "<footer>%s</footer>"),
        "word": (site / "locale" / "en.po", 'msgid "take.link"\nmsgstr "%s"\n'),
    }
    said = dict.fromkeys(files, "first")
    for edited in (None, *files):
        said |= {edited: "then"} if edited else {}
        for name, (path, text) in files.items():
            path.write_text(text % f"{name} {said[name]}")
        done = run(programs / "briefing", "build", cwd=site)
        assert done.returncode == 0, done.stderr
        page = (site / "site" / "articles" / "library-stays-open" / "index.html").read_text()
        for name in files:
            assert f"{name} {said[name]}" in page, edited
