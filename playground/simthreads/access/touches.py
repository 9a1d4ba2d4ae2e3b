"""One touch of one place: what the tables of instructions and of calls say, and all others read.
Knows no interpreter and no run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

READ: Final = "read"
WRITE: Final = "write"
UNKNOWN: Final = "unknown"
SYNC: Final = "sync"

ALL: Final = "*"  # the container as a whole
SIZE: Final = "#"  # how many there are, and which keys


class Touch(NamedTuple):
    """`thing` is an object's number; `part` an attribute, a key, a name, `ALL` or `SIZE`."""

    kind: str
    thing: tuple[int, int]
    part: str


class Raw(NamedTuple):
    """The same while its object is at hand."""

    kind: str
    owner: Any
    part: str
    value: Any = None


def overlap(part: str, other: str) -> bool:
    """May two parts of one thing be one place?"""
    return part == other or ALL in (part, other)


#: By their addresses: a metaclass may have made a hash of its own.
_PLAIN = frozenset(id(kind) for kind in (int, str, bytes, float, bool, type(None), complex))


def is_plain(value: object) -> bool:
    """May it be hashed, compared and shown without running a program's code?"""
    return id(type(value)) in _PLAIN or (type(value) is tuple and all(is_plain(v) for v in value))


def all_plain(values: Iterable[object]) -> bool:
    """Quickly; a tuple counts as none."""
    return _PLAIN.issuperset(map(id, map(type, values)))


def key(value: object) -> str | None:
    """A key as a part; None if it cannot be told apart from others."""
    if not is_plain(value):
        return None
    if type(value) is bool or (type(value) is float and value.is_integer()):
        value = int(value)  # 1, 1.0 and True are one key
    return repr(value)
