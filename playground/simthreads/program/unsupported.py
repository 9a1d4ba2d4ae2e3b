"""What the simulation does not have, said in one clear line at the moment a program asks for it:
by audit events, and by modules that are not there. Knows no library module from within."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from typing import Any, ClassVar, NoReturn

from .. import doors
from .patches import ask_others, of_library

SOCKETS = "sockets are not simulated: pass messages through queue.Queue"
SUBPROCESSES = "subprocesses are not simulated: a run is one process, call functions in threads"
PROCESSES = "processes are not simulated"
INTERPRETERS = "interpreters are not simulated: use ThreadPoolExecutor"
KEYBOARD = "a run has no keyboard"
_SCREEN = "a run has no screen, print what there is to see"
_USERS = "a run has no users"
_INSTALL = "a run has the standard library alone"

_EVENTS = {
    "socket.__new__": SOCKETS,
    "socket.getaddrinfo": SOCKETS,
    "socket.gethostbyname": SOCKETS,
    "socket.gethostbyaddr": SOCKETS,
    "socket.getnameinfo": SOCKETS,
    "socket.getservbyname": SOCKETS,
    "socket.getservbyport": SOCKETS,
    "subprocess.Popen": SUBPROCESSES,
    "os.system": SUBPROCESSES,
    "pty.spawn": SUBPROCESSES,
    "os.fork": PROCESSES,
    "os.forkpty": PROCESSES,
    "os.exec": PROCESSES,
    "os.spawn": PROCESSES,
    "os.posix_spawn": PROCESSES,
}

#: Modules of the standard library that are not there, and why or what to use instead.
_ABSENT = {
    "_interpreters": INTERPRETERS,
    "_multiprocessing": PROCESSES,
    "_posixshmem": "shared memory is not simulated: threads share all objects",
    "curses": f"curses is not simulated: {_SCREEN}",
    "dbm": "dbm (and shelve, which needs it) is not simulated: use sqlite3 or json",
    "ensurepip": f"ensurepip is not simulated: {_INSTALL}",
    "grp": f"grp is not simulated: {_USERS}",
    "idlelib": f"idlelib is not simulated: {_SCREEN}",
    "pwd": f"pwd is not simulated: {_USERS}",
    "pydoc_data": "pydoc_data is not simulated: read docs.python.org",
    "readline": f"readline is not simulated: {KEYBOARD}",
    "resource": "resource is not simulated: a run has limits of its own, measure with tracemalloc",
    "syslog": "syslog is not simulated: use logging",
    "test": "test is not simulated: CPython's own tests are not part of a run, use unittest",
    "tkinter": f"tkinter is not simulated: {_SCREEN}",
    "turtle": f"turtle is not simulated: {_SCREEN}",
    "turtledemo": f"turtledemo is not simulated: {_SCREEN}",
    "venv": f"venv is not simulated: {_INSTALL}",
}
_PAGE = "a program has no page"
_NO_C = "a run has no C to call; to end a thread, have it look at an Event"
#: Modules that lead out of the simulation: to the page, its network and its storage, and below it.
_DOORS = {
    "_ctypes": _NO_C,
    "_pyodide": _PAGE,
    "_pyodide_core": _PAGE,
    "ctypes": _NO_C,
    "js": _PAGE,
    "pyodide": _PAGE,
    "pyodide_js": _PAGE,
}


class NotSimulated(OSError, RuntimeError):
    """The program asked for something that the simulation does not have. An OSError, as an
    operating system would answer: so the library falls back where it can."""

    __module__ = "builtins"


def refuse(message: str, *also: type[Exception]) -> Callable[..., NoReturn]:
    """A function that refuses whatever it is called with; `also` is what the library catches."""
    kind = type("NotSimulated", (NotSimulated, *also), {"__module__": "builtins"})

    def refused(*_: Any, **__: Any) -> NoReturn:
        raise (kind if also else NotSimulated)(message)

    return refused


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _EVENTS:
        raise NotSimulated(_EVENTS[event])


def close_doors() -> None:
    """Once Pyodide has come up and the engine has what it needs of them itself."""
    for name in list(sys.modules):
        if name.partition(".")[0] in _DOORS:
            del sys.modules[name]
    sys.meta_path[:] = [each for each in sys.meta_path if _origin(each) not in _DOORS]
    sys.meta_path.insert(0, Closed)
    sys.meta_path.append(Absent)


def _origin(finder: object) -> str:
    kind = finder if isinstance(finder, type) else type(finder)
    return kind.__module__.partition(".")[0]


class Closed:
    """The first finder: an import of what leads out says that it does not, however it is asked for.
    A program may bring a module of such a name."""

    messages: ClassVar[dict[str, str]] = _DOORS

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        top = name.partition(".")[0]
        if top not in cls.messages:
            return None
        spec = ask_others(cls, name, path, target)
        if spec is not None and not of_library(spec):
            return spec
        if _caller_of_finders() == "_find_and_load_unlocked":
            raise ImportError(f"{top} is not simulated: {cls.messages[top]}", name=name)
        return None


class Absent:
    """The last finder: nobody has the module, and an import of it says why."""

    messages: ClassVar[dict[str, str]] = _ABSENT

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        message = cls.messages.get(name)
        # `importlib.util.find_spec` only asks whether it is there: it is not
        if message and _caller_of_finders() == "_find_and_load_unlocked":
            raise ModuleNotFoundError(message, name=name)
        return None


def _caller_of_finders() -> str:
    frame = sys._getframe(3)  # above that `find_spec` and the import system's `_find_spec`
    return frame.f_code.co_name


def install() -> None:
    """For good: an audit hook cannot be taken out again."""
    sys.addaudithook(doors.event_handler(_audit))
