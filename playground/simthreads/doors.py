"""Doors between a program and the engine: what is C in CPython is entered and left as C is.

A function of ours behind a door is a built-in one to the program: no tracer sees it, no frame and
no traceback shows it. Knows nothing of what lies behind. Without the interpreter that has them
(tests on CPython), a class stands in.
"""

from __future__ import annotations

import array
import gc
import inspect
import opcode
from collections.abc import Callable
from types import BuiltinFunctionType, FrameType, FunctionType
from typing import Any

AFTER_YIELD_FROM = 2  # of the instruction RESUME
MOST = 768
WORDS = 4
#: For each door, the address of what is behind it, whether that is a method, the address of what
#: says in C that arguments do not fit, and how many of them it does not get; behind them all,
#: whether the engine runs, and whether the program has garbage collected when it runs itself.
_entries = array.array("i", [0] * WORDS * MOST + [0, 0])
_HELD, _WISH = WORDS * MOST, WORDS * MOST + 1
#: What a program does not see of a function of ours: see `js/guards.js`.
globals_of: Callable[[FunctionType], dict[str, Any]] = vars(FunctionType)["__globals__"].__get__
closure_of: Callable[[FunctionType], Any] = vars(FunctionType)["__closure__"].__get__
_kept: list[object] = []  # C knows their addresses
_standing: list[type] = []  # for types of C
_host: Any = None
_maker: Any = None
_numbers = iter(range(MOST))


class _Made:
    made: Any


class Builtin:
    """Stands for `builtin_function_or_method` where there are no doors."""

    def __init__(self, function: Callable[..., Any], name: str, module: str) -> None:
        self._function = function
        self.__name__ = self.__qualname__ = name
        self.__module__ = module
        self.__doc__ = function.__doc__

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self._function(*args, **kwargs)


def _plainly(frame: FrameType | None, function: Callable[..., Any], /, *arguments: Any) -> Any:
    return function(*arguments)


#: Call the program as if this frame of it had called, or nobody (None), and traced as it wishes.
outside: Callable[..., Any] = _plainly


def attach(host: Any, *waits: Callable[[int], None]) -> tuple[int, ...]:
    """Bind to the other half, once. Returns what it needs to open the doors in any interpreter."""
    global _host, outside
    _host = host
    _kept.extend(waits)
    addresses = _entries.buffer_info()[0], *map(id, waits)
    host.doors.open(*addresses)
    outside = _make(-1, "outside", None, None, None, "_thread")
    return addresses


def settle() -> None:
    """Before the memory is taken that runs begin with: what JavaScript keeps of its own is not put
    back with it, so a run must find the way to make doors, and not open it."""
    global _maker
    _maker = _host.doors.make
    close(within, ("__matmul__",))
    # from here on the engine runs until it calls the program
    _entries[_WISH] = gc.isenabled()
    _entries[_HELD] = True
    gc.disable()


def _make(
    number: int, name: str, doc: str | None, kind: type | None, owner: object, module: str
) -> Any:
    words = name, doc or "", module
    _kept.extend(words)
    text = id(words[1]) if doc else 0
    place = id(kind) if kind else 0
    self = id(owner) if owner is not None else 0
    make = _maker if _maker is not None else _host.doors.make
    make(id(_Made), id("made"), id(name), text, number, place, self, id(words[2]))
    made = _Made.made
    del _Made.made
    return made


def _doc(implementation: Callable[..., Any], name: str, first: str) -> str | None:
    """With the signature, as `inspect` reads it from a built-in function."""
    own = inspect.signature(implementation)
    given = [
        each.replace(annotation=each.empty, default=each.default)
        for each in own.parameters.values()
    ]
    if first == "$self":
        given = given[1:]
    text = str(own.replace(parameters=given, return_annotation=own.empty))
    inner = text[1:-1]
    comma = ", " if inner else ""
    only = "" if "/" in inner else ", /"
    return f"{name}({first}{only}{comma}{inner})\n--\n\n{implementation.__doc__ or ''}"


def _behind(implementation: Callable[..., Any], method: bool, words: Any, left_out: int = 0) -> int:
    number = next(_numbers)
    _kept.append((implementation, words))
    at = WORDS * number
    said = id(words) if words is not None else 0
    _entries[at : at + WORDS] = array.array("i", [id(implementation), method, said, left_out])
    return number


