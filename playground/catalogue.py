"""What programs there are, what their header lines say, and how one runs natively.

Everything that asks about a program asks here; knows no page, no site and no simulation.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
SNIPPETS = ROOT / "snippets"
RECORDED = ROOT / "recorded"

OLDEST = (3, 11)  # the oldest Python that the site is for
TIME_LIMIT = 20.0  # seconds; a program ends by itself within one, the rest is a busy machine

_HEADER = re.compile(r"# (requires|order|needs): (.+)")

# The parser in C is ten times as fast, where this build of PyYAML has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Runs a source under its true file name, so that a traceback points into the snippet. Its order
# comes as a literal: reading JSON would import what the program has not, a fifth of a start.
_BOOTSTRAP = """\
import sys
order = eval(sys.stdin.read())
path, name = order["path"], order["name"]
sys.argv[:] = [path]
exec(compile(order["before"], "<before>", "exec"), {"__name__": "before"})
module = type(sys)(name)
module.__file__ = path
if name == "__main__":
    sys.modules[name] = module
for part, first_line, source in order["parts"]:
    exec(compile("\\n" * (first_line - 1) + source, part, "exec"), module.__dict__)
"""


@dataclass(frozen=True)
class Program:
    """One file of `snippets`: `slug` is its folder, `name` its file name without `.py`."""

    slug: str
    name: str

    @property
    def path(self) -> Path:
        return SNIPPETS / self.slug / f"{self.name}.py"

    @property
    def recorded(self) -> Path:
        return RECORDED / self.slug / f"{self.name}.txt"

    @property
    def run_record(self) -> Path:
        """Its recorded run in the simulation; `recorded` is what it printed natively."""
        return self.recorded.with_suffix(".json")

    @property
    def run_values(self) -> Path:
        """What its variables hold in that run."""
        return self.recorded.parent / "values" / f"{self.name}.json"

    @property
    def source(self) -> str:
        return self.path.read_text("utf8")

    def _header(self, key: str) -> str | None:
        return _headers(self).get(key)

    @property
    def requires(self) -> tuple[int, int]:
        """The oldest Python that runs it, from its line `# requires: python 3.13`."""
        found = self._header("requires")
        if found is None:
            return OLDEST
        major, minor = found.removeprefix("python ").split(".")
        return int(major), int(minor)

    @property
    def free_order(self) -> bool:
        """Whether the order of its output lines is the scheduler's: `# order: free`."""
        return self._header("order") == "free"

    @property
    def fault(self) -> str | None:
        """What it prints where it shows its fault, whatever the schedule: from shows.yml."""
        return shows(self.slug).get(self.name, {}).get("fault")

    @property
    def needs(self) -> str | None:
        """What it uses that the simulation does not have, from its line `# needs: sockets`."""
        return self._header("needs")

    @property
    def native_only(self) -> bool:
        """Whether it can run nowhere but on a machine of one's own."""
        return self.needs is not None


@cache
def _headers(program: Program) -> dict[str, str]:
    found = map(_HEADER.fullmatch, program.source.splitlines()[:3])
    return {line[1]: line[2] for line in found if line}


@cache
def shows(slug: str) -> dict[str, dict[str, str]]:
    """Of each program of a slug, what its shows.yml says: a line in each language, and its fault,
    where it prints that in any order."""
    file = SNIPPETS / slug / "shows.yml"
    found: dict[str, dict[str, str]] = read_yaml(file) if file.is_file() else {}
    return found


def forget() -> None:
    """`mkdocs serve` lives on while programs come, change and go."""
    programs.cache_clear()
    _headers.cache_clear()
    shows.cache_clear()


def read_yaml(path: Path) -> Any:
    """A data file of the project."""
    return yaml.load(path.read_text("utf8"), Loader=_LOADER)


@cache
def programs() -> tuple[Program, ...]:
    """All programs, in the order of their paths."""
    return tuple(Program(p.parent.name, p.stem) for p in sorted(SNIPPETS.glob("*/*.py")))


def simulated() -> tuple[Program, ...]:
    """Those that run in the simulation as well: all but the few that say that they cannot."""
    return tuple(program for program in programs() if not program.native_only)


def find(key: str) -> Program:
    """The program of "slug/name"; LookupError when there is none."""
    program = Program(*key.split("/"))
    if not program.path.is_file():
        raise LookupError(f"no program snippets/{key}.py")
    return program


@dataclass(frozen=True)
class Result:
    """What a native run left: exit code and both streams."""

    code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        return self.stdout.splitlines()

    @property
    def ok(self) -> bool:
        """It ended well: no thread died, since CPython reports that on stderr alone."""
        return self.code == 0 and not self.stderr


def run(program: Program, *, python: str = sys.executable) -> Result:
    """Run a whole program as a reader would."""
    return execute([(str(program.path), 1, program.source)], python=python)


def probe(
    program: Program,
    code: str,
    *,
    first_line: int = 1,
    file: str = "<probe>",
    before: str = "",
    python: str = sys.executable,
    timeout: float = TIME_LIMIT,
) -> Result:
    """Load a program without running its main(), then run `code` in its namespace.

    `before` is code run ahead of both, in a namespace of its own.
    """
    parts = [(str(program.path), 1, program.source), (file, first_line, code)]
    return execute(parts, name="program", before=before, python=python, timeout=timeout)


def execute(
    parts: list[tuple[str, int, str]],
    *,
    name: str = "__main__",
    before: str = "",
    python: str = sys.executable,
    timeout: float = TIME_LIMIT,
) -> Result:
    """Run parts, (file, first line, source), in one namespace of a fresh interpreter.

    `name` becomes `__name__`. Raises subprocess.TimeoutExpired after `timeout` seconds.
    """
    path = parts[0][0]
    order = {"path": path, "name": name, "before": before, "parts": parts}
    done = subprocess.run(
        [python, "-X", "utf8", "-c", _BOOTSTRAP],
        input=repr(order),
        capture_output=True,
        encoding="utf8",
        timeout=timeout,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def same_output(program: Program, one: str, other: str) -> bool:
    """Whether two outputs agree, as far as the program promises an order."""
    if program.free_order:
        return sorted(one.splitlines()) == sorted(other.splitlines())
    return one == other


@cache
def _version(python: str) -> str | None:
    """Such as "3.13", or "3.14t" where it is free-threaded; None if it does not run."""
    code = (
        "import sys; free = 't' in getattr(sys, 'abiflags', '');"
        "print('%d.%d' % sys.version_info[:2] + free * 't')"
    )
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


@cache
def interpreters() -> dict[str, str]:
    """Version -> interpreter: this one, those on the PATH, those that pyenv keeps."""
    home = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    candidates = [sys.executable]
    for minor in range(11, 20):
        candidates += filter(None, (shutil.which(f"python3.{minor}{t}") for t in ("", "t")))
    candidates += sorted(glob.glob(f"{home}/versions/3.*/bin/python"))
    found: dict[str, str] = {}
    for python in candidates:
        name = _version(python)
        if name and _number(name) >= OLDEST:
            found.setdefault(name, python)
    return found


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.rstrip("t").split(".")))


def interpreter_for(program: Program, wanted: str = sys.executable) -> str | None:
    """The wanted Python, or the oldest installed one that is as new as the program asks for."""
    if _number(_version(wanted) or "0") >= program.requires:
        return wanted
    fitting = [name for name in interpreters() if _number(name) >= program.requires]
    return interpreters()[min(fitting, key=_number)] if fitting else None
