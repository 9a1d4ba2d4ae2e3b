"""`os` and `io` on the pipes and pairs of sockets of the simulation; every other
descriptor is the interpreter's own, and always ready. Knows no sockets by more than their number.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable
from typing import Any

from .. import doors
from ..primitives import channels
from ..primitives.channels import Channel, End, ends, failure, open_end
from .patches import Patch
from .polling import descriptor_of
from .unsupported import KEYBOARD, NotSimulated

_real = {
    name: getattr(os, name)
    for name in ("open", "close", "read", "write", "dup", "dup2", "lseek", "set_blocking",
                 "get_blocking", "isatty", "readv", "writev", "closerange")
}  # fmt: skip
_real_open: Any = io.open
#: What takes the bytes that are written to a descriptor: output, for 1 and 2 and their duplicates.
takers: dict[int, Callable[[bytes], int]] = {}
KEPT_OPEN = 3  # the interpreter's own, below this number


class Moved:
    """Descriptor 1 or 2 after `dup2`: another one takes the bytes."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __call__(self, data: bytes) -> int:
        return write(self.descriptor, data)


def _replace(descriptor: int, taker: Callable[[bytes], int] | None) -> None:
    """Another one takes what is written there, or nobody does: it is closed."""
    old = takers.pop(descriptor, None)
    if taker is not None:
        takers[descriptor] = taker
    if isinstance(old, Moved) and old not in takers.values():
        close(old.descriptor)


def take(descriptor: int, data: bytes) -> int:
    """Bytes for descriptor 1 or 2."""
    if descriptor not in takers:
        raise failure(errno.EBADF)
    return takers[descriptor](data)


def reserve() -> int:
    """A number that no file has. What C reads or writes there fails."""
    descriptor: int = _real["open"]("/dev/null", os.O_WRONLY | os.O_CLOEXEC)
    return descriptor


def make_pair(both_ways: bool) -> tuple[int, int]:
    """Two connected descriptors; the second one writes to the first."""
    there = Channel()
    back = Channel() if both_ways else None
    pair = End(there, back), End(back, there)
    first, second = (open_end(end, reserve()) for end in pair)
    return first, second


def _bytes(data: Any) -> bytes:
    try:
        return memoryview(data).tobytes()
    except TypeError:
        kind = type(data).__name__
        raise TypeError(f"a bytes-like object is required, not '{kind}'") from None


def pipe() -> tuple[int, int]:
    """Create a pipe."""
    return make_pair(False)


def pipe2(flags: int, /) -> tuple[int, int]:
    """Create a pipe with flags set atomically."""
    pair = make_pair(False)
    for descriptor in pair:
        ends[descriptor].blocking = not flags & os.O_NONBLOCK
    return pair


def read(fd: int, length: int, /) -> bytes:
    """Read from a file descriptor.  Returns a bytes object."""
    if fd == 0:
        raise NotSimulated(f"os.read of standard input is not simulated: {KEYBOARD}")
    if fd not in ends:
        return _real["read"](fd, length)  # type: ignore[no-any-return]
    if length < 0:
        raise failure(errno.EINVAL)
    return channels.read(ends[fd], length, "os.read")


def write(fd: int, data: Any, /) -> int:
    """Write a bytes object to a file descriptor."""
    if fd in takers:
        return takers[fd](_bytes(data))
    if fd not in ends:
        return _real["write"](fd, data)  # type: ignore[no-any-return]
    return channels.write(ends[fd], _bytes(data), "os.write")


def readv(fd: int, buffers: Any, /) -> int:
    """Read from a file descriptor fd into an iterable of buffers."""
    if fd not in ends:
        return _real["readv"](fd, buffers)  # type: ignore[no-any-return]
    views = [memoryview(buffer).cast("B") for buffer in buffers]
    data = channels.read(ends[fd], sum(map(len, views)), "os.readv")
    at = 0
    for view in views:
        piece = data[at : at + len(view)]
        view[: len(piece)] = piece
        at += len(piece)
    return len(data)


def writev(fd: int, buffers: Any, /) -> int:
    """Iterate over buffers, and write the contents of each to a file descriptor."""
    if fd in takers:
        return takers[fd](b"".join(map(_bytes, buffers)))
    if fd not in ends:
        return _real["writev"](fd, buffers)  # type: ignore[no-any-return]
    return channels.write(ends[fd], b"".join(map(_bytes, buffers)), "os.writev")


def close(fd: int) -> None:
    """Close a file descriptor."""
    if fd in ends:
        channels.close_end(fd)
    if fd not in takers or fd >= KEPT_OPEN:
        _real["close"](fd)
    _replace(fd, None)


def closerange(fd_low: int, fd_high: int, /) -> None:
    """Closes all file descriptors in [fd_low, fd_high), ignoring errors."""
    for descriptor in [each for each in ends if fd_low <= each < fd_high]:
        channels.close_end(descriptor)
    for descriptor in [each for each in takers if fd_low <= each < fd_high]:
        _replace(descriptor, None)
    if fd_high > KEPT_OPEN:
        _real["closerange"](max(fd_low, KEPT_OPEN), fd_high)


