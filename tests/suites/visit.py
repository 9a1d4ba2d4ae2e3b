"""One long visit to the site in a browser: python -m tests.suites.visit [RUNS STOPS TURNS]

2,000 runs, 200 stops and 200 page turns, unless other numbers are given. Says at eleven points what
the page's heap and its processes hold, and how long a run takes; fails when either grows.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from tests.browser import conftest, served_site
from tests.browser.playground import (
    ENDLESS,
    STARTS,
    TIMED_RUN,
    act,
    section,
    settled,
    turn_to,
    write,
)
from tests.browser.served_site import address

#: The pages to turn between, each with a program to run.
PROGRAMS = {
    "playground/": "playground/your_program",
    "locks/races/": "races/plain_increment_race",
}
POINTS = 10
#: What a visit may add after its first tenth: MB of heap and of processes; times a run's time.
HEAP, RESIDENT, SLOWER = 8.0, 60.0, 1.5


class Point(NamedTuple):
    """Megabytes of the page's heap and of its processes, and a run's median milliseconds."""

    done: int
    heap: float
    resident: float
    nodes: int
    run: float


class Visit:
    def __init__(self, browser: Browser) -> None:
        self.page: Page = browser.new_page()
        self.page.set_default_timeout(STARTS)
        self._session: CDPSession = self.page.context.new_cdp_session(self.page)
        self._session.send("Performance.enable")
        self._session.send("ServiceWorker.enable")
        self._whole = browser.new_browser_cdp_session()
        self._here = next(iter(PROGRAMS))
        self._times: list[float] = []
        self.page.goto(address("en", self._here))

    def run(self) -> None:
        program = section(self.page, PROGRAMS[self._here])
        program.locator("[role=toolbar]").wait_for()
        self._times.append(program.evaluate(TIMED_RUN))
        if program.get_attribute("data-outcome") not in ("finished", "raised"):
            raise RuntimeError(str(program.locator(".pg-status").text_content()))

    def stop(self) -> None:
        program = section(self.page, PROGRAMS[self._here])
        write(self.page, program, ENDLESS)
        act(program, "run")
        said = program.locator(".pg-status")
        expect(said).to_have_text("Running.", timeout=STARTS)
        act(program, "stop")
        if not settled(program).startswith("Stopped"):  # by force, on a busy machine
            raise RuntimeError(f"Stop: {said.text_content()}")
        act(program, "reset")

    def turn(self) -> None:
        self._here = next(path for path in PROGRAMS if path != self._here)
        turn_to(self.page, self._here)

    def measure(self, done: int) -> Point:
        self._session.send("HeapProfiler.collectGarbage")
        # As the browser does when it has been idle for half a minute; until then its garbage lies.
        self._session.send("ServiceWorker.stopAllWorkers")
        found = self._session.send("Performance.getMetrics")["metrics"]
        metrics = {one["name"]: one["value"] for one in found}
        taken, self._times = self._times, []
        heap, nodes = metrics["JSHeapUsedSize"] / 1e6, int(metrics["Nodes"])
        return Point(done, heap, self._resident(), nodes, statistics.median(taken))

    def _resident(self) -> float:
        """Of all that shows pages and runs their workers."""
        processes = self._whole.send("SystemInfo.getProcessInfo")["processInfo"]
        total = 0
        for process in processes:
            if process["type"] == "renderer":
                status = Path(f"/proc/{process['id']}/status").read_text("utf8")
                total += int(status.partition("VmRSS:")[2].split()[0])
        return total / 1000


def visited(browser: Browser, runs: int, stops: int, turns: int) -> list[Point]:
    """The stops and the turns spread evenly among the runs."""
    visit = Visit(browser)
    points = []
    for done in range(1, runs + 1):
        visit.run()
        for often, act_once in ((stops, visit.stop), (turns, visit.turn)):
            if done * often // runs > (done - 1) * often // runs:
                act_once()
        if done == 1 or done * POINTS // runs > (done - 1) * POINTS // runs:
            points.append(visit.measure(done))
            print(said(points[-1]), flush=True)
    return points


def said(point: Point) -> str:
    memory = f"heap {point.heap:6.1f} MB, processes {point.resident:6.0f} MB"
    return f"{point.done:6} runs: {memory}, {point.nodes:6} nodes, {point.run:6.1f} ms a run"


def grown(points: list[Point]) -> list[str]:
    """What has grown since the caches were warm; empty is good."""
    early, late = points[1], points[-1]
    faults = []
    if late.heap > early.heap + HEAP:
        faults.append(f"the page's heap grew from {early.heap:.1f} to {late.heap:.1f} MB")
    if late.resident > early.resident + RESIDENT:
        faults.append(f"the processes grew from {early.resident:.0f} to {late.resident:.0f} MB")
    if late.run > early.run * SLOWER:
        faults.append(f"a run slowed down from {early.run:.1f} to {late.run:.1f} ms")
    return faults


def main() -> int:
    runs, stops, turns = (int(one) for one in sys.argv[1:4] or (2000, 200, 200))
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        fault = served_site.build(site)
        if fault:
            sys.exit(fault)
        with sync_playwright() as playwright, conftest.started(site, playwright) as browser:
            faults = grown(visited(browser, runs, stops, turns))
    print("; ".join(faults) or "nothing has grown")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
