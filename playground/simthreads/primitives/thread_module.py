"""Puts the primitives together as a module that can take the place of `_thread`."""

from __future__ import annotations

import types
from typing import Any, NoReturn

from .. import doors, runtime
from . import excepthook, locks, signal_module, threads
from .arguments import TIMEOUT_MAX, integer, misfit
from .local import _local

_stack_size = 0


def stack_size(size: int = 0, /) -> int:
    global _stack_size
    size = integer(size, kind="ssize_t")
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if size and size < 0x8000:
        raise ValueError(f"size not valid: {size} bytes")
    before, _stack_size = _stack_size, size
    return before


def leave() -> NoReturn:
    raise SystemExit


def _functions() -> dict[str, Any]:
    return {
        "_count": threads._count,
        "_excepthook": excepthook._excepthook,
        "_get_main_thread_ident": lambda: runtime.kernel.main.id,
        "_get_name": threads._get_name,
        "_is_main_interpreter": lambda: True,
        "_make_thread_handle": threads._make_thread_handle,
        "_shutdown": threads._shutdown,
        "allocate": lambda: locks.lock(),
        "allocate_lock": lambda: locks.lock(),
        "daemon_threads_allowed": lambda: True,
        "exit": leave,
        "exit_thread": leave,
        "get_ident": threads.get_ident,
        "get_native_id": threads.get_native_id,
        "interrupt_main": signal_module.interrupt_main,
        "set_name": threads.set_name,
        "stack_size": stack_size,
        "start_joinable_thread": threads.start_joinable_thread,
        "start_new": threads.start_new_thread,
        "start_new_thread": threads.start_new_thread,
    }


def make(real: types.ModuleType) -> types.ModuleType:
    """What stands for the `_thread` given, with the functions and methods that it shows."""
    module = types.ModuleType("_thread", real.__doc__)
    for name, function in _functions().items():
        counterpart = getattr(real, name, None)
        words = None if name == "set_name" else misfit("_thread", name, 0, 0)
        made = doors.function(function, name, "_thread", module, counterpart, words)
        setattr(module, name, made)
    doors.stand_for(locks.lock, real.lock)
    doors.stand_for(locks.RLock, real.RLock)
    doors.stand_for(threads._ThreadHandle, real._ThreadHandle)
    doors.stand_for(_local, real._local)
    # a class does not turn into a method when it is stored on a class: no need to wrap it
    module.__dict__.update(
        LockType=locks.lock,
        RLock=locks.RLock,
        TIMEOUT_MAX=TIMEOUT_MAX,
        _ExceptHookArgs=excepthook._ExceptHookArgs,
        _NAME_MAXLEN=threads._NAME_MAXLEN,
        _ThreadHandle=threads._ThreadHandle,
        _local=_local,
        error=RuntimeError,
        lock=locks.lock,
    )
    return module
