"""Pools of threads that multiprocessing calls processes: each program prints the same as natively, under every
schedule that is tried."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from playground.node import Engine

SEEDS = range(6)
POLICIES = ("random", "pct", "hold", "round-robin")

PROGRAMS = {
    "the calls": """
from multiprocessing.pool import ThreadPool
def power(number, exponent=2):
    return number ** exponent
with ThreadPool(3) as pool:
    print(pool.apply(power, (3,), {"exponent": 3}), pool.map(power, range(7)), pool.map(power, []))
    print(pool.map(power, range(7), chunksize=3), pool.starmap(power, [(2, 3), (3, 2)], chunksize=1))
    print(list(pool.imap(power, iter(range(5)))), list(pool.imap(power, range(5), chunksize=2)))
    print(sorted(pool.imap_unordered(power, range(6))), sorted(pool.imap_unordered(power, range(6), 4)))
    print(pool.map_async(power, range(4)).get(), pool.starmap_async(power, [(1,), (2,)]).get(5))
    print(repr(pool).split(".")[-1])
""",
    "callbacks": """
import threading
from multiprocessing.pool import ThreadPool
def fail(number):
    raise ValueError(number)
got, order = threading.Semaphore(0), []
def note(what):
    order.append(repr(what))
    got.release()
with ThreadPool(2) as pool:
    for call in (lambda: pool.apply_async(abs, (-3,), callback=note),
                 lambda: pool.apply_async(fail, (4,), callback=note, error_callback=note),
                 lambda: pool.map_async(abs, [-1, -2], callback=note),
                 lambda: pool.map_async(fail, [1], error_callback=note),
                 lambda: pool.starmap_async(max, [(1, 2)], callback=note)):
        result = call()
        got.acquire()
        result.wait()
        print(order[-1], result.ready(), result.successful())
""",
    "errors": """
from multiprocessing import TimeoutError
from multiprocessing.pool import ThreadPool
import threading
def look_up(number):
    return {3: 4, 4: 3}[number]
def tried(what, *args):
    try:
        print("no error", what(*args))
    except Exception as error:
        print(type(error).__name__, error)
stay = threading.Event()
with ThreadPool(2) as pool:
    tried(pool.apply, look_up, (0,))
    tried(pool.map, look_up, [3, 0, 4])
    results = pool.imap(look_up, [3, 0, 4])
    for _ in range(4):
        tried(next, results)
    results = pool.imap_unordered(look_up, [0])
    tried(results.next)
    tried(results.next)
    def numbers():
        yield 2
        raise RuntimeError("the input fails")
    results = pool.imap(look_up, numbers())
    tried(next, results)
    tried(next, results)
    waiting = pool.apply_async(stay.wait)
    tried(waiting.get, 0.05)
    print(waiting.ready())
    tried(pool.imap(stay.wait, [None]).next, 0.05)
    stay.set()
    print(waiting.get())
    tried(pool.map, look_up, 3)
    tried(pool.imap, look_up, [1], 0)
tried(pool.apply, look_up, (1,))
tried(ThreadPool, 0)
tried(ThreadPool, 1, 3)
tried(pool.join)
""",
    "close and join": """
import threading, time
from multiprocessing.pool import ThreadPool
pool = ThreadPool(2)
results = [pool.apply_async(time.sleep, (0.01,)) for _ in range(5)]
try:
    pool.join()
except ValueError as error:
    print(error)
pool.close()
try:
    pool.apply(abs, (1,))
except ValueError as error:
    print(error)
pool.join()
print([result.ready() for result in results], threading.active_count())
""",
    "terminate": """
import threading
from multiprocessing.pool import ThreadPool
stay = threading.Event()
pool = ThreadPool(2)
running = [pool.apply_async(stay.wait) for _ in range(2)]
queued = [pool.apply_async(abs, (number,)) for number in range(20)]
threading.Timer(0.05, stay.set).start()
pool.terminate()
pool.join()
pool.terminate()
print(threading.active_count() <= 2, any(result.ready() for result in queued[2:]))
try:
    pool.map(abs, [1])
except ValueError as error:
    print(error)
""",
    "an initializer": """
import threading
from multiprocessing.pool import ThreadPool
local = threading.local()
def begin(name):
    local.name = name
def work(number):
    return local.name, number
with ThreadPool(3, begin, ("ready",)) as pool:
    print(pool.map(work, range(4)))
""",
    "dummy": """
from multiprocessing import dummy
def work(box, number):
    box.put((number, dummy.current_process().name))
