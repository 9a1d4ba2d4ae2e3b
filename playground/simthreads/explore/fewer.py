"""Looks for a failure with fewer preemptions than the best that is known, at other places: leaving
out and joining end where each single preemption is needed.

One after the other: all schedules with the fewest preemptions first (`bounded`), and some drawn at
random, since those with two or three are too many to be tried in order. State in, candidate out, as
JSON.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any, TypedDict

from ..schedule import parse
from . import bounded, merge
from .shrink import cost

MAX_TRIES = 300


class Fewer(TypedDict):
    """`best` is to be improved on; candidates come from `bounded` and from its turns in turn."""

    best: str
    turns: merge.Turns
    seed: int
    tries: int
    bounded: bounded.Bounded


def begin(best: str, turns: merge.Turns, seed: int) -> Fewer:
    """`best` is the schedule to improve on, `turns` its own. The run without a preemption is to be
    learnt first."""
    most = parse(best).preemptions - 1
    in_order = bounded.begin(MAX_TRIES, most)
    return {"best": best, "turns": turns, "seed": seed, "tries": 0, "bounded": in_order}


def candidate(state: Fewer) -> dict[str, Any] | None:
    """What to ask of the next run, or None when it is enough."""
    if parse(state["best"]).preemptions < 2 or state["tries"] >= MAX_TRIES:
        return None
    state["tries"] += 1
    schedule = bounded.candidate(state["bounded"]) if state["tries"] % 2 else None
    if schedule is not None:
        return {"schedule": schedule, "bend": True, "points": True}
    turns = _drawn(state)
    return {"turns": turns, "preempt": parse(state["best"]).granularity} if turns else None


def _drawn(state: Fewer) -> merge.Turns | None:
    """The best run's turns with two of them joined, and the other preemptions at other steps."""
    chance = random.Random(state["seed"] * MAX_TRIES + state["tries"])
    joined = merge.candidates(state["turns"])
    if not joined:
        return None
    steps: Counter[int] = Counter()
    for thread, count, _ in state["turns"]:
        steps[thread] += count
    return [
        [thread, chance.randint(1, max(1, steps[thread])) if preempted else count, preempted]
        for thread, count, preempted in chance.choice(joined)
    ]


def learn(state: Fewer, record: dict[str, Any], fails: bool) -> None:
    """What a candidate really did; `fails` says whether in the way that is looked for."""
    if fails and cost(record["schedule"]) < cost(state["best"]):
        state["best"], state["turns"] = record["schedule"], record["turns"]
        state["bounded"]["most"] = parse(state["best"]).preemptions - 1
    if "points" in record:
        bounded.learn(state["bounded"], record)
