"""The command that runs strangers' programs: each kind is told, and each kind of fault is seen."""

from __future__ import annotations

import copy
import sys

import pytest

from tools.field import __main__ as field
from tools.field import judge, natively
from tools.field.natively import Native

LINES = """
import threading
def say(n): print("thread", n)
threads = [threading.Thread(target=say, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
"""
KINDS = {
    judge.SAME: LINES.replace("range(3)", "range(1)"),
    judge.DIFFERENCE: "import threading, time\nprint(time.time(), threading.get_ident())",
}
PROCESSES = "import multiprocessing as m\nif __name__ == '__main__': m.Process(target=int).start()"


@pytest.fixture
def bench(engine):
    made = field.Bench()
    made.engine = engine
    return made


def judged(bench, source):
    native = natively.runs(source, "it.py", [sys.executable])
    return field.judged(bench, source, "it.py", native, 5)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_told(bench, kind):
    assert judged(bench, KINDS[kind]).kind == kind


def test_what_is_refused_in_a_line_is_no_fault(bench):
    kind, why = judged(bench, PROCESSES)
    assert kind == judge.DIFFERENCE and "not simulated" in why


def planted(record, fault):
    """The record as an engine with this fault would have made it."""
    record = copy.deepcopy(record)
    if fault == "a line is missing":
        record["output"] = [p for p in record["output"] if "1" not in p["text"]]
    elif fault == "our traceback":
        text = 'File "playground/simthreads/kernel.py", line 1'
        record["output"].append({"time": 0, "thread": 0, "stream": "stderr", "text": text})
    elif fault == "another error":
        text = "Traceback (most recent call last):\n  File\nOSError: no\n"
        record["output"].append({"time": 0, "thread": 0, "stream": "stderr", "text": text})
    elif fault == "unusable":
        return {"unusable": "no"}
    else:
        record |= {"outcome": fault, "limit": "steps"}
    return record


FAULTS = ("a line is missing", "our traceback", "another error", "deadlock", "limit", "unusable")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_seen(engine, fault):
    record = planted(engine.run(LINES, filename="it.py"), fault)
    native = natively.runs(LINES, "it.py", [sys.executable])
    assert judge.judge(LINES, native, [record], {}).kind == judge.FAULT


ENDS = Native("", "", 0, 0.1)
LONG = "x" * (judge.KEPT + 1)
FULL = f"Traceback (most recent call last):\n  File\nRuntimeError: {judge.NO_MORE}\n"
OURS = FULL.replace("thread\n", f"thread: 1024 threads run already, {judge.OURS[0]}\n")
#: What the record says, what was seen natively, and whether that is a fault.
LIMITS = {
    "it ends natively": ({"outcome": "limit", "limit": "output"}, [ENDS], True),
    "it prints as much": (
        {"outcome": "limit", "limit": "output"},
        [ENDS._replace(stdout=LONG)],
        False,
    ),
    "steps are no output": (
        {"outcome": "limit", "limit": "steps"},
        [ENDS._replace(stdout=LONG)],
        True,
    ),
    "slow": (
        {"outcome": "limit", "limit": "steps"},
        [ENDS._replace(seconds=natively.QUICK)],
        False,
    ),
    "threads": ({"output": [(OURS, "stderr")]}, [ENDS], True),
    "threads natively": (
        {"output": [(OURS, "stderr")]},
        [ENDS._replace(stderr=FULL, code=1)],
        False,
    ),
}


#: What natively is an endless wait is not known to end without an error.
LATE = [(1.0, True), (20.0, False)]


@pytest.mark.parametrize(("seconds", "is_fault"), LATE)
def test_an_error_after_the_native_run_was_ended_is_no_fault(seconds, is_fault):
    record = {"outcome": "raised", "limit": None, "error": None, "time": seconds}
    record["output"] = [{"text": FULL.replace("Runtime", "Type"), "stream": "stderr"}]
    native = [ENDS._replace(code=None, seconds=natively.SECONDS)]
    assert (judge.judge("", native, [record], {}).kind == judge.FAULT) == is_fault


CUT = ENDS._replace(code=None, seconds=natively.SECONDS)
#: What was seen natively before the time was over, and what the record says: the same, more, an endless wait, else.
UNANSWERED = {
    "nothing seen": ([CUT], "finished", judge.NO_ANSWER),
    "the same seen": ([CUT._replace(stdout="a\n")], "finished", judge.NO_ANSWER),
    "stuck here too": ([CUT], "deadlock", judge.NO_ANSWER),
    "more seen natively": ([CUT._replace(stdout="x\ny\nz\n")], "finished", judge.FAULT),
    "one came to its end": ([CUT, ENDS._replace(stdout="a\n")], "finished", judge.SAME),
    "the one that ended differs": ([CUT, ENDS._replace(stdout="b\n")], "finished", judge.FAULT),
}