box = dummy.Queue()
processes = [dummy.Process(target=work, args=(box, number), name=f"p{number}") for number in range(3)]
print([process.exitcode for process in processes])
for process in processes:
    process.start()
for process in processes:
    process.join()
print(sorted(box.get() for _ in processes), [process.exitcode for process in processes], dummy.active_children())
manager = dummy.Manager()
shared, values = manager.dict(a=1), manager.list([1])
value, array, space = manager.Value("i", 3), manager.Array("i", [1, 2]), manager.Namespace(x=1)
value.value += 1
print(shared, values, value, array, space)
one, other = dummy.Pipe()
def answer():
    other.send(other.recv() * 2)
thread = dummy.Process(target=answer)
thread.start()
one.send(21)
print(one.poll(5), one.recv(), one.poll(), one.poll(0.01))
thread.join()
with dummy.Pool(2) as pool:
    print(pool.map(len, ["a", "bc"]))
lock, rlock, event, gate = dummy.Lock(), dummy.RLock(), dummy.Event(), dummy.Barrier(1)
with lock, rlock, dummy.Condition(), dummy.Semaphore(1), dummy.BoundedSemaphore(1):
    print(lock.locked(), event.is_set(), gate.wait())
box = dummy.JoinableQueue()
box.put(1)
box.get()
box.task_done()
box.join()
dummy.freeze_support()
""",
    "a server of dummy.connection": """
from multiprocessing.dummy import Process
from multiprocessing.dummy.connection import Client, Listener
def serve(listener):
    with listener.accept() as connection:
        connection.send(connection.recv().upper())
with Listener() as listener:
    server = Process(target=serve, args=(listener,))
    server.start()
    with Client(listener.address) as connection:
        connection.send("hello")
        print(connection.recv())
    server.join()
""",
    "a pool in a pool": """
from multiprocessing.pool import ThreadPool
def outer(number):
    with ThreadPool(2) as pool:
        return sum(pool.map(abs, [number, -number]))
with ThreadPool(2) as pool:
    print(pool.map(outer, [1, 2, 3]))
""",
    "left to the end": """
import atexit
from multiprocessing.pool import ThreadPool
atexit.register(print, "first out")
pool = ThreadPool(2)
print(pool.map(abs, [-1, -2]))
""",
}


def natively(source: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=60
    )
    assert not done.returncode, done.stderr
    return done.stdout


def text(record: dict[str, Any], stream: str = "stdout") -> str:
    return "".join(piece["text"] for piece in record["output"] if piece["stream"] == stream)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_pool_does_as_natively(engine: Engine, name: str) -> None:
    expected = natively(PROGRAMS[name])
    for seed in SEEDS:
        record = engine.run(PROGRAMS[name], seed=seed, policy=POLICIES[seed % len(POLICIES)])
        assert (record["outcome"], record["error"]) == ("finished", None)
        assert text(record) == expected
        assert not text(record, "stderr")


SMALL = """
from multiprocessing.pool import ThreadPool
results = []
with ThreadPool(2) as pool:
    pool.map_async(abs, [-1, -2, -3], callback=results.extend).wait()
    assert pool.apply(max, (1, 2)) == 2
assert results == [1, 2, 3], results
"""


def test_no_schedule_makes_a_sound_pool_fail(engine: Engine) -> None:
    verdict = engine.explore(SMALL, schedules=150)
    assert not verdict["found"], verdict


FAILING_CALLBACK = """
from multiprocessing.pool import ThreadPool
def show(value):
    print("got", value)
    raise ValueError("callback failed")
with ThreadPool(2) as pool:
    print("result", pool.apply_async(abs, (-9,), callback=show).get())
"""

FAILING_START = """
from multiprocessing.pool import ThreadPool
def begin():
    raise ValueError("not ready")
with ThreadPool(2, begin) as pool:
    print(pool.map(abs, [1]))
"""


@pytest.mark.parametrize(
    ("source", "printed", "dies_in"),
    [(FAILING_CALLBACK, "got 9\n", "_handle_results"), (FAILING_START, "", "worker")],
)
def test_what_kills_the_threads_of_a_pool_deadlocks(
    engine: Engine, source: str, printed: str, dies_in: str
) -> None:
    """As natively, where such a program hangs."""
    for seed in SEEDS:
        record = engine.run(source, seed=seed)
        assert (record["outcome"], text(record)) == ("deadlock", printed)
        assert f", in {dies_in}\n" in text(record, "stderr")
        assert "simthreads" not in text(record, "stderr")
