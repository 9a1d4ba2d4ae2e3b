"""Programs that touch data of every kind in two threads, ordered in every way that the library has,
or in none: each pair of an order and a kind of data is one case. Knows no engine."""

from __future__ import annotations

_DATA = """
import queue, threading, time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
total, row, rows, table, bag, line = 0, [0], [3, 1, 2], {"k": 0}, {1}, bytearray(b"a")
class Box:
    kept = 0
    def __init__(self):
        self.n = self.m = 0
class Slots:
    __slots__ = ("n",)
box, slots = Box(), Slots()
slots.n = 0
def make():
    cell = 0
    def bump():
        nonlocal cell
        cell += 1  # cell
    return bump
bump = make()
def touch():
    global total
    total += 1  # global
    box.n += 1  # attribute
    slots.n += 1  # slot
    Box.kept += 1  # class
    table["k"] = table["k"] + 1  # key
    row[0] += 1  # index
    rows.sort()  # list
    bag.symmetric_difference_update({1})  # set
    line.extend(b"b")  # bytes
    setattr(box, "m", getattr(box, "m") + 1)  # setattr
    bump()
def both(one, two):
    threads = [threading.Thread(target=one), threading.Thread(target=two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
#: The kinds of data, by the comments in the text.
KINDS = ("cell", "global", "attribute", "slot", "class", "key", "index", "list", "set", "bytes",
         "setattr")  # fmt: skip


def line_of(kind: str) -> int:
    """Where in the program data of this kind is touched."""
    lines = _DATA.splitlines()
    return next(n for n, text in enumerate(lines, 1) if text.endswith(f"# {kind}"))


def _around(made: str) -> tuple[str, str]:
    """Held around the touch; broken: each thread has one of its own."""
    body = "def work({}):\n    with {}:\n        touch()\n"
    one = f"guard = {made}\n" + body.format("", "guard") + "both(work, work)\n"
    return one, body.format("", made) + "both(work, work)\n"


def _token(made: str) -> tuple[str, str]:
    """Who has the token may touch; broken: there are two."""
    body = f"tokens = {made}\n{{}}def work():\n    token = tokens.get()\n    touch()\n"
    body += "    time.sleep(0.01)\n    tokens.put(token)\nboth(work, work)\n"
    return body.format("tokens.put((1, 'a'))\n"), body.format(
        "tokens.put((1, 'a'))\ntokens.put((2, 'b'))\n"
    )


def _after(told: str, waits: str, setup: str) -> tuple[str, str]:
    """The second waits until the first has touched; broken: it does not wait."""
    body = f"{setup}\ndef first():\n    touch()\n    {told}\ndef second():\n    {{}}\n    touch()\n"
    body += "both(first, second)\n"
    return body.format(waits), body.format("pass")


_WAIT_FOR = "with cond:\n        cond.wait_for(lambda: state)"
#: A sound program and a broken one for each way of ordering.
ORDERS: dict[str, tuple[str, str]] = {
    "Lock": _around("threading.Lock()"),
    "RLock": _around("threading.RLock()"),
    "Condition": _around("threading.Condition()"),
    "Semaphore": _around("threading.Semaphore(1)"),
    "Queue": _token("queue.Queue()"),
    "bounded Queue": _token("queue.Queue(3)"),
    "LifoQueue": _token("queue.LifoQueue()"),
    "PriorityQueue": _token("queue.PriorityQueue()"),
    "SimpleQueue": _token("queue.SimpleQueue()"),
    "Event": _after("gate.set()", "gate.wait()", "gate = threading.Event()"),
    "Event.is_set": _after(
        "gate.set()",
        "while not gate.is_set():\n        time.sleep(0.001)",
        "gate = threading.Event()",
    ),
    "Condition.wait_for": _after(
        "with cond:\n        state.append(1)\n        cond.notify_all()",
        _WAIT_FOR,
        "cond, state = threading.Condition(), []",
    ),
    "Barrier": _after("wall.wait()", "wall.wait()", "wall = threading.Barrier(2)"),
    "flag": _after(
        "box.ready = True",
        "while not box.ready:\n        time.sleep(0.001)",
        "box.ready = False",
    ),
    "deque": _after(
        "items.append(1)",
        "while not items:\n        time.sleep(0.001)\n    items.popleft()",
        "items = deque()",
    ),
    "Thread.join": (
        "for _ in range(2):\n    t = threading.Thread(target=touch)\n    t.start()\n    t.join()\n",
        "both(touch, touch)\n",
    ),
    "is_alive": (
        "t = threading.Thread(target=touch)\nt.start()\nwhile t.is_alive():\n"
        "    time.sleep(0.001)\ntouch()\n",
        "t = threading.Thread(target=touch)\nt.start()\ntouch()\nt.join()\n",
    ),
    "active_count": (
        "t = threading.Thread(target=touch)\nt.start()\nwhile threading.active_count() > 1:\n"
        "    time.sleep(0.001)\ntouch()\n",
        "t = threading.Thread(target=touch)\nt.start()\ntouch()\nt.join()\n",
    ),
    "Future.result": (
        "with ThreadPoolExecutor(2) as pool:\n    for _ in range(2):\n"
        "        pool.submit(touch).result()\n",
        "with ThreadPoolExecutor(2) as pool:\n    wall = threading.Barrier(2)\n"
        "    def work():\n        wall.wait()\n        touch()\n"
        "    pool.submit(work)\n    pool.submit(work)\n",
    ),
}


def sound(order: str) -> str:
    return _DATA + ORDERS[order][0]


def broken(order: str) -> str:
    return _DATA + ORDERS[order][1]
