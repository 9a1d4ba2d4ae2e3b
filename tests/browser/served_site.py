"""The site as a reader would get it: built once, as for publishing, and served below a sub-path.

Its public address is mapped to a local port by the browser, so no address is baked into a build.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sitebuild.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
HOST = "threads.localhost"  # below .localhost a page counts as secure, as it does behind https
PREFIX = "/tutorial/"  # GitHub Pages serves a project below its name
WITH_HEADERS = "/headers/"  # the same site from a host that sends what stands in _headers
ORIGIN = f"http://{HOST}"
ADDRESS = f"{ORIGIN}{PREFIX}"
REPOSITORY = "https://code.example/threads"
QUIET = "NO_MKDOCS_2_WARNING"  # set by the environment itself, as whoever types `mkdocs` has it

FOLDERS = {language.code: language.folder for language in LANGUAGES}
PAGES = sorted(
    "" if file.name == "index.md" else f"{file.relative_to(ROOT / 'docs' / 'zh').with_suffix('')}/"
    for file in (ROOT / "docs" / "zh").rglob("*.md")
)
CHAPTERS = [page for page in PAGES if page and not page.startswith("reference/")]


def address(language: str, page: str = "") -> str:
    return f"{ADDRESS}{FOLDERS[language]}{page}"


def build(folder: Path) -> str:
    """Build both languages into `folder`, once; returns what the build says, which is nothing.

    A second caller waits for the first and takes its result, good or bad.
    """
    said = folder.with_suffix(".said")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            said.write_text(_build(folder), "utf8")
    return said.read_text("utf8")


def _build(folder: Path) -> str:
    shared = folder.with_suffix(".tmp")  # what a build leaves in it, a test sees
    shared.mkdir()
    settings = {
        "TMPDIR": str(shared),
        "SITE_URL": ADDRESS,
        "SITE_URL_EN": address("en"),
        "REPO_URL": REPOSITORY,
    }
    environment = {**os.environ, **settings}
    environment.pop(QUIET, None)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    fault = f"the site's build ended with {done.returncode} (after `make setup`?) and said:\n{said}"
    return fault if said or done.returncode else ""


def headers(folder: Path) -> dict[str, str]:
    """What the built file tells a host to send with everything."""
    first, *lines = (folder / "_headers").read_text("utf8").splitlines()
    assert first == "/*"
    pairs = [line.strip().split(": ", 1) for line in lines]
    return {name: value for name, value in pairs}


class _Host(SimpleHTTPRequestHandler):
    """Files below PREFIX, and 404.html with status 404 for all else, as GitHub Pages does."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        for prefix in (PREFIX, WITH_HEADERS):
            if path.startswith(prefix):
                return super().translate_path(path.removeprefix(prefix.rstrip("/")))
        return str(Path(self.directory, "nowhere"))

    def end_headers(self) -> None:
        if self.path.startswith(WITH_HEADERS):
            for name, value in headers(Path(self.directory)).items():
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[int]:
    """Serve `folder` on a free port of this machine, and tell the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
