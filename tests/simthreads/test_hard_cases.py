"""Programs that are hard on what they run on: each ends as it should, and the next run is sound."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playground.node import Engine

HELLO = (
    "import threading\nt = threading.Thread(target=print, args=('hello',))\nt.start()\nt.join()\n"
)

ENDLESS_REPR = """
import threading
class Endless:
    def __repr__(self):
        return repr([self])
def dive():
    try:
        repr(Endless())
    except RecursionError:
        print("up again")
threads = [threading.Thread(target=dive) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""

FRESH = """
import queue, sys, threading
for name in ("_queue", "queue", "time", "_thread"):
    del sys.modules[name]
import _queue, _thread, time
box = _queue.SimpleQueue()
threading.Thread(target=lambda: (time.sleep(5), box.put("late"))).start()
print(box.get(), _thread.get_ident())
"""

TRACED = """
import sys, threading
def trace(frame, event, argument):
    return trace
sys.settrace(trace)
threading.settrace(trace)
thread = threading.Thread(target=print, args=("traced",))
thread.start()
thread.join()
"""

MANY = """
import threading
go = threading.Event()
threads = [threading.Thread(target=go.wait) for _ in range(1100)]
for thread in threads:
    thread.start()
go.set()
for thread in threads:
    thread.join()
print(len(threads))
"""


@pytest.fixture
def sound(engine: Engine) -> Iterator[Engine]:
    """The engine; afterwards a run in it must be what it is in a new one."""
    yield engine
    record = engine.run(HELLO)
    assert (record["outcome"], text(record), record["switches"]) == ("finished", "hello\n", 2)


def text(record: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in record["output"])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("granularity", ["bytecode", "line", "call"])
def test_threads_may_all_run_out_of_stack(sound: Engine, seed: int, granularity: str) -> None:
    record = sound.run(ENDLESS_REPR, seed=seed, preempt=granularity)
    assert (record["outcome"], text(record)) == ("finished", "up again\n" * 5)


def test_modules_imported_anew_are_simulated_still(sound: Engine) -> None:
    record = sound.run(FRESH)
    assert (record["outcome"], text(record)) == ("finished", "late 1\n")


def test_a_trace_function_stays_out_of_the_end(sound: Engine) -> None:
    record = sound.run(TRACED, preempt="line")
    assert (record["outcome"], text(record)) == ("finished", "traced\n")


def test_the_limit_on_threads_can_be_raised(sound: Engine) -> None:
    assert "limit here" in text(sound.run(MANY))
    assert text(sound.run(MANY, max_threads=1200)) == "1100\n"


@pytest.mark.parametrize(
    "call", ["os._exit(4)", "threading.Thread(target=os._exit, args=(4,)).start()"]
)
def test_exit_at_once_is_the_end_of_the_run(sound: Engine, call: str) -> None:
    source = f"import os, threading, time\nprint('before')\n{call}\ntime.sleep(1)\nprint('after')\n"
    record = sound.run(source)
    assert (record["outcome"], record["exit_code"], text(record)) == ("finished", 4, "before\n")


def test_an_abort_has_a_code_too(sound: Engine) -> None:
    record = sound.run("import os\nos.abort()\n")
    assert (record["outcome"], record["exit_code"]) == ("finished", 134)


def test_who_breaks_what_all_stands_on_is_told(sound: Engine) -> None:
    record = sound.run("import sys\nsys.modules.clear()\nimport os\nprint(os)\n")
    assert "broke down" in record.get("unusable", "") or record["outcome"] == "raised"


LAST_WORDS = """
import threading
class Cycle:
    def __init__(self):
        self.itself = self
        self.thread = threading.Thread(target=spin, daemon=True)
        self.thread.start()
    def __del__(self):
        try:
            self.thread.join()
        except PythonFinalizationError as error:
            print(word, error)
def spin():
    while True:
        pass
word = "names are still there:"
Cycle()
"""


def test_finalizers_at_the_end_see_names_and_no_other_thread(sound: Engine) -> None:
    record = sound.run(LAST_WORDS)
    expected = "names are still there: cannot join thread at Python finalization\n"
    assert (record["outcome"], text(record)) == ("finished", expected)


def test_an_error_while_threads_are_waited_for_is_ignored_aloud(sound: Engine) -> None:
    record = sound.run("import threading\nthreading._register_atexit(int, 'x')\n")
    assert record["exit_code"] == 0
    assert text(record).startswith("Exception ignored on threading shutdown <module 'threading'")


STUCK = """
import threading
lock = threading.Lock()
lock.acquire()
for _ in range(20):
    threading.Thread(target=lock.acquire).start()
"""
RUNS = 40


def committed(engine: Engine) -> int:
    """Megabytes that the engine's process may write to."""
    status = Path(f"/proc/{engine.pid}/status").read_text("ascii")
    return int(status.partition("VmData:")[2].split()[0]) // 1000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is committed")
def test_no_stack_of_a_thread_outlives_its_run(engine: Engine) -> None:
    for _ in range(2):
        assert engine.run(STUCK)["outcome"] == "deadlock"
    before = committed(engine)
    for _ in range(RUNS):
        assert engine.run(STUCK)["outcome"] == "deadlock"
    assert committed(engine) - before < RUNS * 20 / 4  # each would keep 0.98 of its own
