"""The `time` module on the virtual clock. All runs begin at the same moment."""

from __future__ import annotations

import errno
import importlib.util
import os
import time as real
import types
from collections.abc import Callable
from typing import Any

from .. import doors, runtime
from ..task import Wait
from ..virtual_clock import SECOND
from .arguments import integer, misfit, seconds, span

START = 1_000 * SECOND  # what `monotonic` shows when a run begins
EPOCH = 1_767_225_600 * SECOND - START  # and `time`: 2026-01-01 00:00:00 UTC


def _read() -> int:
    runtime.kernel.busy()
    _told()
    return runtime.kernel.now + START


def _told() -> None:
    if (accesses := runtime.kernel.accesses) is not None:
        accesses.tell("clock")


def sleep(secs: float, /) -> None:
    secs = seconds(secs)
    if secs < 0:
        raise ValueError("sleep length must be non-negative")
    left = span(secs, SECOND, "")
    kernel = runtime.kernel
    if not secs:
        kernel.give_way()
        return
    end = kernel.now + left
    while left > 0:  # an interrupt that does not raise must not cut it short
        kernel.block(Wait("sleep"), left)
        left = end - kernel.now


def monotonic() -> float:
    return _read() / SECOND


def monotonic_ns() -> int:
    return _read()


def time() -> float:
    return (_read() + EPOCH) / SECOND


def time_ns() -> int:
    return _read() + EPOCH


def thread_time_ns() -> int:
    _told()
    return runtime.kernel.steps * 1000


def thread_time() -> float:
    return thread_time_ns() / SECOND


# -- clocks by number

_WALL = {"CLOCK_REALTIME", "CLOCK_TAI"}
_STEADY = {"CLOCK_MONOTONIC", "CLOCK_MONOTONIC_RAW", "CLOCK_BOOTTIME"}
_BUSY = {"CLOCK_PROCESS_CPUTIME_ID", "CLOCK_THREAD_CPUTIME_ID"}
_OF_THREAD = 6  # the lowest bits, in Linux, of the clock of one thread


def _numbers(names: set[str]) -> set[int]:
    return {getattr(real, name) for name in names if hasattr(real, name)}


def _clock_of(clk_id: Any) -> int:
    try:
        return integer(clk_id)
    except Exception:
        kind = type(clk_id).__name__
        raise TypeError(f"clk_id should be integer, not {kind}") from None


def clock_gettime_ns(clk_id: int, /) -> int:
    return _gettime(_clock_of(clk_id))


def _gettime(clk_id: int) -> int:
    if clk_id in _numbers(_WALL):
        return time_ns()
    if clk_id in _numbers(_STEADY):
        return monotonic_ns()
    of_thread = clk_id < 0 and clk_id & 7 == _OF_THREAD and ~(clk_id >> 3) in runtime.kernel.tasks
    if clk_id in _numbers(_BUSY) or of_thread:
        return thread_time_ns()
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def clock_gettime(clk_id: int, /) -> float:
    return clock_gettime_ns(clk_id) / SECOND


def clock_getres(clk_id: int, /) -> float:
    _gettime(integer(clk_id))  # is there one?
    return 1 / SECOND


def pthread_getcpuclockid(thread_id: int, /) -> int:
    if thread_id not in runtime.kernel.tasks:
        raise ProcessLookupError(errno.ESRCH, os.strerror(errno.ESRCH))
    return ~thread_id << 3 | _OF_THREAD


_CLOCKS = {
    "time": "CLOCK_REALTIME",
    "monotonic": "CLOCK_MONOTONIC",
    "perf_counter": "CLOCK_MONOTONIC",
    "process_time": "CLOCK_PROCESS_CPUTIME_ID",
    "thread_time": "CLOCK_THREAD_CPUTIME_ID",
}


def get_clock_info(name: str, /) -> types.SimpleNamespace:
    if not isinstance(name, str):
        kind = "None" if name is None else type(name).__name__
        raise TypeError(f"get_clock_info() argument 1 must be str, not {kind}")
    if name not in _CLOCKS:
        raise ValueError("unknown clock")
    return types.SimpleNamespace(
        implementation=f"clock_gettime({_CLOCKS[name]})",
        monotonic=name != "time",
        adjustable=name == "time",
        resolution=1 / SECOND,
    )


def _at(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(seconds: float | None = None, /) -> Any:
        return function(time() if seconds is None else seconds)

    call.__name__ = function.__name__
    call.__doc__ = function.__doc__
    return call


def strftime(format: str, *when: Any) -> str:
    return real.strftime(format, *(when or (real.localtime(time()),)))


def _in_c() -> types.ModuleType:
    """The module as it is in C: Pyodide puts a `sleep` of its own in the one that stands."""
    spec = importlib.util.find_spec("time")
    assert spec is not None
    return importlib.util.module_from_spec(spec)


def make() -> types.ModuleType:
    in_c = _in_c()
    module = types.ModuleType("time", real.__doc__)
    module.__dict__.update(
        {name: value for name, value in vars(real).items() if not name.startswith("__")}
    )
    functions: dict[str, Callable[..., Any]] = {
        "sleep": sleep,
        "monotonic": monotonic,
        "monotonic_ns": monotonic_ns,
        "perf_counter": monotonic,
        "perf_counter_ns": monotonic_ns,
        "time": time,
        "time_ns": time_ns,
        "thread_time": thread_time,
        "thread_time_ns": thread_time_ns,
        "process_time": thread_time,
        "process_time_ns": thread_time_ns,
        "clock_gettime": clock_gettime,
        "clock_gettime_ns": clock_gettime_ns,
        "clock_getres": clock_getres,
        "pthread_getcpuclockid": pthread_getcpuclockid,
        "get_clock_info": get_clock_info,
        "strftime": strftime,
        "localtime": _at(real.localtime),
        "gmtime": _at(real.gmtime),
        "ctime": _at(real.ctime),
    }
    for name, function in functions.items():
        counterpart, words = getattr(in_c, name, None), misfit("time", name, 0, 0)
        setattr(module, name, doors.function(function, name, "time", module, counterpart, words))
    return module
