"""The one door to Pyodide: park this stack, resume that one, hand over a result. Nothing else
knows JSPI.

`js/fibers.js` is the other half; the two share a small array: who parks, who is to go on, and
whether a
fibre may be disturbed.
"""

from __future__ import annotations

import array
import sys
from collections.abc import Callable
from typing import Any

from .task import Task

NOBODY = 0

_turn = array.array("i", [NOBODY, NOBODY, 0])
INSIDE = 2  # a fibre is in its body: 0 while Pyodide makes, changes or ends fibres
_gate: Any = None
_reply: Any = None
_host: Any = None
_run_sync: Callable[[Any], Any]


#: Nanoseconds of the run's time, for what reads a clock below Python.
clock = array.array("d", [0.0])


def attach(host: Any) -> tuple[int, int]:
    """Bind to the JavaScript half, once. Returns the addresses of the two shared arrays."""
    import asyncio

    import pyodide.ffi  # type: ignore[import-not-found]

    global _gate, _host, _reply, _run_sync
    _host, _gate, _reply = host, host.gate, host.reply
    _run_sync = pyodide.ffi.run_sync
    asyncio.ensure_future = lambda thing, **_: thing  # type: ignore[assignment]
    return _turn.buffer_info()[0], clock.buffer_info()[0]


def _park(awaited: Any) -> Any:
    _turn[INSIDE] = 0
    try:
        return _run_sync(awaited)
    finally:  # it raises where the stack does not suffice
        _turn[INSIDE] = 1


def switch(current: Task, following: Task) -> None:
    _turn[0] = current.id
    _turn[1] = following.id
    current.frame = sys._getframe(1)
    try:
        _park(_gate)
    finally:
        current.frame = None


def end(result: str) -> None:
    """Hand the result to the host and park for ever."""
    _host.end(result)
    _turn[0] = _turn[1] = NOBODY
    _park(_gate)


def ask(question: str) -> str:
    """Put a question to the host and park until it answers."""
    _host.ask(question)
    return str(_park(_reply))


def tell(news: str) -> None:
    """Hand over output of a run that is still under way."""
    _host.tell(news)


def enter_body() -> None:
    """A fibre has begun: tell the interpreter where its C stack ends."""
    _host.guard()
    _turn[INSIDE] = 1


def leave_body() -> None:
    _turn[INSIDE] = 0
