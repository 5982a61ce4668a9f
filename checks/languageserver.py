"""A language server, asked as an editor asks it: documents opened, places asked about."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

#: Seconds after which a server that does not answer is ended.
PATIENCE = 60
_ABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
    },
}


class LanguageServer:
    """A server run for a folder; `settings` are its configuration, by section."""

    def __init__(self, command: Sequence[str], root: Path, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._watch = threading.Timer(PATIENCE, self._process.kill)
        self._watch.start()
        self._asked = 0
        self._found: dict[str, list[dict[str, Any]]] = {}
        folders = [{"uri": root.as_uri(), "name": root.name}]
        self._ask("initialize", processId=None, rootUri=root.as_uri(), workspaceFolders=folders,
                  capabilities=_ABILITIES)  # fmt: skip
        self._tell("initialized")

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)

    def found(self, path: Path) -> list[dict[str, Any]]:
        """What the server finds wrong in an open file; it has then read its settings as well."""
        while path.as_uri() not in self._found:
            self._receive()
        return self._found.pop(path.as_uri())

    def ask(self, what: str, path: Path, line: int, character: int) -> Any:
        """What it answers (`completion`, `hover`) at a place of an open file, from 0 on."""
        place = {"line": line, "character": character}
        document = {"uri": path.as_uri()}
        return self._ask(f"textDocument/{what}", textDocument=document, position=place)

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == self._asked and "method" not in message:
                return message["result"]

    def _tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks is answered, and what it finds kept."""
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended, or did not answer"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        match message:
            case {"method": "workspace/configuration", "id": id, "params": {"items": items}}:
                answers = [self._settings.get(item["section"]) for item in items]
                self._send({"id": id, "result": answers})
            case {"method": "textDocument/publishDiagnostics", "params": found}:
                self._found[found["uri"]] = found["diagnostics"]
            case {"method": _, "id": id}:
                self._send({"id": id, "result": None})
        return message
