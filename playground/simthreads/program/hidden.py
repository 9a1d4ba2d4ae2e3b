"""Keeps what the engine is made of out of a program's sight: what looks at all objects, classes or
frames there are, and what would begin anew what the engine has changed. Knows no threads. A way
round it leads nowhere: what holds a program stands around the worker."""

from __future__ import annotations

import gc
import operator
import sys
from collections.abc import Callable, Iterable
from types import (
    CellType,
    CodeType,
    FrameType,
    FunctionType,
    MethodType,
    ModuleType,
    SimpleNamespace,
)
from typing import Any

from .. import callers, doors, frames
from .unsupported import refused_module

_real = SimpleNamespace(**{name: getattr(gc, name) for name in dir(gc) if name[0] != "_"})
freeze = gc.freeze
_subclasses: Callable[[type], list[type]] = type.__subclasses__
_module_of: Callable[[type], Any] = vars(type)["__module__"].__get__
_bases_of: Callable[[type], tuple[type, ...]] = vars(type)["__mro__"].__get__
#: Classes, modules and their globals that lead out, by their addresses: they stay.
_hidden: set[int] = set()
_CONTAINERS = (dict, list, tuple, set, frozenset, CellType)
_INSIDE = "tool 4 watches for the simulation: use another number"


def _hide() -> None:
    """The last moment at which those modules have names."""
    for name, module in sys.modules.items():
        if refused_module(name):
            _hidden.add(id(module))
            if issubclass(type(module), ModuleType):
                _hidden.add(id(vars(module)))
    todo: list[type] = [object]
    seen = set()
    while todo:
        kind = todo.pop()
        if kind not in seen:
            seen.add(kind)
            todo += _subclasses(kind)
    _hidden.update(id(kind) for kind in seen if refused_module(_module_name(kind)))


def _module_name(kind: type) -> str:
    try:
        return str(_module_of(kind))
    except AttributeError:  # made in C without one
        return ""


def _is_hidden_class(kind: type) -> bool:
    return not _hidden.isdisjoint(map(id, _bases_of(kind)))


def _is_hidden(thing: Any) -> bool:
    """Is it the engine's, or what the engine stands on?"""
    kind = type(thing)
    if kind is FunctionType:
        return callers.is_our_file(thing.__code__.co_filename)
    if kind is CodeType:
        return callers.is_our_file(thing.co_filename)
    if kind is FrameType:
        return frames.is_ours(thing)
    if kind is MethodType:
        return _is_hidden(thing.__func__) or _is_hidden(thing.__self__)
    if kind is dict or issubclass(kind, ModuleType):
        return id(thing) in _hidden
    return _is_hidden_class(thing if issubclass(kind, type) else kind)


def _shown(things: Iterable[Any]) -> list[Any]:
    return [each for each in things if not _is_hidden(each)]


def _all_shown(things: Iterable[Any]) -> list[Any]:
    """Without what holds such things, either."""
    return [
        each
        for each in _shown(things)
        if type(each) not in _CONTAINERS or not any(map(_is_hidden, _real.get_referents(each)))
    ]


# -- gc


def get_objects(generation: int | None = None) -> list[Any]:
    """Return a list of objects tracked by the collector (excluding the list returned)."""
    return _all_shown(_real.get_objects(generation))


def get_referrers(*objs: Any) -> list[Any]:
    """Return the list of objects that directly refer to any of 'objs'."""
    given = tuple(_shown(objs))
    found = _real.get_referrers(*given)
    return _all_shown(each for each in found if each is not objs and each is not given)


def get_referents(*objs: Any) -> list[Any]:
    """Return the list of objects that are directly referred to by 'objs'."""
    return _shown(_real.get_referents(*_shown(objs)))


class _Frozen:
    count = 0


def gc_freeze() -> None:
    """Freeze all current tracked objects and ignore them for future collections."""
    _Frozen.count = len(_real.get_objects())


def gc_unfreeze() -> None:
    """Unfreeze all objects in the permanent generation."""
    _Frozen.count = 0  # the engine's stay where they are


def get_freeze_count() -> int:
    """Return the number of objects in the permanent generation."""
    return _Frozen.count


