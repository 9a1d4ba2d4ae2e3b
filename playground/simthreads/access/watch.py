"""Sees what each instruction of the program is about to touch, asks the policy, and tells what was
touched then. Knows the kernel and who listens; judges nothing."""

from __future__ import annotations

import dis
from collections.abc import Callable
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import callers
from ..operands import Operands
from ..policies.base import Policy
from . import calls
from .instructions import Reader, reader
from .things import Number, Things
from .touches import Raw, Touch, is_plain

if TYPE_CHECKING:
    from ..kernel import Kernel
    from ..program.run import Run
    from ..task import Task

Look = tuple[Reader, int, Any]


class Event(NamedTuple):
    """Something that a thread did. `kind` is "touch", or what the kernel tells of: "start", "done",
    "acquire", "release", "wait", "ready", and of the library: "joined", "put", "get"."""

    thread: int
    kind: str
    step: int
    touches: tuple[Touch, ...]  # of kind "touch": of the instruction `at` of `code`
    code: CodeType | None
    at: int
    thing: Number | None = None  # the lock or queue
    value: Any = ...  # what is written, if it is plain
    details: Any = None  # as the kernel gives them


class Accesses:
    def __init__(self) -> None:
        self.policy = Policy()
        self.things = Things()
        self.pending: dict[int, tuple[Touch, ...]] = {}
        self.listeners: list[Callable[[Event], None]] = []
        self.kernel: Kernel | None = None
        self._tables: dict[int, dict[int, Look]] = {}
        self._codes: list[CodeType] = []

    def attach(self, run: Run) -> None:
        """Before the run begins. Who watched it so far goes on watching."""
        kernel = run.kernel
        self.kernel = kernel
        self.policy = kernel.policy
        calls.own_files = run.own
        run.see = self.arrive
        kernel.accesses = self
        kernel.observer = _Both(kernel.observer, self) if kernel.observer else self

    # -- instructions

    def _table(self, code: CodeType) -> dict[int, Look]:
        table = self._tables.get(id(code))  # a code object's hash takes longer than the rest
        if table is None:
            self._codes.append(code)
            table = self._tables[id(code)] = {}
            for each in dis.get_instructions(code):
                found = reader(each.opname, each.argrepr)
                if found is not None:
                    table[each.offset] = found, each.arg or 0, each.argval
        return table

    def arrive(self, code: CodeType, at: int, point: Callable[[], None]) -> None:
        """The running thread is about to carry out this instruction; `point` lets others go
        first."""
        kernel = self.kernel
        assert kernel is not None
        me = kernel.current.id
        look = self._table(code).get(at)
        if look is None:
            point()
            return
        raws, touches = self._look(look, me)
        if touches and self.policy.at_accesses:
            kernel.alarm = kernel.steps + 1
        switches = kernel.switches
        point()
        if kernel.switches != switches:  # others went first: it may be other things by now
            raws, touches = self._look(look, me)
        if touches and self.listeners:
            value = raws[0].value
            written = value if is_plain(value) else ...
            self._tell(Event(me, "touch", kernel.steps, touches, code, at, None, written))

    def _look(self, look: Look, me: int) -> tuple[list[Raw], tuple[Touch, ...]]:
        frame = callers.frame_at(0)
        assert frame is not None
        read, arg, value = look
        raws = read(Operands(frame), arg, value)
        number = self.things.number
        touches = tuple([Touch(raw.kind, number(raw.owner, me), raw.part) for raw in raws])
        self.pending[me] = touches
        return raws, touches

    # -- what the kernel and the library tell

    def event(self, kind: str, task: Task, **details: Any) -> None:
        """Told by the kernel, as its observer."""
        kernel = self.kernel
        if self.listeners and kernel is not None and kind not in ("run", "deadlock"):
            who = task if kind in ("done", "ready", "wait") else kernel.current
            self._tell_of(who, kind, details)

    def tell(self, kind: str, **details: Any) -> None:
        """Told by the library's parts that no observer hears of."""
        kernel = self.kernel
        if self.listeners and kernel is not None:
            self._tell_of(kernel.current, kind, details)

    def made(self, thing: object) -> None:
        """The running thread has made a lock or a queue."""

    def _tell_of(self, task: Task, kind: str, details: dict[str, Any]) -> None:
        target = details.get("target")
        thing = None if target is None else self.things.number(target, task.id)
        assert self.kernel is not None
        self._tell(Event(task.id, kind, self.kernel.steps, (), None, 0, thing, ..., details))

    def _tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)


class _Both:
    """Two observers in one."""

    def __init__(self, *observers: Any) -> None:
        self._observers = observers

    def event(self, kind: str, task: Task, **details: object) -> None:
        for observer in self._observers:
            observer.event(kind, task, **details)
