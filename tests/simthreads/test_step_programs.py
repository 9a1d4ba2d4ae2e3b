"""Step by step never breaks the interpreter: every program of the site, and drawn ones whose code C calls."""

from __future__ import annotations

import json
import subprocess

import pytest

from playground import catalogue, node

from .called_below import program

DRAWN = 200
PARTS = 2  # each is one run of Node


def stepped(engine, sources, folder):
    """What came of each program: the number of steps of each granularity, or what went wrong."""
    engine.run("")  # the snapshot is made before the first run
    given = folder / "programs.json"
    given.write_text(json.dumps(sources), "utf-8")
    command = [node.find_node(), "--experimental-wasm-jspi", "--no-warnings"]
    script = node.ROOT / "tests" / "simthreads" / "step_programs.js"
    arguments = [script, node.ENGINE, node.find_pyodide(), engine.snapshot, given]
    done = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert list(results) == list(sources)
    faults = {name: said for name, said in results.items() if isinstance(said, str)}
    assert not faults
    return results


@pytest.mark.parametrize("part", range(PARTS))
def test_every_program_is_stepped_to_its_end(engine, tmp_path, part):
    programs = catalogue.simulated()
    assert len(programs) > 200
    sources = {each.name: each.path.read_text("utf-8") for each in programs[part::PARTS]}
    results = stepped(engine, sources, tmp_path)
    assert all({"bytecode", "line"} <= set(steps) for steps in results.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_code_that_c_calls_is_stepped_to_its_end(engine, tmp_path, part):
    sources = {f"drawn {seed}": program(seed) for seed in range(part, DRAWN, PARTS)}
    results = stepped(engine, sources, tmp_path)
    assert all({"bytecode", "line"} <= set(steps) for steps in results.values())
