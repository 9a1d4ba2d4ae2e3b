"""All orders that can differ: that none is missed, that no more is said than was seen."""

from __future__ import annotations

from typing import Any

import pytest

from playground import orders_text, possible
from playground.node import Engine
from playground.simthreads.explore import exhaustive
from playground.simthreads.explore.judge import failure, stdout
from playground.simthreads.orders import unseen
from tests.simthreads import (
    order_attacks,
    order_attacks_in_c,
    order_attacks_of_library,
    order_machine,
)
from tests.simthreads.order_model import DEADLOCK, Program, generate, outcomes

SAMPLE = range(20)  # of each kind, in the engine; `python -m tools.orders` takes 300
MODELLED = range(60)
HEAD = "import threading\n"
RUN = "for t in threads: t.start()\nfor t in threads: t.join()\n"


def in_engine(
    engine: Engine, program: Program, orders: int = 3000
) -> tuple[set[str], bool, list[str]]:
    """What it can print there, and whether that is said to be all."""
    verdict = engine.explore(program.source(), outputs=True, orders=orders, schedules=1)
    assert "outcomes" in verdict, verdict
    found = {
        DEADLOCK if each["failure"] == "deadlock" else each["output"]
        for each in verdict["outcomes"]
    }
    return found, verdict["exhausted"], verdict["orders"]["unseen"]


@pytest.mark.parametrize("calls", [False, True], ids=["plain", "calls into C"])
def test_all_orders_print_what_all_interleavings_print(engine, calls):
    wrong = {}
    for seed in SAMPLE:
        program = generate(seed, calls)
        found, exhausted, why = in_engine(engine, program)
        if found != outcomes(program) or not exhausted:
            wrong[seed] = (found ^ outcomes(program), why)
    assert wrong == {}


def test_the_tree_misses_no_outcome_of_the_machine():
    wrong = [
        (seed, calls)
        for seed in MODELLED
        for calls in (False, True)
        if order_machine.explore(generate(seed, calls)) != outcomes(generate(seed, calls))
    ]
    assert wrong == []


def explored(engine: Engine, source: str, **options: object) -> dict[str, Any]:
    return engine.explore(HEAD + source, exhaustive=True, schedules=24, **options)


def test_a_guarded_counter_has_an_order_for_each_order_of_its_threads(engine):
    source = (
        "n = 0\nlock = threading.Lock()\ndef add():\n    global n\n    with lock: n += 1\n"
        "threads = [threading.Thread(target=add) for _ in range({})]\n" + RUN + "assert n == {}\n"
    )
    found = []
    for threads in (1, 2, 3):
        orders = explored(engine, source.format(threads, threads))["orders"]
        found.append((orders["exhausted"], orders["orders"], orders["redundant"]))
    assert found == [(True, 1, 0), (True, 2, 0), (True, 6, 0)]


THREE = "threads = [threading.Thread(target=f) for f in (look, change)]\n" + RUN + "print(seen)\n"
#: A thread looks first at what another changes, each in a way that is easy to overlook; and how
#: many outputs there are.
OVERLOOKED = {
    "an instance's attribute that the class has": (
        "class C: x = 0\nc = C()\ndef look(): seen.append(c.x)\ndef change(): c.x = 1\n",
        2,
    ),
    "a class's attribute that its base has": (
        "class B: x = 0\nclass C(B): pass\ndef look(): seen.append(C().x)\ndef change(): C.x = 1\n",
        2,
    ),
    "an attribute that nobody has": (
        "class C: pass\nc = C()\ndef look(): seen.append(hasattr(c, 'x'))\ndef change(): c.x = 1\n",
        2,
    ),
    "a key that a defaultdict makes": (
        "import collections\nd = collections.defaultdict(list)\n"
        "def look(): d[1].append(1)\ndef change():\n    d[1].append(2)\n    seen.append(d[1])\n",
        2,
    ),
    "a view of a dict": (
        "d = {1: 1}\nkeys = d.keys()\ndef look(): seen.append(len(keys))\ndef change(): d[2] = 2\n",
        2,
    ),
    "a list within a list": (
        "d = [[1]]\ninner = d[0]\ndef look(): seen.append(repr(d))\n"
        "def change(): inner.append(2)\n",
        2,
    ),
    "a global that is not there yet": (
        "def look(): seen.append('late' in globals_of())\ndef globals_of():\n    try: late\n"
        "    except NameError: return ()\n    return ('late',)\n"
        "def change():\n    global late\n    late = 1\n",
        2,
    ),
    "a flag of an event": (
        "e = threading.Event()\ndef look(): seen.append(e.is_set())\ndef change(): e.set()\n",
        2,
    ),
    "a lock that is looked at": (
        "l = threading.Lock()\ndef look(): seen.append(l.locked())\n"
        "def change():\n    with l: pass\n",
        2,
    ),
    "whether a thread is alive": (
        "def look(): seen.append(threads[1].is_alive())\ndef change(): seen.append(0)\n",
        4,
    ),
    "an order of output": ("def look(): print(1)\ndef change(): print(2)\n", 2),
    "a comparison that calls back": (
        "class K:\n    def __eq__(self, other):\n        seen.append(len(d))\n"
        "        return False\n    def __repr__(self): return 'K'\n"
        "d = [K()]\ndef look(): seen.append(1 in d)\ndef change(): d.append(1)\n",
        3,
    ),
}


