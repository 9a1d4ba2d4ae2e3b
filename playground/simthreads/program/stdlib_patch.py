"""The standard library on simulated threads: swaps the modules below it and imports it anew, once.

Each run starts from a copy of the memory taken after this, so that nothing of a run is alive in
the next.
"""

from __future__ import annotations

import gc
import importlib
import sys
import types
from importlib.machinery import ModuleSpec
from typing import Any, ClassVar

from .. import doors, frames, runtime
from ..primitives import clock, signal_module, simple_queue, thread_module, unraisable
from ..primitives.locks import RLock
from . import (
    allocations,
    at_hand,
    atexit_module,
    descriptors,
    exits,
    fault_handler,
    file_objects,
    gaps,
    hidden,
    output,
    patches,
    polling,
    processes,
    unsupported,
)

#: What stands on threads or the clock and is imported anew, and so is at hand at once in every run.
LIBRARY = (
    "threading", "_threading_local", "queue", "sched", "asyncio", "contextlib", "contextvars",
    "concurrent.futures", "concurrent.futures._base", "concurrent.futures.thread",
    "logging", "logging.handlers", "functools", "reprlib", "random", "statistics", "timeit",
    "dataclasses", "heapq", "itertools", "traceback", "faulthandler", "multiprocessing",
    "collections", "datetime", "decimal", "enum", "json", "math", "operator", "pprint", "re",
    "string",
    "secrets", "signal", "sysconfig", "tempfile", "textwrap", "types", "typing", "uuid", "warnings",
    "weakref", "hashlib", "pathlib", "copy", "bisect", "io", "os", "sys", "gc", "atexit",
)  # fmt: skip
_OURS = __name__.partition(".program")[0]
_DROPPED = (
    "threading", "_threading_local", "queue", "concurrent", "sched", "logging", "asyncio",
    "_asyncio", "selectors",
    "tempfile", "socketserver", "multiprocessing", "subprocess", "timeit", "random", "_strptime",
)  # fmt: skip


_MADE = ("_thread", "_queue", "time", "faulthandler")


def _drop() -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in _DROPPED:
            del sys.modules[name]


class Finder:
    """Whoever drops one of these modules and imports it anew gets ours again."""

    made: ClassVar[dict[str, types.ModuleType]] = {}

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        return ModuleSpec(name, cls) if name in cls.made else None  # type: ignore[arg-type]

    @classmethod
    def create_module(cls, spec: ModuleSpec) -> types.ModuleType:
        module = types.ModuleType(spec.name)
        module.__dict__.update(vars(cls.made[spec.name]))
        return module

    @staticmethod
    def exec_module(module: types.ModuleType) -> None:
        """Made whole."""


class ImportLock(RLock):
    """What guards an import. To take it is no time of the program's, unless another holds it."""

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if self._block.locked():
            return super().acquire(blocking, timeout)
        current = self._block._owner = runtime.kernel.current
        self._owner, self._count = current.id, 1
        return True


def close() -> None:
    """Put behind doors whatever of ours the library or a program can come upon."""
    doors.close(ImportLock)
    doors.close(RLock)
    doors.close(output.Stream)
    doors.close(output.Keyboard)
    from . import loop

    doors.close(loop.Loop)
    doors.close(loop.Selector)
    doors.close(patches.Loader)
    for kind in (Finder, at_hand.AtHand, patches.Patches, unsupported.Absent, unsupported.Closed):
        for name in ("find_spec", "create_module", "exec_module"):
            if name in vars(kind):
                made = doors.function(getattr(kind, name), name, "_imp")
                setattr(kind, name, staticmethod(made))
    for module in list(sys.modules.values()):
        if isinstance(module, types.ModuleType) and not module.__name__.startswith(_OURS):
            _close_module(module)
    patches.Loader.finish = _close_module
    doors.fix()


def _close_module(module: types.ModuleType) -> None:
    for name, thing in list(vars(module).items()):
        if isinstance(thing, type):
            _close_class(thing)
        elif _is_ours(thing):
            setattr(module, name, doors.function(thing, name, module.__name__, module))


def _close_class(kind: type) -> None:
    """A class of the library's in which a function of ours has taken a place."""
    for name, thing in list(vars(kind).items()):
        if _is_ours(thing) and not str(kind.__module__).startswith(_OURS):
            setattr(kind, name, doors.method(thing, name, kind))


def _is_ours(thing: object) -> bool:
    return isinstance(thing, types.FunctionType) and str(thing.__module__).startswith(_OURS)


def install() -> None:
    """Put the simulation below the standard library of this interpreter. Cannot be undone."""
    real = sys.modules["_thread"]
    _drop()
    module = thread_module.make(real)
    sys.modules["_thread"] = module
    sys.modules["_queue"] = simple_queue.make(importlib.import_module("_queue"))
    sys.modules["time"] = clock.make()
    sys.modules["faulthandler"] = fault_handler.make(
        importlib.import_module("faulthandler").__doc__
    )
    sys.modules["atexit"] = atexit_module.make()
    signal_module.install(sys.modules["_signal"])
    Finder.made = {name: sys.modules[name] for name in _MADE}
    sys.meta_path.insert(0, Finder)
    descriptors.install()
    file_objects.install()
    polling.install(importlib.import_module("select"))
    patches.install(allocations.PATCHES, gaps.PATCHES, processes.PATCHES, descriptors.PATCHES)
    bootstrap: Any = importlib._bootstrap
    bootstrap._thread = types.SimpleNamespace(**vars(module) | {"RLock": ImportLock})
    for name in LIBRARY:
        importlib.import_module(name)
    _rebind(real, module)
    from . import hashes, loop  # only now: they stand on what was imported anew

    exits.install(sys.modules["threading"])
    hashes.install()
    loop.install()
    unsupported.install()
    frames.install(unraisable.arguments_type())
    close()
    importlib.import_module("random").seed(0)  # the one that was imported anew
    at_hand.note()
    gc.collect()
    hidden.freeze()


def _rebind(real: types.ModuleType, module: types.ModuleType) -> None:
    """Modules that took `get_ident` or `RLock` before: those that matter while a program runs."""
    fresh: dict[int, Any] = {
        id(getattr(real, name)): getattr(module, name)
        for name in ("get_ident", "RLock", "allocate_lock", "LockType")
    }
    for name in ("functools", "reprlib", "warnings", "_py_warnings", "weakref", "linecache"):
        scope = getattr(sys.modules.get(name), "__dict__", {})
        for key, value in list(scope.items()):
            if id(value) in fresh:
                scope[key] = fresh[id(value)]
    for each in list(sys.modules.values()):
        if isinstance(each, types.ModuleType) and not each.__name__.startswith(_OURS):
            for key, value in list(vars(each).items()):
                if isinstance(value, types.ModuleType) and value.__name__ in _MADE:
                    setattr(each, key, sys.modules[value.__name__])
