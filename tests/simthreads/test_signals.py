"""Signals are the main thread's, whoever sends them and whatever main is doing; as on CPython."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest

from playground.node import Engine
from tests.interpreter import as_from_a_terminal

SENDERS = {
    "kill": "os.kill(os.getpid(), signal.{0})",
    "raise_signal": "signal.raise_signal(signal.{0})",
    "pthread_kill main": "signal.pthread_kill(threading.main_thread().ident, signal.{0})",
    "pthread_kill self": "signal.pthread_kill(threading.get_ident(), signal.{0})",
    "interrupt_main": "_thread.interrupt_main(signal.{0})",
}
#: What main does for a while unless the handler raises.
WAITS = {
    "running": "run({length})",
    "sleep": "time.sleep({length})",
    "lock": "lock.acquire()",
    "lock timeout": "threading.Lock().acquire(); gate.acquire(timeout={length})",
    "rlock": "rlock.acquire()",
    "join": "worker.join()",
    "queue": "jobs.get()",
    "simple queue": "simple.get()",
    "condition": "with condition: condition.wait({length})",
    "event": "event.wait()",
    "semaphore": "threading.Semaphore(0).acquire(timeout={length})",
    "barrier": "barrier.wait()",
    "future": "future.result()",
}
PROGRAM = """
import _thread, concurrent.futures, os, queue, signal, threading, time
begun = time.monotonic()
gate = threading.Lock(); gate.acquire()
lock = threading.Lock()
rlock = threading.RLock()
jobs, simple = queue.Queue(), queue.SimpleQueue()
condition, event, barrier = threading.Condition(), threading.Event(), threading.Barrier(2)
future = concurrent.futures.Future()
ready, handled, late = threading.Event(), threading.Event(), []
def run(length):  # apart from what catches: at its jump back, CPython 3.13 is in no try
    while time.monotonic() - begun < length: pass
def work():
    lock.acquire()
    rlock.acquire()
    ready.set()
    {pause}
    {send}
    handled.wait({heed})
    late.append(True)
    time.sleep(0.15)
    lock.release(); rlock.release()
    jobs.put(1); simple.put(1); event.set(); future.set_result(1)
    try:
        barrier.wait({patience})
    except threading.BrokenBarrierError:
        pass
def handler(number, frame):
    where = threading.current_thread() is threading.main_thread()
    print("handler", signal.Signals(number).name, where, frame is not None, not late)
    handled.set()
    {act}
signal.signal(signal.{name}, handler)
worker = threading.Thread(target=work, daemon=True)
worker.start()
ready.wait()
try:
    {wait}
    print("done", time.monotonic() - begun < 0.19)
except {error} as caught:
    print("raised", type(caught).__name__)
barrier.abort()
"""
NO_ACT, RAISE = "pass", "raise LookupError"
#: Those that Linux gives to the main thread, and so end its wait.
WAKING = {"kill", "pthread_kill main"}


PAUSE = "time.sleep(0.05)"
#: In its place, on a real machine, however busy: until Linux has seen main asleep three times in a
#: row, and not woken in between, as who waits for the GIL is every five milliseconds.
ASLEEP = """seen, before = 0, None
    while seen < 3:
        time.sleep(0.01)
        with open(f"/proc/self/task/{threading.main_thread().native_id}/status") as status:
            now = [line for line in status if line.startswith(("State", "voluntary", "nonvol"))]
        seen = seen + 1 if now == before and "S (sleeping)" in now[0] else 0
        before = now"""


def matrix_program(
    sender: str, name: str, wait: str, act: str, pause: str = PAUSE, length: float = 0.2
) -> str:
    """`length`: seconds for which main waits, where nothing but time ends that."""
    heed = 5 if sender in WAKING or wait == WAITS["running"] else 0.01
    patience = 30 if "barrier" in wait else 1  # who does not come to it joins the one who waits
    wait = wait.format(length=length).replace("; ", "\n    ")
    return PROGRAM.format(
        send=SENDERS[sender].format(name),
        pause=pause,
        heed=heed,
        name=name,
        wait=wait,
        act=act,
        error="LookupError",
        patience=patience,
    )


def natively(source: str) -> str:
    command = [sys.executable, "-c", source]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=30, preexec_fn=as_from_a_terminal
    )
    return done.stdout + done.stderr


def text(record: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in record["output"])


@pytest.mark.parametrize("act", [NO_ACT, RAISE])
@pytest.mark.parametrize("wait", WAITS)
def test_main_is_woken(engine: Engine, wait: str, act: str) -> None:
    """By a signal that it takes. Others, and `interrupt_main`, leave it asleep until its wait is over."""
    pause = PAUSE if wait == "running" else ASLEEP
    for sender in SENDERS:
        program = matrix_program(sender, "SIGUSR1", WAITS[wait], act, pause, length=0.8)
        native = natively(program)
        at_once = sender in WAKING or wait == "running"
        assert native.startswith(f"handler SIGUSR1 True True {at_once}\n"), sender
        for name in (
            ("SIGUSR1", "SIGINT", "SIGTERM", "SIGALRM") if sender == "kill" else ("SIGUSR1",)
        ):
            record = engine.run(matrix_program(sender, name, WAITS[wait], act))
            assert text(record) == native.replace("SIGUSR1", name), (name, sender)


#: An interval timer that has nobody to wake, and what becomes of the run: the timer goes on for ever by itself.
RINGING = """
import signal, threading
rung = []
def ring(number, frame):
    rung.append(number)
    if len(rung) == 3:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise TimeoutError
