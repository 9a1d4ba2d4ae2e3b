"""Which Python runs a program of the site in a test, how a test starts another Python, and that a
text runs once: it stands on the pages of all languages, and several tests look at what it does."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from playground import catalogue
from playground.catalogue import Program, Result


def as_from_a_terminal() -> None:
    """In a child before it begins: heed what a job ignores that runs behind a shell or nohup."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def interpreter(program: Program, wanted: str = sys.executable) -> str:
    """The wanted Python, or an installed newer one where the program's header asks for it; a skip
    where there is none. Another Python runs it: tests/simthreads/test_snippets.py says which."""
    found = catalogue.interpreter_for(program, wanted)
    if found is None:
        needed = ".".join(map(str, program.requires))
        elsewhere = "the workflow's" if program.needs else "the simulated"
        pytest.skip(
            f"{program.name}.py needs Python {needed}, which is not installed: "
            f"{elsewhere} Python alone runs it"
        )
    return found


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of all workers of this test run."""
    here = factory.getbasetemp()
    return here.parent if "PYTEST_XDIST_WORKER" in os.environ else here


def once(folder: Path, run: Callable[[], Result], *what: object) -> Result:
    """What a run came to, made anew where no worker has kept it in the folder: `what` tells all
    that it depends on. One that does not end is kept for nobody."""
    kept = folder / f"{hashlib.sha256(repr(what).encode()).hexdigest()}.json"
    if not kept.exists():
        folder.mkdir(exist_ok=True)
        made = kept.with_suffix(f".{os.getpid()}")
        made.write_text(json.dumps(asdict(run())), "utf8")
        made.rename(kept)  # whole or not at all
    return Result(**json.loads(kept.read_text("utf8")))
