"""What a thread can still get hold of, from its stack on: the question behind "who could break this
circle of waits?". Errs on the side of "all": a thread that may look anywhere has everything.

Knows Python's objects; knows no scheduling.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterable
from gc import get_referents
from types import (
    AsyncGeneratorType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    ModuleType,
)
from typing import Any

from .. import doors, frames, runtime
from ..operands import operands
from ..primitives.local import _local
from ..primitives.simple_queue import SimpleQueue
from ..task import Task
from .preemption import code_objects

MOST = 20_000  # objects looked at; after that, anything counts as within reach
#: Names in a program's code by which it may come to anything.
ANYTHING = {
    *("globals", "vars", "eval", "exec", "compile", "gc", "inspect", "__import__", "modules"),
    *("import_module", "_getframe", "_current_frames", "__del__", "finalize", "settrace"),
    *("setprofile", "__globals__", "f_back", "f_globals", "__subclasses__", "get_objects"),
    *("get_referrers", "ContextVar", "copy_context"),
}
#: And those by which it may end a wait of the main thread.
SIGNALS = frozenset({"pthread_kill", "kill", "alarm", "setitimer"})
_ENGINE = __name__.partition(".program")[0]
_ATOMS = {str, int, float, bool, bytes, complex, range, type(None), CodeType}
_SUSPENDED = {GeneratorType: "gi", CoroutineType: "cr", AsyncGeneratorType: "ag"}
#: What a thread object keeps for its own thread alone.
_PRIVATE = {"_target", "_args", "_kwargs", "_context", "_invoke_excepthook"}


class Reach:
    """Grows with each thread that is added. `own` says which files are the program's."""

    def __init__(self, own: Callable[[str], bool]) -> None:
        self.own = own
        self.all = False
        self._seen: dict[int, object] = {}  # kept alive, or an address might be given again
        self._due: list[object] = []

    def has(self, thing: object) -> bool:
        return self.all or id(thing) in self._seen

    def add(self, task: Task) -> None:
        if task.pending:
            self.all = True  # what a signal's handler may do is not looked into
        elif task is runtime.kernel.current:
            self._stack(frames.getframe(1))
        elif (frame := frames.parked_at(task.id)) is not None:
            self._stack(frame)
        elif task.body is not None:  # not begun yet
            body = task.body
            cells = doors.closure_of(body) if isinstance(body, FunctionType) else None
            self._due += [cell.cell_contents for cell in cells or ()]
        self._drain()

    def _stack(self, frame: FrameType) -> None:
        for each in frames.outwards(frame):
            self._code(each.f_code, each.f_globals)
            self._due += operands(each)

    def _drain(self) -> None:
        while self._due and not self.all:
            thing = self._due.pop()
            if id(thing) in self._seen or type(thing) in _ATOMS:
                continue
            self._seen[id(thing)] = thing
            self._due += self._parts(thing)
            self.all = self.all or len(self._seen) + len(self._due) > MOST

    # -- what one thing leads to; none of the program's own code runs for it

    def _parts(self, thing: Any) -> Iterable[object]:
        kind = type(thing)
        if kind is FunctionType:
            self._code(thing.__code__, thing.__globals__)
            rest = (thing.__defaults__, thing.__kwdefaults__, thing.__dict__)
            return [*(doors.closure_of(thing) or ()), *rest]
        if issubclass(kind, ModuleType):
            return vars(thing).values() if self._is_own(thing) else ()
        if issubclass(kind, type):
            own = self._is_own(sys.modules.get(thing.__module__))
            return [*vars(thing).values(), *thing.__bases__] if own else ()
        if kind.__module__.startswith((_ENGINE, "_thread", "_queue")):
            return _inside_primitive(thing)
        if issubclass(kind, weakref.ref):
            return [weakref.ref.__call__(thing)]
        if kind in _SUSPENDED:
            code, frame = (getattr(thing, _SUSPENDED[kind] + what) for what in ("_code", "_frame"))
            if frame is not None:
                self._code(code, frame.f_globals)
        if is_thread(kind):
            kept = object.__getattribute__(thing, "__dict__")
            return [kind, *(value for name, value in kept.items() if name not in _PRIVATE)]
        return get_referents(thing)

    def _is_own(self, module: object) -> bool:
        if type(module) is not ModuleType:
            return False
        return module.__name__ == "__main__" or self.own(str(vars(module).get("__file__")))

    def _code(self, code: CodeType, scope: dict[str, Any]) -> None:
        """The globals that a function of the program names, and those of functions within it."""
        if not self.own(code.co_filename):
            return
        for part in code_objects(code):
            names = set(part.co_names)
            self.all = self.all or not ANYTHING.isdisjoint(names)
            self._due += [scope[name] for name in part.co_names if name in scope]
            modules = (sys.modules.get(name) for name in names)
            self._due += [module for module in modules if self._is_own(module)]
            if "enumerate" in names:  # of `threading`, perhaps
                self._due += [task.thread for task in runtime.kernel.tasks.values()]


def is_thread(kind: type) -> bool:
    return any((each.__module__, each.__name__) == ("threading", "Thread") for each in kind.__mro__)


def _inside_primitive(thing: Any) -> Iterable[object]:
    """A lock leads to nothing; a queue to its items, a `local` to what threads keep in it."""
    if issubclass(type(thing), SimpleQueue):
        return list(thing._items)
    if issubclass(type(thing), _local):
        share = object.__getattribute__(thing, "_local__share")
        return list(share.dictionaries.values())
    return ()
