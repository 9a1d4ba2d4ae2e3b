"""How long it takes from a page's address to the first line, where the page begins by itself or
its reader at the first chance: ours, a bare page, and those of peers, in turn through each line.

Knows what is done on a page and what is told of it, not how the peers' pages are made.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from bench import shaped, visits
from bench.figures import Figure
from bench.peers import pages
from tests.browser.conftest import until
from tests.browser.playground import ENGINE_IS_KEPT
from tests.browser.served_site import address

VISIT = Path(__file__).with_suffix(".js").read_text("utf8").strip().removesuffix(";")
VISITS = ("first", "second")


@dataclass(frozen=True)
class Begun:
    """What has to be done on a page, and where its line comes."""

    press: str = ""
    begin: str = ""
    where: str = ""
    text: str = ""
    patience: int = 2 * visits.PATIENCE


_PROGRAM = f"section[data-program='{visits.PROGRAM}']"
OURS = "ours"
WHERE = {
    OURS: address("en", "locks/races/"),
    "bare": address("zh", "bare.html"),
    **{peer: address("zh", path) for peer, path in pages.ADDRESSES.items()},
}
HOW = {
    OURS: Begun(
        press=f"{_PROGRAM} [role=toolbar] [data-action=run]",  # until then it is not shown
        where=f"{_PROGRAM} .program-output .pg-line",
    ),
    "bare": Begun(begin="go"),
    **{peer: Begun(where=output, text=pages.LINE) for peer, output in pages.OUTPUTS.items()},
}


@dataclass
class Seen:
    """Of one page through one line: milliseconds of each visit, megabytes of the last first one."""

    times: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in VISITS})
    megabytes: float = 0


def visit(context: BrowserContext, host: shaped.Host, page: str, line: shaped.Line) -> float:
    tab = context.new_page()
    host.begin(line)
    tab.goto(WHERE[page], wait_until="commit", timeout=visits.PATIENCE)
    taken: float = tab.evaluate(VISIT, asdict(HOW[page]))
    sent = host.sent
    host.begin(shaped.FAST)
    if page == OURS:
        until(tab, ENGINE_IS_KEPT)
    tab.close()
    host.sent = sent
    return taken


def seen(
    browser: Browser, host: shaped.Host, lines: Sequence[shaped.Line], rounds: int
) -> dict[tuple[str, str], Seen]:
    """By page and name of the line."""
    found = {(page, line.name): Seen() for line in lines for page in WHERE}
    host.brotli = False
    for turn in range(rounds):
        for line in lines:
            for page in WHERE:
                one = found[page, line.name]
                context = browser.new_context()
                for which in VISITS:
                    one.times[which].append(visit(context, host, page, line))
                    if which == VISITS[0]:
                        one.megabytes = host.sent.total() / 1e6
                context.close()
                told = " and ".join(f"{one.times[which][-1]:.0f}" for which in VISITS)
                weight = f"{one.megabytes:.2f} MB, load {os.getloadavg()[0]:.1f}"
                print(f"{turn + 1}: {page} opened at {line.name}: {told} ms, {weight}", flush=True)
    return found


def figures(found: dict[tuple[str, str], Seen]) -> list[Figure]:
    made = []
    lines = list(dict.fromkeys(line for _, line in found))
    for peer in (page for page in WHERE if page != OURS):
        pairs = [(line, found[OURS, line], found[peer, line]) for line in lines]
        made += [
            Figure(
                f"{which} opened {peer}",
                statistics.median(ours.times[which]),
                statistics.median(theirs.times[which]),
                line,
            )
            for which in VISITS
            for line, ours, theirs in pairs
        ]
        made += [
            Figure(f"bytes opened {peer}", ours.megabytes, theirs.megabytes, line)
            for line, ours, theirs in pairs
        ]
    rounds = {len(one.times[which]) for one in found.values() for which in VISITS}
    return [*made, Figure("rounds opened", min(rounds))]
