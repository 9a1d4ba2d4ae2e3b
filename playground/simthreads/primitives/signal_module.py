"""What `_signal` offers, on the signals of a run: the same errors and messages as CPython on Linux.

Its functions take the place of the real ones in the modules that stand, so that `signal.py` itself,
with its enumerations, runs on them.
"""

from __future__ import annotations

import errno
import os
import signal
import types
from collections.abc import Callable, Iterable
from operator import index
from typing import Any

from .. import doors, runtime
from ..program.unsupported import NotSimulated
from ..task import Sent
from ..virtual_clock import SECOND
from . import arguments, signals
from .arguments import integer, misfit, nanoseconds, seconds

_ITIMERS = {1: "ITIMER_VIRTUAL", 2: "ITIMER_PROF"}


def _in_range(number: Any) -> int:
    value = integer(number)
    if not 1 <= value <= signals.LAST:
        raise ValueError("signal number out of range")
    return value


def _only_main(name: str) -> None:
    if not signals.in_main():
        raise ValueError(f"{name} only works in main thread of the main interpreter")


def _error(number: int, kind: type[OSError] = OSError) -> OSError:
    return kind(number, os.strerror(number))


def set_handler(signalnum: int, handler: Any, /) -> Any:
    integer(signalnum)
    _only_main("signal")
    number = _in_range(signalnum)
    if not callable(handler) and handler not in (signals.DEFAULT, signals.IGNORED):
        raise TypeError(
            "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
        )
    signals.check()
    if number in signals.UNCATCHABLE or number not in signals.VALID:
        raise _error(errno.EINVAL)
    before = signals.handler_of(number)
    signals.handlers[number] = handler
    signals.restarting.discard(number)
    for call in signals.settled:
        call()
    return before


def getsignal(signalnum: int, /) -> Any:
    number = _in_range(signalnum)
    return signals.handler_of(number) if number in signals.VALID else None


def raise_signal(signalnum: int, /) -> None:
    number = integer(signalnum)
    if number == 0:
        return
    if number not in signals.VALID:
        raise _error(errno.EINVAL)
    signals.send(number, signals.SI_TKILL, runtime.kernel.current)
    signals.check()


def kill(pid: int, signal: int, /) -> None:
    process, number = integer(pid), integer(signal)
    if process not in (os.getpid(), 0, -os.getpid()):
        raise _error(errno.ESRCH, ProcessLookupError)
    if number not in signals.VALID and number != 0:
        raise _error(errno.EINVAL)
    if number:
        signals.send(number)
    signals.check()


def killpg(pgid: int, signal: int, /) -> None:
    kill(-integer(pgid), signal)


def pthread_kill(thread_id: int, signalnum: int, /) -> None:
    if not isinstance(thread_id, int):
        kind = "None" if thread_id is None else type(thread_id).__name__
        raise TypeError(f"pthread_kill() argument 1 must be int, not {kind}")
    number = integer(signalnum)
    task = runtime.kernel.tasks.get(thread_id)
    if task is None:
        raise _error(errno.ESRCH, ProcessLookupError)
    if number not in signals.VALID and number != 0:
        raise _error(errno.EINVAL)
    if number:
        signals.send(number, signals.SI_TKILL, task)
    signals.check()


def interrupt_main(signum: int = signal.SIGINT, /) -> None:
    """Run a signal's Python handler in the main thread, once that does not wait."""
    number = _in_range(signum)
    if signals.handler_of(number) not in (signals.DEFAULT, signals.IGNORED):
        signals.trip(number, None)
        signals.check()


# -- masks, and waiting


def _set_of(mask: Iterable[Any]) -> frozenset[int]:
    numbers = [_fitting(each) for each in mask]
    for number in numbers:
        if not 1 <= number <= signals.LAST:
            raise ValueError(f"signal number {number} out of range [1; {signals.LAST}]")
    return frozenset(numbers) & signals.VALID


def _fitting(number: Any) -> int:
    """As C reads it: what is too large is -1 there."""
    value = int(index(number))
    return value if -(2**31) <= value < 2**31 else -1


def pthread_sigmask(how: int, mask: Iterable[int], /) -> set[int]:
    how = integer(how)
    wanted = _set_of(mask) - signals.UNCATCHABLE
    mine = signals.blocked(runtime.kernel.current)
    before = set(mine)
    if how == signal.SIG_BLOCK:
        mine |= wanted
    elif how == signal.SIG_UNBLOCK:
        mine -= wanted
    elif how == signal.SIG_SETMASK:
        mine.clear()
        mine |= wanted
    else:
        raise _error(errno.EINVAL)
    signals.unblocked()
    signals.check()
    return before


def sigpending() -> set[int]:
    me = runtime.kernel.current
    return {sent.number for sent in signals.pending if sent.target in (None, me)}


def sigwait(sigset: Iterable[int], /) -> int:
    sent = signals.receive(_set_of(sigset), None)
    assert sent is not None
    return sent.number


def _information(sent: Sent) -> Any:
    make: Any = signal.struct_siginfo
    sender = 0 if sent.code == signals.SI_KERNEL else os.getpid()
    return make((sent.number, sent.code, 0, sender, os.getuid() if sender else 0, 0, 0))


