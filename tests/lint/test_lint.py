"""Python is typed and tidy. Plain `pytest` does what `make test` does, so this is a test too."""

import subprocess
import sys

from playground import catalogue


def check(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=catalogue.ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing():
    check("ruff", "check", ".")


def test_ruff_would_format_nothing():
    check("ruff", "format", "--check", ".")


def test_mypy_finds_nothing():
    check("mypy")
