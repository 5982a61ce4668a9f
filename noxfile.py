"""Everything that can be run: `nox -l` lists it, `nox -s NAME` runs one."""

from __future__ import annotations

import nox

nox.options.sessions = ["lint", "tests", "build"]
nox.options.reuse_existing_virtualenvs = True

LOCK = ("--require-hashes", "--requirement", "requirements.lock")


def install(session: nox.Session, extra: str = "") -> None:
    """The versions of the lock file, each held against its hash, and this project."""
    session.install(*LOCK)
    session.install("--no-deps", "--editable", f".{extra}")


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
    """Read every view and follow links to passages in the system's Chromium."""
    install(session, "[tests]")
    session.install("playwright>=1.49")
    session.run(
        "pytest",
        *(f"checks/test_{name}.py" for name in ("fragments", "views", "search")),
        *session.posargs,
    )


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
