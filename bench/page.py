"""How long a reader waits for the output of a program, beside a page that only loads Python.

From the click on Run to the output, on a first and on a second visit (the page loaded anew, with
what the browser has kept), against a bare page that only calls loadPyodide and runPython; and a
second run on a page against starting this Python. Medians.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from bench.figures import CannotMeasure, Figure
from playground import catalogue
from tests.browser import conftest, served_site
from tests.browser.conftest import until
from tests.browser.driver import sync_playwright
from tests.browser.playground import ENGINE_IS_KEPT, TIMED_RUN, section, settled
from tests.browser.probes import probe
from tests.browser.served_site import address

PROGRAM = "races/plain_increment_race"
PATIENCE = 120_000  # milliseconds
BARE = """<!doctype html><title>bare</title><script type="module">
const { loadPyodide } = await import("./pyodide/pyodide.mjs");
globalThis.go = async () => {
  const began = performance.now();
  const python = await loadPyodide();
  python.runPython("print('both updates are there, this time')");
  return performance.now() - began;
};
</script>"""

# What a run prints comes in lines of its own; what was recorded does not.
FIRST_LINE = probe("first_line")

# Row of reference/figures.yml -> what is measured here, ours and the peer's.
BESIDE = {
    "first visit": ("first visit", "bare, first visit"),
    "second visit": ("second visit", "bare, second visit"),
    "second to first": ("second visit", "bare, first visit"),
    "run again": ("run again", "native python"),
}


def on_our_page(context: BrowserContext) -> tuple[float, float]:
    """Milliseconds to the first output, and of a run after it."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address("en", "locks/races/"))
    program = section(page, PROGRAM)
    program.locator("[role=toolbar]").wait_for()
    first = program.evaluate(FIRST_LINE)
    settled(program)
    again = program.evaluate(TIMED_RUN)
    until(page, ENGINE_IS_KEPT)
    page.close()
    return first, again


def on_a_bare_page(context: BrowserContext) -> float:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address("zh", "bare.html"))
    page.wait_for_function("globalThis.go")
    taken: float = page.evaluate("go()")
    page.close()
    return taken


def natively() -> float:
    began = time.perf_counter()
    path = catalogue.find(PROGRAM).path
    subprocess.run([sys.executable, str(path)], check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def visits(browser: Browser, rounds: int) -> dict[str, list[float]]:
    """What is measured -> milliseconds in each round."""
    found: dict[str, list[float]] = {}

    def note(what: str, taken: float) -> None:
        found.setdefault(what, []).append(taken)

    for _ in range(rounds):
        context = browser.new_context()
        note("first visit", on_our_page(context)[0])
        first, again = on_our_page(context)
        note("second visit", first)
        note("run again", again)
        context.close()
        context = browser.new_context()
        note("bare, first visit", on_a_bare_page(context))
        note("bare, second visit", on_a_bare_page(context))
        context.close()
        note("native python", natively())
    return found


def measure(order: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        if fault := served_site.build(site):
            raise CannotMeasure(fault)
        (site / "bare.html").write_text(BARE, "utf8")
        shutil.copytree(served_site.ROOT / "node_modules" / "pyodide", site / "pyodide")
        with sync_playwright() as playwright, conftest.started(site, playwright) as browser:
            found = visits(browser, order.rounds)
    middle = {what: statistics.median(times) for what, times in found.items()}
    return [Figure(row, middle[ours], middle[bare]) for row, (ours, bare) in BESIDE.items()]
