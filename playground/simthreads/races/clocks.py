"""Vector clocks: what has happened before what. Knows what the library's locks, queues, threads and
events promise, and takes an order for granted wherever it is in doubt; knows no places."""

from __future__ import annotations

from collections import deque
from typing import Any

from ..access import SYNC, Event, Touch
from ..access.calls import ENUMERATE
from ..vector_clock import Clock, merge

#: Operations that tell others something, and learn nothing but what their locks tell them.
_RELEASES = frozenset({
    "__enter__", "__exit__", "acquire", "add_done_callback", "cancel", "clear", "get", "get_nowait",
    "join", "map", "notify", "notify_all", "put", "put_nowait", "release", "result", "set",
    "set_exception", "set_result", "shutdown", "start", "submit", "task_done", "wait", "wait_for",
})  # fmt: skip
#: Operations of a queue that say nothing of the items before or after.
_OF_ITEMS = frozenset({"get", "get_nowait", "put", "put_nowait", "task_done"})
_TRIES = frozenset({"acquire", "get", "get_nowait", "put", "put_nowait"})
#: Waits that end by what is told elsewhere.
_TOLD = frozenset({"join", "lock", "queue", "sleep"})


class Clocks:
    """Told of each event of a run in order; `of(thread)` is its clock then. Locks in `silent` are
    the inner ones of queues whose items carry the order."""

    def __init__(self, silent: frozenset[Any] = frozenset()) -> None:
        self._silent = silent
        self._clocks: dict[int, Clock] = {}
        self._ended: dict[int, Clock] = {}
        self._left: dict[Any, Clock] = {}  # by lock, when it was last released
        self._taken: dict[Any, Clock] = {}  # and when it was last acquired
        self._told: dict[Any, Clock] = {}  # by object: all that its operations have told
        self._items: dict[Any, deque[tuple[Any, Clock]]] = {}
        self._waits: dict[int, str] = {}
        self._open: dict[int, tuple[Touch, bool]] = {}  # an operation, and whether it succeeded

    def of(self, thread: int) -> Clock:
        clock = self._clocks.get(thread)
        if clock is None:
            clock = self._clocks[thread] = {thread: 1}
        return clock

    def take(self, event: Event) -> None:
        thread, kind = event.thread, event.kind
        if kind == "touch":
            if thread in self._open:
                self._close(thread)
            for touch in event.touches:
                if touch.kind == SYNC:
                    self._operate(thread, touch)
            return
        act = getattr(self, f"_on_{kind}", None)
        if act is not None:
            act(thread, event)

    def release(self, thread: int, key: Any) -> None:
        """All that this thread has done is known to who acquires the key from now on."""
        merge(self._told.setdefault(key, {}), self.of(thread))
        self._tick(thread)

    def acquire(self, thread: int, key: Any) -> None:
        merge(self.of(thread), self._told.get(key, {}))

    def _tick(self, thread: int) -> None:
        clock = self.of(thread)
        clock[thread] = clock.get(thread, 0) + 1

    # -- operations of the library's objects, as the program calls them

    def _operate(self, thread: int, touch: Touch) -> None:
        self._open[thread] = touch, False
        if touch.part in ENUMERATE:
            for ended in self._ended.values():
                merge(self.of(thread), ended)
        if touch.part not in _RELEASES:
            self._learn(thread, touch.thing)
        self.release(thread, touch.thing)

    def _learn(self, thread: int, thing: Any) -> None:
        clock = self.of(thread)
        for known in (self._told, self._left, self._taken):
            merge(clock, known.get(thing, {}))

    def _close(self, thread: int) -> None:
        """The operation is over: one that failed has seen what others did, and so has one of a
        queue as a whole."""
        touch, succeeded = self._open.pop(thread, (None, False))
        if touch is None:
            return
        of_queue = touch.thing in self._items and touch.part not in _OF_ITEMS
        if of_queue or (touch.part in _TRIES and not succeeded):
            self._learn(thread, touch.thing)

    def _succeed(self, thread: int) -> None:
        if thread in self._open:
            self._open[thread] = self._open[thread][0], True

    # -- what the kernel and the library tell

    def _on_start(self, thread: int, event: Event) -> None:
        merge(self.of(event.details["child"]), self.of(thread))
        self._tick(thread)

    def _on_done(self, thread: int, event: Event) -> None:
        self._ended[thread] = dict(self.of(thread))

    def _on_joined(self, thread: int, event: Event) -> None:
        merge(self.of(thread), self._ended.get(event.details["child"], {}))

    def _on_acquire(self, thread: int, event: Event) -> None:
        self._succeed(thread)
        if event.thing not in self._silent:
            merge(self.of(thread), self._left.get(event.thing, {}))
            self._taken[event.thing] = dict(self.of(thread))
            self._tick(thread)

    def _on_release(self, thread: int, event: Event) -> None:
        if event.thing not in self._silent:
            merge(self._left.setdefault(event.thing, {}), self.of(thread))
            self._tick(thread)

    def _on_put(self, thread: int, event: Event) -> None:
        self._succeed(thread)
        items = self._items.setdefault(event.thing, deque())
        if event.details["bounded"]:  # there is room, since others got some
            self.acquire(thread, ("got", event.thing))
        items.append((event.details["item"], dict(self.of(thread))))
        self.release(thread, event.thing)

    def _on_get(self, thread: int, event: Event) -> None:
        self._succeed(thread)
        items = self._items.setdefault(event.thing, deque())
        wanted = event.details["item"]
        found = [entry for entry in items if entry[0] == wanted]
        for _, clock in found or items:  # of equal ones, nobody knows which it was
            merge(self.of(thread), clock)
        if found:
            items.remove(found[0])
        self.release(thread, ("got", event.thing))
        self.release(thread, event.thing)

    def _on_wait(self, thread: int, event: Event) -> None:
        self._waits[thread] = event.details["wait"]

    def _on_ready(self, thread: int, event: Event) -> None:
        if self._waits.pop(thread, "lock") not in _TOLD:  # a pipe, a signal: who did it is meant
            for other in list(self._clocks):
                merge(self.of(thread), self.of(other))
                self._tick(other)
