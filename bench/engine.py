"""What the engine costs, as ratios: `python -m bench engine`. Medians; no pass or fail."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import time
from pathlib import Path

from bench.figures import Figure
from playground import node
from playground.node import Engine

PROGRAMS = Path(__file__).parents[1] / "tests" / "simthreads" / "programs"
SEARCHED = ("guarded_counter", "bare_counter_race", "library")
SCHEDULES = 50


def schedules_per_second(engine: Engine, name: str, rounds: int) -> float:
    source = (PROGRAMS / f"{name}.py").read_text("utf-8")
    rates = []
    for number in range(rounds):
        begin = time.perf_counter()
        engine.explore(source, schedules=SCHEDULES, seed=number * SCHEDULES)
        rates.append(SCHEDULES / (time.perf_counter() - begin))
    return statistics.median(rates)


def start_of_terminal(rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        with Engine() as engine:
            engine.run("")
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def measure(order: argparse.Namespace) -> list[Figure]:
    with Engine() as engine:
        engine.run("")  # makes the snapshot, where there is none
        rates = {name: schedules_per_second(engine, name, order.rounds) for name in SEARCHED}
        snapshot = engine.snapshot
    command = [node.find_node(), "--experimental-wasm-jspi", "--no-warnings"]
    command += [str(Path(__file__).with_suffix(".js")), str(node.find_pyodide()), str(snapshot)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = json.loads(out.splitlines()[-1])
    return [
        Figure("start", told["warm"], told["cold"]),
        Figure("terminal", start_of_terminal(order.rounds)),
        Figure("switch", told["switch"], told["bare"]),
        *(
            Figure("preempted", spent, told["plain"], of=granularity)
            for granularity, spent in told["preempted"].items()
        ),
        Figure("nothing", told["nothing"]),
        Figure("grown", told["grown"], told["nothing"]),
        *(Figure("schedules", rate, of=name) for name, rate in rates.items()),
    ]
