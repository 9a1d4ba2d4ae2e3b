"""What code in C gets hold of through an object that it is given: what a tuple or a partial holds,
an iterator goes through, a method in C belongs to. Runs no code of the program."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from gc import get_referents
from types import (
    BuiltinFunctionType,
    CodeType,
    FrameType,
    FunctionType,
    GeneratorType,
    MethodType,
    MethodWrapperType,
    ModuleType,
    TracebackType,
)
from typing import Any, NamedTuple

from ..attributes import attributes
from .containers import behind, in_python, is_container
from .functions import is_harmless
from .owners import (
    is_in_c,
    is_own,
    is_own_code,
    looked_up,
    module_scope,
    orders_threads,
    own_class,
)
from .touches import ALL, READ, SYNC, UNKNOWN, WRITE, Raw, is_plain

MOST = 200  # objects that are looked at
_NOTHING = (type, ModuleType, CodeType, FrameType, FunctionType, TracebackType)
_IN_C = (BuiltinFunctionType, MethodWrapperType)
SHOWN = "__repr__"
#: What was not looked at, in a word each; of the whole run.
unseen: set[str] = set()
#: By their addresses, things on which the library's own Python has worked, and what of it: others
#: may come in between, but for a lock.
worked_on: dict[int, str] = {}


class Reached(NamedTuple):
    thing: Any
    called: bool  # it is what a callable in C would work on


def is_iterator(thing: object) -> bool:
    """In C, or a generator."""
    if type(thing) is GeneratorType:
        return True
    return looked_up(type(thing), "__next__") is not None and not in_python(thing, "__next__")


def reached(thing: Any, containers: bool, instances: bool) -> list[Reached]:
    """`thing` and what it holds; what containers hold, and instances of the reader's classes, if
    that is wanted. Classes, modules and functions are only of interest to what may do anything."""
    found: list[Reached] = []
    namespaces: list[Any] = []
    seen: set[int] = set()
    todo = deque([Reached(thing, False)])
    alien = False
    while todo:
        each, called = todo.popleft()
        if id(each) in seen or is_plain(each):
            continue
        if issubclass(type(each), _NOTHING):
            namespaces += [each] if _has_attributes(each) else []
            continue
        if len(seen) >= MOST:
            unseen.add("large")
            break
        seen.add(id(each))
        if issubclass(type(each), (*_IN_C, MethodType)):
            alien = alien or (type(each) is BuiltinFunctionType and not is_harmless(each))
            if not (type(each) is MethodType and is_own(each.__func__)):
                todo.append(Reached(each.__self__, True))
            continue
        if type(each) is not tuple and not is_in_c(each):  # neither changes
            found.append(Reached(each, called))
        if _is_open(each, containers, instances):
            called = called or callable(each)
            todo.extend(Reached(inner, called) for inner in get_referents(each))
    if alien or instances:
        found += [Reached(each, True) for each in namespaces]
    return [Reached(each, True) for each, _ in found] if alien else found


def _has_attributes(thing: Any) -> bool:
    """May the program have given it some?"""
    if issubclass(type(thing), type):
        return own_class(thing)
    return issubclass(type(thing), ModuleType) or (
        type(thing) is FunctionType and bool(attributes(thing))
    )


def _is_open(each: Any, containers: bool, instances: bool) -> bool:
    """Is what it holds looked at, too?"""
    if is_container(each):
        return containers
    if orders_threads(each) or _is_watched(each):
        return False
    return instances or not own_class(type(each)) or issubclass(type(each), tuple)


def _is_watched(thing: Any) -> bool:
    """A generator of the reader's."""
    return type(thing) is GeneratorType and is_own_code(thing.gi_code)


def raws(kind: str, found: Iterable[Reached]) -> list[Raw]:
    """All of that is read, or may be written; what an iterator goes through is passed on."""
    return [raw for each, called in found for raw in _raws(UNKNOWN if called else kind, each)]


def _raws(kind: str, each: Any) -> list[Raw]:
    if orders_threads(each):
        return [Raw(SYNC, each, SHOWN)] if kind == READ else []
    if issubclass(type(each), ModuleType):
        return [Raw(kind, module_scope(each), ALL)]
    if is_iterator(each):
        return [Raw(WRITE, each, ALL)]
    if issubclass(type(each), BaseException):
        return [Raw(kind, each, "args" if kind == READ else ALL)]
    if kind == READ and own_class(type(each)) and not is_container(each):
        return []
    return [Raw(kind, each, ALL)]


def look(thing: Any) -> list[Raw]:
    """Read as a whole: a container, or what an iterator goes through, or all that is shown of a
    thing of the library's."""
    thing = behind(thing)
    if is_plain(thing) or issubclass(type(thing), _NOTHING):
        return []
    if is_container(thing):
        return [Raw(READ, thing, ALL)]
    if is_iterator(thing):
        return advance(thing)
    return raws(READ, reached(thing, containers=False, instances=False))


def advance(iterator: Any) -> list[Raw]:
    """`next`: who goes through it changes it, and reads what it goes through."""
    if is_plain(iterator) or not is_iterator(iterator):
        return []
    if _is_watched(iterator):
        return [Raw(WRITE, iterator, ALL)]
    found = reached(iterator, containers=False, instances=False)
    if len(found) > 2:  # an iterator of others: what it will go through lies within containers
        found = reached(iterator, containers=True, instances=False)
    return raws(READ, found)


def unknown(thing: Any) -> list[Raw]:
    """Given to what may do anything with it."""
    return raws(UNKNOWN, reached(behind(thing), containers=True, instances=True))


def is_deferred(given: Iterable[Any]) -> bool:
    """Is there something in C among it, to be called later on what others can touch?"""
    flat = [each for one in given for each in (one if type(one) is tuple else (one,))]
    called = [each for each in flat if is_in_c(each)]
    return bool(called) and any(
        not orders_threads(each.thing)
        for one in flat
        for each in reached(one, containers=False, instances=False)
    )
