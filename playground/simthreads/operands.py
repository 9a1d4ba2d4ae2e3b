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

_FRAME = 12  # where a frame object keeps the address of its interpreter frame
GLOBALS, _LOCALS = 12, 20  # where that keeps its namespaces
_STACK_POINTER, _VALUES = 32, 40  # where that keeps the end, and has the first, of its values
_WORD = 4
_TAGS = 3  # the low bits of a value say how it is held; with both, it is a plain number
_words = (ctypes.c_uint32 * (1 << 30 - 2)).from_address(0)
_cast, _object = ctypes.cast, ctypes.py_object


def operands(frame: FrameType) -> Iterator[object]:
    """Variables first, then the stack from below, of a frame that is in a call."""
    base = _words[(id(frame) + _FRAME) // _WORD]
    end = _words[(base + _STACK_POINTER) // _WORD]
    for at in range(base + _VALUES, end, _WORD):
        value = _words[at // _WORD]
        if value > _TAGS and value & _TAGS != _TAGS:  # neither nothing nor a number
            yield _cast(value & ~_TAGS, _object).value


def variable_at(index: int) -> int:
    """The slot of a frame that has this local variable."""
    return _VALUES + _WORD * index


def addresses(frame: FrameType, depth: int, other: int, slot: int) -> int:
    """Of what lies at two depths of the stack, or in one slot where `depth` is 0; as one number."""
    base = _words[(id(frame) + _FRAME) >> 2]
    if not depth:
        return _words[(base + slot) >> 2]
    top = _words[(base + _STACK_POINTER) >> 2] >> 2
    return _words[top - depth] << 32 | _words[top - other]


#: Where the objects of these types say of which they are, and the types.
_TYPE = 1
_SIMPLE = frozenset(id(kind) for kind in (int, float, str, bytes, bool, type(None)))


def are_simple(both: int) -> bool:
    """Are what lies at these two addresses numbers, texts, or None?"""
    one, other = both >> 32, both & 0xFFFFFFFF
    return _is_simple(one) and (one == other or _is_simple(other))


def _is_simple(value: int) -> bool:
    if value <= _TAGS or value & _TAGS == _TAGS:
        return False
    return _words[(value >> 2) + _TYPE] in _SIMPLE


class Missing:
    """Stands where there is no object: a null, or a number that is none."""


class Operands:
    """The same, by place, of a frame that is about to carry out an instruction."""

    __slots__ = ("_base", "_top")

    def __init__(self, frame: FrameType) -> None:
        self._base = _words[(id(frame) + _FRAME) >> 2]
        self._top = _words[(self._base + _STACK_POINTER) >> 2] >> 2

    def from_top(self, depth: int) -> Any:
        """1 is what lies on top."""
        return _held(_words[self._top - depth])

    def variable(self, index: int) -> Any:
        """A local variable, a cell among them."""
        return _held(_words[(self._base + _VALUES >> 2) + index])

    def globals(self) -> Any:
        return _held(_words[self._base + GLOBALS >> 2])

    def locals(self) -> Any:
        return _held(_words[self._base + _LOCALS >> 2])


def _held(value: int) -> Any:
    if value <= _TAGS or value & _TAGS == _TAGS:
        return Missing
    return _cast(value & ~_TAGS, _object).value
