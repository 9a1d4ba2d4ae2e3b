"""Systematic search: all schedules with no preemption, then one, then two, at the points that can
matter.

A point matters when another thread could run and the next instruction touches what threads may
share: a step on
a thread's own stack or its local variables commutes with all that others do, so that switching
there gives no
new result. That is the partial-order reduction here: a run reports only such points.

More does not pay. Leaving out reads of names that nobody stored meanwhile took five programs, with
two preemptions at most, from 364, 172, 887, 172 and 25 schedules to 222, 148, 654, 148 and 5: too
few for a rule that may miss what another schedule stores; one preemption shows most failures.
"""

from __future__ import annotations

from typing import Any, TypedDict

from ..schedule import Schedule, parse

FREE = 3  # choices among ready threads that a schedule may change beyond its preemptions


class Bounded(TypedDict):
    """Schedules to try, by the number of their preemptions."""

    queues: list[list[str]]
    most: int
    budget: int


def begin(budget: int, preemptions: int = 99) -> Bounded:
    """Search with at most so many preemptions; more schedules than the budget need not be kept."""
    return {"queues": [[]], "most": preemptions, "budget": budget}


def candidate(state: Bounded) -> str | None:
    """The next schedule, fewest preemptions first; None when all were tried."""
    for queue in state["queues"]:
        if queue:
            return str(queue.pop(0))
    return None


def learn(state: Bounded, record: dict[str, Any]) -> None:
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
        room = state["budget"] - len(queues[preemptions])
        for thread in threads[: max(0, room)]:
            deviations = (*base.deviations, (kind, at, thread))
            queues[preemptions].append(str(Schedule(base.granularity, deviations)))
