"""Generated programs give the same result natively and simulated: `python -m tests.simthreads.test_differential 3000`.

The number of programs is the argument. `test_generated.py` does the same with other kinds of programs.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from playground.node import Engine
from tests.simthreads import program_generator

COUNT = 120
GRANULARITIES = ("call", "line", "call", "bytecode")

NATIVE = """
import contextlib, io, json, sys
outputs = []
for source in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(compile(source, "program.py", "exec"), {"__name__": "__main__"})
    outputs.append(said.getvalue())
print(json.dumps(outputs))
"""


def natively(sources: list[str]) -> list[str]:
    """What this machine's CPython prints for each, all in one process."""
    answer = subprocess.run(
        [sys.executable, "-c", NATIVE],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert answer.returncode == 0, answer.stderr
    outputs: list[str] = json.loads(answer.stdout)
    return outputs


def simulated(engine: Engine, seed: int, source: str) -> str:
    record = engine.run(
        source, seed=seed, preempt=GRANULARITIES[seed % len(GRANULARITIES)], lean=True
    )
    said = "".join(piece["text"] for piece in record["output"])
    # raised without an exit code: a thread died, and the program's own hook took the error
    fine = record["outcome"] in ("finished", "raised") and not record["exit_code"]
    return said if fine else f"{said}[{record['outcome']}] {record['error']}"


def differences(engine: Engine, seeds: range) -> list[str]:
    sources = [program_generator.program(seed) for seed in seeds]
    found = []
    for seed, source, expected in zip(seeds, sources, natively(sources), strict=True):
        got = simulated(engine, seed, source)
        if got != expected:
            found.append(f"program {seed}\n{source}\nnatively: {expected}\nsimulated: {got}")
    return found


@pytest.mark.parametrize("part", range(3))
def test_generated_programs_agree(engine: Engine, part: int) -> None:
    share = COUNT // 3
    found = differences(engine, range(part * share, (part + 1) * share))
    assert not found, "\n\n".join(found)


if __name__ == "__main__":
    with Engine() as started:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
        wrong = [
            text
            for first in range(0, count, 100)
            for text in differences(started, range(first, first + 100))
        ]
    print("\n\n".join([*wrong, f"{count - len(wrong)} of {count} programs agree"]))
    sys.exit(1 if wrong else 0)
