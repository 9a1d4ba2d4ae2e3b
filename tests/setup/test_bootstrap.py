"""What `make setup` does on machines that are not as they should be, with the real bootstrap.py.

Python's own venv, pip and npm are stood in for: each says what it was called with, and then does
what a test wants of it. What they print when they fail is what the real ones printed.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from playground.catalogue import ROOT
from tests.browser import served_site
from tests.interpreter import as_from_a_terminal

pytestmark = pytest.mark.timeout(60)

# A stand-in, for `venv`, which is found first in PYTHONPATH, and for the programs that it makes.
VENV = """
import os, sys
place = sys.argv[-1]
os.makedirs(place + "/bin")
for name in ("python", "npm"):
    with open(f"{place}/bin/{name}", "w") as file:
        file.write(f'#!/bin/sh\\nexec "$STAND_INS/act.sh" "$0" "$@"\\n')
    os.chmod(f"{place}/bin/{name}", 0o755)
with open(os.environ["STAND_INS"] + "/calls", "a", encoding="utf-8") as calls:
    calls.write(f"venv {sys.executable}\\n")
"""
ACT = """#!/bin/sh
cd "$STAND_INS"
case "$*" in
  *"/python -m ensurepip"*) me=ensurepip ;;
  *"/python -m pip install"*) me=pip ;;
  *"/npm ci"*)
    me=npm; mkdir "$OLDPWD/node_modules"; : > "$OLDPWD/node_modules/.package-lock.json" ;;
esac
echo "$me $*" >> calls
echo "$PIP_CACHE_DIR $npm_config_cache $PIP_USER" >> settings
if [ -f $me.says ]; then cat $me.says >&2; fi
if [ -p $me.arrived ]; then echo $$ > $me.arrived; read released < $me.released; fi
if [ -f $me.code ]; then exit "$(cat $me.code)"; fi
"""
# What it believes to be, if it is told.
SITECUSTOMIZE = """
import os, sys, sysconfig
if "FAKE_VERSION" in os.environ:
    sys.version = os.environ["FAKE_VERSION"]
    sys.version_info = tuple(map(int, sys.version.split(".")))
if "FAKE_SCHEMES" in os.environ:
    sysconfig.get_scheme_names = lambda: tuple(os.environ["FAKE_SCHEMES"].split())
"""
STEPS = ["venv", "ensurepip", "pip", "npm"]


class Machine:
    """A checkout, and stand-ins for all that its set-up calls."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "check out 中文"
        self.stand_ins = folder / "stand-ins"
        self.root.mkdir(parents=True)
        self.stand_ins.mkdir()
        for name in ("bootstrap.py", "pyproject.toml", "requirements.txt", "package-lock.json"):
            shutil.copy(ROOT / name, self.root)
        (self.stand_ins / "venv.py").write_text(VENV, "utf8")
        (self.stand_ins / "sitecustomize.py").write_text(SITECUSTOMIZE, "utf8")
        (self.stand_ins / "act.sh").write_text(ACT, "utf8")
        (self.stand_ins / "act.sh").chmod(0o755)
        self.started: list[subprocess.Popen[str]] = []
        self.begin = as_from_a_terminal

    def start(self, python: str | Path = sys.executable, **variables: str) -> subprocess.Popen[str]:
        told = {**os.environ, "PYTHONPATH": str(self.stand_ins), "STAND_INS": str(self.stand_ins)}
        for name in ("PIP_CACHE_DIR", "npm_config_cache"):
            told.pop(name, None)
        started = subprocess.Popen(
            [str(python), "bootstrap.py"],
            cwd=self.root,
            env=told | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf8",
            preexec_fn=self.begin,
        )
        self.started.append(started)
        return started

    def set_up(self, python: str | Path = sys.executable, **variables: str) -> None:
        _, said = (started := self.start(python, **variables)).communicate()
        assert started.returncode == 0, said

    def refuses(self, **variables: str) -> str:
        """The one line that it ends with."""
        _, said = (started := self.start(**variables)).communicate()
        assert started.returncode == 1, said
        assert re.fullmatch("setup: .+\n", said), said
        return said

    def holds(self, step: str) -> None:
        """Make the step wait for `release`."""
        for end in ("arrived", "released"):
            os.mkfifo(self.stand_ins / f"{step}.{end}")

    def arrived(self, step: str) -> int:
        """Wait for the step to have begun; its process."""
        return int((self.stand_ins / f"{step}.arrived").read_text())

    def release(self, step: str) -> None:
        """Let the step that waits, and all later ones, go on."""
        (self.stand_ins / f"{step}.arrived").unlink()
        (self.stand_ins / f"{step}.released").write_text("\n")

    def calls(self) -> list[str]:
        """The steps that were done since this was last asked."""
        calls = self.stand_ins / "calls"
        done = [line.split()[0] for line in calls.read_text("utf8").splitlines()]
        calls.write_text("")
        return done

    def says(self, step: str, text: str, code: int) -> None:
        (self.stand_ins / f"{step}.says").write_text(text + "\n", "utf8")
        (self.stand_ins / f"{step}.code").write_text(str(code))


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    (made.stand_ins / "calls").touch()
    yield made
    for started in made.started:
        started.kill()
        started.communicate()


