"""What a verdict says was not looked at: programs too large, endless, with C, files and time."""

from __future__ import annotations

import pytest

from playground.orders_text import REASONS, Text
from playground.telling import Telling, languages, words
from tests.every import every

HEAD = "import threading\n"
THREADS = "ts = [threading.Thread(target=work) for _ in range({})]\nfor t in ts: t.start()\n"
JOIN = "for t in ts: t.join()\n"


def _among(count: int, body: str, before: str = "") -> str:
    """So many threads do this."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return f"{HEAD}{before}\ndef work():\n{lines}{THREADS.format(count)}{JOIN}"


LOCK = "lock = threading.Lock(); n = 0"
ADD = "global n\nfor _ in range({}):\n    with lock: n += 1"
TOO_LARGE = {
    "twenty threads of a hundred additions": _among(20, ADD.format(100), LOCK),
    "two threads of two thousand": _among(2, ADD.format(2000), LOCK),
    "a list that grows": _among(8, "for i in range(600): xs.append(i)", "xs = []"),
    "a queue": _among(
        4, "for i in range(300): q.put(i); q.get()", "import queue; q = queue.Queue()"
    ),
    "main does most of it": _among(2, "pass") + "for i in range(9000): x = i * i\n",
    "functions that call each other": _among(
        3, "def f(k): return k if k < 2 else f(k - 1) + f(k - 2)\nf(15)"
    ),
}
ENDLESS = {
    "a flag that nobody sets": _among(1, "while not done: pass", "done = False"),
    "main alone": f"{HEAD}while True: pass\n",
    "two that spin": _among(2, "while True: xs.append(1); xs.pop()", "xs = []"),
    "a beat": _among(1, "import time\nwhile True: time.sleep(1)"),
    "a lock taken again and again": _among(2, "while True:\n    with lock: pass", LOCK),
    "a poll": _among(1, "while not e.is_set(): e.wait(0.1)", "e = threading.Event()"),
}
TRIED = "try: import {0}\nexcept ImportError: {0} = None"
IN_C = {
    "ctypes, if it is there": (TRIED.format("ctypes"), "ctypes"),
    "mmap": ("import mmap", "mmap"),
    "array": ("import array\na = array.array('i', [1])", "array"),
    "struct": ("import struct\nstruct.pack('i', 1)", "struct"),
    "random": ("import random\nrandom.random()", "random"),
    "a view of memory": ("memoryview(bytearray(2))[0]", "memoryview"),
}
FILES = {
    "open": ("open('log', 'a').write('x')", "open"),
    "a path": ("import pathlib\npathlib.Path('log').write_text('x')", "pathlib"),
    "os": ("import os\nos.listdir('.')", "os"),
    "a temporary file": ("import tempfile\ntempfile.TemporaryFile().close()", "tempfile"),
    "csv": ("import csv, io\ncsv.writer(io.StringIO()).writerow([1])", "csv"),
    "sqlite": (TRIED.format("sqlite3"), "sqlite3"),
}
TIMED = {
    "sleep": "import time\ntime.sleep(0.1)",
    "a wait for an event": "threading.Event().wait(0.1)",
    "a lock with a timeout": "lock.acquire(timeout=0.1)",
    "a queue with a timeout": "import queue\ntry: queue.Queue().get(timeout=0.1)\n"
    "except queue.Empty: pass",
    "a timer": "t = threading.Timer(0.1, print)\nt.start()\nt.join()",
    "a condition": "c = threading.Condition()\nwith c: c.wait(0.1)",
}


def _explored(engine, source, **options):
    request = {"schedules": 3, "orders": 3, "exhaustive": True, "races": True, **options}
    verdict = engine.explore(source, **request)
    for language in languages():  # each can say it
        said = [*Text(language).not_found(verdict), *Telling(language).lines(verdict)]
        assert said
        assert "{" not in "".join(said)
    return verdict


@every("name, source", TOO_LARGE.items(), lambda case: case[0])
def test_of_a_long_run_not_all_orders_are_tried(name, source, engine):
    orders = _explored(engine, source)["orders"]
    assert not orders["exhausted"]
    assert {"long", "many"} & {*orders["unseen"]}
    assert "endless" not in orders["unseen"]


@every("name, source", ENDLESS.items(), lambda case: case[0])
def test_an_endless_one_is_called_so(name, source, engine):
    verdict = _explored(engine, source, max_steps=3000)
    assert "endless" in verdict["orders"]["unseen"]
    assert not verdict["orders"]["exhausted"]
    assert set(verdict["tally"]) == {"limit steps"}
    assert "3 of these schedules, the program did not end" in "\n".join(
        Text("en").not_found(verdict)
    )


@every("case", [*IN_C.items(), *FILES.items()], lambda case: case[0])
def test_what_is_out_of_sight_is_named(case, engine):
    body, word = case[1]
    orders = _explored(engine, _among(2, body))["orders"]
    assert word in orders["unseen"]
    assert not orders["exhausted"]
    assert any(word in reason for reason in Text("zh").why(orders))


@every("name, body", TIMED.items(), lambda case: case[0])
def test_a_time_is_named_by_its_line(name, body, engine):
    orders = _explored(engine, _among(1, body, LOCK + "; lock.acquire()"))["orders"]
    assert "time" in orders["unseen"]
    assert not orders["exhausted"]
    assert orders["timed"]


#: What a program does beside its threads, and of that what no look at a run shows.
NOT_SEEN = {
    "a method called open": ("class Bank:\n    def open(self): return 1\nBank().open()", []),
    "an attribute called signal": ("class S: pass\ns = S(); s.signal = 1; s.signal", []),
    "a function of that name": ("def open(name): return name\nopen('log')", []),
    "a global of that name": ("def f():\n    global vars\n    vars = 1\nf(); vars", []),
    "a parameter of that name": ("def f(signal): return signal\nf(1)", []),
    "a parameter here, the built-in there": (
        "def f(vars): return vars\nf(1)\nclass C: pass\nvars(C())",
        ["namespaces"],
    ),
    "open itself": ("open('log', 'a').close()", ["files"]),
    "open in a method called so": (
        "class Log:\n    def open(self): return open('log', 'a')\nLog().open().close()",
        ["files"],
    ),
    "open in the body of a class": (
        "class C:\n    file = open('log', 'a')\nC.file.close()",
        ["files"],
    ),
    "another module's open": ("import io\nio.open('log', 'a').close()", ["files"]),
    "by another name": ("from io import open as o\no('log', 'a').close()", ["files"]),
    "a path": ("import pathlib\npathlib.Path('log').touch()", ["files"]),
    "in a function": ("def f():\n    import weakref\n    weakref.ref(f)\nf()", ["finalizers"]),
    "a finalizer": ("class C:\n    def __del__(self): pass\nC()", ["finalizers"]),
    "a namespace": ("class C: pass\nC().__dict__", ["namespaces"]),
    "a handler": ("from signal import SIGTERM, signal\nsignal(SIGTERM, print)", ["signals"]),
}


@every("name, case", NOT_SEEN.items(), lambda case: case[0])
def test_a_look_for_races_says_what_it_does_not_see_and_no_more(name, case, engine):
    body, reasons = case
    record = engine.run(_among(2, "global n\nn = 1") + body + "\n", races=True)
    assert record["outcome"] == "finished", record["error"]
    assert [each for each in record["races"]["not_seen"] if each != "calls"] == reasons


#: What the compiler warns of, and what a look for misuses reads in the source.
WARNED = """import threading
ready = threading.Condition()
pattern = '\\d'
def work():
    with ready:
        if pattern is 'x':
            ready.wait(0.1)
        ready.wait(0.1)
