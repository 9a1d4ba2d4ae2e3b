"""`select` on the pipes and pairs of sockets of the simulation; every other descriptor is the
interpreter's own, and always ready. Knows no selectors and no loops.
"""

from __future__ import annotations

import errno
import os
import warnings
from collections.abc import Iterable
from typing import Any, NoReturn

from .. import doors
from ..frames import program_frame
from ..primitives import channels
from ..primitives.arguments import span
from ..primitives.channels import Channel, ends, failure, wait_until
from ..virtual_clock import SECOND

ALWAYS = channels.ERR | channels.HUP | channels.NVAL  # told whether asked for or not
#: What makes a descriptor one of those that `select` gives back as readable, or as writable.
READABLE = channels.READS | channels.HUP | channels.ERR
WRITABLE = channels.WRITES_OF_SOCKET | channels.ERR
FD_SETSIZE = 1024
MILLISECOND = SECOND // 1000
_INT_MAX, _SHORT_MAX = 2**31 - 1, 2**16 - 1


def descriptor_of(thing: Any) -> int:
    """As C reads an argument that stands for a descriptor."""
    number = thing
    if not isinstance(thing, int):
        method = getattr(thing, "fileno", None)
        if method is None:
            raise TypeError("argument must be an int, or have a fileno() method.")
        number = method()
        if not isinstance(number, int):
            raise TypeError("fileno() returned a non-integer")
    elif isinstance(thing, bool):
        words = "bool is used as a file descriptor"
        doors.outside(program_frame(), warnings.warn, words, RuntimeWarning)
    if not -_INT_MAX - 1 <= number <= _INT_MAX:
        raise OverflowError("Python int too large to convert to C int")
    if number < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({number})")
    return int(number)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def happened(descriptor: int) -> int:
    if not _is_open(descriptor):
        return channels.NVAL
    end = ends.get(descriptor)
    return channels.READS | channels.WRITES if end is None else end.events()


def channels_of(descriptors: Iterable[int]) -> list[Channel | None]:
    found = [ends[each] for each in descriptors if each in ends]
    return [channel for end in found for channel in (end.reads, end.writes)]


def _to_watch(given: Any) -> list[tuple[Any, int]]:
    try:
        things = given if isinstance(given, list | tuple) else list(given)
    except TypeError:
        raise TypeError("arguments 1-3 must be sequences") from None
    watched = [(each, descriptor_of(each)) for each in things]  # a list may change meanwhile
    if any(number >= FD_SETSIZE for _, number in watched):
        raise ValueError("filedescriptor out of range in select()")
    return watched


def select(rlist: Any, wlist: Any, xlist: Any, timeout: Any = None, /) -> Any:
    limit = None
    if timeout is not None:
        limit = span(timeout, SECOND, "timeout must be a float or None")
        if limit < 0:
            raise ValueError("timeout must be non-negative")
    reads, writes, others = (_to_watch(given) for given in (rlist, wlist, xlist))
    numbers = {number for _, number in (*reads, *writes, *others)}
    if not all(map(_is_open, numbers)):
        raise failure(errno.EBADF)

    def ready() -> Any:
        found: tuple[list[Any], list[Any], list[Any]] = (
            [each for each, number in reads if happened(number) & READABLE],
            [each for each, number in writes if happened(number) & WRITABLE],
            [],
        )
        return found if any(found) else None

    seconds = None if limit is None else limit / SECOND
    wait_until(ready, channels_of(numbers), "select.select", seconds)
    return ready() or ([], [], [])


def _mask_of(value: Any) -> int:
    if not hasattr(value, "__index__"):
        kind = type(value).__name__
        raise TypeError(f"'{kind}' object cannot be interpreted as an integer")
    mask = int(value.__index__())
    if mask < 0:
        raise ValueError("Cannot convert negative int")
    if mask > _SHORT_MAX:
        raise OverflowError("Python int too large for C unsigned short")
    return mask


class Poll:
    """What `select.poll()` gives."""

    __slots__ = ("_events", "_running")
    _events: dict[int, int]
    _running: bool

    def __new__(cls) -> Poll:
        raise TypeError("cannot create 'select.poll' instances")

    def __init_subclass__(cls, **_: object) -> NoReturn:
        raise TypeError("type 'select.poll' is not an acceptable base type")

    def register(self, fd: Any, eventmask: Any = 1 | 2 | 4, /) -> None:
        number = descriptor_of(fd)
        self._events[number] = _mask_of(eventmask)

    def modify(self, fd: Any, eventmask: Any, /) -> None:
        number, mask = descriptor_of(fd), _mask_of(eventmask)
        if number not in self._events:
            raise failure(errno.ENOENT)
        self._events[number] = mask

    def unregister(self, fd: Any, /) -> None:
        del self._events[descriptor_of(fd)]

    def poll(self, timeout: Any = None, /) -> list[tuple[int, int]]:
        limit = None if timeout is None else _milliseconds(timeout)
        if self._running:
            raise RuntimeError("concurrent poll() invocation")
        self._running = True
        try:
            seconds = None if limit is None or limit < 0 else limit / 1000
            wait_until(lambda: _ready(self), channels_of(self._events), "select.poll", seconds)
            return _ready(self)
        finally:
            self._running = False


def _milliseconds(timeout: Any) -> int:
    exact = span(timeout, MILLISECOND, "timeout must be an integer or None")
    limit = -(-abs(exact) // MILLISECOND) * (-1 if exact < 0 else 1)
    if not -_INT_MAX - 1 <= limit <= _INT_MAX:
        raise OverflowError("timeout is too large")
    return limit


def _ready(polled: Poll) -> list[tuple[int, int]]:
    found = ((number, happened(number), mask) for number, mask in polled._events.items())
    return [(number, now) for number, all, mask in found if (now := all & (mask | ALWAYS))]


def poll() -> Poll:
    made = object.__new__(Poll)
    made._events, made._running = {}, False
    return made


def install(module: Any) -> None:
    """Into `select`, which is given."""
    real = type(module.poll())
    Poll.__name__ = Poll.__qualname__ = "poll"
    Poll.__module__ = "select"
    Poll.__doc__ = real.__doc__
    for name in ("register", "modify", "unregister", "poll"):
        vars(Poll)[name].__doc__ = getattr(real, name).__doc__
    doors.close(Poll, ("register", "modify", "unregister", "poll", "__new__"))
    for function in (select, poll):
        name = function.__name__
        in_c = getattr(module, name)
        function.__doc__ = in_c.__doc__
        setattr(module, name, doors.function(function, name, "select", module, in_c))
