"""Everything that can be run: `nox -l` lists it, `nox -s NAME` runs one."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import gettempdir

import nox

nox.options.sessions = ["lint", "tests", "build"]
nox.options.reuse_existing_virtualenvs = True

PLAYWRIGHT = "playwright>=1.49"
#: What sessions need beside Python: programs that do, and the package of Debian that has them.
PROGRAMS = {
    "chromium": (("chromium", "google-chrome"), "chromium"),
    "java": (("java",), "default-jre-headless"),
    "npm": (("npm",), "npm"),
}
LOCK = ("--require-hashes", "--requirement", "requirements.lock")


def install(session: nox.Session, extra: str = "") -> None:
    """The versions of the lock file, each held against its hash, and this project."""
    session.install(*LOCK)
    session.install("--no-deps", "--editable", f".{extra}")


def bring(session: nox.Session, *programs: str) -> None:
    """Install what is not there, as Debian and Ubuntu do."""
    for name in programs:
        found, package = PROGRAMS[name]
        if not any(map(shutil.which, found)):
            session.run("apt-get", "update", "-qq", external=True)
            session.run("apt-get", "install", "-y", "-qq", package, external=True)


def node_modules(session: nox.Session) -> Path:
    """The folder of what checks ask of Node, in the versions of `checks/package-lock.json`."""
    bring(session, "npm")
    place = Path(session.create_tmp())
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path("checks") / name, place)
    # without scripts: one would load a Java of its own
    options = ("--silent", "--ignore-scripts", "--prefix", place)
    session.run("npm", "ci", *options, external=True)
    return place / "node_modules"


@nox.session
def build(session: nox.Session) -> None:
    """Build the site into site/, with every warning an error."""
    install(session)
    session.run("briefing", "build", *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site at http://127.0.0.1:8000/haiti-briefing/ and rebuild it at every save."""
    install(session)
    session.run("mkdocs", "serve", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; `-- --update-golden` writes the expected pages and messages anew."""
    install(session, "[tests]")
    session.run("pytest", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests with the lowest versions that pyproject.toml allows."""
    session.install("uv")
    session.run("uv", "pip", "install", "--resolution", "lowest-direct", "--editable", ".[tests]")
    session.run("pytest", *session.posargs)


@nox.session
def newest(session: nox.Session) -> None:
    """Run the tests with the newest versions that there are."""
    session.install("--upgrade", "--upgrade-strategy", "eager", "--editable", ".[tests]")
    session.run("pytest", *session.posargs)


@nox.session
def exits(session: nox.Session) -> None:
    """Build what `briefing write` writes in MkDocs' successors, and compare the pages."""
    install(session, "[tests]")
    session.install("properdocs", "zensical==0.0.73")  # later ones may not install
    session.run("pytest", "checks/test_exits.py")


@nox.session
def browser(session: nox.Session) -> None:
    """Read every view, search, edit, follow links to passages, hold pages against their policy."""
    install(session, "[tests]")
    session.install(PLAYWRIGHT)
    bring(session, "chromium")
    session.run(
        "pytest",
        *(
            f"checks/test_{name}.py"
            for name in ("fragments", "views", "search", "policy", "reader", "editing")
        ),
        *session.posargs,
    )


@nox.session
def editor(session: nox.Session) -> None:
    """Complete, check and explain a summary in the real yaml-language-server."""
    install(session, "[tests]")
    # the server's patterns match nothing below a hidden folder, as that of a session is
    environment = {"NODE_PATH": str(node_modules(session)), "TMPDIR": gettempdir()}
    session.run("pytest", "checks/test_completion.py", *session.posargs, env=environment)


@nox.session
def quality(session: nox.Session) -> None:
    """Print what axe-core, Nu and Lighthouse say of the site, and what pages weigh; fail beyond."""
    install(session)
    session.install(PLAYWRIGHT)
    bring(session, "chromium", "java")
    modules = ("--modules", node_modules(session))
    place = Path(session.create_tmp())
    own, extremes = place / "articles" / "site", place / "extremes"
    shutil.rmtree(extremes, ignore_errors=True)
    session.run("python", "benchmarks/extremes.py", "500", extremes)
    session.run("mkdocs", "build", "--quiet", "--site-dir", own)
    configuration = extremes / "site_config.yml"
    session.run("mkdocs", "build", "--quiet", "--config-file", configuration)
    session.run("python", "checks/quality.py", *modules, own, extremes / "site", *session.posargs)


@nox.session
def screenshots(session: nox.Session) -> None:
    """Write what every kind of page looks like into .screenshots/ or the folder named."""
    install(session)
    session.install(PLAYWRIGHT)
    bring(session, "chromium")
    site = Path(session.create_tmp()) / "site"
    session.run("mkdocs", "build", "--quiet", "--site-dir", site)
    session.run("python", "checks/screenshots.py", site, *(session.posargs or [".screenshots"]))


@nox.session
def bench(session: nox.Session) -> None:
    """Print what the text boundary, the verification and whole sites cost on this machine."""
    install(session)
    session.run("python", "benchmarks/boundary.py")
    session.run("python", "benchmarks/verify.py")
    session.run("python", "benchmarks/drafting.py")
    place = session.create_tmp()
    kept = ("--install", "--tools", f"{place}/tools", "--folder", f"{place}/corpora")
    session.run("python", "benchmarks/peers.py", *kept, *(session.posargs or ("--sizes", "1000")))


@nox.session
def fuzz(session: nox.Session) -> None:
    """Look for new hostile texts that come out as anything but themselves."""
    install(session, "[tests]")
    session.run("pytest", "tests/test_markdown.py", env={"BRIEFING_HYPOTHESIS": "fuzz"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and types."""
    install(session, "[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session
def audit(session: nox.Session) -> None:
    """Look the locked versions up among those with known holes; needs the network."""
    session.install("pip-audit")
    session.run("pip-audit", "--require-hashes", "--disable-pip", "-r", "requirements.lock")


@nox.session
def lock(session: nox.Session) -> None:
    """Write the lock files anew, for every platform and from Python 3.11 on."""
    session.install("uv")
    options = ("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade")
    quiet = ("--quiet", "--no-header", "--no-emit-index-url")
    all_extras = ("--extra", "tests", "--extra", "lint", "pyproject.toml")
    compile_ = ("uv", "pip", "compile", *options, *quiet)
    session.run(*compile_, *all_extras, "-o", "requirements.lock")
    session.run(*compile_, "--group", "nox", "-o", "requirements-nox.lock")
