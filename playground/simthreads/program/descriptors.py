"""`os` on the pipes and pairs of sockets of the simulation; every other
descriptor is the interpreter's own, and always ready. Knows no sockets by more than their number.
"""

from __future__ import annotations

import errno
import operator
import os
import stat
from collections.abc import Callable, Iterable
from typing import Any

from .. import doors
from ..primitives import channels
from ..primitives.channels import Channel, End, ends, failure, open_end
from .patches import Patch
from .polling import descriptor_of
from .unsupported import KEYBOARD, NotSimulated

#: What is said of them where a descriptor is no file's.
_OF_FILES = {
    "lseek": errno.ESPIPE, "pread": errno.ESPIPE, "preadv": errno.ESPIPE, "pwrite": errno.ESPIPE,
    "pwritev": errno.ESPIPE, "ftruncate": errno.EINVAL, "fsync": errno.EINVAL,
    "fdatasync": errno.EINVAL,
}  # fmt: skip
_real = {
    name: getattr(os, name)
    for name in ("open", "close", "read", "write", "dup", "dup2", "set_blocking", "get_blocking",
                 "isatty", "readinto", "readv", "writev", "closerange", "fstat", *_OF_FILES)
    if hasattr(os, name)
}  # fmt: skip
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
    length = operator.index(length)
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


def _fill(buffers: Iterable[Any], data: bytes) -> int:
    at = 0
    for buffer in buffers:
        view = memoryview(buffer).cast("B")
        piece = data[at : at + len(view)]
        view[: len(piece)] = piece
        at += len(piece)
    return len(data)


def to_fill(buffer: Any, argument: str) -> memoryview:
    kind = type(buffer).__name__
    try:
        view = memoryview(buffer)
    except TypeError:
        view = memoryview(b"")
    if view.readonly:
        raise TypeError(f"{argument} must be read-write bytes-like object, not {kind}")
    return view


def readinto(fd: int, buffer: Any, /) -> int:
    if fd not in ends and fd != 0:
        return _real["readinto"](fd, buffer)  # type: ignore[no-any-return]
    view = to_fill(buffer, "readinto() argument 2")
    return _fill([view], read(fd, view.nbytes))


def readv(fd: int, buffers: Any, /) -> int:
    """Read from a file descriptor fd into an iterable of buffers."""
    if fd not in ends:
        return _real["readv"](fd, buffers)  # type: ignore[no-any-return]
    room = sum(memoryview(buffer).nbytes for buffer in buffers)
    return _fill(buffers, channels.read(ends[fd], room, "os.readv"))


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
    return fd not in ends and fd not in takers and _real["isatty"](fd)


def fstat(fd: int) -> os.stat_result:
    real: os.stat_result = _real["fstat"](fd)
    if fd not in ends:
        return real
    mode = stat.S_IFSOCK | 0o777 if ends[fd].is_socket else stat.S_IFIFO | 0o600
    return os.stat_result((mode, *real[1:]))


def _refused(name: str, number: int) -> Callable[..., Any]:
    """What Linux does with files alone."""

    def function(fd: int, /, *rest: Any) -> Any:
        if fd in ends:
            raise failure(number)
        return _real[name](fd, *rest)

    return function


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

    module.fcntl = doors.function(fcntl, "fcntl", "fcntl", module, module.fcntl)


PATCHES: dict[str, Patch] = {"fcntl": _fcntl}


def install() -> None:
    """Before the library is imported anew."""
    import posix

    functions: dict[str, Callable[..., Any]] = {
        function.__name__: function
        for function in (
            pipe, pipe2, read, readinto, write, readv, writev, close, closerange, dup, dup2,
            set_blocking, get_blocking, isatty, fstat,
        )
    } | {name: _refused(name, number) for name, number in _OF_FILES.items()}  # fmt: skip
    for name, function in functions.items():
        behind = doors.function(function, name, "posix", posix)
        for each in (os, posix):
            if hasattr(each, name) or function is pipe2:
                setattr(each, name, behind)
