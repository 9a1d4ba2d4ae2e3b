"""How soon `mkdocs serve` shows an edit: `python -m bench edit [--rounds N]`.

In a copy of the project, one file of each kind is edited, and what is served is asked for until it
has the edit: a page of each language, a program, a style, a script.
"""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import copies
from bench.figures import CannotMeasure, Figure

PATIENCE = 300.0  # seconds
PAGE = "locks/races.md"
# What is edited, and what is put in front of which words there. {} is new each time.
EDITS = {
    "docs/zh": (f"docs/zh/{PAGE}", "\n## ", "\n新的一句 {}。\n\n## "),
    "docs/en": (f"docs/en/{PAGE}", "\n## ", "\nA new sentence {}.\n\n## "),
    "snippets": (
        "snippets/races/plain_increment_race.py",
        "def main()",
        "word = '{}'\n\n\ndef main()",
    ),
    ".css": ("sitebuild/theme/overrides/assets/site.css", "", "/* {} */\n"),
    ".ts": ("playground/web/main.ts", "", 'document.documentElement.dataset.edit = "{}";\n'),
}


def fetched(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def served(url: str, kind: str) -> str:
    """Where a reader would see the edit."""
    page = fetched(url + ("en/" if kind == "docs/en" else "") + "locks/races/")
    if kind not in (".css", ".ts"):
        return page
    asset = r'href="([^"]*/site[^"/]*\.css)"' if kind == ".css" else r'src="([^"]*/main[^"/]*\.js)"'
    found = re.search(asset, page)
    return fetched(f"{url}locks/races/{found[1]}") if found else ""


def until(url: str, kind: str, mark: str, began: float, server: subprocess.Popen[bytes]) -> float:
    while mark not in served(url, kind):
        if server.poll() is not None:
            raise CannotMeasure("mkdocs serve ended")
        if time.perf_counter() - began > PATIENCE:
            raise CannotMeasure(f"an edit of {kind} was not served within {PATIENCE:.0f} s")
        time.sleep(0.02)
    return time.perf_counter() - began


@contextmanager
def serving(project: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", f"127.0.0.1:{port}"]
    with (project / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}/", server
        finally:
            server.terminate()
            server.wait()


def measure(order: argparse.Namespace) -> list[Figure]:
    taken: dict[str, list[float]] = {kind: [] for kind in EDITS}
    with tempfile.TemporaryDirectory() as temporary:
        project = Path(temporary) / "project"
        copies.make(project)
        with serving(project) as (url, server):
            until(url, "docs/zh", "<html", time.perf_counter(), server)
            for number in range(order.rounds + 1):  # the first fills what is kept from then on
                for kind, (name, before, put) in EDITS.items():
                    mark = f"edit{number}of{len(kind)}x"
                    file = project / name
                    text = file.read_text("utf8")
                    file.write_text(text.replace(before, put.format(mark), 1), "utf8")
                    seconds = until(url, kind, mark, time.perf_counter(), server)
                    if number:
                        taken[kind].append(seconds)
                    print(f"edit: {kind} {seconds:.2f} s", file=sys.stderr, flush=True)
    return [Figure("seen", statistics.median(taken[kind]), of=kind) for kind in EDITS]