def test_what_is_set_up_stays(machine):
    machine.set_up()
    assert machine.calls() == STEPS
    machine.set_up()
    assert machine.calls() == []


@pytest.mark.parametrize("made", ["now", "before this was asked of it"])
def test_mkdocs_says_nothing_of_the_end_of_material_s_support(machine, made):
    """Whoever starts it, and however; see also `served_site.build`."""
    machine.set_up()
    (said,) = (machine.root / ".venv").rglob("*.pth")
    if made != "now":
        said.unlink()
        machine.set_up()
    started = (
        f"import os, site; del os.environ['{served_site.QUIET}']; "
        f"site.addsitedir({str(said.parent)!r}); print(os.environ['{served_site.QUIET}'])"
    )
    told = {**os.environ, served_site.QUIET: "0"}
    command = [sys.executable, "-c", started]
    assert subprocess.run(command, env=told, capture_output=True, text=True).stdout == "1\n"
    installed = sysconfig.get_path("purelib", "venv", {"base": str(machine.root / ".venv")})
    assert said.parent == Path(installed)


def test_the_second_of_two_waits_for_the_first(machine):
    machine.holds("pip")
    first = machine.start()
    machine.arrived("pip")
    second = machine.start()
    assert second.stdout.readline() == "setup: waiting for another set-up of this folder\n"
    machine.release("pip")
    assert first.wait() == second.wait() == 0
    assert machine.calls() == STEPS


def test_one_that_was_killed_is_waited_for_and_done_again(machine):
    """Its npm goes on: two of them in one folder would spoil each other's work."""
    machine.holds("npm")
    first = machine.start()
    machine.arrived("npm")
    first.kill()
    assert first.wait() == -signal.SIGKILL
    second = machine.start()
    assert second.stdout.readline() == "setup: waiting for another set-up of this folder\n"
    machine.release("npm")
    assert second.wait() == 0
    assert machine.calls() == [*STEPS, "npm"]


