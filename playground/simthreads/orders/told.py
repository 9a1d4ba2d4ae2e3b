"""What the kernel and the library tell of a step, as acts: who takes which lock, waits, ends.

Knows the kernel and the library's primitives; which order, `policies.directed` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import callers, frames, quick
from ..access import Accesses, Touch
from ..access.calls import DEFERRED, call
from ..access.names import attribute
from ..access.owners import is_in_c, is_own
from ..attributes import attributes
from ..library import library
from ..policies.directed import Directed
from ..primitives.simple_queue import SimpleQueue
from . import guards
from .acts import ITSELF, Instruction, acts_of, name_of
from .footprint import (
    AFTER,
    BEFORE,
    GIVEN,
    LASTING,
    LOOKED,
    QUEUED,
    READ,
    STUCK,
    TAKEN,
    TRIED,
    WRITE,
    Act,
)
from .library import OWN, numbered

if TYPE_CHECKING:
    from ..program.run import Run
    from ..task import Task, Wait

OUTPUT = "output"
DATA = (READ, WRITE)
_CALLED = ("target", "args", "kwargs")  # by a thread
_LOCKING = frozenset((TAKEN, TRIED, QUEUED, STUCK, LOOKED, GIVEN))


class Told(Accesses):
    def __init__(self, policy: Directed) -> None:
        super().__init__()
        self.directed = policy
        self.unseen: set[str] = set()
        self.sites: set[str] = set()
        self.timed: set[str] = set()
        self._started_at: dict[int, str] = {}  # the line that started a thread
        self._guards: dict[int, object] = {}  # the lock that a thread waited for before its step
        self._own: set[str] = set()
        self._main = ""
        self._at: dict[int, Instruction] = {}  # where a thread is, if it did not stop there
        self._epoch: set[tuple[str, ...]] = set()
        self._every_thread: object = None
        self._deadlines: set[str] = set()
        self.names: dict[int, str] = {}  # of locks and queues, by their addresses
        self._made_by: dict[int, int] = {}
        self._newborn: set[int] = set()
        self._started = False  # another thread than the main one
        self._wakes = 0
        self._woken: dict[int, list[str]] = {}
        self.things.on_gone.append(self._gone)

    def attach(self, run: Run) -> None:
        super().attach(run)
        self._own, self._main = run.own, run.request.filename
        self._every_thread = library("threading")._active_limbo_lock
        # to know how long to wait, which is told where it waits
        self._deadlines = {library(name).__file__ for name in ("threading", "queue")}
        write = run.write

        def writes(stream: Any, text: str) -> None:
            self._act([WRITE, OUTPUT, stream, OUTPUT])
            write(stream, text)

        run.write = writes  # type: ignore[method-assign]

    def event(self, kind: str, task: Task, **details: Any) -> None:
        assert self.kernel is not None
        me = self.kernel.current
        target = details.get("target")
        if target is not None and target is self._every_thread:
            return  # it guards the list of all threads alone, which only `enumerate` shows
        if me.id in self._newborn:  # it is about to say that it has begun
            self._newborn.discard(me.id)
            self._alive(me)
            self._begins(me)
        if kind == "acquire":
            waited = self._guards.get(me.id) is target
            if waited:
                self._guards[me.id] = None
            self._act([TAKEN if waited else TRIED, self._name(target), ""])
        elif kind == "release":
            self._act([GIVEN, self._name(target), ""])
        elif kind == "wait":
            self._waits(task, details["wait"])
        elif kind == "ready":
            self._ready(task, details["by"])
        elif kind == "start":
            self._act(numbered())
            self._act([BEFORE, f"start {details['child']}", ""])
            self._newborn.add(details["child"])
            self._started = True
            self._started_at[details["child"]] = self._line()
        elif kind == "done":
            self._act([BEFORE, f"end {task.id}", ""])
            self._alive(task)

    def _begins(self, task: Task) -> None:
        """What it is to call may be in C, and is carried out before it stops anywhere."""
        if task.thread is not None:  # the library looks what that is
            self._act([READ, self._name(task.thread), OWN, f"Thread.{OWN}"])
        kept: dict[str, Any] = attributes(task.thread)
        target, given, named = (kept.get(f"_{name}", ()) for name in _CALLED)
        if not is_in_c(target) or not issubclass(type(given), (tuple, list)):
            return
        if named or any(is_own(each) for each in given):
            self.unseen.add(DEFERRED)
        raws = call(target, None, list(given), attribute)
        number = self.things.number
        touches = tuple([Touch(raw.kind, number(raw.owner, task.id), raw.part) for raw in raws])
        for act in acts_of(raws, touches, self.things, self._name, task.id, ITSELF):
            self._act(act)

    def _line(self) -> str:
        """Where in the program the running thread is; empty where it is in the library alone."""
        for frame in frames.outwards(callers.frame_at(0)):
            name = frame.f_code.co_filename
            if name in self._own:
                return f"{frame.f_lineno}" if name == self._main else f"{name}:{frame.f_lineno}"
        return ""

    def _alive(self, task: Task) -> None:
        """It changes whether it is."""
        if task.thread is not None:
            self._act([WRITE, self._name(task.thread), "alive", "Thread.alive"])

    def tell(self, kind: str, **details: Any) -> None:
        if kind == "joined":  # who only asks whether it is over could have asked before that
            if details.get("waited", True):
                self._act([AFTER, f"end {details['child']}", ""])
        elif kind == "clock":
            frame = callers.frame_at(0)
            if frame is None or frame.f_code.co_filename not in self._deadlines:
                self.unseen.add(kind)
        elif kind in ("put", "get"):
            if issubclass(type(details["target"]), SimpleQueue):  # the others have a lock
                thing = self._name(details["target"])
                self._act([TRIED, thing, ""])
                self._act([GIVEN, thing, ""])
        else:
            self.unseen.add(kind)

    def made(self, thing: object) -> None:
        """By whom, and the how manieth, is the same in each order: a name for good."""
        assert self.kernel is not None
        me = self.kernel.current.id
        self._made_by[me] = self._made_by.get(me, 0) + 1
        if quick.state[quick.GONE]:
            self.things.forget()
        self.things.watch(id(thing))
        self.names[id(thing)] = f"{LASTING}{me}.{self._made_by[me]}"

    def _gone(self, address: int, number: object) -> None:
        self.names.pop(address, None)

    def _name(self, thing: object) -> str:
        assert self.kernel is not None
        if quick.state[quick.GONE]:
            self.things.forget()
        found = self.names.get(id(thing))
        if found is not None:
            return found
        return name_of(self.things.number(thing, self.kernel.current.id))

    def _waits(self, task: Task, wait: Wait) -> None:
        if wait.timeout is not None and wait.kind != "spin":
            self.unseen.add("time")
            self.timed.add(self._line() or self._started_at.get(task.id, ""))
        if wait.kind not in ("lock", "queue", "join", "sleep"):
            self.unseen.add("loop" if wait.kind == "spin" else wait.kind)
        if wait.kind in ("lock", "queue") and wait.target is not None:
            kind = STUCK if self.directed.forced else QUEUED
            self._act([kind, self._name(wait.target), ""])
        self._at.pop(task.id, None)

    def _ready(self, task: Task, by: int | None) -> None:
        if task.wait is None or task.state == "running":
            return  # it only gives way
        if by is not None:
            self._wakes += 1
            token = f"wake {self._wakes}"
            self._act([BEFORE, token, ""])
            self._woken.setdefault(task.id, []).append(token)
        free, lock = guards.of_wake(task)
        self._guards[task.id] = lock
        self.directed.stop(task.id, free)

    def _act(self, act: Act) -> None:
        """The running thread's step does this."""
        assert self.kernel is not None
        me = self.kernel.current.id
        step = self.directed.steps[-1]
        if step["thread"] != me:
            self.unseen.add("loop")  # it was made to give way in the midst of a step
            return
        does, kind, at = step["does"], act[0], self._at.get(me)
        if at is not None and at.imports:
            return
        if not does:
            self._epoch.clear()
            tokens = [f"start {me}", *self._woken.pop(me, [])]
            does.extend([AFTER, token, ""] for token in tokens)
        written = act[1] == OUTPUT and OUTPUT in self.directed.visible
        if (kind in _LOCKING or written) and at is not None:
            self.sites.add(at.site)
            if not at.calls and kind != LOOKED:  # it did not look by itself
                self.unseen.add("exception")
        if kind in DATA:
            if tuple(act) in self._epoch:
                return
            self._epoch.add(tuple(act))
        elif kind in (GIVEN, BEFORE):
            self._epoch.clear()
        does.append(list(act))
