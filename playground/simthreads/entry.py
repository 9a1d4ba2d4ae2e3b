"""What the JavaScript half calls, in Pyodide: prepare once, then one run at a time."""

from __future__ import annotations

import json
import sys
import traceback
from typing import Any

from . import doors as all_doors
from . import explore, own_builtins, switching
from .access import Accesses, queues
from .access.trace import Trace
from .explore.interest import Interest
from .explore.points import Points
from .library import library
from .orders.visible import Visible
from .policies import Step
from .policies.directed import Directed
from .policies.pos import Pos
from .policies.surw import Surw
from .primitives import clock, native_waits
from .program.request import BadRequest, Request
from .program.run import Run
from .program.step import Stepper
from .races import Source

_run: Run | None = None
in_body_address = clock_address = quick_address = 0  # of the arrays that the two halves share
doors: tuple[int, ...] = ()  # and what opens the doors in another interpreter
START_MS = (clock.START + clock.EPOCH) / 1e6  # what the wall clock shows when a run begins
_given: Any = None
Accesses.also.append(queues.install)


def prepare(host: Any) -> None:
    """Build the library that each run begins in."""
    from .program import hidden, stdlib_patch

    global in_body_address, clock_address, quick_address, doors
    in_body_address, clock_address, quick_address = switching.attach(host)
    doors = all_doors.attach(host, native_waits.wait, native_waits.wake, native_waits.sleep)
    sys.setrecursionlimit(1000)
    stdlib_patch.install()
    hidden.install()
    own_builtins.uninstall()


def seal(host: Any) -> None:
    """The last thing before the memory is taken that every run begins with."""
    from .program import at_hand, hidden, start, unsupported

    start.forget_host()
    all_doors.settle()
    hidden.close(host)
    unsupported.close_doors()
    at_hand.hide()


def begin(text: str) -> None:
    """Take a request; the run itself starts when fibre 1 does."""
    global _given
    _given = json.loads(text)


def body(number: int) -> int:
    """What fibre `number` does. Returns the number of the fibre to resume after it."""
    switching.enter_body()
    try:
        following = _body(number)
    except BaseException as error:  # a program that broke what we stand on, or our own fault
        words = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
        switching.end(json.dumps({"unusable": f"the simulation broke down: {words}"}))
        raise
    switching.leave_body()
    return following


def _body(number: int) -> int:
    global _run
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
    return _run.kernel.exit().id


def _make_run(given: Any) -> Run:
    request = Request(given)
    doors = switching.park, switching.end
    if request.policy == "step":
        stepper = Stepper(request, switching.ask)
        run = Run(request, *doors, Step(stepper.choose))
        stepper.run, run.where = run, stepper.arrive
    elif given.get("order") is not None:
        directed = Directed(**given["order"])
        run = Run(request, *doors, directed)
        run.order = Visible(directed)
        run.order.attach(run)
    elif given.get("points"):
        points, policy = Points(), request.make_policy()
        points.watch(policy)
        run = Run(request, *doors, policy)
        points.kernel, run.where, run.points = run.kernel, points.arrive, points.found
    else:
        run = Run(request, *doors)
    if isinstance(run.kernel.policy, Pos):
        seen = Accesses()
        run.kernel.policy.pending = seen.pending
        seen.attach(run)
    if isinstance(run.kernel.policy, Surw):
        run.interest = Interest(run.kernel.policy)
        if wanted := given.get("interest"):
            run.kernel.policy.look_for(frozenset(wanted["places"]), dict(wanted["counts"]))
        run.interest.attach(run)
    if any(given.get(name) for name in ("accesses", "races", "why")):
        seen = Accesses()
        seen.inner.append(library("threading")._active_limbo_lock)
        run.trace = Trace(seen)
        run.source = Source(request.source, request.files)
        seen.stacks, seen.values = request.races, request.why
        seen.listeners.append(run.trace.take)
        seen.attach(run)
    run.kernel.cell = switching.clock
    if not request.lean:
        run.tell = switching.tell
    return run


def cut(outcome: str, limit: str | None) -> str:
    """The record of a run that the host has decided to leave parked for ever."""
    if _run is None:
        return json.dumps({"unusable": f"{outcome} before it began"})
    _run.limit = limit
    return _run.record(outcome)


def search(request: str, state: str, result: str, stop: bool) -> str:
    """One step of a search: the state so far and the last result in, the next request or the
    verdict out."""
    return json.dumps(explore.advance(json.loads(request), state, result, stop))


def foresee(request: str, state: str, count: int) -> str:
    """What a search in that state will probably ask next; see `explore/search_ahead.py`."""
    return json.dumps(explore.foresee(json.loads(request), state, count))
