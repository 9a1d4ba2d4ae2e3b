"""What a program uses that nobody sees: state in C, files, an event loop. So that a verdict can say
what it has not looked at. Knows code objects alone."""

from __future__ import annotations

from collections.abc import Iterable
from types import CodeType

#: By the names that a program's code mentions.
_NAMES = {
    "asyncio": "loop",
    "ctypes": "memory",
    "mmap": "memory",
    "memoryview": "memory",
    "sqlite3": "files",
    "open": "files",
    "pathlib": "files",
    "tempfile": "files",
    "shelve": "files",
    "socket": "files",
    "subprocess": "processes",
    "multiprocessing": "processes",
    "signal": "signals",
    "weakref": "finalizers",
    "__del__": "finalizers",
    "__dict__": "namespaces",
    "vars": "namespaces",
    "exec": "namespaces",
    "eval": "namespaces",
}
REASONS = ("calls", "long", *sorted(set(_NAMES.values())))


def unseen(codes: Iterable[CodeType]) -> list[str]:
    """The reasons, each once, in the order of the alphabet."""
    names = {name.partition(".")[0] for code in codes for name in (*code.co_names, code.co_name)}
    return sorted({_NAMES[name] for name in names & _NAMES.keys()})
