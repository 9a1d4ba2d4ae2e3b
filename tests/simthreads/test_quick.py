"""What a thread does again and again is counted below Python and told later: that nothing of it is
lost, and that nothing else is told."""

from __future__ import annotations

import pytest

from tests.every import every
from tests.simthreads import race_programs
from tests.simthreads.test_races import TOGETHER, WAYS, seen

HEAD = "import threading, time\n"


def again(text: str) -> str:
    return text.replace("touch()\n", "[touch() for _ in range(3)]\n")


@every("order", ("Lock", "Queue", "Event", "Barrier", "Thread.join"), str)
def test_what_is_done_again_is_seen_like_what_is_done_once(order, engine):
    data = race_programs.sound("Lock").removesuffix(race_programs.ORDERS["Lock"][0])
    sound, broken = (data + again(text) for text in race_programs.ORDERS[order])
    wanted = {race_programs.line_of(kind) for kind in race_programs.KINDS}
    for way in WAYS:
        assert seen(engine, sound, **way)["races"] == []
        found = seen(engine, broken, **way)["races"]
        assert wanted <= {side["line"] for race in found for side in race["sides"]}


LAST = """class Box: n = 0
place = {{}}
def change(box): box.n = 1
def one():
    box = place[0] = Box()
    for _ in range(4): change(box)
    for _ in range({}): change(box)
def two():
    time.sleep(1)
    place[0].n = 2
"""


def test_of_what_a_thread_did_to_its_own_the_last_is_told(engine):
    """By whom it was called, and at which step: each round takes as many."""
    steps = []
    for rounds in (4, 5, 6):
        races = seen(engine, HEAD + LAST.format(rounds) + TOGETHER)["races"]
        (first,) = [race["sides"][0] for race in races if "n" in race["what"]]
        assert [each["line"] for each in first["stack"]] == [4, 8]
        steps.append(first["step"])
    assert steps[2] - steps[1] == steps[1] - steps[0] > 0


#: A loop that goes on as it began, but for its last round; which another thread races with.
LAST_ROUNDS = {
    "another value": "flag = False\ndef one():\n    global flag\n"
    "    for i in range(5): flag = i > 3\ndef two():\n    time.sleep(1)\n    print(flag)\n",
    "another argument": "rows = []\ndef one():\n"
    "    each = 1\n    for i in range(5):\n        if i == 4: each = rows\n        str(each)\n"
    "def two():\n    time.sleep(1)\n    rows.append(1)\n",
    "another receiver": "rows = []\ndef one():\n"
    "    each = 1\n    for i in range(5):\n        if i == 4: each = rows\n        each.__str__()\n"
    "def two():\n    time.sleep(1)\n    rows.append(1)\n",
    "another cell": "def made():\n    n = 0\n    def f():\n        nonlocal n\n        n = 1\n"
    "    return f\nlast = made()\ndef one():\n    for each in (made(), made(), last): each()\n"
    "def two():\n    time.sleep(1)\n    last()\n",
    "another owner": "class Box: n = 0\nbox = Box()\ndef one():\n"
    "    for each in (*[Box()] * 4, box): each.n += 1\n"
    "def two():\n    time.sleep(1)\n    box.n = 1\n",
    "an attribute that the class has had": "class Box: n = 0\nbox = Box()\ndef one():\n"
    "    for i in range(5):\n        if i == 4: setattr(box, 'n', 1)\n        box.n\n"
    "def two():\n    time.sleep(1)\n    setattr(box, 'n', 2)\n",
    "an owner that is no longer one's own": "class Box: n = 0\nplace = {}\n"
    "gate = threading.Event()\ndef one():\n    box = place[0] = Box()\n"
    "    for i in range(9):\n        box.n = 1\n        if i == 5:\n"
    "            gate.set()\n            time.sleep(1)\n"
    "def two():\n    gate.wait()\n    time.sleep(0.5)\n    place[0].n\n",
    "no lock any more": "n = 0\nlock = threading.Lock()\ndef one():\n"
    "    for i in range(6):\n        if i < 3: lock.acquire()\n        n\n"
    "        if i < 3: lock.release()\n"
    "def two():\n    global n\n    time.sleep(1)\n    with lock: n = 2\n",
}


@pytest.mark.parametrize("kind", LAST_ROUNDS)
def test_what_changes_in_the_last_round_is_seen(engine, kind):
    for way in WAYS:
        found = seen(engine, HEAD + LAST_ROUNDS[kind] + TOGETHER, **way)
        assert found["races"] or "calls" in found["not_seen"], way  # no table has `__str__`


def test_what_is_no_longer_looked_at_is_not_told(engine):
    """The class, once the instance has the attribute itself."""
    source = (
        "class Box: n = 0\nbox = Box()\ngate = threading.Event()\ndef one():\n"
        "    for i in range(6):\n        if i == 4:\n            setattr(box, 'n', 1)\n"
        "            gate.set()\n        box.n\n"
        "def two():\n    gate.wait()\n    setattr(Box, 'n', 2)\n"
    )
    for way in WAYS:
        assert seen(engine, HEAD + source + TOGETHER, **way)["races"] == []


def test_who_is_seen_goes_the_same_way(engine):
    """As many steps, the same switches: for what is counted in C and for what is counted here."""
    source = again(race_programs.broken("Lock")) + again(race_programs.ORDERS["Queue"][0])
    for seed in range(8):
        for preempt in ("bytecode", "line", "call"):
            way = {"seed": seed, "preempt": preempt, "lean": True}
            plain = engine.run(source, **way)
            watched = engine.run(source, races=True, why=True, accesses=True, **way)
            assert {name: watched[name] for name in plain} == plain
