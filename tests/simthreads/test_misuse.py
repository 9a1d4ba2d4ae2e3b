"""Uses of the library's things that go wrong sooner or later: each is named, its sound twin not; and no
sound program is accused of anything."""

from __future__ import annotations

import pytest

from bench import verdict
from bench.verdict import models
from playground import telling
from tests.every import every
from tests.simthreads import sound_uses
from tests.simthreads.test_races import TOGETHER, WAYS, seen

WAIT = (
    "c = threading.Condition()\nxs = []\ndef one():\n    with c:\n        {} not xs: c.wait()\n"
    "        xs.pop()\ndef two():\n    with c:\n        xs.append(1)\n        c.notify()\n"
    + TOGETHER
)
TURN = "c = threading.Condition()\ndone = False\ndef one():\n    with c:\n        while not done: c.wait()\n"
SAY = "with c:\n    done = {}\n    c.notify()\n"
START = "t = threading.Thread(target=one)\nt.start()\n"
LOCK = "n = 0\n{}def one():\n    global n\n{}    with lock: n += 1\ntwo = one\n" + TOGETHER
MADE = "lock = threading.Lock()\n"
PERMIT = (
    "s = threading.Semaphore(2)\ndef one():\n    with s: pass\n"
    "def two():\n    s.acquire()\n    if {}: s.release()\n" + TOGETHER
)
MARK = (
    "q = queue.Queue()\ndef one():\n    q.get()\n    q.task_done()\n    q.get()\n    {}\n"
    + START + "q.put(1)\nq.put(2)\nq.join()\n"
)  # fmt: skip
#: By its kind: the line, the program, its sound twin.
USES = {
    "wait_without_loop": (6, WAIT.format("if"), WAIT.format("while")),
    "unheard_notify": (9, TURN + SAY.format(False) + START, TURN + START + SAY.format(True)),
    "lock_of_one": (6, LOCK.format("", "    " + MADE), LOCK.format(MADE, "")),
    "leaked_permit": (6, PERMIT.format("0 > 1"), PERMIT.format("1 > 0")),
    "never_marked": (6, MARK.format("pass"), MARK.format("q.task_done()")),
}
HEAD = "import queue, threading\n"
#: Sound uses that look alike.
ALIKE = {
    "permits as signals": "s = threading.Semaphore(0)\none = s.acquire\ntwo = s.release\n" + TOGETHER,
    "a permit that may be refused": "s = threading.Semaphore(1)\ndef one():\n"
    "    if s.acquire(blocking=False): pass\ndef two():\n    with s: pass\n" + TOGETHER.replace("two)", ")"),
    "a sentinel that nobody marks": "q = queue.Queue()\ndef one():\n    while q.get():\n        q.task_done()\n"
    + START + "q.put(1)\nq.join()\nq.put(0)\nt.join()\n",
    "a wait within a caller's loop": "c = threading.Condition()\ndone = False\ndef pause():\n    if not done: c.wait()\n"
    "def one():\n    with c:\n        while not done: pause()\n" + START + SAY.format(True),
    "a lock that only one needs": "lock = threading.Lock()\ndef one():\n    with lock: pass\n" + START,
    "a notify before anybody waits": TURN + SAY.format(True) + START,
}  # fmt: skip


def kinds(engine, source):
    return [
        {(m["kind"], m["line"]) for m in seen(engine, source, **way)["misuses"]} for way in WAYS
    ]


@every("kind", USES, str)
def test_a_use_that_goes_wrong_is_named_and_its_sound_twin_is_not(kind, engine):
    line, broken, sound = USES[kind]
    assert kinds(engine, HEAD + broken) == [{(kind, line)}] * len(WAYS)
    assert kinds(engine, HEAD + sound) == [set()] * len(WAYS)


@every("name", ALIKE, str)
def test_a_sound_use_that_looks_alike_is_not_named(name, engine):
    assert kinds(engine, HEAD + ALIKE[name]) == [set()] * len(WAYS)


def test_no_sound_program_of_the_field_is_accused(engine):
    """Those of the book: in the test of their races."""
    sound = verdict.programs(verdict.SOUND)
    sound |= {name: models.source(name, models.FIXED) for name in models.names()}
    accused = {name: kinds(engine, source) for name, source in sound.items()}
    assert len(accused) > 50
    assert {name: found for name, found in accused.items() if any(found)} == {}


@pytest.mark.parametrize("name", sound_uses.PROGRAMS)
def test_a_sound_program_is_accused_of_nothing(name, engine):
    for way in (*WAYS, {"policy": "pct", "seed": 5, "preempt": "bytecode"}):
        told = seen(engine, sound_uses.source(name), **way)
        accused = [*told["races"], *told["misuses"]]
        accused += [order for order in told["lock_orders"] if order["gate"] is None]
        assert not accused, accused
    verdict = engine.explore(sound_uses.source(name), exhaustive=True, orders=60)
    assert not verdict["found"], verdict["failure"]


@pytest.mark.parametrize("language", telling.languages())
def test_each_is_told_in_words(language):
    told = telling.Telling(language)
    sentences = {
        told.misuse({"kind": kind, "thread": 2, "line": 7, "what": "ready"}, {"2": "A"})
        for kind in USES
    }
    assert len(sentences) == len(USES)
    assert all("A" in each and "7" in each and "`ready" in each for each in sentences)
