"""What a behaviour test gets: `run` and `probe`, bound to the chapter of its file name."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from playground import catalogue
from playground.catalogue import Program, Result
from tests.interpreter import interpreter, once


class Run(Protocol):
    def __call__(self, name: str) -> Result: ...


class Probe(Protocol):
    def __call__(
        self, name: str, code: str, *, before: str = "", timeout: float = ...
    ) -> Result: ...


@pytest.fixture(scope="session")
def python(request: pytest.FixtureRequest) -> str:
    """The interpreter that runs the programs: `--python`, else the one that runs the tests."""
    return str(request.config.getoption("--python") or sys.executable)


def chapter_of(request: pytest.FixtureRequest) -> str:
    return Path(request.path).stem.removeprefix("test_")


@pytest.fixture
def run_program(python: str, native_runs: Path) -> Callable[[Program], Result]:
    """Runs a whole program as a reader would; on a newer Python where its own line says so. One run
    is the same for every test that asks."""

    def run_it(program: Program) -> Result:
        fitting = interpreter(program, python)
        run = functools.partial(catalogue.run, program, python=fitting)
        return once(native_runs, run, fitting, program, program.source)

    return run_it


@pytest.fixture
def run(request: pytest.FixtureRequest, run_program: Callable[[Program], Result]) -> Run:
    """`run("name")` runs snippets/<chapter>/name.py."""
    return lambda name: run_program(catalogue.find(f"{chapter_of(request)}/{name}"))


@pytest.fixture
def probe(request: pytest.FixtureRequest, python: str) -> Probe:
    """`probe("name", code)` loads the program without running main(), then runs `code` in it.

    `before` is code that runs ahead of the program, in the same interpreter: the place to force
    an interleaving, by wrapping what the program will import.
    """

    def run_probe(
        name: str, code: str, *, before: str = "", timeout: float = catalogue.TIME_LIMIT
    ) -> Result:
        program = catalogue.find(f"{chapter_of(request)}/{name}")
        fitting = interpreter(program, python)
        return catalogue.probe(program, code, before=before, python=fitting, timeout=timeout)

    return run_probe