def sigwaitinfo(sigset: Iterable[int], /) -> Any:
    sent = signals.receive(_set_of(sigset), None)
    assert sent is not None
    return _information(sent)


def sigtimedwait(sigset: Iterable[int], timeout: float, /) -> Any:
    limit = nanoseconds(seconds(timeout))
    if limit < 0:
        raise ValueError("timeout must be non-negative")
    sent = signals.receive(_set_of(sigset), limit)
    return None if sent is None else _information(sent)


# -- the clock's signals


class _Clock:
    """`ITIMER_REAL`. One whose signal goes nowhere rests until it may go somewhere."""

    due = interval = 0
    resting = False
    cancel: Callable[[], None] | None = None

    def set(self, first: int, interval: int) -> None:
        if self.cancel:
            self.cancel()
        self.cancel, self.resting, self.interval = None, False, interval
        if first:
            self.due = runtime.kernel.now + first
            self.cancel = runtime.kernel.call_after(first, self._ring)

    def left(self) -> int:
        return max(1, self.due - runtime.kernel.now) if self.cancel else 0

    def _ring(self) -> None:
        self.cancel = None
        number = int(signal.SIGALRM)
        kept_back = any(sent.number == number for sent in signals.pending)
        self.resting = bool(self.interval) and (signals.is_ignored(number) or kept_back)
        if self.interval and not self.resting:
            self.set(self.interval, self.interval)
        signals.send(number, signals.SI_KERNEL)

    def wake(self) -> None:
        if self.resting:
            self.set(self.interval, self.interval)


_clock = _Clock()
signals.settled.append(_clock.wake)


def alarm(seconds: int, /) -> int:
    length = integer(seconds)
    before = -(-_clock.left() // SECOND)
    _clock.set(length * SECOND, 0)
    return before


def _timer(which: Any) -> _Clock:
    which = integer(which)
    if which in _ITIMERS:
        raise NotSimulated(f"{_ITIMERS[which]} is not simulated: use ITIMER_REAL")
    if which != signal.ITIMER_REAL:
        raise _error(errno.EINVAL, signal.ItimerError)
    return _clock


def setitimer(which: int, seconds: float, interval: float = 0.0, /) -> tuple[float, float]:
    integer(which)
    first, then = (nanoseconds(arguments.seconds(each)) for each in (seconds, interval))
    before = getitimer(which)
    if first < 0 or then < 0:
        raise _error(errno.EINVAL, signal.ItimerError)
    _timer(which).set(first, then)
    return before


def getitimer(which: int, /) -> tuple[float, float]:
    clock = _timer(which)
    return clock.left() / SECOND, clock.interval / SECOND


# -- the rest


def set_wakeup_fd(fd: int, /, *, warn_on_full_buffer: bool = True) -> int:
    number = integer(fd)
    _only_main("set_wakeup_fd")
    if number != -1:
        os.fstat(number)
        if os.get_blocking(number):
            raise ValueError(f"the fd {number} must be in non-blocking mode")
    before, signals.wakeup = signals.wakeup, number
    signals.warn_if_full = bool(warn_on_full_buffer)
    return before


def siginterrupt(signalnum: int, flag: bool, /) -> None:
    number, on = _in_range(signalnum), integer(flag)
    if number in signals.UNCATCHABLE or number not in signals.VALID:
        raise _error(errno.EINVAL)
    if on:
        signals.restarting.discard(number)
    else:
        signals.restarting.add(number)


def valid_signals() -> set[int]:
    return set(signals.VALID)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "alarm": alarm,
    "getitimer": getitimer,
    "getsignal": getsignal,
    "pause": signals.pause,
    "pthread_kill": pthread_kill,
    "pthread_sigmask": pthread_sigmask,
    "raise_signal": raise_signal,
    "set_wakeup_fd": set_wakeup_fd,
    "setitimer": setitimer,
    "siginterrupt": siginterrupt,
    "signal": set_handler,
    "sigpending": sigpending,
    "sigtimedwait": sigtimedwait,
    "sigwait": sigwait,
    "sigwaitinfo": sigwaitinfo,
    "valid_signals": valid_signals,
}


#: How many arguments those take that this interpreter has not in C.
_TAKE = {"alarm": (1, 1), "pthread_kill": (2, 2), "setitimer": (2, 3)}


def install(below: types.ModuleType) -> None:
    """Into `_signal`, which is given, and what `signal` and `os` took from C as it is."""
    wrapped = vars(signal)
    for name, function in _FUNCTIONS.items():
        words = misfit("_signal", name, *_TAKE.get(name, (0, 0)))
        counterpart = getattr(below, name, None)
        made = doors.function(function, name, "_signal", below, counterpart, words)
        as_in_c = wrapped.get(name) is getattr(below, name, None) or name not in wrapped
        setattr(below, name, made)
        if as_in_c:
            wrapped[name] = made
    for function in (kill, killpg):
        name = function.__name__
        setattr(os, name, doors.function(function, name, "posix", os, getattr(os, name, None)))
