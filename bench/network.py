"""How long a reader waits for the first line behind a real line, and how many bytes that takes.

From the click on Run to the output, on a first and on a second visit (the page loaded anew, with
what the browser has kept), against a bare page that only calls loadPyodide and runPython, through
the same line. Medians; the bytes are those of the first visit, until the line stands there.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from bench import shaped
from bench.figures import CannotMeasure, Figure
from bench.page import BARE, FIRST_LINE, PROGRAM
from tests.browser import conftest, served_site
from tests.browser.conftest import until
from tests.browser.driver import sync_playwright
from tests.browser.playground import ENGINE_IS_KEPT, section
from tests.browser.served_site import address

PATIENCE = 300_000  # milliseconds
LINES = (
    shaped.line("∞", float("inf"), 0),
    shaped.line("50 Mbit/s, 20 ms", 50, 20),
    shaped.line("8 Mbit/s, 165 ms", 8, 165),
    shaped.line("1.4 Mbit/s, 560 ms", 1.4, 560),
)
OPEN = shaped.line("as it comes", float("inf"), 0)

Times = dict[tuple[str, str], list[float]]


def opened(context: BrowserContext, where: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(where)
    return page


def on_our_page(context: BrowserContext, host: shaped.Host, line: shaped.Line) -> float:
    host.begin(line)
    page = opened(context, address("en", "locks/races/"))
    program = section(page, PROGRAM)
    program.locator("[role=toolbar]").wait_for()
    page.wait_for_load_state("load")
    host.sent = shaped.Sent()
    taken: float = program.evaluate(FIRST_LINE)
    sent = host.sent
    host.sent = shaped.Sent()
    host.line = OPEN  # what comes now nobody waits for
    until(page, ENGINE_IS_KEPT)
    page.close()
    host.sent = sent
    return taken


def on_a_bare_page(context: BrowserContext, host: shaped.Host, line: shaped.Line) -> float:
    host.begin(line)
    page = opened(context, address("zh", "bare.html"))
    page.wait_for_function("globalThis.go")
    taken: float = page.evaluate("go()")
    page.close()
    return taken


def visits(browser: Browser, host: shaped.Host, rounds: int) -> tuple[Times, dict[str, int]]:
    """What is measured, on which line -> milliseconds in each round; bytes by file, and in all."""
    found: Times = {}
    sent: dict[str, int] = {}
    for _ in range(rounds):
        for line in LINES:
            for way, visit in (("ours", on_our_page), ("bare", on_a_bare_page)):
                context = browser.new_context()
                for which in ("first", "second"):
                    taken = visit(context, host, line)
                    found.setdefault((f"{way} {which}", line.name), []).append(taken)
                    if which == "first":
                        sent[f"{way} {line.name}"] = host.sent.total()
                        report(way, line, host.sent, taken)
                context.close()
    return found, sent


def report(way: str, line: shaped.Line, sent: shaped.Sent, taken: float) -> None:
    files = sorted(sent.by_path.items(), key=lambda one: -one[1])[:6]
    named = ", ".join(f"{path.rsplit('/', 1)[-1]} {size / 1e3:.0f}" for path, size in files)
    print(
        f"{way} at {line.name}: {taken:.0f} ms, {sent.total() / 1e6:.2f} MB ({named} kB)",
        flush=True,
    )


def measure(order: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        if fault := served_site.build(site):
            raise CannotMeasure(fault)
        (site / "bare.html").write_text(BARE, "utf8")
        shutil.copytree(served_site.ROOT / "node_modules" / "pyodide", site / "pyodide")
        with shaped.serve(site) as host, sync_playwright() as playwright:
            how = conftest.launch(host.port, playwright.chromium.executable_path)
            browser = playwright.chromium.launch(**how)
            found, sent = visits(browser, host, order.rounds)
            browser.close()
    middle = {what: statistics.median(times) for what, times in found.items()}
    times = [
        Figure(
            f"{which} visit",
            middle[f"ours {which}", one.name],
            middle[f"bare {which}", one.name],
            one.name,
        )
        for which in ("first", "second")
        for one in LINES
    ]
    weights = [
        Figure("bytes", sent[f"ours {one.name}"] / 1e6, sent[f"bare {one.name}"] / 1e6, one.name)
        for one in LINES
    ]
    return [*times, *weights]
