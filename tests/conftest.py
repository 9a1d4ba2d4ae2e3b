"""What more than one concern needs: the site, built once for all workers of a test run."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

import catalogue


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the strictly built site: Chinese at its root, English in en/."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder, said = shared / "site", shared / "site.said"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            said.write_text(build(folder), "utf8")
    fault = said.read_text("utf8")
    assert not fault, fault
    return folder


def build(folder: Path, **settings: str) -> str:
    """`mkdocs build --strict` as a user calls it; returns what it complains of, if it does."""
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=catalogue.ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings},
        capture_output=True,
        text=True,
    )
    fine = result.returncode == 0 and "WARNING" not in result.stderr
    return "" if fine else result.stdout + result.stderr
