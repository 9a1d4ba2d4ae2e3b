"""What a program writes, kept with who wrote it and when; and what it cannot have: a keyboard."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable

from . import descriptors

Write = Callable[[str, str], None]


class Stream(io.RawIOBase):
    """The bottom of `sys.stdout` or `sys.stderr`."""

    def __init__(self, name: str, write: Write) -> None:
        self._name = name
        self._write = write
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2 if self._name == "stderr" else 1

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


def take_descriptors(write: Write) -> None:
    """What is written to descriptor 1 or 2 is output, in its place among what is printed."""
    descriptors.takers.clear()
    descriptors.takers[1] = Stream("stdout", write).write
    descriptors.takers[2] = Stream("stderr", write).write
