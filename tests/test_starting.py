"""Tests of generator/starting.py: a new site that passes everything, whatever it is called."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from conftest import ROOT, run_mkdocs

from generator.cli import main
from generator.starting import (
    FORGES,
    StartError,
    engine_of,
    forge_of,
    is_here_only,
    requirement_of,
    start,
)

DAY = date(2030, 1, 2)
#: A title and a subject with all that YAML, Markdown, HTML and Jinja could take for something else.
HOSTILE = (
    "A: \"b\" 'c' # <b>d</b> & {{ e }} `f` *g* [h](i) \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}",
    "- !!x %y |z\n\n\tof <script>alert(1)</script> </title> &amp; ${{ w }} \\ \N{SNOWMAN}",
)
ENGINE = "briefing-site==1"


def briefing(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(main, arguments, **options)


def started(folder: Path, *arguments: str) -> Path:
    given = ["--title", "Tide", "--subject", "the tide", "--forge", "github", *arguments]
    done = briefing("start", str(folder), *given)
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize("forge", ["github", "https://forge.example/edit?of={path!q}"])
def test_a_started_site_passes_every_check_without_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forge: str
) -> None:
    monkeypatch.chdir(started(tmp_path / "tide", "--forge", forge))
    assert briefing("check").output == "1 summary: no problem found\n"
    assert briefing("fmt", "--check").exit_code == 0
    done = briefing("verify")
    assert done.exit_code == 0
    assert done.stdout.startswith("library-stays-open: 1 of 1 quotation, 2 of 2 figures")
    done = run_mkdocs(Path(), "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "longer hours" in Path("site/articles/library-stays-open/index.html").read_text()


def test_a_title_and_a_subject_come_out_as_they_are_in_every_file(tmp_path: Path) -> None:
    title, subject = (" ".join(text.split()) for text in HOSTILE)
    folder = tmp_path / "site"
    start(folder, *HOSTILE, forge_of("codeberg", "me/it"), ENGINE, DAY)
    config = yaml.safe_load((folder / "site_config.yml").read_text())
    assert config["site_name"] == title
    assert config["site_description"].startswith(f"What news articles say about {subject}, ")
    assert yaml.safe_load((folder / "content" / "home.yml").read_text())["title"] == subject
    readme = (folder / "README.md").read_text()
    assert readme.startswith(
        r"""# A: "b" 'c' \# \<b\>d\</b\> \& \{\{ e \}\} \`f\` \*g\* \[h\](i) """
    )
    done = run_mkdocs(folder, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    for name in ("index.html", "about/index.html", "404.html"):
        html = BeautifulSoup((folder / "site" / name).read_bytes(), "html.parser")
        topics = [one.get_text().strip() for one in html.select(".md-header__topic .md-ellipsis")]
        assert topics[0] == title, name
        assert html.title.get_text().endswith(title)
        assert {one["aria-label"] for one in html.select("a.md-logo")} == {title}
        assert not html.find("b")
        assert not any("alert" in one.text for one in html.select("script:not([type])"))
    home = BeautifulSoup((folder / "site" / "index.html").read_bytes(), "html.parser")
    assert home.h1.get_text().strip() == subject
    about = BeautifulSoup((folder / "site" / "about" / "index.html").read_bytes(), "html.parser")
    assert subject in about.get_text()
    described = about.find("meta", attrs={"name": "description"})["content"]
    assert described == config["site_description"]


def test_it_asks_for_what_is_not_said(tmp_path: Path) -> None:
    folder = tmp_path / "asked"
    done = briefing("start", str(folder), input="Tide\nthe tide\ngitlab\n")
    assert done.exit_code == 0, done.output
    config = yaml.safe_load((folder / "site_config.yml").read_text())
    assert config["site_name"] == "Tide"
    assert config["edit_uri_template"] == "https://gitlab.com/your-name/asked/-/edit/main/{path}"
    assert not (folder / ".github").exists()


def test_what_cannot_be_is_asked_for_again_and_the_rest_is_kept(tmp_path: Path) -> None:
    given = "  \nTide\n \nthe tide\ngithug\nhttps://f.example/{pth}\ngit@github.com:me/it.git\n"
    done = briefing("start", str(tmp_path / "asked"), input=given)
    assert done.exit_code == 0, done.output
    for said in ("the title is empty", "the subject is empty", "did you mean 'github'", "no {pth}"):
        assert done.output.count(said) == 1
    config = yaml.safe_load((tmp_path / "asked" / "site_config.yml").read_text())
    assert (config["site_name"], config["site_url"]) == ("Tide", "https://me.github.io/it/")


def test_a_full_folder_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    done = briefing("start", str(tmp_path))
    assert done.exit_code == 2
    assert "holds files already" in done.output
    assert "Title of the site" not in done.output


@pytest.mark.parametrize(
    ("forge", "file", "told"),
    [
        ("github", ".github/workflows/publish.yml", "`.github/workflows/publish.yml` publishes"),
        ("gitlab", ".gitlab-ci.yml", "`.gitlab-ci.yml` publishes"),
        ("codeberg", None, "ghp-import --push --branch pages site"),
        ("https://f.example/{path}", None, "which any static host can serve"),
    ],
)
def test_a_new_site_says_how_it_is_published_at_its_forge(tmp_path, forge, file, told) -> None:
    folder = started(tmp_path / "tide", "--forge", forge)
    readme = (folder / "README.md").read_text()
    assert told in readme.partition("## Publish")[2].partition("## Update")[0]
    there = {".github/workflows/publish.yml", ".gitlab-ci.yml"}
    assert {name for name in there if (folder / name).exists()} == {file} - {None}


def test_gitlab_runs_what_github_runs_and_serves_the_folder_public(tmp_path: Path) -> None:
    jobs = yaml.safe_load(
        (started(tmp_path / "tide", "--forge", "gitlab") / ".gitlab-ci.yml").read_text()
    )
    assert list(jobs) == ["pages"]
    assert jobs["pages"]["artifacts"] == {"paths": ["public"]}
    steps = yaml.safe_load((ROOT / "generator" / "starter" / "publish.yml").read_text())
    run = [one["run"] for one in steps["jobs"]["build"]["steps"] if "run" in one]
    script = jobs["pages"]["script"]
    assert [one.replace(" --format github", "") for one in run] == script[:-1]
    assert script[-1] == "mv site public"


@pytest.mark.parametrize("name", ["index.md", ".hidden"])
def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    arguments = ["--title", "T", "--subject", "S", "--forge", "github"]
    done = briefing("start", str(tmp_path), *arguments)
    assert done.exit_code == 2
    assert "holds files already; name an empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]
    done = briefing("start", str(tmp_path / name), *arguments)
    assert (done.exit_code, "is a file; name a folder" in done.stderr) == (2, True)


def test_a_folder_with_a_repository_and_an_environment_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".venv").mkdir()
    assert (started(tmp_path) / "site_config.yml").is_file()


