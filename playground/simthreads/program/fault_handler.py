"""`faulthandler` on simulated threads: their stacks at once, by a signal, or by a watchdog on the
virtual clock that speaks even when nobody can go on. Knows no record and no policy."""

from __future__ import annotations

import io
import itertools
import os
import signal
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from .. import doors, frames, runtime
from ..task import Task
from ..virtual_clock import SECOND
from .unsupported import refuse

MAX_FRAMES = MAX_THREADS = 100
MAX_TEXT = 500
_CRASHES = ("_fatal_error_c_thread", "_read_null", "_sigabrt", "_sigfpe", "_sigsegv")
_ADDRESS = 0xFFFFFFFFFFFFFFFF

Write = Callable[[str], object]


# -- what is written


def _cut(text: str) -> str:
    plain = text.encode("ascii", "backslashreplace").decode()
    return plain if len(text) <= MAX_TEXT else plain[:MAX_TEXT] + "..."


def _stack(task: Task) -> Iterator[str]:
    running = task is runtime.kernel.current
    stack = frames.outwards(frames.getframe() if running else frames.parked_at(task.id))
    found = False
    for frame in itertools.islice(stack, MAX_FRAMES):
        found = True
        code = frame.f_code
        line = "???" if frame.f_lineno is None else frame.f_lineno
        yield f'  File "{_cut(code.co_filename)}", line {line} in {_cut(code.co_name)}\n'
    if not found:
        yield "  <no Python frame>\n"


def _one_thread() -> str:
    return "Stack (most recent call first):\n" + "".join(_stack(runtime.kernel.current))


def _all_threads(current: bool) -> str:
    """The youngest first; the one that asks is called current."""
    kernel = runtime.kernel
    stacks: list[str] = []
    for task in sorted(kernel.tasks.values(), key=lambda task: -task.id):
        if len(stacks) == MAX_THREADS:
            stacks.append("...\n")
            break
        title = "Current thread" if current and task is kernel.current else "Thread"
        name = task.os_name
        if name is None:
            name = "python" if task is kernel.main else ""
        title += f" 0x{task.id & _ADDRESS:016x}" + (f" [{name}]" if name else "")
        stacks.append(f"{title} (most recent call first):\n" + "".join(_stack(task)))
    return "\n".join(stacks)


def _writer(file: Any) -> Write:
    """What writes to the descriptor of a file, as C code does, past whatever buffers it has."""
    if file is None:
        file = sys.stderr
        if file is None:
            raise RuntimeError("sys.stderr is None")
    if isinstance(file, int):
        if file < 0:
            raise ValueError("file is not a valid file descriptor")
        number = file
    else:
        try:
            number = file.fileno()
        except io.UnsupportedOperation:
            if file not in (sys.__stderr__, sys.__stdout__):
                raise
            write: Write = file.write  # the run's own: no descriptor lies below
            return write
        file.flush()
    return lambda text: os.write(number, text.encode())


def dump_traceback(file: Any = None, all_threads: bool = True) -> None:
    _writer(file)(_all_threads(True) if all_threads else _one_thread())


# -- the watchdog


class _Watchdog:
    def __init__(self, delay: int, write: Write, repeat: bool, leaves: bool) -> None:
        self.delay = delay
        self.write = write
        self.repeat = repeat
        self.leaves = leaves
        micro = -(-delay // 1000)
        minutes, rest = divmod(micro // 1_000_000, 60)
        hours, minutes = divmod(minutes, 60)
        part = f".{micro % 1_000_000:06}" if micro % 1_000_000 else ""
        self.title = f"Timeout ({hours}:{minutes:02}:{rest:02}{part})!\n"
        self.cancel = runtime.kernel.call_after(delay, self.bark)

    def bark(self) -> None:
        self.write(self.title + _all_threads(False))
        if self.leaves:
            os._exit(1)
        # for ever the same would be said of threads of which none can go on
        if self.repeat and runtime.kernel.has_future():
            self.cancel = runtime.kernel.call_after(self.delay, self.bark)


_watchdog: _Watchdog | None = None


def dump_traceback_later(
    timeout: float, repeat: bool = False, file: Any = None, exit: bool = False
) -> None:
    global _watchdog
    if not isinstance(timeout, int | float):
        name = type(timeout).__name__
        raise TypeError(f"'{name}' object cannot be interpreted as an integer or float")
    delay = round(timeout * SECOND)
    if delay <= 0:
        raise ValueError("timeout must be greater than 0")
    write = _writer(file)
    cancel_dump_traceback_later()
    _watchdog = _Watchdog(delay, write, bool(repeat), bool(exit))


def cancel_dump_traceback_later() -> None:
    global _watchdog
    if _watchdog is not None:
        _watchdog.cancel()
    _watchdog = None


# -- signals

_enabled = False
_registered: dict[int, Any] = {}


def enable(file: Any = None, all_threads: bool = True, c_stack: bool = True) -> None:
    """A run has no fatal errors that leave it time to speak: what it ends of, the record says."""
    global _enabled
    _writer(file)
    _enabled = True


def disable() -> bool:
    global _enabled
    before, _enabled = _enabled, False
    return before


def is_enabled() -> bool:
    return _enabled


def register(signum: int, file: Any = None, all_threads: bool = True, chain: bool = False) -> None:
    if not 0 < signum < signal.NSIG:
        raise ValueError("signal number out of range")
    write = _writer(file)
    before = _registered.get(signum, signal.getsignal(signum))

    def speak(number: int, frame: Any) -> None:
        write(_all_threads(True) if all_threads else _one_thread())
        if chain and callable(before):
            before(number, frame)

    signal.signal(signum, speak)
    _registered[signum] = before


def unregister(signum: int) -> bool:
    if not 0 < signum < signal.NSIG:
        raise ValueError("signal number out of range")
    if signum not in _registered:
        return False
    signal.signal(signum, _registered.pop(signum))
    return True


def make(doc: str | None = None) -> types.ModuleType:
    module = types.ModuleType("faulthandler", doc)
    functions = (
        cancel_dump_traceback_later,
        disable,
        dump_traceback,
        dump_traceback_later,
        enable,
        is_enabled,
        register,
        unregister,
    )
    for function in functions:
        name = function.__name__
        setattr(module, name, doors.function(function, name, "faulthandler", module))
    module.__dict__["dump_c_stack"] = refuse(
        "the stack of C is not simulated: use faulthandler.dump_traceback"
    )
    for name in _CRASHES:
        setattr(module, name, refuse("a crash of the interpreter is not simulated: use os.abort"))
    return module
