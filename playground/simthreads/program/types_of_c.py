"""Lets a type of C be changed, once, as the library is made. Knows CPython 3.14 for 32 bits."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator

_FLAGS = 84  # where a PyTypeObject keeps its flags
_IMMUTABLE = 1 << 8


@contextlib.contextmanager
def mutable(kind: type) -> Iterator[None]:
    flags = ctypes.c_uint32.from_address(id(kind) + _FLAGS)
    before = flags.value
    flags.value &= ~_IMMUTABLE
    try:
        yield
    finally:
        flags.value = before
