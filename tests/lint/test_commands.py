"""The commands say what they should, and no more, on machines that lack something."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import catalogue
import record
from catalogue import ROOT, Program
from site_theme.hooks import sbom

GENERATED = [
    line.strip("/")
    for line in (ROOT / ".gitignore").read_text("utf8").splitlines()
    if line.endswith("/") and line != "__pycache__/"
]


def make(*arguments: str) -> str:
    """What make would run: also where a `make test` runs this."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "--dry-run", *arguments],
        cwd=ROOT,
        env={**environment, "MFLAGS": ""},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("folder", GENERATED)
def test_ruff_leaves_alone_what_is_made_where_there_is_no_git(tmp_path: Path, folder: str):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in (folder, "own"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "made.py").write_text("import os\n", "utf8")
    found = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    ).stdout
    assert [line.partition(":")[0] for line in found.splitlines() if ".py:" in line] == [
        "own/made.py"
    ]


def test_serve_takes_a_port():
    assert "mkdocs serve -a 127.0.0.1:8123\n" in make("serve", "PORT=8123")
    assert make("serve").rstrip().endswith("mkdocs serve")


def test_a_port_that_is_taken_is_said_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = subprocess.run(
            [Path(sys.executable).with_name("mkdocs"), "serve", "-a", address],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if address in line]
    assert "choose another port" in line
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("stored", [True, False])
def test_a_missing_python_stops_a_recording_only_where_nothing_is_stored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stored: bool
):
    program = Program("free_threading", "none" if not stored else _newest().name)
    monkeypatch.setattr(catalogue, "interpreter_for", lambda _: None)
    monkeypatch.setattr(Program, "requires", (3, 99))
    fault = record.record(program)
    said = capsys.readouterr().out
    assert bool(fault) is not stored
    assert "needs Python 3.99, which is not installed" in (said if stored else str(fault))


def _newest() -> Program:
    return next(p for p in catalogue.programs() if p.slug == "free_threading")


def test_the_bill_is_made_without_a_warning(site: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sbom.bill(site)
