"""Which policy tries the next schedule: several take turns, since bugs differ in what finds them.
State in, request out, so that it can live as JSON."""

from __future__ import annotations

from typing import Any

from . import interest

#: A switch in the middle of a line, an order of calls, locks in a circle. As many as share no
#: divisor with what a policy does by its seed. Measured on the programs of bench/verdict.
MIX = (
    ("random", "call"),
    ("pos", "bytecode"),
    ("surw", "bytecode"),
    ("pos", "bytecode"),
    ("random", "bytecode"),
    ("surw", "bytecode"),
    ("pos", "bytecode"),
    ("hold", "call"),
    ("surw", "bytecode"),
    ("pos", "bytecode"),
    ("pct", "bytecode"),
)
WATCHED = ("surw", "pos")  # look at accesses
LONG = 20_000  # steps of a run in which accesses are not looked at: that would take too long


def ask(
    state: interest.Interests, policy: str, number: int, usual_steps: int, granularity: str | None
) -> dict[str, Any]:
    """How the schedule of this number is chosen; `granularity`: the one that is asked for."""
    if policy != "mixed":
        return _by(state, policy)
    policy, usual = MIX[number % len(MIX)]
    unfit = state["over"] or usual_steps > LONG or granularity not in (None, usual)
    if policy in WATCHED and unfit:
        policy = "random"
    return _by(state, policy) | {"preempt": granularity or usual}


def _by(state: interest.Interests, policy: str) -> dict[str, Any]:
    return {"policy": policy} | (interest.ask(state) if policy == "surw" else {})
