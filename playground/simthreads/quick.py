"""Python's half of `js/quick.js`, which counts the instructions at which nobody has anything to do,
and asks Python at all others. Knows how the two halves share what they know, and no run."""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .kernel import Kernel

WORD = 4
#: Places in `state`; `js/quick.js` has the same in the same order. The first takes two words.
(
    CHAINS, _, KERNEL, TABLE, MASK, THEN, COUNTS, TURNS, SHAPES,
    SERIALS, BARE, LOG, LOGGED, FULL, VALUES, MISSING, RECORD, BASE, TOP, AT_ONE, AT_OTHER,
    WATCHED, AMONG, REUSED, GONE, _SIMPLE,
) = range(26)  # fmt: skip
#: Places in a record, in which likewise.
(
    CHAIN, _, KEY, SLOT, DEPTH, DEEPER, DECIDED, GIVEN, WRITTEN, FUNCTION,
    WHATEVER, ARMED, THREAD, ONE, OTHER, TURN, SHAPE, VALUE, SERIAL, STEP, NEXT,
) = range(21)  # fmt: skip
#: Why the same is known to be touched again, as bits of `ARMED`.
AT_NOTHING, IN_TURN, ALONE, IN_SHAPE = 1, 2, 4, 8
_SIMPLE_TYPES = (int, float, str, bytes, bool, type(None))
#: What is known of a run, and what an instruction is about to work on.
state = array("I", [0] * (_SIMPLE + len(_SIMPLE_TYPES)))
#: In place of the one thread that stands at nothing: any, as nobody asks.
NOBODY, ANYBODY = 0, 0xFFFFFFFF

_MOST = 1_000  # entries of the log
_ITEMS = 12  # where a list keeps the address of its items
_kept: list[object] = []  # C knows their addresses
_NAMES = ["count", "held", "trace"]
_slot = 0  # of the function that is told of each object that comes
#: The function in C, where there is one.
count: Callable[..., Any] | None = None


class Missing:
    """Stands where there is no object: a null, or a number that is none."""


def held(address: int, /) -> Any:
    """What a value at this address refers to."""
    raise RuntimeError("there is no memory to read")


def trace(slot: int, /) -> None:
    """Have the interpreter tell that function of each object that comes into being or goes."""


def attach(host: Any) -> int:
    """Bind to the other half, once. Returns the address of what both share."""
    global _slot
    _slot = host.quick.slot()
    for at, kind in enumerate(_SIMPLE_TYPES, _SIMPLE):
        state[at] = id(kind)
    address = state.buffer_info()[0]
    host.quick.open(address)
    state[MISSING] = id(Missing)
    for name in _NAMES:
        host.quick.make(id(sys.modules[__name__]), id(name))
    return address


def counting(kernel: Kernel, counts: bool, then: Any) -> Any:
    """What to call at each instruction in the place of `then`, which is asked where there is
    something to do, or is asked at each where there is no C. `counts`: each is a step."""
    if count is None:
        return then
    _kept[:] = kernel, then
    state[KERNEL], state[THEN], state[COUNTS] = id(kernel), id(then), counts
    return count


def record(key: int, slot: int, depth: int, deeper: int, decided: bool) -> array[int]:
    """Of an instruction that may touch something: where lies what decides that."""
    made = array("I", [0] * (NEXT + 1))
    made[KEY], made[SLOT], made[DECIDED] = key, slot, decided
    made[DEPTH], made[DEEPER] = depth * WORD, deeper * WORD
    return made


class Log:
    """Touches that nobody had to be told of at once: by record, who, at which step, the serial
    number of the touch, and what was stored."""

    def __init__(self) -> None:
        self._entries = array("I", [0]) * (4 * _MOST)
        self._values: list[Any] = [None] * _MOST
        state[LOG], state[FULL] = self._entries.buffer_info()[0], 4 * WORD * _MOST
        state[LOGGED] = 0
        state[VALUES] = ctypes.c_uint32.from_address(id(self._values) + _ITEMS).value

    def take(self) -> Iterator[tuple[int, int, int, int, Any]]:
        """All that there is, which is forgotten."""
        entries, values = self._entries, self._values
        count, state[LOGGED] = state[LOGGED] // (4 * WORD), 0
        for at in range(count):
            value, values[at] = values[at], None
            yield *entries[4 * at : 4 * at + 4], value


class Table:
    """By where they are: the records of a run's instructions. Open addressing, and as much room
    behind the end as there are records."""

    def __init__(self) -> None:
        self._records: list[array[int]] = []
        self._table = array("I")

    def add(self, records: list[array[int]]) -> None:
        self._records += records
        size = 4 << len(self._records).bit_length()
        table = self._table = array("I", [0]) * (2 * size)
        mask = 2 * (size - 1)  # instructions are two bytes long, or more
        for each in self._records:
            at = (each[KEY] & mask) // 2
            while table[at]:
                at += 1
            table[at] = each.buffer_info()[0]
        state[TABLE], state[MASK] = table.buffer_info()[0], mask


_GONE = 1  # in the table, where an address was


class Addresses:
    """Which of some addresses have been given to another object: what was there is not kept. Open
    addressing, in a table that has as much room behind its end."""

    def __init__(self) -> None:
        self._table = self._reused = array("I")
        self._make(1 << 10, ())
        trace(_slot)

    def _make(self, size: int, addresses: Iterable[int]) -> None:
        gone = state[GONE] // WORD
        table, reused = array("I", [0]) * (2 * size), array("I", [0]) * (2 * size + gone)
        reused[:gone] = self._reused[:gone]
        state[AMONG] = 0  # in whichever of the two tables
        state[WATCHED] = table.buffer_info()[0]
        state[AMONG] = WORD * (size - 1)
        state[REUSED] = reused.buffer_info()[0]
        self._table, self._reused = table, reused  # not before nobody looks at the old ones
        self._size, self._count = size, 0  # of those that were ever watched
        for each in addresses:
            self.watch(each)

    def watch(self, address: int) -> None:
        table = self._table
        at = (address >> 1 & state[AMONG]) // WORD
        while table[at]:
            if table[at] == address:
                return
            at += 1
        table[at] = address
        self._count += 1
        if 2 * self._count > self._size:
            left = [each for each in table if each > _GONE]
            self._make(_power(4 * len(left)), left)

    def take(self) -> list[int]:
        """Those that have another object since."""
        count, state[GONE] = state[GONE] // WORD, 0
        return list(self._reused[:count])


def _power(least: int) -> int:
    """Of two, from 1024 on."""
    return max(1 << 10, 1 << least.bit_length())
