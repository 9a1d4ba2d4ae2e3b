"""The ways in which a program is searched, each until it fails or enough is spent. Knows the
engine; judges no program."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playground.node import Engine
from playground.simthreads.explore import advance, exhaustive
from playground.simthreads.explore.judge import failure

ORDERS = "orders"
DEFAULT = "mixed"  # how `explore` searches
POLICIES = (DEFAULT, "random", "pct", "pos", "surw")
RUNS = 1000
SECONDS = 15  # of the processor for one program in one way: what takes longer is not found
LEAN = {"filename": "program.py", "lean": True, "stop_at_deadlock": True, "preempt": "bytecode"}


def fails(record: dict[str, Any]) -> bool:
    return record["outcome"] != "limit" and bool(failure(record, None))


def by_policy(
    engine: Engine, source: str, policy: str, enough: Callable[[], bool] = lambda: False
) -> int | None:
    """How many schedules until it fails, as `explore --policy` tries them."""
    request = {"source": source, "filename": "program.py", "policy": policy, "schedules": RUNS}
    state = result = ""
    while not enough():
        step = advance(request, state, result, False)
        if "verdict" in step:
            return None
        now = step["state"]
        if now["phase"] != "search":  # it has failed, and that is made shorter
            return now["done"]
        state = json.dumps(now)
        result = json.dumps(engine.ask("run", step["request"]))
    return None


def by_orders(
    engine: Engine, source: str, enough: Callable[[], bool] = lambda: False
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


def for_a_while(engine: Engine) -> Callable[[], bool]:
    begun = processor_time(engine.pid)
    return lambda: processor_time(engine.pid) - begun > SECONDS
