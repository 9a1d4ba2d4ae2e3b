"""Gives each object that is touched a number, which is the same in each run that went the same way
so far. Keeps what it has numbered, so that no other object gets its address."""

from __future__ import annotations

from collections.abc import Callable
from types import CellType, FunctionType
from typing import Any

from ..attributes import said_of

MOST = 100_000  # objects that are kept
Number = tuple[int, int]  # who first touched it, and how many that thread had touched before


class Things:
    def __init__(self) -> None:
        self._numbers: dict[int, Number] = {}
        self._kept: list[object] = []
        self._counts: dict[int, int] = {}
        self.objects: dict[Number, object] = {}
        self.shared: set[Number] = set()  # those that a second thread has touched
        self.on_shared: Callable[[Number], None] = lambda number: None
        self.full = False

    def number(self, thing: object, thread: int) -> Number:
        """Who touches it is noted, too."""
        found = self._numbers.get(id(thing))
        if found is not None:
            if found[0] != thread and found not in self.shared:
                self.shared.add(found)
                self.on_shared(found)
            return found
        count = self._counts[thread] = self._counts.get(thread, 0) + 1
        number = (thread, count)
        if len(self._kept) < MOST:
            self._kept.append(thing)
            self._numbers[id(thing)] = number
            self.objects[number] = thing
        else:
            self.full = True
        return number

    def kind(self, number: Number) -> str:
        """What it is, in a word: a class's name, `globals` for a module's variables."""
        thing: Any = self.objects.get(number)
        if type(thing) is dict and "__builtins__" in thing:
            return "globals"
        if issubclass(type(thing), type) or type(thing) is FunctionType:
            return said_of(thing, "__name__")
        return "variable" if type(thing) is CellType else said_of(type(thing), "__name__")
