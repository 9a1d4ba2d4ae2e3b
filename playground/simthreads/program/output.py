"""What a program writes, kept with who wrote it and when; and what it cannot have: a keyboard."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import descriptors

if TYPE_CHECKING:
    from ..record.recorder import StreamName

Write = Callable[["StreamName", str], None]


DESCRIPTORS: dict[StreamName, int] = {"stdout": 1, "stderr": 2}


class Stream(io.RawIOBase):
    """The bottom of `sys.stdout` or `sys.stderr`."""

    def __init__(self, name: StreamName) -> None:
        self._number = DESCRIPTORS[name]

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def write(self, data: object) -> int:
        return descriptors.take(self._number, bytes(data))  # type: ignore[call-overload]


class Shown:
    """What comes to an output's descriptor."""

    def __init__(self, name: StreamName, write: Write) -> None:
        self._name = name
        self._write = write
        self._begun = b""  # of a character

    def __call__(self, data: bytes) -> int:
        given = self._begun + data if self._begun else data
        text, used = codecs.utf_8_decode(given, "replace", False)
        self._begun = given[used:]
        if text:
            self._write(self._name, text)
        return len(data)


class Keyboard(io.RawIOBase):
    """The bottom of `sys.stdin`: there is none."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        raise EOFError("input is not simulated: a run has no keyboard")


def text_stream(name: StreamName) -> io.TextIOWrapper:
    errors = "backslashreplace" if name == "stderr" else "strict"
    raw = Stream(name)
    return io.TextIOWrapper(raw, "utf-8", errors, newline="\n", write_through=True)  # type: ignore[arg-type]


def keyboard() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedReader(Keyboard()), "utf-8")


def take_descriptors(write: Write) -> None:
    """What is written to descriptor 1 or 2 is output, in its place among what is printed."""
    descriptors.takers.clear()
    for name, descriptor in DESCRIPTORS.items():
        descriptors.takers[descriptor] = Shown(name, write)
