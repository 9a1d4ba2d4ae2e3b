"""How a program ends: its exit code, whatever it leaves with, and what is said of errors in what it left for its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from playground.node import Engine
from tests.interpreter import as_from_a_terminal

LEFT_WITH = (
    "None", "True", "0", "3", "-1", "256", "300", "2**31", "-2**63", "2**63", "2**70", "-2**70", "'text'", "(1, 2)", "1.0",
)  # fmt: skip


@pytest.mark.parametrize("given", LEFT_WITH)
def test_the_exit_code_is_native(engine: Engine, given: str) -> None:
    source = f"import sys\nsys.exit({given})"
    native = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    record = engine.run(source)
    said = "".join(piece["text"] for piece in record["output"])
    assert (record["exit_code"], said) == (native.returncode, native.stderr)


RAISED = (
    "SystemExit",
    "SystemExit(3)",
    "SystemExit('x')",
    "KeyboardInterrupt",
    "ValueError('x')",
    "GeneratorExit",
)


@pytest.mark.parametrize("raised", RAISED)
def test_an_error_at_exit_is_told_and_changes_no_code(
    engine: Engine, tmp_path: Path, raised: str
) -> None:
    source = (
        "import atexit, sys\natexit.register(print, 'first')\ndef last():\n"
        f"    raise {raised}\natexit.register(last)\nsys.exit(4)"
    )
    (tmp_path / "it.py").write_text(source)
    command = [sys.executable, "it.py"]
    native = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, preexec_fn=as_from_a_terminal
    )
    record = engine.run(source, filename="it.py")
    texts = {
        stream: "".join(p["text"] for p in record["output"] if p["stream"] == stream)
        for stream in ("stdout", "stderr")
    }
    assert (
        (record["exit_code"], texts["stdout"])
        == (native.returncode, native.stdout)
        == (4, "first\n")
    )
    # 3.11 begins it in other words
    assert texts["stderr"].splitlines()[1:] == [
        line.replace(str(tmp_path) + "/", "") for line in native.stderr.splitlines()[1:]
    ]
