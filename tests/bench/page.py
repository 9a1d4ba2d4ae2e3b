"""How long a reader waits: `python tests/bench/page.py [ROUNDS]`. Medians; no pass or fail.

From the click on Run to the output, on a first and on a second visit (the page loaded anew, with
what the browser has kept), against a bare page that only calls loadPyodide and runPython; and a
second run on a page against starting this Python.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import catalogue
from tests.browser import chromium, served_site
from tests.browser.conftest import until
from tests.browser.playground import ENGINE_IS_KEPT, section, settled
from tests.browser.served_site import address

ROUNDS = 5
SLUG, NAME = "races", "plain_increment_race"
BARE = """<!doctype html><title>bare</title><script type="module">
const { loadPyodide } = await import("./pyodide/pyodide.mjs");
globalThis.go = async () => {
  const began = performance.now();
  const python = await loadPyodide();
  python.runPython("print('both updates are there, this time')");
  return performance.now() - began;
};
</script>"""
# From the click to the end of the run, on the page's own clock.
CLICK = """section => new Promise((resolve) => {
  const began = performance.now();
  new MutationObserver((_, watch) => {
    if (section.getAttribute("aria-busy") !== "false") return;
    watch.disconnect();
    resolve(performance.now() - began);
  }).observe(section, {attributes: true, attributeFilter: ["aria-busy"]});
  section.querySelector("[data-action=run]").click();
})"""


def on_our_page(context: BrowserContext) -> tuple[float, float]:
    """Milliseconds to the first output, and of a run after it."""
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address("en", "locks/races/"))
    program = section(page, f"{SLUG}/{NAME}")
    program.locator(".pg-bar").wait_for()
    first = program.evaluate(CLICK)
    settled(program)
    again = program.evaluate(CLICK)
    until(page, ENGINE_IS_KEPT)
    page.close()
    return first, again


def on_a_bare_page(context: BrowserContext) -> float:
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address("zh", "bare.html"))
    page.wait_for_function("globalThis.go")
    taken: float = page.evaluate("go()")
    page.close()
    return taken


def natively() -> float:
    began = time.perf_counter()
    path = catalogue.find(SLUG, NAME).path
    subprocess.run([sys.executable, str(path)], check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def measure(browser: Browser, rounds: int) -> dict[str, list[float]]:
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


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        fault = served_site.build(site)
        if fault:
            sys.exit(fault)
        (site / "bare.html").write_text(BARE, "utf8")
        shutil.copytree(served_site.ROOT / "node_modules" / "pyodide", site / "pyodide")
        with served_site.serve(site) as port, sync_playwright() as playwright:
            found = chromium.find(playwright.chromium.executable_path)
            browser = playwright.chromium.launch(
                executable_path=found.executable,
                env=dict(found.environment) or None,
                args=[f"--host-resolver-rules=MAP {served_site.HOST}:80 127.0.0.1:{port}"],
            )
            report(measure(browser, int(sys.argv[1]) if sys.argv[1:] else ROUNDS))
            browser.close()


def report(found: dict[str, list[float]]) -> None:
    middle = {what: statistics.median(times) for what, times in found.items()}
    for what, taken in middle.items():
        print(f"{what:20} {taken:8.0f} ms")

    def ratio(one: str, other: str) -> str:
        return f"{middle[one] / middle[other]:.2f}"

    print("first visit, to a bare page: ", ratio("first visit", "bare, first visit"), "(goal: 1)")
    for bare in ("bare, first visit", "bare, second visit"):
        print(f"second visit, to {bare}:", ratio("second visit", bare), "(goal: 0.25)")
    print("again, to native python:     ", ratio("run again", "native python"))


if __name__ == "__main__":
    main()
