"""Pipes and pairs of sockets in virtual time: bytes that nobody has read yet, and who waits for
them. A descriptor is a number here; which functions of `os` and `select` lead here, others know.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable

from .. import runtime
from ..task import Task, Wait
from ..virtual_clock import SECOND

CAPACITY = 65_536  # bytes, as on Linux
ATOMIC = 4_096  # PIPE_BUF: so many are written in one piece, or not yet

# what has happened at a descriptor, in the bits of Linux's `poll`
IN, OUT, ERR, HUP, NVAL, PEER_DONE = 1, 4, 8, 16, 32, 0x2000
READS, WRITES, WRITES_OF_SOCKET = IN | 64, OUT | 256, OUT | 256 | 512


class Channel:
    """Bytes that go one way."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.readers = self.writers = 0
        self.waiting: list[Task] = []

    def changed(self) -> None:
        for task in list(self.waiting):
            runtime.kernel.unblock(task)


class End:
    """What a descriptor stands for: it reads from one channel, writes to one, or both."""

    def __init__(self, reads: Channel | None, writes: Channel | None) -> None:
        self.reads = reads
        self.writes = writes
        self.is_socket = reads is not None and writes is not None
        self.blocking = True
        self.descriptors = 0
        if reads is not None:
            reads.readers += 1
        if writes is not None:
            writes.writers += 1

    def readable(self) -> bool:
        return self.reads is not None and bool(self.reads.data or not self.reads.writers)

    def events(self) -> int:
        """What `poll` says of it on Linux."""
        data = self.reads is not None and bool(self.reads.data)
        room = self.writes is None or CAPACITY - len(self.writes.data) >= ATOMIC
        no_writers = self.reads is None or not self.reads.writers
        no_readers = self.writes is None or not self.writes.readers
        if self.is_socket:
            found = READS * (data or no_writers) | WRITES_OF_SOCKET * (room or no_readers)
            return found | PEER_DONE * no_writers | HUP * (no_writers and no_readers)
        if self.writes is None:
            return READS * data | HUP * no_writers
        return WRITES * room | ERR * no_readers

    def stop(self, reading: bool = True, writing: bool = True) -> None:
        """The other side sees the end of what is read, or that nobody reads any more."""
        if reading and self.reads is not None:
            self.reads.readers -= 1
            self.reads.changed()
            self.reads = None
        if writing and self.writes is not None:
            self.writes.writers -= 1
            self.writes.changed()
            self.writes = None


ends: dict[int, End] = {}


def open_end(end: End, descriptor: int) -> int:
    ends[descriptor] = end
    end.descriptors += 1
    return descriptor


def close_end(descriptor: int) -> None:
    end = ends.pop(descriptor)
    end.descriptors -= 1
    if not end.descriptors:
        end.stop()


def failure(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def wait_until(
    ready: Callable[[], object],
    channels: Iterable[Channel | None],
    operation: str,
    timeout: float | None = None,
) -> bool:
    """An operation that waits: see `park`."""
    runtime.kernel.busy()
    return park(ready, channels, operation, timeout)


def park(
    ready: Callable[[], object],
    channels: Iterable[Channel | None],
    operation: str,
    timeout: float | None = None,
) -> bool:
    """Park the thread until `ready`, which only a change of these channels can bring about; False
    if so many seconds passed first. A signal's handler runs meanwhile, and may raise."""
    kernel = runtime.kernel
    me = kernel.current
    deadline = None if timeout is None else kernel.now + round(timeout * SECOND)
    watched = [channel for channel in channels if channel is not None]
    while not ready():
        left = None if deadline is None else deadline - kernel.now
        if left is not None and left <= 0:
            return False
        for channel in watched:
            channel.waiting.append(me)
        try:
            kernel.block(Wait(operation, anybody=True), left)
        finally:
            for channel in watched:
                channel.waiting.remove(me)
    return True


def read(end: End, size: int, operation: str, timeout: float | None = None) -> bytes:
    """Up to so many bytes, at least one unless nobody writes any more."""
    channel = end.reads
    if channel is None:
        raise failure(errno.EBADF)
    _wait(end, end.readable, operation, timeout)
    data = bytes(channel.data[:size])
    del channel.data[:size]
    if data:
        channel.changed()
    return data


def write(end: End, data: bytes, operation: str, timeout: float | None = None) -> int:
    """As many as there is room for; all, where that may be waited for."""
    channel = end.writes
    if channel is None:
        raise failure(errno.EBADF)
    written = 0
    while written < len(data) or not data:
        needed = min(len(data), ATOMIC) if len(data) <= ATOMIC else 1

        def room(channel: Channel = channel, needed: int = needed) -> bool:
            return not channel.readers or CAPACITY - len(channel.data) >= needed

        if written and not end.blocking and not room():
            break
        _wait(end, room, operation, timeout)
        if not channel.readers:
            raise failure(errno.EPIPE)
        piece = data[written : written + CAPACITY - len(channel.data)]
        channel.data += piece
        written += len(piece)
        channel.changed()
        if not data:
            break
    return written


def _wait(end: End, ready: Callable[[], object], operation: str, timeout: float | None) -> None:
    if end.blocking or timeout is not None:
        if not wait_until(ready, (end.reads, end.writes), operation, timeout):
            raise TimeoutError("timed out")
    elif not ready():
        raise failure(errno.EAGAIN)
