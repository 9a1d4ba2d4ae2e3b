"""Every order of a program that can differ, or where that had to stop: asks for one run after the
other and says what is known then. State in, request out, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from ..orders import tree, unseen
from .judge import failure, stdout

if TYPE_CHECKING:
    from ...protocol import types as protocol

MOST_RUNS = 3_000
STEPS_EACH = 1_000  # of all runs together, for each that is allowed
MOST_OUTCOMES = 200  # different ones that are kept
LONG, ENDLESS, ANOTHER, BOUND, MANY = "long", "endless", "another", "bound", "many"


class Exhaustive(TypedDict):
    tree: tree.Tree
    runs: int
    steps: int  # of all runs
    most: int
    unseen: list[str]  # what was not looked at
    timed: list[str]  # the lines that wait for a time
    over: bool


class Outcomes(TypedDict):
    """What a program's runs ended with, so far."""

    found: dict[str, protocol.Outcome]
    dropped: int


def begin(request: dict[str, Any]) -> Exhaustive:
    files = request.get("files") or {}
    sources = [request["source"], *files.values()]
    own = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in files}
    return {
        "tree": tree.begin(request.get("preemptions")),
        "runs": 0,
        "steps": 0,
        "most": request.get("orders") or MOST_RUNS,
        "unseen": unseen.in_sources(sources, own),
        "timed": [],
        "over": False,
    }


def ask(state: Exhaustive) -> dict[str, Any] | None:
    """What the next run is to be, or None when there is none."""
    if state["over"] or state["tree"]["done"]:
        return None
    if state["runs"] >= state["most"] or state["steps"] > state["most"] * STEPS_EACH:
        _stop(state, MANY)
        return None
    return {"order": tree.ask(state["tree"]), "preempt": "bytecode"}


def learn(state: Exhaustive, record: dict[str, Any]) -> bool:
    """Was it a run to its end, and so one that counts?"""
    told = record["order"]
    state["runs"] += 1
    state["steps"] += record["steps"]
    _note(state, told["unseen"])
    state["timed"] += [line for line in told["timed"] if line not in state["timed"]]
    if told["another"]:
        _stop(state, ANOTHER)
        return False
    if told["long"] or record["outcome"] == "limit":
        _stop(state, LONG if told["long"] else ENDLESS)
        return False
    try:
        tree.learn(state["tree"], told["steps"], told["redundant"], told["sites"])
    except tree.Unrepeatable:
        _stop(state, ANOTHER)
        return False
    if state["tree"]["limited"]:
        _note(state, [BOUND])
    return not told["redundant"]


def _note(state: Exhaustive, words: list[str]) -> None:
    state["unseen"] = sorted({*state["unseen"], *words})


def _stop(state: Exhaustive, why: str) -> None:
    state["over"] = True
    _note(state, [why])


def told(state: Exhaustive) -> protocol.Orders:
    """Exhausted only if nothing was left, and nothing was left out."""
    done = state["tree"]
    return {
        "exhausted": done["done"] and not state["over"] and not state["unseen"],
        "orders": done["orders"],
        "redundant": done["redundant"],
        "runs": state["runs"],
        "unseen": state["unseen"],
        "timed": state["timed"],
    }


def too_long(state: Exhaustive, endless: bool) -> None:
    """A run takes so many steps that its orders are not worth beginning with, or does not end."""
    _stop(state, ENDLESS if endless else LONG)


def give_up(state: Exhaustive) -> None:
    """A run could not be had."""
    _stop(state, ANOTHER)


# -- everything that it can print


def no_outcomes() -> Outcomes:
    return {"found": {}, "dropped": 0}


def learn_all(state: Exhaustive, outcomes: Outcomes, record: dict[str, Any]) -> None:
    """Of an order. Where all begins anew, the orders are counted anew."""
    restarts = state["tree"]["restarts"]
    if learn(state, record):
        note(outcomes, record)
    if state["tree"]["restarts"] > restarts:
        for outcome in outcomes["found"].values():
            outcome["orders"] = 0


def listed(outcomes: Outcomes) -> list[protocol.Outcome]:
    """Those that were met most often first."""
    return sorted(outcomes["found"].values(), key=lambda each: (-each["orders"], each["output"]))


def note(outcomes: Outcomes, record: dict[str, Any]) -> None:
    bad, printed = _ending(record)
    key = _key(bad, printed)
    known = outcomes["found"].get(key)
    if known is not None:
        known["orders"] += 1
    elif len(outcomes["found"]) >= MOST_OUTCOMES:
        outcomes["dropped"] += 1
    else:
        outcomes["found"][key] = {
            "failure": bad,
            "output": printed,
            "orders": 1,
            "schedule": record["schedule"],
        }


def verify(outcomes: Outcomes, key: str, record: dict[str, Any]) -> None:
    """Leave out what the replay of its schedule does not show."""
    if "unusable" in record or key != _key(*_ending(record)):
        del outcomes["found"][key]


def _ending(record: dict[str, Any]) -> tuple[str, str]:
    return failure(record, None), stdout(record)


def _key(bad: str, printed: str) -> str:
    return f"{bad}\n{printed}"
