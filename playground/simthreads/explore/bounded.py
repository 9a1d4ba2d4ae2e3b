"""Systematic search: all schedules with no preemption, then one, then two, at the points that can matter.

A point matters when another thread could run and the next instruction touches what threads may share: a step on
a thread's own stack or its local variables commutes with all that others do, so that switching there gives no
new result. That is the partial-order reduction here: a run reports only such points.
"""

from __future__ import annotations

from typing import Any

from ..schedule import Schedule, parse

MAX_QUEUE = 20_000


def begin() -> dict[str, Any]:
    return {"queue": [], "bound": 0}


def candidate(state: dict[str, Any]) -> str | None:
    """The next schedule, fewest preemptions first; None when all within memory's bound were tried."""
    return state["queue"].pop(0) if state["queue"] else None


def learn(state: dict[str, Any], record: dict[str, Any]) -> None:
    """Queue each schedule that departs from this run once more, later than its last departure."""
    base = parse(record["schedule"])
    last_step = max((at for kind, at, _ in base.deviations if kind == "s"), default=0)
    last_pick = max((at for kind, at, _ in base.deviations if kind == "c"), default=0)
    for kind, at, threads in record.get("points", ()):
        if at <= (last_step if kind == "s" else last_pick):
            continue
        for thread in threads:
            if len(state["queue"]) >= MAX_QUEUE:
                return
            deviations = (*base.deviations, (kind, at, thread))
            state["queue"].append(str(Schedule(base.grain, deviations)))
