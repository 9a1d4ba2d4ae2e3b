"""Waits that C has of its own: who waits for a lock of C's, as `io.BufferedWriter` has one, or
sleeps in C, as a database does that another connection has locked, waits as for anything.

C keeps the lock; here is who waits. Knows locks by their address alone.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import runtime
from ..task import Task, Wait

MICROSECOND = 1_000  # in nanoseconds

_waiters: dict[int, list[Task]] = {}


def _raising(error: BaseException) -> Callable[[], None]:
    def call() -> None:
        raise error

    return call


def wait(lock: int) -> None:
    """Until somebody gives the lock back. C cannot be told of an error: it comes after the wait."""
    me = runtime.kernel.current
    errors: list[BaseException] = []
    _waiters.setdefault(lock, []).append(me)
    while me in _waiters.get(lock, ()):
        try:
            runtime.kernel.block(Wait("lock", anybody=True))
        except BaseException as error:
            errors.append(error)
    me.pending.extend(_raising(error) for error in errors)


def wake(lock: int) -> None:
    for task in _waiters.pop(lock, []):
        runtime.kernel.unblock(task)


def sleep(microseconds: int) -> None:
    """An error cuts it short, as a signal does; C cannot be told of that either."""
    kernel = runtime.kernel
    try:
        kernel.block(Wait("sleep"), microseconds * MICROSECOND)
    except BaseException as error:
        kernel.current.pending.append(_raising(error))
