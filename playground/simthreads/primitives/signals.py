"""Signals of a run: who sends one, whose it is, and what it does. Handlers run in the main thread.

Knows the kernel, and is handed what ends the run; knows nothing of the `signal` module.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from .. import doors, runtime
from ..frames import program_frame
from ..program.unsupported import NotSimulated
from ..task import BLOCKED, Sent, Task, Wait
from . import unraisable

DEFAULT, IGNORED = int(signal.SIG_DFL), int(signal.SIG_IGN)  # as this platform has them
LAST = 64
VALID = frozenset(range(1, LAST + 1)) - {32, 33}  # those two are the C library's own
SI_USER, SI_TKILL, SI_KERNEL = 0, -6, 128

_HARMLESS = frozenset((signal.SIGCHLD, signal.SIGCONT, signal.SIGURG, signal.SIGWINCH))
_STOPPING = frozenset((signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU))
UNCATCHABLE = frozenset((signal.SIGKILL, signal.SIGSTOP))


handlers: dict[int, Any] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGPIPE: IGNORED,
    signal.SIGXFSZ: IGNORED,
}
pending: list[Sent] = []  # blocked by all who might have them
_tripped: set[int] = set()  # whose handlers main has to run
_waiting: dict[Task, frozenset[int]] = {}  # those in `sigwait` and the like, and for what
restarting: set[int] = set()  # those that `siginterrupt` lets no call be interrupted by
over = False  # at the process's end Python has no handlers left; what is ignored stays so
wakeup = -1
warn_if_full = True
settled: list[Callable[[], None]] = []  # told when a handler or a mask may have changed


def _die(number: int) -> None:
    raise NotSimulated(f"no run is there to die of signal {number}")


#: Ends the process as its default action does.
die: Callable[[int], None] = _die


def in_main() -> bool:
    return runtime.kernel.current is runtime.kernel.main


def blocked(task: Task) -> set[int]:
    """The signals that a thread has blocked; a new thread takes them over from its parent."""
    return task.signals_blocked


def handler_of(number: int) -> Any:
    """None when it is gone."""
    return None if over else handlers.get(number, DEFAULT)


def is_ignored(number: int) -> bool:
    handler = handlers.get(number, DEFAULT)
    return handler == IGNORED or (handler == DEFAULT and number in _HARMLESS)


def send(number: int, code: int = SI_USER, target: Task | None = None) -> None:
    """To one thread, or to the process. Whoever waits for it comes first."""
    kernel = runtime.kernel
    for task, wanted in _waiting.items():
        if number in wanted and target in (None, task):
            del _waiting[task]
            task.received = Sent(number, code, target)
            kernel.unblock(task)
            return
    takers = [kernel.main, *kernel.tasks.values()] if target is None else [target]
    for task in takers:
        if number not in blocked(task):
            _deliver(number, task)
            return
    if all((each.number, each.target) != (number, target) for each in pending):
        pending.append(Sent(number, code, target))


def _deliver(number: int, taker: Task) -> None:
    if is_ignored(number):
        return
    if over or handlers.get(number, DEFAULT) == DEFAULT:
        if number in _STOPPING:
            raise NotSimulated("stopping a process is not simulated: use a Condition or an Event")
        die(number)
    taker.signals_caught += 1
    trip(number, taker)
    if taker.state is BLOCKED and taker.wait is not None and taker.wait.kind == "pause":
        runtime.kernel.unblock(taker)


def trip(number: int, taker: Task | None) -> None:
    """Have main run the handler as soon as it can. Linux ends the wait of the thread that takes the
    signal, and of no other: main waits on where another takes it, or nobody (`interrupt_main`)."""
    main = runtime.kernel.main
    waits_on = taker is not main or (number in restarting and _restarts(main.wait))
    _tripped.add(number)
    if wakeup != -1:
        _write_number(number, waits_on)
    if _run_handlers not in main.pending:
        _have_main_call(_run_handlers, waits_on)


def _have_main_call(call: Callable[[], None], later: bool) -> None:
    kernel = runtime.kernel
    if later and kernel.main.state is BLOCKED:
        kernel.main.pending.append(call)
    else:
        kernel.interrupt(kernel.main, call)


def _restarts(wait: Wait | None) -> bool:
    """Does Linux go on with this wait by itself when a signal has come?"""
    if wait is None or wait.timeout is not None:
        return False
    return wait.kind in ("lock", "join", "queue") or wait.kind.startswith(("os.", "socket."))


def _write_number(number: int, later: bool) -> None:
    try:
        os.write(wakeup, bytes([number]))
    except OSError as error:
        words = "Exception ignored while trying to write to the signal wakeup fd"
        if warn_if_full or not isinstance(error, BlockingIOError):
            failed = OSError(error.errno, error.strerror)
            _have_main_call(lambda: _ignore(failed, words), later)


def _ignore(error: OSError, message: str) -> None:
    unraisable.report(error, None, message)


def _run_handlers() -> None:
    main = runtime.kernel.main
    try:
        while _tripped:
            number = min(_tripped)
            _tripped.discard(number)
            handler = handler_of(number)
            if callable(handler):
                frame = program_frame()
                doors.outside(frame, handler, number, frame)
            else:
                error = OSError(f"Signal {number} ignored due to race condition")
                _ignore(error, "Exception ignored while calling signal handler")
    finally:
        if _tripped and _run_handlers not in main.pending:
            main.pending.append(_run_handlers)  # one of them raised


def check() -> None:
    """What C code does before it returns: main runs the handlers that are due."""
    if in_main():
        runtime.kernel.run_pending()


def unblocked() -> None:
    """The current thread's mask has changed: deliver what it kept back."""
    me = runtime.kernel.current
    for sent in list(pending):
        if sent.target in (None, me) and sent.number not in blocked(me):
            pending.remove(sent)
            _deliver(sent.number, me)
    for call in settled:
        call()


# -- waiting for one


def pause() -> None:
    """Until a signal has been caught by this thread."""
    kernel = runtime.kernel
    me = kernel.current
    before = me.signals_caught
    while me.signals_caught == before:
        kernel.block(Wait("pause", anybody=True))


def receive(wanted: frozenset[int], limit: int | None) -> Sent | None:
    """Take one of these signals, be it kept back already or still to come."""
    kernel = runtime.kernel
    me = kernel.current
    for sent in sorted(pending, key=lambda each: each.number):
        if sent.number in wanted and sent.target in (None, me):
            pending.remove(sent)
            for call in settled:
                call()
            return sent
    deadline = None if limit is None else kernel.now + limit
    try:
        while me.received is None:
            left = None if deadline is None else deadline - kernel.now
            if left is not None and left <= 0:
                return None
            _waiting[me] = wanted
            kernel.block(Wait("sigwait", anybody=True), left)
    finally:
        _waiting.pop(me, None)
    received, me.received = me.received, None
    return received
