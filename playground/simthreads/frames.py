"""Which stack frames are ours, and how they stay out of what a program sees of itself.

What is C in CPython is Python here, and so would show in tracebacks and stacks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, SimpleNamespace, TracebackType
from typing import Any

from . import callers, doors, runtime
from .callers import OURS, is_our_file

TOOL = 4  # our number with `sys.monitoring`
NOBODY = 0  # the number of the host's own thread state: no thread of the program
_stacks = sys._current_frames  # by thread state, of which each fibre has one
#: The real ones: a program gets others, in which the engine does not show.
getframe = sys._getframe
monitoring: Any = SimpleNamespace(**vars(vars(sys).get("monitoring", SimpleNamespace())))


def is_ours(frame: FrameType) -> bool:
    return is_our_file(frame.f_code.co_filename)


def outwards(frame: FrameType | None) -> Iterator[FrameType]:
    """The stack from this frame on, without our own."""
    while frame is not None:
        if not is_ours(frame):
            yield frame
        frame = frame.f_back


def parked_at(number: int) -> FrameType | None:
    """Where that thread stands still; None if it has not begun."""
    return _stacks().get(number)


def program_frame() -> FrameType | None:
    """Who has called into the engine."""
    return callers.frame_at(0)


def without_ours(traceback: TracebackType | None) -> TracebackType | None:
    links = []
    while traceback is not None:
        if not is_ours(traceback.tb_frame):
            links.append(traceback)
        traceback = traceback.tb_next
    rest: TracebackType | None = None
    for link in reversed(links):
        if link.tb_next is rest:
            rest = link
        else:
            rest = TracebackType(rest, link.tb_frame, link.tb_lasti, link.tb_lineno)
    return rest


def _handled(code: CodeType, at: int, error: BaseException) -> None:
    """An error has come to a handler. The stack may be nearly used up."""
    _ = _without_ours @ (error,)


@doors.within
def _without_ours(error: BaseException) -> None:
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.startswith(OURS):
            error.__traceback__ = without_ours(error.__traceback__)
            return
        step = step.tb_next


def install(arguments_type: Any) -> None:
    """Keep our frames out of errors, caught or ignored, and out of what a program sees."""
    monitoring.use_tool_id(TOOL, "simthreads")
    handled = monitoring.events.EXCEPTION_HANDLED
    monitoring.register_callback(TOOL, handled, doors.event_handler(_handled))
    monitoring.set_events(TOOL, handled)

    ignored: Callable[[Any], None] = sys.unraisablehook

    def unraisablehook(given: Any, /) -> None:
        kind, error, trace, *rest = given
        ignored(arguments_type((kind, error, without_ours(trace), *rest)))

    hook = doors.function(unraisablehook, "unraisablehook", "sys", sys)
    sys.unraisablehook = hook
    setattr(sys, "__unraisablehook__", hook)  # noqa: B010 - its type says that it is final

    def current_frames() -> dict[int, FrameType]:
        here = runtime.kernel.current
        parked = {number: frame for number, frame in _stacks().items() if number != NOBODY}
        stacks = {number: outwards(frame) for number, frame in parked.items()}
        stacks[here.id] = outwards(getframe(1))
        return {number: next(stack) for number, stack in stacks.items()}

    exceptions: Callable[[], dict[int, Any]] = sys._current_exceptions

    def current_exceptions() -> dict[int, Any]:
        return {number: error for number, error in exceptions().items() if number != NOBODY}

    for function in (current_frames, current_exceptions):
        name = f"_{function.__name__}"
        setattr(sys, name, doors.function(function, name, "sys", sys))
