"""The commands say what they should, and no more, on machines that lack something."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from playground import catalogue, recording
from playground.catalogue import ROOT, Program
from sitebuild import record
from sitebuild.finish import sbom

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
            [sys.executable, "-m", "mkdocs", "serve", "-a", address],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if address in line]
    assert "choose another port" in line
    assert "Traceback" not in done.stdout + done.stderr


def test_the_environment_of_another_checkout_is_not_used(tmp_path: Path):
    """It would build this one's pages with its own code."""
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\nplugins: [sitebuild]\n", "utf8")
    (tmp_path / "docs").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"this mkdocs builds {ROOT}, not {tmp_path}: run `make setup` here" in said
    assert "Traceback" not in said


TOO_NEW = "# requires: python 3.14\nfrom threading import current_thread\n\nprint({!r})\n"


@pytest.fixture
def too_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Program]]:
    """Makes a program of a Python that is not installed, which nobody has recorded yet."""
    for name in ("SNIPPETS", "RECORDED"):
        monkeypatch.setattr(catalogue, name, tmp_path / name)
    monkeypatch.setattr(catalogue, "interpreters", lambda: {})
    monkeypatch.setattr(catalogue, "_version", lambda _: "3.11")
    catalogue.forget()

    def made(head: str) -> Program:
        program = Program("lately", "added")
        program.path.parent.mkdir(parents=True)
        program.path.write_text(head + TOO_NEW.format("as in the page"), "utf8")
        monkeypatch.setattr(sys, "argv", ["record.py"])
        return program

    yield made
    catalogue.forget()


def test_where_no_python_is_new_enough_the_run_in_the_page_gives_the_output(
    too_new, engine, capsys
):
    program = too_new("")
    assert record.main() == 0
    lack = "snippets/lately/added.py needs Python 3.14, which is not installed"
    assert capsys.readouterr().out == f"{lack}: its run in the page gives its output\n"
    recording.write(engine, program)
    assert program.recorded.read_text("utf8") == "as in the page\n"
    assert recording.is_fresh(engine, program)
    program.recorded.write_text("as another machine stored it\n", "utf8")
    assert record.main() == 0
    assert capsys.readouterr().out == f"{lack}: its recorded output is kept\n"
    recording.write(engine, program)
    assert program.recorded.read_text("utf8") == "as another machine stored it\n"


def test_what_runs_nowhere_has_no_output(too_new, capsys):
    too_new("# needs: sockets\n")
    assert record.main() == 1
    assert capsys.readouterr().err.endswith("which is not installed: it has no output\n")


def test_the_bill_is_made_without_a_warning(site: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sbom.bill(site)
