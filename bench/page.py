"""How long a reader waits for the output of a program, beside a page that only loads Python.

From the click on Run to the output, on a first and on a second visit (the page loaded anew, with
what the browser has kept), against a bare page that only calls loadPyodide and runPython; and a
second run on a page against starting this Python. Medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from playwright.sync_api import Browser, BrowserContext

from bench import visits
from bench.figures import Figure
from playground import catalogue
from tests.browser import conftest
from tests.browser.conftest import until
from tests.browser.driver import sync_playwright
from tests.browser.playground import ENGINE_IS_KEPT, TIMED_RUN, settled

# Row of reference/figures.yml -> what is measured here, ours and the peer's.
BESIDE = {
    "first visit": ("first visit", "bare, first visit"),
    "second visit": ("second visit", "bare, second visit"),
    "second to first": ("second visit", "bare, first visit"),
    "run again": ("run again", "native python"),
}


def on_our_page(context: BrowserContext) -> tuple[float, float]:
    """Milliseconds to the first output, and of a run after it."""
    program = visits.program(context)
    first = visits.first_line(program)
    settled(program)
    again = program.evaluate(TIMED_RUN)
    until(program.page, ENGINE_IS_KEPT)
    program.page.close()
    return first, again


def natively() -> float:
    began = time.perf_counter()
    path = catalogue.find(visits.PROGRAM).path
    subprocess.run([sys.executable, str(path)], check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def rounds(browser: Browser, count: int) -> dict[str, list[float]]:
    """What is measured -> milliseconds in each round."""
    found: dict[str, list[float]] = {}

    def note(what: str, taken: float) -> None:
        found.setdefault(what, []).append(taken)

    for _ in range(count):
        context = browser.new_context()
        note("first visit", on_our_page(context)[0])
        first, again = on_our_page(context)
        note("second visit", first)
        note("run again", again)
        context.close()
        context = browser.new_context()
        for which in ("first", "second"):
            page = visits.bare(context)
            note(f"bare, {which} visit", visits.loaded(page))
            page.close()
        context.close()
        note("native python", natively())
    return found


def measure(order: argparse.Namespace) -> list[Figure]:
    with (
        visits.built() as site,
        sync_playwright() as playwright,
        conftest.started(site, playwright) as browser,
    ):
        found = rounds(browser, order.rounds)
    middle = {what: statistics.median(times) for what, times in found.items()}
    return [Figure(row, middle[ours], middle[bare]) for row, (ours, bare) in BESIDE.items()]
