"""Every program of the site runs in the simulation as its name says. `python -m tests.suites.soak`
does more of it."""

from __future__ import annotations

import pytest

from playground import recording
from tests.simthreads import snippets
from tests.simthreads.mutants import mutants

SCHEDULES = 25
WITHIN = 400  # schedules within which a program that must fail does

SOUND = [program for program in snippets.programs() if not recording.is_faulty(program)]
FAULTY = [program for program in snippets.programs() if recording.is_faulty(program)]


@pytest.mark.parametrize("program", SOUND, ids=snippets.name)
def test_a_sound_program_holds(engine, program):
    assert snippets.holds(engine, program, SCHEDULES) == ""


@pytest.mark.parametrize("program", FAULTY, ids=snippets.name)
def test_a_faulty_program_fails(engine, program):
    assert snippets.fails(engine, program, WITHIN) > 0


def test_a_mutant_lacks_one_protection():
    source = (
        "lock = Lock()\njobs = Queue(3)\nfree = Queue()\nwith lock:\n    jobs.put(Condition())\n"
    )
    taken, changed = zip(*mutants(source), strict=True)
    assert taken == ("Lock in line 1", "Queue in line 2", "Condition in line 5")
    assert "lock = _Open()" in changed[0] and "Queue(3)" in changed[0]
    assert "jobs = Queue()" in changed[1] and "lock = Lock()" in changed[1]
