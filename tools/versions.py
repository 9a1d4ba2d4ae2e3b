"""Runs the programs' own tests on each Python from 3.11 on that is installed, by one command.

Not by nox: the tests stay in one environment, and only the programs run on another Python.
"""

from __future__ import annotations

import subprocess
import sys

from playground import catalogue


def main() -> int:
    worst = 0
    for name, python in sorted(catalogue.interpreters().items()):
        print(f"== Python {name}", flush=True)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "auto",
            "tests/snippets",
            "tests/examiner",
            "--python",
            python,
        ]
        worst = max(worst, subprocess.run(command, cwd=catalogue.ROOT).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
