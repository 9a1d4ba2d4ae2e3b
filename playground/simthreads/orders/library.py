"""What of an operation of the library's objects is not seen in the locks that it takes: a table by
class and method. Knows no run."""

from __future__ import annotations

from .footprint import GIVEN, LOOKED, READ, TRIED, WRITE, Act

#: Read and written without a lock.
_WITHOUT_A_LOCK = {
    ("Event", "is_set"): (READ, "flag"),
    ("Event", "isSet"): (READ, "flag"),
    ("Event", "set"): (WRITE, "flag"),
    ("Event", "clear"): (WRITE, "flag"),
    ("Event", "wait"): (READ, "flag"),
    ("Barrier", "wait"): (WRITE, "state"),
    ("Barrier", "reset"): (WRITE, "state"),
    ("Barrier", "abort"): (WRITE, "state"),
    ("Barrier", "n_waiting"): (READ, "state"),
    ("Barrier", "broken"): (READ, "state"),
    ("Thread", "is_alive"): (READ, "alive"),
}
_LOCKS = ("lock", "RLock")
_LOOKS = ("locked", "locked_lock", "_is_owned")
_TAKES = ("acquire", "acquire_lock", "__enter__")


def kind_of(owner: object) -> str:
    """The class of the library that says what its methods do."""
    for base in type(owner).__mro__:
        if base.__module__ in ("threading", "_thread", "queue", "_queue"):
            return base.__name__
    return type(owner).__name__


def operation(owner: object, name: str, thing: str, waits: bool) -> list[Act]:
    """`waits` says that it was given nothing, and so waits as long as it takes."""
    kind = kind_of(owner)
    found = _WITHOUT_A_LOCK.get((kind, name))
    if found is not None:
        how, part = found
        return [[how, thing, part, f"{kind}.{part}"]]
    if kind in _LOCKS:
        looks = name in _LOOKS or (name in _TAKES and not waits)
        return [[LOOKED, thing, ""]] if looks else []
    if kind == "SimpleQueue":
        return [[TRIED, thing, ""], [GIVEN, thing, ""]]
    return []
