"""What each instruction touches of what other threads can touch, read from its operands before it
runs. Runs no code of the program. Knows no run and no thread."""

from __future__ import annotations

from collections.abc import Callable
from sys import getrefcount
from types import FunctionType
from typing import Any

from ..operands import Missing, Operands
from . import calls, containers, owners
from .names import IN_CELL, attribute, namespace, of_bases
from .reach import advance, look, unknown, worked_on
from .touches import READ, UNKNOWN, WRITE, Raw, is_plain

Reader = Callable[[Operands, int, Any], list[Raw]]
FRESH = 2  # references to what lies on the stack alone: that one, and the name it has here


def _load_super(stack: Operands, arg: int, value: Any) -> list[Raw]:
    """`super().name`: from the classes after this one."""
    owner, this = stack.from_top(1), stack.from_top(2)
    kind = owner if issubclass(type(owner), type) else type(owner)
    bases = owners.bases_of(kind)
    place = next((at for at, base in enumerate(bases, 1) if base is this), None)
    if owner is Missing or place is None:
        return []
    return of_bases(owner, str(value), bases[place:], [])


def _match_class(stack: Operands, arg: int, value: Any) -> list[Raw]:
    """The attributes that a pattern names, in order or by their names."""
    owner, kind, names = (stack.from_top(depth) for depth in (3, 2, 1))
    if is_plain(owner) or not issubclass(type(kind), type) or type(names) is not tuple:
        return []
    in_order = owners.looked_up(kind, "__match_args__")
    first = in_order[:arg] if type(in_order) is tuple else ()
    return [raw for name in (*first, *names) for raw in attribute(READ, owner, name)]