def function(
    implementation: Callable[..., Any],
    name: str,
    module: str,
    owner: object = None,
    real: Any = None,
    words: Any = None,
) -> Any:
    """As a built-in function of that module, described as the real one if there is one: that, or
    else `words`, says of arguments that do not fit why, and is called with no others."""
    if _host is None:
        return Builtin(implementation, name, module)
    real = real if isinstance(real, BuiltinFunctionType) else None  # Pyodide puts some in place
    doc = _doc(implementation, name, "$module") if real is None else _doc_of(real, name)
    return _make(_behind(implementation, False, real or words), name, doc, None, owner, module)


def _new(implementation: Callable[..., Any], module: str, real: type | None) -> Any:
    """`__new__` of a class; what says of arguments that do not fit why is the class that it stands
    for."""
    doc = _doc(implementation, "__new__", "$module")
    door = _behind(implementation, False, real, 1)
    return _make(door, "__new__", doc, None, None, module)


def _doc_of(real: Any, name: str) -> str:
    signature = real.__text_signature__
    return f"{name}{signature}\n--\n\n{real.__doc__ or ''}" if signature else real.__doc__ or ""


def at(slot: int, name: str, doc: str | None, module: str, owner: object) -> Any:
    """What stands in a slot of C's own table of functions."""
    return _make(-slot, name, f"{name}()\n--\n\n{doc}", None, owner, module)


def method(
    implementation: Callable[..., Any],
    name: str,
    kind: type,
    counterpart: Any = None,
    words: Any = None,
) -> Any:
    """As a method of a built-in type, described as its counterpart in C if there is one. `words` is
    that counterpart of an object which nobody has: it says of arguments that do not fit why."""
    doc = _doc(implementation, name, "$self") if counterpart is None else _doc_of(counterpart, name)
    return _make(_behind(implementation, True, words), name, doc, kind, None, "")


def event_handler(function: Any) -> Any:
    """As the interpreter calls it by itself. Where a function begins it looks for what is due, a
    collection of garbage above all, and that is to happen in the program and not here. It does not
    look where a function goes on after a `yield from`: this one begins as if it did."""
    code = bytearray(function.__code__.co_code)
    at = code[::2].index(opcode.opmap["RESUME"]) * 2
    code[at + 1] = AFTER_YIELD_FROM
    changed = function.__code__.replace(co_code=bytes(code))
    return FunctionType(changed, globals_of(function), closure=closure_of(function))


class within:
    """A function of the engine, for an event's handler to call as through a door: `call @ (1, 2)`.
    By an operator, since the interpreter looks for what is due after a call as well."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __matmul__(self, arguments: tuple[Any, ...]) -> Any:
        return self._function(*arguments)


def close(kind: type, names: Any = None, real: type | None = None, spare: object = None) -> None:
    """Put all functions of a class behind doors, or those that these `names` hold; the others are
    our own business. What its counterpart in C has is described as there, and one of those that is
    to `spare` says what arguments do not fit."""
    if _host is None:
        return
    for name, thing in list(vars(kind).items()):
        if names is not None and name not in names:
            continue
        if name == "__new__" and isinstance(thing, staticmethod):
            setattr(kind, name, _new(thing.__func__, kind.__module__, real))
        elif isinstance(thing, FunctionType) and not name.startswith("__init_subclass"):
            words = getattr(spare, name, None) if name in vars(real or object) else None
            setattr(kind, name, method(thing, name, kind, getattr(real, name, None), words))
        elif isinstance(thing, property) and isinstance(thing.fget, FunctionType):
            setattr(kind, name, property(function(thing.fget, name, kind.__module__)))


def fix() -> None:
    """From here on nobody changes a class that stands for one in C."""
    for kind in _standing:
        _host.doors.fix(id(kind))


#: What Python notes in a class that it makes.
_NOTED = (
    "__annotations__",
    "__firstlineno__",
    "__static_attributes__",
    "__slots__",
    "__annotate__",
)


def stand_for(kind: Any, real: type) -> None:
    """Close a class that takes the place of one in C, so that it looks like that one."""
    shown = dir(real)
    close(kind, shown, real, real())
    if _host is None:
        return
    fields = {*kind.__annotations__}
    for name in _NOTED:
        if name in vars(kind):
            delattr(kind, name)
    own = {*fields, *vars(kind), "__dict__", "__weakref__"} - set(shown)

    def __dir__(self: Any) -> list[str]:
        return [name for name in object.__dir__(self) if name not in own]

    kind.__dir__ = method(__dir__, "__dir__", kind, object.__dir__)
    kind.__doc__ = real.__doc__
    _kept.append(real)
    _standing.append(kind)
    _host.doors.nameAs(id(kind), id(real))
