"""What is known of the C inside Pyodide is told, unless somebody has looked at it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from playground.catalogue import read_yaml
from sitebuild.finish import sbom
from tools import watch_parts

TABLE = read_yaml(sbom.TABLE)["pyodide"]


class Database:
    """Answers as the National Vulnerability Database does."""

    def __init__(self) -> None:
        self.known: dict[str, list[str]] = {}  # by product
        self.asked: list[str] = []
        told = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                (cpe,) = parse_qs(urlsplit(self.path).query)["cpeName"]
                told.asked.append(cpe)
                body = json.dumps(told.answer(cpe)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"

    def answer(self, cpe: str) -> dict[str, Any]:
        said = [{"lang": "en", "value": "It overflows."}]
        numbers = self.known.get(cpe.split(":")[4], [])
        found = [{"cve": {"id": number, "descriptions": said}} for number in numbers]
        return {"totalResults": len(found), "vulnerabilities": found}


@pytest.fixture
def database() -> Iterator[Database]:
    there = Database()
    yield there
    there.server.shutdown()
    there.server.server_close()


def test_each_part_is_asked_for_by_its_version(database: Database) -> None:
    assert watch_parts.main(database.url) == 0
    versions = {cpe.split(":")[4]: cpe.split(":")[5] for cpe in database.asked}
    parts = TABLE["parts"]
    for name, product in (("sqlite", "sqlite"), ("zlib", "zlib"), ("expat", "libexpat")):
        assert versions[product] == parts[name]["version"]


def test_what_is_new_is_told_and_fails(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    looked_at = next(iter(TABLE["judged"]))
    database.known["sqlite"] = [looked_at]
    assert watch_parts.main(database.url) == 0
    database.known["sqlite"] += ["CVE-2099-1"]
    assert watch_parts.main(database.url) == 1
    assert "sqlite 3.39.0: 2 known, 1 new\n  CVE-2099-1: It overflows.\n" in capsys.readouterr().out
