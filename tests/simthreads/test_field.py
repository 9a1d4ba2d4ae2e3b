"""The command that runs strangers' programs: each kind is told, and each kind of fault is seen."""

from __future__ import annotations

import copy
import sys

import pytest

from tests.suites import field, field_judge, field_natively

LINES = """
import threading
def say(n): print("thread", n)
threads = [threading.Thread(target=say, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
"""
KINDS = {
    field_judge.SAME: LINES.replace("range(3)", "range(1)"),
    field_judge.DIFFERENCE: "import threading, time\nprint(time.time(), threading.get_ident())",
}
PROCESSES = "import multiprocessing as m\nif __name__ == '__main__': m.Process(target=int).start()"


@pytest.fixture
def bench(engine):
    made = field.Bench()
    made.engine = engine
    return made


def judged(bench, source):
    native = field_natively.runs(source, "it.py", [sys.executable])
    return field.judged(bench, source, "it.py", native, 5)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_told(bench, kind):
    assert judged(bench, KINDS[kind]).kind == kind


def test_what_is_refused_in_a_line_is_no_fault(bench):
    kind, why = judged(bench, PROCESSES)
    assert kind == field_judge.DIFFERENCE and "not simulated" in why


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
    native = field_natively.runs(LINES, "it.py", [sys.executable])
    assert field_judge.judge(LINES, native, [record], {}).kind == field_judge.FAULT


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
    assert field_natively.unfit(source)


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
    assert (kind, why) == (field_judge.FAULT, "accused of deadlock, but the replay finished")
