"""Step by step never breaks the interpreter: every program of the site, and drawn ones whose code C calls."""

from __future__ import annotations

import json
import subprocess

import catalogue
from playground import node

from .called_below import program

DRAWN = 200


def stepped(engine, sources, folder):
    """What came of each program at each grain: the number of steps, or what went wrong."""
    given = folder / "programs.json"
    given.write_text(json.dumps(sources), "utf-8")
    command = [node.find_node(), "--experimental-wasm-jspi", "--no-warnings"]
    script = node.ROOT / "tests" / "simthreads" / "step_programs.mjs"
    arguments = [script, node.ENGINE, node.find_pyodide(), engine.snapshot, given]
    done = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def faults(results):
    return {
        f"{name} by {grain}": said
        for name, grains in results.items()
        for grain, said in grains.items()
        if isinstance(said, str)
    }


def test_every_program_is_stepped_to_its_end(engine, tmp_path):
    engine.run("")  # the snapshot is made before the first run
    sources = {each.name: each.path.read_text("utf-8") for each in catalogue.simulated()}
    results = stepped(engine, sources, tmp_path)
    assert len(results) == len(sources) > 200
    assert not faults(results)


def test_code_that_c_calls_is_stepped_to_its_end(engine, tmp_path):
    engine.run("")
    sources = {f"drawn {seed}": program(seed) for seed in range(DRAWN)}
    results = stepped(engine, sources, tmp_path)
    assert not faults(results)
    assert all(grains["bytecode"] > grains["line"] for grains in results.values())
