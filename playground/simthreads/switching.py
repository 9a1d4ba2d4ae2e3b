"""The one door to Pyodide: park this stack, resume that one, hand over a result. Nothing else
knows JSPI.

`js/fibers.js` and `js/parking.js` are the other half; the two share a number: whether a fibre may
be disturbed.
"""

from __future__ import annotations

import array
import sys
from collections.abc import Callable
from typing import Any

from . import callers, quick

NOBODY = 0

_in_body = array.array("i", [0])  # a fibre is: 0 while fibres are made, parked or ended
_reply: Any = None
_host: Any = None
_run_sync: Callable[[Any], Any]

_PARK = "park"

#: Nanoseconds of the run's time, for what reads a clock below Python.
clock = array.array("d", [0.0])


def attach(host: Any) -> tuple[int, int, int]:
    """Bind to the JavaScript half, once. Returns the addresses of the three shared arrays."""
    import asyncio

    import pyodide.ffi  # type: ignore[import-not-found]

    global _host, _reply, _run_sync
    _host, _reply = host, host.reply
    _run_sync = pyodide.ffi.run_sync
    asyncio.ensure_future = lambda thing, **_: thing  # type: ignore[assignment]
    in_body = _in_body.buffer_info()[0]
    host.parking.open(in_body)
    host.parking.make(id(sys.modules[__name__]), id(_PARK))
    callers.attach(host)
    return in_body, clock.buffer_info()[0], quick.attach(host)


def park(current: int, following: int, /) -> None:
    """Have another fibre go on; returns when somebody resumes this one. `attach` puts a function
    in C in its place, for the sake of speed and of a stack that holds nothing but C."""
    raise RuntimeError("there is no fibre to park")


def end(result: str) -> None:
    """Hand the result to the host and park for ever."""
    _host.end(result)
    park(NOBODY, NOBODY)


def ask(question: str) -> str:
    """Put a question to the host and park until it answers."""
    _host.ask(question)
    _in_body[0] = 0
    try:
        return str(_run_sync(_reply))
    finally:  # it raises where the stack does not suffice
        _in_body[0] = 1


def tell(news: str) -> None:
    """Hand over output of a run that is still under way."""
    _host.tell(news)


def enter_body() -> None:
    """A fibre has begun: tell the interpreter where its C stack ends."""
    _host.guard()
    _in_body[0] = 1


def leave_body() -> None:
    _in_body[0] = 0