def main():
    signal.signal(signal.SIGALRM, ring)
    {before}
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    {loop}
try:
    main()
except TimeoutError:
    print(rung)
"""
LOOPS = (
    "while True: pass",
    "while True:\n        x = 1",
    "while True: rung.count(1)",
    "threading.Event().wait()",
)


@pytest.mark.parametrize("preempt", ["bytecode", "line", "call"])
@pytest.mark.parametrize("loop", LOOPS)
def test_an_interval_timer_ends_a_loop(engine: Engine, loop: str, preempt: str) -> None:
    source = RINGING.format(before="pass", loop=loop)
    record = engine.run(source, preempt=preempt, seconds=20)
    assert (record["outcome"], text(record)) == ("finished", "[14, 14, 14]\n")


@pytest.mark.parametrize("preempt", ["bytecode", "line", "call"])
def test_an_interval_timer_that_wakes_nobody_meets_a_limit(engine: Engine, preempt: str) -> None:
    source = RINGING.format(before="signal.siginterrupt(signal.SIGALRM, False)", loop=LOOPS[-1])
    record = engine.run(source, preempt=preempt, seconds=20)
    assert (record["outcome"], record["limit"]) == ("limit", "steps")


@pytest.mark.parametrize("wait", WAITS)
def test_a_signal_that_interrupts_no_call(engine: Engine, wait: str) -> None:
    """The system goes on with a wait that has no limit: the handler runs when it is over."""
    source = matrix_program("kill", "SIGUSR1", WAITS[wait], NO_ACT)
    installed = "signal.signal(signal.SIGUSR1, handler)\n"
    assert installed in source
    source = source.replace(installed, installed + "signal.siginterrupt(signal.SIGUSR1, False)\n")
    limited = wait in ("running", "sleep", "lock timeout", "condition", "semaphore")
    handled = f"handler SIGUSR1 True True {limited}\n"
    assert text(engine.run(source)) == f"{handled}done False\n"


WRITING = """
import os, signal, socket, sys, threading
a, b = {pair}
os.set_blocking(a.fileno() if hasattr(a, "fileno") else a, False)
def handler(number, frame):
    print("handler", file=sys.stderr)
    {act}
def send():
    signal.raise_signal(15)
signal.signal(15, handler)
signal.set_wakeup_fd(a.fileno() if hasattr(a, "fileno") else a)
{closing}
try:
    {send}
except LookupError:
    print("caught", file=sys.stderr)