def dup(fd: int, /) -> int:
    """Return a duplicate of a file descriptor."""
    copy: int = _real["dup"](fd)
    if fd in takers:
        takers[copy] = takers[fd]
    return open_end(ends[fd], copy) if fd in ends else copy


def dup2(fd: int, fd2: int, inheritable: bool = True) -> int:
    """Duplicate file descriptor."""
    if fd2 in (1, 2):  # the interpreter's own stay as they are
        if fd != fd2:
            _replace(fd2, takers[fd] if fd in takers else Moved(dup(fd)))
        return fd2
    _replace(fd2, takers.get(fd))
    if fd2 in ends and fd != fd2:
        channels.close_end(fd2)
    _real["dup2"](fd, fd2, inheritable)
    return open_end(ends[fd], fd2) if fd in ends and fd != fd2 else fd2


def lseek(fd: int, position: int, whence: int, /) -> int:
    """Set the position of a file descriptor.  Return the new position."""
    if fd in ends:
        raise failure(errno.ESPIPE)
    return _real["lseek"](fd, position, whence)  # type: ignore[no-any-return]


def set_blocking(fd: int, blocking: bool, /) -> None:
    """Set the blocking mode of the specified file descriptor."""
    if fd in ends:
        ends[fd].blocking = bool(blocking)
    else:
        _real["set_blocking"](fd, blocking)


def get_blocking(fd: int, /) -> bool:
    """Get the blocking mode of the file descriptor."""
    return ends[fd].blocking if fd in ends else _real["get_blocking"](fd)


def isatty(fd: int, /) -> bool:
    """Return True if the fd is connected to a terminal."""
    return fd not in ends and _real["isatty"](fd)


class PipeIO(io.RawIOBase):
    """The bottom of a file over a descriptor of the simulation."""

    def __init__(self, descriptor: int, mode: str, closefd: bool) -> None:
        self.name = descriptor
        self.mode = "rb" if "r" in mode else "wb"
        self.closefd = closefd

    def fileno(self) -> int:
        self._check_open()
        return self.name

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def readable(self) -> bool:
        return self.mode == "rb"

    def writable(self) -> bool:
        return self.mode == "wb"

    def readinto(self, buffer: Any) -> int | None:
        self._check_open()
        view = memoryview(buffer).cast("B")
        try:
            data = read(self.name, len(view))
        except BlockingIOError:
            return None
        view[: len(data)] = data
        return len(data)

    def write(self, data: Any) -> int | None:
        self._check_open()
        try:
            return write(self.name, data)
        except BlockingIOError:
            return None

    def close(self) -> None:
        if not self.closed:
            super().close()
            if self.closefd:
                close(self.name)


def open_file(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> Any:
    """Open file and return a stream.  Raise OSError upon failure."""
    if type(file) is not int or not (file in ends or file in takers):
        return _real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = PipeIO(file, mode, closefd)
    if "b" in mode and buffering == 0:
        return raw
    size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
    buffered = io.BufferedReader(raw, size) if raw.readable() else io.BufferedWriter(raw, size)
    if "b" in mode:
        return buffered
    text = io.TextIOWrapper(buffered, encoding, errors, newline, line_buffering=buffering == 1)
    text.mode = mode  # type: ignore[misc]
    return text


def _fcntl(module: Any) -> None:
    real = module.fcntl

    def fcntl(fd: Any, cmd: int, arg: Any = 0, /) -> Any:
        """Perform the operation `cmd` on file descriptor fd."""
        number = descriptor_of(fd)
        if number not in ends or cmd not in (module.F_GETFL, module.F_SETFL):
            return real(fd, cmd, arg)
        if cmd == module.F_SETFL:
            ends[number].blocking = not arg & os.O_NONBLOCK
            return 0
        end = ends[number]
        way = os.O_RDWR if end.reads and end.writes else os.O_WRONLY if end.writes else os.O_RDONLY
        return way | (0 if end.blocking else os.O_NONBLOCK)

    module.fcntl = doors.function(fcntl, "fcntl", "fcntl", module)


PATCHES: dict[str, Patch] = {"fcntl": _fcntl}


def install() -> None:
    """Before the library is imported anew."""
    import posix

    functions: tuple[Callable[..., Any], ...] = (
        pipe, pipe2, read, write, readv, writev, close, closerange, dup, dup2, lseek, set_blocking,
        get_blocking, isatty,
    )  # fmt: skip
    for function in functions:
        behind = doors.function(function, function.__name__, "posix", posix)
        for each in (os, posix):
            if hasattr(each, function.__name__) or function is pipe2:
                setattr(each, function.__name__, behind)
    io.open = builtins.open = doors.function(open_file, "open", "_io", None)
