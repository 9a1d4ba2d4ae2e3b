"""Which Python runs a program of the site in a test."""

from __future__ import annotations

import sys

import pytest

import catalogue
from catalogue import Program


def interpreter(program: Program, wanted: str = sys.executable) -> str:
    """The wanted Python, or an installed newer one where the program's header asks for it; a skip
    where there is none. The simulated Python is new enough: tests/simthreads/test_snippets.py."""
    found = catalogue.interpreter_for(program, wanted)
    if found is None:
        needed = ".".join(map(str, program.requires))
        pytest.skip(
            f"{program.name}.py needs Python {needed}, which is not installed: "
            "tests/simthreads alone runs it"
        )
    return found