def test_what_is_easy_to_overlook_is_seen(engine):
    wrong = {}
    for name, (source, count) in OVERLOOKED.items():
        verdict = engine.explore(f"{HEAD}seen = []\n{source}{THREE}", outputs=True, schedules=1)
        outputs = {each["output"] for each in verdict["outcomes"]}
        if len(outputs) != count or not verdict["exhausted"]:
            wrong[name] = (outputs, verdict["orders"])
    assert wrong == {}


SAMPLED = range(12)  # schedules of each; `tools.orders` tries more
POLICIES = ("random", "pct", "pos")


ATTACKS = order_attacks.PROGRAMS | order_attacks_in_c.PROGRAMS | order_attacks_of_library.PROGRAMS


@pytest.mark.parametrize("name", ATTACKS)
def test_no_schedule_shows_what_all_orders_do_not(engine, name):
    source = order_attacks.source(*ATTACKS[name])
    verdict = engine.explore(source, outputs=True, schedules=1, orders=300)
    known = {(each["failure"], each["output"]) for each in verdict["outcomes"]}
    assert "raised SyntaxError" not in {failure for failure, _ in known}
    if verdict["exhausted"]:
        assert {sampled(engine, source, seed) for seed in SAMPLED} - {None} <= known


def sampled(engine: Engine, source: str, seed: int) -> tuple[str, str] | None:
    """How it fails and what it prints under a schedule; nothing if it did not end."""
    policy = POLICIES[seed % len(POLICIES)]
    options = {"policy": policy, "preempt": "bytecode", "horizon": 60, "max_steps": 100_000}
    record = engine.run(source, seed=seed, lean=True, stop_at_deadlock=True, **options)
    if record["outcome"] == "limit":
        return None
    return failure(record, None), stdout(record)


#: Programs of which not all can be looked at, and the words that say so.
PARTLY = {
    "sleeps": ("import time\ntime.sleep(0.01)\nprint(1)\n", ["time"]),
    "waits with a timeout": (
        "e = threading.Event()\nt = threading.Thread(target=lambda: e.wait(0.1))\nt.start()\n",
        ["time"],
    ),
    "reads the clock": ("import time\nprint(time.monotonic() > 0)\n", ["clock"]),
    "uses ctypes": ("try: import ctypes\nexcept ImportError: pass\n", ["ctypes"]),
    "opens a file": ("open('x', 'w').close()\n", ["open"]),
    "never ends": ("while True: pass\n", ["endless"]),
    "goes around a loop": (
        "done = False\ndef wait():\n    while not done: pass\nt = threading.Thread(target=wait)\n"
        "t.start()\ndone = True\nt.join()\n",
        ["long", "many"],
    ),
    "has twenty threads": (
        "n = 0\ndef add():\n    global n\n    n += 1\n"
        "threads = [threading.Thread(target=add) for _ in range(20)]\n" + RUN,
        ["many"],
    ),
    "counts the threads": ("print(threading.active_count())\n", ["threading.active_count"]),
    "asks for subclasses": ("print(int.__subclasses__())\n", ["__subclasses__"]),
    "has a finalizer": ("class A:\n    def __del__(self): pass\n", ["__del__"]),
}


def test_what_was_not_looked_at_is_said(engine):
    wrong = {}
    for name, (source, words) in PARTLY.items():
        verdict = explored(engine, source, orders=30, max_steps=20_000)
        orders = verdict["orders"]
        said = verdict["exhausted"] or orders["exhausted"]
        if said or not set(words) & set(orders["unseen"]):
            wrong[name] = orders
    assert wrong == {}


