"""What a call touches that is not the reader's own code: of containers by their tables, of the
library's locks and queues as an operation of theirs, of all else as unknown. Knows no frames."""

from __future__ import annotations

import sys
from collections.abc import Callable
from gc import get_referents
from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType, ModuleType
from typing import Any

from . import containers
from .touches import ALL, READ, SYNC, UNKNOWN, WRITE, Raw, is_plain

#: Whose objects order threads, and see to themselves.
SYNCHRONIZED = (
    "threading", "_thread", "queue", "_queue", "concurrent.futures", "asyncio", "_asyncio",
    "logging", "contextvars", "_contextvars", "sched", "multiprocessing",
)  # fmt: skip
#: Functions of the library that look at what they are given, and at most keep it.
_LOOKING = frozenset({
    "abs", "all", "any", "ascii", "bool", "bytes", "bytearray", "dict", "enumerate", "filter",
    "float", "format", "frozenset", "fsum", "int", "islice", "iter", "join", "len", "list", "map",
    "max", "min", "next", "print", "repr", "reversed", "round", "set", "sorted", "str", "sum",
    "tuple", "type", "zip", "deque", "Counter", "defaultdict", "OrderedDict", "chain", "choice",
    "sample", "dumps", "deepcopy", "pprint", "pformat", "partial", "reduce", "accumulate",
})  # fmt: skip
#: Those that look at nothing within it.
_BLIND = frozenset({
    "id", "isinstance", "issubclass", "callable", "hash", "super", "object", "property", "range",
    "sleep", "monotonic", "perf_counter", "time", "get_ident", "getrefcount", "collect", "exit",
    "namedtuple", "field", "wraps", "ref", "finalize", "nullcontext", "suppress", "cast",
    "staticmethod", "classmethod", "count", "cycle", "repeat", "StringIO", "BytesIO", "dir",
})  # fmt: skip
_ATTRIBUTES = {"getattr": READ, "hasattr": READ, "setattr": WRITE, "delattr": WRITE}
_UNTOUCHED = (FunctionType, BuiltinFunctionType, MethodType, ModuleType, BaseException)
#: Functions that tell which threads have ended.
ENUMERATE = ("active_count", "activeCount", "enumerate")
Attribute = Callable[[str, Any, str, Any], list[Raw]]
#: The files whose code is watched: what a function in them does is seen as it does it.
own_files: set[str] = set()


def is_own(function: FunctionType) -> bool:
    return function.__code__.co_filename in own_files


def module_of(kind: type) -> str:
    found = type.__dict__["__dict__"].__get__(kind).get("__module__", "builtins")
    return found if isinstance(found, str) else ""


def orders_threads(thing: object) -> bool:
    """Is it a lock, a queue, a thread, a future, or a class of the reader's built upon one?"""
    bases = type.__dict__["__mro__"].__get__(type(thing))
    return any(module_of(base).startswith(SYNCHRONIZED) for base in bases)


def held_by(iterator: Any) -> list[Any]:
    """The containers that an iterator in C goes through, those within another one too."""
    found, todo = [], [iterator]
    for _ in range(8):
        if not todo:
            break
        for each in get_referents(todo.pop()):
            if containers.is_container(each):
                found.append(each)
            elif hasattr(type(each), "__next__") or type(each) is tuple:
                todo.append(each)
    return found


def advance(iterator: Any) -> list[Raw]:
    """`next`: who goes through it changes it, and reads what it goes through."""
    if type(iterator) is GeneratorType:
        return [Raw(WRITE, iterator, ALL)]
    if not hasattr(type(iterator), "__next__") or containers.in_python(iterator, "__next__"):
        return []
    read = [Raw(READ, each, ALL) for each in held_by(iterator)]
    return [Raw(WRITE, iterator, ALL), *read]


def look(thing: Any) -> list[Raw]:
    """Read as a whole: a container, or what an iterator goes through."""
    if containers.is_container(containers.behind(thing)):
        return containers.whole(READ, thing)
    if not is_plain(thing) and hasattr(type(thing), "__next__"):
        return advance(thing)
    return []


def unknown(thing: Any) -> list[Raw]:
    """Given to what may do anything with it."""
    if is_plain(thing) or isinstance(thing, (type, *_UNTOUCHED)) or orders_threads(thing):
        return []
    return [Raw(UNKNOWN, thing, ALL)]


def call(function: Any, me: Any, arguments: list[Any], attribute: Attribute) -> list[Raw]:
    """`me` is what a method is called on, if that lies beside it."""
    if type(function) is MethodType:
        function, me, arguments = function.__func__, function.__self__, [me, *arguments][1:]
    elif me is None:
        me = getattr(function, "__self__", None)
        me = None if isinstance(me, ModuleType) else me
    name = str(getattr(function, "__name__", ""))
    if me is not None and not isinstance(me, type) and orders_threads(me):
        return [] if type(function) is FunctionType and is_own(function) else [Raw(SYNC, me, name)]
    if type(function) is FunctionType and is_own(function):
        return []
    if name in _ATTRIBUTES and len(arguments) >= 2 and me is None:
        return attribute(_ATTRIBUTES[name], arguments[0], arguments[1], arguments[-1])
    if containers.is_container(me):
        return containers.method(me, name, arguments)
    if me is not None and is_plain(me):  # a method of a text or a number
        return [raw for each in arguments for raw in look(each)]
    return _function(function, me, name, arguments)


def _function(function: Any, me: Any, name: str, arguments: list[Any]) -> list[Raw]:
    module = getattr(function, "__module__", None)
    if isinstance(module, str) and module.startswith(SYNCHRONIZED):
        return [Raw(SYNC, function, name)] if name in ENUMERATE else []
    if isinstance(function, type) and (own_class(function) or issubclass(function, BaseException)):
        return []
    if name == "next" and arguments:
        return advance(arguments[0])
    if name in ("__next__", "send") and me is not None:
        return advance(me)
    if name == "len" and arguments:
        return containers.size(READ, arguments[0])
    if name in _BLIND:
        return []
    given = arguments if me is None or isinstance(me, type) else [me, *arguments]
    if name in _LOOKING:
        return [raw for each in given for raw in look(each)]
    return [raw for each in given for raw in unknown(each)]


def is_blind(function: Any) -> bool:
    """Does it touch nothing, whatever it is given: the reader's own, or one of those?"""
    if type(function) is FunctionType and is_own(function):
        return True
    if isinstance(function, type) and own_class(function):
        return True
    return type(function) is not MethodType and getattr(function, "__name__", "") in _BLIND


def own_class(kind: type) -> bool:
    """Made by a `class` statement of the reader's."""
    return getattr(sys.modules.get(module_of(kind)), "__file__", None) in own_files
