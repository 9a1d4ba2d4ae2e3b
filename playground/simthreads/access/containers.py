"""What is touched of a list, dict, set or deque: by an index or key, as a whole, its size.
Knows no instructions."""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from gc import get_referents
from types import FunctionType
from typing import Any

from .owners import looked_up
from .touches import ALL, READ, SIZE, UNKNOWN, WRITE, Raw, all_plain, is_plain, key

MANY = 500  # keys: to look at each takes too long
CONTAINERS = (list, dict, set, bytearray, deque, array)
_VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
_SEQUENCES = (list, bytearray, deque, array)


def is_container(owner: object) -> bool:
    return issubclass(type(owner), CONTAINERS)


def in_python(owner: object, name: str) -> bool:
    """Does a function in Python carry this out? Its own instructions are what touches then."""
    return type(looked_up(type(owner), name)) is FunctionType


def item(kind: str, owner: Any, index: object, value: object = None) -> list[Raw]:
    """One item, of what has items."""
    if not issubclass(type(owner), CONTAINERS):
        return []
    part = key(index)
    if part is None:
        return [Raw(kind, owner, ALL)]
    if issubclass(type(owner), _SEQUENCES):
        return _of_sequence(kind, owner, index, part, value)
    absent = not has(owner, index)
    if absent and issubclass(type(owner), defaultdict):
        kind = WRITE  # to read it makes it
    found = [Raw(kind, owner, part, value)]
    if kind != READ and absent:
        found.append(Raw(kind, owner, SIZE))
    return found


def _of_sequence(kind: str, owner: Any, index: Any, part: str, value: object) -> list[Raw]:
    if type(index) is int and index < 0:
        return [Raw(kind, owner, repr(length(owner) + index), value), Raw(READ, owner, SIZE)]
    return [Raw(kind, owner, part, value)]


def has(owner: Any, index: object) -> bool:
    """Is that key there? What a program's own keys answer is not asked, unless there are many."""
    if not is_plain(index):
        return False
    base = dict if issubclass(type(owner), dict) else set
    if base.__len__(owner) > MANY or all_plain(base.__iter__(owner)):
        return bool(base.__contains__(owner, index))
    return any(is_plain(each) and each == index for each in base.__iter__(owner))


def length(owner: Any) -> int:
    """Of a sequence, whatever its own class would say."""
    return next(b.__len__(owner) for b in _SEQUENCES if issubclass(type(owner), b))


def remove(owner: Any, index: object) -> list[Raw]:
    if not issubclass(type(owner), CONTAINERS):
        return []
    part = key(index)
    if part is None or issubclass(type(owner), _SEQUENCES):
        return [Raw(WRITE, owner, ALL)]
    return [Raw(WRITE, owner, part), Raw(WRITE, owner, SIZE)]


def behind(owner: Any) -> Any:
    """The dict that a view shows; anything else as it is."""
    if issubclass(type(owner), _VIEWS):
        return next(iter(get_referents(owner)), owner)
    return owner


def contains(owner: Any, index: object) -> list[Raw]:
    if issubclass(type(owner), _VIEWS):
        return whole(READ, owner)
    if not issubclass(type(owner), CONTAINERS):
        return []
    part = key(index)
    keyed = part is not None and not issubclass(type(owner), _SEQUENCES)
    return [Raw(READ, owner, part if keyed and part else ALL)]


def whole(kind: str, owner: Any) -> list[Raw]:
    owner = behind(owner)
    return [Raw(kind, owner, ALL)] if issubclass(type(owner), CONTAINERS) else []


def size(kind: str, owner: Any) -> list[Raw]:
    owner = behind(owner)
    return [Raw(kind, owner, SIZE)] if issubclass(type(owner), CONTAINERS) else []


# -- methods in C

_READ_ALL = frozenset({
    "__eq__", "__ge__", "__gt__", "__iter__", "__le__", "__lt__", "__ne__", "__repr__",
    "__reversed__", "__add__", "__mul__", "__or__", "__and__", "__sub__", "__xor__",
    "copy", "count", "decode", "difference", "endswith", "find", "hex", "index", "intersection",
    "isdisjoint", "issubset", "issuperset", "items", "join", "rfind", "split", "startswith",
    "strip", "symmetric_difference", "tobytes", "tolist", "union", "values",
})  # fmt: skip
_READ_SIZE = frozenset({"__len__", "keys"})
_WRITE_ALL = frozenset({
    "__iadd__", "__iand__", "__ior__", "__isub__", "__ixor__", "__imul__",
    "appendleft", "byteswap", "clear", "difference_update", "extend", "extendleft", "frombytes",
    "fromlist", "insert", "intersection_update", "move_to_end", "popitem", "popleft", "remove",
    "reverse", "rotate", "sort", "symmetric_difference_update", "update",
})  # fmt: skip
#: Whether the method takes a key of a mapping or of a set, and what it does with that.
_KEYED_READ = frozenset({"get", "__contains__", "__getitem__"})
_KEYED_REMOVE = frozenset({"pop", "discard", "remove", "__delitem__"})
_KEYED_WRITE = frozenset({"setdefault", "add", "__setitem__"})
#: What else does not go through what it is given: it keeps that, or compares it.
_KEEPING = frozenset({"insert"})
_COMPARING = frozenset({"__contains__", "count", "index", "remove"})


def goes_through(name: str, arguments: list[Any]) -> bool:
    """Does a method of this name go through its arguments?"""
    if name == "__setitem__":
        return type(arguments[0]) is slice if arguments else False
    return name in (_READ_ALL | _WRITE_ALL) - _COMPARING - _KEEPING


def method(owner: Any, name: str, arguments: list[Any]) -> list[Raw]:
    """A call of a method of a container that is written in C."""
    compared = arguments if name in _COMPARING else ()
    return _of_owner(owner, name, arguments) + [r for each in compared for r in whole(READ, each)]


def _drops(owner: Any) -> bool:
    """May it drop an item for another?"""
    return issubclass(type(owner), deque) and deque.maxlen.__get__(owner) is not None


def _of_owner(owner: Any, name: str, arguments: list[Any]) -> list[Raw]:
    sequence = issubclass(type(owner), _SEQUENCES)
    if arguments and not sequence and name in _KEYED_READ:
        return contains(owner, arguments[0])
    if arguments and not sequence and name in _KEYED_REMOVE:
        return remove(owner, arguments[0])
    if arguments and not sequence and name in _KEYED_WRITE:
        return item(WRITE, owner, arguments[0], arguments[-1])
    if sequence and name in ("__getitem__", "__setitem__") and arguments:
        return item(READ if name == "__getitem__" else WRITE, owner, *arguments[:2])
    if sequence and name == "append" and not _drops(owner):
        return [Raw(WRITE, owner, SIZE), Raw(WRITE, owner, repr(length(owner)))]
    if type(owner) is list and name == "pop" and not arguments:
        return [Raw(WRITE, owner, SIZE), Raw(WRITE, owner, repr(max(0, length(owner) - 1)))]
    if name in _READ_SIZE:
        return size(READ, owner)
    if name in _READ_ALL or name == "__contains__":
        return whole(READ, owner)
    known = name in _WRITE_ALL or name in ("append", "pop", "__delitem__", "__setitem__")
    return whole(WRITE if known else UNKNOWN, owner)
