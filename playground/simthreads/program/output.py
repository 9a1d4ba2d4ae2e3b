"""What a program writes, kept with who wrote it and when; and what it cannot have: a keyboard."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable, Iterable
from typing import Any

from .. import doors
from .unsupported import KEYBOARD, NotSimulated

Write = Callable[[str, str], None]


class Stream(io.RawIOBase):
    """The bottom of `sys.stdout` or `sys.stderr`."""

    def __init__(self, name: str, write: Write) -> None:
        self._name = name
        self._write = write
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        chunk = bytes(data)  # type: ignore[call-overload]
        text = self._decoder.decode(chunk)
        if text:
            self._write(self._name, text)
        return len(chunk)


class Keyboard(io.RawIOBase):
    """The bottom of `sys.stdin`: there is none."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        raise EOFError("input is not simulated: a run has no keyboard")


def text_stream(name: str, write: Write) -> io.TextIOWrapper:
    errors = "backslashreplace" if name == "stderr" else "strict"
    raw = Stream(name, write)
    return io.TextIOWrapper(raw, "utf-8", errors, newline="\n", write_through=True)  # type: ignore[arg-type]


def keyboard() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(Keyboard()), "utf-8")


def _bytes(data: Any) -> bytes:
    try:
        return memoryview(data).tobytes()
    except TypeError:
        kind = type(data).__name__
        raise TypeError(f"a bytes-like object is required, not '{kind}'") from None


def install_descriptors(write: Write) -> None:
    """What is written to descriptor 1 or 2 is output, in its place among what is printed; there is
    nothing to read from 0."""
    raw = {1: Stream("stdout", write), 2: Stream("stderr", write)}
    given_write, given_writev, given_read = os.write, os.writev, os.read

    def write_bytes(fd: int, data: Any, /) -> int:
        """Write a bytes object to a file descriptor."""
        return raw[fd].write(_bytes(data)) if fd in raw else given_write(fd, data)

    def write_vector(fd: int, buffers: Iterable[Any], /) -> int:
        """Iterate over buffers, and write the contents of each to a file descriptor."""
        if fd in raw:
            return raw[fd].write(b"".join(_bytes(each) for each in buffers))
        return given_writev(fd, buffers)  # type: ignore[arg-type]

    def read_bytes(fd: int, length: int, /) -> bytes:
        """Read from a file descriptor.  Returns a bytes object."""
        if fd == 0:
            raise NotSimulated(f"os.read of standard input is not simulated: {KEYBOARD}")
        return given_read(fd, length)

    made: dict[str, Callable[..., Any]] = {
        "write": write_bytes,
        "writev": write_vector,
        "read": read_bytes,
    }
    for name, function in made.items():
        setattr(os, name, doors.function(function, name, "posix", os))
