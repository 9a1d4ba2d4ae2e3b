"""The part `page` of the benchmark: what page.py tells, beside its peers.

page.py is a command of its own; it tells a line of each figure, such as `run again 12 ms`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from tests.bench import sites
from tests.bench.figures import CannotMeasure, Figure

# Row of reference/figures.yml -> what page.py calls ours, and the peer.
BESIDE = {
    "first visit": ("first visit", "bare, first visit"),
    "second visit": ("second visit", "bare, second visit"),
    "second to first": ("second visit", "bare, first visit"),
    "run again": ("run again", "native python"),
}


def told(text: str) -> dict[str, float]:
    return {name: float(ms) for name, ms in re.findall(r"^(\S.*?) +(\d+) ms$", text, re.MULTILINE)}


def measure(order: argparse.Namespace) -> list[Figure]:
    command = [sys.executable, str(Path(__file__).with_name("page.py")), str(order.rounds)]
    done = subprocess.run(command, cwd=sites.ROOT, check=True, capture_output=True, text=True)
    found = told(done.stdout)
    lacking = {name for pair in BESIDE.values() for name in pair} - found.keys()
    if lacking:
        raise CannotMeasure(f"page.py tells nothing of {', '.join(sorted(lacking))}")
    return [Figure(row, found[ours], found[bare]) for row, (ours, bare) in BESIDE.items()]
