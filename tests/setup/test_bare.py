"""What `make bare` says of a machine, shown with a small project on this one."""

from __future__ import annotations

import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools.bare import __main__ as bare
from tools.bare import machines

SERVE = """
serve:
\t@exec {python} -m http.server {port} --bind 127.0.0.1 --directory site
"""


class Project:
    """A repository with two commands, whose words are the test's."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.serve = SERVE.format(python=shlex.quote(sys.executable), port=port)
        self.languages = ["zh-CN", "en"]

    def tried(self, test: str) -> int:
        for language, place in zip(self.languages, ["site", "site/en"], strict=False):
            (self.root / place).mkdir(parents=True)
            (self.root / place / "index.html").write_text(f'<html lang="{language}">')
        (self.root / "Makefile").write_text(f"{self.serve}\ntest:\n\t@{test}\n")
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
        for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
            subprocess.run([*git, *command], cwd=self.root, check=True)
        return bare.main(["--here", "this one", "--who", "me"])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    with socket.socket() as any_free:
        any_free.bind(("127.0.0.1", 0))
        port = any_free.getsockname()[1]
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.setattr(bare, "PORT", port)
    monkeypatch.setattr(bare, "CACHE", tmp_path)
    monkeypatch.setattr(machines, "ROOT", root)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return Project(root, port)


def rows(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    lines = capsys.readouterr().out.splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_both_commands_pass(project, capsys):
    assert project.tried("echo '= 3 passed in 2s ='") == 0
    serve, test = rows(capsys)
    assert serve[0] == test[0] == "this one"
    assert serve[1] == ".".join(map(str, sys.version_info[:3]))
    assert serve[3:5] == ["make serve", f"answers at 127.0.0.1:{bare.PORT}"]
    assert test[3:5] == ["make test", "3 passed in 2s"]
    assert bare.is_free()  # what was served ended
    assert not list(Path(machines.ROOT).parent.glob("tmp*/threads"))


def test_a_test_that_fails_is_told(project, capsys):
    assert project.tried("echo '= 1 failed in 2s ='; exit 1") == 1
    _, test = rows(capsys)
    assert test[4] == "1 failed in 2s"


def test_a_site_that_ends_is_told(project, capsys):
    project.serve = "serve:\n\t@echo 'setup: no network'; exit 1\n"
    assert project.tried("true") == 1
    serve, _ = rows(capsys)
    assert serve[4] == "ended with 2: setup: no network"


def test_a_site_of_one_language_is_told(project, capsys, monkeypatch):
    monkeypatch.setattr(bare, "PATIENCE", 3.0)
    project.languages = ["zh-CN"]
    assert project.tried("true") == 1
    serve, _ = rows(capsys)
    assert serve[4].startswith("does not answer")


def test_an_address_that_is_taken_is_one_line(project, capsys):
    with socket.socket() as another:
        another.bind(("127.0.0.1", bare.PORT))
        another.listen()
        assert project.tried("true") == 2
    assert capsys.readouterr().err == (
        f"make bare: something else is served at 127.0.0.1:{bare.PORT}: end it first\n"
    )


def test_without_debootstrap_it_is_one_line(project, capsys, monkeypatch):
    monkeypatch.setattr(machines, "CACHE", Path(machines.ROOT) / "none")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert bare.main(["debian-12"]) == 2
    assert "apt install debootstrap" in capsys.readouterr().err
    assert not machines.CACHE.exists()


def test_a_system_that_is_not_there_is_refused():
    with pytest.raises(SystemExit) as refused:
        bare.main(["debian-1"])
    assert refused.value.code == 2
