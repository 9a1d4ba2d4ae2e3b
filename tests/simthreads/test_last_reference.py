"""What threads have used is freed with a program's last reference to it, as natively: nothing of the
engine's keeps it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from playground.node import Engine

HEAD = "import queue, threading, weakref\n"
IN_A_THREAD = "t = threading.Thread(target={})\nt.start()\n{}\nt.join()\ndel t"
#: How `x` is made, and used by two threads.
USED = {
    "Thread": "x = threading.Thread(target=int)\nx.start()\nx.join()",
    "Thread that is renamed": (
        "x = threading.Thread(target=int)\nx.start()\nx.join(0)\nx.name = 'other'\nx.join()"
    ),
    "Thread of an own class": (
        "class T(threading.Thread):\n    def run(self): pass\n"
        "    def __del__(self): print('freed')\nx = T()\nx.start()\nx.join()"
    ),
    "Thread that raised": (
        "threading.excepthook = lambda args: None\n"
        "x = threading.Thread(target=int, args='x')\nx.start()\nx.join()"
    ),
    "Timer": "x = threading.Timer(0.01, int)\nx.start()\nx.join()",
    "Lock": "x = threading.Lock()\nx.acquire()\n" + IN_A_THREAD.format("x.acquire", "x.release()"),
    "RLock": "x = threading.RLock()\nx.acquire()\n"
    + IN_A_THREAD.format("x.acquire", "x.release()"),
    "Event": "x = threading.Event()\n" + IN_A_THREAD.format("x.wait", "x.set()"),
    "Condition": (
        "x = threading.Condition()\ndef wait():\n    with x: x.wait(0.01)\n"
        + IN_A_THREAD.format("wait", "wait()")
    ),
    "Semaphore": "x = threading.Semaphore(0)\n" + IN_A_THREAD.format("x.acquire", "x.release()"),
    "Barrier": "x = threading.Barrier(2)\n" + IN_A_THREAD.format("x.wait", "x.wait()"),
    "Queue": "x = queue.Queue()\n" + IN_A_THREAD.format("x.get", "x.put(1)"),
    "SimpleQueue": "x = queue.SimpleQueue()\n" + IN_A_THREAD.format("x.get", "x.put(1)"),
}


@pytest.mark.parametrize("kind", USED)
def test_what_threads_used_is_freed(engine: Engine, kind: str) -> None:
    source = f"{HEAD}{USED[kind]}\nseen = weakref.ref(x)\ndel x\nprint(seen() is None)\n"
    native = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    record = engine.run(source)
    said = "".join(piece["text"] for piece in record["output"])
    assert said == native.stdout and said.endswith("True\n")


def test_an_address_that_is_given_again_is_another_thing(engine: Engine) -> None:
    source = (
        "import threading\nwhile True:\n    lock = threading.Lock()\n    with lock: pass\n"
        "    if 'first' in globals() and id(lock) == first: break\n    first = id(lock)\n    del lock\n"
    )
    record = engine.run(source)
    taken = [each["object"] for each in record["events"] if each["kind"] == "acquire"]
    assert taken == [1, 2]