#: Every call that may wait for a time, in the last line; and what stands before it.
TIMED = {
    "sleep": ("import time", "time.sleep(0.1)"),
    "Event.wait": ("e = threading.Event()", "e.wait(0.1)"),
    "Condition.wait": ("c = threading.Condition()\nc.acquire()", "c.wait(0.1)"),
    "Condition.wait_for": ("c = threading.Condition()\nc.acquire()", "c.wait_for(lambda: 0, 0.1)"),
    "Lock.acquire": ("l = threading.Lock()\nl.acquire()", "l.acquire(timeout=0.1)"),
    "RLock.acquire": (
        "l = threading.RLock()\nt = threading.Thread(target=l.acquire)\nt.start()\nt.join()",
        "l.acquire(timeout=0.1)",
    ),
    "Semaphore.acquire": ("s = threading.Semaphore(0)", "s.acquire(timeout=0.1)"),
    "Barrier.wait": (
        "b = threading.Barrier(2)\nBroken = threading.BrokenBarrierError",
        "try: b.wait(0.1)\nexcept Broken: pass",
    ),
    "Barrier's own": (
        "b = threading.Barrier(2, timeout=0.1)\nBroken = threading.BrokenBarrierError",
        "try: b.wait()\nexcept Broken: pass",
    ),
    "Queue.get": (
        "import queue\nq = queue.Queue()",
        "try: q.get(timeout=0.1)\nexcept queue.Empty: pass",
    ),
    "Queue.put": (
        "import queue\nq = queue.Queue(1)\nq.put(1)",
        "try: q.put(1, timeout=0.1)\nexcept queue.Full: pass",
    ),
    "PriorityQueue.get": (
        "import queue\nq = queue.PriorityQueue()",
        "try: q.get(True, 0.1)\nexcept queue.Empty: pass",
    ),
    "SimpleQueue.get": (
        "import queue\nq = queue.SimpleQueue()",
        "try: q.get(timeout=0.1)\nexcept queue.Empty: pass",
    ),
    "Thread.join": (
        "e = threading.Event()\nt = threading.Thread(target=e.wait, daemon=True)\nt.start()",
        "t.join(0.1)",
    ),
    "Future.result": (
        "from concurrent.futures import Future\nf = Future()",
        "try: f.result(0.1)\nexcept TimeoutError: pass",
    ),
    "Future.exception": (
        "from concurrent.futures import Future\nf = Future()",
        "try: f.exception(timeout=0.1)\nexcept TimeoutError: pass",
    ),
    "futures.wait": (
        "from concurrent.futures import Future, wait\nf = Future()",
        "wait([f], timeout=0.1)",
    ),
    "as_completed": (
        "from concurrent.futures import Future, as_completed\nf = Future()",
        "try: list(as_completed([f], 0.1))\nexcept TimeoutError: pass",
    ),
    "Executor.map": (
        "from concurrent.futures import ThreadPoolExecutor\ne = threading.Event()\n"
        "pool = ThreadPoolExecutor(1)",
        "try: list(pool.map(lambda n: e.wait(), [1], timeout=0.1))\nexcept TimeoutError: e.set()",
    ),
    "Timer": ("t = threading.Timer(0.1, print)", "t.start()"),
    "in a function that another calls": (
        "e = threading.Event()\ndef pause(given):\n    return given.wait(0.1)",
        "pause(e)",
    ),
}


def test_each_wait_for_a_time_is_named_with_its_line(engine):
    """A timer may be late, a wait may end either way: which of the two is not tried is said."""
    wrong = {}
    for name, (before, call) in TIMED.items():
        orders = explored(engine, f"{before}\n{call}\n")["orders"]
        line = f"{HEAD}{before}".count("\n") + 1 + (not call.startswith("pause"))
        told = "time" in orders["unseen"] and orders["timed"] == [str(line)]
        said = "".join(orders_text.Text("en").why(orders))
        if orders["exhausted"] or not told or str(line) not in said:
            wrong[name] = (line, orders)
    assert wrong == {}


#: Work of the library's own Python on what is shared: others may come in between.
WITHIN = {
    "Counter.update": ("d = collections.Counter()", "d.update('a')"),
    "UserDict.__setitem__": ("d = collections.UserDict()", "d['a'] = 1"),
    "ChainMap.__setitem__": ("d = collections.ChainMap()", "d['a'] = 1"),
}