def _load_attr(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return attribute(READ, stack.from_top(1), name)


def _store_attr(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return attribute(WRITE, stack.from_top(1), name, stack.from_top(2))


def _delete_attr(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return attribute(WRITE, stack.from_top(1), name, Missing)


def _load_global(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return namespace(READ, stack.globals(), name)


def _store_global(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return namespace(WRITE, stack.globals(), name, stack.from_top(1))


def _delete_global(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return namespace(WRITE, stack.globals(), name, Missing)


def _load_name(stack: Operands, arg: int, name: Any) -> list[Raw]:
    scope, outer = stack.locals(), stack.globals()
    here = type(scope) is dict and name in scope
    return namespace(READ, scope if here else outer, name)


def _store_name(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return namespace(WRITE, stack.locals(), name, stack.from_top(1))


def _load_deref(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return [Raw(READ, stack.variable(arg), IN_CELL)]


def _store_deref(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return [Raw(WRITE, stack.variable(arg), IN_CELL, stack.from_top(1))]


def _delete_deref(stack: Operands, arg: int, name: Any) -> list[Raw]:
    return [Raw(WRITE, stack.variable(arg), IN_CELL, Missing)]


# -- items and containers


def _by_class(owner: Any, name: str, then: Callable[[], list[Raw]]) -> list[Raw]:
    """Carried out by the class's own function, by a container's, or by one that nobody knows."""
    if is_plain(owner) or owner is Missing or issubclass(type(owner), type):
        return []
    if containers.is_container(owner) and not containers.in_python(owner, name):
        return then()
    found = owners.looked_up(type(owner), name)
    if type(found) is FunctionType and owners.is_own(found):
        return []
    if found is None:
        return []
    raws = unknown(owner)
    if type(found) is FunctionType:
        worked_on.update((id(raw.owner), found.__qualname__) for raw in raws)
    return raws


def _load_item(stack: Operands, arg: int, value: Any) -> list[Raw]:
    owner, index = stack.from_top(2), stack.from_top(1)
    return _by_class(owner, "__getitem__", lambda: containers.item(READ, owner, index))


def _store_item(stack: Operands, arg: int, value: Any) -> list[Raw]:
    owner, index, stored = stack.from_top(2), stack.from_top(1), stack.from_top(3)
    read = look(stored) if type(index) is slice else []  # which is gone through
    raws = _by_class(owner, "__setitem__", lambda: containers.item(WRITE, owner, index, stored))
    return raws + read


def _delete_item(stack: Operands, arg: int, value: Any) -> list[Raw]:
    owner, index = stack.from_top(2), stack.from_top(1)
    return _by_class(owner, "__delitem__", lambda: containers.remove(owner, index))


def _contains(stack: Operands, arg: int, value: Any) -> list[Raw]:
    owner, index = stack.from_top(1), stack.from_top(2)
    return _by_class(owner, "__contains__", lambda: containers.contains(owner, index))


def _whole(kind: str, depth: int, then: int = 0) -> Reader:
    """A container at this depth of the stack, and one that is read at another."""

    def read(stack: Operands, arg: int, value: Any) -> list[Raw]:
        thing = stack.from_top(depth)
        found = look(thing) if kind == READ else containers.whole(kind, thing)
        return found + look(stack.from_top(then)) if then else found

    return read


def _size(stack: Operands, arg: int, value: Any) -> list[Raw]:
    thing = stack.from_top(1)
    own = is_plain(thing) or owners.own_class(type(thing)) or owners.orders_threads(thing)
    return containers.size(READ, thing) if own else calls.size(thing)


def _begin(stack: Operands, arg: int, value: Any) -> list[Raw]:
    """A loop looks at how much there is before its first round."""
    return containers.size(READ, stack.from_top(1))


def _send(stack: Operands, arg: int, value: Any) -> list[Raw]:
    return advance(stack.from_top(2))


def _look(stack: Operands, arg: int, value: Any) -> list[Raw]:
    return look(stack.from_top(1))


def _for_iter(stack: Operands, arg: int, value: Any) -> list[Raw]:
    return advance(stack.from_top(1))


# -- calls


def _called(function: Any, me: Any, arguments: list[Any]) -> list[Raw]:
    return calls.call(function, None if me is Missing else me, arguments, attribute)


def _call(stack: Operands, arg: int, value: Any) -> list[Raw]:
    given = [stack.from_top(depth) for depth in range(arg, 0, -1)]
    return _called(stack.from_top(arg + 2), stack.from_top(arg + 1), given)


def _call_by_name(stack: Operands, arg: int, value: Any) -> list[Raw]:
    given = [stack.from_top(depth) for depth in range(arg + 1, 1, -1)]
    return _called(stack.from_top(arg + 3), stack.from_top(arg + 2), given)


def _call_unpacked(stack: Operands, arg: int, value: Any) -> list[Raw]:
    given = stack.from_top(2)
    if type(given) is tuple:
        return _called(stack.from_top(4), None, list(given))
    return look(given) + _called(stack.from_top(4), None, [given])


def _raise(stack: Operands, arg: int, value: Any) -> list[Raw]:
    """It changes the error, should others have it too; which harms nobody who only raises it."""
    error = stack.from_top(arg) if arg else None
    fresh = getrefcount(error) == FRESH
    return [] if fresh else _raised(error)


def _caught(stack: Operands, arg: int, value: Any) -> list[Raw]:
    """The library may have raised it, and keep it: a future's, say. It has been changed by now."""
    error = stack.from_top(1)
    fresh = getrefcount(error) == FRESH
    return [] if fresh else _raised(error)


def _raised(error: Any) -> list[Raw]:
    if not issubclass(type(error), BaseException):
        return []
    return [Raw(UNKNOWN, error, part) for part in ("__traceback__", "__context__", "__cause__")]


def _leave(stack: Operands, arg: int, value: Any) -> list[Raw]:
    return _called(stack.from_top(5), stack.from_top(4), [])


def _by_library(inner: Reader, depths: tuple[int, ...], names: tuple[str, ...]) -> Reader:
    """An operator, which the library's own Python may carry out for what lies there."""

    def read(stack: Operands, arg: int, value: Any) -> list[Raw]:
        raws = inner(stack, arg, value)
        for thing in map(stack.from_top, depths):
            for found in (owners.looked_up(type(thing), name) for name in names):
                if type(found) is FunctionType and not owners.is_own(found):
                    worked_on.setdefault(id(thing), found.__qualname__)
        return raws

    return read


def reader(name: str, shown: str) -> Reader | None:
    """How to read what an instruction of this name touches; `shown` is its argument as text."""
    if name == "BINARY_OP":
        if shown == "[]":
            return _load_item
        changes = shown.endswith("=")
        word = _OPERATORS.get(shown.removesuffix("="), "")
        names = tuple(f"__{kind}{word}__" for kind in ("", "r", "i") if changes or kind != "i")
        return _by_library(_whole(WRITE if changes else READ, 2, 1), (2, 1), names)
    if name == "COMPARE_OP":
        return _by_library(_whole(READ, 2, 1), (2, 1), _COMPARISONS)
    if shown == "INTRINSIC_UNARY_POSITIVE":
        name = "UNARY_POSITIVE"
    if name in _UNARY:
        return _by_library(_look, (1,), (_UNARY[name],))
    return _READERS.get(name)


_OPERATORS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
    "@": "matmul", "&": "and", "|": "or", "^": "xor", "<<": "lshift", ">>": "rshift",
}  # fmt: skip
_COMPARISONS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")
_UNARY = {
    "UNARY_POSITIVE": "__pos__", "UNARY_NEGATIVE": "__neg__", "UNARY_INVERT": "__invert__",
}  # fmt: skip


_READERS: dict[str, Reader] = {
    "LOAD_ATTR": _load_attr, "STORE_ATTR": _store_attr, "DELETE_ATTR": _delete_attr,
    "LOAD_GLOBAL": _load_global, "STORE_GLOBAL": _store_global, "DELETE_GLOBAL": _delete_global,
    "LOAD_NAME": _load_name, "STORE_NAME": _store_name, "DELETE_NAME": _delete_global,
    "LOAD_DEREF": _load_deref, "STORE_DEREF": _store_deref, "DELETE_DEREF": _delete_deref,
    "LOAD_FROM_DICT_OR_DEREF": _load_deref, "LOAD_FROM_DICT_OR_GLOBALS": _load_global,
    "STORE_SUBSCR": _store_item,
    "DELETE_SUBSCR": _delete_item, "CONTAINS_OP": _contains, "IMPORT_FROM": _load_attr,
    "GET_ITER": _begin, "SEND": _send, "LOAD_SUPER_ATTR": _load_super, "MATCH_CLASS": _match_class,
    "BINARY_SLICE": _whole(READ, 3), "STORE_SLICE": _whole(WRITE, 3, 4), "TO_BOOL": _size,
    "GET_LEN": _size, "FOR_ITER": _for_iter, "UNPACK_SEQUENCE": _look, "UNPACK_EX": _look,
    "LIST_EXTEND": _look, "SET_UPDATE": _look, "DICT_UPDATE": _look, "DICT_MERGE": _look,
    "FORMAT_SIMPLE": _look, "CONVERT_VALUE": _look, "FORMAT_WITH_SPEC": _whole(READ, 2),
    "MATCH_KEYS": _whole(READ, 2), "CALL": _call, "CALL_KW": _call_by_name,
    "CALL_FUNCTION_EX": _call_unpacked, "WITH_EXCEPT_START": _leave,
    "RAISE_VARARGS": _raise, "PUSH_EXC_INFO": _caught,
}  # fmt: skip
