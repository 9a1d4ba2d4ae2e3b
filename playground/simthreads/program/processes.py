"""What is called a process: real ones are refused in the same words wherever a program asks for
one, pools of threads are let work. Knows multiprocessing from within, and no scheduling."""

from __future__ import annotations

import contextlib
from typing import Any

from .. import doors
from .patches import Patch
from .unsupported import INTERPRETERS, PROCESSES, SUBPROCESSES, refuse

_refuse = refuse(PROCESSES)

#: What a context makes for processes to share.
_MADE = (
    "Pool",
    "Manager",
    "Lock",
    "RLock",
    "Condition",
    "Semaphore",
    "BoundedSemaphore",
    "Event",
    "Barrier",
    "Queue",
    "SimpleQueue",
    "JoinableQueue",
    "Value",
    "Array",
    "RawValue",
    "RawArray",
    "Pipe",
)


def _context(module: Any) -> None:
    for name in _MADE:
        setattr(module.BaseContext, name, _refuse)


def _process(module: Any) -> None:
    module.BaseProcess.start = _refuse


def _managers(module: Any) -> None:
    for name in ("start", "connect", "get_server"):
        setattr(module.BaseManager, name, _refuse)
    for name in ("SharedMemoryManager", "SharedMemoryServer"):
        setattr(module, name, type(name, (), {"__init__": _refuse, "__module__": module.__name__}))


def _queues(module: Any) -> None:
    for name in ("Queue", "SimpleQueue"):
        getattr(module, name).__init__ = _refuse


def _connection(module: Any) -> None:
    for name in ("Pipe", "Listener", "Client"):
        setattr(module, name, _refuse)


def _pool(module: Any) -> None:
    """The pool's own threads tell each other by a pipe that there is something to do: here by a
    queue. Only a pool of processes sets up its queues by itself."""
    import queue

    class Notifier(queue.SimpleQueue[None]):
        _reader = property(lambda self: self)

    doors.close(Notifier)

    class Context:
        SimpleQueue = Notifier

    def wait(object_list: list[Notifier], timeout: float | None = None) -> list[Notifier]:
        (notifier,) = object_list
        with contextlib.suppress(queue.Empty):
            notifier.get(timeout=timeout)  # who waits takes all that is there in any case
        return object_list

    module.wait = wait
    module.get_context = Context
    module.Pool._setup_queues = _refuse


def _executor(module: Any) -> None:
    module.ProcessPoolExecutor.__init__ = _refuse


def _futures(module: Any) -> None:
    given = module.__getattr__

    def lazy(name: str) -> Any:
        if name == "InterpreterPoolExecutor":
            raise ImportError(INTERPRETERS)
        return given(name)

    module.__getattr__ = lazy


def _subprocess(module: Any) -> None:
    module.Popen.__init__ = refuse(SUBPROCESSES)


PATCHES: dict[str, Patch] = {
    "concurrent.futures": _futures,
    "concurrent.futures.process": _executor,
    "multiprocessing.connection": _connection,
    "multiprocessing.context": _context,
    "multiprocessing.managers": _managers,
    "multiprocessing.pool": _pool,
    "multiprocessing.process": _process,
    "multiprocessing.queues": _queues,
    "subprocess": _subprocess,
}
