"""The record: its schema, what it says of waits and deadlocks, and what is drawn from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playground.node import chrome_trace
from playground.simthreads.record.deadlock import sentence
from tests.simthreads.schema import problems

SAMPLE = Path(__file__).parent / "records" / "two_locks_deadlock.json"


def test_the_sample_is_what_the_engine_writes(engine, program):
    record = engine.run(program["two_locks_deadlock"], filename="two_locks_deadlock.py", seed=16)
    assert json.loads(SAMPLE.read_text("utf-8")) == record


@pytest.mark.parametrize("name", ["two_locks_deadlock", "library", "bare_counter_race"])
@pytest.mark.parametrize("policy", ["random", "pct", "hold", "round-robin"])
def test_records_fit_the_schema(engine, program, name, policy):
    assert problems(engine.run(program[name], policy=policy, seed=3)) == []


def test_the_schema_rejects(engine, program):
    record = engine.run("print(1)")
    assert problems(record) == []
    for broken in (
        {"outcome": "fine"},
        {"extra": 1},
        {"schedule": "x"},
        {"seed": -1},
        {"events": [{}]},
    ):
        assert problems(record | broken) != []


def test_a_deadlock_names_threads_locks_and_lines(engine, program):
    record = engine.run(program["two_locks_deadlock"], seed=16)
    assert record["outcome"] == "deadlock"
    assert sentence(record).splitlines() == [
        "deadlock at 0.000130 s",
        "  MainThread holds nothing; waits in Thread.join on a (line 23), held by a",
        "  a holds left (line 8); waits in Lock.acquire on right (line 9), held by b",
        "  b holds right (line 14); waits in Lock.acquire on left (line 15), held by a",
        "  circle: a -> b -> a",
    ]


WAITS = {
    "Lock.acquire": "x = threading.Lock()\nx.acquire()\nx.acquire()",
    "RLock.acquire": "x = threading.RLock()\nt = threading.Thread(target=x.acquire)\nt.start()\nt.join()\nx.acquire()",
    "Condition.wait": "x = threading.Condition()\nx.acquire()\nx.wait()",
    "Condition.wait_for": "x = threading.Condition()\nx.acquire()\nx.wait_for(lambda: False)",
    "Event.wait": "x = threading.Event()\nx.wait()",
    "Semaphore.acquire": "x = threading.Semaphore(0)\nx.acquire()",
    "BoundedSemaphore.acquire": "x = threading.BoundedSemaphore(1)\nx.acquire()\nx.acquire()",
    "Barrier.wait": "x = threading.Barrier(2)\nx.wait()",
    "Queue.get": "x = queue.Queue()\nx.get()",
    "Queue.put": "x = queue.Queue(1)\nx.put(1)\nx.put(2)",
    "Queue.join": "x = queue.Queue(1)\nx.put(1)\nx.join()",
    "LifoQueue.get": "x = queue.LifoQueue()\nx.get()",
    "SimpleQueue.get": "x = queue.SimpleQueue()\nx.get()",
    "Future.result": "x = Future()\nx.result()",
}


@pytest.mark.parametrize("operation", WAITS)
def test_a_wait_is_called_by_the_name_the_reader_knows(engine, operation):
    source = "import queue, threading\nfrom concurrent.futures import Future\n" + WAITS[operation]
    record = engine.run(source)
    assert record["outcome"] == "deadlock"
    main = record["deadlock"]["threads"][0]
    named = next(thing for thing in record["objects"] if thing["id"] == main["wants"]["object"])
    assert (main["wants"]["operation"], named["name"]) == (operation, "x")
    assert main["wants"]["line"] == len(source.splitlines())
    assert named["kind"] == operation.partition(".")[0]


def test_a_partial_deadlock_is_found_when_it_comes_to_be_and_others_run_on(engine):
    record = engine.run(
        "import threading, time\na, b = threading.Lock(), threading.Lock()\n"
        "def take(x, y):\n    with x:\n        time.sleep(0.01)\n        with y:\n            pass\n"
        "for pair in ((a, b), (b, a)):\n    threading.Thread(target=take, args=pair, daemon=True).start()\n"
        "time.sleep(1)\nprint('main got to its end')"
    )
    assert record["outcome"] == "deadlock"
    assert record["output"][0]["text"] == "main got to its end\n"
    assert 0.01 <= record["deadlock"]["time"] < 0.02
    assert sorted(record["deadlock"]["cycle"]) == [2, 3]
    assert [thread["end"] for thread in record["threads"]] == ["done", "stuck", "stuck"]
    assert [event["kind"] for event in record["events"]].count("deadlock") == 1


def test_a_lock_that_others_release_is_no_deadlock(engine):
    record = engine.run(
        "import threading\ngates = [threading.Lock(), threading.Lock()]\n[g.acquire() for g in gates]\n"
        "def go():\n    gates[0].acquire()\n    gates[1].release()\n"
        "threading.Thread(target=go).start()\ngates[0].release()\ngates[1].acquire()\nprint('through')"
    )
    assert (record["outcome"], record["output"][0]["text"]) == ("finished", "through\n")


def test_locks_are_owned_over_time(engine, program):
    record = engine.run(program["guarded_counter"], seed=4)
    lock = next(thing["id"] for thing in record["objects"] if thing["name"] == "lock")
    owner = None
    for event in record["events"]:
        if event["kind"] == "acquire" and event["object"] == lock:
            assert owner is None
            owner = event["thread"]
        elif event["kind"] == "release" and event["object"] == lock:
            assert owner == event["thread"]
            owner = None
    assert owner is None
    assert all(event["line"] == 10 for event in record["events"] if event["kind"] == "acquire")


def test_one_thread_runs_at_a_time_and_time_never_goes_back(engine, program):
    record = engine.run(program["library"], seed=3)
    running, now = 1, 0.0
    for event in record["events"]:
        assert event["time"] >= now
        now = event["time"]
        if event["kind"] == "run":
            assert running is None
            running = event["thread"]
        elif event["kind"] in ("wait", "sleep", "join", "done", "died"):
            assert running == event["thread"]
            running = None
        elif event["kind"] == "ready" and event["thread"] == running:
            running = None


def test_output_is_kept_with_who_wrote_it_and_when(engine):
    record = engine.run(
        "import threading, time, sys\ndef say():\n    time.sleep(0.5)\n    print('late')\n"
        "t = threading.Thread(target=say, name='x')\nprint('a', 'b')\nt.start()\nt.join()\n"
        "sys.stdout.buffer.write('é'.encode()[:1])\nsys.stdout.buffer.write('é'.encode()[1:])"
    )
    pieces = [(piece["thread"], piece["text"]) for piece in record["output"]]
    assert pieces == [(1, "a b\n"), (2, "late\n"), (1, "é")]
    assert 0.5 <= record["output"][1]["time"] < 0.501


def test_a_trace_for_perfetto(engine, program):
    record = engine.run(program["guarded_counter"], seed=4)
    events = json.loads(chrome_trace(record))["traceEvents"]
    names = {e["args"]["name"] for e in events if e["name"] == "thread_name"}
    assert names == {"MainThread", "t0", "t1", "lock"}
    by_track: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for event in events:
        if event["ph"] == "X":
            track = by_track.setdefault((event["pid"], event["tid"]), [])
            assert not track or track[-1][1] <= event["ts"]  # slices of a track do not overlap
            track.append((event["ts"], round(event["ts"] + event["dur"], 3)))
    assert {pid for pid, _ in by_track} == {1, 2}
    starts = [e for e in events if e["ph"] == "s"]
    assert starts and len(starts) == len([e for e in events if e["ph"] == "f"])


def test_too_many_events_are_counted_not_kept(engine):
    record = engine.run(
        "import threading\nlock = threading.Lock()\nfor _ in range(12_000):\n    with lock:\n        pass"
    )
    assert len(record["events"]) == 20_000
    assert record["events_dropped"] == 4_000 + 1 - 1


NAMED = {
    "left, right, left": (
        "def work(first, second):\n    with first:\n        with second:\n            with first: pass\n"
        "def main():\n    left, right = threading.RLock(), threading.RLock()\n    pair = (left, right)\n"
        "    t = threading.Thread(target=work, args=pair)\n    t.start()\n    t.join()\nmain()"
    ),
    "gates[0], gates[1]": (
        "def work(mine):\n    with mine: pass\n"
        "gates = [threading.Lock() for _ in range(2)]\nfor gate in gates:\n"
        "    t = threading.Thread(target=work, args=(gate,))\n    t.start()\n    t.join()"
    ),
    "a.lock, b.lock": (
        "class Account:\n    def __init__(self):\n        self.lock = threading.Lock()\n"
        "    def pay(self):\n        with self.lock: pass\n"
        "def main():\n    a, b = Account(), Account()\n    for each in (a, b):\n"
        "        t = threading.Thread(target=each.pay)\n        t.start()\n        t.join()\nmain()"
    ),
    "doors['in']": (
        "doors = {'in': threading.Lock()}\ndef work(door):\n    with door: pass\nwork(doors['in'])"
    ),
    "known, counted": (
        "def main():\n    counted, known = threading.Lock(), threading.Lock()\n"
        "    locks = (known, counted)\n    def work(one):\n        with known: pass\n        with one: pass\n"
        "    t = threading.Thread(target=work, args=(counted,))\n    t.start()\n    t.join()\nmain()"
    ),
}


@pytest.mark.parametrize("expected", NAMED)
def test_a_lock_has_the_name_that_its_maker_gave_it(engine, expected):
    record = engine.run(f"import threading\n{NAMED[expected]}\n", policy="round-robin")
    names = {thing["id"]: thing["name"] for thing in record["objects"]}
    taken = [names[event["object"]] for event in record["events"] if event["kind"] == "acquire"]
    assert ", ".join(taken) == ", ".join(dict.fromkeys(expected.split(", ")))


def test_names_are_learnt_without_the_program(engine):
    source = (
        "import threading\nclass Sly:\n    def __getattribute__(self, name):\n"
        "        print('asked for', name)\n        return object.__getattribute__(self, name)\n"
        "sly = Sly()\nt = threading.Thread(target=print)\nt.start()\nt.join()"
    )
    assert [piece["text"] for piece in engine.run(source)["output"]] == ["\n"]