@pytest.mark.parametrize(
    ("title", "message"),
    [(" \n", "the title is empty"), ("a\x1b[2J", "characters that no page can show")],
)
def test_a_title_that_is_none_is_refused(tmp_path: Path, title: str, message: str) -> None:
    with pytest.raises(StartError, match=message):
        start(tmp_path / "x", title, "S", forge_of("github", "a/b"), ENGINE, DAY)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("said", "repository", "edit", "site"),
    [
        (
            "GitHub",
            "Me/it",
            "https://github.com/Me/it/edit/main/{path}",
            "https://me.github.io/it/",
        ),
        (
            "https://gitlab.com/a/b/c.git",
            "",
            "https://gitlab.com/a/b/c/-/edit/main/{path}",
            "https://a.gitlab.io/c/",
        ),
        *(
            (said, "", "https://github.com/me/it/edit/main/{path}", "https://me.github.io/it/")
            for said in ("git@github.com:me/it.git", "ssh://git@github.com/me/it.git")
        ),
        ("https://codeberg.org/me/it/", "", "https://codeberg.org/me/it/_edit/main/{path}", None),
        (
            "http://f.example/e/{path}",
            "",
            "http://f.example/e/{path}",
            "https://example.org/briefing/",
        ),
    ],
)
def test_a_forge_is_known_by_its_name_or_an_address(said, repository, edit, site) -> None:
    found = forge_of(said, repository)
    assert found.edit == edit
    assert site in (None, found.site_url)


