"""Visits that benchmarks time: to a page of ours, from the click on Run to the first line of
output; and to a bare page, from the call of loadPyodide to the end of runPython.

Knows how they are opened and timed, not through what line or how often.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

from bench.figures import CannotMeasure
from tests.browser import served_site
from tests.browser.conftest import until
from tests.browser.playground import section
from tests.browser.probes import probe
from tests.browser.served_site import address

PROGRAM = "races/plain_increment_race"
PATIENCE = 300_000  # milliseconds
_BARE = """<!doctype html><title>bare</title><script type="module">
const { loadPyodide } = await import("./pyodide/pyodide.mjs");
globalThis.go = async () => {
  const began = performance.now();
  const python = await loadPyodide();
  python.runPython("print('both updates are there, this time')");
  return performance.now() - began;
};
</script>"""
#: What a run prints comes in lines of its own; what was recorded does not.
_FIRST_LINE = probe("first_line")


@contextmanager
def built() -> Iterator[Path]:
    """The site, built for this, and the bare page below it."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        if fault := served_site.build(site):
            raise CannotMeasure(fault)
        (site / "bare.html").write_text(_BARE, "utf8")
        shutil.copytree(served_site.ROOT / "node_modules" / "pyodide", site / "pyodide")
        yield site


def program(context: BrowserContext) -> Locator:
    """Of a page that was just opened, when all of it has loaded."""
    page = _opened(context, address("en", "locks/races/"))
    found = section(page, PROGRAM)
    found.locator("[role=toolbar]").wait_for()
    page.wait_for_load_state("load")
    return found


def first_line(program: Locator) -> float:
    """Milliseconds from a click on Run."""
    taken: float = program.evaluate(_FIRST_LINE)
    return taken


def bare(context: BrowserContext) -> Page:
    page = _opened(context, address("zh", "bare.html"))
    until(page, "'go' in globalThis")  # not the function itself: that would be called
    return page


def loaded(bare: Page) -> float:
    """Milliseconds until Python has run there."""
    taken: float = bare.evaluate("go()")
    return taken


def _opened(context: BrowserContext, where: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(where)
    return page
