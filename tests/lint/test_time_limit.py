"""A test's limit is its own: what is built once for all may take as long as the machine takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from playground.catalogue import ROOT

# Says of each thing that is built once whether the time of a test was counting just then.
WATCH = """
import os
from pathlib import Path
from playground import node
from tests.browser import chromium, served_site

counting = set()

def pytest_timeout_set_timer(item, settings):
    counting.add(item.nodeid)

def pytest_timeout_cancel_timer(item):
    counting.discard(item.nodeid)

def watched(module, name, result):
    def instead(*_, **__):
        with Path(os.environ["SAID"]).open("a") as said:
            print(name, "in the time of a test" if counting else "in its own time", file=said)
        if isinstance(result, Exception):
            raise result
        return result
    setattr(module, name, instead)

watched(served_site, "_build", "")
watched(chromium, "find", chromium.NoBrowser("none is wanted"))
watched(node, "ensure_snapshot", Path())
"""

A_BROWSER_TEST = "tests/browser/test_not_found.py"


@pytest.fixture
def said(tmp_path: Path) -> list[str]:
    """What the watch says of a test that has a browser and the site."""
    (tmp_path / "watch.py").write_text(WATCH, "utf8")
    said = tmp_path / "said"
    pytest_alone = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider"]
    subprocess.run(
        [*pytest_alone, "-p", "watch", f"--basetemp={tmp_path / 'inner'}", A_BROWSER_TEST],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
        | {"SAID": str(said)},
        capture_output=True,
    )
    return said.read_text("utf8").splitlines()


def test_what_is_built_once_is_built_before_the_limit_counts(said: list[str]):
    parts = ("ensure_snapshot", "_build", "find")
    assert said == [f"{part} in its own time" for part in parts]
