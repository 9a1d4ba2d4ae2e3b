"""The built site on nginx: how much it bears, and how many bytes a visit is.

`python -m bench load [--seconds N]`. wrk asks as fast as it can, on the same machine; a
browser visits, and nginx's log says what was sent. A million visits are `visits` of figures.yml.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Page

from bench import nginx, sites
from bench.figures import CannotMeasure, Figure
from sitebuild.finish.compress import compress
from sitebuild.sections.reference.common import load
from tests.browser import chromium
from tests.browser.conftest import until
from tests.browser.driver import sync_playwright

WAYS = ["brotli", "gzip", "pages"]
PAGE = "locks/races/"
RUN = "[data-program]:not([data-native]) [data-action=run]"
ENDED = "() => document.querySelector('[data-program]:not([data-native])').ariaBusy === 'false'"
CONNECTIONS = 32
FOR_A_YEAR = "public, max-age=31536000, immutable"
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


def hammered(url: str, seconds: int, header: str) -> tuple[float, float, float]:
    """Answers a second, and the milliseconds within which half and 99 of 100 came."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-H", header, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx or 3xx responses" in said:
        raise CannotMeasure(f"{url} is refused: {said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    found = {
        name: float(value) * _UNITS[unit]
        for name, value, unit in re.findall(r"^\s+(\d+)%\s+([\d.]+)(us|ms|s|m)$", said, re.M)
    }
    if rate is None:
        raise CannotMeasure(f"wrk told no rate: {said}")
    return float(rate[1]), found["50"], found["99"]


def head(url: str, **headers: str) -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}
    except urllib.error.HTTPError as other:  # 304 among them
        return other.code, {k.lower(): v for k, v in other.headers.items()}


def wasm(site: Path) -> str:
    """The path of the largest file of Python itself, in whatever form the page fetches it."""
    found = [p for p in site.rglob("*.wasm*") if p.suffix not in (".gz", ".br")]
    return max(found, key=lambda path: path.stat().st_size).relative_to(site).as_posix()


def caching(url: str, site: Path) -> None:
    """What the measurements rest on: fails with a line where the headers are not as documented."""
    page = {"Accept-Encoding": "br"}
    status, told = head(url, **page)
    again, _ = head(url, **page, **{"If-None-Match": told.get("etag", "")})
    missing, _ = head(f"{url}nowhere/")
    folder, of_folder = head(f"{url}assets/")
    ours = str((site / "404.html").stat().st_size)
    hashed = next(p for p in site.rglob("bundle.*.min.js")).relative_to(site).as_posix()
    _, kept = head(url + hashed)
    for what, here, wanted in (
        ("a page's status", status, 200),
        ("a page's encoding", told.get("content-encoding"), "br"),
        ("a page's caching", told.get("cache-control"), "no-cache"),
        ("an unchanged page's status", again, 304),
        ("a missing page's status", missing, 404),
        ("a bare folder's status", folder, 404),
        ("a bare folder's page", of_folder.get("content-length"), ours),
        (
            "a hashed name's caching",
            kept.get("cache-control"),
            FOR_A_YEAR,
        ),
        ("a page that may be read as another type", told.get("x-content-type-options"), "nosniff"),
    ):
        if here != wanted:
            raise CannotMeasure(f"{what} is {here}, not {wanted}")


def borne(server: nginx.Server, site: Path, seconds: int) -> list[Figure]:
    br = "Accept-Encoding: br"
    rate, half, most = hammered(server.url, seconds, br)
    wasm_rate, wasm_half, wasm_most = hammered(server.url + wasm(site), seconds, br)
    etag = head(server.url)[1]["etag"]
    unchanged, _, _ = hammered(server.url, seconds, f"If-None-Match: {etag}")
    return [
        Figure("page rate", rate),
        Figure("page p50", half),
        Figure("page p99", most),
        Figure("wasm rate", wasm_rate),
        Figure("wasm p50", wasm_half),
        Figure("wasm p99", wasm_most),
        Figure("unchanged rate", unchanged),
    ]


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(url, wait_until="networkidle")
    return page


def visited(chrome: BrowserType, server: nginx.Server, run: bool, profile: Path) -> list[int]:
    """Bytes of a first and of a second visit to a page, with all that they set off."""
    found = chromium.find(chrome.executable_path)
    context = chrome.launch_persistent_context(  # one without a folder keeps no large file
        profile,
        executable_path=found.executable,
        env={**os.environ, **found.environment},
        chromium_sandbox=False,
    )
    sent = []
    for _ in range(2):
        server.answers()
        page = opened(context, server.url + PAGE)
        if run:
            page.locator(RUN).first.click()
            until(page, ENDED)
        page.wait_for_load_state("networkidle")
        page.close()
        sent.append(sum(answer.sent for answer in server.answers()))
    context.close()
    return sent


def visits(chrome: BrowserType, server: nginx.Server, way: str, scratch: Path) -> list[Figure]:
    first, again = visited(chrome, server, False, scratch / f"{way}-reader")
    first_run, again_run = visited(chrome, server, True, scratch / f"{way}-runner")
    of_ten = load("figures")["load"]["visits"]
    new, runs = of_ten["first"] / 10, of_ten["run"] / 10
    read = new * first + (1 - new) * again
    ran = new * first_run + (1 - new) * again_run
    month = ((1 - runs) * read + runs * ran) * 1_000_000
    return [
        *(
            Figure("visit", sent / 1000, of=f"{way}, {kind}")
            for kind, sent in (
                ("read 1", first),
                ("read 2", again),
                ("run 1", first_run),
                ("run 2", again_run),
            )
        ),
        Figure("million", month / 1e9, of=way),
    ]


def measure(order: argparse.Namespace) -> list[Figure]:
    nginx.require("nginx", "wrk")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        scratch = Path(temporary)
        site = scratch / "site"
        sites.build_ours(site, "http://127.0.0.1/")
        compress(site)
        with nginx.serve(site, scratch / "load") as server:
            caching(server.url, site)
            found = borne(server, site, order.seconds)
        for way in WAYS:
            with nginx.serve(site, scratch / way, way) as server:
                found += visits(playwright.chromium, server, way, scratch)
    return found
