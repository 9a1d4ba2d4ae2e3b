"""Which order to try next, and when none is left. Knows steps alone; its state is JSON.

What it may rely on: a run that is given the same choices takes the same steps, and a step's acts
tell all that can matter to another thread's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .footprint import READ, WRITE, FirstTouch, Sleeper, asleep, awake, note
from .races import Order, Step, initials, unordered


class Node(TypedDict):
    """A choice that a run came to: `tried` and `wanted` of its options, and what those that sleep
    would do, which has been tried where nothing since depends on it."""

    options: list[int]
    chosen: int
    wanted: list[int]
    tried: dict[str, Sleeper]
    sleep: dict[str, Sleeper]
    preemptions: int  # of the run up to here, this choice left out
    cost: list[int]  # the options that would be a preemption


class Tree(TypedDict):
    path: list[Node]
    visible: list[str]  # labels of places that are shared without an order
    bound: int | None  # most preemptions
    orders: int  # runs that came to their end, no two of them equivalent
    redundant: int  # runs that were cut short, since they led to what was known
    restarts: int
    limited: bool  # the bound has left something out
    done: bool


class Ask(TypedDict):
    """What the next run is to be: the choices to begin with, who sleeps from the last of them on,
    and what is a step."""

    choices: list[int]
    sleep: dict[str, Sleeper]
    visible: list[str]


class Unrepeatable(Exception):
    """A run did not do again what it did before: nothing can be said of its orders."""


def begin(bound: int | None = None) -> Tree:
    return {
        "path": [],
        "visible": [],
        "bound": bound,
        "orders": 0,
        "redundant": 0,
        "restarts": 0,
        "limited": False,
        "done": False,
    }


def ask(tree: Tree) -> Ask:
    path = tree["path"]
    sleep: dict[str, Sleeper] = {}
    if path:
        last = path[-1]
        tried = {t: does for t, does in last["tried"].items() if int(t) != last["chosen"]}
        sleep = {**last["sleep"], **tried}
    choices = [node["chosen"] for node in path]
    return {"choices": choices, "sleep": sleep, "visible": tree["visible"]}


def learn(tree: Tree, steps: Sequence[Step], redundant: bool, sites: Sequence[str] = ()) -> None:
    """A run has taken these steps; cut short if it is redundant. `sites` are places at which it
    should have stopped. Turns to the next order."""
    found = sorted({*unordered(steps), *sites} - set(tree["visible"]))
    if found:  # what was taken for one step were several: all begins anew
        tree["visible"] = sorted({*tree["visible"], *found})
        tree["path"] = []
        tree["orders"] = tree["redundant"] = 0
        tree["restarts"] += 1
        return
    shown = [_visible(step, set(tree["visible"])) for step in steps]
    begun = len(tree["path"])
    _extend(tree, shown)
    tree["redundant" if redundant else "orders"] += 1
    order = Order(shown)
    for earlier, later in order.races:
        if later >= begun - 1:
            _want(tree["path"][earlier], initials(order, earlier, later))
    _turn(tree)


def _visible(step: Step, visible: set[str]) -> Step:
    does = [act for act in step["does"] if act[0] not in (READ, WRITE) or act[3] in visible]
    return {**step, "does": does}


def _extend(tree: Tree, steps: Sequence[Step]) -> None:
    """The path becomes what this run did."""
    path = tree["path"]
    begun = len(path)
    if len(steps) < begun:
        raise Unrepeatable
    first: FirstTouch = {}
    sleep: dict[str, Sleeper] = {}
    preemptions = 0
    for number, step in enumerate(steps):
        if number >= begun:
            path.append(_node(step, steps[number - 1]["thread"] if number else 0))
            path[number]["sleep"], path[number]["preemptions"] = sleep, preemptions
        node, me = path[number], str(step["thread"])
        if (node["chosen"], node["options"]) != (step["thread"], step["options"]):
            raise Unrepeatable
        node["tried"].setdefault(me, asleep(step["does"], number, first))
        preemptions += step["thread"] in node["cost"]
        note(first, step["does"], number)
        if number >= begun - 1:
            tried = {t: would for t, would in node["tried"].items() if t != me}
            sleep = awake({**node["sleep"], **tried}, step["does"], first)


def _node(step: Step, before: int) -> Node:
    options = step["options"]
    return {
        "options": options,
        "chosen": step["thread"],
        "wanted": [step["thread"]],
        "tried": {},
        "sleep": {},
        "preemptions": 0,
        "cost": [t for t in options if t != before] if before in options else [],
    }


def _want(node: Node, threads: list[int]) -> None:
    """One of these is to be tried first there; if none can, whoever can."""
    if any(thread in node["wanted"] for thread in threads):
        return
    able = [thread for thread in threads if thread in node["options"]]
    if able:
        node["wanted"].append(able[-1] if threads[-1] in able else able[0])
    else:
        node["wanted"] += [t for t in node["options"] if t not in node["wanted"]]


def _turn(tree: Tree) -> None:
    """To the last choice at which something is left to try."""
    path = tree["path"]
    while path:
        node = path[-1]
        for thread in sorted(node["wanted"]):
            name = str(thread)
            if name in node["tried"] or name in node["sleep"]:
                continue
            if _too_many(tree, node, thread):
                tree["limited"] = True
                continue
            node["chosen"] = thread
            return
        path.pop()
    tree["done"] = True


def _too_many(tree: Tree, node: Node, thread: int) -> bool:
    bound = tree["bound"]
    return bound is not None and node["preemptions"] + (thread in node["cost"]) > bound
