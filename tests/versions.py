"""Runs the programs' own tests on each Python from 3.11 on that is installed, by one command."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def version(python: str) -> str | None:
    """Major and minor version with the build's flags ("3.14t"), or None if it does not run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2] + getattr(sys, 'abiflags', ''))"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def installed() -> dict[str, str]:
    """Version -> interpreter: this one, those on the PATH, those that pyenv keeps."""
    home = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    candidates = [sys.executable]
    for minor in range(11, 20):
        candidates += filter(None, (shutil.which(f"python3.{minor}{t}") for t in ("", "t")))
    candidates += sorted(glob.glob(f"{home}/versions/3.*/bin/python"))
    found: dict[str, str] = {}
    for python in candidates:
        name = version(python)
        if name and tuple(map(int, name.rstrip("t").split("."))) >= (3, 11):
            found.setdefault(name, python)
    return found


def main() -> int:
    worst = 0
    for name, python in sorted(installed().items()):
        print(f"== Python {name}", flush=True)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "auto",
            "tests/snippets",
            "--python",
            python,
        ]
        worst = max(worst, subprocess.run(command, cwd=ROOT).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
