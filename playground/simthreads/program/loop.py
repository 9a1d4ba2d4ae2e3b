"""An asyncio event loop that waits on the virtual clock, so that `asyncio.run` works in a
simulated thread."""

from __future__ import annotations

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.runners
from typing import Any

from .. import runtime
from ..kernel import SECOND
from ..task import Task, Wait


class Selector:
    """Waits for time or for `wake`, since there are no sockets to wait for."""

    def __init__(self) -> None:
        self._sleeper: Task | None = None
        self._woken = False

    def select(self, timeout: float | None) -> list[Any]:
        if not self._woken and (timeout is None or timeout > 0):
            kernel = runtime.kernel
            self._sleeper = kernel.current
            try:
                kernel.block(
                    Wait("select", self), None if timeout is None else round(timeout * SECOND)
                )
            finally:
                self._sleeper = None
        else:
            runtime.kernel.busy()
        self._woken = False
        return []

    def wake(self) -> None:
        self._woken = True
        if self._sleeper is not None:
            runtime.kernel.unblock(self._sleeper)

    def close(self) -> None:
        pass

    def get_map(self) -> dict[Any, Any]:
        return {}


class Loop(asyncio.base_events.BaseEventLoop):
    def __init__(self) -> None:
        super().__init__()
        self._selector = Selector()
        self._clock_resolution = 1e-6

    def time(self) -> float:
        return runtime.kernel.now / SECOND

    def _process_events(self, events: Any) -> None:
        pass

    def _write_to_self(self) -> None:
        self._selector.wake()

    def close(self) -> None:
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        super().close()


def install() -> None:
    """Make this loop what `asyncio.run` and `new_event_loop` take."""

    class Policy(asyncio.events._BaseDefaultEventLoopPolicy):  # type: ignore[name-defined,misc]
        _loop_factory = Loop

    asyncio.events._event_loop_policy = Policy()  # type: ignore[attr-defined]
    asyncio.SelectorEventLoop = asyncio.EventLoop = Loop  # type: ignore[assignment,attr-defined]
