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
doors_closed = False
#: Modules that lead out of the simulation: to the page, its network and its storage.
_DOORS = ("js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core")


class NotSimulated(RuntimeError):
    """The program asked for something that the simulation does not have."""

    __module__ = "builtins"


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "import":
        if doors_closed:
            _refuse_door(arguments[0].partition(".")[0])
        return
    message = _REFUSED.get(event)
    if message:
        raise NotSimulated(message)


def _refuse_door(name: str) -> None:
    if name in _DOORS:
        raise ImportError(f"{name} is not simulated: a program has no page", name=name)


def close_doors() -> None:
    """Once Pyodide has come up, which needs them itself."""
    global doors_closed
    doors_closed = True
    for name in list(sys.modules):
        if name.partition(".")[0] in _DOORS:
            del sys.modules[name]
    sys.meta_path[:] = [each for each in sys.meta_path if _origin(each) not in _DOORS]


def _origin(finder: object) -> str:
    kind = finder if isinstance(finder, type) else type(finder)
    return kind.__module__.partition(".")[0]


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
