"""`_queue`: SimpleQueue and Empty, which `queue` takes from C where it can."""

from __future__ import annotations

import types
from collections import deque
from typing import Any

from .. import doors, runtime
from ..task import Task, Wait
from .arguments import nanoseconds, seconds


class Empty(Exception):
    "Exception raised by Queue.get(block=0)/get_nowait()."

    __module__ = "_queue"
    __slots__ = ("__weakref__", "_items", "_waiters")


class SimpleQueue:
    """Simple, unbounded, reentrant FIFO queue."""

    __module__ = "_queue"
    __slots__ = ("__weakref__", "_items", "_waiters")

    _items: deque[Any]
    _waiters: list[Task]

    def __new__(cls, *args: object, **kwargs: object) -> SimpleQueue:
        if (args or kwargs) and cls.__init__ is object.__init__:
            what = "positional" if args else "keyword"
            raise TypeError(f"SimpleQueue() takes no {what} arguments")
        self = object.__new__(cls)
        self._items = deque()
        self._waiters = []
        if (accesses := runtime.kernel.accesses) is not None:
            accesses.made(self)
        return self

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        if runtime.kernel.accesses is not None:
            runtime.kernel.accesses.tell("put", target=self, item=item)
        self._items.append(item)
        if self._waiters:
            runtime.kernel.unblock(self._waiters.pop(0))

    def put_nowait(self, item: Any) -> None:
        self.put(item)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        kernel = runtime.kernel
        kernel.busy()
        limit = None if timeout is None or not block else seconds(timeout)
        if limit is not None and limit < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._items and not block:
            raise Empty
        deadline = None if limit is None else kernel.now + nanoseconds(limit)
        me = kernel.current
        while not self._items:
            left = None if deadline is None else deadline - kernel.now
            if left is not None and left <= 0:
                raise Empty
            self._waiters.append(me)
            try:
                kernel.block(Wait("queue", self), left)
            except BaseException:
                if me not in self._waiters and self._items and self._waiters:
                    kernel.unblock(self._waiters.pop(0))
                raise
            finally:
                if me in self._waiters:
                    self._waiters.remove(me)
        item = self._items.popleft()
        if kernel.accesses is not None:
            kernel.accesses.tell("get", target=self, item=item)
        return item

    def get_nowait(self) -> Any:
        return self.get(False)

    def empty(self) -> bool:
        return not self._items

    def qsize(self) -> int:
        return len(self._items)

    def __sizeof__(self) -> int:
        return object.__sizeof__(self) + self._items.__sizeof__()

    __class_getitem__: Any = classmethod(types.GenericAlias)


def make(real: types.ModuleType) -> types.ModuleType:
    module = types.ModuleType("_queue", real.__doc__)
    doors.stand_for(SimpleQueue, real.SimpleQueue)
    module.__dict__.update(Empty=Empty, SimpleQueue=SimpleQueue)
    return module
