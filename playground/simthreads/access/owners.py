"""Whose an object is: the reader's own, whose doings are seen as they happen, or the library's,
which orders threads or does what nobody watches. Runs no code of the program."""

from __future__ import annotations

import sys
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

from ..attributes import of_type

#: Whose objects order threads, and see to themselves.
SYNCHRONIZED = (
    "threading", "_thread", "queue", "_queue", "concurrent.futures", "asyncio", "_asyncio",
    "logging", "contextvars", "_contextvars", "sched", "multiprocessing",
)  # fmt: skip
#: Such things give each thread values of its own.
_PRIVATE = ("local", "_local")
#: The files whose code is watched: what a function in them does is seen as it does it.
own_files: set[str] = set()
_modules = sys.modules  # a program may give another the name
_named: dict[int, frozenset[str]] = {}  # by the address of a class, which stays
_SCOPE = of_type(ModuleType, "__dict__")["__dict__"]
#: The attributes that their code gives to anything.
stored: set[str] = set()


def is_own_code(code: CodeType) -> bool:
    return code.co_filename in own_files


def is_own(function: object) -> bool:
    return type(function) is FunctionType and is_own_code(function.__code__)


def bases_of(kind: type) -> tuple[type, ...]:
    found: tuple[type, ...] = of_type(kind, "__mro__")
    return found


def scope_of(kind: type) -> Any:
    return of_type(kind, "__dict__")


def module_of(kind: type) -> str:
    found = scope_of(kind).get("__module__", "builtins")
    return found if type(found) is str else ""


def own_class(kind: type) -> bool:
    """Made by a `class` statement of the reader's."""
    module = _modules.get(module_of(kind))
    file = module_scope(module).get("__file__") if issubclass(type(module), ModuleType) else None
    return type(file) is str and file in own_files


def module_scope(module: Any) -> dict[str, Any]:
    """The dict that a module's variables are in."""
    found: dict[str, Any] = _SCOPE.__get__(module)
    return found


def looked_up(kind: type, name: str) -> Any:
    """What the class has under this name."""
    for base in bases_of(kind):
        found = scope_of(base).get(name)
        if found is not None:
            return found
    return None


def giver(kind: type, name: str) -> type | None:
    """The base that has this name."""
    return next((base for base in bases_of(kind) if name in scope_of(base)), None)


def orders_threads(thing: object) -> bool:
    """Is it a lock, a queue, a thread, a future, or a class of the reader's built upon one?"""
    return any(module_of(base).startswith(SYNCHRONIZED) for base in bases_of(type(thing)))


def is_private(thing: object) -> bool:
    """Has it attributes of its own for each thread?"""
    return any(
        of_type(base, "__name__") in _PRIVATE and module_of(base).startswith(SYNCHRONIZED)
        for base in bases_of(type(thing))
    )


def is_own_name(owner: object, name: str) -> bool:
    """Is it the reader's attribute of a thing that orders threads, and the same in each thread?"""
    base = giver(type(owner), name)
    if base is not None:
        return own_class(base)
    return name in stored and not is_private(owner) and not _is_kept(type(owner), name)


def _is_kept(kind: type, name: str) -> bool:
    """Does the library's own code name it in such a thing?"""
    return any(
        name in _names_in(base)
        for base in bases_of(kind)
        if module_of(base).startswith(SYNCHRONIZED)
    )


def _names_in(base: type) -> frozenset[str]:
    """All that the functions of a class of the library name."""
    found = _named.get(id(base))
    if found is None:
        functions = (each for each in scope_of(base).values() if type(each) is FunctionType)
        names = frozenset(name for each in functions for name in each.__code__.co_names)
        found = _named[id(base)] = names
    return found


def is_library_python(function: Any) -> bool:
    """Would calling it run the library's own Python, which nobody watches?"""
    if type(function) is MethodType:
        function = function.__func__
    if issubclass(type(function), type):
        made = (looked_up(function, name) for name in ("__init__", "__new__"))
        return any(type(each) is FunctionType and not is_own(each) for each in made)
    return type(function) is FunctionType and not is_own(function)


def is_in_c(function: Any) -> bool:
    """May it be called, and is it no function in Python?"""
    if issubclass(type(function), type):
        return not own_class(function)
    kind = type(function)
    return kind is BuiltinFunctionType or of_type(kind, "__name__") in (
        "method-wrapper", "method_descriptor", "wrapper_descriptor", "partial", "itemgetter",
        "attrgetter", "methodcaller",
    )  # fmt: skip
