"""Says what a thread waits for in the reader's words: not "a lock", but "Queue.get on `jobs`".

Reads stack frames; knows the names of the standard library, nothing of scheduling.
"""

from __future__ import annotations

import importlib
import sys
from types import FrameType
from typing import Any

from .. import runtime
from ..frames import outwards
from ..task import Wait
from .names import Names

#: Calls that may block, by module: what a reader wrote, or what a library thread is there for.
KNOWN = {
    "threading": {
        "Barrier.wait",
        "Condition.__enter__",
        "Condition.acquire",
        "Condition.wait",
        "Condition.wait_for",
        "Event.wait",
        "Semaphore.acquire",
        "Thread.join",
        "Thread.start",
        "_shutdown",
    },
    "queue": {"Queue.get", "Queue.join", "Queue.put"},
    "concurrent.futures._base": {"Future.exception", "Future.result", "as_completed", "wait"},
    "concurrent.futures.thread": {
        "ThreadPoolExecutor.shutdown",
        "ThreadPoolExecutor.submit",
        "_worker",
    },
    "sched": {"scheduler.run"},
}
_PLAIN = {
    "join": "Thread.join",
    "pause": "signal.pause",
    "queue": "SimpleQueue.get",
    "select": "event loop",
    "sigwait": "signal.sigwait",
    "sleep": "time.sleep",
    "spin": "busy",
}
_ALIASES = {
    "Condition.__enter__": "Condition.acquire",
    "_shutdown": "end of program",
    "_worker": "pool worker",
    "wait": "futures.wait",
    "as_completed": "futures.as_completed",
}


class Naming:
    """Names for one program: `filename` is what its code objects carry."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.names = Names(filename)

    def user_frame(self) -> FrameType | None:
        for frame in outwards(sys._getframe(1)):
            if frame.f_code.co_filename == self.filename:
                return frame
        return None

    def name_of(self, thing: object) -> str:
        return self.names.of(thing, self.user_frame())

    def learn(self) -> None:
        self.names.learn(self.user_frame())

    def called_by_user(self) -> bool:
        """Is the primitive that runs now one that the program itself used, if through a
        condition?"""
        for frame in outwards(sys._getframe(1)):
            if frame.f_code.co_filename == self.filename:
                return True
            if frame.f_code.co_qualname not in ("Condition.__enter__", "Condition.acquire"):
                return False
        return False

    def line(self) -> int | None:
        frame = self.user_frame()
        return frame.f_lineno if frame else None

    def describe(self, wait: Wait) -> None:
        """Fill in what the reader knows this wait as."""
        best: FrameType | None = None
        first = True
        for frame in outwards(sys._getframe(1)):
            if frame.f_code.co_filename == self.filename:
                wait.line = frame.f_lineno
                break
            if first and is_signal(wait, frame):
                wait.owner = None
            if first and frame.f_code is _IMPORT:
                best = frame
                continue
            first = False
            names = KNOWN.get(frame.f_globals.get("__name__", ""))
            name = frame.f_code.co_qualname
            if names and name in names and (name != "_worker" or wait.kind == "queue"):
                best = frame  # a pool's worker that waits for work, and for nothing within it
        if best is not None and best.f_code is _IMPORT:
            _is_import(wait, best.f_locals["self"])
        elif best is not None:
            name = best.f_code.co_qualname
            subject = best.f_locals.get("self")
            wait.operation = _ALIASES.get(name) or _of_class(name, subject)
            wait.subject = wait.target if wait.operation == "Condition.acquire" else subject
        elif wait.kind == "lock":
            wait.operation = f"{kind_of(wait.target)}.acquire"
        else:
            wait.operation = _PLAIN.get(wait.kind, wait.kind)
            if wait.kind in ("sleep", "spin") or wait.anybody:
                wait.subject = None


_IMPORT = importlib._bootstrap._ModuleLock.acquire.__code__  # type: ignore[attr-defined]


def _is_import(wait: Wait, lock: Any) -> None:
    """Who waits for a module is parked on a lock of its own; who imports it has the module."""
    wait.operation = "import"
    wait.subject = lock
    wait.owner, wait.certain = lambda: runtime.kernel.tasks.get(lock.owner), True


def is_signal(wait: Wait, frame: FrameType) -> bool:
    """A condition parks each waiter on a lock that the waiter itself holds: nobody owns that
    wait."""
    code = frame.f_code
    return (
        wait.kind == "lock"
        and code.co_qualname == "Condition.wait"
        and frame.f_locals.get("waiter") is wait.target
    )


_KINDS = {"lock": "Lock", "_ThreadHandle": "Thread", "_ModuleLock": "module"}


def kind_of(thing: object) -> str:
    name = type(thing).__name__
    return _KINDS.get(name, name)


def _of_class(name: str, subject: object) -> str:
    """`Semaphore.acquire` on a BoundedSemaphore is called after the latter."""
    return f"{kind_of(subject)}.{name.partition('.')[2]}" if subject is not None else name
