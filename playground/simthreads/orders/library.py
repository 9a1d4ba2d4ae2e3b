"""What of an operation of the library's objects is not seen in the locks that it takes. Knows no
run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..access.calls import MADE
from ..access.owners import bases_of, looked_up, module_of
from ..access.reach import SHOWN
from ..access.touches import ALL
from ..attributes import attributes, said_of
from .footprint import GIVEN, LOOKED, READ, TRIED, WRITE, Act

NUMBERS = "numbers"  # by which threads are known, in the order in which they were made
_LOCKS = ("lock", "RLock")
_LOOKS = ("locked", "locked_lock", "_is_owned", SHOWN)
_TAKES = ("acquire", "acquire_lock", "__enter__")
#: Methods that look at what others change, and take no lock for it.
_ONLY_LOOK = frozenset({"is_set", "isSet", SHOWN})
#: Methods that stand for an attribute, and whether they change it.
_OF_ATTRIBUTES = {"getName": (READ, "name"), "setName": (WRITE, "name")}
OWN = "own"  # all that the library keeps in a thing: a program may write it, under no lock
_LIBRARY = ("threading", "_thread", "queue", "_queue", "concurrent.futures._base")
_THREADS = ("Thread", "Timer")
_DEEP = 3


def kind_of(owner: object) -> str:
    """The class of the library that says what its methods do."""
    for base in bases_of(type(owner)):
        if module_of(base) in _LIBRARY:
            return said_of(base, "__name__")
    return said_of(type(owner), "__name__")


def inner_locks(owner: object, depth: int = _DEEP) -> Iterator[Any]:
    """The locks under which the library changes what this thing is."""
    if kind_of(owner) in _LOCKS:
        yield owner
    elif depth:
        for held in attributes(owner).values():
            if any(module_of(base) in _LIBRARY for base in bases_of(type(held))):
                yield from inner_locks(held, depth - 1)


def operation(
    owner: object, name: str, thing: str, lock_name: Callable[[object], str], waits: bool
) -> list[Act]:
    """`waits` says that it was given nothing, and so waits as long as it takes."""
    if name == MADE:
        return [numbered()]
    kind = kind_of(owner)
    if kind in _LOCKS:
        looks = name in _LOOKS or (name in _TAKES and not waits)
        return [[LOOKED, lock_name(owner), ""]] if looks else []
    if kind == "SimpleQueue":
        return [[TRIED, lock_name(owner), ""], [GIVEN, lock_name(owner), ""]]
    reads: Act = [READ, thing, OWN, f"{kind}.{OWN}"]
    return [reads, *_of_library(owner, name, kind, thing, lock_name, waits)]


def _of_library(
    owner: object,
    name: str,
    kind: str,
    thing: str,
    lock_name: Callable[[object], str],
    waits: bool,
) -> list[Act]:
    if name == "start" and kind in _THREADS:  # it looks whether it was, under no lock
        return [[WRITE, thing, ALL, f"{kind}.{name}"]]
    if name == "is_alive" or (name == "join" and not waits and kind in _THREADS):
        return [[READ, thing, "alive", "Thread.alive"]]
    if name in _OF_ATTRIBUTES:
        how, part = _OF_ATTRIBUTES[name]
        return [[how, thing, part, f"{kind}.{part}"]]
    found = looked_up(type(owner), name)
    is_attribute = not callable(found) or issubclass(type(found), property)
    if not is_attribute and name not in _ONLY_LOOK:
        return []
    looked: list[Act] = [[LOOKED, lock_name(lock), ""] for lock in inner_locks(owner)]
    parts = [name] if is_attribute else ["name", "alive"] if name == SHOWN else []
    return looked + [[READ, thing, part, f"{kind}.{part}"] for part in parts]


def numbered() -> Act:
    """A thread has been given the next number."""
    return [WRITE, NUMBERS, "", NUMBERS]
