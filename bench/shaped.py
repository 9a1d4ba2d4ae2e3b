"""Serves a folder through a line of a given rate and latency, as a host of static pages does: with
gzip, or with the Brotli that lies beside a file. Notes what was sent, and when; knows nothing of
what is measured.

A line is shared by all connections, first come, first served. A new connection waits for one
latency, each answer for another. TCP's slow start is left out, for every page alike.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.browser.served_site import PREFIX

PACKED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".py", ".wasm"}
PIECE = 8192
ANSWER = 300  # bytes of an answer's head, about


@dataclass(frozen=True)
class Line:
    name: str
    bytes_a_second: float  # infinite: no shaping
    latency: float  # seconds


def line(name: str, megabits: float, milliseconds: float) -> Line:
    return Line(name, megabits * 125_000, milliseconds / 1000)


FAST = line("∞", float("inf"), 0)  # and what comes when nobody waits any more


@dataclass
class Sent:
    """Bytes by path, and when they came: seconds since this began, bytes so far."""

    by_path: dict[str, int] = field(default_factory=dict)
    came: list[tuple[float, int]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def total(self) -> int:
        return sum(self.by_path.values())


class Host:
    """One folder behind one line, which may be another from one visit to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.line = Line("none", float("inf"), 0)
        self.sent = Sent()
        self.brotli = False
        self.port = 0
        #: Told of each piece that is about to leave; false ends its connection.
        self.lets: Callable[[str, int], bool] = lambda path, sent: True
        #: Makes of each body what is sent in its place.
        self.alters: Callable[[str, bytes], bytes] = lambda path, body: body
        self._lock = threading.Lock()
        self._free = 0.0
        self._packed: dict[Path, bytes] = {}

    def count(self) -> None:
        """What is sent from now on."""
        self.sent = Sent()

    def begin(self, line: Line) -> None:
        self.line, self.sent, self._free = line, Sent(), 0.0

    def body(self, path: Path) -> tuple[bytes, str]:
        """And how it is packed, by the name for it."""
        ready = path.with_name(f"{path.name}.br")
        if self.brotli and ready.is_file():
            return ready.read_bytes(), "br"
        if path.suffix not in PACKED:
            return path.read_bytes(), ""
        if path not in self._packed:
            self._packed[path] = gzip.compress(path.read_bytes(), 6, mtime=0)
        return self._packed[path], "gzip"

    def pass_on(self, path: str, size: int) -> bool:
        """Wait for one's turn on the line."""
        with self._lock:
            if not self.lets(path, self.sent.total()):
                return False
            now = time.monotonic()
            self._free = max(self._free, now) + size / self.line.bytes_a_second
            wait = self._free - now
            self.sent.by_path[path] = self.sent.by_path.get(path, 0) + size
            self.sent.came.append((self._free - self.sent.began, self.sent.total()))
        if wait > 0:
            time.sleep(wait)
        return True


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, host: Host, *rest: object) -> None:
        self._host = host
        super().__init__(*rest, directory=str(host.folder))  # type: ignore[arg-type]

    def setup(self) -> None:
        super().setup()
        time.sleep(self._host.line.latency)

    def do_GET(self) -> None:
        host = self._host
        name = self.path.partition("?")[0].removeprefix(PREFIX)
        path = Path(self.translate_path("/" + name))
        if path.is_dir():
            path /= "index.html"
        time.sleep(host.line.latency)
        if not path.is_file():
            self.send_error(404)
            return
        body, packed = host.body(path)
        body = host.alters(name, body)
        self.send_response(200)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        kind = "text/javascript" if path.suffix == ".mjs" else kind
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", packed)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        host.pass_on(name, ANSWER)
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            if not host.pass_on(name, len(piece)):
                self.close_connection = True
                return
            try:
                self.wfile.write(piece)
            except OSError:  # nobody waits for it any more
                self.close_connection = True
                return

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone is no fault."""


@contextmanager
def serve(folder: Path) -> Iterator[Host]:
    host = Host(folder)
    server = _Server(("127.0.0.1", 0), partial(_Handler, host))
    host.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