@pytest.mark.parametrize("name", WITHIN)
def test_what_happens_within_the_library_is_not_called_all_but_under_a_lock(engine, name):
    made, work = WITHIN[name]
    source = f"import collections\n{made}\nlock = threading.Lock()\ndef add():\n    {{}}\n"
    source += "threads = [threading.Thread(target=add) for _ in range(2)]\n" + RUN
    bare = explored(engine, source.format(work))["orders"]
    assert not bare["exhausted"] and name in bare["unseen"]
    assert explored(engine, source.format(f"with lock: {work}"))["exhausted"]


def test_a_bound_on_preemptions_leaves_out_and_says_so(engine):
    source = (
        "n = 0\ndef add():\n    global n\n    n += 1\n    n += 1\n"
        "threads = [threading.Thread(target=add) for _ in range(2)]\n" + RUN
    )
    whole = explored(engine, source)["orders"]
    some = explored(engine, source, preemptions=1)["orders"]
    assert whole["exhausted"]
    assert some["orders"] < whole["orders"]
    assert (some["exhausted"], some["unseen"]) == (False, ["bound"])


def test_a_schedule_of_each_outcome_shows_it(engine, program):
    verdict = engine.explore(
        program["bare_counter_race"].replace("range(20)", "range(1)"), outputs=True
    )
    assert verdict["exhausted"]
    assert len(verdict["outcomes"]) > 1
    for outcome in verdict["outcomes"]:
        again = engine.run(
            program["bare_counter_race"].replace("range(20)", "range(1)"),
            schedule=outcome["schedule"],
        )
        assert stdout(again) == outcome["output"]


def test_a_failure_that_only_one_order_shows_is_found_and_replays(engine):
    source = (
        "a = b = 0\ndef first():\n    global a\n    a = 1\n    a = 2\ndef second():\n"
        "    global b\n    if a == 1: b = 1\n"
        "threads = [threading.Thread(target=first), threading.Thread(target=second)]\n"
        + RUN
        + "assert not b\n"
    )
    verdict = engine.explore(HEAD + source, exhaustive=True, schedules=1)
    assert (verdict["found"], verdict["failure"]) == (True, "raised AssertionError")
    assert engine.run(HEAD + source, schedule=verdict["schedule"])["outcome"] == "raised"


def test_no_word_for_what_is_seen():
    assert unseen.in_sources([HEAD + "from queue import Queue\nprint(enumerate([]))\n"]) == []
    assert unseen.in_sources(["import socket, threading\nthreading.enumerate()\neval('1')\n"]) == [
        "eval",
        "socket",
        "threading.enumerate",
    ]


@pytest.mark.parametrize(
    ("imported", "used"),
    [
        ("import contextlib", "contextlib.redirect_stdout"),
        ("import contextlib as tools", "tools.redirect_stdout"),
        ("import contextlib\ntools = contextlib", "tools.redirect_stdout"),
        ("import contextlib", "getattr(contextlib, 'redirect_stdout')"),
        ("from contextlib import redirect_stdout as into", "into"),
        ("from contextlib import *", "redirect_stdout"),
    ],
)
def test_what_a_module_reaches_is_named_whatever_it_is_called(engine, imported, used):
    source = f"""
import threading
{imported}
class Out:
    def __init__(self): self.got = []
    def write(self, text): self.got.append(text)
    def flush(self): pass
a, b = Out(), Out()
def work(to, word):
    with {used}(to):
        print(word)
threads = [threading.Thread(target=work, args=each) for each in ((a, "a"), (b, "b"))]
{RUN}print(a.got, b.got)
"""
    seen = engine.explore(source, schedules=60)["outputs"]
    orders = engine.explore(source, schedules=1, exhaustive=True, orders=20)["orders"]
    assert seen > 1 and not orders["exhausted"]
    assert [each for each in orders["unseen"] if "contextlib" in each]


def test_what_is_left_out_is_never_all():
    state = exhaustive.begin({"source": "import ctypes"})
    state["tree"]["done"] = True
    assert exhaustive.told(state)["exhausted"] is False


def test_what_the_pages_say_is_possible_is_what_all_orders_print(engine):
    assert possible.FILE.read_text("utf8") == possible.text(engine)
    outcomes = possible.kept()["races/either_result_race"]["outcomes"]
    assert {each["output"] for each in outcomes} == {"expected 2, got 1\n", "expected 2, got 2\n"}
