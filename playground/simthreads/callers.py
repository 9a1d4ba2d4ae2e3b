"""Who has called the engine: asked at each event of a run, and so below Python where that is to be
had. Knows stack frames, nothing of what is done with the answer."""

from __future__ import annotations

import os
import sys
from types import CodeType, FrameType
from typing import Any

OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep


def is_our_file(name: str) -> bool:
    return name.startswith(OURS)


def frame_at(number: int, /) -> FrameType | None:
    """The frame of that number, from the innermost outwards, of those that are not our own."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if not is_our_file(frame.f_code.co_filename):
            if not number:
                return frame
            number -= 1
        frame = frame.f_back
    return None


def code_at(number: int, /) -> CodeType | None:
    """What runs in it."""
    frame = frame_at(number)
    return frame and frame.f_code


def line_in(filename: str, /) -> int | None:
    """Where the innermost frame of this file is."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == filename:
            return frame.f_lineno
        frame = frame.f_back
    return None


_NAMES = [function.__name__ for function in (frame_at, code_at, line_in)]


def attach(host: Any) -> None:
    """Put functions in C in the place of those, which do the same and make no frame objects."""
    host.callers.open()
    for name in _NAMES:
        host.callers.make(id(sys.modules[__name__]), id(name))
