"""What Lighthouse gives a page on its mobile settings."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from statistics import median
from typing import NamedTuple

from chromium import program

#: What must be whole, whatever the machine does beside.
WHOLE = ("accessibility", "best-practices", "seo")
_FLAGS = "--headless=new --no-sandbox --disable-gpu"


class Scores(NamedTuple):
    """Marks out of 100 by category, `performance` the median of all runs, and what cost marks."""

    marks: dict[str, int]
    performance: list[int]
    objections: list[str]


def scores(url: str, modules: Path, runs: int = 5) -> Scores:
    """The marks of the page at `url`; `modules` is the folder where Lighthouse is installed."""
    reports = [_report(url, modules, WHOLE if run == 0 else ()) for run in range(runs)]
    performance = [_mark(report["categories"]["performance"]) for report in reports]
    first = reports[0]
    marks = {name: _mark(first["categories"][name]) for name in WHOLE}
    objections = [
        f"{name}: {audit['id']}: {audit['title']}"
        for name in WHOLE
        for reference in first["categories"][name]["auditRefs"]
        for audit in [first["audits"][reference["id"]]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1
    ]
    return Scores(marks | {"performance": round(median(performance))}, performance, objections)


def _mark(category: dict[str, float]) -> int:
    return round((category["score"] or 0) * 100)


def _report(url: str, modules: Path, categories: tuple[str, ...]) -> dict[str, dict]:
    wanted = ",".join(("performance", *categories))
    command = ["node", str(modules / "lighthouse" / "cli" / "index.js"), url, "--quiet"]
    command += ["--output=json", f"--only-categories={wanted}", f"--chrome-flags={_FLAGS}"]
    done = subprocess.run(
        [*command, "--no-enable-error-reporting"],
        env={**os.environ, "CHROME_PATH": program()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not load {url}: {done.stderr}")
    report = json.loads(done.stdout)
    if "runtimeError" in report:
        raise RuntimeError(f"Lighthouse could not load {url}: {report['runtimeError']}")
    return report
