"""`io.FileIO`, on which `open` builds, over a descriptor of the simulation. It stays the type that
it is in C, and so do its files: what it does with a descriptor of ours is done here."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from typing import Any

from .. import doors
from ..primitives import channels
from ..primitives.channels import ends, failure
from . import descriptors
from .descriptors import takers
from .types_of_c import mutable

PIECE = 65_536
KEYBOARD = 0
_real: dict[str, Callable[..., Any]] = {}


def _is_ours(file: io.FileIO) -> bool:
    """Has it a descriptor that the system knows nothing of?"""
    if file.closed:
        return False
    descriptor = file.fileno()
    return descriptor in ends or descriptor in takers or descriptor == KEYBOARD


def _or_none(call: Callable[..., Any], *arguments: Any) -> Any:
    """None where it would block."""
    try:
        return call(*arguments)
    except BlockingIOError:
        return None


def read(self: io.FileIO, size: int | None = -1, /) -> Any:
    if not _is_ours(self) or not self.readable():
        return _real["read"](self, size)
    if size is None or size < 0:
        return readall(self)
    return _or_none(descriptors.read, self.fileno(), size)


def readall(self: io.FileIO, /) -> Any:
    if not _is_ours(self) or not self.readable():
        return _real["readall"](self)
    pieces: list[bytes] = []
    while piece := _or_none(descriptors.read, self.fileno(), PIECE):
        pieces.append(piece)
    return b"".join(pieces) if pieces or piece is not None else None


def readinto(self: io.FileIO, buffer: Any, /) -> Any:
    if not _is_ours(self) or not self.readable():
        return _real["readinto"](self, buffer)
    view = descriptors.to_fill(buffer, "readinto() argument")
    return _or_none(descriptors.readinto, self.fileno(), view)


def write(self: io.FileIO, b: Any, /) -> Any:
    if not _is_ours(self) or not self.writable():
        return _real["write"](self, b)
    return _or_none(descriptors.write, self.fileno(), b)


def seek(self: io.FileIO, pos: int, whence: int = 0, /) -> Any:
    if _is_ours(self):
        raise failure(errno.ESPIPE)
    return _real["seek"](self, pos, whence)


def tell(self: io.FileIO, /) -> Any:
    if _is_ours(self):
        raise failure(errno.ESPIPE)
    return _real["tell"](self)


def truncate(self: io.FileIO, size: int | None = None, /) -> Any:
    if _is_ours(self) and self.writable():
        raise failure(errno.ESPIPE if size is None else errno.EINVAL)
    return _real["truncate"](self, size)


def seekable(self: io.FileIO, /) -> Any:
    return False if _is_ours(self) else _real["seekable"](self)


def isatty(self: io.FileIO, /) -> Any:
    return False if _is_ours(self) else _real["isatty"](self)


def close(self: io.FileIO, /) -> Any:
    descriptor = self.fileno() if _is_ours(self) and self.closefd else -1
    if descriptor in ends:
        channels.close_end(descriptor)
    if descriptor in takers:
        del takers[descriptor]
        kept = os.dup(descriptor)  # the system's own output is not the program's to close
        try:
            return _real["close"](self)
        finally:
            os.dup2(kept, descriptor)
            os.close(kept)
    return _real["close"](self)


def install() -> None:
    """Once, for all files."""
    kind = io.FileIO
    functions = (read, readall, readinto, write, seek, tell, truncate, seekable, isatty, close)
    with mutable(kind):
        for function in functions:
            name = function.__name__
            _real[name] = getattr(kind, name)
            function.__doc__ = _real[name].__doc__
            setattr(kind, name, doors.method(function, name, kind))
