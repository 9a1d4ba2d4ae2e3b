"""What is told of threads that wait for one another: a sound program is never accused, a deadlock is found,
and its report does not contradict itself."""

from __future__ import annotations

import json

import pytest

from playground.simthreads.explore import advance
from playground.simthreads.record.deadlock import sentence

HEAD = "import threading, time\nlock, other = threading.Lock(), threading.Lock()\n"

#: Any thread may release a lock: each of these ends under every schedule.
SOUND = {
    "a lock as a signal": (
        "lock.acquire()\nthreading.Thread(target=lock.release).start()\nlock.acquire()\nprint('end')\n"
    ),
    "ping-pong": (
        "other.acquire()\ndef play(mine, theirs):\n    for _ in range(3):\n        mine.acquire()\n"
        "        theirs.release()\n"
        "ts = [threading.Thread(target=play, args=pair) for pair in ((lock, other), (other, lock))]\n"
        "for t in ts: t.start()\nfor t in ts: t.join()\nprint('end')\n"
    ),
    "a lock that its waiter has taken itself": (
        "def work():\n    lock.acquire()\n    ready.set()\n    lock.acquire()\n    print('end')\n"
        "ready = threading.Event()\nthreading.Thread(target=work).start()\nready.wait()\nlock.release()\n"
    ),
    "a circle that a third thread breaks": (
        "held = threading.Barrier(3)\n"
        "def work(first, second):\n    first.acquire()\n    held.wait()\n    second.acquire()\n"
        "def breaker():\n    held.wait()\n    time.sleep(1)\n    lock.release()\n    time.sleep(1)\n    other.release()\n"
        "ts = [threading.Thread(target=work, args=(lock, other)), threading.Thread(target=work, args=(other, lock)),\n"
        "      threading.Thread(target=breaker)]\n"
        "for t in ts: t.start()\nfor t in ts: t.join()\nprint('end')\n"
    ),
    "a circle broken by who gets the lock in a queue": (
        "import queue\njobs = queue.Queue()\nheld = threading.Barrier(2)\n"
        "def work(first, second):\n    first.acquire()\n    held.wait()\n    jobs.put(first)\n    second.acquire()\n"
        "def breaker():\n    for release in [jobs.get().release for _ in range(2)]:\n        release()\n"
        "def main():\n    a, b = threading.Lock(), threading.Lock()\n"
        "    ts = [threading.Thread(target=work, args=pair) for pair in ((a, b), (b, a))]\n"
        "    ts.append(threading.Thread(target=breaker))\n"
        "    del a, b\n    for t in ts: t.start()\n    for t in ts: t.join()\n    print('end')\nmain()\n"
    ),
    "a first in, first out lock": (
        "import collections\nclass Fifo:\n    def __init__(self):\n        self.guard = threading.Lock()\n"
        "        self.taken, self.line = False, collections.deque()\n"
        "    def acquire(self):\n        with self.guard:\n            if not self.taken:\n                self.taken = True\n"
        "                return\n            mine = threading.Lock()\n            mine.acquire()\n"
        "            self.line.append(mine)\n        mine.acquire()\n"
        "    def release(self):\n        with self.guard:\n            if self.line:\n                self.line.popleft().release()\n"
        "            else:\n                self.taken = False\n"
        "fifo = Fifo()\ndef work():\n    for _ in range(2):\n        fifo.acquire()\n        fifo.release()\n"
        "ts = [threading.Thread(target=work) for _ in range(3)]\nfor t in ts: t.start()\nfor t in ts: t.join()\nprint('end')\n"
    ),
    "a main thread that a signal wakes": (
        "import os, signal\nheld = threading.RLock()\n"
        "def want():\n    with held:\n        print('got it')\n"
        "def interrupt():\n    time.sleep(1)\n    os.kill(os.getpid(), signal.SIGINT)\n"
        "t = threading.Thread(target=want)\ntry:\n    with held:\n        t.start()\n"
        "        threading.Thread(target=interrupt).start()\n        t.join()\n"
        "except KeyboardInterrupt:\n    print('end')\n"
    ),
    "two threads that import one slow module": (
        "import os, sys\nopen('slow.py', 'w').write('import time\\ntime.sleep(0.1)\\nvalue = 7')\n"
        "sys.path.insert(0, os.getcwd())\ndef use():\n    import slow\n    assert slow.value == 7\n"
        "ts = [threading.Thread(target=use) for _ in range(3)]\nfor t in ts: t.start()\nfor t in ts: t.join()\nprint('end')\n"
    ),
    "a daemon that waits for its own lock at the end": (
        "def serve():\n    while True:\n        lock.acquire()\n        done.set()\n"
        "done = threading.Event()\nthreading.Thread(target=serve, daemon=True).start()\ndone.wait()\n"
        "lock.release()\nprint('end')\n"
    ),
}

