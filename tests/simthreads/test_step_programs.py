"""Step by step never breaks the interpreter: every program of the site, and drawn ones whose code C calls."""

from __future__ import annotations

import pytest

from playground import catalogue

from .called_below import program
from .scripts import answer_of

DRAWN = 200
PARTS = 2  # each is one run of Node


def stepped(sources):
    """What came of each program: the number of steps of each granularity, or what went wrong."""
    results = answer_of("step_programs.js", sources)
    assert list(results) == list(sources)
    faults = {name: said for name, said in results.items() if isinstance(said, str)}
    assert not faults
    return results


@pytest.mark.parametrize("part", range(PARTS))
def test_every_program_is_stepped_to_its_end(part):
    programs = catalogue.simulated()
    assert len(programs) > 200
    sources = {each.name: each.path.read_text("utf-8") for each in programs[part::PARTS]}
    results = stepped(sources)
    assert all({"bytecode", "line"} <= set(steps) for steps in results.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_code_that_c_calls_is_stepped_to_its_end(part):
    sources = {f"drawn {seed}": program(seed) for seed in range(part, DRAWN, PARTS)}
    results = stepped(sources)
    assert all({"bytecode", "line"} <= set(steps) for steps in results.values())
