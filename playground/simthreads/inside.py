"""What the JavaScript half calls, in Pyodide: prepare once, then one run at a time."""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

from . import switching
from .program.run import BadRequest, Request, Run

_run: Run | None = None
_given: dict[str, Any] = {}


def prepare(host: Any) -> int:
    """Build the world that each run begins in. Returns the address that the two halves share."""
    from .program import world

    address = switching.attach(host)
    signal.signal(signal.SIGUSR1, switching.breathe)
    sys.setrecursionlimit(1000)
    world.install()
    return address


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
            _run = Run(Request(_given), switching.switch, switching.end)
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


def stopped() -> str:
    """The record of a run that the host has decided to leave parked for ever."""
    return _run.record("stopped") if _run else json.dumps({"unusable": "stopped before it began"})


def clock() -> float:
    """The program's wall clock in milliseconds, for what reads time below Python."""
    from . import runtime
    from .primitives.clock import EPOCH, START

    return (runtime.kernel.now + START + EPOCH) / 1e6
