"""Finds the points in the reader's own code at which a thread may lose the processor.

Through `sys.monitoring`, on the program's code objects alone: the library runs at full speed, in
one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import CodeType, MethodDescriptorType
from typing import TYPE_CHECKING, Any

from .. import doors, quick
from ..frames import TOOL, monitoring
from ..kernel import Kernel
from ..library import library

if TYPE_CHECKING:
    from ..access import Accesses

SHORT = 100  # times around a loop within one line, which cost nothing
_OURS = __name__.partition(".program")[0]
_MODULES = (_OURS, "_thread", "_queue", "threading", "queue", "time", "concurrent.", "sched")


def code_objects(code: CodeType) -> Iterator[CodeType]:
    """This code and all that is defined in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from code_objects(constant)


def library_code() -> Iterator[CodeType]:
    """The functions and methods of the library's own threads and queues, for who asks for them."""
    for name in ("threading", "queue", "concurrent.futures._base", "concurrent.futures.thread"):
        module = library(name)
        for thing in vars(module).values():
            members = vars(thing).values() if isinstance(thing, type) else [thing]
            for member in members:
                code = getattr(member, "__code__", None)
                if isinstance(code, CodeType) and code.co_filename == module.__file__:
                    yield code


def may_switch(function: Any) -> bool:
    """Does calling this concern other threads?"""
    if type(function) is MethodDescriptorType:
        return str(function.__objclass__.__module__).startswith(_MODULES)
    owner = getattr(function, "__self__", None)
    for thing in (type(owner), getattr(function, "__objclass__", None), function):
        module = getattr(thing, "__module__", None)
        if isinstance(module, str) and module.startswith(_MODULES):
            return True
    return False


def within_a_line(code: CodeType, at: int, to: int) -> bool:
    """Does a loop that jumps from here back to there stay in one line?"""
    lines = {place: line for place in (at, to) for a, b, line in code.co_lines() if a <= place < b}
    return to <= at and lines[at] == lines[to]


def install(
    code: CodeType,
    granularity: str,
    kernel: Kernel,
    where: Callable[..., None] | None = None,
    accesses: Accesses | None = None,
) -> None:
    """Watch `code` at this granularity; `where` is told of each point before it is taken,
    `accesses` of each instruction that may touch what threads share, whatever the granularity."""
    events = monitoring.events

    decide = doors.within(kernel.decide)

    def point(code: CodeType, at: int, *_: Any) -> None:
        kernel.steps += 1
        if kernel.steps >= kernel.alarm:
            _ = decide @ ()

    @doors.within
    def arrive(code: CodeType, at: int) -> None:
        assert where is not None
        where(code, at)
        kernel.point()

    def told_point(code: CodeType, at: int, *_: Any) -> None:
        _ = arrive @ (code, at)

    is_point = granularity == "bytecode"
    if accesses is not None:
        accesses.watch(code_objects(code))
    look = doors.within(accesses.arrive if accesses else kernel.point)

    def seen_point(code: CodeType, at: int, *_: Any) -> None:
        _ = look @ (code, at)

    def seen_each(code: CodeType, at: int, *_: Any) -> None:
        _ = look @ (code, at)

    @doors.within
    def called(code: CodeType, at: int, function: Any) -> None:
        if may_switch(function):
            if where is not None:
                where(code, at)
            kernel.point()

    def call_point(code: CodeType, at: int, function: Any, first: Any) -> None:
        _ = called @ (code, at, function)

    def tick(code: CodeType, at: int, to: int) -> None:
        """A loop that calls nothing passes time all the same, and is made to give way in the
        end."""
        if to <= at:
            kernel.steps += 1
            if kernel.steps >= kernel.alarm:
                _ = decide @ (False,)

    @doors.within
    def turned(code: CodeType, at: int, to: int) -> Any:
        """A loop within one line has no points. Where it goes on for long, it is as one that calls
        nothing."""
        key = code.co_filename, code.co_firstlineno, at
        if key not in loops:
            loops[key] = within_a_line(code, at, to)
        if not loops[key]:
            return monitoring.DISABLE
        if kernel.steps != turns[0]:
            turns[:] = kernel.steps, 0
        turns[1] += 1
        if turns[1] > SHORT:
            turns[0] += 1
            tick(code, at, to)
        return None

    def turn(code: CodeType, at: int, to: int) -> Any:
        return turned @ (code, at, to)

    loops: dict[tuple[str, int, int], bool] = {}
    turns = [0, 0]  # of such a loop, since the step that is named first
    taken = told_point if where else point
    if granularity == "bytecode":
        wanted: dict[Any, Any] = {events.INSTRUCTION: taken}
    elif granularity == "line":
        wanted = {events.LINE: taken, events.JUMP: turn}
    else:
        wanted = {events.CALL: call_point, events.JUMP: tick}
    if accesses is not None:
        wanted[events.INSTRUCTION] = seen_each if accesses.at_each else seen_point
    for event in (events.INSTRUCTION, events.LINE, events.CALL, events.JUMP):
        call = wanted.get(event)
        handler = call and doors.event_handler(call)
        if event == events.INSTRUCTION and call in (point, seen_point):
            handler = quick.counting(kernel, is_point, handler)
        monitoring.register_callback(TOOL, event, handler)
    mask = 0
    for event in wanted:
        mask |= event
    for part in code_objects(code):
        monitoring.set_local_events(TOOL, part, mask)
