"""How a program's last words come out: uncaught errors and exit codes, as CPython has them."""

from __future__ import annotations

import sys
from typing import Any

from .. import doors
from ..primitives import unraisable

UNWRITTEN = 120  # the exit code where output was lost


def facts(error: BaseException, thread: int, filename: str) -> dict[str, Any]:
    """An error as the record has it, with the last line of the program that it passed through."""
    import traceback

    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == filename:
            line = step.tb_lineno
        step = step.tb_next
    return {
        "thread": thread,
        "type": type(error).__name__,
        "message": "".join(traceback.format_exception_only(error)).strip(),
        "traceback": "".join(traceback.format_exception(error)),
        "line": line,
    }


def without_hook(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """What the interpreter does where there is no `sys.excepthook`."""
    print("sys.excepthook is missing", file=sys.stderr)
    sys.__excepthook__(kind, error, trace)


def flush(name: str) -> bool:
    """As at the interpreter's end. Did it get out?"""
    stream = getattr(sys, name, None)
    if stream is None or getattr(stream, "closed", False):
        return True
    try:
        doors.outside(None, stream.flush)
    except Exception as error:
        if name == "stdout":
            message = f"Exception ignored while flushing sys.{name}"
            unraisable.report(error, error.__traceback__, message)
        return False
    return True


def hook_failed(second: BaseException, error: BaseException) -> str:
    """What the interpreter says where `sys.excepthook` raises."""
    import traceback

    second.__context__ = None
    reports = ["".join(traceback.format_exception(each)) for each in (second, error)]
    return f"Error in sys.excepthook:\n{reports[0]}\nOriginal exception was:\n{reports[1]}"


def exit_code(error: SystemExit) -> int:
    """What a shell would see; prints what is no number."""
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        fits = -(2**63) <= error.code < 2**63
        return (error.code if fits else -1) & 0xFF
    print(error.code, file=sys.stderr)
    return 1
