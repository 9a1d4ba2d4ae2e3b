"""Tells which item goes into a queue of the library's, and which comes out: the queue's own lock
orders more than a program may count on. Knows the library's queues and who is told."""

from __future__ import annotations

from types import CodeType
from typing import TYPE_CHECKING, Any

from .. import callers, doors
from ..frames import TOOL, monitoring
from ..operands import Operands

if TYPE_CHECKING:
    from .watch import Accesses

_KINDS = ("Queue", "LifoQueue", "PriorityQueue")


def install(accesses: Accesses, queue: Any) -> None:
    """Watch the functions of the module `queue` that put an item in and take one out."""
    events = monitoring.events

    @doors.within
    def enter(code: CodeType, at: int) -> None:
        frame = callers.frame_at(0)
        if frame is not None:
            stack = Operands.of(frame)
            accesses.tell("put", target=stack.variable(0), item=stack.variable(1))

    @doors.within
    def leave(code: CodeType, at: int, item: Any) -> None:
        frame = callers.frame_at(0)
        if frame is not None:
            accesses.tell("get", target=Operands.of(frame).variable(0), item=item)

    def entered(code: CodeType, at: int) -> None:
        _ = enter @ (code, at)

    def left(code: CodeType, at: int, item: Any) -> None:
        _ = leave @ (code, at, item)

    monitoring.register_callback(TOOL, events.PY_START, doors.event_handler(entered))
    monitoring.register_callback(TOOL, events.PY_RETURN, doors.event_handler(left))
    for kind in _KINDS:
        methods = vars(getattr(queue, kind))
        monitoring.set_local_events(TOOL, methods["_put"].__code__, events.PY_START)
        monitoring.set_local_events(TOOL, methods["_get"].__code__, events.PY_RETURN)
