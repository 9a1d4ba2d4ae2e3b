"""An `atexit` of the program's own: what it registers runs at its end, not at the interpreter's."""

from __future__ import annotations

import types
from collections.abc import Callable
from functools import partial
from typing import Any

from .. import doors
from ..primitives import unraisable


def make() -> Any:
    module = types.ModuleType("atexit")
    calls: list[tuple[Callable[..., Any], Any, Any]] = []

    def register(func: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Callable[..., Any]:
        if not callable(func):
            raise TypeError("the first argument must be callable")
        calls.append((func, args, kwargs))
        return func

    def unregister(func: Callable[..., Any], /) -> None:
        calls[:] = [call for call in calls if call[0] != func]

    def run() -> None:
        while calls:
            func, args, kwargs = calls.pop()
            try:
                doors.outside(None, partial(func, *args, **kwargs))
            except BaseException as error:
                message = f"Exception ignored in atexit callback {func!r}"
                unraisable.report(error, error.__traceback__, message)

    functions: dict[str, Callable[..., Any]] = {
        "register": register,
        "unregister": unregister,
        "_run_exitfuncs": run,
        "_clear": lambda: calls.clear(),
        "_ncallbacks": lambda: len(calls),
    }
    for name, function in functions.items():
        setattr(module, name, doors.function(function, name, "atexit", module))
    return module
