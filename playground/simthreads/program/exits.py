"""The ways out that are no end of the main thread: `os._exit`, `os.abort`, what a thread dies of.

Put in place once, for whichever run is under way: a door that is made in a run costs time, and what
JavaScript keeps of it is not put back with the memory.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from .. import doors
from ..frames import program_frame


class Program(Protocol):
    """The run that is under way."""

    def leave(self, status: int) -> object: ...

    def die(self, number: int) -> object: ...

    def note_error(self, error: BaseException) -> None: ...


program: Program = None  # type: ignore[assignment]  # set by each run


def _exit(status: int) -> None:
    """Exit to the system with specified status, without normal exit processing."""
    program.leave(status)


def abort() -> None:
    """Abort the interpreter immediately."""
    program.die(signal.SIGABRT)


def _invoke_excepthook(invoke: Callable[[Any], None], thread: Any) -> None:
    """See what a thread dies of, whatever hook the program puts in place."""
    error = sys.exception()
    if error is not None and not isinstance(error, SystemExit):
        program.note_error(error)
    del error
    doors.outside(program_frame(), invoke, thread)


def install(threading: Any) -> None:
    """Once, when the library is imported anew."""
    system: Any = os
    system._exit = doors.function(_exit, "_exit", "posix", os)
    system.abort = doors.function(abort, "abort", "posix", os)
    make = threading._make_invoke_excepthook
    behind = doors.function(_invoke_excepthook, "_invoke_excepthook", "_thread")
    name = make.__name__
    watched = doors.function(lambda: partial(behind, make()), name, "threading", threading)
    threading._make_invoke_excepthook = watched
