"""Where in the code something may be touched, and what was touched there last: as long as the same
objects lie there, it is the same again, and nobody looks a second time. Knows no run."""

from __future__ import annotations

import dis
from types import CodeType
from typing import Any

from ..operands import GLOBALS, Operands, variable_at
from . import calls
from .instructions import Reader, reader
from .owners import is_library_python
from .touches import SYNC, Raw, Touch

_SAME_OWNER = frozenset({
    "STORE_ATTR", "DELETE_ATTR", "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_DEREF",
    "STORE_DEREF", "DELETE_DEREF", "TO_BOOL", "GET_LEN", "FOR_ITER",
})  # fmt: skip
#: Touch nothing if what lies in their two places is a number or a text.
_DECIDED = frozenset({
    "BINARY_OP", "COMPARE_OP", "TO_BOOL", "FORMAT_SIMPLE", "CONVERT_VALUE", "LOAD_ATTR",
    "GET_LEN", "UNPACK_SEQUENCE",
})  # fmt: skip
_CALLS = {"CALL": 0, "CALL_KW": 1}  # and how much lies above the arguments
#: How deep what is stored lies.
_WRITES = {"STORE_ATTR": 2, "STORE_GLOBAL": 1, "STORE_NAME": 1, "STORE_DEREF": 1, "STORE_SUBSCR": 3}


class Site:
    """One instruction. `key` is of the addresses that decided what it touched last, in `thread`."""

    __slots__ = (
        "_arg", "_argument", "_kept", "_name", "_read", "at", "code", "decided", "depth", "key",
        "operation", "other", "slot", "thread", "touches", "written",
    )  # fmt: skip

    def __init__(self, code: CodeType, instruction: dis.Instruction, read: Reader) -> None:
        self.code, self.at = code, instruction.offset
        self._name, self._read = instruction.opname, read
        self._arg, self._argument = instruction.arg or 0, instruction.argval
        self.operation = self._name
        self.written = _WRITES.get(self._name, 0)
        self.depth, self.other, self.slot = self._places()
        self.decided = self._name in _DECIDED
        self.key = -1
        self.thread = 0
        self.touches: tuple[Touch, ...] = ()
        self._kept: tuple[Any, Any] = (None, None)  # so that no other object gets those addresses

    def _places(self) -> tuple[int, int, int]:
        """Two places on the stack, or one slot of the frame."""
        if self._name.endswith("_GLOBAL"):
            return 0, 0, GLOBALS
        if self._name.endswith("_DEREF"):
            return 0, 0, variable_at(self._arg)
        if self._name in _CALLS:
            depth = self._arg + _CALLS[self._name]
            return depth + 2, depth + 1, 0
        return (2 if self._name in ("BINARY_OP", "COMPARE_OP") else 1), 1, 0

    @property
    def attribute(self) -> str:
        """The name of the attribute that it stores, if it does."""
        return self._argument if self._name == "STORE_ATTR" else ""

    def look(self, stack: Operands) -> list[Raw]:
        if self._name in _CALLS:
            self.operation = str(getattr(stack.from_top(self.depth), "__name__", ""))
            if self.operation == "pop" and self._arg == 2:
                self.operation = "pop_or_default"
        return self._read(stack, self._arg, self._argument)

    def keep(self, stack: Operands, key: int, raws: list[Raw]) -> bool:
        """Is what was touched decided by what lies in those places alone? Then look no more."""
        if not self.slot:
            self._kept = stack.from_top(self.depth), stack.from_top(self.other)
        kept = self._name in _SAME_OWNER
        if self._name == "LOAD_ATTR":
            kept = all(raw.owner is self._kept[0] for raw in raws)
        elif self._name in _CALLS:
            synchronizes = bool(raws) and all(raw.kind == SYNC for raw in raws)
            alike = not self._arg or not is_library_python(self._kept[0])  # whatever it is given
            kept = (synchronizes and alike) or calls.is_blind(self._kept[0])
        elif self._name == "FOR_ITER":
            kept = len(raws) < 3  # an iterator of iterators moves on to others
        self.key = key if kept else -1
        return kept


def sites(code: CodeType) -> dict[int, Site]:
    """By offset: the instructions that may touch something."""
    found = {}
    for each in dis.get_instructions(code):
        read = reader(each.opname, each.argrepr)
        if read is not None:
            found[each.offset] = Site(code, each, read)
    return found
