"""Makes a Python function behave as one written in C where programs can tell: it never turns into
a method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Builtin:
    """Stands for `builtin_function_or_method`."""

    def __init__(self, function: Callable[..., Any], name: str, module: str) -> None:
        self._function = function
        self.__name__ = self.__qualname__ = name
        self.__module__ = module
        self.__doc__ = function.__doc__
        self.__self__ = None

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self._function(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<built-in function {self.__name__}>"

    def __reduce__(self) -> str:
        return self.__name__


def as_builtin(function: Callable[..., Any], name: str, module: str) -> Builtin:
    return Builtin(function, name, module)