@pytest.mark.parametrize("name", UNANSWERED)
def test_a_native_run_that_was_cut_off_confirms_nothing(name):
    native, outcome, expected = UNANSWERED[name]
    record = {"outcome": outcome, "limit": None, "error": None, "time": 20.0}
    record["output"] = [{"text": "a\n", "stream": "stdout"}]
    assert judge.judge("", native, [record], {}).kind == expected


@pytest.mark.parametrize("numbers", [(1, 1), (1, 2)])
def test_numbers_that_differ_are_a_fault_where_no_schedule_changes_them(numbers):
    records = [
        {"outcome": "finished", "limit": None, "error": None, "time": 0.0,
         "output": [{"text": f"{number} of 3\n", "stream": "stdout"}]}
        for number in numbers
    ]  # fmt: skip
    kind = judge.judge("", [ENDS._replace(stdout="3 of 3\n")], records, {}).kind
    assert (kind == judge.FAULT) == (len(set(numbers)) == 1)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_a_fault_where_this_machine_has_none(name):
    given, native, is_fault = LIMITS[name]
    record = {"outcome": "finished", "limit": None, "output": [], "error": None, "time": 0.0}
    record |= given
    record["output"] = [{"text": text, "stream": stream} for text, stream in record["output"]]
    kind = judge.judge("", native, [record], {}).kind
    assert (kind == judge.FAULT) == is_fault


FIRST = """
import threading
seen = []
def see(n):
    n += 0
    seen.append(n)
threads = [threading.Thread(target=see, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print("last:", "abc"[seen[-1]] * (1 + seen[-1]))
"""


@pytest.mark.parametrize(
    ("said", "is_fault"), [("last: a", False), ("last: bb", False), ("last: d", True)]
)
def test_what_another_schedule_prints_is_no_fault(bench, said, is_fault):
    """Natively it is "ccc" nearly always; here each may be last, and nobody else."""
    judgement, _ = field.judged(bench, FIRST, "it.py", [ENDS._replace(stdout=f"{said}\n")], 0)
    assert (judgement.kind == judge.FAULT) == is_fault


def test_an_output_that_is_new_is_looked_for_natively(bench):
    native = [ENDS._replace(stdout="never\n")]
    more = [ENDS._replace(stdout="last: ccc\n"), ENDS._replace(stdout="last: bb\n")]
    assert field.judged(bench, FIRST, "it.py", native, 0, lambda: more)[0].kind != judge.FAULT
    assert len(native) == 3


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import requests",
        "import os\nos.remove('x')",
        "from os import unlink as u\nu('x')",
        "import shutil\nshutil.rmtree('/')",
        "import os\nos.system('true')",
        "import subprocess",
        "open('/etc/passwd', 'w')",
        "import pathlib\npathlib.Path('x').unlink()",
        "import os\nos.kill(1, 9)",
        "print 1",
    ],
)
def test_what_might_harm_is_not_run(source):
    assert natively.unfit(source)


def test_an_accusation_that_does_not_replay_is_a_fault(bench, monkeypatch):
    asked = field.Bench.ask

    def lying(self, what, request):
        if what != "explore":
            return asked(self, what, request)
        record = asked(self, "run", {k: v for k, v in request.items() if k != "schedules"})
        record = record | {"outcome": "deadlock"}
        return {
            "found": True,
            "failure": "deadlock",
            "record": record,
            "schedule": record["schedule"],
        }

    monkeypatch.setattr(field.Bench, "ask", lying)
    kind, why = judged(bench, LINES)
    assert (kind, why) == (judge.FAULT, "accused of deadlock, but the replay finished")


def test_natively_it_has_as_many_processors_as_here(engine):
    source = "import os\nprint(os.cpu_count(), os.process_cpu_count())"
    here = engine.run(source)["output"][0]["text"]
    assert here == "1 1\n" and f"={here[0]}" in natively.ONE_PROCESSOR


def test_what_prints_without_an_end_is_ended_natively():
    source = "while True: print('x' * 100_000)"
    run = natively.once(source, "it.py", sys.executable)
    assert run.code is None and run.seconds < natively.SECONDS
