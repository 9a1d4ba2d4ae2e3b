"""`_thread._local`: attributes that each simulated thread has to itself."""

from __future__ import annotations

import weakref
from functools import partial
from typing import Any

from .. import doors, runtime
from ..frames import program_frame
from ..task import Task

_get = object.__getattribute__
_set = object.__setattr__


class _Share:
    """What one `local` object keeps: a dictionary for each thread, by number."""

    __slots__ = ("__weakref__", "arguments", "dictionaries", "owner")

    def __init__(self, owner: object, arguments: tuple[Any, Any]) -> None:
        self.dictionaries: dict[int, dict[str, Any]] = {}
        self.arguments = arguments
        self.owner = weakref.ref(owner)

    def of(self, task: Task) -> dict[str, Any]:
        mine = self.dictionaries[task.id] = {}
        task.locals.append(weakref.ref(self))
        return mine


def _enter(self: Any) -> dict[str, Any]:
    """Put the current thread's dictionary in place, made and initialised if this is its first
    use."""
    share: _Share = _get(self, "_local__share")
    task = runtime.kernel.current
    mine = share.dictionaries.get(task.id)
    if mine is not None:
        _set(self, "__dict__", mine)
        return mine
    mine = share.of(task)
    _set(self, "__dict__", mine)
    cls = type(self)
    if cls.__init__ is not object.__init__:
        args, kwargs = share.arguments
        try:
            doors.outside(program_frame(), partial(cls.__init__, self, *args, **kwargs))
        except BaseException:
            share.dictionaries.pop(task.id, None)
            raise
        _set(self, "__dict__", mine)
    return mine


def forget(task: Task) -> None:
    """A thread is over: drop what it kept in all locals."""
    references, task.locals = task.locals, []
    for reference in references:
        share = reference()
        if share is not None:
            share.dictionaries.pop(task.id, None)
            owner = share.owner()
            if owner is not None:
                _set(owner, "__dict__", {})


def _kind(thing: _local) -> str:
    """What CPython calls the type in a message: a type made in C has its module before its name."""
    return "_thread._local" if type(thing) is _local else type(thing).__name__


def _reword(error: AttributeError, thing: _local) -> None:
    """Put the error in CPython's words, if it is about a bare `local()`."""
    if error.obj is thing and type(thing) is _local:
        error.args = (f"{_kind(thing)!r} object has no attribute {error.name!r}",)


class _local:
    """Thread-local data"""

    __module__ = "_thread"
    __slots__ = ("__dict__", "__weakref__", "_local__share")

    def __new__(cls, /, *args: Any, **kwargs: Any) -> _local:
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        share = _Share(self, (args, kwargs))
        _set(self, "_local__share", share)
        share.of(runtime.kernel.current)
        return self

    def __getattribute__(self, name: str) -> Any:
        mine = _enter(self)
        if name == "__dict__":
            return mine
        try:
            return _get(self, name)
        except AttributeError as error:
            _reword(error, self)
            raise

    def __setattr__(self, name: str, value: Any) -> None:
        self._writable(name)
        _set(self, name, value)

    def __delattr__(self, name: str) -> None:
        self._writable(name)
        try:
            object.__delattr__(self, name)
        except AttributeError as error:
            _reword(error, self)
            raise

    def _writable(self, name: str) -> None:
        if name == "__dict__":
            raise AttributeError(f"{_kind(self)!r} object attribute '__dict__' is read-only")
        _enter(self)
