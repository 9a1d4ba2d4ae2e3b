"""What is known of objects, by which object it is. Knows no run."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Known(Generic[Value]):
    """Keeps no object alive that has weak references, since a program sees when it is freed. An
    address that is given again is another object's."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Callable[[], object], Value]] = {}

    def get(self, thing: object) -> Value | None:
        found = self._known.get(id(thing))
        return found[1] if found is not None and found[0]() is thing else None

    def add(self, thing: Any, value: Value) -> None:
        try:
            found: Callable[[], object] = weakref.ref(thing)
        except TypeError:
            found = lambda: thing  # noqa: E731
        self._known[id(thing)] = found, value

    def living(self) -> Iterator[tuple[Any, Value]]:
        for find, value in self._known.values():
            if (thing := find()) is not None:
                yield thing, value
