"""How long a reader waits for the first line behind a real line, and how many bytes that takes.

From the click on Run to the output, on a first and on a second visit (the page loaded anew, with
what the browser has kept), against a bare page that only calls loadPyodide and runPython, through
the same line. Medians; the bytes are those of the first visit, until the line stands there. And
from the address to the first line, beside pages of others too (bench/opened.py).
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext

from bench import opened, shaped, visits
from bench.figures import Figure
from bench.peers import pages
from bench.shaped import FAST
from bench.slowed import slowed
from sitebuild.finish.compress import KINDS, compress
from tests.browser import conftest
from tests.browser.conftest import until
from tests.browser.driver import sync_playwright
from tests.browser.playground import ENGINE_IS_KEPT

MIDDLE = shaped.line("8 Mbit/s, 165 ms", 8, 165)
SLOW = shaped.line("1.4 Mbit/s, 560 ms", 1.4, 560)
LINES = (FAST, shaped.line("50 Mbit/s, 20 ms", 50, 20), MIDDLE, SLOW)
#: Seconds after the click at which it is told how much has come.
MOMENTS = {MIDDLE: range(1, 9), SLOW: range(5, 45, 5)}
SLOWER = 4  # times, of another processor
FEW = 20_000  # bytes: a smaller file is not told of by its name


@dataclass(frozen=True)
class Way:
    """Through a line, from a host that sends Brotli or not, on a processor so many times slower."""

    line: shaped.Line
    brotli: bool = False
    slower: int = 1

    @property
    def name(self) -> str:
        more = ["Brotli"] * self.brotli + [f"CPU ÷ {self.slower}"] * (self.slower > 1)
        return ", ".join([self.line.name, *more])


WAYS = (
    *map(Way, LINES),
    Way(MIDDLE, brotli=True),
    *(Way(line, slower=SLOWER) for line in (FAST, MIDDLE)),
)
Visit = Callable[[BrowserContext, shaped.Host, Way], float]


@dataclass
class Seen:
    """Of one page, one way: milliseconds of each first and second visit; what the last first one
    took, by file and by second."""

    times: dict[str, list[float]] = field(default_factory=lambda: {"first": [], "second": []})
    by_path: dict[str, int] = field(default_factory=dict)
    came: list[tuple[float, int]] = field(default_factory=list)

    def median(self, which: str) -> float:
        return statistics.median(self.times[which])

    def megabytes(self, second: float | None = None) -> float:
        """Until the end, or until a second after the click."""
        if second is None:
            return sum(self.by_path.values()) / 1e6
        return max((size for at, size in self.came if at <= second), default=0) / 1e6


def on_our_page(context: BrowserContext, host: shaped.Host, way: Way) -> float:
    program = visits.program(context)
    host.count()
    with slowed(way.slower):
        taken = visits.first_line(program)
    sent = host.sent
    host.begin(FAST)  # what comes now nobody waits for
    until(program.page, ENGINE_IS_KEPT)
    program.page.close()
    host.sent = sent
    return taken


def on_a_bare_page(context: BrowserContext, host: shaped.Host, way: Way) -> float:
    page = visits.bare(context)
    host.count()
    with slowed(way.slower):
        taken = visits.loaded(page)
    page.close()
    return taken


PAGES: dict[str, Visit] = {"ours": on_our_page, "bare": on_a_bare_page}


def seen(browser: Browser, host: shaped.Host, rounds: int) -> dict[tuple[str, Way], Seen]:
    found = {(page, way): Seen() for way in WAYS for page in PAGES}
    for turn in range(rounds):
        for (page, way), one in found.items():
            context = browser.new_context()
            host.brotli = way.brotli
            for which in ("first", "second"):
                host.begin(way.line)
                one.times[which].append(PAGES[page](context, host, way))
                if which == "first":
                    one.by_path, one.came = host.sent.by_path, host.sent.came
            context.close()
            told = " and ".join(f"{one.times[which][-1]:.0f}" for which in one.times)
            weight = f"{one.megabytes():.2f} MB, load {os.getloadavg()[0]:.1f}"
            print(f"{turn + 1}: {page} at {way.name}: {told} ms, {weight}", flush=True)
    return found


def kind(path: str) -> str:
    """A file's name without the digest in it; the small ones have one for all."""
    return re.sub(r"-[0-9a-f]{12}(?=\.)", "", path.rsplit("/", 1)[-1])


def by_file(one: Seen) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for path, size in one.by_path.items():
        sizes[kind(path) if size > FEW and "/playground-" not in f"/{path}" else "…"] += size
    return sizes


def measure(order: argparse.Namespace) -> list[Figure]:
    begin, began = os.getloadavg()[0], time.monotonic()
    with visits.built() as site, sync_playwright() as playwright:
        for part in ("assets", "pyodide"):
            compress(site / part, KINDS | {".wasm"})
        pages.build(site)
        with shaped.serve(site) as host:
            how = conftest.launch(host.port, playwright.chromium.executable_path)
            browser = playwright.chromium.launch(**how)
            found = seen(browser, host, order.rounds)
            by_address = opened.seen(browser, host, (FAST, MIDDLE, SLOW), order.rounds)
            browser.close()
    minutes = (time.monotonic() - began) / 60
    print(f"{order.rounds} rounds, {minutes:.0f} min, load {begin:.1f} to {os.getloadavg()[0]:.1f}")
    told = [Figure("rounds", order.rounds), Figure("load", os.getloadavg()[0])]
    return [*figures(found), *opened.figures(by_address), *told]


def figures(found: dict[tuple[str, Way], Seen]) -> list[Figure]:
    pairs = [(way.name, found["ours", way], found["bare", way]) for way in WAYS]
    made = [
        Figure(f"{which} visit", ours.median(which), bare.median(which), name)
        for which in ("first", "second")
        for name, ours, bare in pairs
    ]
    made += [
        Figure("bytes", ours.megabytes(), bare.megabytes(), name) for name, ours, bare in pairs
    ]
    for line in (FAST, MIDDLE):
        sizes = by_file(found["ours", Way(line)]).most_common()
        made += [Figure("file", size / 1e6, of=f"{line.name}: {name}") for name, size in sizes]
    for line, seconds in MOMENTS.items():
        ours, bare = found["ours", Way(line)], found["bare", Way(line)]
        made += [
            Figure("came", ours.megabytes(at), bare.megabytes(at), f"{line.name}: {at} s")
            for at in seconds
        ]
    return made