CIRCLE = (
    "def work(first, second):\n    with first:\n        time.sleep(0.01)\n        with second:\n            pass\n"
    "ts = [threading.Thread(target=work, args=pair, daemon=True) for pair in ((lock, other), (other, lock))]\n"
    "for t in ts: t.start()\n"
)
#: These stand still under some schedule, whatever else goes on.
UNSOUND = {
    "waited for": CIRCLE + "for t in ts: t.join()\n",
    "waited for in vain": CIRCLE + "for t in ts: t.join(timeout=1)\nprint('end')\n",
    "beside a thread that has no part in it": (
        "def tick():\n    while True:\n        time.sleep(1)\n"
        "threading.Thread(target=tick, daemon=True).start()\n" + CIRCLE + "for t in ts: t.join()\n"
    ),
    "one thread alone": "with lock:\n    with lock:\n        pass\n",
    "reentrant locks": (
        "lock, other = threading.RLock(), threading.RLock()\n" + CIRCLE + "for t in ts: t.join()\n"
    ),
    "a lock and a thread": (
        "def work():\n    with lock:\n        pass\n"
        "with lock:\n    t = threading.Thread(target=work)\n    t.start()\n    t.join()\n"
    ),
    "a lock and a module": (
        "import os, sys\nopen('m.py', 'w').write('import __main__\\n__main__.inside.set()\\nwith __main__.lock: pass')\n"
        "sys.path.insert(0, os.getcwd())\ninside = threading.Event()\n"
        "def use():\n    import m\nt = threading.Thread(target=use, name='importer')\n"
        "with lock:\n    t.start()\n    inside.wait()\n    import m\n"
    ),
    "nobody gives the signal": "lock.acquire()\nthreading.Thread(target=lock.acquire).start()\n",
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_program_is_never_accused(engine, name):
    for policy in ("mixed", "hold", "bounded"):
        verdict = engine.explore(HEAD + SOUND[name], schedules=60, policy=policy)
        assert (verdict["found"], set(verdict.get("tally", ()))) == (False, {"fine"}), verdict
    for seed in range(4):
        record = engine.run(HEAD + SOUND[name], seed=seed)
        printed = [piece["text"] for piece in record["output"]]
        assert (record["outcome"], "end\n" in printed) == ("finished", True)
        assert [event for event in record["events"] if event["kind"] == "deadlock"] == []


@pytest.mark.parametrize("name", UNSOUND)
def test_a_deadlock_is_found_and_shown_and_who_holds_something_holds_it(engine, name):
    verdict = engine.explore(HEAD + UNSOUND[name], schedules=60)
    assert (verdict["found"], verdict["failure"]) == (True, "deadlock")
    record = verdict["record"]
    assert record["outcome"] == "deadlock"
    circles = [event["cycle"] for event in record["events"] if event["kind"] == "deadlock"]
    assert circles == ([record["deadlock"]["cycle"]] if record["deadlock"]["cycle"] else [])
    consistent(record)


LIBRARYS_OWN = """
from concurrent.futures import ThreadPoolExecutor
import logging
pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="export")
class Exporter(logging.Handler):
    def emit(self, record):
        pool.submit(logging.getLogger("http").warning, "sending").result()
logging.getLogger().addHandler(Exporter())
logging.getLogger("app").warning("started")
"""


def test_a_lock_that_the_library_took_is_held_by_whom_it_says(engine):
    record = engine.run(LIBRARYS_OWN)
    consistent(record)
    first, second = record["deadlock"]["threads"]
    assert second["wants"]["held_by"] == first["thread"] == 1
    assert [held["object"] for held in first["holds"]] == [second["wants"]["object"]]


def test_a_thread_has_one_name_though_it_is_renamed(engine):
    source = (
        "import threading\ngo = threading.Event()\nt = threading.Thread(target=go.wait, name='first')\nt.start()\n"
        "threading.Timer(1, lambda: setattr(t, 'name', 'second')).start()\nt.join()\n"
    )
    record = engine.run(source)
    names = [thread["name"] for thread in record["threads"] if thread["id"] == 2]
    assert names == ["second"]
    assert [thing["name"] for thing in record["objects"] if thing["kind"] == "Thread"] == ["second"]


def consistent(record):
    """Whatever a stuck thread waits for and another has, that other is said to have; no line is None."""
    assert "None" not in sentence(record)
    threads = {entry["thread"]: entry for entry in record["deadlock"]["threads"]}
    for entry in threads.values():
        wants = entry["wants"]
        waits_for_thread = wants["operation"] in ("Thread.join", "end of program")
        if wants["held_by"] in threads and not waits_for_thread:
            held = [each["object"] for each in threads[wants["held_by"]]["holds"]]
            assert wants["object"] in held, sentence(record)


def test_what_its_replay_does_not_show_is_not_told():
    request = {"source": "x", "schedules": 4}
    fine = {
        "outcome": "finished", "exit_code": 0, "steps": 9, "schedule": "1.bytecode", "output": [],
    }  # fmt: skip
    bad = fine | {"outcome": "deadlock"}
    step, asked = advance(request, "", "", False), []
    while "verdict" not in step:
        lean = step["request"]["lean"]
        asked.append("search" if lean else "replay")
        result = bad if lean and asked.count("search") == 2 else fine
        step = advance(request, json.dumps(step["state"]), json.dumps(result), False)
    assert asked == ["search", "search", "replay", "search", "search"]
    assert step["verdict"]["found"] is False
    assert step["verdict"]["schedules"] == 4
