"""What the engine costs, as ratios: `python -m tests.bench`. Medians of five; no pass or fail."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from playground import node
from playground.node import Engine

PROGRAMS = Path(__file__).parents[1] / "simthreads" / "programs"
ROUNDS = 5
SCHEDULES = 50


def schedules_per_second(engine: Engine, name: str) -> float:
    source = (PROGRAMS / f"{name}.py").read_text("utf-8")
    rates = []
    for number in range(ROUNDS):
        begin = time.perf_counter()
        engine.explore(source, schedules=SCHEDULES, seed=number * SCHEDULES)
        rates.append(SCHEDULES / (time.perf_counter() - begin))
    return statistics.median(rates)


def start_of_terminal() -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        with Engine() as engine:
            engine.run("")
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def main() -> int:
    with Engine() as engine:
        engine.run("")  # makes the snapshot, where there is none
        rates = {
            name: schedules_per_second(engine, name)
            for name in ("guarded_counter", "bare_counter_race", "library")
        }
        snapshot = engine.snapshot
    command = [node.find_node(), "--experimental-wasm-jspi", "--no-warnings"]
    command += [str(node.ENGINE / "js" / "bench.js"), str(node.find_pyodide()), str(snapshot)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = json.loads(out.splitlines()[-1])
    cold, warm = told["cold"], told["warm"]
    print(f"start: bare Pyodide {cold:.0f} ms, engine {warm:.0f} ms: {warm / cold:.2f}")
    print(f"start of `python -m playground`: {start_of_terminal():.2f} s")
    bare, switch = told["bare"], told["switch"]
    print(f"suspend, resume {bare:.4f} ms, a switch {switch:.4f} ms: {switch / bare:.2f}")
    for grain, spent in told["preempted"].items():
        print(f"a loop preempted by {grain}, against plain Pyodide: {spent / told['plain']:.1f}")
    print(f"a run of nothing: {told['nothing']:.1f} ms")
    for name, rate in rates.items():
        print(f"{name}: {rate:.0f} schedules a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
