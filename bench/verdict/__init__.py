"""What each way of searching needs to find what is wrong with programs of the field's table, and
which sound ones it can call sound: `python -m bench verdict`.

`programs/` holds ports of our own of the programs that Thomson, Donaldson and Betts compare
("Concurrency testing using controlled schedulers", 2016), and twins of some that are sound.
"""

from __future__ import annotations

import argparse
import functools
import sys
import time
from pathlib import Path
from typing import Any

from bench.figures import Figure
from playground.node import Engine, engine_fingerprint
from playground.simthreads.explore import exhaustive
from playground.telling import accuses

from . import seen
from .kept import Kept
from .ways import DEFAULT, ORDERS, POLICIES, RUNS, SECONDS, by_orders, by_policy, for_a_while

PROGRAMS = Path(__file__).parent / "programs"
SO_FAR = Path(__file__).parents[2] / ".cache" / "verdict.jsonl"
BROKEN, SOUND = "broken", "sound"
WAYS = (ORDERS, *POLICIES)
SCHEDULES = 100  # that a sound one is searched with, by default
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

Found = dict[str, dict[str, Any]]  # by program


def programs(kind: str) -> dict[str, str]:
    """By name; the first line of each says what it is."""
    texts = {file.stem: file.read_text("utf-8") for file in sorted(PROGRAMS.glob("*.py"))}
    return {name: text for name, text in texts.items() if text.startswith(f"# {kind}\n")}


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


def of_broken(engine: Engine, source: str) -> dict[str, Any]:
    runs, state = by_orders(engine, source, for_a_while(engine))
    counts = {ORDERS: runs}
    for policy in POLICIES:
        counts[policy] = by_policy(engine, source, policy, for_a_while(engine))
    called = runs is None and exhaustive.told(state)["exhausted"]
    return {"counts": counts, "called_sound": called}


def of_sound(engine: Engine, source: str) -> dict[str, Any]:
    runs, state = by_orders(engine, source, for_a_while(engine))
    searched = engine.explore(source, schedules=SCHEDULES, races=True)
    told = exhaustive.told(state)
    return {
        "accused": runs is not None or bool(searched["found"]),
        "raced": accuses(searched),
        "exhausted": told["exhausted"],
        "orders": told["runs"],
    }


def measure(_: argparse.Namespace) -> list[Figure]:
    """What is known of a program is kept while the engine and the program stay what they are."""
    kept = Kept(SO_FAR, f"{engine_fingerprint()} {RUNS} {SECONDS} {SCHEDULES}")
    broken, sound = programs(BROKEN), programs(SOUND)
    found: Found = {}
    with Engine() as engine:
        figures = counter(engine) + seen.measure(engine)
        for name, source in sorted({**broken, **sound}.items()):
            how = of_broken if name in broken else of_sound
            found[name] = kept.of(source, functools.partial(how, engine, source))
            print(name, found[name], file=sys.stderr, flush=True)
    kept.done()
    failing, passing = ({name: found[name] for name in group} for group in (broken, sound))
    return [*totals(failing, passing), *figures, *singly(failing, passing)]


def totals(broken: Found, sound: Found) -> list[Figure]:
    of = len(broken)
    by = {way: sum(one["counts"][way] is not None for one in broken.values()) for way in WAYS}
    some = sum(
        any(count is not None for count in one["counts"].values()) for one in broken.values()
    )
    called = sum(one["called_sound"] for one in broken.values())
    accused, raced, exhausted = (
        sum(one[what] for one in sound.values()) for what in ("accused", "raced", "exhausted")
    )
    return [
        Figure("found", some, of),
        *(Figure(f"found by {way}", by[way], of) for way in WAYS),
        Figure("exhausted", exhausted, len(sound)),
        Figure("called sound", called),
        Figure("accused", accused),
        Figure("raced", raced),
    ]


def singly(broken: Found, sound: Found) -> list[Figure]:
    """The default beside the best of the others."""
    figures = []
    for name, one in broken.items():
        counts = {way: count for way, count in one["counts"].items() if count is not None}
        others = [count for way, count in counts.items() if way != DEFAULT]
        for way, count in counts.items():
            best = min(others) if way == DEFAULT and others else None
            figures.append(Figure(f"by {way}", count, best, of=name))
    figures += [
        Figure("sound orders", one["orders"], of=name)
        for name, one in sound.items()
        if one["exhausted"]
    ]
    return figures
