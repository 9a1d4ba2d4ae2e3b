"""Systematic search: all schedules with no preemption, then one, then two, at the points that can
matter.

A point matters when another thread could run and the next instruction touches what threads may
share: a step on
a thread's own stack or its local variables commutes with all that others do, so that switching
there gives no
new result. That is the partial-order reduction here: a run reports only such points.
"""

from __future__ import annotations

from typing import Any

from ..schedule import Schedule, parse

MAX_QUEUE = 20_000
FREE = 3  # choices among ready threads that a schedule may change beyond its preemptions


def begin(preemptions: int = 99) -> dict[str, Any]:
    """Search with at most so many preemptions."""
    return {"queues": [[]], "most": preemptions}


def candidate(state: dict[str, Any]) -> str | None:
    """The next schedule, fewest preemptions first; None when all were tried."""
    for queue in state["queues"]:
        if queue:
            return str(queue.pop(0))
    return None


def learn(state: dict[str, Any], record: dict[str, Any]) -> None:
    """Queue each schedule that departs from this run once more, later than its last departure."""
    base = parse(record["schedule"])
    last = {"s": 0, "c": 0}
    for kind, at, _ in base.deviations:
        last[kind] = at
    changed = len(base.deviations) - base.preemptions
    queues = state["queues"]
    for kind, at, threads in record.get("points", ()):
        preemptions = base.preemptions + (kind == "s")
        if at <= last[kind] or preemptions > state["most"] or (kind == "c" and changed >= FREE):
            continue
        while len(queues) <= preemptions:
            queues.append([])
        room = MAX_QUEUE - len(queues[preemptions])
        for thread in threads[: max(0, room)]:
            deviations = (*base.deviations, (kind, at, thread))
            queues[preemptions].append(str(Schedule(base.grain, deviations)))
