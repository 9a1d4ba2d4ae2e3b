"""One long visit to the site in a browser: python -m tools.visit [RUNS STOPS TURNS]

2,000 runs, 200 stops and 200 page turns, unless other numbers are given. Says at eleven points what
the page's heap and its processes hold, and how long a run takes; fails when either grows.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple, Self

from playwright.async_api import Browser

from tests.browser import conftest, served_site
from tests.browser.driver import async_playwright
from tests.browser.playground import ENDLESS, TIMED_RUN, TURN
from tests.browser.served_site import address
from tools.visit.unwatched import Tab

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


SECTION = "document.querySelector(`section[data-program='${argument}']`)"
IS_READY = f"typeof document$ === 'object' && {SECTION}?.querySelector('[role=toolbar]')"
IS_WRITING = f"{SECTION}.querySelector('.cm-content')?.contains(document.activeElement)"
RUNS = f"{SECTION}.querySelector('.pg-status').textContent === 'Running.'"
IS_SETTLED = f"{SECTION}.getAttribute('aria-busy') === 'false'"
ACT = f"(argument, what) => {SECTION}.querySelector(`.pg-bar [data-action=${{what}}]`).click()"
STATUS = f"(argument) => {SECTION}.querySelector('.pg-status').textContent"
OUTCOME = f"(argument) => {SECTION}.dataset.outcome"
SELECT_ALL = {"modifiers": 2, "key": "a", "code": "KeyA", "windowsVirtualKeyCode": 65}


class Visit:
    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        self._here = next(iter(PROGRAMS))
        self._times: list[float] = []

    @classmethod
    async def begin(cls, browser: Browser) -> Self:
        visit = cls(await Tab.open(browser, address("en", next(iter(PROGRAMS)))))
        for domain in ("Performance", "ServiceWorker"):
            await visit._tab.send(f"{domain}.enable")
        return visit

    async def run(self) -> None:
        await self._until(IS_READY)
        self._times.append(await self._ask(f"(argument) => ({TIMED_RUN})({SECTION})"))
        if await self._ask(OUTCOME) not in ("finished", "raised"):
            raise RuntimeError(await self._ask(STATUS))

    async def stop(self) -> None:
        await self._ask(ACT, "edit")
        await self._until(IS_WRITING)
        await self._tab.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **SELECT_ALL})
        await self._tab.send("Input.dispatchKeyEvent", {"type": "keyUp", **SELECT_ALL})
        await self._tab.send("Input.insertText", {"text": ENDLESS})
        await self._ask(ACT, "run")
        await self._until(RUNS)
        await self._ask(ACT, "stop")
        await self._until(IS_SETTLED)
        said = await self._ask(STATUS)
        if not said.startswith("Stopped"):  # by force, on a busy machine
            raise RuntimeError(f"Stop: {said}")
        await self._ask(ACT, "reset")

    async def turn(self) -> None:
        self._here = next(path for path in PROGRAMS if path != self._here)
        await self._tab.call(TURN, self._here)

    async def measure(self, done: int) -> Point:
        await self._tab.send("HeapProfiler.collectGarbage")
        # As the browser does when it has been idle for half a minute; until then its garbage lies.
        await self._tab.send("ServiceWorker.stopAllWorkers")
        found = (await self._tab.send("Performance.getMetrics"))["metrics"]
        metrics = {one["name"]: one["value"] for one in found}
        taken, self._times = self._times, []
        heap, nodes = metrics["JSHeapUsedSize"] / 1e6, int(metrics["Nodes"])
        return Point(done, heap, await self._resident(), nodes, statistics.median(taken))

    async def _resident(self) -> float:
        """Of all that shows pages and runs their workers."""
        processes = (await self._tab.browser.send("SystemInfo.getProcessInfo"))["processInfo"]
        total = 0
        for process in processes:
            if process["type"] == "renderer":
                status = Path(f"/proc/{process['id']}/status").read_text("utf8")
                total += int(status.partition("VmRSS:")[2].split()[0])
        return total / 1000

    async def _ask(self, function: str, *arguments: object) -> Any:
        """`function` is of the program that is in sight."""
        return await self._tab.call(function, PROGRAMS[self._here], *arguments)

    async def _until(self, condition: str) -> None:
        await self._ask(conftest.waiting(condition))


async def visited(browser: Browser, runs: int, stops: int, turns: int) -> list[Point]:
    """The stops and the turns spread evenly among the runs."""
    visit = await Visit.begin(browser)
    points = []
    for done in range(1, runs + 1):
        await visit.run()
        for often, act_once in ((stops, visit.stop), (turns, visit.turn)):
            if done * often // runs > (done - 1) * often // runs:
                await act_once()
        if done == 1 or done * POINTS // runs > (done - 1) * POINTS // runs:
            points.append(await visit.measure(done))
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


async def visit(runs: int, stops: int, turns: int) -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        fault = served_site.build(site)
        if fault:
            sys.exit(fault)
        with served_site.serve(site) as port:
            async with async_playwright() as playwright:
                how = conftest.launch(port, playwright.chromium.executable_path)
                browser = await playwright.chromium.launch(**how)
                faults = grown(await visited(browser, runs, stops, turns))
                await browser.close()
    return faults


def main() -> int:
    runs, stops, turns = (int(one) for one in sys.argv[1:4] or (2000, 200, 200))
    faults = asyncio.run(visit(runs, stops, turns))
    print("; ".join(faults) or "nothing has grown")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
