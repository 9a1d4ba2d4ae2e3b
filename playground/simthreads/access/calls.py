"""What a call touches that is not the reader's own code: of containers by their tables, of the
library's locks and queues as an operation of theirs, of all else as unknown. Knows no frames."""

from __future__ import annotations

from collections.abc import Callable
from types import BuiltinFunctionType, MethodType, MethodWrapperType, ModuleType
from typing import Any

from ..attributes import of_type, said_of
from . import containers, reach
from .functions import BLIND, LOOKING, is_harmless
from .owners import (
    SYNCHRONIZED,
    bases_of,
    is_in_c,
    is_library_python,
    is_own,
    looked_up,
    module_of,
    orders_threads,
    own_class,
)
from .reach import advance, look, unknown
from .touches import ALL, READ, SYNC, WRITE, Raw, is_plain

_ATTRIBUTES = {"getattr": READ, "hasattr": READ, "setattr": WRITE, "delattr": WRITE}
#: What they come to, of `object` and `type`.
_SLOTS = {"__getattribute__": READ, "__setattr__": WRITE, "__delattr__": WRITE}
#: Functions that tell which threads have ended.
ENUMERATE = ("active_count", "activeCount", "enumerate")
Attribute = Callable[[str, Any, str, Any], list[Raw]]
#: Methods of what orders threads that keep what they are given, and never call it.
_KEEPING = frozenset({"put", "put_nowait", "set_result", "set_exception"})
#: Kinds whose instances are given a number by which a program may know them.
_NUMBERED = frozenset({"Thread", "ThreadPoolExecutor"})
DEFERRED = "callback"
MADE = "__init__"


def call(function: Any, me: Any, arguments: list[Any], attribute: Attribute) -> list[Raw]:
    found = _call(function, me, arguments, attribute)
    if found and is_library_python(function):
        name = said_of(function, "__qualname__")
        reach.worked_on.update((id(raw.owner), name) for raw in found if raw.kind != SYNC)
    return found


def _call(function: Any, me: Any, arguments: list[Any], attribute: Attribute) -> list[Raw]:
    """`me` is what a method is called on, if that lies beside it."""
    if type(function) is MethodType:
        function, me, arguments = function.__func__, function.__self__, [me, *arguments][1:]
    elif me is None:
        me = function.__self__ if _is_bound(function) else None
    name = said_of(function, "__name__")
    if name in _SLOTS and is_in_c(function):
        given = arguments if me is None else [me, *arguments]
        return attribute(_SLOTS[name], given[0], given[1], given[-1]) if given[1:] else []
    me = None if issubclass(type(me), ModuleType) else me
    _note_deferred(function, name, arguments)
    if me is not None and not issubclass(type(me), type) and orders_threads(me):
        return [] if is_own(function) else _operation(me, name, arguments)
    if is_own(function) or is_own(looked_up(type(function), "__call__")):
        return []
    if name in _ATTRIBUTES and me is None and len(arguments) >= 2:
        return attribute(_ATTRIBUTES[name], arguments[0], arguments[1], arguments[-1])
    if containers.is_container(me):
        read = arguments if containers.goes_through(name, arguments) else ()
        found = containers.method(me, name, arguments)
        return found + [raw for each in read for raw in look(each)]
    if me is not None and is_plain(me):  # a method of a text or a number
        deep = name.startswith("format")  # which goes into attributes, too
        return [raw for each in arguments for raw in (unknown(each) if deep else look(each))]
    return _function(function, me, name, arguments)


def _is_bound(function: Any) -> bool:
    return type(function) is BuiltinFunctionType or type(function) is MethodWrapperType


def _note_deferred(function: Any, name: str, arguments: list[Any]) -> None:
    """What the library will call later, while nobody looks."""
    known = name in LOOKING or name in BLIND or name in _KEEPING or _is_thread(function)
    if not known and is_library_python(function) and reach.is_deferred(arguments):
        reach.unseen.add(DEFERRED)


def _is_thread(function: Any) -> bool:
    """What a thread calls is seen as it begins."""
    if type(function) is MethodType and said_of(function, "__name__") == MADE:
        function = type(function.__self__)
    run = looked_up(function, "run") if issubclass(type(function), type) else None
    return said_of(run, "__qualname__") == "Thread.run"


def _operation(me: Any, name: str, arguments: list[Any]) -> list[Raw]:
    read = arguments if name == "map" else ()  # which goes through them at once
    return [Raw(SYNC, me, name), *(raw for each in read for raw in look(each))]


def _function(function: Any, me: Any, name: str, arguments: list[Any]) -> list[Raw]:
    module = said_of(function, "__module__") or module_of(type(function))
    if module.startswith(SYNCHRONIZED):
        return _of_library(function, name, arguments)
    if issubclass(type(function), type) and own_class(function):
        return _made(function, arguments)
    if issubclass(type(function), type) and issubclass(function, BaseException):
        return []
    if name == "next" and arguments:
        return advance(arguments[0])
    if name in ("__next__", "send") and me is not None:
        return advance(me)
    if name == "len" and arguments:
        return size(arguments[0])
    if name == "dir" and arguments:
        return [] if is_plain(arguments[0]) else [Raw(READ, arguments[0], ALL)]
    if name in BLIND:
        return []
    given = arguments if me is None or issubclass(type(me), type) else [me, *arguments]
    if name in LOOKING and all(is_harmless(each) for each in given):
        return [raw for each in given for raw in look(each)]
    return [raw for each in [function, *given] for raw in unknown(each)]


def size(thing: Any) -> list[Raw]:
    """How much there is in it."""
    return containers.size(READ, thing) or look(thing)


def _of_library(function: Any, name: str, arguments: list[Any]) -> list[Raw]:
    """Of the modules whose objects order threads."""
    if name in ENUMERATE:
        return [Raw(SYNC, function, name)]
    if issubclass(type(function), type):
        return _numbered(function)
    return [raw for each in arguments for raw in look(each)]  # `wait` and `as_completed`


def _numbered(kind: type) -> list[Raw]:
    numbered = any(of_type(base, "__name__") in _NUMBERED for base in bases_of(kind))
    return [Raw(SYNC, kind, MADE)] if numbered else []


def _fills(kind: type) -> bool:
    """Does the reader's own code see to what its instances hold?"""
    return any(is_own(looked_up(kind, name)) for name in ("__init__", "__new__"))


def _made(kind: type, arguments: list[Any]) -> list[Raw]:
    """An instance of the reader's class. One that is made in C may be filled with what it gets."""
    if _fills(kind):
        return []
    if any(module_of(base).startswith(SYNCHRONIZED) for base in bases_of(kind)):
        return _numbered(kind)
    if (
        issubclass(kind, (*containers.CONTAINERS, frozenset, str))
        or of_type(kind, "__base__") is tuple
    ):
        return [raw for each in arguments for raw in look(each)]
    return []


def is_blind(function: Any) -> bool:
    """Does it touch nothing, whatever it is given: the reader's own, or one of those?"""
    if is_own(function):
        return True
    if issubclass(type(function), type) and own_class(function):
        return _fills(function) or bases_of(function)[1:] == (object,)
    return type(function) is not MethodType and said_of(function, "__name__") in BLIND
