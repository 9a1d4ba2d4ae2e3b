"""What an object keeps and what its class says, read by no way that leads into the program's own
code: a class may have made a property even of `__dict__` or `__class__`. Knows no program."""

from __future__ import annotations

from types import (
    BuiltinFunctionType,
    FunctionType,
    GetSetDescriptorType,
    MethodDescriptorType,
    MethodType,
    MethodWrapperType,
    WrapperDescriptorType,
)
from typing import Any

#: What have a name of their own, of which no program can make another.
_NAMED = (
    FunctionType,
    BuiltinFunctionType,
    MethodWrapperType,
    MethodDescriptorType,
    WrapperDescriptorType,
    type(dict.__dict__["fromkeys"]),
)


def of_type(kind: type, name: str) -> Any:
    """What a class itself says, whatever its metaclass would."""
    return type.__dict__[name].__get__(kind)


def attributes(value: object) -> dict[Any, object]:
    for kind in of_type(type(value), "__mro__"):
        found = of_type(kind, "__dict__").get("__dict__")
        if found is not None:
            kept = found.__get__(value) if type(found) is GetSetDescriptorType else None
            return kept if type(kept) is dict else {}
    return {}


def is_named(thing: object) -> bool:
    kind = type(thing)
    return any(kind is each for each in _NAMED)


def said_of(thing: Any, name: str) -> str:
    """`__name__`, `__qualname__` or `__module__` of a function or a class; empty if it has none."""
    if type(thing) is MethodType:
        thing = thing.__func__
    if issubclass(type(thing), type):
        found = of_type(thing, name)
    elif is_named(thing):
        found = getattr(thing, name, "")
    else:
        found = attributes(thing).get(name, "")
    return found if type(found) is str else ""
