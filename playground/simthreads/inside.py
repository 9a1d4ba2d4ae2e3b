"""What the JavaScript half calls, in Pyodide: prepare once, then one run at a time."""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

from . import explore, switching
from .explore.points import Points
from .policies import Stepwise
from .program.run import BadRequest, Request, Run
from .program.stepping import Stepper

_run: Run | None = None
address = 0  # of the array that the two halves share
_given: dict[str, Any] = {}


def prepare(host: Any) -> None:
    """Build the world that each run begins in."""
    from .program import world

    global address
    address = switching.attach(host)
    signal.signal(signal.SIGUSR1, switching.breathe)
    sys.setrecursionlimit(1000)
    world.install()


def begin(text: str) -> None:
    """Take a request; the run itself starts when fibre 1 does."""
    global _given
    _given = json.loads(text)


def body(number: int) -> int:
    """What fibre `number` does. Returns the number of the fibre to resume after it."""
    global _run
    switching.enter_body()
    if _run is None:
        try:
            _run = _make_run(_given)
        except BadRequest as error:
            switching.end(json.dumps({"unusable": str(error)}))
            raise
        _run.main()
        raise AssertionError("a program that has ended goes on")
    task = _run.kernel.tasks[number]
    assert task.body is not None
    task.body()
    following = _run.kernel.exit().id
    switching.leave_body()
    return following


def _make_run(given: dict[str, Any]) -> Run:
    request = Request(given)
    if given.get("points"):
        points = Points()
        policy = request.make_policy()
        points.watch(policy)
        run = Run(request, switching.switch, switching.end, policy)
        points.kernel, run.where, run.points = run.kernel, points.arrive, points.found
        return run
    if request.policy != "step":
        run = Run(request, switching.switch, switching.end)
        if not request.lean:
            run.tell = switching.tell
        return run
    stepper = Stepper(request, switching.ask)
    run = Run(request, switching.switch, switching.end, Stepwise(stepper.choose))
    stepper.run = run
    run.where = stepper.arrive
    return run


def cut(outcome: str, limit: str | None) -> str:
    """The record of a run that the host has decided to leave parked for ever."""
    if _run is None:
        return json.dumps({"unusable": f"{outcome} before it began"})
    _run.limit = limit
    return _run.record(outcome)


def search(request: str, state: str, result: str, stop: bool) -> str:
    """One step of a search: the state so far and the last result in, the next request or the verdict out."""
    return json.dumps(explore.advance(json.loads(request), state, result, stop))


def clock() -> float:
    """The program's wall clock in milliseconds, for what reads time below Python."""
    from . import runtime
    from .primitives.clock import EPOCH, START

    return (runtime.kernel.now + START + EPOCH) / 1e6
