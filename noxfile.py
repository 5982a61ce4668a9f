"""Everything that can be run: `nox -l` lists it, `nox -s NAME` runs one."""

from __future__ import annotations

import nox

nox.options.sessions = ["lint", "tests", "build"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def build(session: nox.Session) -> None:
    """Build the site into site/, with every warning an error."""
    session.install("-e", ".")
    session.run("briefing", "build", *session.posargs)


@nox.session
def serve(session: nox.Session) -> None:
    """Show the site at http://127.0.0.1:8000/haiti-briefing/ and rebuild it at every save."""
    session.install("-e", ".")
    session.run("mkdocs", "serve", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; `-- --update-golden` writes the expected pages and messages anew."""
    session.install("-e", ".[tests]")
    session.run("pytest", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Look for new hostile texts that come out as anything but themselves."""
    session.install("-e", ".[tests]")
    session.run("pytest", "tests/test_markdown.py", env={"BRIEFING_HYPOTHESIS": "fuzz"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and types."""
    session.install("-e", ".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
