"""A variable or an attribute by its name: in which dict, instance or class that is. Runs no code of
the program. Knows no run and no instruction."""

from __future__ import annotations

from collections.abc import Sequence
from types import CellType, FunctionType, GetSetDescriptorType, MemberDescriptorType, ModuleType
from typing import Any

from ..attributes import attributes, of_type, said_of
from ..operands import Missing
from . import owners
from .reach import unknown, unseen
from .touches import READ, SYNC, UNKNOWN, Raw, is_plain

IN_CELL = "cell"
_GETTER: Any = of_type(property, "__dict__")["fget"]


def namespace(kind: str, scope: Any, name: str, value: object = None) -> list[Raw]:
    """A global variable: the key of a dict, so that `globals()` leads to the same place."""
    return [Raw(kind, scope, repr(name), value)]


def attribute(kind: str, owner: Any, name: Any, value: object = None) -> list[Raw]:
    """Of an instance, a class or a module."""
    if type(name) is not str or is_plain(owner) or owner is Missing:
        return []
    if issubclass(type(owner), ModuleType):
        return namespace(kind, owners.module_scope(owner), name, value)
    if owners.orders_threads(owner) and not owners.is_own_name(owner, name):
        return _of_library(kind, owner, name)
    if type(owner) is CellType:
        name = IN_CELL
    if kind != READ or _has_itself(owner, name):
        return [Raw(kind, owner, name, value)]
    return _of_class(owner, name)


def _of_library(kind: str, owner: Any, name: str) -> list[Raw]:
    """An attribute that the library's own code changes as well."""
    if kind != READ:
        return [] if owners.is_private(owner) else [Raw(UNKNOWN, owner, name)]
    if _is_method(owner, name) or owners.is_private(owner):
        return []
    held = attributes(owner).get(name)
    if not (is_plain(held) or owners.orders_threads(held) or callable(held)):
        unseen.add(f"{said_of(type(owner), '__name__')}.{name}")  # a queue's own deque, say
    kind = READ if owners.own_class(type(owner)) else SYNC
    return [Raw(kind, owner, name)]


def _is_method(owner: Any, name: str) -> bool:
    found = owners.looked_up(type(owner), name)
    return callable(found) and not issubclass(type(found), property)


def _has_itself(owner: Any, name: str) -> bool:
    is_class = issubclass(type(owner), type)
    return name in (owners.scope_of(owner) if is_class else attributes(owner))


def _of_class(owner: Any, name: str) -> list[Raw]:
    """What an instance does not have itself: a slot, what its class holds, or what is absent. That
    nobody nearer has it is read as well."""
    kind = owner if issubclass(type(owner), type) else type(owner)
    return of_bases(owner, name, owners.bases_of(kind), [owner])


def of_bases(owner: Any, name: str, bases: Sequence[type], passed: list[Any]) -> list[Raw]:
    for base in bases:
        scope = owners.scope_of(base)
        if name in scope:
            found = scope[name]
            if type(found) is MemberDescriptorType or type(found) is GetSetDescriptorType:
                return [Raw(READ, owner, name)]
            if owners.module_of(base) == "builtins":
                return []
            if issubclass(type(found), property) and not issubclass(type(owner), type):
                if type(_GETTER.__get__(found)) is not FunctionType:
                    return unknown(owner)  # whatever that reads of it
                passed = [each for each in passed if each is not owner]  # it comes before that
            passed.append(base)
            break
        if owners.own_class(base):
            passed.append(base)
    unique = {id(each): each for each in passed}
    return [Raw(READ, each, name) for each in unique.values()]
