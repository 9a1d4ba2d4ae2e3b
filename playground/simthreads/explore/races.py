"""The part of a search that looks for races: a few runs that see accesses, after the schedules have
been tried, and what they told together. State in, request out, so that it can live as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from ...protocol import types as protocol

RUNS = 3  # the usual schedule, and this many less one at random
LONGEST = 100_000  # steps of a run in which accesses are seen


class Looking(TypedDict):
    done: int
    told: protocol.Races | None


def begin() -> Looking:
    return {"done": 0, "told": None}


def candidate(state: Looking, usual_steps: int, seed: int) -> dict[str, Any] | None:
    """The next run, or None when enough is seen."""
    if state["done"] >= RUNS or usual_steps > LONGEST:
        return None
    asked: dict[str, Any] = {"races": True}
    if state["done"] == 0:
        return asked | {"schedule": "1.bytecode"}
    return asked | {"policy": "random", "preempt": "bytecode", "seed": seed + state["done"]}


def learn(state: Looking, record: dict[str, Any]) -> None:
    state["done"] += 1
    fresh = record.get("races")
    told = state["told"]
    if told is None or fresh is None:
        state["told"] = told or fresh
        return
    told["runs"] += fresh["runs"]
    for kind in ("races", "harmless"):
        known = {_race_key(each) for each in told[kind]}
        told[kind] += [each for each in fresh[kind] if _race_key(each) not in known]
    known = {_order_key(each) for each in told["lock_orders"]}
    told["lock_orders"] += [e for e in fresh["lock_orders"] if _order_key(e) not in known]
    misused = {(each["kind"], each["line"]) for each in told["misuses"]}
    told["misuses"] += [e for e in fresh["misuses"] if (e["kind"], e["line"]) not in misused]
    told["not_seen"] = sorted({*told["not_seen"], *fresh["not_seen"]})
    told["threads"] |= fresh["threads"]


def told(state: Looking | None, usual_steps: int) -> protocol.Races:
    """What is said in the end; of a run too long to be looked at, that it was not."""
    if state is not None and state["told"] is not None:
        return state["told"]
    not_seen = ["whole"] if usual_steps > LONGEST else ["runs"]
    nothing: protocol.Races = {
        "races": [], "harmless": [], "lock_orders": [], "misuses": [],
        "not_seen": not_seen, "runs": 0, "threads": {},
    }  # fmt: skip
    return nothing


def _race_key(race: Any) -> tuple[Any, ...]:
    return race["what"], *sorted(side["line"] or 0 for side in race["sides"])


def _order_key(order: Any) -> tuple[Any, ...]:
    return tuple(sorted({(t["holds_line"] or 0, t["wants_line"] or 0) for t in order["takings"]}))
