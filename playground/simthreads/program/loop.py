"""asyncio on the virtual clock. Who names a loop's class or brings a selector gets asyncio's own
loop, on the simulation's `select`; the one that `asyncio.run` makes is woken without a socket.
"""

from __future__ import annotations

import asyncio.events
import asyncio.log
import asyncio.unix_events
import logging
import selectors
from typing import Any

from .. import runtime
from ..primitives import clock
from ..primitives.channels import Channel, park
from ..virtual_clock import SECOND
from .polling import READABLE, WRITABLE, channels_of, happened


class Selector(selectors.SelectSelector):
    """Woken by a call instead of a byte that is written to a socket."""

    def __init__(self) -> None:
        super().__init__()
        self._calls = Channel()  # nothing goes through it, but who waits for it can be woken
        self._woken = False

    def select(self, timeout: float | None = None) -> list[Any]:
        if not self._woken and (timeout is None or timeout > 0):
            watched = [self._calls, *channels_of(key.fd for key in self.get_map().values())]
            park(lambda: self._woken or self._ready(), watched, "select", timeout)
        else:
            runtime.kernel.busy()
        self._woken = False
        return self._ready()

    def _ready(self) -> list[Any]:
        found = ((key, _happened(key)) for key in self.get_map().values())
        return [(key, events) for key, events in found if events]

    def wake(self) -> None:
        self._woken = True
        self._calls.changed()


def _happened(key: selectors.SelectorKey) -> int:
    now = happened(key.fd)
    reads = selectors.EVENT_READ * bool(now & READABLE)
    return int(key.events) & (reads | selectors.EVENT_WRITE * bool(now & WRITABLE))


class Loop(asyncio.unix_events.SelectorEventLoop):
    _selector: Any
    """What `asyncio.run` takes: its selector is ours."""

    def __init__(self) -> None:
        super().__init__(Selector())
        self._clock_resolution = 1e-6

    def time(self) -> float:
        return (runtime.kernel.now + clock.START) / SECOND

    def _make_self_pipe(self) -> None:
        self._ssock = self._csock = None

    def _close_self_pipe(self) -> None:
        pass

    def _write_to_self(self) -> None:
        if self._selector is not None:
            self._selector.wake()


def install() -> None:
    """Make this loop what `asyncio.run` and `new_event_loop` take."""
    # a new loop tells its logger, which takes a lock the first time
    asyncio.log.logger.isEnabledFor(logging.DEBUG)
    real = asyncio.unix_events.SelectorEventLoop
    Loop.__name__, Loop.__qualname__, Loop.__module__ = (
        real.__name__,
        real.__qualname__,
        real.__module__,
    )
    policy: Any = asyncio.unix_events._DefaultEventLoopPolicy  # type: ignore[attr-defined]
    policy._loop_factory = Loop
    asyncio.events._event_loop_policy = policy()  # type: ignore[attr-defined]
    asyncio.SelectorEventLoop = asyncio.EventLoop = real  # type: ignore[attr-defined]
