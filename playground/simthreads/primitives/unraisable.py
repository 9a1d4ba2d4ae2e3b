"""Errors that nobody can catch, reported as CPython's C code reports them: through
`sys.unraisablehook`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from .. import doors
from ..frames import program_frame, without_ours

_kind: Any = None
#: C's own, whatever the program puts in its place.
_default: Callable[[Any], object] = sys.unraisablehook


def arguments_type() -> Any:
    """The type that the hook insists on has no name: let the interpreter make one and keep its
    type."""
    global _kind
    if _kind is None:
        seen: list[Any] = []

        class Bad:
            def __del__(self) -> None:
                raise ValueError

        before, sys.unraisablehook = sys.unraisablehook, lambda given: seen.append(type(given))
        try:
            Bad()
        finally:
            sys.unraisablehook = before
        _kind = seen[0]
    return _kind


def report(error: BaseException, traceback: Any, message: str, thing: object = None) -> None:
    frame = program_frame()
    traceback = without_ours(traceback)
    if traceback is None and frame is not None:  # of an error in C: where the program called it
        traceback = TracebackType(None, frame, frame.f_lasti, frame.f_lineno)
    error.__traceback__ = traceback
    hook = getattr(sys, "unraisablehook", _default)
    if hook is None:
        return
    kind = arguments_type()
    try:
        doors.outside(frame, hook, kind((type(error), error, traceback, message, thing)))
    except BaseException as failed:
        words = "Exception ignored in sys.unraisablehook"
        given = kind((type(failed), failed, without_ours(failed.__traceback__), words, hook))
        with contextlib.suppress(Exception):  # there may be no stderr any more
            _default(given)
