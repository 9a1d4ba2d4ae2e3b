"""Shortens a failing schedule further: joins two turns of one thread, which saves a preemption, and
keeps what still fails.

Leaving deviations out, as `shrink` does, shifts all that comes after; here each thread's own steps
stay what they were (Jalbert and Sen, "A trace simplification technique for effective debugging of
concurrent programs", 2010). State in, candidate out, as JSON.
"""

from __future__ import annotations

from typing import Any, TypedDict

from .shrink import cost

MAX_TRIES = 200

Turns = list[list[Any]]  # [thread, steps, preempted], as in `policies.turns`


class Merge(TypedDict):
    """`best` fails and has these turns; those that are waiting are to be tried."""

    best: str
    turns: Turns
    waiting: list[Turns]
    tries: int


def begin(schedule: str, turns: Turns) -> Merge:
    return {"best": schedule, "turns": turns, "waiting": candidates(turns), "tries": 0}


def candidates(turns: Turns) -> list[Turns]:
    """Each with a preemption less; the last ones first, which shift the least."""
    found = []
    for at in range(len(turns) - 1, -1, -1):
        thread, steps, preempted = turns[at]
        if not preempted:
            continue
        later = (i for i in range(at + 1, len(turns)) if turns[i][0] == thread)
        other = next(later, None)
        if other is None:
            found.append([*turns[:at], [thread, steps, False], *turns[at + 1 :]])
            continue
        joined = [[thread, steps + turns[other][1], turns[other][2]]]
        between, after = turns[at + 1 : other], turns[other + 1 :]
        found.append([*turns[:at], *joined, *between, *after])
        found.append([*turns[:at], *between, *joined, *after])
    return found


def candidate(state: Merge) -> Turns | None:
    """The next turns to try, or None when joining any two did not help."""
    if not state["waiting"] or state["tries"] >= MAX_TRIES:
        return None
    state["tries"] += 1
    return state["waiting"].pop(0)


def learn(state: Merge, schedule: str, turns: Turns) -> None:
    """A candidate failed in the same way: these are its real schedule and turns."""
    if cost(schedule) < cost(state["best"]):
        state["best"], state["turns"] = schedule, turns
        state["waiting"] = candidates(turns)
