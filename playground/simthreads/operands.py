"""What stands on a frame's operand stack and in its variables. Python itself does not show the
iterator of a loop, the arguments of a call under way, the lock of a `with`.

Reads the memory of CPython 3.14 built for 32 bits: `_PyInterpreterFrame` in its
pycore_interpframe_structs.h.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from types import FrameType
from typing import Any

from . import quick
from .quick import Missing

__all__ = [
    "GLOBALS",
    "TAGS",
    "Missing",
    "Operands",
    "are_simple",
    "is_simple",
    "operands",
    "variable_at",
]

_FRAME = 12  # where a frame object keeps the address of its interpreter frame
GLOBALS, _LOCALS = 12, 20  # where that keeps its namespaces
_STACK_POINTER, _VALUES = 32, 40  # where that keeps the end, and has the first, of its values
_WORD = 4
TAGS = 3  # the low bits of a value say how it is held; with both, it is a plain number
_words = (ctypes.c_uint32 * (1 << 30 - 2)).from_address(0)
_cast, _object = ctypes.cast, ctypes.py_object


def operands(frame: FrameType) -> Iterator[object]:
    """Variables first, then the stack from below, of a frame that is in a call."""
    base = _words[(id(frame) + _FRAME) // _WORD]
    end = _words[(base + _STACK_POINTER) // _WORD]
    for at in range(base + _VALUES, end, _WORD):
        value = _words[at // _WORD]
        if value > TAGS and value & TAGS != TAGS:  # neither nothing nor a number
            yield _cast(value & ~TAGS, _object).value


def variable_at(index: int) -> int:
    """The slot of a frame that has this local variable."""
    return _VALUES + _WORD * index


#: Where the objects of these types say of which they are, and the types.
_TYPE = 1
_SIMPLE = frozenset(id(kind) for kind in (int, float, str, bytes, bool, type(None)))


def are_simple(one: int, other: int) -> bool:
    """Are what lies at these two addresses numbers, texts, or None?"""
    return is_simple(one) and (one == other or is_simple(other))


def is_simple(value: int) -> bool:
    """Is it a number, a text, or None?"""
    if value <= TAGS or value & TAGS == TAGS:
        return False
    return _words[(value >> 2) + _TYPE] in _SIMPLE


def is_number(value: int) -> bool:
    """Is it a plain number, of which there is no object?"""
    return value & TAGS == TAGS


class Operands:
    """The same, by place, of a frame that is about to carry out an instruction."""

    __slots__ = ("_base", "_top")

    def __init__(self, base: int, top: int) -> None:
        """By the addresses of the interpreter's frame and of the end of its stack."""
        self._base = base
        self._top = top

    @classmethod
    def of(cls, frame: FrameType) -> Operands:
        base = _words[(id(frame) + _FRAME) >> 2]
        return cls(base, _words[(base + _STACK_POINTER) >> 2])

    def from_top(self, depth: int) -> Any:
        """1 is what lies on top."""
        return quick.held(self._top - _WORD * depth)

    def address(self, depth: int) -> int:
        """Of what lies there."""
        return _words[(self._top >> 2) - depth]

    def variable(self, index: int) -> Any:
        """A local variable, a cell among them."""
        return quick.held(self._base + _VALUES + _WORD * index)

    def globals(self) -> Any:
        return quick.held(self._base + GLOBALS)

    def locals(self) -> Any:
        return quick.held(self._base + _LOCALS)
