"""A search that another engine helps says what it says without, whenever the other's answers come."""

from __future__ import annotations

import pytest

from .scripts import answer_of

COUNTED = """
import threading
lock = threading.Lock()
done = []
def work(number):
    with lock:
        done.append(number)
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(done)
"""
#: Its last thread is seldom the first: it takes a search some schedules.
SELDOM = COUNTED + "assert done != [2, 1, 0]\n"
REQUESTS = {
    "holds": {"source": COUNTED, "schedules": 40},
    "fails": {"source": SELDOM, "schedules": 200},
    "prints other things": {"source": COUNTED, "schedules": 40, "same_output": True, "seed": 7},
    "one policy": {"source": COUNTED, "schedules": 30, "policy": "pct", "preempt": "line"},
    "bounded": {"source": COUNTED, "schedules": 12, "policy": "bounded"},
    "all orders first": {"source": COUNTED, "schedules": 36, "exhaustive": True, "orders": 5},
    "races, too": {"source": COUNTED, "schedules": 24, "races": True},
}


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, tuple[bool, int]]]:
    told: dict[str, dict[str, tuple[bool, int]]] = answer_of("two_engines.js", REQUESTS)
    return told


@pytest.mark.parametrize("name", REQUESTS)
def test_the_verdict_is_the_same_with_help_and_without(found, name):
    assert {timing for timing, (same, _) in found[name].items() if not same} == set()


def test_what_is_foreseen_comes_to_pass(found):
    """All but the first few of a plain search may be tried by another."""
    used = {name: found[name]["known before"][1] for name in REQUESTS}
    assert used["holds"] >= 25 and used["one policy"] >= 15, used
    assert (used["bounded"], found["holds"]["never"][1]) == (0, 0)
