"""What the program's variables hold, in a few words, for who steps through it. Reads values by no
way that leads into the program's own code; changes nothing and keeps nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

from ..attributes import attributes, of_type
from ..primitives.locks import RLock, lock

if TYPE_CHECKING:
    from ...protocol import types as protocol

MOST_NAMES = 30
MOST_ITEMS = 6
MOST_TEXT = 120
_LONGEST = 40  # characters of a text within a value
_BITS = 256  # of a number that is written out
_DEPTH = 2
#: Of the library's classes, the attributes that say how an object stands.
_TELLING = {
    "Event": ("_flag",),
    "Semaphore": ("_value",),
    "BoundedSemaphore": ("_value",),
    "Queue": ("queue",),
    "LifoQueue": ("queue",),
    "PriorityQueue": ("queue",),
    "Barrier": ("_count", "_parties"),
    "Condition": ("_lock",),
    "Thread": ("_name",),
    "Future": ("_state", "_result", "_exception"),
}
_LIBRARY = ("threading", "queue", "concurrent.futures")
_BRACKETS: dict[type, str] = {list: "[]", tuple: "()", set: "{}", frozenset: "{}", deque: "[]"}
_WRITTEN = (bool, float, complex, type(None), type(...), range)
_SILENT = (ModuleType, FunctionType, BuiltinFunctionType, type, classmethod, staticmethod)


def variables(scope: Mapping[str, object]) -> list[protocol.Variable]:
    """Those that hold data, by name."""
    shown = (item for item in list(scope.items()) if _is_data(*item))
    return [{"name": n, "value": told(value)} for n, value in islice(shown, MOST_NAMES)]


def _is_data(name: str, value: object) -> bool:
    silent = any(issubclass(type(value), kind) for kind in _SILENT)
    return not silent and type(name) is str and not name.startswith(("__", "."))


def told(value: object) -> str:
    text = _told(value, _DEPTH, ())
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1]}…"


def _told(value: Any, depth: int, above: tuple[int, ...]) -> str:
    kind = type(value)
    if kind is int:
        return str(value) if value.bit_length() <= _BITS else f"<int, {value.bit_length()} bits>"
    if _is_one(kind, _WRITTEN):
        return repr(value)
    if kind is str or kind is bytes:
        return repr(value) if len(value) <= _LONGEST else f"{value[:_LONGEST]!r}…"
    if kind is lock:
        return _held("Lock", value._owner)
    if kind is RLock:
        return "RLock(held)" if value._owner else "RLock(free)"
    if id(value) in above:
        return "…"
    inside = (*above, id(value))
    if kind is dict:
        if not depth:
            return f"<dict, {len(value)}>"
        pairs = _some(value.items())
        parts = (f"{_told(key, 0, inside)}: {_told(one, depth - 1, inside)}" for key, one in pairs)
        return _joined("{}", parts, len(value))
    if _is_one(kind, _BRACKETS):
        if not depth:
            return f"<{kind.__name__}, {len(value)}>"
        parts = (_told(one, depth - 1, inside) for one in _some(value))
        return _joined(_BRACKETS[kind], parts, len(value))
    return _instance(value, depth, inside)


def _is_one(kind: type, of: Iterable[type]) -> bool:
    """Not by equality, nor by a hash, which a metaclass may have made its own."""
    return any(kind is one for one in of)


def _held(name: str, owner: Any) -> str:
    if owner is None:
        return f"{name}(free)"
    return f"{name}(held by {getattr(owner.thread, '_name', owner.name)})"


def _some(values: Iterable[Any]) -> Iterator[Any]:
    return islice(iter(values), MOST_ITEMS)


def _joined(brackets: str, parts: Iterable[str], count: int) -> str:
    more = ["…"] if count > MOST_ITEMS else []
    return brackets[0] + ", ".join([*parts, *more]) + brackets[1]


def _instance(value: object, depth: int, inside: tuple[int, ...]) -> str:
    kind = type(value)
    name = str(of_type(kind, "__name__"))
    if not depth:
        return f"<{name}>"
    kept = attributes(value)
    module = of_type(kind, "__module__")
    if isinstance(module, str) and module.startswith(_LIBRARY):
        names = [each for each in _TELLING.get(name, ()) if each in kept]
    else:
        names = [each for each in kept if type(each) is str]
    shown = {each.lstrip("_"): kept[each] for each in _some(names)}
    parts = (f"{each}={_told(one, depth - 1, inside)}" for each, one in shown.items())
    return name + _joined("()", parts, len(names))
