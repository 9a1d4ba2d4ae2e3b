"""What each way of searching needs to find what is wrong with programs of the field's table, and
which sound ones it can call sound: `python -m bench verdict`.

`programs/` holds ports of our own of the programs that Thomson, Donaldson and Betts compare
("Concurrency testing using controlled schedulers", 2016), and twins of some that are sound.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.verdict import seen
from playground.node import Engine
from playground.simthreads.explore import exhaustive
from playground.simthreads.explore.judge import failure

PROGRAMS = Path(__file__).parent / "programs"
BROKEN, SOUND = "broken", "sound"
POLICIES = ("random", "pct", "pos")
RUNS = 300
SECONDS = 20  # of the processor for one program in one way: what takes longer is not found
#: Three threads that each add to a counter under its lock.
COUNTER = """import threading
count = 0
lock = threading.Lock()
def add():
    global count
    with lock:
        count += 1
threads = [threading.Thread(target=add) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert count == 3
"""
TIMES = 5  # that it is timed; the quickest counts
LEAN = {"filename": "program.py", "lean": True, "stop_at_deadlock": True, "preempt": "bytecode"}


def programs(kind: str) -> dict[str, str]:
    """By name; the first line of each says what it is."""
    texts = {file.stem: file.read_text("utf-8") for file in sorted(PROGRAMS.glob("*.py"))}
    return {name: text for name, text in texts.items() if text.startswith(f"# {kind}\n")}


def fails(record: dict[str, Any]) -> bool:
    return record["outcome"] != "limit" and bool(failure(record, None))


def by_policy(engine: Engine, source: str, policy: str, enough: Callable[[], bool]) -> int | None:
    """How many schedules until it fails."""
    for number in range(RUNS):
        request = {**LEAN, "source": source, "policy": policy, "seed": number}
        if fails(engine.ask("run", request)):
            return number + 1
        if enough():
            return None
    return None


def by_orders(
    engine: Engine, source: str, enough: Callable[[], bool]
) -> tuple[int | None, exhaustive.Exhaustive]:
    """How many runs until it fails; and whether there is nothing left to try."""
    state = exhaustive.begin({"source": source})
    while not enough() and (asked := exhaustive.ask(state)) is not None:
        record = engine.ask("run", {**LEAN, "source": source, "max_steps": 200_000, **asked})
        if exhaustive.learn(state, record) and fails(record):
            return state["runs"], state
    return None, state


def processor_time(pid: int) -> float:
    """In seconds, of a process: how busy the machine is besides does not count."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _for_a_while(engine: Engine) -> Callable[[], bool]:
    begun = processor_time(engine.pid)
    return lambda: processor_time(engine.pid) - begun > SECONDS


def counter(engine: Engine) -> list[Figure]:
    """In how many orders, and how soon, the guarded counter is known to be sound."""
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        verdict = engine.explore(COUNTER, exhaustive=True, schedules=1)
        taken.append(time.perf_counter() - begun)
        assert verdict["exhausted"], verdict
    print("counter", verdict["orders"], taken, file=sys.stderr, flush=True)
    return [
        Figure("counter orders", verdict["orders"]["orders"]),
        Figure("counter seconds", min(taken)),
    ]


def measure(order: argparse.Namespace) -> list[Figure]:
    found: list[Figure] = []
    totals: dict[str, int] = dict.fromkeys(("all", "orders", *POLICIES), 0)
    wrong = {"accused": 0, "called": 0, "exhausted": 0}
    with Engine() as engine:
        found += counter(engine) + seen.measure(engine)
        for name, source in programs(BROKEN).items():
            runs, state = by_orders(engine, source, _for_a_while(engine))
            counts = {"orders": runs}
            for policy in POLICIES:
                counts[policy] = by_policy(engine, source, policy, _for_a_while(engine))
            for way, count in counts.items():
                totals[way] += count is not None
                if count is not None:
                    found.append(Figure(f"by {way}", count, of=name))
            totals["all"] += any(count is not None for count in counts.values())
            wrong["called"] += runs is None and exhaustive.told(state)["exhausted"]
            print(name, counts, file=sys.stderr, flush=True)
        for name, source in programs(SOUND).items():
            runs, state = by_orders(engine, source, _for_a_while(engine))
            wrong["accused"] += runs is not None
            told = exhaustive.told(state)
            wrong["exhausted"] += told["exhausted"]
            if told["exhausted"]:
                found.append(Figure("sound orders", told["runs"], of=name))
            print(name, told, file=sys.stderr, flush=True)
    of_broken, of_sound = len(programs(BROKEN)), len(programs(SOUND))
    return [
        Figure("found", totals["all"], of_broken),
        *(Figure(f"found by {way}", totals[way], of_broken) for way in ("orders", *POLICIES)),
        Figure("exhausted", wrong["exhausted"], of_sound),
        Figure("called sound", wrong["called"]),
        Figure("accused", wrong["accused"]),
        *found,
    ]