for _ in range(2):
    threading.Thread(target=work).start()
"""


@pytest.mark.parametrize("look", ["races", "why", "accesses"])
def test_a_look_says_no_warning_of_its_own(look, engine):
    plain, looked = engine.run(WARNED), engine.run(WARNED, **{look: True})
    assert "SyntaxWarning" in plain["output"][0]["text"]
    assert looked["output"] == plain["output"]


def test_what_another_file_of_the_program_does_is_not_seen_either(engine):
    files = {"log.py": "def put(): open('log', 'a').close()\n"}
    record = engine.run("import log\nlog.put()\n", races=True, files=files)
    assert record["races"]["not_seen"] == ["files"]


OF_OWN = {
    "its function": "import log\nlog.open()\n",
    "the same by its name": "from log import open\nopen()\n",
    "a part of a folder": "from kept import signal\nsignal.on()\n",
}


@every("name, text", OF_OWN.items(), lambda case: case[0])
def test_what_a_file_of_the_program_calls_open_is_not_a_file(name, text, engine):
    files = {
        "log.py": "def open(): pass\n",
        "kept/__init__.py": "",
        "kept/signal.py": "def on(): pass\n",
    }
    record = engine.run(text, races=True, files=files)
    assert record["outcome"] == "finished", record["error"]
    assert record["races"]["not_seen"] == []


def test_a_run_that_is_too_long_to_be_looked_at_is_not_said_to_have_been(engine):
    verdict = _explored(engine, TOO_LARGE["main does most of it"].replace("9000", "50000"))
    assert verdict["races"]["not_seen"] == ["whole"]
    assert verdict["races"]["runs"] == 0


@pytest.mark.parametrize("language", languages())
def test_each_reason_has_words(language):
    reasons = words(language)["playground"]["run"]
    assert not [word for word in REASONS if f"unseen_{word}" not in reasons]
