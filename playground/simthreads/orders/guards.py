"""Whether a thread that wants a lock could have it now: who could not is not let try, since its
waiting changes nothing for others. Knows the library's primitives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import frames
from ..access.owners import bases_of, module_of
from ..attributes import of_type
from ..policies.directed import FREE
from ..primitives.locks import RLock
from ..primitives.locks import lock as Lock
from ..task import Task

Free = Callable[[], bool]
_TAKES = ("acquire", "acquire_lock", "__enter__")


def of_operation(me: Task, owner: Any, name: str) -> tuple[Free, object]:
    """Of a lock that is to be taken, however long it takes; and that lock."""
    if name not in _TAKES:
        return FREE, None
    return of_lock(me, owner._lock if _is_condition(owner) else owner)


def of_lock(me: Task, lock: Any) -> tuple[Free, object]:
    inner: Any = lock._block if issubclass(type(lock), RLock) else lock
    if not issubclass(type(inner), Lock):
        return FREE, None
    return (lambda: inner._owner is None or (inner is not lock and inner._owner is me)), lock


def of_wake(task: Task) -> tuple[Free, object]:
    """Of a thread that was woken. One that waited in a condition first needs the condition's
    lock."""
    wait = task.wait
    if wait is None or wait.kind != "lock":
        return FREE, None
    free, lock = of_lock(task, wait.target)
    condition = _waits_in(task)
    if condition is None:
        return free, lock
    whole, outer = of_lock(task, condition._lock)
    return (lambda: free() and whole()), outer


def _waits_in(task: Task) -> Any:
    frame = next(frames.outwards(frames.parked_at(task.id)), None)
    if frame is not None and frame.f_code.co_qualname == "Condition.wait":
        return frame.f_locals.get("self")
    return None


def _is_condition(owner: object) -> bool:
    return any(
        of_type(base, "__name__") == "Condition" and module_of(base) == "threading"
        for base in bases_of(type(owner))
    )
