"""Runs nginx on a built site, with hosting/nginx.conf as the hosting page has it.

Only the port and the site's place are other than there. Knows nothing of what is measured.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.figures import CannotMeasure
from bench.sites import ROOT

DOCUMENTED = ROOT / "hosting" / "nginx.conf"
PLACE = "/srv/threads/site"
NEEDED = "apt-get install -y nginx-light libnginx-mod-http-brotli-static wrk"

_MAIN = """\
daemon off;
{user}
worker_processes auto;
pid {scratch}/pid;
error_log {scratch}/error.log;
include /etc/nginx/modules-enabled/*.conf;
events {{ worker_connections 1024; }}
http {{
    log_format bytes '$status $bytes_sent $uri';
    access_log {scratch}/access.log bytes;
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    include {scratch}/site.conf;
}}
"""

# How GitHub Pages serves a file: compressed on the way, with gzip alone, and good for ten minutes.
_PAGES_WAY = """\
    gzip on;
    gzip_types text/css text/javascript text/plain application/json application/xml
        application/wasm application/manifest+json image/svg+xml;
"""


@dataclass(frozen=True)
class Answer:
    """One line of the access log; `sent` counts the head as well."""

    status: int
    sent: int
    path: str


class Server:
    def __init__(self, port: int, scratch: Path) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self._log = scratch / "access.log"

    def answers(self) -> list[Answer]:
        """Since the last call."""
        lines = self._log.read_text("utf8").splitlines()
        os.truncate(self._log, 0)
        return [Answer(int(s), int(n), p) for s, n, p in (line.split(" ", 2) for line in lines)]


def configuration(site: Path, port: int, way: str) -> str:
    """The documented file for this site; `way` is brotli (as documented), gzip, or pages."""
    text = DOCUMENTED.read_text("utf8")
    changes = [("listen 80;", f"listen 127.0.0.1:{port};"), (PLACE, str(site))]
    if way != "brotli":
        changes.append(("    brotli_static on;\n", ""))
    if way == "pages":
        changes.append(("    gzip_static on;\n", _PAGES_WAY))
        changes.append(("$threads_cache;", '"max-age=600";'))
    for old, new in changes:
        if old not in text:
            raise CannotMeasure(f"hosting/nginx.conf has no {old.strip()}")
        text = text.replace(old, new)
    headers = site / "_headers.nginx"
    if not headers.is_file():
        raise CannotMeasure(f"the build made no {headers.name}, which hosting/nginx.conf includes")
    return text


def require(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            raise CannotMeasure(f"{program} is missing: {NEEDED}")


@contextmanager
def serve(site: Path, scratch: Path, way: str = "brotli") -> Iterator[Server]:
    require("nginx")
    scratch.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (scratch / "site.conf").write_text(configuration(site, port, way), "utf8")
    user = "user root;" if os.geteuid() == 0 else ""  # who else may not read a temporary folder
    (scratch / "nginx.conf").write_text(_MAIN.format(scratch=scratch, user=user), "utf8")
    command = ["nginx", "-e", str(scratch / "error.log"), "-c", str(scratch / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    if checked.returncode:
        fault = re.search(r"\[emerg\] (.*)", checked.stderr)
        hint = f" ({NEEDED})" if fault and "brotli_static" in fault[1] else ""
        raise CannotMeasure(f"nginx: {fault[1] if fault else checked.stderr}{hint}")
    if warned := re.search(r"\[warn\] (.*)", checked.stderr):
        raise CannotMeasure(f"nginx warns: {warned[1]}")
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(port, scratch)
    try:
        _wait(server.url, running)
        server.answers()
        yield server
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()


def _wait(url: str, running: subprocess.Popen[bytes]) -> None:
    while running.poll() is None:
        try:
            with urllib.request.urlopen(url):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            continue
    raise CannotMeasure("nginx ended as soon as it was started")
