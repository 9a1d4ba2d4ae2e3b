"""Times the job of the site's programs, and what its parts cost, on each Python that is installed.

Each number is measured in a process of its own, in rounds over all of them, so that a busy moment
does not fall on one alone; reference/timings.json keeps the median, the lowest and the highest.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

from bench.figures import CannotMeasure, store
from playground import catalogue
from playground.catalogue import Program
from sitebuild.sections.reference import timings as page
from sitebuild.sections.reference.common import load

COSTS = Path(__file__).with_name("costs.py")
GUARD = 'if __name__ == "__main__":\n    main()\n'
#: In the place of a program's last lines: it does its job in silence, and says how long it took.
CLOCK = """\
if __name__ == "__main__":
    import contextlib as _contextlib, io as _io, time as _time
    _begin = _time.perf_counter()
    with _contextlib.redirect_stdout(_io.StringIO()):
        main()
    print(_time.perf_counter() - _begin)
"""
#: Runs a text as the file that it is of: a process that is spawned reads that file.
AS_FILE = """\
import sys
path, text = sys.argv[1], sys.stdin.read()
module = sys.modules["__main__"]
module.__file__ = path
exec(compile(text, path, "exec"), module.__dict__)
"""


def measure(order: argparse.Namespace) -> None:
    """Every row of reference/timings.yml, on every Python here; kept when all are there."""
    pythons = catalogue.interpreters()
    rounds = max(order.rounds, 3)
    found: dict[tuple[str, str, str], list[float]] = {}
    begin = os.getloadavg()[0]
    for turn in range(rounds):
        print(f"timings: round {turn + 1} of {rounds}", file=sys.stderr, flush=True)
        for group, told in load("timings").items():
            for row in told["rows"]:
                for version, python in pythons.items():
                    value = _once(group, row, python)
                    if value is not None:
                        found.setdefault((group, row, version), []).append(value)
    _keep(found, pythons, rounds, [begin, os.getloadavg()[0]])


def _once(group: str, row: str, python: str) -> float | None:
    """One measurement; None for a program that this Python is too old for."""
    if group != "job":
        return _number([python, str(COSTS), row])
    program = catalogue.find(row)
    if catalogue.interpreter_for(program, python) != python:
        return None
    return _number([python, "-c", AS_FILE, str(program.path)], clocked(program))


def clocked(program: Program) -> str:
    """The program, which prints how long its main() took and nothing else."""
    source = program.source
    if not source.endswith(GUARD):
        raise CannotMeasure(f"{program.path.name} does not end with the call of main()")
    return source.removesuffix(GUARD) + CLOCK


def _number(command: list[str], text: str = "") -> float:
    done = subprocess.run(
        command, input=text, capture_output=True, encoding="utf8", timeout=60, check=True
    )
    return float(json.loads(done.stdout))


def _keep(
    found: dict[tuple[str, str, str], list[float]],
    pythons: dict[str, str],
    rounds: int,
    busy: list[float],
) -> None:
    groups: dict[str, dict[str, dict[str, list[float]]]] = {}
    for (group, row, version), values in found.items():
        three = (statistics.median(values), min(values), max(values))
        rounded = [float(f"{value:.3g}") for value in three]
        groups.setdefault(group, {}).setdefault(row, {})[version] = rounded
    whole = {
        "machine": {
            "cores": os.cpu_count() or 1,
            "kind": platform.machine(),
            "system": platform.system(),
        },
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "load": [round(one, 1) for one in busy],
        "rounds": rounds,
        "priority": os.sched_getscheduler(0) in (os.SCHED_FIFO, os.SCHED_RR),
        "pythons": {version: _release(python) for version, python in pythons.items()},
        "groups": groups,
    }
    store("timings", whole)


def _release(python: str) -> str:
    code = "import platform; print(platform.python_version())"
    with contextlib.suppress(subprocess.SubprocessError):
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
        return done.stdout.strip()
    return "?"


def report() -> str:
    """All of it in English, as the page shows it."""
    return "\n\n".join(
        f"## {told['en']}\n\n{page.table(group, 'en')}" for group, told in load("timings").items()
    )
