"""A built site served as a host would: compressed, below its path, with its headers and its 404."""

from __future__ import annotations

import gzip
import mimetypes
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Where sites lie, as their `site_url` says.
PATH = "/haiti-briefing/"
_COMPRESSED = re.compile(r"text/|/javascript|json|xml|svg")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


ROOT = Path(__file__).parent.parent


def build(folder: Path) -> Path:
    """Build this repository's site into a folder, every warning an error."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the site in `folder` is served meanwhile."""
    handler = partial(_Handler, folder, _headers_of(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PATH}"
        server.shutdown()


def _headers_of(folder: Path) -> list[tuple[str, str, str]]:
    """Patterns of paths with a header for each, as the site's `_headers` has them."""
    found, pattern = [], ""
    path = folder / "_headers"
    for line in path.read_text().splitlines() if path.is_file() else ():
        if line.startswith("/"):
            pattern = line
        else:
            name, value = line.strip().split(": ", 1)
            found.append((pattern, name, value))
    return found


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a browser asks for many files at once, and 5 is the default
    daemon_threads = True

    def handle_error(self, *arguments: object) -> None:
        """Say nothing of a browser that goes away in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*arguments)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, headers: list[tuple[str, str, str]], *args: object) -> None:
        self.folder, self.sent = folder, headers
        super().__init__(*args)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        inside = path.removeprefix(PATH)
        file = self.folder / inside / ("index.html" if path.endswith("/") else "")
        there = path.startswith(PATH) and file.is_file()
        file = file if there else self.folder / "404.html"
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        data = file.read_bytes()
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        for pattern, name, value in self.sent:
            if fnmatch(f"/{inside}", pattern):
                self.send_header(name, value)
        if _COMPRESSED.search(kind) and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = _compressed(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@lru_cache(maxsize=512)
def _compressed(data: bytes) -> bytes:
    return gzip.compress(data, 6)
