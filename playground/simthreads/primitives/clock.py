"""The `time` module on the virtual clock. All runs begin at the same moment."""

from __future__ import annotations

import time as real
import types
from collections.abc import Callable
from typing import Any

from .. import doors, runtime
from ..kernel import SECOND
from ..task import Wait
from .arguments import nanoseconds

START = 1_000 * SECOND  # what `monotonic` shows when a run begins
EPOCH = 1_767_225_600 * SECOND - START  # and `time`: 2026-01-01 00:00:00 UTC


def _read() -> int:
    kernel = runtime.kernel
    kernel.busy()
    return kernel.now + START


def sleep(secs: float, /) -> None:
    if isinstance(secs, float):
        if secs != secs:
            raise ValueError("Invalid value NaN (not a number)")
    elif not isinstance(secs, int):
        if not hasattr(secs, "__index__"):
            name = type(secs).__name__
            raise TypeError(f"'{name}' object cannot be interpreted as an integer")
        secs = secs.__index__()
    if secs < 0:
        raise ValueError("sleep length must be non-negative")
    if secs > 9223372036:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    kernel = runtime.kernel
    if not secs:
        kernel.give_way()
        return
    end = kernel.now + nanoseconds(secs)
    while kernel.now < end:  # an interrupt that does not raise must not cut it short
        kernel.block(Wait("sleep"), end - kernel.now)


def monotonic() -> float:
    return _read() / SECOND


def monotonic_ns() -> int:
    return _read()


def time() -> float:
    return (_read() + EPOCH) / SECOND


def time_ns() -> int:
    return _read() + EPOCH


def thread_time_ns() -> int:
    return runtime.kernel.steps * 1000


def thread_time() -> float:
    return thread_time_ns() / SECOND


def _at(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(seconds: float | None = None, /) -> Any:
        return function(time() if seconds is None else seconds)

    call.__name__ = function.__name__
    call.__doc__ = function.__doc__
    return call


def strftime(format: str, *when: Any) -> str:
    return real.strftime(format, *(when or (real.localtime(time()),)))


def make() -> types.ModuleType:
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
        "strftime": strftime,
        "localtime": _at(real.localtime),
        "gmtime": _at(real.gmtime),
        "ctime": _at(real.ctime),
    }
    for name, function in functions.items():
        setattr(module, name, doors.function(function, name, "time", module))
    return module
