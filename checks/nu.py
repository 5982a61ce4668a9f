"""What the Nu HTML checker, which needs Java, objects to in pages."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from findings import Finding


def errors(folder: Path, files: Iterable[Path], jar: Path) -> Iterator[Finding]:
    """Its errors in files of the site in `folder`.

    Its warnings are left out: to files it speaks of a host that is none, and of data as of scripts.
    """
    command = ["java", "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "json"]
    command += ["--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for message in json.loads(done.stderr or done.stdout)["messages"]:
        place = Path(message["url"].removeprefix("file:")).relative_to(folder.resolve())
        where = f"line {message.get('lastLine', 0)}: {message.get('extract', '')!r}"
        yield Finding(str(place), where, message["message"])
