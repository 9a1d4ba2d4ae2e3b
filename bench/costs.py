"""What the parts of a program with threads cost, on the Python that runs this: one number a name.

`python bench/costs.py NAME` prints it as JSON. A script that knows no site: it needs the standard
library alone, and runs on each Python that is installed.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import queue
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Thread

TIMES = 200_000  # of what takes nanoseconds


def _seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def _together(call: Callable[[], object], count: int) -> float:
    threads = [Thread(target=call) for _ in range(count)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin


def _bare(times: int) -> None:
    for _ in range(times):
        pass


def bare_loop() -> float:
    """Nanoseconds of one turn of an empty loop."""
    return _seconds(lambda: _bare(TIMES)) / TIMES * 1e9


def lock(threads: int) -> float:
    """Nanoseconds for each time that a lock is taken, by so many threads together."""
    guard = Lock()

    def take() -> None:
        for _ in range(TIMES // threads):
            with guard:
                pass

    return _together(take, threads) / TIMES * 1e9


def pool_waiting(size: int) -> float:
    """Tasks a second, of which each waits for 5 ms."""
    with ThreadPoolExecutor(size) as pool:
        return 48 / _seconds(lambda: list(pool.map(time.sleep, [0.005] * 48)))


def pool_computing(size: int) -> float:
    """Tasks a second, of which each computes in Python for a few milliseconds."""
    with ThreadPoolExecutor(size) as pool:
        return 24 / _seconds(lambda: list(pool.map(_bare, [200_000] * 24)))


def _note_when(wait: Callable[[], object], ready: Event, ends: list[float]) -> None:
    ready.set()
    wait()
    ends.append(time.perf_counter())


def _woken_by(wait: Callable[[Event], object]) -> float:
    """Microseconds from set() to the thread that waited: the median of nine."""
    late = []
    for _ in range(9):
        happened, ready = Event(), Event()
        ends: list[float] = []
        thread = Thread(target=_note_when, args=(lambda: wait(happened), ready, ends))  # noqa: B023
        thread.start()
        ready.wait()
        time.sleep(0.013)
        begin = time.perf_counter()
        happened.set()
        thread.join()
        late.append(ends[0] - begin)
    return sorted(late)[4] * 1e6


def _sleep_and_look(happened: Event) -> None:
    while not happened.is_set():
        time.sleep(0.01)


def _look(happened: Event) -> None:
    while not happened.is_set():
        pass


WAYS: dict[str, Callable[[Event], object]] = {
    "wait": Event.wait,
    "poll": _sleep_and_look,
    "spin": _look,
}


def woken(way: str) -> float:
    return _woken_by(WAYS[way])


def busy(way: str) -> float:
    """Percent of one core that a thread uses while it waits for 0.3 s."""
    happened = Event()
    thread = Thread(target=WAYS[way], args=(happened,))
    begin = time.process_time()
    thread.start()
    time.sleep(0.3)
    used = time.process_time() - begin
    happened.set()
    thread.join()
    return used / 0.3 * 100


QUEUES: dict[str, Callable[[], queue.Queue[int] | queue.SimpleQueue[int]]] = {
    "simple": queue.SimpleQueue,
    "queue": queue.Queue,
    "bounded": lambda: queue.Queue(maxsize=100),
    "one": lambda: queue.Queue(maxsize=1),
}


def through(kind: str) -> float:
    """Thousand items a second, from one thread to another."""
    box, count = QUEUES[kind](), 10_000

    def take() -> None:
        for _ in range(count):
            box.get()

    def give() -> None:
        for number in range(count):
            box.put(number)

    taker = Thread(target=take)
    taker.start()
    begin = time.perf_counter()
    give()
    taker.join()
    return count / (time.perf_counter() - begin) / 1000


def _nothing() -> None:
    pass


def call() -> float:
    def calls() -> None:
        for _ in range(TIMES):
            _nothing()

    return _seconds(calls) / TIMES * 1e6


def thread() -> float:
    return _seconds(lambda: [_together(_nothing, 1) for _ in range(300)]) / 300 * 1e6


def submit() -> float:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_nothing).result()
        return _seconds(lambda: [pool.submit(_nothing).result() for _ in range(2000)]) / 2000 * 1e6


def task() -> float:
    async def nothing() -> None:
        pass

    async def tasks() -> None:
        for _ in range(5000):
            await asyncio.create_task(nothing())

    return _seconds(lambda: asyncio.run(tasks())) / 5000 * 1e6


def process() -> float:
    def begin_and_end() -> None:
        child = multiprocessing.get_context("spawn").Process(target=_nothing)
        child.start()
        child.join()

    begin = time.perf_counter()
    for _ in range(3):
        begin_and_end()
    return (time.perf_counter() - begin) / 3 * 1e6


def measured(name: str) -> float:
    """Such as "lock 2": the measure of that name, with what it takes."""
    known: dict[str, Callable[..., float]] = {
        one.__name__: one
        for one in (
            bare_loop,
            lock,
            pool_waiting,
            pool_computing,
            woken,
            busy,
            through,
            call,
            thread,
            submit,
            task,
            process,
        )
    }
    measure, *given = name.split()
    return float(known[measure](*[int(one) if one.isdecimal() else one for one in given]))


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1])))