# -- classes, modules that are built in, tools that watch


def subclasses(self: type) -> list[type]:
    """Return a list of immediate subclasses."""
    return [each for each in _subclasses(self) if not _is_hidden_class(each)]


class _BuiltIn:
    """What is changed of a built-in module, and stays so when somebody makes the module anew."""

    changes: dict[str, dict[str, Any]] = {}  # noqa: RUF012 - filled once
    create: Any = None
    subclasses: Any = None


def create_builtin(spec: Any, /) -> Any:
    """Create an extension module."""
    name = spec.name
    if type(name) is not str:
        raise TypeError(f"a module's name is a string, not {type(name).__name__}")
    message = refused_module(name)
    if message:
        raise ImportError(message, name=name)
    module = _BuiltIn.create(SimpleNamespace(name=name))
    for attribute, value in _BuiltIn.changes.get(name, {}).items():
        setattr(module, attribute, value)
    return module


def create_dynamic(spec: Any, file: Any = None, /) -> Any:
    """Create an extension module."""
    message = "extension modules are not simulated: a run has the standard library alone"
    raise ImportError(message, name=str(spec.name))


def _watching(real: Callable[..., Any]) -> Callable[..., Any]:
    def checked(tool_id: Any, /, *rest: Any) -> Any:
        number = operator.index(tool_id)
        if number == frames.TOOL:
            raise ValueError(_INSIDE)
        return real(number, *rest)

    checked.__doc__ = real.__doc__
    return checked


_WATCHERS = (
    "use_tool_id", "clear_tool_id", "free_tool_id", "register_callback", "set_events",
    "get_events", "set_local_events", "get_local_events",
)  # fmt: skip


#: What is put in place, and where.
_changes: list[tuple[Any, dict[str, Any]]] = []


def _change(module: Any, **functions: Callable[..., Any]) -> None:
    name = module.__name__
    made = {each: doors.function(one, each, name, module) for each, one in functions.items()}
    _changes.append((module, made))


def _dictionary(kind: type) -> dict[str, Any]:
    found: dict[str, Any] = _real.get_referents(vars(kind))[0]
    return found


def install() -> None:
    """Once: make what `close` puts in place."""
    imports: Any = sys.modules["_imp"]
    watching: Any = vars(sys)["monitoring"]
    _BuiltIn.create = imports.create_builtin
    _BuiltIn.subclasses = doors.method(subclasses, "__subclasses__", type)
    _change(
        gc,
        get_objects=get_objects,
        get_referrers=get_referrers,
        get_referents=get_referents,
        freeze=gc_freeze,
        unfreeze=gc_unfreeze,
        get_freeze_count=get_freeze_count,
    )
    _change(imports, create_builtin=create_builtin, create_dynamic=create_dynamic)
    _change(watching, **{name: _watching(getattr(watching, name)) for name in _WATCHERS})


def close(host: Any) -> None:
    """In each interpreter, once Pyodide has come up: it uses these, and doors are open only now."""
    _hide()
    getframe = doors.at(_guard(host), "_getframe", frames.getframe.__doc__, "sys", sys)
    stacks = ("_current_frames", "_current_exceptions", "unraisablehook", "__unraisablehook__")
    shown = {name: getattr(sys, name) for name in stacks}
    for module, made in (*_changes, (sys, {"_getframe": getframe, **shown})):
        _BuiltIn.changes[module.__name__] = made
        for attribute, value in made.items():
            setattr(module, attribute, value)


def _guard(host: Any) -> int:
    """Have frames and functions of the engine show nothing that leads on, and classes none of its.
    Returns where what stands for `sys._getframe` is."""
    frame, function = vars(FrameType), vars(FunctionType)
    descriptors = [frame[name] for name in ("f_back", "f_globals", "f_locals", "f_builtins")]
    descriptors += [function[name] for name in ("__code__", "__defaults__", "__kwdefaults__")]
    attributes = _dictionary(FunctionType)
    _dictionary(type)["__subclasses__"] = _BuiltIn.subclasses
    things = (frames.getframe, type, FunctionType, attributes, *descriptors)
    return int(host.guards.close(*map(id, things)))
