"""Where in the code something may be touched, and what was touched there last: as long as the same
objects lie there, it is the same again, and nobody looks a second time. Knows no run."""

from __future__ import annotations

from types import CodeType
from typing import Any

from .. import bytecode, quick
from ..attributes import said_of
from ..operands import GLOBALS, TAGS, Missing, Operands, is_number, variable_at
from . import calls, containers, owners
from .instructions import Reader, reader
from .touches import ALL, READ, SIZE, SYNC, UNKNOWN, WRITE, Raw, Touch, is_plain

_SAME_OWNER = frozenset({
    "STORE_ATTR", "DELETE_ATTR", "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_DEREF",
    "STORE_DEREF", "DELETE_DEREF", "TO_BOOL", "GET_LEN", "FOR_ITER",
})  # fmt: skip
#: Touch nothing if what lies in their two places is a number or a text.
_DECIDED = frozenset({
    "BINARY_OP", "COMPARE_OP", "TO_BOOL", "FORMAT_SIMPLE", "CONVERT_VALUE", "LOAD_ATTR",
    "GET_LEN", "UNPACK_SEQUENCE",
})  # fmt: skip
_UNFORESEEN = frozenset({"CALL", "CALL_KW", "CALL_FUNCTION_EX"})
_CALLS = {"CALL": 0, "CALL_KW": 1}  # and how much lies above the arguments
#: How deep what is stored lies.
_WRITES = {"STORE_ATTR": 2, "STORE_GLOBAL": 1, "STORE_NAME": 1, "STORE_DEREF": 1, "STORE_SUBSCR": 3}


class Site:
    """One instruction. `one` and `other` are the addresses that decided what it touched last, in
    `thread`; `record` is what `js/quick.js` knows of it."""

    __slots__ = (
        "_arg", "_argument", "_instruction", "_name", "_read", "at", "chain", "code",
        "common", "decided", "depth", "one", "operation", "other", "record", "shaped", "slot",
        "thread", "touches", "value", "written",
    )  # fmt: skip

    def __init__(self, code: CodeType, instruction: bytecode.Instruction, read: Reader) -> None:
        self.code, self.at = code, instruction.offset
        self._instruction = instruction
        self._name, self._read = instruction.opname, read
        self._arg, self._argument = instruction.arg, instruction.argval
        self.operation = self._name
        self.written = _WRITES.get(self._name, 0)
        self.depth, deeper, self.slot = self._places()
        self.decided = self._name in _DECIDED
        self.record = quick.record(id(code) + self.at, self.slot, self.depth, deeper, self.decided)
        self.record[quick.WRITTEN] = quick.WORD * self.written
        self.record[quick.GIVEN] = quick.WORD * self._arg
        self.one = self.other = -1
        self.chain = 0, 0  # of who had called it then
        self.common = False  # threads have all of that in common
        self.shaped = False  # decided by a class, too
        self.thread = 0
        self.value: Any = None  # what it stored last, which is kept for the sake of its address
        self.touches: tuple[Touch, ...] = ()

    def of_another(self) -> Site:
        """The same, for a thread that does it to things of its own."""
        made = Site(self.code, self._instruction, self._read)
        made.record[quick.NEXT] = self.record[quick.NEXT]
        self.record[quick.NEXT] = made.record.buffer_info()[0]
        return made

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
            self.operation = said_of(stack.from_top(self.depth), "__name__")
            if self.operation == "pop" and self._arg == 2:
                self.operation = "pop_or_default"
        return self._read(stack, self._arg, self._argument)

    def changes_shapes(self, raws: list[Raw]) -> bool:
        """May a class or an instance have other attributes after it, by another way than that by
        which the program's code gives them?"""
        return self._name == "DELETE_ATTR" or (
            self._name in _UNFORESEEN
            and any(
                raw.kind in (WRITE, UNKNOWN)
                and raw.part not in (ALL, SIZE)
                and not containers.is_container(raw.owner)
                for raw in raws
            )
        )

    def keep(self, stack: Operands, one: int, other: int, raws: list[Raw]) -> bool:
        """Is what was touched decided by what lies in those places alone? Then look no more, as
        long as it lies there."""
        kept, self.shaped = self._name in _SAME_OWNER, False
        if self._name == "LOAD_ATTR":
            owner = stack.from_top(self.depth)
            kept = all(raw.owner is owner for raw in raws)
            if not kept and self._argument not in owners.stored:
                kept = self.shaped = all(raw.kind == READ for raw in raws)
                self.record[quick.SHAPE] = quick.state[quick.SHAPES]
        elif self._name in _CALLS:
            kept = self._keep_call(stack, one, raws)
        elif self._name == "FOR_ITER":
            kept = len(raws) < 3  # an iterator of iterators moves on to others
        if kept and not (is_number(one) or is_number(other)):
            self.one, self.other = one, other
            return True
        self.one = self.other = -1
        return bool(self.record[quick.FUNCTION])

    def forget(self, address: int) -> None:
        """Something else may lie there by now."""
        if address in (self.one & ~TAGS, self.other & ~TAGS):
            self.one = self.other = -1
            self.record[quick.ARMED] = 0
        if address == self.record[quick.FUNCTION] & ~TAGS:
            self.record[quick.FUNCTION] = 0

    def _keep_call(self, stack: Operands, one: int, raws: list[Raw]) -> bool:
        function, me = stack.from_top(self.depth), stack.from_top(self.depth - 1)
        self.record[quick.FUNCTION] = 0
        if owners.is_own(function):
            self.record[quick.FUNCTION], self.record[quick.WHATEVER] = one, True
        elif self._name == "CALL" and not raws and (me is Missing or is_plain(me)):
            given = (stack.from_top(depth) for depth in range(self._arg, 0, -1))
            if not owners.is_library_python(function) and all(is_plain(each) for each in given):
                self.record[quick.FUNCTION], self.record[quick.WHATEVER] = one, False
        synchronizes = bool(raws) and all(raw.kind == SYNC for raw in raws)
        alike = not self._arg or not owners.is_library_python(function)  # whatever it is given
        return (synchronizes and alike) or calls.is_blind(function)

    def arm(self, thread: int, one: int, other: int, why: int) -> None:
        """Until something else decides, there is nothing to be told."""
        record = self.record
        record[quick.ONE], record[quick.OTHER] = one, other
        record[quick.THREAD], record[quick.ARMED] = thread, why


def sites(code: CodeType) -> dict[int, Site]:
    """By offset: the instructions that may touch something."""
    found = {}
    for each in bytecode.instructions(code):
        read = reader(each.opname, each.argrepr)
        if read is not None:
            found[each.offset] = Site(code, each, read)
    return found
