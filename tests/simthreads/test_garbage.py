"""What is C in CPython is one step: no garbage is collected, and no finalizer runs, in the middle of the engine."""

from __future__ import annotations

import pytest

from playground import catalogue

from .called_below import program as drawn

#: Comes before a program: collects as often as may be, and counts how often that came about in the engine, where no
#: event is told: such a call of `look` is not seen to begin.
WATCH = """
def _watch():
    import atexit, gc, sys
    calls = seen = 0
    def look(phase, about):
        nonlocal calls
        calls += 1
    def begins(code, at):
        nonlocal seen
        seen += 1
    def report():
        gc.callbacks.remove(look)
        print("COLLECTED", calls, calls - seen, flush=True)
    tool, event = 3, sys.monitoring.events.PY_START
    sys.monitoring.use_tool_id(tool, "watch")
    sys.monitoring.register_callback(tool, event, begins)
    sys.monitoring.set_local_events(tool, look.__code__, event)
    gc.set_threshold(1)
    gc.callbacks.append(look)
    atexit.register(report)
_watch()
"""
PROGRAMS = {
    **{each.slug: each.path.read_text("utf-8") for each in catalogue.simulated()},
    **{f"drawn {seed}": drawn(seed) for seed in range(8)},
    "loops in one line": "a = [[] for _ in range(500)]\nb = [[[n]] for n in range(3000)]\n",
}


def collected(engine, source, **how):
    whole = WATCH + f"exec(compile({source!r}, 'program.py', 'exec'))\n"
    record = engine.run(whole, max_steps=300_000, seconds=20, **how)
    text = "".join(piece["text"] for piece in record["output"])
    assert "COLLECTED " in text, (record["outcome"], record["error"], text[-500:])
    calls, inside = text.split("COLLECTED ")[1].splitlines()[0].split()
    return int(calls), int(inside)


@pytest.mark.parametrize("how", ["bytecode", "line", "call"])
def test_no_program_has_garbage_collected_inside_the_engine(engine, how):
    found = {name: collected(engine, each, preempt=how) for name, each in PROGRAMS.items()}
    assert sum(calls for calls, _ in found.values()) > 1000
    assert not {name: inside for name, (_, inside) in found.items() if inside}


#: What C does with a thing while a finalizer uses the same one. Each prints what holds however they fall together.
FINALIZERS = {
    "lock": "lock = threading.Lock()\ndef use():\n    if lock.acquire(False):\n        lock.release()\n"
    "def touch():\n    with lock: assert lock.locked()",
    "rlock": "lock = threading.RLock()\ndef use():\n    with lock: pass\n"
    "def touch():\n    with lock: assert lock.locked()",
    "simple queue": "box = queue.SimpleQueue()\ndef use():\n    box.put(next(numbers))\n"
    "def touch():\n    use()\n    got.append(box.get())\n    assert got == sorted(got)",
    "local": "own = threading.local()\ndef use():\n    own.n = getattr(own, 'n', 0) + 1\n"
    "def touch():\n    before = getattr(own, 'n', 0)\n    own.n = before\n    assert own.n >= before",
    "pipe": "r, w = os.pipe()\ndef use():\n    os.write(w, b'ab')\n"
    "def touch():\n    use()\n    assert os.read(r, 2) == b'ab'",
    "thread": "def use():\n    threading.get_ident()\n"
    "def touch():\n    t = threading.Thread(target=use); t.start(); t.join()\n    assert not t.is_alive()",
}
FINALIZED = """
import gc, itertools, os, queue, threading
numbers, got = itertools.count(), []
{use}
class Circle:
    def __init__(self):
        self.itself = self
    def __del__(self):
        global finalized
        finalized += 1
        use()
finalized = 0
gc.set_threshold(5)
def work():
    for _ in range(300):
        Circle()
        touch()
threads = [threading.Thread(target=work) for _ in range({threads})]
for thread in threads: thread.start()
for thread in threads: thread.join()
gc.disable()
print(finalized > 50)
"""


@pytest.mark.parametrize("name", FINALIZERS)
def test_a_finalizer_comes_before_or_after_what_c_does(engine, name):
    alone = name in ("simple queue", "local", "pipe")  # in order for each thread, not for several
    source = FINALIZED.format(use=FINALIZERS[name], threads=1 if alone else 3)
    for seed in range(4):
        record = engine.run(source, seed=seed)
        text = "".join(piece["text"] for piece in record["output"])
        assert (record["outcome"], text) == ("finished", "True\n"), seed


def test_garbage_is_collected_however_often_the_engine_is_entered(engine):
    source = """
import gc, threading
lock, count = threading.Lock(), 0
def look(phase, about):
    global count
    count += phase == "start"
gc.callbacks.append(look)
def work():
    for _ in range(9000):
        circle = []
        circle.append(circle)
        lock.acquire()
        lock.release()
work()
print(count > 2, gc.isenabled())
"""
    for how in ("bytecode", "call"):
        record = engine.run(source, preempt=how)
        assert record["output"][-1]["text"].strip() == "True True", how
