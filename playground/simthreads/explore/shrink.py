"""Shortens a failing schedule: leaves deviations out, in halves at first, and keeps what still
fails.

Delta debugging (Zeller and Hildebrandt, 2002) on the deviations; a candidate that no longer fits
is bent to fit,
and what then really happened is what counts. State in, candidate out, so that it can live as JSON.
"""

from __future__ import annotations

from typing import TypedDict

from ..schedule import Schedule, parse

MAX_TRIES = 400


def cost(schedule: str) -> tuple[int, int]:
    """Fewest preemptions, then fewest deviations."""
    parsed = parse(schedule)
    return parsed.preemptions, len(parsed.deviations)


class Shrink(TypedDict):
    """`best` fails; next, `chunk` of its deviations from `at` on are left out."""

    best: str
    chunk: int
    at: int
    tries: int
    progress: bool


def begin(schedule: str) -> Shrink:
    size = len(parse(schedule).deviations)
    return {"best": schedule, "chunk": max(1, size // 2), "at": 0, "tries": 0, "progress": False}


def candidate(state: Shrink) -> str | None:
    """The next schedule to try, or None when no single deviation can be left out."""
    best = parse(state["best"])
    size = len(best.deviations)
    while state["tries"] < MAX_TRIES and size:
        if state["at"] >= size:
            if state["chunk"] == 1 and not state["progress"]:
                return None
            state["chunk"] = max(1, min(state["chunk"], size) // 2)
            state["at"] = 0
            state["progress"] = False
            continue
        keep = best.deviations[: state["at"]] + best.deviations[state["at"] + state["chunk"] :]
        state["tries"] += 1
        return str(Schedule(best.granularity, keep))
    return None


def learn(state: Shrink, schedule: str | None) -> None:
    """`schedule` is what the candidate really did, if it failed in the same way; None if it did
    not."""
    if schedule is not None and cost(schedule) < cost(state["best"]):
        state["best"] = schedule
        state["progress"] = True
        state["at"] = min(state["at"], len(parse(schedule).deviations))
    else:
        state["at"] += state["chunk"]
