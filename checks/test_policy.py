"""Checks in a browser that pages keep to their policy and ask nobody but their own host.

Needs playwright and a Chromium of the system: `nox -s browser` brings the one and finds the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chromium import browser as chromium
from kinds import sample_of
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from serving import build, served

#: Notes every violation before anything of the page runs; the console says them too.
NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""

UNTIL_A_VIOLATION = """() => new Promise((done, failed) => {
  const look = () => (window.violations.length ? done() : setTimeout(look, 10));
  setTimeout(() => failed(new Error("it was allowed")), 5000);
  look();
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("governed") / "site")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """The site with its policy in pages and in headers."""
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


class Watched:
    """A page, what it asked for, and what it was not allowed or failed to do."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 844})
        self.context.add_init_script(NOTE_VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, told: ConsoleMessage) -> None:
        is_the_page = told.location["url"] == self.page.url  # which may be the one of no address
        if told.type in {"error", "warning"} and not is_the_page:
            self.complaints.append(f"{told.text} {told.location['url']}")

    def kept_to(self, site: str) -> bool:
        violations = self.page.evaluate("window.violations")
        hosts = {urlsplit(url).netloc for url in self.asked if not url.startswith("data:")}
        assert violations == []
        assert self.complaints == []
        assert hosts == {urlsplit(site).netloc}
        return True


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    found = Watched(browser)
    yield found
    found.context.close()


def test_every_page_bears_one_policy_before_all_that_it_governs(folder: Path) -> None:
    policies = set()
    for path in folder.rglob("*.html"):
        text = path.read_text()
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert policy, path
        before = re.findall(r"<(\w+)", text[: policy.start()])
        assert before == ["html", "head", "meta"], path
        policies.add(policy[1])
    (policy,) = policies
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy.replace("'wasm-unsafe-eval'", "")
    assert f"  Content-Security-Policy: {policy}; frame-" in (folder / "_headers").read_text()


def test_no_page_of_any_kind_breaks_its_policy_or_asks_another_host(folder, site, watched) -> None:
    addresses = sample_of(folder)
    assert len(addresses) > 20
    for address in addresses:
        watched.page.goto(site + address, wait_until="load")
        assert watched.kept_to(site), address
    assert any(url.endswith(".woff2") for url in watched.asked)


def test_the_search_keeps_to_the_policy(site, watched) -> None:
    watched.page.goto(site)
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("Penland")
    expect(watched.page.locator(".b-search-status")).to_have_text(re.compile(r"^Found: \d+$"))
    assert watched.kept_to(site)
    assert any(".pf_fragment" in url for url in watched.asked)


def test_the_scheme_that_a_reader_chose_is_kept_from_page_to_page(site, watched) -> None:
    page = watched.page
    page.goto(site)
    page.locator("label[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    for address in ("articles/ruto-visits-haiti/", "no-such-page/"):
        page.goto(site + address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert watched.kept_to(site)


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.append(Object.assign(document.createElement('script'), {text: 'ran = 1'}))",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"ran = 1\">')",
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')",
        "new Image().src = 'http://127.0.0.2/pixel.png'",
        "fetch('http://127.0.0.2/').catch(() => 0)",
        "document.body.insertAdjacentHTML('beforeend', '<iframe src=\"/\"></iframe>')",
    ],
)
def test_what_should_not_run_or_leave_does_not(site, watched, attempt) -> None:
    watched.page.goto(site)
    watched.page.evaluate(f"() => {{ {attempt}; }}")
    watched.page.evaluate(UNTIL_A_VIOLATION)
    assert watched.page.evaluate("typeof ran") == "undefined"