@pytest.mark.parametrize("step", ["ensurepip", "pip", "npm"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_that_is_stopped_says_so_in_a_line_and_takes_its_step_along(machine, step, number):
    machine.holds(step)
    first = machine.start()
    process = machine.arrived(step)
    first.send_signal(number)
    _, said = first.communicate()
    assert (first.returncode, said) == (130, "setup: stopped: the next one begins where it must\n")
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    (machine.stand_ins / f"{step}.arrived").unlink()
    machine.calls()
    machine.set_up()
    assert machine.calls() == (["npm"] if step == "npm" else STEPS)


def test_what_nohup_asks_for_is_kept(machine):
    machine.begin = lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)
    machine.holds("pip")
    first = machine.start()
    machine.arrived("pip")
    first.send_signal(signal.SIGHUP)
    machine.release("pip")
    assert first.wait() == 0
    assert machine.calls() == STEPS


def test_another_python_makes_another_environment(machine):
    machine.set_up(FAKE_VERSION="3.12.1")
    machine.calls()
    machine.set_up(FAKE_VERSION="3.13.0")
    assert machine.calls() == ["venv", "ensurepip", "pip"]


def test_a_python_that_was_taken_away_makes_another_environment(machine):
    machine.set_up()
    machine.calls()
    python = machine.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/no/such/python")
    machine.set_up()
    assert machine.calls() == ["venv", "ensurepip", "pip"]


@pytest.mark.parametrize(
    ("lock_file", "steps"),
    [("requirements.txt", ["venv", "ensurepip", "pip"]), ("package-lock.json", ["npm"])],
)
def test_a_changed_lock_file_is_followed(machine, lock_file, steps):
    machine.set_up()
    machine.calls()
    with (machine.root / lock_file).open("a") as file:
        file.write("\n")
    machine.set_up()
    assert machine.calls() == steps


def test_a_checkout_that_was_moved_gets_another_environment(machine):
    machine.set_up()
    machine.calls()
    machine.root = machine.root.rename(machine.root.with_name("elsewhere"))
    machine.set_up()
    assert machine.calls() == ["venv", "ensurepip", "pip"]


def test_what_a_link_leads_to_is_left_alone(machine, tmp_path):
    for name in (".venv", "node_modules"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theirs").touch()
        (machine.root / name).symlink_to(tmp_path / name)
    machine.set_up()
    assert (tmp_path / ".venv" / "theirs").exists()
    assert (tmp_path / "node_modules" / "theirs").exists()
    assert not (machine.root / ".venv").is_symlink()


def test_within_the_environment_it_is_made_by_the_python_that_it_is_of(machine, tmp_path):
    """`. .venv/bin/activate`, a changed lock file, and `make test`."""
    command = [sys.executable, "-m", "venv", "--without-pip", tmp_path / "active"]
    subprocess.run(command, check=True)
    machine.set_up(python=tmp_path / "active" / "bin" / "python")
    done = (machine.stand_ins / "calls").read_text("utf8").splitlines()
    assert str(tmp_path / "active") not in done[0]


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": ""},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"HOME": "/no/such/home"},
        {"HOME": "", "XDG_CACHE_HOME": ""},
        {"NODE_ENV": "production", "PIP_USER": "1"},
    ],
    ids=str,
)
def test_what_the_environment_says_does_not_matter(machine, variables):
    """The folder is named with a blank and in Chinese; what is printed is of any encoding."""
    machine.set_up(**variables)
    machine.set_up(**variables)
    assert "npm ci --ignore-scripts --include=dev\n" in (machine.stand_ins / "calls").read_text(
        "utf8"
    )
    assert machine.calls() == STEPS
    cache = machine.root / ".cache"
    for line in (machine.stand_ins / "settings").read_text("utf8").splitlines():
        assert line == f"{cache / 'pip'} {cache / 'npm'} 0"
    (machine.root / ".venv" / "ready").unlink()
    (machine.stand_ins / "pip.says").write_bytes("ERROR: 磁盘".encode("gb18030"))
    (machine.stand_ins / "pip.code").write_text("1")
    assert "installing the Python packages failed" in machine.refuses(**variables)


def test_what_a_cache_is_named_is_the_reader_s_to_say(machine):
    machine.set_up(PIP_CACHE_DIR="/theirs", npm_config_cache="/theirs too")
    assert "/theirs /theirs too 0\n" in (machine.stand_ins / "settings").read_text("utf8")


