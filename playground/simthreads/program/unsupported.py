"""What the simulation does not have, said in one clear line at the moment a program asks for it:
by audit events, and by modules that are not there. Knows no library module from within."""

from __future__ import annotations

import builtins
import contextlib
import shutil
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from typing import Any, ClassVar, NoReturn

from .. import doors
from ..callers import is_our_file
from ..frames import getframe
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
_TESTS = "CPython's own tests are not part of a run"
_NO_C = "a run has no C to call; to end a thread, have it look at an Event"
#: Modules that lead out of the simulation: to the page, its network and its storage, and below it.
_DOORS = {
    "_ctypes": _NO_C,
    "_pyodide": _PAGE,
    "_pyodide_core": _PAGE,
    "ctypes": _NO_C,
    "js": _PAGE,
    "playground": "it is what runs the program",
    "pyodide": _PAGE,
    "pyodide_js": _PAGE,
    "xxsubtype": _TESTS,
}
_PACKAGE = __name__.rpartition(".program")[0]
_ENGINE = _PACKAGE.replace(".", "/") + "/"
_FAMILIES = {"_pyodide": _PAGE, "_test": _TESTS, "_xx": _TESTS}


def refused_module(name: str) -> str | None:
    """Why a program cannot have this module, if it leads out."""
    top = name.partition(".")[0]
    families = (why for family, why in _FAMILIES.items() if top.startswith(family))
    why = _DOORS.get(top) or next(families, None)
    return why and f"{top} is not simulated: {why}"


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
        if refused_module(name):
            del sys.modules[name]
    _forget_host()
    own = [path for path in sys.path if is_our_file(f"{path}/{_ENGINE}")]
    sys.path[:] = [path for path in sys.path if path not in own]
    for path in list(sys.path_importer_cache):
        if any(path == each or path.startswith(f"{each}/") for each in own):
            del sys.path_importer_cache[path]
    sys.meta_path[:] = [each for each in sys.meta_path if not _is_host(_origin(each))]
    sys.meta_path.insert(0, Closed)
    sys.meta_path.append(Absent)


def _forget_host() -> None:
    """What Pyodide has left in modules that a program may have."""
    sys.modules.pop("__mp_main__", None)
    vars(builtins).pop("___EvalCodeResultException", None)
    for unregister in (shutil.unregister_archive_format, shutil.unregister_unpack_format):
        with contextlib.suppress(KeyError):
            unregister("whl")


def _origin(finder: object) -> str:
    kind = finder if isinstance(finder, type) else type(finder)
    return kind.__module__


def _is_host(module: str) -> bool:
    return refused_module(module) is not None and not module.startswith(_PACKAGE)


class Closed:
    """The first finder: an import of what leads out says that it does not, however it is asked for.
    A program may bring a module of such a name."""

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        message = refused_module(name)
        if message is None:
            return None
        spec = ask_others(cls, name, path, target)
        if spec is not None and not of_library(spec):
            return spec
        raise ImportError(message, name=name)


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
    frame = getframe(3)  # above that `find_spec` and the import system's `_find_spec`
    return frame.f_code.co_name


def install() -> None:
    """For good: an audit hook cannot be taken out again."""
    sys.addaudithook(doors.event_handler(_audit))
