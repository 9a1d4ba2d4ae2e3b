"""Generated programs give the same result on real threads and on simulated ones."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.simthreads.generated import program

CHUNK = 20
NATIVE = (
    "import contextlib, io, json, sys\nfor source in json.load(sys.stdin):\n    out = io.StringIO()\n"
    "    with contextlib.redirect_stdout(out):\n        exec(source, {'__name__': '__main__'})\n"
    "    print(json.dumps(out.getvalue()))"
)


@pytest.mark.parametrize("chunk", range(15))
def test_same_result_natively_and_simulated(engine, chunk):
    numbers = range(chunk * CHUNK, (chunk + 1) * CHUNK)
    sources = [program(number) for number in numbers]
    native = subprocess.run(
        [sys.executable, "-c", NATIVE],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert native.stderr == ""
    expected = [json.loads(line) for line in native.stdout.splitlines()]
    for number, source, text in zip(numbers, sources, expected, strict=True):
        options = {
            "policy": ("random", "pct", "hold")[number % 3],
            "preempt": ("bytecode", "line", "call")[number % 3],
        }
        record = engine.run(source, seed=number, **options)
        said = "".join(piece["text"] for piece in record["output"])
        assert (record["outcome"], said) == ("finished", text), f"program {number}:\n{source}"