NO_VENV = "/usr/bin/python3: No module named ensurepip"
FULL = "the disk is full"
NETWORK = "no network, or the package index is out of reach"
LOCKED = "a package is not the one that the lock file names"
UNKNOWN = "name the one of your network in PIP_CERT and NODE_EXTRA_CA_CERTS"
FAILURES = {
    "pip, no network": (
        "pip",
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...: "
        "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')'\n"
        "ERROR: No matching distribution found for ast-serialize==0.13.1",
        1,
        NETWORK,
    ),
    "npm, no network": (
        "npm",
        "npm error code EAI_AGAIN\nnpm error syscall getaddrinfo\nnpm error errno EAI_AGAIN",
        1,
        NETWORK,
    ),
    "pip, full": (
        "pip",
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        1,
        FULL,
    ),
    "ensurepip, full": ("ensurepip", "OSError: [Errno 28] No space left on device", 1, FULL),
    "npm, full, and content with it": (
        "npm",
        "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write\n\nadded 82 packages",
        0,
        FULL,
    ),
    "pip, hash": (
        "pip",
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have",
        1,
        LOCKED,
    ),
    "npm, hash": (
        "npm",
        "npm error code EINTEGRITY\nnpm error Integrity checksum failed when using sha512",
        1,
        LOCKED,
    ),
    "pip, certificate": (
        "pip",
        "Could not fetch URL /simple/six/: There was a problem confirming the ssl certificate: "
        "(Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] "
        "certificate verify failed: self-signed certificate in certificate chain')))",
        1,
        UNKNOWN,
    ),
    "npm, certificate": ("npm", "npm error code SELF_SIGNED_CERT_IN_CHAIN", 1, UNKNOWN),
    "npm, not ours": (
        "npm",
        "npm error code EACCES\nnpm error errno -13\nnpm error Error: EACCES: permission denied",
        243,
        "you may not write here",
    ),
    "pip, too new a Python": (
        "pip",
        "ERROR: Could not find a version that satisfies the requirement selectolax==1.0.2 "
        "(from versions: none)\nERROR: No matching distribution found for selectolax==1.0.2",
        1,
        "failed: Could not find a version that satisfies the requirement selectolax==1.0.2",
    ),
    "killed by something": ("npm", "", 137, "installing the npm packages failed"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_one_line_and_does_not_count_as_done(machine, failure):
    step, text, code, line = FAILURES[failure]
    machine.says(step, text, code)
    assert line in machine.refuses()
    machine.calls()
    assert line in machine.refuses()
    assert machine.calls() == (["npm"] if step == "npm" else STEPS[: STEPS.index(step) + 1])


def test_debian_s_package_is_named_where_the_python_is_debian_s(machine):
    machine.says("ensurepip", NO_VENV, 1)
    version = "{}.{}".format(*sys.version_info[:2])
    debians = machine.refuses(FAKE_SCHEMES="deb_system posix_local posix_prefix")
    assert f"apt install python{version}-venv" in debians
    another = machine.refuses(FAKE_SCHEMES="posix_prefix posix_home")
    assert "apt" not in another
    assert "make PYTHON=" in another


def full_log(root: Path) -> None:
    (root / ".cache").mkdir()
    (root / ".cache" / "setup.log").symlink_to("/dev/full")


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (full_log, FULL),
        (lambda root: (root / ".cache").touch(), "File exists"),
        (lambda root: (root / "package-lock.json").unlink(), "No such file"),
        (lambda root: (root / ".cache" / "setup.log").mkdir(parents=True), "Is a directory"),
    ],
    ids=["full", "no folder", "no lock file", "no log"],
)
def test_what_cannot_be_written_or_read_is_one_line(
    machine, spoil: Callable[[Path], object], line: str
):
    spoil(machine.root)
    assert line in machine.refuses()


def test_a_python_that_is_too_old_is_told_so():
    """By itself: an old one must be able to read the file, and to come to the line that says it."""
    source = (ROOT / "bootstrap.py").read_text("utf8")
    ast.parse(source, feature_version=(3, 4))
    assert not re.search(r"\bf\"|:=|\bmatch\b.*:\n", source)


@pytest.mark.parametrize("version", ["2.7.18", "3.6.15", "3.10.99"])
def test_an_old_python_does_nothing(machine, version):
    said = machine.refuses(FAKE_VERSION=version)
    assert "Python 3.11 or later is needed" in said
    assert machine.calls() == []
