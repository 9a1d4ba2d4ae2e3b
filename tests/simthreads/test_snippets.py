"""Every program of the site runs in the simulation as its name says, and as it is recorded. `python -m
tools.soak` does more of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground import catalogue, recording
from tests.simthreads import snippets
from tests.simthreads.mutants import mutants

SCHEDULES = 10  # the soak tries 200
WITHIN = 400  # schedules within which a program that must fail does

EQUIVALENT = catalogue.read_yaml(Path(__file__).with_name("equivalent.yml"))
PROGRAMS = catalogue.simulated()
SOUND = [program for program in PROGRAMS if not recording.is_faulty(program)]
FAULTY = [program for program in PROGRAMS if recording.is_faulty(program)]
CHAPTERS = sorted({program.slug for program in PROGRAMS})


@pytest.mark.parametrize("program", SOUND, ids=snippets.name)
def test_a_sound_program_holds(engine, program):
    assert snippets.holds(engine, program, SCHEDULES) == ""


@pytest.mark.parametrize("program", FAULTY, ids=snippets.name)
def test_a_faulty_program_fails(engine, program):
    assert snippets.fails(engine, program, WITHIN) > 0


def test_a_program_that_may_be_too_new_to_run_natively_runs_here(engine):
    """Its native tests are skipped where no Python is new enough (tests/interpreter.py). What the
    simulation lacks, too, is for the Pythons of the workflow: tests/setup/test_workflows.py."""
    record = engine.run("import sys\nprint(*sys.version_info[:2])")
    simulated = tuple(map(int, record["output"][0]["text"].split()))
    too_new = [program for program in catalogue.programs() if program.requires > catalogue.OLDEST]
    assert too_new
    here = [program for program in too_new if program in PROGRAMS or not program.needs]
    nowhere = [p.name for p in here if p not in PROGRAMS or p.requires > simulated]
    assert nowhere == [], "they would be run by no test"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_recorded_run_is_what_a_fresh_one_is(engine, chapter):
    stale = [
        program.name
        for program in PROGRAMS
        if program.slug == chapter and not recording.is_fresh(engine, program)
    ]
    assert stale == [], "`python -m playground record` makes them anew"


def test_no_recorded_run_without_its_program():
    known = {program.run_record for program in PROGRAMS}
    assert set(catalogue.RECORDED.glob("*/*.json")) == known


def test_a_mutant_lacks_one_protection():
    source = (
        "lock = Lock()\njobs = Queue(3)\nfree = Queue()\nwith lock:\n    jobs.put(Condition())\n"
    )
    taken, changed = zip(*mutants(source), strict=True)
    assert taken == ("Lock in line 1", "Queue in line 2", "Condition in line 5")
    assert "lock = _Open()" in changed[0] and "Queue(3)" in changed[0]
    assert "jobs = Queue()" in changed[1] and "lock = Lock()" in changed[1]


def test_only_sound_programs_with_a_protection_are_excused_from_the_mutation_check():
    protected = {snippets.name(one) for one in SOUND if any(mutants(one.source))}
    assert set(EQUIVALENT) <= protected