@pytest.mark.parametrize(
    ("said", "repository", "message"),
    [
        ("githug", "a/b", r"known here; did you mean 'github'\?; write github, gitlab, codeberg"),
        (
            "git@forge.example:me/it.git",
            "",
            r"of Forgejo or Gitea https://forge\.example/me/it/_edit/main/\{path\}",
        ),
        ("https://forge.example/me/it", "", "forge.example is no forge known here; give the addr"),
        ("https://f.example/{pth}", "", r"has no \{pth\}; write \{path\}"),
        ("https://f.example/{line}", "", r"names no file; write \{path\}"),
        ("github", "it", "is no repository; write OWNER/NAME"),
        ("github", "a/b c", "is no repository"),
        ("https://github.com/", "", "is no repository"),
        ("https://f.example/{path", "", "cannot be filled"),
        ("javascript:x{path}", "", "is no web address"),
    ],
)
def test_what_is_no_forge_says_what_to_write(said, repository, message) -> None:
    with pytest.raises(StartError, match=message):
        forge_of(said, repository)


def test_requirements_name_where_the_package_came_from() -> None:
    git = '{"url": "https://f.example/e.git", "vcs_info": {"vcs": "git", "commit_id": "c0"}}'
    assert requirement_of("b", "1", git) == "b @ git+https://f.example/e.git@c0"
    assert requirement_of("b", "1", '{"url": "file:///e", "dir_info": {}}') == "file:///e"
    assert requirement_of("b", "1", None) == "b==1"


def test_where_the_package_lies_here_pip_gets_no_name_before_it_and_the_site_says_so(
    tmp_path: Path,
) -> None:
    git = '{"url": "file:///e", "vcs_info": {"vcs": "git", "commit_id": "c0"}}'
    engine = requirement_of("b", "1", git)
    assert engine == "git+file:///e@c0"
    assert engine_of(engine) == engine
    assert is_here_only(engine)
    assert not is_here_only("b @ git+https://f.example/file:e")
    start(tmp_path / "x", "T", "S", forge_of("github", "a/b"), engine, DAY)
    written = (tmp_path / "x" / "requirements.txt").read_text()
    assert written.endswith(f"\n{engine}\n")
    assert "works on this machine alone" in written
    done = briefing(
        *("start", str(tmp_path / "y"), "--title", "T", "--subject", "S", "--forge", "github"),
        *("--engine", engine),
    )
    assert "which no other can install" in done.output


@pytest.mark.parametrize(
    "said",
    [
        *("b==1", "b >= 1, < 2", "b[dask]==1", "b @ git+https://f.example/e.git@v1"),
        *("git+https://f.example/e.git", "git+ssh://git@f.example/e", "https://f.example/b.whl"),
    ],
)
def test_what_pip_can_install_may_be_named(said: str) -> None:
    assert engine_of(f" {said} ") == said


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("not a valid ! req", "is nothing that pip can install; write briefing-site==1.2"),
        ("b==1\n-r other", "is nothing that pip can install"),
        ("git+https://", "is nothing that pip can install"),
        ("b @ git+file:///e", r"takes no name before such an address; write git\+file:///e"),
        ("b @ nowhere", "'nowhere' is no address"),
    ],
)
def test_what_pip_cannot_install_is_refused(said: str, message: str) -> None:
    with pytest.raises(StartError, match=message):
        engine_of(said)


def test_the_new_site_is_configured_and_published_as_this_one(tmp_path: Path) -> None:
    folder = started(tmp_path / "tide")
    ours, new = (yaml.safe_load((one / "site_config.yml").read_text()) for one in (ROOT, folder))
    for name in ("nav", "not_in_nav", "validation", "markdown_extensions", "extra", "docs_dir"):
        assert new[name] == ours[name], name
    assert new["theme"] == {key: ours["theme"][key] for key in ours["theme"] if key != "custom_dir"}
    workflows = [
        (one / ".github" / "workflows" / "publish.yml").read_text() for one in (ROOT, folder)
    ]
    used = [re.findall(r"uses: (\S+)", text) for text in workflows]
    assert used[0] == used[1]
    jobs = [yaml.safe_load(text)["jobs"] for text in workflows]
    assert jobs[0]["deploy"] == jobs[1]["deploy"]
    assert jobs[0]["build"]["permissions"] == jobs[1]["build"]["permissions"]
    assert yaml.safe_load(workflows[1])["permissions"] == {}
    assert list(FORGES) == ["github", "gitlab", "codeberg"]
