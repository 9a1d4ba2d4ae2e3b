"""`socket.socketpair` on the simulation: two sockets that are connected to each other need no
network. Every other socket is refused elsewhere.
"""

from __future__ import annotations

import enum
import errno
from typing import Any

from ..primitives import channels
from ..primitives.channels import End, ends, failure
from . import descriptors


def install(module: Any) -> None:
    """Give `socket` its pairs, and the name of their family, which Pyodide leaves out."""
    if not hasattr(module, "AF_UNIX"):
        AddressFamily = enum.IntEnum("AddressFamily", {"AF_UNIX": 1}, module="socket")
        module.AF_UNIX = next(iter(AddressFamily))

    class socket(module.socket):  # type: ignore[misc]
        __module__ = "socket"
        _descriptor: int
        _io_refs: int
        _closed: bool

        def __init__(self, descriptor: int) -> None:  # none in C
            self._descriptor = descriptor
            self._timeout: float | None = module.getdefaulttimeout()
            self._io_refs = 0
            self._closed = False
            self._apply()

        family = property(lambda self: module.AF_UNIX)
        type = property(lambda self: module.SOCK_STREAM)
        proto = property(lambda self: 0)
        timeout = property(lambda self: self._timeout)

        def _end(self) -> End:
            end = ends.get(self._descriptor)
            if end is None:
                raise failure(errno.EBADF)
            return end

        def _apply(self) -> None:
            self._end().blocking = self._timeout is None

        def fileno(self) -> int:
            return self._descriptor

        def settimeout(self, value: float | None, /) -> None:
            if value is not None and value < 0:
                raise ValueError("Timeout value out of range")
            self._timeout = value
            self._apply()

        def gettimeout(self) -> float | None:
            return self._timeout

        def setblocking(self, flag: bool, /) -> None:
            self.settimeout(None if flag else 0.0)

        def getblocking(self) -> bool:
            return self._timeout != 0.0

        def _limit(self) -> float | None:
            return self._timeout or None

        def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
            if bufsize < 0:
                raise ValueError("negative buffersize in recv")
            end = self._end()
            if end.reads is None:
                return b""
            if flags & module.MSG_PEEK:
                channels.wait_until(end.readable, (end.reads,), "socket.recv", self._limit())
                return bytes(end.reads.data[:bufsize])
            return channels.read(end, bufsize, "socket.recv", self._limit())

        def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0) -> int:
            view = memoryview(buffer).cast("B")
            data = self.recv(nbytes or len(view), flags)
            view[: len(data)] = data
            return len(data)

        def recvfrom(self, bufsize: int, flags: int = 0, /) -> tuple[bytes, None]:
            return self.recv(bufsize, flags), None

        def send(self, data: Any, flags: int = 0, /) -> int:
            end = self._end()
            if end.writes is None:
                raise failure(errno.EPIPE)
            return channels.write(end, bytes(data), "socket.send", self._limit())

        def sendall(self, data: Any, flags: int = 0, /) -> None:
            left = memoryview(bytes(data))
            while left:
                left = left[self.send(left, flags) :]

        def sendmsg(self, buffers: Any, *_: Any) -> int:
            return self.send(b"".join(bytes(each) for each in buffers))

        def shutdown(self, how: int, /) -> None:
            if how not in (module.SHUT_RD, module.SHUT_WR, module.SHUT_RDWR):
                raise failure(errno.EINVAL)
            self._end().stop(how != module.SHUT_WR, how != module.SHUT_RD)

        def getsockname(self) -> str:
            self._end()
            return ""

        getpeername = getsockname

        def getsockopt(self, level: int, option: int, *_: Any) -> int:
            self._end()
            return module.SOCK_STREAM if option == module.SO_TYPE else 0

        def setsockopt(self, *_: Any) -> None:
            self._end()

        def dup(self) -> Any:
            return socket(descriptors.dup(self._descriptor))

        def detach(self) -> int:
            descriptor, self._descriptor = self._descriptor, -1
            self._closed = True
            return descriptor

        def _real_close(self, ss: Any = None) -> None:
            if self._descriptor >= 0:
                descriptors.close(self.detach())

        def __del__(self) -> None:
            if getattr(self, "_descriptor", -1) >= 0 and self._descriptor in ends:
                descriptors.close(self._descriptor)

    def socketpair(
        family: int | None = None, type: int = module.SOCK_STREAM, proto: int = 0
    ) -> tuple[Any, Any]:
        """A pair of sockets that are connected to each other."""
        if family not in (None, module.AF_UNIX) or type != module.SOCK_STREAM:
            raise failure(errno.EOPNOTSUPP)
        first, second = descriptors.make_pair(True)
        return socket(first), socket(second)

    socket.__qualname__ = "socket"
    module.socketpair = socketpair
