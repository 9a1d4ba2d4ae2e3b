"""What variables hold at each entry of a record: as the program left them, and the run is none other for it."""

from __future__ import annotations

import pytest

from playground.simthreads.program.history import MOST
from tests.simthreads import program_generator
from tests.simthreads.schema import problems

LOST = """\
import threading

total = 0
ready = threading.Barrier(2)


def add(number):
    global total
    seen = total
    ready.wait()
    total = seen + number
    del seen


threads = [threading.Thread(target=add, args=(number,)) for number in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
"""


def held(record, of, at):
    """By scope and name, at an entry."""
    scopes = {}
    for values in record["values"]:
        for change in values["changes"]:
            key = change["thread"], change["name"]
            scopes[key] = change["value"]
            if change["value"] is None:
                del scopes[key]
        if (values["of"], values["at"]) == (of, at):
            return scopes
    raise LookupError((of, at))


def test_each_thread_holds_what_it_has_read(engine):
    record = engine.run(LOST, policy="round-robin", values=True)
    assert problems(record) == []
    entries = [("event", at) for at in range(len(record["events"]))] + [("output", 0)]
    assert sorted((each["of"], each["at"]) for each in record["values"]) == sorted(entries)
    moments = [held(record, "event", at) for at in range(len(record["events"]))]
    for thread, number in ((2, "1"), (3, "2")):
        for name, value in (("seen", "0"), ("number", number)):
            seen = [scopes.get((thread, name)) for scopes in moments]
            assert set(seen) == {None, value} and seen[-1] is None
    totals = [scopes.get((None, "total")) for scopes in moments]
    assert totals[0] == "0" and set(totals) <= {"0", "1", "2"}
    assert totals[-1] == held(record, "output", 0)[None, "total"]
    assert totals[-1] == record["output"][0]["text"].strip() != "3"


def test_in_a_deadlock_the_locks_say_who_has_them(engine, program):
    record = engine.run(program["two_locks_deadlock"], seed=16, values=True)
    assert record["outcome"] == "deadlock"
    last = held(record, "event", record["values"][-1]["at"])
    assert (last[None, "left"], last[None, "right"]) == ("Lock(held by a)", "Lock(held by b)")


def test_a_record_has_none_unless_it_is_asked(engine):
    assert "values" not in engine.run(LOST)


#: What a look that kept a frame, or an object, alive would change; and what must not be called.
DELICATE = """\
import sys, threading, weakref


class Told:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        raise AssertionError("looked at by its own code")

    __eq__ = __hash__ = __len__ = __repr__

    def __del__(self):
        print("gone", self.name)


def use(name):
    mine = Told(name)
    seen = weakref.ref(mine)
    with lock:
        print(name, sys.getrefcount(mine))
    del mine
    print(name, seen())


lock = threading.Lock()
threads = [threading.Thread(target=use, args=(name,)) for name in "abc"]
kept = Told("kept")
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.mark.parametrize("policy", ["random", "pct", "round-robin"])
def test_a_look_changes_nothing(engine, policy):
    for source in (DELICATE, *map(program_generator.program, range(40))):
        options = {"policy": policy, "seed": 5}
        seen = engine.run(source, values=True, **options)
        assert seen.pop("values")
        assert seen == engine.run(source, **options), source


def test_of_a_long_run_the_first_entries_are_looked_at(engine):
    source = f"for number in range({MOST + 500}):\n    print(number)\n"
    record = engine.run(source, values=True)
    assert len(record["output"]) > MOST == len(record["values"])
    assert (
        held(record, "output", MOST - 1)[None, "number"]
        == record["output"][MOST - 1]["text"].strip()
    )
