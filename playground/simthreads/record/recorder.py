"""Collects what happens in a run. Watches the kernel; changes nothing in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from ..deadlocks import Circle
from ..kernel import Kernel
from ..limits import MAX_PIECES
from ..task import Task, Wait
from ..virtual_clock import SECOND, STEP
from .known import Known
from .wait_description import WaitDescription, kind_of

if TYPE_CHECKING:
    from ...protocol import types as protocol

MAX_EVENTS = 20_000
#: So many pieces of output keep their times; of what follows, one thread's words are one piece.
TIMED_PIECES = 50_000
#: Waits that an event is called after; all others are called "wait".
_KINDS = {"join": "join", "sleep": "sleep", "spin": "sleep"}

StreamName = Literal["stdout", "stderr"]
End = Literal["done", "died", "stuck", "abandoned", "stopped"]


def seconds(nanoseconds: int) -> float:
    return nanoseconds / SECOND


class _Lock:
    """What is known of one."""

    __slots__ = ("entry", "own", "taken")

    def __init__(self) -> None:
        self.own = False  # the program itself uses it
        self.taken: tuple[int, int | None, float] | None = None  # by whom, at which line, when
        self.entry: protocol.Thing | None = None


class Recorder:
    """Events, output and threads of one run. `lean` keeps the output alone (for searching)."""

    def __init__(self, naming: WaitDescription, lean: bool = False) -> None:
        self.naming = naming
        self.lean = lean
        self.kernel: Kernel | None = None
        #: Told of each entry as it is recorded.
        self.look: Callable[[Any], None] | None = None
        self.events: list[dict[str, Any]] = []
        self.dropped = 0
        self.output: list[protocol.Written] = []
        self.written = 0
        self.threads: dict[int, protocol.ThreadFacts] = {}
        self.objects: list[protocol.Thing] = []  # by their numbers
        self.held: dict[int, list[protocol.Held]] = {}
        self._known: Known[protocol.Thing] = Known()
        self._locks: Known[_Lock] = Known()
        self._on: dict[str, Callable[[Task, dict[str, Any], dict[str, Any]], None]] = {
            "start": self._on_start,
            "wait": self._on_wait,
            "acquire": self._on_acquire,
            "release": self._on_release,
            "done": self._on_done,
        }

    def begin(self, kernel: Kernel) -> None:
        self.kernel = kernel
        kernel.main.name = "MainThread"
        self._thread(kernel.main, None)

    # -- threads and objects

    def _thread(self, task: Task, parent: int | None) -> None:
        assert self.kernel is not None
        self.threads[task.id] = {
            "id": task.id,
            "name": task.name,
            "daemon": bool(task.daemon),
            "parent": parent,
            "started": seconds(self.kernel.now),
            "ended": None,
            "end": "abandoned",
        }

    def object(self, thing: object) -> int:
        """The number of a lock, queue or the like in this record; named when first met."""
        entry = self._known.get(thing)
        if entry is None:
            name = self._own_name(thing) or self.naming.name_of(thing)
            number = len(self.objects) + 1
            entry = {"id": number, "kind": kind_of(thing), "name": name}
            self.objects.append(entry)
            self._known.add(thing, entry)
        elif not entry["name"]:
            entry["name"] = self.naming.name_of(thing)
        return entry["id"]

    def _own_name(self, thing: Any) -> str:
        named = hasattr(thing, "_bootstrap_inner") or kind_of(thing) == "module"
        return str(getattr(thing, "name", "")) if named else ""

    def all_objects(self) -> list[protocol.Thing]:
        """In the order of their numbers; a thread by its last name, as among the threads."""
        for thing, entry in self._known.living():
            entry["name"] = self._own_name(thing) or entry["name"]
        return self.objects

    # -- what the kernel tells

    def event(self, kind: str, task: Task, **details: Any) -> None:
        kernel = self.kernel
        if self.lean or kernel is None:
            return
        if kind == "release" and not self._gives_back(details):
            return  # the library's own business
        full = len(self.events) >= MAX_EVENTS
        act = self._on.get(kind)
        if full and act is None:
            self.dropped += 1
            return
        if kind != "run" and task is kernel.current:
            line = task.line = self.naming.line()
        else:
            line = task.line
        if full and kind == "wait":
            self.dropped += 1
            return
        time = (kernel.idle + kernel.steps * STEP) / SECOND
        entry = {"time": time, "thread": task.id, "kind": kind, "line": line}
        if act is None:
            entry.update(details)
        else:
            act(task, entry, details)
        if not entry["kind"]:
            return  # the library's own business
        if full:
            self.dropped += 1
        else:
            self.events.append(entry)
            if self.look is not None:
                self.look(entry)

    def _on_start(self, task: Task, entry: dict[str, Any], details: dict[str, Any]) -> None:
        assert self.kernel is not None
        entry.update(details)
        self._thread(self.kernel.tasks[details["child"]], task.id)
        self.naming.learn()

    def _on_wait(self, task: Task, entry: dict[str, Any], details: dict[str, Any]) -> None:
        wait: Wait = details["wait"]
        owner = wait.owner() if wait.owner else None
        entry["kind"] = _KINDS.get(wait.kind, "wait")
        entry["operation"] = wait.operation
        entry["timeout"] = None if wait.timeout is None else seconds(wait.timeout)
        entry["object"] = None if wait.subject is None else self.object(wait.subject)
        entry["on"] = owner.id if owner else None

    def _lock(self, target: Any) -> _Lock:
        found = self._locks.get(target)
        if found is None:
            found = _Lock()
            self._locks.add(target, found)
        return found

    def _number(self, lock: _Lock, target: Any) -> int:
        if lock.entry is None or not lock.entry["name"]:
            lock.entry = self.objects[self.object(target) - 1]
        return lock.entry["id"]

    def _on_acquire(self, task: Task, entry: dict[str, Any], details: dict[str, Any]) -> None:
        target = details["target"]
        lock = self._lock(target)
        lock.taken = task.id, entry["line"], entry["time"]
        if not lock.own:
            if not self.naming.called_by_user():
                entry["kind"] = ""  # the library's own business
                return
            lock.own = True
        number = entry["object"] = self._number(lock, target)
        taken: protocol.Held = {"object": number, "line": entry["line"], "time": entry["time"]}
        self.held.setdefault(task.id, []).append(taken)

    def holding(self, task: Task, wanted: Iterable[Wait]) -> list[protocol.Held]:
        """What a thread has: the locks that the program took itself; of those that the library
        took for it, and of modules that it imports, those that somebody waits for."""
        held = {taken["object"]: taken for taken in self.held.get(task.id, [])}
        for wait in wanted:
            lock = self._locks.get(wait.target)
            by, line, time = (lock and lock.taken) or (0, None, 0.0)
            thing = wait.target if by == task.id else None
            if kind_of(wait.subject) == "module":
                thing, line, time = wait.subject, task.line, seconds(wait.since)
            if thing is not None and (number := self.object(thing)) not in held:
                held[number] = {"object": number, "line": line, "time": time}
        return list(held.values())

    def _gives_back(self, details: dict[str, Any]) -> bool:
        """Whether the program itself uses the lock that is released."""
        lock = details["lock"] = self._lock(details["target"])
        lock.taken = None
        return lock.own

    def _on_release(self, task: Task, entry: dict[str, Any], details: dict[str, Any]) -> None:
        assert self.kernel is not None
        number = entry["object"] = self._number(details["lock"], details["target"])
        entry["by"] = self.kernel.current.id
        mine = self.held.get(task.id, [])
        mine[:] = [taken for taken in mine if taken["object"] != number]

    def _on_done(self, task: Task, entry: dict[str, Any], details: dict[str, Any]) -> None:
        self.close_thread(task, "died" if task.raised else "done")
        entry["kind"] = self.threads[task.id]["end"]

    def close_thread(self, task: Task, end: End) -> None:
        assert self.kernel is not None
        owner = task.thread
        entry = self.threads[task.id]
        entry["name"] = str(getattr(owner, "name", task.name))
        if (known := self._known.get(owner)) is not None:
            known["name"] = entry["name"] or known["name"]
        entry["ended"] = seconds(self.kernel.now)
        entry["end"] = end

    def all_events(self, found: Circle | None) -> list[dict[str, Any]]:
        """In order. Of the circles that were seen, the one that proved to be a deadlock alone."""
        proved = None if found is None else (seconds(found.when), [t.id for t in found.tasks])
        return [
            event
            for event in self.events
            if event["kind"] != "deadlock" or (event["time"], event["cycle"]) == proved
        ]

    # -- what the program writes

    def write(self, stream: StreamName, text: str) -> None:
        assert self.kernel is not None
        kernel = self.kernel
        last = self.output[-1] if self.output else None
        self.written += len(text)
        when, thread = seconds(kernel.now), kernel.current.id
        if (
            last
            and (last["thread"], last["stream"]) == (thread, stream)
            and (last["time"] == when or len(self.output) >= TIMED_PIECES)
        ):
            last["text"] += text
        else:
            self.output.append({"time": when, "thread": thread, "stream": stream, "text": text})
        if self.look is not None:
            self.look(self.output[-1])

    @property
    def full(self) -> bool:
        return len(self.output) >= MAX_PIECES

    def news(self, stream: StreamName, text: str) -> protocol.News:
        """What has just been written, for who watches; with the thread's name as it is now."""
        assert self.kernel is not None
        current = self.kernel.current
        return {
            "time": seconds(self.kernel.now),
            "thread": current.id,
            "name": str(getattr(current.thread, "name", current.name)),
            "stream": stream,
            "text": text,
        }
