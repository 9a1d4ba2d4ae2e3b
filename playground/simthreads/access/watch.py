"""Sees what each instruction of the program is about to touch, asks the policy, and tells what was
touched then. Knows the kernel and who listens; judges nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from types import CodeType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from .. import callers
from ..operands import Operands, addresses, are_simple
from ..policies.base import Policy
from . import owners
from .current import current
from .sites import Site, sites
from .things import Number, Things
from .touches import READ, Touch, is_plain

if TYPE_CHECKING:
    from ..kernel import Kernel
    from ..program.run import Run
    from ..task import Task


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
    operation: str = ""  # the instruction, or what it calls
    details: Any = None  # as the kernel gives them
    stack: tuple[tuple[CodeType, int], ...] = ()  # of the program, from the innermost outwards


class Accesses:
    #: Who watches the library for each run; they stand on the kernel, and so come after this.
    also: ClassVar[list[Callable[[Accesses, Any], None]]] = []

    def __init__(self) -> None:
        self.policy = Policy()
        self.things = Things()
        self.pending: dict[int, tuple[Touch, ...]] = {}
        self.listeners: list[Callable[[Event], None]] = []
        self.kernel: Kernel | None = None
        self.stacks = False  # tell of these, too, which takes longer
        self.values = False  # also of what is read
        self.inner: list[object] = []  # locks of the library's that tell a program nothing
        self._is_point = False  # each instruction
        self._sites: dict[int, dict[int, Site]] = {}
        self._spots: set[int] = set()
        self.codes: list[CodeType] = []

    def attach(self, run: Run) -> None:
        """Before the run begins. Who watched it so far goes on watching."""
        kernel = run.kernel
        self.kernel = kernel
        self.policy = kernel.policy
        self._is_point = run.request.granularity == "bytecode"
        owners.own_files = run.own
        run.accesses = kernel.accesses = self
        for each in self.also:
            each(self, sys.modules["queue"])
        kernel.observer = _Both(kernel.observer, self) if kernel.observer else self

    # -- instructions

    def watch(self, codes: Iterable[CodeType]) -> set[int]:
        """Be told of these. Returns the instructions of all that must be told, each by the first
        line of its code and its offset."""
        for code in codes:
            self.codes.append(code)
            # by address: the hash of a code object takes longer than all the rest
            table = self._sites[id(code)] = sites(code)
            owners.stored |= {site.attribute for site in table.values()}
            self._spots |= {code.co_firstlineno << 20 | at for at in table}
        return self._spots

    def arrive(self, code: CodeType, at: int) -> None:
        """The running thread is about to carry out this instruction; others may go first."""
        kernel = self.kernel
        assert kernel is not None
        site = self._sites[id(code)].get(at)
        if site is None:  # of another code object that begins in the same line
            if self._is_point:
                kernel.point()
            return
        me = kernel.current.id
        touches = self.pending[me] = self._touches(site, me)
        if self._is_point:
            steps = kernel.steps = kernel.steps + 1
            if steps >= kernel.alarm or (touches and self.policy.at_accesses):
                switches = kernel.switches
                kernel.decide()
                if kernel.switches != switches:  # others went first: it may be other things by now
                    touches = self.pending[me] = self._touches(site, me)
        if touches and self.listeners:
            self._tell(self._event(site, me, touches))

    def _event(self, site: Site, me: int, touches: tuple[Touch, ...]) -> Event:
        assert self.kernel is not None
        value = self._stored(site) if site.written else ...
        if self.values and touches[0].kind == READ:
            value = current(self.things.objects.get(touches[0].thing), touches[0].part)
        stack = self._stack() if self.stacks else ()
        where = site.code, site.at, None, value, site.operation, None, stack
        return Event(me, "touch", self.kernel.steps, touches, *where)

    def _touches(self, site: Site, me: int) -> tuple[Touch, ...]:
        frame = callers.frame_at(0)
        assert frame is not None
        key = addresses(frame, site.depth, site.other, site.slot)
        if key == site.key and site.thread == me:
            return site.touches
        if site.decided and are_simple(key):
            return ()
        stack = Operands(frame)
        raws = site.look(stack)
        number = self.things.number
        site.touches = tuple([Touch(raw.kind, number(raw.owner, me), raw.part) for raw in raws])
        site.thread = me
        site.keep(stack, key, raws)
        return site.touches

    def _stored(self, site: Site) -> Any:
        frame = callers.frame_at(0)
        assert frame is not None
        value = Operands(frame).from_top(site.written)
        return value if is_plain(value) else ...

    def _stack(self) -> tuple[tuple[CodeType, int], ...]:
        found = []
        frame = callers.frame_at(0)
        while frame is not None:
            if owners.is_own_code(frame.f_code):
                found.append((frame.f_code, frame.f_lasti))
            frame = frame.f_back
        return tuple(found)

    # -- what the kernel and the library tell

    def event(self, kind: str, task: Task, **details: Any) -> None:
        """Told by the kernel, as its observer."""
        kernel = self.kernel
        if kind in ("run", "deadlock") or any(each is details.get("target") for each in self.inner):
            return
        if self.listeners and kernel is not None:
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
        self._tell(Event(task.id, kind, self.kernel.steps, (), None, 0, thing, ..., "", details))

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
