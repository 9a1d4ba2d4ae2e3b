"""Every clock of `time` is the run's own; what it says of itself is what CPython says on Linux."""

from __future__ import annotations

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
