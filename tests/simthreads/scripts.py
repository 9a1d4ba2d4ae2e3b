"""Runs the scripts beside this file that drive an engine of their own (booted.js)."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playground import node

SECONDS = 900.0  # on a busy machine


def answer_of(script: str, given: object) -> Any:
    """What the script of that name makes of this, both as JSON."""
    command = [node.find_node(), "--experimental-wasm-jspi", "--no-warnings"]
    places = [Path(__file__).with_name(script), node.find_pyodide(), node.ensure_snapshot()]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "given.json")  # Node does not wait for what comes late in a pipe
        file.write_text(json.dumps(given), "utf-8")
        done = subprocess.run(
            [*command, *map(str, places), str(file)],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
