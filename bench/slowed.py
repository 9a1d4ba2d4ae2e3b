"""A browser on a slower processor: its pages, their workers and all, are stopped for most of each
moment. DevTools' own way slows a page's main thread and not its workers, where our Python runs.

Knows processes of Linux, nothing of pages.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOMENT = 0.01  # seconds for which they go on


def _ancestors(process: int) -> Iterator[int]:
    with suppress(OSError, ValueError):
        while process > 1:
            yield process
            told = Path(f"/proc/{process}/stat").read_text("utf8")
            process = int(told.rpartition(")")[2].split()[1])


def renderers() -> list[int]:
    """The processes of pages, in browsers that this process has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            if b"--type=renderer" in command and os.getpid() in _ancestors(int(folder.name)):
                found.append(int(folder.name))
    return found


def _send(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


@contextmanager
def slowed(times: int) -> Iterator[None]:
    ended = threading.Event()

    def stop_and_go() -> None:
        pages = renderers()
        while not ended.wait(MOMENT):
            stopped, began = pages, time.monotonic()
            _send(stopped, signal.SIGSTOP)
            pages = renderers()  # which takes as long as they might go on
            ended.wait(max(0, MOMENT * (times - 1) - (time.monotonic() - began)))
            _send(stopped, signal.SIGCONT)

    beat = threading.Thread(target=stop_and_go, daemon=True)
    if times > 1:
        beat.start()
    try:
        yield
    finally:
        ended.set()
        if times > 1:
            beat.join()
