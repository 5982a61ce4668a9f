"""Tests of generator/policy.py: what may run, and what hosts are to send."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import run_mkdocs

from generator.policy import Policy, hash_of, headers_file, policy_of


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in map(str.split, policy.split("; "))}


def test_a_script_that_runs_gets_a_hash_and_data_and_files_get_none() -> None:
    page = """
        <SCRIPT>one("&amp;")</SCRIPT><script type="module">two()</script>
        <script>one("&amp;")</script>
        <script src="three.js">three()</script>
        <script type="application/ld+json">{"@id": "four"}</script>
        <p onclick="five()">six()</p>
    """
    policy = policy_of(page, compiles=False)
    assert policy.scripts == (hash_of('one("&amp;")'), hash_of("two()"))
    digest = b64encode(sha256(b'one("&amp;")').digest()).decode()
    assert policy.scripts[0] == f"'sha256-{digest}'"


def test_webassembly_may_run_only_where_it_is_needed() -> None:
    runs = directives(Policy(("'sha256-x'",), True).text())["script-src"]
    assert runs == ["'self'", "'wasm-unsafe-eval'", "'sha256-x'"]
    assert directives(Policy((), False).text())["script-src"] == ["'self'"]


def test_nothing_is_allowed_that_is_not_named_and_no_frame_around_it() -> None:
    found = directives(Policy((), False).header())
    assert found["default-src"] == found["base-uri"] == found["form-action"] == ["'none'"]
    assert found["frame-ancestors"] == ["'none'"]
    assert {source for sources in found.values() for source in sources} == {
        "'none'",
        "'self'",
        "data:",
    }
    assert "frame-ancestors" not in Policy((), False).text()


def test_what_has_a_digest_in_its_name_may_be_kept_and_nothing_else() -> None:
    files = ["a/own.css", "a/main.57a0d79d.min.css", "a/own.min.js", "b/bundle.a5f9d56c.min.js"]
    text = headers_file(Policy((), True), files, ["pagefind-0", "pagefind-1"])
    blocks = re.findall(r"^(/.*)\n((?:  .*\n)+)", text, re.MULTILINE)
    assert "".join(f"{place}\n{lines}" for place, lines in blocks) == text
    kept = [place for place, lines in blocks if "immutable" in lines]
    assert kept == [
        "/a/main.57a0d79d.min.css",
        "/b/bundle.a5f9d56c.min.js",
        *(f"/pagefind-0/{name}/*" for name in ("fragment", "index", "filter")),
        *(f"/pagefind-1/{name}/*" for name in ("fragment", "index", "filter")),
    ]
    assert blocks[0][0] == "/*"
    assert "wasm-unsafe-eval" in blocks[0][1]


def policies_in(site: Path) -> set[str]:
    found = set()
    for path in site.rglob("*.html"):
        html = BeautifulSoup(path.read_bytes(), "html.parser")
        (policy,) = html.find_all("meta", {"http-equiv": "Content-Security-Policy"})
        assert policy.find_previous("meta")["charset"] == "utf-8", path
        assert not html.find_previous_siblings(["script", "link", "style"])
        ours = [
            tag.string for tag in html.find_all("script") if not (tag.get("src") or tag.get("type"))
        ]
        assert ours
        assert all(hash_of(script) in policy["content"] for script in ours), path
        assert not html.find_all(style=True) + html.find_all("style"), path
        found.add(policy["content"])
    return found


def test_every_page_of_a_site_bears_the_same_policy_and_nothing_that_it_forbids(
    built_site: Path,
) -> None:
    (policy,) = policies_in(built_site)
    assert len(directives(policy)["script-src"]) == 5
    headers = (built_site / "_headers").read_text()
    assert f"  Content-Security-Policy: {policy}; frame-ancestors 'none'\n" in headers
    named = re.findall(r"^/(.*[^*\n])$", headers, re.MULTILINE)
    assert len(named) == 4
    assert all((built_site / path).is_file() for path in named)
    folders = re.findall(r"^/(.*/)\*$", headers, re.MULTILINE)
    assert all(any((built_site / path).iterdir()) for path in folders)


def test_a_text_of_the_content_cannot_have_a_script_of_its_own_allowed(small_site: Path) -> None:
    (small_site / "content/pages/by-hand.md").write_text("# Mine\n\n<script>alert(1)</script>\n")
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 0, done.stderr
    page = (small_site / "site/by-hand/index.html").read_text()
    assert "<script>alert(1)</script>" in page
    assert hash_of("alert(1)") not in page


@pytest.mark.parametrize("accelerate", ["true", "false"])
def test_a_site_can_have_headers_of_its_own_or_no_policy(small_site: Path, accelerate: str) -> None:
    own = small_site / "content" / "pages" / "_headers"
    own.write_text("/*\n  X-Own: 1\n")
    config = small_site / "site_config.yml"
    text = config.read_text()
    options = f"{{locale: en_GB, accelerate: {accelerate}"
    for others in ("", ", policy: false"):
        config.write_text(text.replace("{locale: en_GB", options + others))
        done = run_mkdocs(small_site, "build")
        assert done.returncode == 0, done.stderr
        page = (small_site / "site" / "index.html").read_text()
        assert ("Content-Security-Policy" in page) == (not others)
        assert (small_site / "site" / "_headers").read_text() == "/*\n  X-Own: 1\n"
    own.unlink()
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 0, done.stderr
    assert not (small_site / "site" / "_headers").exists()
    config.write_text(text)
    done = run_mkdocs(small_site, "build")
    assert done.returncode == 0, done.stderr
    (policy,) = policies_in(small_site / "site")
    assert "wasm" not in policy  # Material's search runs none
    assert policy in (small_site / "site" / "_headers").read_text()
