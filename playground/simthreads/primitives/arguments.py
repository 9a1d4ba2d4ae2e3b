"""Timeouts as CPython's C code reads them: the same errors in the same words."""

from __future__ import annotations

from math import ceil, floor, isnan

from ..virtual_clock import SECOND

TIMEOUT_MAX = 9223372036.0
_MOST = 2**63


def seconds(value: object) -> float:
    if not isinstance(value, float):
        if not hasattr(value, "__index__"):
            name = type(value).__name__
            raise TypeError(f"'{name}' object cannot be interpreted as an integer or float")
        value = int(value.__index__())
    span(value, SECOND, "")  # which must be a time at all
    return value


def nanoseconds(value: float) -> int:
    return round(value * SECOND)


def lock_timeout(blocking: object, timeout: object) -> int | None:
    """Nanoseconds to wait for a lock: 0 not at all, None for ever."""
    value = seconds(timeout)
    if not blocking:
        if value != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        return 0
    if value < 0 and value != -1:
        raise ValueError("timeout value must be a non-negative number")
    if value > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return None if value == -1 else nanoseconds(value)


def span(value: object, unit: int, what: str) -> int:
    """Nanoseconds of a time in units of so many, rounded away from zero; `what` it must be."""
    if isinstance(value, float):
        if isnan(value):
            raise ValueError("Invalid value NaN (not a number)")
        exact = value * unit
        if not -_MOST <= exact < _MOST:
            raise OverflowError("timestamp out of range for platform time_t")
        return floor(exact) if exact < 0 else ceil(exact)
    if not hasattr(value, "__index__"):
        raise TypeError(what)
    result = int(value.__index__()) * unit
    if not -_MOST <= result < _MOST:
        raise OverflowError("timestamp too large to convert to C PyTime_t")
    return result
