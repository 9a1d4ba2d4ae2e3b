"""How much slower a run is when the engine sees what its threads touch, beside one that may be
preempted at each instruction and sees nothing.

Knows an engine and the clock of its process; judges nothing.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import Any

from bench.figures import Figure
from playground.node import Engine

TIMES = 5  # that each is timed, turn about; the quickest counts
PREEMPTED = {"filename": "program.py", "lean": True, "preempt": "bytecode", "seed": 0}
WAYS: dict[str, dict[str, Any]] = {
    "preempted": {},
    "races": {"races": True},
    "pos": {"policy": "pos"},
}
#: What two threads do, so many times.
KINDS = {
    "arithmetic": (3000, "x = 0", "x = (x * 3 + i) % 7 + x // 2 - i"),
    "a global": (2000, "", "total += 1"),
    "an attribute": (2000, "", "box.value = box.value + 1"),
    "items": (2000, "mine = [0] * 8", "mine[i % 8] = mine[(i + 1) % 8] + 1"),
    "a dict": (1500, "", "table[i % 16] = table.get(i % 16, 0) + 1"),
    "methods in C": (1500, "mine = []", "mine.append(i); mine.pop()"),
    "calls": (1000, "", "twice(i)"),
    "methods": (1000, "", "box.add(i)"),
    "built-ins": (1500, "", "len(table); abs(i); min(i, 3)"),
    "a lock": (400, "", "\n        with lock: total += 1"),
}
PROGRAM = """import threading
total = 0
table = {{}}
lock = threading.Lock()
class Box:
    def __init__(self): self.value = 0
    def add(self, n): self.value += n
box = Box()
def twice(n): return n + n
def work():
    global total
    {before}
    for i in range({count}): {each}
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def program(kind: str, times: int) -> str:
    count, before, each = KINDS[kind]
    return PROGRAM.format(count=count * times, before=before or "pass", each=each)


def processor_time(engine: Engine) -> int:
    """In nanoseconds, of the thread that runs the programs: how busy the machine is besides, or
    another thread that compiles, does not count."""
    return int(Path(f"/proc/{engine.pid}/task/{engine.pid}/schedstat").read_text().split()[0])


def timed(engine: Engine, source: str, way: str) -> int:
    begun = processor_time(engine)
    record = engine.run(source, **PREEMPTED, **WAYS[way], max_steps=10_000_000, seconds=600)
    assert record.get("outcome") == "finished", (way, record)
    return processor_time(engine) - begun


def times(engine: Engine, kind: str) -> dict[str, int]:
    """By way, in nanoseconds: of what the loop takes, without what a run takes besides."""
    found: dict[str, int] = {}
    for size in (0, 1):
        source = program(kind, size)
        rounds = [{way: timed(engine, source, way) for way in WAYS} for _ in range(TIMES)]
        for way in WAYS:
            least = min(each[way] for each in rounds)
            found[way] = least - found[way] if size else least
    return found


def measure(engine: Engine) -> list[Figure]:
    found = []
    slower: dict[str, list[float]] = {way: [] for way in WAYS}
    for kind in KINDS:
        taken = times(engine, kind)
        for way, spent in taken.items():
            slower[way].append(spent / taken["preempted"])
        row = {way: round(spent / 1e6, 1) for way, spent in taken.items()}
        print(f"{kind:14}", row, {way: round(slower[way][-1], 1) for way in WAYS}, file=sys.stderr)
        found.append(Figure("slower by races", slower["races"][-1], of=kind))
        found.append(Figure("slower by pos", slower["pos"][-1], of=kind))
    middle = {way: statistics.median(ratios) for way, ratios in slower.items()}
    return [Figure(f"slower {way}", middle[way]) for way in ("races", "pos")] + found
