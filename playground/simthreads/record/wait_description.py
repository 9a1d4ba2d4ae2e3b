"""Says what a thread waits for in the reader's words: not "a lock", but "Queue.get on `jobs`".

Reads stack frames; knows the names of the standard library, nothing of scheduling.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable
from itertools import count
from types import CodeType, FrameType
from typing import Any

from .. import callers, runtime
from ..frames import outwards, parked_at, program_frame
from ..task import Wait
from .variable_names import VariableNames

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
#: The same by the file that their code is of.
_NAMES = {
    f"{os.path.dirname(os.__file__)}/{module.replace('.', '/')}.py": names
    for module, names in KNOWN.items()
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
_OF_CONDITION = ("Condition.__enter__", "Condition.acquire")
_ALIASES = {
    "Condition.__enter__": "Condition.acquire",
    "_shutdown": "end of program",
    "_worker": "pool worker",
    "wait": "futures.wait",
    "as_completed": "futures.as_completed",
}


class WaitDescription:
    """Names for one program: `filename` is what its code objects carry."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.names = VariableNames(filename)

    def user_frame(self) -> FrameType | None:
        frame = program_frame()
        while frame is not None and frame.f_code.co_filename != self.filename:
            frame = frame.f_back
        return frame

    def name_of(self, thing: object) -> str:
        return self.names.of(thing, self.user_frame())

    def learn(self) -> None:
        self.names.learn(self.user_frame())

    def called_by_user(self) -> bool:
        """Is the primitive that runs now one that the program itself used, if through a
        condition?"""
        number = 0
        while (code := callers.code_at(number)) is not None:
            if code.co_filename == self.filename:
                return True
            if code.co_qualname not in _OF_CONDITION:
                return False
            number += 1
        return False

    def line(self) -> int | None:
        return callers.line_in(self.filename)

    def describe(self, wait: Wait) -> None:
        """Say who can end it, and how to find what the reader knows it as."""
        wait.more = self._fill
        if wait.kind == "lock" and (code := callers.code_at(0)) is not None:
            if code is _IMPORT:
                self._fill(wait)
            elif is_signal(wait, code):
                wait.owner = None

    def _fill(self, wait: Wait) -> None:
        wait.operation, wait.subject, wait.line = "", wait.target, None
        task = wait.task
        here = task is None or task is runtime.kernel.current
        frames = [] if here or task is None else list(outwards(parked_at(task.id)))
        stack = map(callers.code_at, count()) if here else (frame.f_code for frame in frames)
        best, own = self._call(wait, stack)
        if own is not None:
            wait.line = callers.line_in(self.filename) if here else frames[own].f_lineno
        if best is not None:
            _is_call(wait, callers.frame_at(best) if here else frames[best])
        elif wait.kind == "lock":
            wait.operation = f"{kind_of(wait.target)}.acquire"
        else:
            wait.operation = _PLAIN.get(wait.kind, wait.kind)
            if wait.kind in ("sleep", "spin") or wait.anybody:
                wait.subject = None

    def _call(self, wait: Wait, stack: Iterable[CodeType | None]) -> tuple[int | None, int | None]:
        """How far outwards the call is that a reader knows, and the program's own code."""
        best: int | None = None
        for number, code in enumerate(stack):
            if code is None:
                break
            if code.co_filename == self.filename:
                return best, number
            name = code.co_qualname
            known = name in _NAMES.get(code.co_filename, ())
            # a pool's worker that waits for work, and for nothing within it
            if (known and (name != "_worker" or wait.kind == "queue")) or (
                number == 0 and code is _IMPORT
            ):
                best = number
        return best, None


_IMPORT = importlib._bootstrap._ModuleLock.acquire.__code__  # type: ignore[attr-defined]


def _is_call(wait: Wait, frame: FrameType | None) -> None:
    assert frame is not None
    subject = frame.f_locals.get("self")
    if frame.f_code is _IMPORT:
        _is_import(wait, subject)
        return
    name = frame.f_code.co_qualname
    wait.operation = _ALIASES.get(name) or _of_class(name, subject)
    wait.subject = wait.target if wait.operation == "Condition.acquire" else subject


def _is_import(wait: Wait, lock: Any) -> None:
    """Who waits for a module is parked on a lock of its own; who imports it has the module."""
    wait.operation = "import"
    wait.subject = lock
    wait.owner, wait.certain = lambda: runtime.kernel.tasks.get(lock.owner), True


def is_signal(wait: Wait, code: CodeType) -> bool:
    """A condition parks each waiter on a lock that the waiter itself holds: nobody owns that
    wait. The condition's own lock is taken elsewhere, or is an RLock."""
    waits = code.co_qualname == "Condition.wait" and code.co_filename in _NAMES
    return waits and not wait.certain


_KINDS = {"lock": "Lock", "_ThreadHandle": "Thread", "_ModuleLock": "module"}


def kind_of(thing: object) -> str:
    name = type(thing).__name__
    return _KINDS.get(name, name)


def _of_class(name: str, subject: object) -> str:
    """`Semaphore.acquire` on a BoundedSemaphore is called after the latter."""
    return f"{kind_of(subject)}.{name.partition('.')[2]}" if subject is not None else name