"""


@pytest.mark.parametrize("act", [NO_ACT, RAISE])
@pytest.mark.parametrize(
    ("pair", "closing"),
    [("os.pipe()", "pass"), ("socket.socketpair()", "a.close()"), ("os.pipe()", "os.close(a)")],
)
def test_a_wakeup_that_cannot_be_written(engine: Engine, pair: str, closing: str, act: str) -> None:
    source = WRITING.format(pair=pair, closing=closing, act=act, send="send()")
    words = text(engine.run(source)).splitlines()
    assert words[0] == "Exception ignored while trying to write to the signal wakeup fd:"
    assert words[1] == "Traceback (most recent call last):"
    assert "in send" in words[2]
    [error] = [line for line in words if line.startswith("OSError")]
    assert error.endswith("Bad file descriptor")
    after = words[words.index(error) + 1 :]
    assert after == ["handler"] + ["caught"] * (act == RAISE)


@pytest.mark.parametrize("number", ["", "signal.SIGUSR1", "signal.SIGTERM"])
def test_a_signal_whose_handler_is_gone_at_the_end(engine: Engine, number: str) -> None:
    source = (
        "import _thread, signal\nclass Late:\n    def __del__(self):\n"
        f"        print(signal.getsignal(2))\n        _thread.interrupt_main({number})\n"
        "late = Late()\n"
    )
    record = engine.run(source)
    expected = int(eval(number, {"signal": __import__("signal")})) if number else 2
    assert text(record).startswith("None\nException ignored while calling signal handler:\n")
    assert f"OSError: Signal {expected} ignored due to race condition" in text(record)
    assert record["exit_code"] == 0


def test_interrupt_of_a_running_main(engine: Engine) -> None:
    source = (
        "import os, signal, threading\n"
        "threading.Timer(0.01, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "try:\n    while True: pass\n"
        "except KeyboardInterrupt: print('interrupted')\n"
    )
    for seed in range(5):
        assert text(engine.run(source, seed=seed)) == "interrupted\n"


@pytest.mark.parametrize("sender", ["main", "thread", "clock"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SIGTERM", "Terminated"),
        ("SIGKILL", "Killed"),
        ("SIGHUP", "Hangup"),
        ("SIGUSR1", "User defined signal 1"),
        ("SIGALRM", "Alarm clock"),
        ("SIGABRT", "Aborted"),
    ],
)
def test_default_action_ends_the_process(
    engine: Engine, name: str, words: str, sender: str
) -> None:
    import signal

    call = f"os.kill(os.getpid(), signal.{name})"
    if sender == "thread":
        call = f"threading.Timer(0.01, lambda: {call}).start()\ntime.sleep(1)"
    if sender == "clock":
        call, name, words = "signal.alarm(1)\ntime.sleep(2)", "SIGALRM", "Alarm clock"
    record = engine.run(f"import os, signal, threading, time\n{call}\nprint('still here')\n")
    assert record["outcome"] == "finished"
    assert record["exit_code"] == 128 + getattr(signal, name)
    assert text(record) == f"{words}\n"


SAME = {
    "ignored": "signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.raise_signal(15); print(1)",
    "harmless": "signal.raise_signal(signal.SIGCHLD); signal.raise_signal(signal.SIGWINCH); print(1)",
    "getsignal": "print([getattr(signal.getsignal(n), 'name', n) for n in (1, 2, 9, 13, 15)])",
    "old": "print(signal.signal(15, print), signal.getsignal(15), signal.signal(15, signal.SIG_DFL))",
    "range": "signal.signal(65, print)",
    "kill cannot": "signal.signal(signal.SIGKILL, print)",
    "no handler": "signal.signal(15, 5)",
    "elsewhere": "run(lambda: signal.signal(15, signal.SIG_DFL))",
    "wakeup elsewhere": "run(lambda: signal.set_wakeup_fd(-1))",
    "no such thread": "run(lambda: os.kill(os.getpid(), 99))",
    "signal 0": "os.kill(os.getpid(), 0); signal.pthread_kill(threading.get_ident(), 0); print(1)",
    "valid": "print(sorted(int(n) for n in signal.valid_signals()))",
    "mask": "print(signal.pthread_sigmask(signal.SIG_BLOCK, [10, 12])); signal.raise_signal(10); "
    "print(signal.sigpending(), signal.sigwait([10, 12]), signal.sigpending())",
    "mask range": "signal.pthread_sigmask(signal.SIG_BLOCK, [0])",
    "mask taken over": "signal.pthread_sigmask(0, [10]); "
    "run(lambda: print(signal.pthread_sigmask(0, [])))",
    "unblocked": "signal.signal(10, lambda *_: print('handler')); signal.pthread_sigmask(0, [10]); "
    "signal.raise_signal(10); print('kept back'); signal.pthread_sigmask(1, [10]); print('after')",
    "timed wait": "signal.pthread_sigmask(0, [10]); print(signal.sigtimedwait([10], 0.01))",
    "wait for info": "signal.pthread_sigmask(0, [10]); os.kill(os.getpid(), 10); "
    "i = signal.sigwaitinfo([10]); print(i.si_signo, i.si_code, i.si_pid == os.getpid())",
    "wait in thread": "signal.pthread_sigmask(0, [10]); t = threading.Timer(0, lambda: "
    "print(signal.sigwait([10]))); t.start(); time.sleep(.05); os.kill(os.getpid(), 10); t.join()",
    "alarm": "signal.signal(14, lambda *_: print('ring')); signal.setitimer(0, .05); signal.pause(); "
    "print(signal.alarm(5), signal.alarm(0), signal.getitimer(0))",
    "interval": "rings = []; signal.signal(14, lambda *_: rings.append(1)); "
    "signal.setitimer(0, .01, .01); [signal.pause() for _ in range(5)]; "
    "signal.setitimer(0, 0); print(len(rings))",
    "interrupt_main": "_thread.interrupt_main(0)",
    "order": "signal.signal(10, lambda *_: print(10)); signal.signal(12, lambda *_: print(12)); "
    "signal.pthread_sigmask(0, [10, 12]); os.kill(os.getpid(), 12); os.kill(os.getpid(), 10); "
    "signal.pthread_sigmask(1, [10, 12])",
    "siginterrupt": "signal.siginterrupt(15, True); signal.siginterrupt(0, True)",
    "strsignal": "print(signal.strsignal(15), '|', signal.strsignal(2), '|', signal.strsignal(9))",
}


def without_errno(words: str) -> str:
    """The numbers of errors are the platform's: WebAssembly's are not those of Linux."""
    return re.sub(r"Errno \d+", "Errno", words)


@pytest.mark.parametrize("case", SAME)
def test_as_natively(engine: Engine, case: str) -> None:
    run = "def run(f):\n    t = threading.Thread(target=f)\n    t.start()\n    t.join()\n"
    body = "\n    ".join(SAME[case].split("; "))
    source = (
        f"import _thread, os, signal, threading, time\n{run}"
        f"threading.excepthook = lambda a: print(a.exc_type.__name__, a.exc_value)\n"
        f"try:\n    {body}\nexcept Exception as error: print(type(error).__name__, error)\n"
    )
    assert without_errno(text(engine.run(source))) == without_errno(natively(source))


@pytest.mark.parametrize(
    "wait", ["signal.pause()", "signal.sigwait([10])", "signal.sigwaitinfo([10, 12])"]
)
def test_nobody_can_send(engine: Engine, wait: str) -> None:
    record = engine.run(f"import signal\n{wait}\n")
    assert record["outcome"] == "deadlock"
    [stuck] = record["deadlock"]["threads"]
    assert stuck["wants"]["operation"].startswith("signal.")
    assert stuck["wants"]["line"] == 2


@pytest.mark.parametrize(
    "call", ["signal.setitimer(signal.ITIMER_PROF, 1)", "signal.raise_signal(signal.SIGSTOP)"]
)
def test_refused_in_one_line(engine: Engine, call: str) -> None:
    record = engine.run(f"import signal\n{call}\n")
    assert "not simulated: use" in record["error"]["message"]
    assert len(record["error"]["message"].splitlines()) == 1


@pytest.mark.parametrize("handler", ["signal.SIG_IGN", "None"])
def test_a_clock_that_nobody_hears_ends(engine: Engine, handler: str) -> None:
    how = (
        f"signal.signal(14, {handler})" if handler != "None" else "signal.pthread_sigmask(0, [14])"
    )
    source = f"import signal, threading\n{how}\nsignal.setitimer(0, 0.01, 0.01)\n"
    record = engine.run(source + "lock = threading.Lock()\nlock.acquire()\nlock.acquire()\n")
    assert record["outcome"] == "deadlock"
