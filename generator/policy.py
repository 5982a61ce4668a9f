"""What a page may load and run: its Content-Security-Policy, and the headers for a host to send."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser

#: The file in which hosts such as Netlify and Cloudflare Pages look for headers.
HEADERS_FILE = "_headers"

#: Types of scripts that run. What stands in any other is data, of which no policy speaks.
_RUN = {"", "module", "text/javascript", "application/javascript"}

#: What may be fetched, and from where; nothing else may. Icons stand in styles as `data:`.
_SOURCES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}

#: A file with a digest of its bytes in its name.
_DIGESTED = re.compile(r"\.[0-9a-f]{8}\.min\.(?:css|js)$")
_FOR_A_YEAR = "public, max-age=31536000, immutable"
_FOR_A_MONTH = "public, max-age=2592000"
#: The folders of an index in which Pagefind names each file after its bytes.
_SHARD_FOLDERS = ("fragment", "index", "filter")


@dataclass(frozen=True)
class Policy:
    """What every page of a site may do.

    `scripts` are the hashes of the scripts that stand in pages, as `hash_of` writes them;
    `compiles` is whether pages run WebAssembly.
    """

    scripts: tuple[str, ...]
    compiles: bool

    def text(self) -> str:
        """The policy as it stands in a page's `<meta>`."""
        script = ["'self'", *(["'wasm-unsafe-eval'"] if self.compiles else []), *self.scripts]
        sources = {**_SOURCES, "script-src": " ".join(script)}
        return "; ".join(f"{name} {source}" for name, source in sources.items())

    def header(self) -> str:
        """The policy as a host sends it: with what a browser ignores in a `<meta>`."""
        return f"{self.text()}; frame-ancestors 'none'"


def policy_of(page: str, *, compiles: bool) -> Policy:
    """The policy that lets the scripts in the HTML of `page` run, and no others.

    The page must hold no text of the content: a script that got in with it would be allowed, too.
    """
    found = _Scripts()
    found.feed(page)
    found.close()
    return Policy(tuple(dict.fromkeys(map(hash_of, found.texts))), compiles)


def hash_of(script: str) -> str:
    """The source that allows a script of exactly this text."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def headers_file(policy: Policy, files: Iterable[str], shards: Iterable[str]) -> str:
    """The headers of a site, in the form of `_headers`.

    `files` are the paths of its styles and scripts, `shards` the folders of its search indexes.
    """
    blocks = {
        "/*": {
            "Content-Security-Policy": policy.header(),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        },
        "/assets/fonts/*": {"Cache-Control": _FOR_A_MONTH},
    }
    lasting = [path for path in sorted(files) if _DIGESTED.search(path)]
    lasting += [f"{shard}/{folder}/*" for shard in shards for folder in _SHARD_FOLDERS]
    blocks |= {f"/{path}": {"Cache-Control": _FOR_A_YEAR} for path in lasting}
    lines = []
    for place, headers in blocks.items():
        lines += [place, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


class _Scripts(HTMLParser):
    """The texts of the scripts that stand in a page and run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self._is_in_one = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = (given.get("type") or "").strip().lower() in _RUN
        self._is_in_one = tag == "script" and runs and "src" not in given
        if self._is_in_one:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self._is_in_one:
            self.texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._is_in_one = False
