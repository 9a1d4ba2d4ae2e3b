"""Gives each object that is touched a number, which is the same in each run that went the same way
so far. Keeps none of them: when one is freed, that is as in a run that nobody watches."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from types import CellType, FunctionType
from typing import Any, NamedTuple

from .. import quick
from ..attributes import attributes, said_of
from .containers import has
from .owners import bases_of, module_of, orders_threads

MOST = 100_000  # objects that are known at a time
Number = tuple[int, int]  # who first touched it, and how many that thread had touched before
_LIBRARY = ("threading", "queue")


class Made(NamedTuple):
    """What stays known of a lock, a queue or the like."""

    bases: tuple[str, ...]  # classes of the library's
    permits: int  # of a semaphore, when it was first touched
    lock: int  # of a condition: its address


class Things:
    def __init__(self) -> None:
        self._numbers: dict[int, Number] = {}  # by address
        self._addresses: dict[Number, int] = {}
        self._kinds: dict[Number, str] = {}
        self._counts: dict[int, int] = {}
        self._watched = quick.Addresses()
        self.made: dict[Number, Made] = {}
        self.shared: set[Number] = set()  # those that a second thread has touched
        self.on_shared: Callable[[Number], None] = lambda number: None
        #: Told of an address that may now be another's, and the number that it had.
        self.on_gone: list[Callable[[int, Number | None], None]] = []
        self.full = False

    def number(self, thing: object, thread: int) -> Number:
        """Who touches it is noted, too."""
        found = self.known(thing, thread)
        if found[0] != thread and found not in self.shared:
            self.shared.add(found)
            self.on_shared(found)
        return found

    def known(self, thing: object, thread: int) -> Number:
        """Of what is only told of, which is no touch."""
        if quick.state[quick.GONE]:
            self.forget()
        found = self._numbers.get(id(thing))
        return self._new(thing, thread) if found is None else found

    def _new(self, thing: object, thread: int) -> Number:
        count = self._counts[thread] = self._counts.get(thread, 0) + 1
        number = (thread, count)
        if len(self._numbers) >= MOST:
            self.full = True
            return number
        self.watch(id(thing))
        self._numbers[id(thing)] = number
        self._addresses[number] = id(thing)
        self._kinds[number] = _kind(thing)
        if orders_threads(thing):
            self.made[number] = _made(thing)
        return number

    def watch(self, address: int) -> None:
        """Tell of it when another object gets it."""
        self._watched.watch(address)

    def forget(self) -> None:
        """What has gone since."""
        for address in self._watched.take():
            number = self._numbers.pop(address, None)
            if number is not None:
                del self._addresses[number]
                if number not in self.shared:  # nobody else will touch it
                    self._kinds.pop(number, None)
            for tell in self.on_gone:
                tell(address, number)

    def get(self, number: Number) -> Any:
        """The object, of which the caller knows that it is there."""
        address = self._addresses.get(number)
        return None if address is None else ctypes.cast(address, ctypes.py_object).value

    def kind(self, number: Number) -> str:
        """What it is, in a word: a class's name, `globals` for a module's variables."""
        return self._kinds.get(number, "")

    def is_library(self, number: Number, kind: str) -> bool:
        """Of a class of `threading` or `queue`, or built upon it."""
        made = self.made.get(number)
        return made is not None and kind in made.bases


def _kind(thing: Any) -> str:
    if type(thing) is dict and has(thing, "__builtins__"):
        return "globals"
    if type(thing) is CellType:
        return "variable"
    if issubclass(type(thing), type) or type(thing) is FunctionType:
        return said_of(thing, "__name__")
    return said_of(type(thing), "__name__")


def _made(thing: object) -> Made:
    bases = [base for base in bases_of(type(thing)) if module_of(base) in _LIBRARY]
    kept = attributes(thing)
    permits = kept.get("_value")
    names = tuple(said_of(base, "__name__") for base in bases)
    return Made(names, permits if type(permits) is int else 0, id(kept.get("_lock")))
