"""What `_thread` does with an error that ends a thread: its hook, and what hooks are given. Knows
no scheduling."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from .. import doors
from .threads import get_ident

_FIELDS = ("exc_type", "exc_value", "exc_traceback", "thread")


class _ExceptHookArgs(tuple[Any, ...]):
    """ExceptHookArgs

    Type used to pass arguments to threading.excepthook."""

    __module__ = "_thread"
    __slots__ = ()
    __match_args__ = _FIELDS
    n_fields = n_sequence_fields = len(_FIELDS)
    n_unnamed_fields = 0

    def __new__(cls, sequence: Iterable[Any]) -> _ExceptHookArgs:
        try:
            self = super().__new__(cls, sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if len(self) != len(_FIELDS):
            takes = f"takes a {len(_FIELDS)}-sequence ({len(self)}-sequence given)"
            raise TypeError(f"_thread._ExceptHookArgs() {takes}")
        return self

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self) -> str:
        pairs = zip(_FIELDS, self, strict=True)
        return f"_thread._ExceptHookArgs({', '.join(f'{name}={value!r}' for name, value in pairs)})"

    def __reduce__(self) -> Any:
        return type(self), (tuple(self), {})


def _excepthook(exc_info: _ExceptHookArgs, /) -> None:
    """Handle uncaught Thread.run() exception."""
    import traceback

    if not isinstance(exc_info, _ExceptHookArgs):
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    kind, error, trace, thread = exc_info
    if kind is SystemExit:
        return
    # a thread keeps what `sys.stderr` was when it began, for the end of the interpreter
    stream = getattr(sys, "stderr", None) or getattr(thread, "_stderr", None)
    if stream is None:
        return
    name = get_ident() if thread is None else thread.name
    doors.outside(None, stream.write, f"Exception in thread {name}:\n")
    doors.outside(None, stream.flush)
    doors.outside(None, traceback.print_exception, kind, error, trace, None, stream)
    doors.outside(None, stream.flush)
