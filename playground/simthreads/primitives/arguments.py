"""Timeouts as CPython's C code reads them: the same errors in the same words."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, isnan
from operator import index
from typing import Any, NoReturn

from ..virtual_clock import SECOND

TIMEOUT_MAX = 9223372036.0
_MOST = 2**63


def misfit(module: str, name: str, least: int, most: int) -> Callable[..., NoReturn]:
    """What C says of arguments that are too many or too few, all without names."""

    def say(*args: object, **kwargs: object) -> NoReturn:
        given = len(args)
        if kwargs:
            raise TypeError(f"{module}.{name}() takes no keyword arguments")
        if not most:
            raise TypeError(f"{module}.{name}() takes no arguments ({given} given)")
        if most == least == 1:
            raise TypeError(f"{module}.{name}() takes exactly one argument ({given} given)")
        bound = least if given < least else most
        how = "" if least == most else "at least " if given < least else "at most "
        raise TypeError(f"{name} expected {how}{bound} argument{'s'[: bound != 1]}, got {given}")

    return say


def integer(value: Any, bits: int = 32, kind: str = "int") -> int:
    """What C reads as an integer of so many bits."""
    number = int(index(value))
    if not -(1 << bits - 1) <= number < 1 << bits - 1:
        raise OverflowError(f"Python int too large to convert to C {kind}")
    return number


def seconds(value: object) -> float:
    if not isinstance(value, float):
        try:
            value = int(index(value))  # type: ignore[arg-type]
        except TypeError:
            name = type(value).__name__
            words = f"'{name}' object cannot be interpreted as an integer or float"
            raise TypeError(words) from None
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
