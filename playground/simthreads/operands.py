"""What stands on a frame's operand stack and in its variables. Python itself does not show the
iterator of a loop, the arguments of a call under way, the lock of a `with`.

Reads the memory of CPython 3.14 built for 32 bits: `_PyInterpreterFrame` in its
pycore_interpframe_structs.h.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from types import FrameType

_FRAME = 12  # where a frame object keeps the address of its interpreter frame
_STACK_POINTER, _VALUES = 32, 40  # where that keeps the end, and has the first, of its values
_WORD = 4
_TAGS = 3  # the low bits of a value say how it is held; with both, it is a plain number
_words = (ctypes.c_uint32 * (1 << 30 - 2)).from_address(0)


def operands(frame: FrameType) -> Iterator[object]:
    """Variables first, then the stack from below, of a frame that is in a call."""
    base = _words[(id(frame) + _FRAME) // _WORD]
    end = _words[(base + _STACK_POINTER) // _WORD]
    for at in range(base + _VALUES, end, _WORD):
        value = _words[at // _WORD]
        if value > _TAGS and value & _TAGS != _TAGS:  # neither nothing nor a number
            yield ctypes.cast(value & ~_TAGS, ctypes.py_object).value
