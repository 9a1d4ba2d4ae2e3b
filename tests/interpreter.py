"""Which Python runs a program of the site in a test, and how a test starts another Python."""

from __future__ import annotations

import signal
import sys

import pytest

from playground import catalogue
from playground.catalogue import Program


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
