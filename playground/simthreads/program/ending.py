"""How a program's last words come out: uncaught errors and exit codes, as CPython has them."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Any

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


def without_our_frames(traceback: TracebackType | None) -> TracebackType | None:
    """From the program's first frame on, and without our primitives, which in CPython are C."""
    links = []
    while traceback is not None:
        if not traceback.tb_frame.f_code.co_filename.startswith(_OURS):
            links.append(traceback)
        traceback = traceback.tb_next
    rest: TracebackType | None = None
    for link in reversed(links):
        if link.tb_next is rest:
            rest = link
        else:
            rest = TracebackType(rest, link.tb_frame, link.tb_lasti, link.tb_lineno)
    return rest


def clean(error: BaseException) -> None:
    """Take our frames out of an error and of all that it came from."""
    seen: set[int] = set()
    left: list[BaseException | None] = [error]
    while left:  # no recursion: what has to be shown may be a chain that ended one
        each = left.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        each.__traceback__ = without_our_frames(each.__traceback__)
        left += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            left += each.exceptions


def facts(error: BaseException, thread: int, filename: str) -> dict[str, Any]:
    """An error as the record has it, with the last line of the program that it passed through."""
    import traceback

    clean(error)
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


def exit_code(error: SystemExit) -> int:
    """What a shell would see; prints what is no number."""
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    print(error.code, file=sys.stderr)
    return 1
