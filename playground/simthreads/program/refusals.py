"""What the simulation does not have, said in one clear line at the moment a program asks for it."""

from __future__ import annotations

import sys
from typing import Any

_REFUSED = {
    "socket.__new__": "sockets are not simulated",
    "socket.getaddrinfo": "sockets are not simulated",
    "subprocess.Popen": "subprocesses are not simulated",
    "os.system": "subprocesses are not simulated",
    "os.fork": "processes are not simulated",
    "os.forkpty": "processes are not simulated",
    "os.exec": "processes are not simulated",
    "os.spawn": "processes are not simulated",
    "os.posix_spawn": "processes are not simulated",
}


class NotSimulated(RuntimeError):
    """The program asked for something that the simulation does not have."""

    __module__ = "builtins"


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    message = _REFUSED.get(event)
    if message:
        raise NotSimulated(message)


def _no_processes(*_: Any, **__: Any) -> None:
    raise NotSimulated("processes are not simulated")


def install() -> None:
    """For good: an audit hook cannot be taken out again."""
    sys.addaudithook(_audit)


def _no_subprocesses(*_: Any, **__: Any) -> None:
    raise NotSimulated("subprocesses are not simulated")


def _no_interpreters(name: str) -> Any:
    if name == "InterpreterPoolExecutor":
        raise ImportError("interpreters are not simulated")
    raise AttributeError(f"module 'concurrent.futures' has no attribute {name!r}")


def close_processes() -> None:
    """Processes fail for want of a C module long before an audit event: say why in the same
    words."""
    import concurrent.futures
    import concurrent.futures.process
    import multiprocessing
    import subprocess
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    BaseProcess.start = _no_processes  # type: ignore[method-assign]
    made = (
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
        "Pipe",
    )
    for name in made:
        setattr(BaseContext, name, _no_processes)
        setattr(multiprocessing, name, _no_processes)
    concurrent.futures.ProcessPoolExecutor.__init__ = _no_processes  # type: ignore[method-assign]
    subprocess.Popen.__init__ = _no_subprocesses  # type: ignore[method-assign]
    lazy: Any = concurrent.futures
    given = lazy.__getattr__
    lazy.__getattr__ = lambda name: _no_interpreters(name) if "Interp" in name else given(name)
