"""What tracemalloc shows: the memory of the program and the library, without what the engine takes
while it stands for C. Knows tracemalloc from within."""

from __future__ import annotations

import importlib
from typing import Any

from .. import doors
from ..callers import is_our_file
from .patches import Patch

_Frames = tuple[tuple[str, int], ...]  # the innermost first
_HOST: _Frames = (("<unknown>", 0),)  # no Python ran


def _of_engine(trace: _Frames) -> bool:
    return trace == _HOST or any(is_our_file(name) for name, _ in trace)


def _tracemalloc(module: Any) -> None:
    inner: Any = importlib.import_module("_tracemalloc")
    all_traces, of_object = inner._get_traces, inner._get_object_traceback

    def _get_traces() -> list[tuple[Any, ...]]:
        """Get traces of all memory blocks allocated by Python."""
        return [each for each in all_traces() if not _of_engine(each[2])]

    def _get_object_traceback(obj: object, /) -> _Frames | None:
        """Get the traceback where the Python object obj was allocated."""
        trace: _Frames | None = of_object(obj)
        return None if trace is None or _of_engine(trace) else trace

    for function in (_get_traces, _get_object_traceback):
        door = doors.function(function, function.__name__, "_tracemalloc", inner)
        for place in (inner, module):
            setattr(place, function.__name__, door)


PATCHES: dict[str, Patch] = {"tracemalloc": _tracemalloc}
