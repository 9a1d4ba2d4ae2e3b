"""Every clock of `time` is the run's own; what it says of itself is what CPython says on Linux."""

from __future__ import annotations

import subprocess
import sys

import pytest

from playground.node import Engine

CLOCKS = ["time", "monotonic", "perf_counter", "process_time", "thread_time"]


def printed(engine: Engine, source: str) -> str:
    record = engine.run(f"import threading, time\n{source}\n")
    assert record["outcome"] == "finished", record["error"]
    return "".join(piece["text"] for piece in record["output"])


@pytest.mark.parametrize("name", CLOCKS)
def test_information(engine: Engine, name: str) -> None:
    kind = {
        "time": "REALTIME",
        "process_time": "PROCESS_CPUTIME_ID",
        "thread_time": "THREAD_CPUTIME_ID",
    }.get(name, "MONOTONIC")
    expected = (
        f"namespace(implementation='clock_gettime(CLOCK_{kind})', monotonic={name != 'time'}, "
        f"adjustable={name == 'time'}, resolution=1e-09)\n"
    )
    assert printed(engine, f"print(time.get_clock_info({name!r}))") == expected


@pytest.mark.parametrize("read", ["clock_gettime({0})", "clock_gettime_ns({0}) / 1e9"])
@pytest.mark.parametrize(
    ("clock", "twin", "asleep"),
    [
        ("time.CLOCK_REALTIME", "time.time()", 5),
        ("time.CLOCK_MONOTONIC", "time.monotonic()", 5),
        ("time.CLOCK_MONOTONIC_RAW", "time.perf_counter()", 5),
        ("time.CLOCK_BOOTTIME", "time.monotonic()", 5),
        ("time.CLOCK_PROCESS_CPUTIME_ID", "time.process_time()", 0),
        ("time.CLOCK_THREAD_CPUTIME_ID", "time.thread_time()", 0),
        ("time.pthread_getcpuclockid(threading.get_ident())", "time.thread_time()", 0),
    ],
)
def test_clocks_by_number(engine: Engine, clock: str, twin: str, asleep: int, read: str) -> None:
    source = (
        f"def read(): return time.{read.format(clock)}\n"
        f"before = read(); print(abs(before - {twin}) < 0.01)\n"
        "time.sleep(5); print(round(read() - before, 2))"
    )
    assert [float(word) for word in printed(engine, source).replace("True", "1").split()] == [
        1,
        asleep,
    ]


ERRORS = {
    "time.sleep([])": "'list' object cannot be interpreted as an integer or float",
    "time.get_clock_info('x')": "unknown clock",
    "time.get_clock_info(1)": "get_clock_info() argument 1 must be str, not int",
    "time.clock_gettime(99)": "Invalid argument",
    "time.clock_getres(99)": "Invalid argument",
    "time.pthread_getcpuclockid(99)": "No such process",
}


@pytest.mark.parametrize("call", ERRORS)
def test_errors(engine: Engine, call: str) -> None:
    source = f"try:\n    {call}\nexcept Exception as error: print(error)"
    assert printed(engine, source).rstrip().endswith(ERRORS[call])


def said(engine: Engine, source: str) -> str:
    return "".join(piece["text"] for piece in engine.run(source)["output"])


#: Waits that end at once, each with a time `x`.
WAITS = {
    "Lock": "l = threading.Lock()\nl.acquire()\nwait = lambda x: l.acquire(timeout=x)",
    "RLock": (
        "l = threading.RLock()\nt = threading.Thread(target=l.acquire)\nt.start()\nt.join()\n"
        "wait = lambda x: l.acquire(timeout=x)"
    ),
    "SimpleQueue": "q = queue.SimpleQueue()\nq.put(1)\nwait = lambda x: q.get(timeout=x)",
    "sigtimedwait": (
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])\n"
        "wait = lambda x: signal.raise_signal(signal.SIGUSR1) or signal.sigtimedwait([signal.SIGUSR1], x)"
    ),
    "sleep": "wait = time.sleep",
}
TIMES = ("1e20", "-1e20", "10**12", "-10**12", "nan", "inf", "-inf", "'x'", "Fraction(1, 2)", "-2")


@pytest.mark.parametrize("wait", WAITS)
def test_a_time_that_is_none_is_refused_as_natively(engine: Engine, wait: str) -> None:
    source = (
        "import queue, signal, threading, time\nfrom fractions import Fraction\n"
        f"from math import inf, nan\n{WAITS[wait]}\nfor x in ({', '.join(TIMES)}):\n"
        "    try: wait(x)\n    except Exception as error: print(x, type(error).__name__)\n"
    )
    native = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert said(engine, source) == native.stdout + native.stderr


def test_a_time_that_is_none_is_refused_by_a_threads_handle(engine: Engine) -> None:
    """Which is new in 3.13; what it says is what a lock says."""
    times = [each for each in TIMES if not each.startswith("-")]  # nor does it wait for long
    wait = (
        "h = _thread.start_joinable_thread(int)\nh.join()\n"
        "def wait(x):\n    l.acquire(timeout=x) if how else h.join(x)\n"
    )
    source = (
        "import _thread, threading\nfrom fractions import Fraction\nfrom math import inf, nan\n"
        f"l = threading.Lock()\nl.acquire()\n{wait}for how in (0, 1):\n"
        f"    for x in ({', '.join(times)}):\n"
        "        try: wait(x)\n        except Exception as error: print(x, repr(error))\n"
    )
    lines = said(engine, source).splitlines()
    assert lines[: len(times)] == lines[len(times) :]
