"""Threads and their handles, as `_thread` offers them to `threading.py`."""

from __future__ import annotations

import builtins
import contextlib
import os
import sys
import weakref
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from .. import doors, runtime
from ..attributes import attributes
from ..limits import MAX_THREADS
from ..task import Task, Wait
from . import local, unraisable
from .arguments import nanoseconds, seconds

NOT_STARTED, STARTED, OVER = 0, 1, 2

max_threads = MAX_THREADS  # at once, unless a run allows more
finalizing = False
_must_end: list[_ThreadHandle] = []  # those that are no daemons
_running = 0


class _ThreadHandle:
    __module__ = "_thread"
    __slots__ = ("__weakref__", "_ident", "_state", "_waiters")

    _ident: int
    _state: int
    _waiters: list[Task]

    def __new__(cls, *_: object, **__: object) -> _ThreadHandle:
        self = object.__new__(cls)
        self._ident = 0
        self._state = NOT_STARTED
        self._waiters = []
        return self

    def __init_subclass__(cls, **_: object) -> NoReturn:
        raise TypeError("type '_thread._ThreadHandle' is not an acceptable base type")

    @property
    def ident(self) -> int:
        return self._ident

    def is_done(self) -> bool:
        over = self._state == OVER
        if over and runtime.kernel.accesses is not None:
            runtime.kernel.accesses.tell("joined", child=self._ident, waited=False)
        return over

    def _set_done(self) -> None:
        if self._state == NOT_STARTED:
            raise RuntimeError("thread not started")
        self._state = OVER
        waiters, self._waiters = self._waiters, []
        for task in waiters:
            runtime.kernel.unblock(task)

    def _task(self) -> Task | None:
        return runtime.kernel.tasks.get(self._ident)

    def join(self, timeout: float | None = None, /) -> None:
        limit = -1 if timeout is None else seconds(timeout)
        if self._state == NOT_STARTED:
            raise RuntimeError("thread not started")
        kernel = runtime.kernel
        me = kernel.current
        if self._ident == me.id and self._state != OVER:
            raise RuntimeError("Cannot join current thread")
        if finalizing and self._state != OVER:
            raise _finalization_error("cannot join thread at Python finalization")
        forever = limit < 0
        deadline = None if forever else kernel.now + nanoseconds(limit)
        while self._state != OVER:
            left = None if deadline is None else deadline - kernel.now
            if left is not None and left <= 0:
                return
            self._waiters.append(me)
            try:
                kernel.block(Wait("join", self, self._task), left)
            finally:
                if me in self._waiters:
                    self._waiters.remove(me)
        if kernel.accesses is not None:
            kernel.accesses.tell("joined", child=self._ident, waited=forever)

    def __repr__(self) -> str:
        return f"<_ThreadHandle object: ident={self._ident}>"


def _finalization_error(message: str) -> RuntimeError:
    kind: type[RuntimeError] = getattr(builtins, "PythonFinalizationError", RuntimeError)
    return kind(message)


def _may_start() -> None:
    if finalizing:
        raise _finalization_error("can't create new thread at interpreter shutdown")
    if len(runtime.kernel.tasks) > max_threads:
        raise RuntimeError(
            f"can't start new thread: {max_threads} threads run already, which is the limit here"
        )


def _launch(call: list[Any], handle: _ThreadHandle | None, daemon: bool) -> Task:
    """Start a thread. `call` is [function, args, kwargs]; it is emptied, so that nothing outlives
    the body."""
    function = call[0]
    owner = getattr(function, "__self__", None)

    def body() -> None:
        global _running
        function, args, kwargs = call
        call.clear()
        _running += 1
        try:
            doors.outside(None, partial(function, *args, **kwargs))
        except SystemExit:
            pass
        except BaseException as error:
            message = f"Exception ignored in thread started by {function!r}"
            unraisable.report(error, error.__traceback__, message)
            del error
        finally:
            _running -= 1
            me = runtime.kernel.current
            me.name = str(attributes(me.thread).get("_name", me.name))
            del function, args, kwargs
            local.forget(me)
            if handle is not None:
                if handle in _must_end:
                    _must_end.remove(handle)
                handle._set_done()

    kernel = runtime.kernel
    # asked for first, since it is the program's code: from here to the event nobody else goes on
    name = str(getattr(owner, "name", "") or getattr(function, "__name__", "thread"))
    task = kernel.spawn(body)
    task.name = name
    task.daemon = daemon
    with contextlib.suppress(TypeError):  # some have no weak references
        task.thread_ref = None if owner is None else weakref.ref(owner)
    task.signals_blocked = set(kernel.current.signals_blocked)
    if handle is not None:
        handle._ident = task.id
        handle._state = STARTED
    if kernel.observer is not None:
        kernel.observer.event("start", kernel.current, child=task.id)
    return task


def start_joinable_thread(
    function: Callable[[], object], handle: _ThreadHandle | None = None, daemon: bool = True
) -> _ThreadHandle:
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is not None and type(handle) is not _ThreadHandle:
        raise TypeError("'handle' must be a _ThreadHandle")
    _may_start()
    handle = handle if handle is not None else _ThreadHandle()
    if handle._state != NOT_STARTED:
        raise RuntimeError("thread already started")
    _launch([function, (), {}], handle, daemon)
    if not daemon:
        _must_end.append(handle)
    return handle


def start_new_thread(
    function: Callable[..., object],
    args: tuple[Any, ...],
    kwargs: dict[str, Any] | None = None,
    /,
) -> int:
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if kwargs is not None and not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    _may_start()
    return _launch([function, args, kwargs or {}], None, True).id


def _make_thread_handle(ident: int, /) -> _ThreadHandle:
    if not isinstance(ident, int):
        raise TypeError("ident must be an integer")
    handle = _ThreadHandle()
    handle._ident = ident
    handle._state = STARTED
    return handle


def _shutdown() -> None:
    """Wait for all threads that are no daemons."""
    me = runtime.kernel.current.id
    while True:
        others = [handle for handle in _must_end if handle._ident != me]
        if not others:
            return
        others[0].join()


def get_ident() -> int:
    return runtime.kernel.current.id


def get_native_id() -> int:
    """Return the thread's number, by which its system knows it."""
    return runtime.kernel.current.id


def _count() -> int:
    return _running


_NAME_MAXLEN = 15


def set_name(name: str) -> None:
    if not isinstance(name, str):
        kind = "None" if name is None else type(name).__name__
        raise TypeError(f"set_name() argument 'name' must be str, not {kind}")
    cut = name.encode(sys.getfilesystemencoding(), "replace").split(b"\0", 1)[0][:_NAME_MAXLEN]
    runtime.kernel.current.os_name = os.fsdecode(cut)


def _get_name() -> str:
    """Get the name of the current thread."""
    name = runtime.kernel.current.os_name
    return "python" if name is None else name
